"""How well the figures hold, measured on cities whose truth is known, and where their promise is weak.

The results are data: ``calibration_results.toml`` beside this module, written by ``make calibrate`` and told in
full in docs/calibration.md. Nothing is computed here but sentences and flags.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
import pandas as pd

RESULTS_FILE = "calibration_results.toml"

WHOLE, CUT, SMALL = "whole tracts", "cuts tracts", "smaller than a tract"
"""Forms of area in the results; the last two also ``, block groups``: weighed by coarser points than blocks."""
COARSE = ", block groups"
MARGIN, COMBINED = "margin", "combined interval"

FEW_PEOPLE = 400
"""Under so many people a margin keeps clearly less than its 90 %; see ``weak_promises``."""

_META = ("command", "made_on", "cities_of_each_kind", "samples_of_each_kind", "minutes")


@dataclass(frozen=True, slots=True)
class CalibrationResults:
    """What was measured, when, and by which command.

    Attributes
    ----------
    command : str
    made_on : date
    cities_of_each_kind, samples_of_each_kind : int
    minutes : float
    tables : mapping of name to DataFrame
        ``coverage``: form, size (true people), interval, cells, held (share), width (persons), worst,
        worst_kind. ``verdicts``: form, distance (truth / threshold), decider, cells, wrong, given, worst,
        worst_kind. ``gaps``, ``plans``, ``weights``, ``survey``; ``portland`` and ``portland_brackets`` if the
        real city was there. Shares are fractions. A worst that rests on too few cells is NaN.
    """

    command: str
    made_on: date
    cities_of_each_kind: int
    samples_of_each_kind: int
    minutes: float
    tables: Mapping[str, pd.DataFrame]

    def held(self, forms: tuple[str, ...], interval: str, sizes: tuple[str, ...]) -> float:
        """Return how often an interval held the truth, over all kinds of city and these forms and sizes."""
        rows = self._rows(forms, interval, sizes)
        return float((rows["held"] * rows["cells"]).sum() / rows["cells"].sum())

    def worst(self, forms: tuple[str, ...], interval: str, sizes: tuple[str, ...]) -> float:
        """Return how often it did in the worst kind of city, form and size."""
        return float(self._rows(forms, interval, sizes)["worst"].min())

    def _rows(self, forms: tuple[str, ...], interval: str, sizes: tuple[str, ...]) -> pd.DataFrame:
        table = self.tables["coverage"]
        return table[table["form"].isin(forms) & (table["interval"] == interval) & table["size"].isin(sizes)]


SMALL_SIZES = ("20-49", "50-99", "100-199", "200-399")
LARGE_SIZES = ("400-799", "800+")


@lru_cache(maxsize=1)
def load_results() -> CalibrationResults:
    """Return the results that ship with this version.

    Examples
    --------
    >>> load_results().samples_of_each_kind >= 500
    True
    """
    text = files("planning").joinpath(RESULTS_FILE).read_text(encoding="utf-8")
    values = tomllib.loads(text)
    tables = {
        name: pd.DataFrame(table["rows"], columns=table["columns"])
        for name, table in values.items()
        if isinstance(table, dict)
    }
    return CalibrationResults(**{name: values[name] for name in _META}, tables=MappingProxyType(tables))


def promise_sentences(results: CalibrationResults | None = None) -> tuple[str, str]:
    """Return two plain sentences that say how well margins and intervals hold.

    Examples
    --------
    >>> len(promise_sentences())
    2
    """
    results = results or load_results()
    cut, coarse = (CUT, SMALL), (CUT + COARSE, SMALL + COARSE)
    large, small = (results.held((WHOLE,), MARGIN, sizes) for sizes in (LARGE_SIZES, SMALL_SIZES))
    alone = results.held(cut, MARGIN, SMALL_SIZES + LARGE_SIZES)
    together, by_groups = (results.worst(forms, COMBINED, SMALL_SIZES + LARGE_SIZES) for forms in (cut, coarse))
    return (
        f"In {results.samples_of_each_kind:,} surveys of each of four kinds of made-up city, where the truth is known, "
        f"the ± held it {_percent(large)} of the time for {FEW_PEOPLE} people or more in areas of whole tracts, but "
        f"{_percent(small)} for 20 to {FEW_PEOPLE - 1}.",
        f"Where an area cuts tracts the ± alone held it {_percent(alone)} of the time, and the combined interval at "
        f"least {_percent(together)} in every kind of city; with block-group centres in place of blocks that fell to "
        f"{_percent(by_groups)} in the worst.",
    )


def weak_promises(need: pd.DataFrame, coarse_points: bool = False) -> pd.Series:
    """Return for every row of a need table why its ± promises less than 90 %, or "" where it keeps it.

    Parameters
    ----------
    need : DataFrame
        See ``planning.need``.
    coarse_points : bool
        Whether people were placed by block groups or coarser, not by blocks.

    Returns
    -------
    Series of str, on the index of ``need``
        "" also where there is no figure or no margin: there is then no promise to weaken.

    Notes
    -----
    An area is taken to be cut where its bracket has a width; the cut matters where the bracket reaches beyond
    the margin on either side. Few people: where even the upper end is under ``FEW_PEOPLE``.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> from planning.need import build_need
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> weak = weak_promises(need)[(need["area_id"] == "west") & (need["language"] == "spanish")]
    >>> print(weak.iloc[0])
    few people: on so few the ± alone holds the truth 65 to 85 times in 100; read the combined interval
    """
    lep, moe, low, high = (need[name].to_numpy(dtype=float) for name in ("lep", "lep_moe", "lep_low", "lep_high"))
    told = ~np.isnan(lep) & ~np.isnan(moe)
    cut = told & (high - low > 0.5)
    beyond = cut & ((lep - low > moe) | (high - lep > moe))
    few = told & (lep + moe < FEW_PEOPLE)
    reasons = np.select([cut & coarse_points, beyond, few], [_COARSE_REASON, _CUT_REASON, _FEW_REASON], "")
    return pd.Series(pd.array(reasons, dtype="str"), index=need.index, name="weak_promise")


_COARSE_REASON = (
    "the area cuts tracts and people are placed by block-group centres: even the combined interval may miss the "
    "truth; add census blocks"
)
_CUT_REASON = "the area cuts tracts: the unknown of the boundary is larger than the ±; read the combined interval"
_FEW_REASON = "few people: on so few the ± alone holds the truth 65 to 85 times in 100; read the combined interval"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
