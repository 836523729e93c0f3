"""Who is to be reached, and where they live: a tract's people spread over its population points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from planning.arrays import Floats
from planning.errors import InputError, SchemaError
from planning.languages.groups import ALL, LANGUAGE_IDS, NAMED_LANGUAGE_IDS, find_language
from planning.need.need import LanguageTable

POINT_COLUMNS = ("x", "y", "pop", "tract_id", "area_id")
"""What ``build_demand`` needs of population points; further columns are kept."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who is not in the demand, because nobody knows how many or where.

    Attributes
    ----------
    people_without_tract : float
        People at points that lie in no tract.
    outside : mapping of language to float
        LEP persons at points outside every area; zero if they were asked for.
    """

    people_without_tract: float
    outside: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Demand:
    """LEP persons at population points.

    Attributes
    ----------
    points : DataFrame with ``POINT_COLUMNS`` and what else came with them
        The points taken into account, in an order that does not depend on the order given; the index is the
        one given.
    languages : tuple of str
        The languages asked for that the table has, in the table's order.
    persons : array, shape (points, languages)
        LEP persons, by point and language. Where a tract has no figure there is nobody here to reach, and
        ``left_out`` says so.
    absent_languages : tuple of str
        Languages asked for that are not in this table: unknown, not zero.
    left_out : LeftOut
    weights : array, shape (points, languages), or None
        What a person counts for when plans are compared; None: everybody counts for one;
        see ``planning.meetings.past``.
    """

    points: pd.DataFrame
    languages: tuple[str, ...]
    persons: Floats
    absent_languages: tuple[str, ...]
    left_out: LeftOut
    weights: Floats | None = None

    def weighed(self, language_weights: Iterable[tuple[str, float]] = ()) -> Floats:
        """Return persons times what each counts for: their own weight and that of their language."""
        by_language = dict(language_weights)
        factors = np.array([by_language.get(language, 1.0) for language in self.languages])
        persons = self.persons if self.weights is None else self.persons * self.weights
        return persons * factors if by_language else persons


def build_demand(
    points: pd.DataFrame,
    table: LanguageTable,
    languages: Iterable[str] = NAMED_LANGUAGE_IDS,
    include_outside: bool = False,
) -> Demand:
    """Spread the LEP persons of every tract over its population points, by population.

    Parameters
    ----------
    points : DataFrame with ``POINT_COLUMNS``
        ``x`` and ``y`` in metres, ``pop`` persons, ``tract_id`` and ``area_id`` missing where there is none.
    table : LanguageTable
    languages : iterable of str
        By default the six groups that name one language.
    include_outside : bool
        Whether points outside every area take part.

    Returns
    -------
    Demand
        A point has LEP(tract) * pop / (pop of all points of the tract), those outside every area included:
        leaving the points outside out takes their people out too, it does not push them inside.

    Raises
    ------
    SchemaError
        If the points lack a column, or the table has none of the languages.
    InputError
        If no language is named, or ``all`` is.

    Examples
    --------
    Two points share a tract of 100 Spanish speakers, 3 to 1; the second is outside every area:

    >>> from planning.examples import TRACTS, four_square_table
    >>> points = pd.DataFrame({"x": [0.0, 9.0], "y": [0.0, 0.0], "pop": [300.0, 100.0],
    ...                        "tract_id": [TRACTS[0]] * 2, "area_id": ["west", None]})
    >>> demand = build_demand(points, four_square_table(), ["spanish"])
    >>> demand.persons.sum(axis=0).tolist(), demand.left_out.outside
    ([75.0], {'spanish': 25.0})
    """
    chosen = require_languages(languages)
    for column in POINT_COLUMNS:
        if column not in points.columns:
            raise SchemaError(
                f"the population points have no column {column!r}", fix=f"give {', '.join(POINT_COLUMNS)}"
            )
    lacking = table.absent_languages()
    absent = tuple(language for language in chosen if language in lacking)
    present = tuple(language for language in chosen if language not in absent)
    if not present:
        raise SchemaError(
            f"the language table has no numbers for {', '.join(chosen)}",
            fix="choose a language it has, or read a table with its columns",
        )

    populated = _in_fixed_order(points[points["pop"] > 0])
    share, lep = _tract_shares(populated), table.lep.reindex(populated["tract_id"])[list(present)].to_numpy()
    everywhere = np.nan_to_num(lep * share[:, None])
    inside = populated["area_id"].notna().to_numpy()
    taken = np.ones_like(inside) if include_outside else inside
    left_out = LeftOut(
        people_without_tract=float(populated.loc[taken & np.isnan(share), "pop"].sum()),
        outside=dict(zip(present, everywhere[~taken].sum(axis=0).tolist(), strict=True)),
    )
    return Demand(populated[taken], present, everywhere[taken], absent, left_out)


def require_languages(languages: Iterable[str]) -> tuple[str, ...]:
    """Return the languages in the table's order, each once.

    Raises
    ------
    InputError
        If there is none, or ``all`` is among them.
    UnknownNameError
        If one is not a language of the product.
    """
    asked = set(languages)
    if ALL in asked:
        raise InputError(
            "meetings are interpreted in named languages, not in 'all' languages",
            fix="name the languages, for example spanish,vietnamese",
        )
    for language in sorted(asked):
        find_language(language)
    if not asked:
        raise InputError("you named no language", fix="name 1 or more, for example spanish")
    return tuple(language for language in LANGUAGE_IDS if language in asked)


def _in_fixed_order(points: pd.DataFrame) -> pd.DataFrame:
    """Sort by place, so that sums, and with them the plan, do not depend on the order of the file."""
    return points.sort_values(["x", "y", "tract_id", "pop"], kind="stable")


def _tract_shares(points: pd.DataFrame) -> Floats:
    """Return every point's share of its tract's people; NaN in no tract."""
    people = points.groupby("tract_id")["pop"].transform("sum")
    return (points["pop"] / people).to_numpy(dtype=float)
