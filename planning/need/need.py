"""How many people of an area need a language: estimate, margin, split bracket, share, bilingual residents.

Two errors are kept apart and never mixed. *Sampling*: the Bureau asked a sample, so every tract figure has a
90 % margin, carried to the area with the weight (``lep_moe``). *Boundary*: where an area cuts a tract, nobody
knows how many of its speakers live on which side; the method of bounds (Duncan and Davis 1953, "An
Alternative to Ecological Correlation", American Sociological Review 18) gives the least and the most that can
be, if the tract's figure were exact (``lep_low``, ``lep_high``). An area made of whole tracts has no boundary
error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats, Indices
from planning.languages.groups import ALL, LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.estimates import GRADES, grade_places, sum_moe
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
    names = (*LANGUAGE_IDS, ALL)
    figures = {name: columns.ravel() for name, columns in walk.figures().items()}
    areas, languages = np.divmod(np.arange(len(crosswalk.area_ids) * len(names)), len(names))
    grades = grade_places(figures["lep"], _every_error(figures))
    pop5, pop5_moe = walk.people()
    columns = {
        "area_id": _text(crosswalk.area_ids, areas),
        "language": _text(names, languages),
        "grade": _text(GRADES, grades),
        "pop5": pop5[areas],
        "pop5_moe": pop5_moe[areas],
    }
    return pd.DataFrame(columns | figures, columns=list(NEED_COLUMNS))


def _text(names: Sequence[str], places: Indices) -> pd.api.extensions.ExtensionArray:
    """Return names by their places; missing where the place is -1."""
    return pd.array(list(names), dtype="str").take(places, allow_fill=True)


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


@dataclass(frozen=True, slots=True)
class _Laid:
    """Figures laid along the entries, one a column, or all together as the one there is.

    Attributes
    ----------
    people : array
        Zero where missing.
    known : array of bool
        Whether there is a figure; of several together, whether there is any.
    missing : array of bool
        Whether there is none; of several together, whether one is missing.
    """

    people: Floats
    known: Flags
    missing: Flags

    @classmethod
    def each(cls, cells: Floats) -> _Laid:
        missing = np.isnan(cells)
        return cls(np.where(missing, 0.0, cells), ~missing, missing)

    @classmethod
    def together(cls, cells: Floats) -> _Laid:
        one = cls.each(cells)
        any_known: Flags = np.any(one.known, axis=1, keepdims=True)
        any_missing: Flags = np.any(one.missing, axis=1, keepdims=True)
        return cls(one.people.sum(axis=1, keepdims=True), any_known, any_missing)


class _Walk:
    """A crosswalk as flat arrays (one entry a non-zero weight), with the table laid along its tracts."""

    def __init__(self, crosswalk: Crosswalk, table: LanguageTable) -> None:
        self.table = table
        self.tracts = pd.Index(crosswalk.tract_ids)
        self.entries = entries_of(crosswalk)
        self.weight: Floats = self.entries.weight[:, None]
        self.errors = None if table.replicates is None else table.replicates.along(self.tracts)
        self.pop5, self.pop5_moe = (self.along(series.to_frame()) for series in (table.pop5, table.pop5_moe))
        size = crosswalk.tract_size[self.entries.column][:, None]
        if crosswalk.size_unit == "people":  # no points are no reason to count nobody
            size = np.where(size > 0, size, np.nan_to_num(self.pop5))
        self.size: Floats = self.weight * size

    def along(self, frame: pd.DataFrame) -> Floats:
        """Return the frame's rows for every entry; a tract the table lacks is NaN."""
        if not frame.index.equals(self.tracts):
            frame = frame.reindex(self.tracts)
        cells: Floats = frame.to_numpy(dtype=float).take(self.entries.column, axis=0)
        return cells

    def people(self) -> tuple[Floats, Floats]:
        """Return the people 5 and over by area, and their margin."""
        laid = _Laid.each(self.pop5)
        errors = self.entries.errors(self.pop5, self.pop5_moe, None if self.errors is None else self.errors.pop5)
        return self._sum(laid)[:, 0], self._where_known(laid, errors.moe[:, None])[:, 0]

    def figures(self) -> dict[str, Floats]:
        """Return each figure by area and language, and of all languages in the last column."""
        frames = (self.table.lep, self.table.lep_moe, self.table.very_well, self.table.very_well_moe)
        lep, lep_moes, fluent, fluent_moes = (self.along(frame[list(LANGUAGE_IDS)]) for frame in frames)
        lep_errors, fluent_errors = (None, None) if self.errors is None else (self.errors.lep, self.errors.very_well)
        each, together = self.entries.errors_each, self.entries.errors
        parts = [
            self._measure(_Laid.each(lep), each(lep, lep_moes, lep_errors))
            | self._spoken(_Laid.each(fluent), each(fluent, fluent_moes, fluent_errors))
        ]
        # A sum of some languages is not a sum of all.
        lep, fluent = _unless_absent(self.table.lep, lep), _unless_absent(self.table.very_well, fluent)
        parts.append(
            self._measure(_Laid.together(lep), _in_a_column(together(lep, lep_moes, lep_errors)))
            | self._spoken(_Laid.together(fluent), _in_a_column(together(fluent, fluent_moes, fluent_errors)))
        )
        return {name: np.hstack([part[name] for part in parts]) for name in parts[0]}

    def _measure(self, lep: _Laid, errors: AreaErrors) -> dict[str, Floats]:
        people, (low, high) = self._sum(lep), self._bracket(lep)
        asked, asked_errors = self._asked(lep)
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(asked > 0, people / asked, np.nan)
        return {
            "lep": people,
            "lep_moe": self._where_known(lep, errors.moe),
            "lep_low": low,
            "lep_high": high,
            "share": share,
            "share_moe": share_moe(people, errors, asked, asked_errors),
            "missing_share": self._missing_share(lep),
        }

    def _spoken(self, fluent: _Laid, errors: AreaErrors) -> dict[str, Floats]:
        return {"very_well": self._sum(fluent), "very_well_moe": self._where_known(fluent, errors.moe)}

    def _by_area(self, values: Floats) -> Floats:
        return self.entries.by_area(values)

    def _where_known(self, laid: _Laid, values: Floats) -> Floats:
        """Return the values by area; NaN where no cell of the area is known."""
        return np.where(self._by_area(laid.known.astype(float)) > 0, values, np.nan)

    def _sum(self, laid: _Laid) -> Floats:
        """Return sum w e by area over the known cells; NaN where no cell of the area is known."""
        return self._where_known(laid, self._by_area(self.weight * laid.people))

    def _bracket(self, lep: _Laid) -> tuple[Floats, Floats]:
        # A tract whose population is not known still bounds its own speakers: none of them, or all.
        people = np.where(np.isnan(self.pop5), np.inf, self.pop5)
        with np.errstate(invalid="ignore"):
            elsewhere = np.where(self.weight >= 1, 0.0, (1 - self.weight) * people)
        low = self._by_area(np.maximum(0.0, lep.people - elsewhere))
        high = self._by_area(np.minimum(lep.people, self.weight * people))
        return self._where_known(lep, low), self._where_known(lep, high)

    def _missing_share(self, lep: _Laid) -> Floats:
        left_out, size = self._by_area(np.where(lep.missing, self.size, 0.0)), self._by_area(self.size)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(size > 0, left_out / size, np.nan)

    def _asked(self, lep: _Laid) -> tuple[Floats, AreaErrors]:
        """Return the people 5 and over of the tracts whose cell is known, and their error: the share's base."""
        people, moes = (np.where(lep.known, column, np.nan) for column in (self.pop5, self.pop5_moe))
        errors = None
        if self.errors is not None:
            counted = np.zeros((len(self.tracts), lep.known.shape[1]))
            counted[self.entries.column] = lep.known
            errors = self.errors.pop5.counted(counted)
        return self._sum(_Laid.each(people)), self.entries.errors_each(people, moes, errors)


def _in_a_column(errors: AreaErrors) -> AreaErrors:
    together = errors.together
    return AreaErrors(errors.alone[:, None], None if together is None else together[:, None])


def entries_of(crosswalk: Crosswalk) -> Entries:
    """Return the weights of a crosswalk, one array entry each that is not zero."""
    entries = crosswalk.weights.tocoo()
    return Entries(len(crosswalk.area_ids), entries.row, entries.col, entries.data)


def _unless_absent(frame: pd.DataFrame, cells: Floats) -> Floats:
    """Return the cells, or all NaN if one of the frame's languages is absent."""
    return cells * np.nan if frame[list(LANGUAGE_IDS)].isna().all().any() else cells
