"""How well the figures hold, measured on cities whose truth is known.

The results are data: ``calibration_results.toml`` beside this module, written by ``make calibrate`` and told in
full in docs/calibration.md. Nothing is computed here but sentences; where a margin is weak says
``planning.need.weak_margins``.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

import pandas as pd

from planning.words.formats import whole_number

RESULTS_FILE = "calibration_results.toml"
CHANCES_FILE = "calibration_chance.csv"

WHOLE, CUT, SMALL = "whole tracts", "cuts tracts", "smaller than a tract"
"""Forms of area in the results; the last two also ``, block groups``: weighed by coarser points than blocks."""
COARSE = ", block groups"
MARGIN, COMBINED = "margin", "combined interval"

FEW_SPEAKERS = "few speakers"
"""The kind of city with an eighth of the speakers."""

FEW_PEOPLE = 800
"""Under so many people a margin keeps less than its 90 %; see ``planning.need.weak_margins``."""

AS_SHOWN, BY_ESTIMATE = "as shown", "estimate alone"
"""Who decides a verdict: the product as its screens and papers show it; a peer who reads the figure alone."""

_META = ("command", "made_on", "cities_of_each_kind", "samples_of_each_kind", "minutes", "core_minutes")


@dataclass(frozen=True, slots=True)
class CalibrationResults:
    """What was measured, when, and by which command.

    Attributes
    ----------
    command : str
    made_on : date
    cities_of_each_kind, samples_of_each_kind : int
    minutes, core_minutes : float
        By the clock, and of processor time a core (two were used).
    tables : mapping of name to DataFrame
        ``hold``: form, size (true people), interval, cells, held (share), width (persons), worst,
        worst_kind. ``verdicts``: form, distance (truth / threshold), decider, cells, wrong, given, worst,
        worst_kind. ``gaps``, ``plans``, ``weights``, ``survey``; ``portland`` and ``portland_brackets`` if the
        real city was there. Shares are fractions. A worst that rests on too few cells is NaN.
    """

    command: str
    made_on: date
    cities_of_each_kind: int
    samples_of_each_kind: int
    minutes: float
    core_minutes: float
    tables: Mapping[str, pd.DataFrame]

    def held(self, forms: tuple[str, ...], interval: str, sizes: tuple[str, ...]) -> float:
        """Return how often an interval held the truth, over all kinds of city and these forms and sizes."""
        rows = self._rows(forms, interval, sizes)
        return float((rows["held"] * rows["cells"]).sum() / rows["cells"].sum())

    def worst(self, forms: tuple[str, ...], interval: str, sizes: tuple[str, ...]) -> float:
        """Return how often it did in the worst kind of city, form and size."""
        return float(self._rows(forms, interval, sizes)["worst"].min())

    def worst_verdicts(self, forms: tuple[str, ...], decider: str) -> float:
        """Return the largest share of wrong verdicts at any distance from the threshold, in the worst kind of city."""
        table = self.tables["verdicts"]
        return float(table.loc[table["form"].isin(forms) & (table["decider"] == decider), "worst"].max())

    def _rows(self, forms: tuple[str, ...], interval: str, sizes: tuple[str, ...]) -> pd.DataFrame:
        table = self.tables["hold"]
        return table[table["form"].isin(forms) & (table["interval"] == interval) & table["size"].isin(sizes)]


SMALL_SIZES = ("20-49", "50-99", "100-199", "200-399", "400-799")
LARGE_SIZES = ("800+",)
"""Sizes under and from ``FEW_PEOPLE``."""
DEPARTMENT = "whole department"
BLOCK_FORMS = (WHOLE, CUT, SMALL, DEPARTMENT)
COARSE_FORMS = (CUT + COARSE, SMALL + COARSE)


@lru_cache(maxsize=1)
def load_results() -> CalibrationResults:
    """Return the results that ship with this version.

    Examples
    --------
    >>> load_results().samples_of_each_kind >= 500
    True
    """
    text = files("planning.need").joinpath(RESULTS_FILE).read_text(encoding="utf-8")
    values = tomllib.loads(text)
    tables = {
        name: pd.DataFrame(table["rows"], columns=table["columns"])
        for name, table in values.items()
        if isinstance(table, dict)
    }
    return CalibrationResults(**{name: values[name] for name in _META}, tables=MappingProxyType(tables))


def hold_sentences(results: CalibrationResults | None = None) -> tuple[str, str]:
    """Return two plain sentences that say how well margins and intervals hold.

    Examples
    --------
    >>> len(hold_sentences())
    2
    """
    results = results or load_results()
    cut = (CUT, SMALL)
    large, small = (results.held((WHOLE,), MARGIN, sizes) for sizes in (LARGE_SIZES, SMALL_SIZES))
    alone = results.held(cut, MARGIN, SMALL_SIZES + LARGE_SIZES)
    together = results.worst(cut, COMBINED, SMALL_SIZES + LARGE_SIZES)
    return (
        (
            f"We ran {whole_number(results.samples_of_each_kind)} surveys in each of {len(results.tables['survey'])} "
            "kinds of made-up cities, where the truth is known. In areas of whole tracts, the margin of error was "
            f"right {_percent(large)} of the time for {FEW_PEOPLE} people or more, but only {_percent(small)} of "
            f"the time for 20 to {FEW_PEOPLE - 1}."
        ),
        (
            f"In areas that split tracts, the margin of error alone was right {_percent(alone)} of the time. The "
            f"likely range was right at least {_percent(together)} of the time in every kind of city."
        ),
    )


def few_sentence(results: CalibrationResults | None = None) -> str:
    """Return what the margin of a small figure is worth.

    Examples
    --------
    >>> few_sentence().startswith("Below 800 people")
    True
    """
    results = results or load_results()
    held = [results.held((WHOLE,), MARGIN, (size,)) for size in SMALL_SIZES]
    return (
        f"Below {FEW_PEOPLE} people, the margin of error is right only {min(held) * 100:.0f} to "
        f"{max(held) * 100:.0f} times in 100."
    )


def verdict_sentence(results: CalibrationResults | None = None) -> str:
    """Return how often verdicts as shown were wrong at worst, and how often those by the estimate alone.

    Examples
    --------
    >>> verdict_sentence().startswith("A result shown here")
    True
    """
    results = results or load_results()
    shown, alone = (results.worst_verdicts(BLOCK_FORMS, decider) for decider in (AS_SHOWN, BY_ESTIMATE))
    return (
        f"A result shown here was wrong in at most {_percent(shown)} of cases at any distance from a "
        f"threshold, in the worst kind of city. By the estimate alone, up to {_percent(alone)} were wrong. "
    ) + coarse_verdict_sentence(results)


def coarse_verdict_sentence(results: CalibrationResults | None = None) -> str:
    """Return how often verdicts as shown were wrong at worst where people are placed by coarser points than blocks.

    Examples
    --------
    >>> coarse_verdict_sentence().startswith("With block-group centers")
    True
    """
    worst = (results or load_results()).worst_verdicts(COARSE_FORMS, AS_SHOWN)
    return (
        "With block-group centers in place of census blocks, such a result was wrong in at most "
        f"{_percent(worst)} of cases at any distance."
    )


def coarse_sentence(results: CalibrationResults | None = None) -> str:
    """Return how far even the interval with both errors falls where people are placed by coarser points than blocks.

    Examples
    --------
    >>> coarse_sentence().startswith("With block-group centers in place of blocks")
    True
    """
    worst = (results or load_results()).worst((CUT + COARSE, SMALL + COARSE), COMBINED, SMALL_SIZES + LARGE_SIZES)
    return (
        f"With block-group centers in place of blocks, even the likely range was right only {_percent(worst)} "
        "of the time in the worst kind of city, so add census blocks."
    )


def gap_sentence(results: CalibrationResults | None = None) -> str:
    """Return how often a gap of bilingual officers above zero was real, by form of area.

    Examples
    --------
    >>> gap_sentence().startswith("Of the shortages found in made-up cities")
    True
    """
    table = (results or load_results()).tables["gaps"]
    found = table[(table["said"] > 0) & (table["verdict"] == AS_SHOWN)]
    real = (found["said_is_real"] * found["said"]).groupby(found["form"]).sum() / found.groupby("form")["said"].sum()
    worst = found.loc[found["form"] == SMALL, "said_is_real"].min()
    return (
        f"Of the shortages found in made-up cities, {_percent(real[WHOLE])} were real in areas of whole "
        f"tracts, {_percent(real[CUT])} in areas of about four tracts that split some, and "
        f"{_percent(real[SMALL])} in areas smaller than a tract ({_percent(worst)} in the worst kind of city)."
    )


def plan_sentence(results: CalibrationResults | None = None) -> str:
    """Return how near plans made from a survey came to the best one, where many and where few people speak.

    Examples
    --------
    >>> plan_sentence().startswith("In made-up cities")
    True
    """
    shares = (results or load_results()).tables["plans"].set_index("kind")["within_5_percent"]
    many, few = float(shares.drop(FEW_SPEAKERS).min()), float(shares[FEW_SPEAKERS])
    return (
        "In made-up cities, a plan based on the survey reached within 5% of the best possible in "
        f"{_percent(many)} or more of cases, but only in {_percent(few)} where few people speak the "
        "languages. There, rely on partners who know where they live."
    )


HOLD_LINES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "Margin of error alone, whole tracts": (WHOLE, MARGIN),
        "Margin of error alone, split tracts": (CUT, MARGIN),
        "Likely range, split tracts": (CUT, COMBINED),
    }
)
"""What a plot of hold rates compares: a form of area and an interval."""


def hold_lines(results: CalibrationResults | None = None) -> pd.DataFrame:
    """Return what a plot of hold rates draws: line, size (true people), held and worst, as fractions.

    ``worst`` is the kind of city where it held least often. Nobody at all is left out, and so are 1 to 19 people,
    where any interval that begins at zero holds.

    Examples
    --------
    >>> lines = hold_lines()

    >>> lines["line"].nunique(), lines["size"].unique().tolist()[0]
    (3, '20-49')
    """
    table = (results or load_results()).tables["hold"]
    sizes = list(SMALL_SIZES + LARGE_SIZES)
    parts = []
    for line, (form, interval) in HOLD_LINES.items():
        rows = table[(table["form"] == form) & (table["interval"] == interval)].set_index("size").reindex(sizes)
        parts.append(rows[["held", "worst"]].assign(line=line).reset_index())
    return pd.concat(parts, ignore_index=True)[["line", "size", "held", "worst"]]


@lru_cache(maxsize=1)
def chance_lines() -> pd.DataFrame:
    """Return what a plot of chances draws, over all kinds of city: how often it was so, by the chance that was said.

    Returns
    -------
    DataFrame with columns said, cells, true, least, most
        Fractions; ``least`` and ``most`` are those of the kinds of city where it was so least and most often.

    Examples
    --------
    >>> chance_lines()["said"].tolist()[:3]
    [0.0, 0.1, 0.2]
    """
    text = files("planning.need").joinpath(CHANCES_FILE).read_text(encoding="utf-8")
    table = pd.DataFrame(csv.DictReader(text.splitlines())).astype({"said": float, "cells": int, "true": float})
    whole = table[(table["kind"] == "all") & (table["form"] == "all")].set_index("said")
    kinds = table[table["kind"] != "all"].groupby("said")["true"]
    return whole.assign(least=kinds.min(), most=kinds.max()).reset_index()[["said", "cells", "true", "least", "most"]]


def chance_statement() -> str:
    """Return how well chances kept to what they say.

    Examples
    --------
    >>> chance_statement().startswith("Of cases shown as about 8 in 10")
    True
    """
    lines = chance_lines().set_index("said")
    off = (lines["true"] - lines.index).abs().max()
    return (
        f"Of cases shown as about 8 in 10, {100 * lines['true'][0.8]:.0f} in 100 qualified, in made-up cities "
        f"of nine kinds together. No tenth was off by more than {100 * off:.0f} points. In one kind alone it "
        "may be more."
    )


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"
