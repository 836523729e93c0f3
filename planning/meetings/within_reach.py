"""Who is within reach of which site: a sparse table of yes and no, points x sites."""

from __future__ import annotations

import math

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Floats, Indices
from planning.errors import InputError

SLACK = 1e-9
"""The tree is asked a hair wider than the radius, then the rule itself decides who stands on the edge."""


def build_within(point_xy: Floats, site_xy: Floats, radius_m: float, detour_factor: float = 1.0) -> csr_array:
    """Return which points are within reach of which sites.

    Parameters
    ----------
    point_xy, site_xy : array, shape (n, 2)
        Metres, in one projected CRS.
    radius_m : float
        Reach: straight line * ``detour_factor`` <= ``radius_m``, the edge included.
    detour_factor : float

    Returns
    -------
    csr_array of bool, shape (points, sites)
        Whatever else measures travel, such as a table of minutes, has only to give this same shape.

    Examples
    --------
    >>> points, sites = np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0], [9.0, 4.0]])
    >>> build_within(points, sites, radius_m=5.0).toarray().tolist()
    [[True, False], [True, False]]
    """
    travel = build_travel(point_xy, site_xy, radius_m, detour_factor)
    return within_of(travel)


def build_travel(point_xy: Floats, site_xy: Floats, radius_m: float, detour_factor: float = 1.0) -> csr_array:
    """Return the way from points to sites within reach: as ``build_within``, with metres in place of yes.

    Returns
    -------
    csr_array of float, shape (points, sites)
        Only the entries that are there are within reach; one of them may be 0.

    Raises
    ------
    InputError
        If the radius is not above zero: it would reach nobody, and look like an answer.

    Examples
    --------
    >>> points, sites = np.array([[0.0, 0.0], [3.0, 4.0]]), np.array([[0.0, 0.0], [9.0, 4.0]])
    >>> build_travel(points, sites, radius_m=5.0).data.tolist()
    [0.0, 5.0]
    """
    from scipy.spatial import cKDTree

    if not 0 < radius_m < math.inf:
        raise InputError("the radius must be above zero", value=radius_m, fix="enter meters, for example 2000")
    pairs = cKDTree(point_xy).sparse_distance_matrix(
        cKDTree(site_xy), radius_m / detour_factor * (1 + SLACK), output_type="ndarray"
    )
    point, site = pairs["i"], pairs["j"]
    offset = point_xy[point] - site_xy[site]
    way = np.hypot(offset[:, 0], offset[:, 1]) * detour_factor
    reached = way <= radius_m
    return _table(way[reached], point[reached], site[reached], (len(point_xy), len(site_xy)))


def within_of(travel: csr_array) -> csr_array:
    """Return who is within reach of what, from a table of ways, whatever they are measured in."""
    within = np.ones(travel.nnz, dtype=bool)
    return csr_array((within, travel.indices, travel.indptr), shape=travel.shape)


def _table(way: Floats, point: Indices, site: Indices, shape: tuple[int, int]) -> csr_array:
    """Return the ways as a table; ways of no length stay in it."""
    return csr_array((way, (point, site)), shape=shape)
