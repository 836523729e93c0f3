"""Who is within reach of which site: a sparse table of yes and no, points x sites."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]

SLACK = 1e-9
"""The tree is asked a hair wider than the radius, then the rule itself decides who stands on the edge."""


def build_coverage(point_xy: Floats, site_xy: Floats, radius_m: float, detour_factor: float = 1.0) -> csr_array:
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
    >>> build_coverage(points, sites, radius_m=5.0).toarray().tolist()
    [[True, False], [True, False]]
    """
    near = cKDTree(point_xy).query_ball_point(site_xy, radius_m / detour_factor * (1 + SLACK), return_sorted=True)
    sizes = np.fromiter((len(hits) for hits in near), dtype=np.intp, count=len(site_xy))
    site = np.repeat(np.arange(len(site_xy)), sizes)
    point = np.concatenate([np.asarray(hits, dtype=np.intp) for hits in near]) if sizes.sum() else site
    offset = point_xy[point] - site_xy[site]
    reached = np.hypot(offset[:, 0], offset[:, 1]) * detour_factor <= radius_m
    entries = (np.ones(int(reached.sum()), dtype=bool), (point[reached], site[reached]))
    return csr_array(entries, shape=(len(point_xy), len(site_xy)))
