"""How many people of an area need a language: estimate, margin, split bracket, share, bilingual residents.

Two errors are kept apart and never mixed. *Sampling*: the Bureau asked a sample, so every tract figure has a
90 % margin, carried to the area with the weight (``lep_moe``). *Boundary*: where an area cuts a tract, nobody
knows how many of its speakers live on which side; the method of bounds (Duncan and Davis 1953, "An
Alternative to Ecological Correlation", American Sociological Review 18) gives the least and the most that can
be, if the tract's figure were exact (``lep_low``, ``lep_high``). An area made of whole tracts has no boundary
error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.arrays import Floats
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import grade, sum_moe
from planning.need.replicates import AreaErrors, Entries, Errors, Replicates, only, share_moe

NEED_COLUMNS = (
    "area_id",
    "language",
    "lep",
    "lep_moe",
    "lep_low",
    "lep_high",
    "pop5",
    "pop5_moe",
    "share",
    "share_moe",
    "very_well",
    "very_well_moe",
    "grade",
    "missing_share",
)
"""The columns of a need table, in the order they are written."""


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """C16001 by tract, as far as the source had it. Persons 5 years and over.

    Attributes
    ----------
    pop5, pop5_moe : Series indexed by GEOID
    lep, lep_moe, very_well, very_well_moe : DataFrame, GEOID x the twelve language ids
        People who speak English less than "very well", and those who speak it "very well". NaN is missing; a
        column that is all NaN was not in the source.
    reasons : DataFrame with columns geoid, column, reason
        Why single cells are missing, where the source said so.
    replicates : Replicates or None
        The Bureau's variance replicates of these figures: with them every margin of a sum or share is the exact one.

    See Also
    --------
    geodata.inputs.language_table : reads one from the header forms the Bureau publishes.
    """

    pop5: pd.Series
    pop5_moe: pd.Series
    lep: pd.DataFrame
    lep_moe: pd.DataFrame
    very_well: pd.DataFrame
    very_well_moe: pd.DataFrame
    reasons: pd.DataFrame
    replicates: Replicates | None = None

    @property
    def has_moe(self) -> bool:
        """Whether the source had margins of error."""
        return bool(self.lep_moe.notna().any(axis=None))

    @property
    def about_margins(self) -> str:
        """Say that the margins are exact and where they come from, in a sentence or two; empty where they are not."""
        if self.replicates is None:
            return ""
        without = self.replicates.tracts_without
        usual = (
            "s have none, so their usual margins count." if without > 1 else " has none, so its usual margin counts."
        )
        rest = f" {without} tract{usual}" if without else ""
        return f"These are exact sampling margins, from the Census Bureau’s 80 variance replicates.{rest}"

    @property
    def has_very_well(self) -> bool:
        """Whether the source had the "very well" lines, so the bilingual pool can be told."""
        return bool(self.very_well.notna().any(axis=None))

    def absent_languages(self) -> tuple[str, ...]:
        """Return the languages whose "less than very well" line was not in the source."""
        return tuple(language for language in LANGUAGE_IDS if self.lep[language].isna().all())


def build_need(crosswalk: Crosswalk, table: LanguageTable) -> pd.DataFrame:
    """Return the need table: one row an area and language, ``all`` and ``(outside)`` included.

    Parameters
    ----------
    crosswalk : Crosswalk
    table : LanguageTable

    Returns
    -------
    DataFrame with ``NEED_COLUMNS``
        ``lep`` .. ``very_well_moe`` in persons, ``share`` as a fraction of the population 5 and over of the tracts
        whose cell is known. ``missing_share`` is the share of the area's people (or land, see
        ``Crosswalk.size_unit``) who live in tracts whose cell is missing, and are not in the figure; a tract
        without population points counts with its population 5 and over. A figure with nothing in it is NaN, never
        zero. ``all`` is NaN if the table lacks a whole language: a sum of some is not a sum of all.

    Notes
    -----
    With w the weight of a tract in the area, e its estimate, m its margin and P its population 5 and over:
    estimate = sum w e; margin = sqrt(sum (w m)^2 over e != 0, plus once the largest (w m)^2 over e = 0);
    low = sum max(0, e - (1 - w) P); high = sum min(e, w P). Where the table has variance replicates, the margins of
    sums and shares are made of these, see ``planning.need.replicates``.

    Examples
    --------
    >>> from planning.examples import four_square_table, four_square_crosswalk
    >>> need = build_need(four_square_crosswalk(), four_square_table())
    >>> spanish = need.query("area_id == 'west' and language == 'spanish'")
    >>> spanish[["lep", "lep_low", "lep_high"]].values.tolist()
    [[150.0, 100.0, 200.0]]
    """
    walk = _Walk(crosswalk, table)
    pop5, pop5_moe = walk.total(table.pop5), walk.margin(table.pop5, table.pop5_moe)
    frames = (table.lep, table.lep_moe, table.very_well, table.very_well_moe)
    along = [walk.along(frame[list(LANGUAGE_IDS)]) for frame in frames]
    parts = [walk.measure((k,), *(cells[:, [k]] for cells in along)) for k in range(len(LANGUAGE_IDS))]
    whole = (walk.along(frame) for frame in (_whole(frames[0]), frames[1], _whole(frames[2]), frames[3]))
    parts.append(walk.measure(tuple(range(len(LANGUAGE_IDS))), *whole))
    names = (*LANGUAGE_IDS, ALL)
    figures = {name: np.column_stack([part[name] for part in parts]).ravel() for name in parts[0]}
    grades = [grade(estimate, error) for estimate, error in zip(figures["lep"], _every_error(figures), strict=True)]
    areas, count = np.array(crosswalk.area_ids, dtype=object), len(names)
    columns = {
        "area_id": pd.array(np.repeat(areas, count), dtype="str"),
        "language": pd.array(list(names) * len(areas), dtype="str"),
        "grade": pd.array(grades, dtype="str"),
        "pop5": np.repeat(pop5, count),
        "pop5_moe": np.repeat(pop5_moe, count),
    }
    return pd.DataFrame(columns | figures, columns=list(NEED_COLUMNS))


def _every_error(need: Mapping[str, Floats]) -> Floats:
    """Return how far a figure may be off, persons: by the sample and the boundary together, and by what it leaves out.

    Half the bracket stands beside the margin as an error of its own; people of tracts without a figure are taken to
    speak the language as often as the others, or not at all.
    """
    half = (need["lep_high"] - need["lep_low"]) / 2
    left_out = np.minimum(np.nan_to_num(need["missing_share"]), 1 - 1e-9)
    errors: Floats = (need["lep_moe"] ** 2 + half**2) ** 0.5 + need["lep"] * left_out / (1 - left_out)
    return errors


def people_together(crosswalk: Crosswalk, table: LanguageTable, pairs: pd.DataFrame) -> tuple[float, float]:
    """Return how many people some areas and languages have together, and the margin of that sum.

    Parts of one cut tract are no samples of their own: their weights are added before the margin is squared, so
    that the sum over all areas has the margin of the whole.

    Parameters
    ----------
    pairs : DataFrame with area_id, language
        Each pair once; areas are the crosswalk's.

    Returns
    -------
    tuple of float
        Persons and margin; cells that the table lacks are left out, (0, 0) where there is no pair.

    Examples
    --------
    West and what lies outside cut a tract of 100 (±50) in two; together with the other one they are ±71, not ±61:

    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> halves = pd.DataFrame({"area_id": ["west", "(outside)"], "language": "spanish"})
    >>> people, moe = people_together(four_square_crosswalk(), four_square_table(), halves)
    >>> round(people), round(moe)
    (200, 71)
    """
    if pairs.empty:
        return 0.0, 0.0
    languages = sorted(set(pairs["language"]))
    row = {area: k for k, area in enumerate(crosswalk.area_ids)}
    chosen = np.zeros((len(languages), len(row)))
    chosen[[languages.index(name) for name in pairs["language"]], [row[area] for area in pairs["area_id"]]] = 1.0
    return _together(np.asarray(chosen @ crosswalk.weights), *_by_tract(crosswalk, table, languages))


def people_by_area(crosswalk: Crosswalk, table: LanguageTable, pairs: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return for each area of the pairs what ``people_together`` says of its pairs: all areas in one walk.

    Examples
    --------
    >>> from planning.examples import four_square_crosswalk, four_square_table
    >>> pairs = pd.DataFrame({"area_id": ["west", "east"], "language": ["spanish", "korean"]})
    >>> people_by_area(four_square_crosswalk(), four_square_table(), pairs)["west"][0]
    150.0
    """
    languages = sorted(set(pairs["language"]))
    cells, moes, errors = _by_tract(crosswalk, table, languages)
    row = {area: k for k, area in enumerate(crosswalk.area_ids)}
    asked: dict[str, list[int]] = {}
    for area, language in zip(pairs["area_id"], pairs["language"], strict=True):
        asked.setdefault(area, []).append(languages.index(language))
    people = {}
    for area, order in asked.items():
        chosen = sorted(order)
        weight = np.tile(crosswalk.weights[[row[area]]].toarray(), (len(chosen), 1))
        people[area] = _together(weight, cells[chosen], moes[chosen], only(errors, *chosen))
    return people


