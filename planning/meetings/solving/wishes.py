"""Which sites may go together: space between them, one in every district, interpreters and seats.

These are rows of the exact model. The quick machinery (``bound``, ``start``) knows nothing of them; its bound
holds all the same, since a plan that keeps more wishes is never better.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planning.arrays import Flags, Floats, Indices
from planning.errors import SchemaError
from planning.meetings.options import MeetingOptions
from planning.meetings.sites import Sites


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a plan has to keep beside its numbers.

    Attributes
    ----------
    too_near : array, shape (pairs, 2)
        Sites of which at most one may be used.
    districts : tuple of arrays
        Sites of which at least one must be used, one array a district.
    interpreters : int or None
        Interpreted languages at most, over all meetings.
    seats : array or None
        People who can be counted at each site; infinite where the capacity is not known. None: not counted.
    """

    too_near: Indices
    districts: tuple[Indices, ...]
    interpreters: int | None
    seats: Floats | None

    @property
    def limits_sites(self) -> bool:
        """Whether anything beside seats is wished."""
        return bool(len(self.too_near) or self.districts or self.interpreters is not None)

    @property
    def only_seats(self) -> Wishes:
        """These wishes without all that says which sites may go together."""
        return Wishes(np.empty((0, 2), dtype=np.intp), (), None, self.seats)

    def of_sites(self, kept: Flags) -> Wishes:
        """Return the wishes where there are only some of the sites."""
        number = np.cumsum(kept) - 1
        return Wishes(
            too_near=number[self.too_near[kept[self.too_near].all(axis=1)]],
            districts=tuple(number[district[kept[district]]] for district in self.districts),
            interpreters=self.interpreters,
            seats=None if self.seats is None else self.seats[kept],
        )

    def keeps(self, used: Flags, languages: int) -> bool:
        """Return whether sites used, with so many languages interpreted in all, keep the wishes."""
        near = used[self.too_near].all(axis=1).any() if len(self.too_near) else False
        missed = any(not used[district].any() for district in self.districts)
        return not near and not missed and (self.interpreters is None or languages <= self.interpreters)


def build_wishes(sites: Sites, options: MeetingOptions) -> Wishes | None:
    """Return the wishes of the options for these sites, or None where there is none.

    Raises
    ------
    SchemaError
        If the candidates have no column for the districts.
    """
    seats = known_seats(sites, options.turnout)
    if not options.limits_choice and seats is None:
        return None
    return Wishes(
        too_near=_pairs_too_near(sites, options.min_spacing_m),
        districts=_districts(sites, options.each_district),
        interpreters=options.interpreter_budget,
        seats=seats,
    )


def _pairs_too_near(sites: Sites, spacing: float) -> Indices:
    from scipy.spatial import cKDTree

    if not spacing:
        return np.empty((0, 2), dtype=np.intp)
    xy = sites.candidates[["x", "y"]].to_numpy(dtype=float)
    pairs = cKDTree(xy).query_pairs(spacing, output_type="ndarray").astype(np.intp).reshape(-1, 2)
    offset = xy[pairs[:, 0]] - xy[pairs[:, 1]]
    near: Indices = pairs[np.hypot(offset[:, 0], offset[:, 1]) < spacing]
    by_number: Indices = near[np.lexsort((near[:, 1], near[:, 0]))]
    return by_number


def _districts(sites: Sites, column: str) -> tuple[Indices, ...]:
    if not column:
        return ()
    if column not in sites.candidates.columns:
        raise SchemaError(f"the venues have no column {column!r}", fix=f"say in which {column} every venue is")
    district = sites.candidates[column]
    return tuple(np.flatnonzero(district == name) for name in sorted(district.dropna().unique()))


def known_seats(sites: Sites, turnout: float | None) -> Floats | None:
    """Return how many people within reach each site has seats for if this share of them comes, endless where not known.

    None where no seats are known or ``turnout`` is None: seats are not counted.
    """
    if turnout is None or "capacity" not in sites.candidates.columns:
        return None
    capacity = sites.candidates["capacity"].to_numpy(dtype=float)
    return None if np.isnan(capacity).all() else np.where(np.isnan(capacity), np.inf, capacity / turnout)
