"""Walking time on a street network: who is within so many minutes of which site."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from planning.arrays import Flags, Floats, Indices
from planning.errors import InputError

WALKING_KMH = 4.8
FARTHEST_FROM_STREET_M = 500.0
"""Who lives farther from any street of the network than this is not on it: the extract is too small, or a lake."""
METRES_A_MINUTE = 1000.0 / 60.0


@dataclass(frozen=True, slots=True)
class StreetNetwork:
    """Streets one can walk on, in both directions.

    Attributes
    ----------
    xy : array, shape (nodes, 2)
        Metres, in the system of the demand points.
    edges : array of int, shape (edges, 2)
    lengths : array, one an edge
        Metres.
    """

    xy: Floats
    edges: Indices
    lengths: Floats

    def __post_init__(self) -> None:
        """Refuse a network without streets, or with lengths that are none."""
        if len(self.edges) == 0:
            raise InputError("the street network has no walkable street", fix="use an extract of this area")
        if not np.isfinite(self.lengths).all() or (self.lengths < 0).any():
            raise InputError("a street of the network has no length", fix="build the network again")


@dataclass(frozen=True, slots=True)
class WalkingTimes:
    """Walking times, and who is not on the network.

    Attributes
    ----------
    travel : csr_array of float, shape (points, sites)
        Minutes; only the entries that are there are within the limit.
    points_off, sites_off : array of bool
        Too far from any street to be counted: never within reach.
    node_minutes : array, shape (sites, nodes)
        From each site to each node; infinite beyond the limit.
    """

    travel: csr_array
    points_off: Flags
    sites_off: Flags
    node_minutes: Floats


def walk(
    network: StreetNetwork, point_xy: Floats, site_xy: Floats, minutes: float, kmh: float = WALKING_KMH
) -> WalkingTimes:
    """Return the walking time from points to sites, where it is within ``minutes``.

    The way is the straight line to the nearest node of the network, the shortest path on it, and the straight line from
    its last node (Dijkstra 1959, "A note on two problems in connexion with graphs", Numerische Mathematik 1).

    Examples
    --------
    A street of 800 m with a bend; 60 m a minute:

    >>> network = StreetNetwork(np.array([[0.0, 0.0], [400.0, 0.0], [400.0, 400.0]]),
    ...                         np.array([[0, 1], [1, 2]]), np.array([400.0, 400.0]))
    >>> found = walk(network, np.array([[0.0, 0.0]]), np.array([[400.0, 460.0]]), minutes=20, kmh=3.6)
    >>> float(round(found.travel.toarray()[0, 0], 2))
    14.33
    """
    from scipy.sparse.csgraph import dijkstra
    from scipy.spatial import cKDTree

    if not (minutes > 0 and kmh > 0):
        raise InputError(
            "minutes and walking speed must be above zero", value=(minutes, kmh), fix="for example 15, 4.8"
        )
    speed = kmh * METRES_A_MINUTE
    tree = cKDTree(network.xy)
    point_way, point_node = tree.query(point_xy)
    site_way, site_node = tree.query(site_xy)
    points_off, sites_off = point_way > FARTHEST_FROM_STREET_M, site_way > FARTHEST_FROM_STREET_M
    on_network = dijkstra(_graph(network, speed), directed=False, indices=site_node, limit=minutes)
    node_minutes = on_network + site_way[:, None] / speed
    node_minutes[sites_off] = np.inf
    node_minutes[node_minutes > minutes] = np.inf
    times = node_minutes[:, point_node].T + point_way[:, None] / speed
    times[points_off] = np.inf
    row, column = np.nonzero(times <= minutes)
    travel = csr_array((times[row, column], (row, column)), shape=times.shape)
    return WalkingTimes(travel, points_off, sites_off, node_minutes)


def _graph(network: StreetNetwork, speed: float) -> csr_array:
    """Return the network as a table of minutes; of several streets between two nodes the shortest counts."""
    low, high = np.sort(network.edges, axis=1).T
    order = np.lexsort((network.lengths, high, low))
    pair = np.column_stack([low, high])[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (pair[1:] != pair[:-1]).any(axis=1)
    # A street of no length would be no street in a sparse table.
    minutes = np.maximum(network.lengths[order][first] / speed, 1e-9)
    return csr_array((minutes, (pair[first, 0], pair[first, 1])), shape=(len(network.xy), len(network.xy)))