def _by_tract(crosswalk: Crosswalk, table: LanguageTable, languages: list[str]) -> tuple[Floats, Floats, Errors | None]:
    """Return people and margins as languages by the crosswalk's tracts, and their errors where there are replicates."""
    tracts = pd.Index(crosswalk.tract_ids)
    cells, moes = (frame.reindex(tracts)[languages].to_numpy(dtype=float).T for frame in (table.lep, table.lep_moe))
    errors = None if table.replicates is None else table.replicates.along(tracts).lep
    return cells, moes, only(errors, *map(LANGUAGE_IDS.index, languages))


def _together(weight: Floats, cells: Floats, moes: Floats, errors: Errors | None) -> tuple[float, float]:
    known = ~np.isnan(cells) & (weight > 0)
    people = float((weight * np.where(known, cells, 0.0)).sum())
    alone = known if errors is None else known & ~(errors.known.T & (cells != 0))
    moe = sum_moe((weight * cells)[alone].tolist(), (weight * moes)[alone].tolist())
    if errors is None or not known.any():
        return people, moe
    together = np.einsum("lt,tlr->r", np.where(known, weight, 0.0), errors.deviations)
    return people, float(AreaErrors(np.array([moe**2 if alone.any() else 0.0]), together[None, :]).moe[0])


