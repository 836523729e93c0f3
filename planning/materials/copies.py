"""How many copies: people times a rate the department sets, less what is in stock, by document, language, area.

The rate is a choice, not a finding: so many copies for each person who needs the language. Every number is
rounded up to a whole copy, once for each area; a print run is rounded up to whole bundles. What is missing
stays missing: no census figure gives no number of copies.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.errors import InputError
from planning.materials.inventory import APPROVED, CURRENT, NONE, OUTREACH, VITAL
from planning.vocabulary import MET

COPY_COLUMNS = (
    *("document_id", "title", "document_class", "language", "language_name", "area_id", "people", "people_moe"),
    *("rate", "needed", "from_stock", "to_print", "can_print", "reason"),
)
PRINT_COLUMNS = ("run", "title", "language_name", "copies", "pages", "sheets", "areas", "areas_without_figure")
HANDOUT_COLUMNS = ("area_id", "venue_id", "name", "title", "language_name", "copies")

NOTHING = 1e-9
"""Less than this is rounding of sums, not a part of a copy."""

READY, NO_FIGURE, NOT_COUNTED, NO_TRANSLATION, NOT_APPROVED, OUT_OF_DATE = (
    "ready to print",
    "the census has no number for this language",
    "stock has not been counted",
    "there is no translation yet",
    "the translation is not approved yet",
    "the translation is outdated or undated, so its copies don’t count",
)


@dataclass(frozen=True, slots=True)
class CopyRates:
    """Copies for each person who needs the language; the department's own choice.

    Attributes
    ----------
    by_class : mapping of document class to rate
    by_document : mapping of document id to rate
        Goes before the class.
    bundle : int
        A print run is a whole number of these.

    Examples
    --------
    >>> CopyRates(bundle=0)
    Traceback (most recent call last):
    ...
    planning.errors.InputError: a bundle has at least 1 copy (got 0): enter 25, for example.
    """

    by_class: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({VITAL: 0.10, OUTREACH: 0.05}))
    by_document: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    bundle: int = 25

    def __post_init__(self) -> None:
        for rate in (*self.by_class.values(), *self.by_document.values()):
            if not 0 <= rate <= 10:
                raise InputError("copies per person must be from 0 to 10", value=rate, fix="0.1 is 1 in 10")
        if self.bundle < 1:
            raise InputError("a bundle has at least 1 copy", value=self.bundle, fix="enter 25, for example")


def build_copies(
    matrix: pd.DataFrame, asked: pd.DataFrame, rates: CopyRates, verdicts: Collection[str] = (MET,)
) -> pd.DataFrame:
    """Return the copies for every document, language and area where it is asked for.

    Parameters
    ----------
    matrix : DataFrame
        From ``planning.materials.inventory.build_matrix``.
    asked : DataFrame
        From ``planning.materials.asked.build_asked``, at the level copies are handed out.
    rates : CopyRates
    verdicts : collection of str
        Which verdicts count as asked for.

    Returns
    -------
    DataFrame with ``COPY_COLUMNS``
        ``needed`` = people x rate, rounded up. ``from_stock`` shares the stock out over the areas in
        proportion, in whole copies (largest remainder), so that it sums to the stock or to the need, whichever
        is less. ``to_print`` = needed - from_stock. ``can_print`` only where the translation is approved and
        current; ``reason`` says why not.

    Examples
    --------
    >>> matrix = pd.DataFrame({"document_id": ["d"], "title": ["A"], "document_class": ["vital"],
    ...     "language": ["korean"], "language_name": ["Korean"], "state": ["approved"], "version": ["current"],
    ...     "copies": [10.0], "pages": [2.0]})
    >>> asked = pd.DataFrame({"area_id": ["a", "b"], "language": ["korean"] * 2, "people": [301.0, 100.0],
    ...     "people_moe": [9.0, 9.0], "verdict": ["met"] * 2})
    >>> build_copies(matrix, asked, CopyRates())[["area_id", "needed", "from_stock", "to_print"]].values.tolist()
    [['a', 31.0, 8.0, 23.0], ['b', 10.0, 2.0, 8.0]]
    """
    wanted = asked[asked["verdict"].isin(list(verdicts))]
    rows = matrix.merge(wanted[["area_id", "language", "people", "people_moe"]], on="language", how="inner")
    rate = rows["document_id"].map(dict(rates.by_document)).astype(float)
    rate = rate.fillna(rows["document_class"].map(dict(rates.by_class)).astype(float))
    needed = np.ceil(rows["people"] * rate - NOTHING).clip(lower=0.0)
    rows = rows.assign(rate=rate, needed=needed)
    outdated = (rows["state"] != NONE) & (rows["version"] != CURRENT)
    stock = rows["copies"].mask(outdated, 0.0)
    from_stock = _share_out(rows, needed, stock)
    reasons = [
        (needed.isna(), NO_FIGURE),
        (rows["state"] == NONE, NO_TRANSLATION),
        (rows["state"] != APPROVED, NOT_APPROVED),
        (outdated, OUT_OF_DATE),
        (stock.isna(), NOT_COUNTED),
    ]
    reason = np.select([holds.to_numpy() for holds, _ in reasons], [word for _, word in reasons], READY)
    copies = rows.assign(
        from_stock=from_stock,
        to_print=needed - from_stock,
        can_print=(rows["state"] == APPROVED) & ~outdated,
        reason=pd.array(reason, dtype="str"),
    )
    return copies[list(COPY_COLUMNS)].reset_index(drop=True)


def _share_out(rows: pd.DataFrame, needed: pd.Series, stock: pd.Series) -> pd.Series:
    """Return the stock shared out in whole copies; missing where the need or the stock is."""
    cell = [rows["document_id"], rows["language"]]
    total = needed.fillna(0.0).groupby(cell).transform("sum")
    given = np.minimum(stock, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (given * needed / total).where(total > 0, 0.0).mask(needed.isna() | stock.isna())
    whole = np.floor(share + NOTHING)
    left = (given - whole.fillna(0.0).groupby(cell).transform("sum")).round()
    part = (share - whole).fillna(-1.0)
    place = part.groupby(cell).rank(method="first", ascending=False)
    shared: pd.Series = whole + ((place <= left) & share.notna())
    return shared


def build_print_list(copies: pd.DataFrame, matrix: pd.DataFrame, rates: CopyRates) -> pd.DataFrame:
    """Return what goes to the printer: one run a document, one row a language.

    Parameters
    ----------
    copies : DataFrame
        From ``build_copies``.
    matrix : DataFrame
        For the pages.
    rates : CopyRates
        For the bundle.

    Returns
    -------
    DataFrame with ``PRINT_COLUMNS``
        ``copies`` rounded up to whole bundles; ``sheets`` printed on both sides. Areas whose number is not
        known are counted apart and are not in ``copies``. Only what can be printed and is short.

    Examples
    --------
    >>> copies = pd.DataFrame({"document_id": ["d", "d"], "title": ["A", "A"], "document_class": ["vital"] * 2,
    ...     "language": ["korean"] * 2, "language_name": ["Korean"] * 2, "area_id": ["a", "b"],
    ...     "to_print": [23.0, 8.0], "can_print": [True, True]})
    >>> matrix = pd.DataFrame({"document_id": ["d"], "language": ["korean"], "pages": [3.0]})
    >>> build_print_list(copies, matrix, CopyRates())[["run", "copies", "sheets"]].values.tolist()
    [[1.0, 50.0, 100.0]]
    """
    ready = copies[copies["can_print"]]
    cells = ready.groupby(["document_id", "title", "language", "language_name"], sort=False, as_index=False).agg(
        copies=("to_print", "sum"), known=("to_print", "count"), areas=("area_id", "size")
    )
    cells = cells[(cells["copies"] > 0)]
    pages = matrix.set_index(["document_id", "language"])["pages"]
    keys = pd.MultiIndex.from_frame(cells[["document_id", "language"]])
    bundles = np.ceil(cells["copies"] / rates.bundle) * rates.bundle
    listed = cells.assign(
        run=pd.factorize(cells["document_id"])[0] + 1,
        pages=pages.reindex(keys).to_numpy(dtype=float),
        copies=bundles,
        areas_without_figure=cells["areas"] - cells["known"],
    )
    listed["sheets"] = np.ceil(listed["pages"] / 2) * listed["copies"]
    return listed[list(PRINT_COLUMNS)].reset_index(drop=True)


def share_handouts(copies: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Return how many copies go to each place of an area: the same number, the nearest getting what is over.

    Parameters
    ----------
    copies : DataFrame
        From ``build_copies``.
    points : DataFrame with area_id, venue_id, name, in the order they are to be served
        From ``geodata.materials.distribution.distribution_points``.

    Returns
    -------
    DataFrame with ``HANDOUT_COLUMNS``
        Only what can be handed out. An area without places has no rows here.

    Examples
    --------
    >>> copies = pd.DataFrame({"area_id": ["a"], "title": ["A"], "language_name": ["Korean"], "needed": [31.0],
    ...     "can_print": [True]})
    >>> points = pd.DataFrame({"area_id": ["a", "a"], "venue_id": ["v1", "v2"], "name": ["Library", "School"]})
    >>> share_handouts(copies, points)[["venue_id", "copies"]].values.tolist()
    [['v1', 16.0], ['v2', 15.0]]
    """
    usable = copies[copies["can_print"] & (copies["needed"] > 0)]
    places = points.assign(
        place=points.groupby("area_id").cumcount(), places=points.groupby("area_id")["venue_id"].transform("size")
    )
    rows = usable.merge(places, on="area_id", how="inner")
    each = np.floor(rows["needed"] / rows["places"])
    over = rows["place"] < rows["needed"] - each * rows["places"]
    shared = rows.assign(copies=each + over)
    return shared.loc[shared["copies"] > 0, list(HANDOUT_COLUMNS)].reset_index(drop=True)