class _Walk:
    """A crosswalk as flat arrays (one entry a non-zero weight), with the table laid along its tracts."""

    def __init__(self, crosswalk: Crosswalk, table: LanguageTable) -> None:
        self.area_ids = crosswalk.area_ids
        self.tract_index = pd.Index(crosswalk.tract_ids)
        self.entries = entries_of(crosswalk)
        self.column, self.weight = self.entries.column, self.entries.weight
        found = None if table.replicates is None else table.replicates.along(self.tract_index)
        self.pop5_errors = None if found is None else found.pop5
        self.lep_errors = None if found is None else found.lep
        self.fluent_errors = None if found is None else found.very_well
        self.pop5 = self.along(table.pop5.to_frame())[:, 0]
        self.pop5_moe = self.along(table.pop5_moe.to_frame())[:, 0]
        size = crosswalk.tract_size[self.column]
        if crosswalk.size_unit == "people":  # no points are no reason to count nobody
            size = np.where(size > 0, size, np.nan_to_num(self.pop5))
        self.size: Floats = self.weight * size

    def along(self, frame: pd.DataFrame) -> Floats:
        """Return the frame's rows for every entry; a tract the table lacks is NaN."""
        cells: Floats = frame.reindex(self.tract_index).to_numpy(dtype=float)[self.column]
        return cells

    def _by_area(self, values: Floats) -> Floats:
        return self.entries.by_area(values)

    def total(self, series: pd.Series) -> Floats:
        return self._sum(self.along(series.to_frame()))

    def margin(self, series: pd.Series, moe: pd.Series) -> Floats:
        cells, moes = self.along(series.to_frame()), self.along(moe.to_frame())
        return self._margin(cells, self.entries.errors(cells, moes, self.pop5_errors))

    def _sum(self, cells: Floats) -> Floats:
        """Return sum w e by area over the known cells; NaN where no cell of the area is known."""
        known = ~np.isnan(cells)
        total = self._by_area(self.weight * np.where(known, cells, 0.0).sum(axis=1))
        return np.where(self._by_area(known.any(axis=1).astype(float)) > 0, total, np.nan)

    def _margin(self, cells: Floats, errors: AreaErrors) -> Floats:
        """Return the margin by area; NaN where no cell of the area is known."""
        known = ~np.isnan(cells)
        return np.where(self._by_area(known.any(axis=1).astype(float)) > 0, errors.moe, np.nan)

    def _bracket(self, cells: Floats) -> tuple[Floats, Floats]:
        known = ~np.isnan(cells)
        lep = np.where(known, cells, 0.0).sum(axis=1)
        # A tract whose population is not known still bounds its own speakers: none of them, or all.
        people = np.where(np.isnan(self.pop5), np.inf, self.pop5)
        with np.errstate(invalid="ignore"):
            elsewhere = np.where(self.weight >= 1, 0.0, (1 - self.weight) * people)
        low = self._by_area(np.maximum(0.0, lep - elsewhere))
        high = self._by_area(np.minimum(lep, self.weight * people))
        empty = self._by_area(known.any(axis=1).astype(float)) == 0
        return np.where(empty, np.nan, low), np.where(empty, np.nan, high)

    def _missing_share(self, cells: Floats) -> Floats:
        left_out = self._by_area(np.where(np.isnan(cells).any(axis=1), self.size, 0.0))
        size = self._by_area(self.size)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(size > 0, left_out / size, np.nan)

    def _asked(self, cells: Floats) -> tuple[Floats, AreaErrors]:
        """Return the people 5 and over of the tracts whose cell is known, and their error: the share's base."""
        known = ~np.isnan(cells).all(axis=1)
        people, moes = (np.where(known, column, np.nan)[:, None] for column in (self.pop5, self.pop5_moe))
        errors = self.pop5_errors
        if errors is not None:
            counted = np.zeros(len(self.tract_index))
            counted[self.column[known]] = 1.0
            errors = errors.counted(counted)
        return self._sum(people), self.entries.errors(people, moes, errors)

    def measure(
        self, which: tuple[int, ...], cells: Floats, moes: Floats, fluent: Floats, fluent_moes: Floats
    ) -> dict[str, Floats]:
        """Return the figures of one language, or of all together, by area; the arrays are laid along the entries.

        ``which`` says at which places of the table the languages of the arrays stand.
        """
        lep, errors = self._sum(cells), self.entries.errors(cells, moes, only(self.lep_errors, *which))
        fluent_errors = self.entries.errors(fluent, fluent_moes, only(self.fluent_errors, *which))
        low, high = self._bracket(cells)
        asked, asked_errors = self._asked(cells)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(asked > 0, lep / asked, np.nan)
        return {
            "lep": lep,
            "lep_moe": self._margin(cells, errors),
            "lep_low": low,
            "lep_high": high,
            "share": share,
            "share_moe": share_moe(lep, errors, asked, asked_errors),
            "very_well": self._sum(fluent),
            "very_well_moe": self._margin(fluent, fluent_errors),
            "missing_share": self._missing_share(cells),
        }


def entries_of(crosswalk: Crosswalk) -> Entries:
    """Return the weights of a crosswalk, one array entry each that is not zero."""
    entries = crosswalk.weights.tocoo()
    return Entries(len(crosswalk.area_ids), entries.row, entries.col, entries.data)


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame, or all NaN if one of its languages is absent: a sum of some is not a sum of all."""
    absent = bool(frame.isna().all().any())
    return frame * np.nan if absent else frame
