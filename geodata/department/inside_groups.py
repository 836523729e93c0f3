"""What the combined groups hold around an area."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.department.answers import PreparedDepartment, crosswalk_at
from planning.languages.groups import LANGUAGES
from planning.need.crosswalk import OUTSIDE, Crosswalk
from planning.need.inside import build_inside, inside_sentences
from planning.vocabulary import DEPARTMENT_LEVEL

LEAST_SHARE = 0.05
"""A PUMA counts as around an area if so many of the area's people, or more, live in it: a sliver says nothing."""


def pumas_around(prepared: PreparedDepartment, level: str = DEPARTMENT_LEVEL, area: str | None = None) -> pd.Series:
    """Return the PUMAs around an area, and which share of the area's people lives in each; the largest first.

    Parameters
    ----------
    level : str
    area : str, optional
        An area of the level; all beats together unless given.

    Returns
    -------
    Series of float, indexed by PUMA
        Empty where the department does not know its PUMAs.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from geodata.department.answers import prepare
    >>> pumas_around(prepare(build_demo()), "beat", "42").round(2).to_dict()
    {'9900104': 0.93, '9900102': 0.07}
    """
    return pumas_in(prepared, crosswalk_at(prepared, level), area)


def pumas_in(prepared: PreparedDepartment, walk: Crosswalk, area: str | None) -> pd.Series:
    """Return the PUMAs around an area of a crosswalk; see ``pumas_around``."""
    pumas = prepared.department.pumas
    if pumas is None:
        return pd.Series(dtype=float)
    names = np.array(walk.area_ids)
    rows = np.flatnonzero(names == area if area is not None else names != OUTSIDE)
    people = np.asarray(walk.weights[rows].sum(axis=0)).ravel() * walk.tract_size
    puma_of = pumas.set_index("geoid")["puma"].reindex(list(walk.tract_ids))
    by_puma = pd.Series(people).groupby(puma_of.to_numpy()).sum()
    shares = by_puma / by_puma.sum() if by_puma.sum() > 0 else by_puma
    kept = shares[shares >= LEAST_SHARE].sort_values(ascending=False, kind="stable")
    return kept.rename_axis("puma").rename("share")


def inside_groups(prepared: PreparedDepartment, level: str = DEPARTMENT_LEVEL, area: str | None = None) -> pd.DataFrame:
    """Return the languages inside combined groups around an area; see ``planning.need.inside.build_inside``.

    Empty where the department lacks table B16001, or does not know its PUMAs.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from geodata.department.answers import prepare
    >>> inside = inside_groups(prepare(build_demo()), "beat", "42")
    >>> inside[inside["group"] == "slavic"][["language", "pumas"]].values.tolist()[:2]
    [['Ukrainian / other Slavic', 2], ['Russian', 2]]
    """
    return _inside(prepared, pumas_around(prepared, level, area))


def _inside(prepared: PreparedDepartment, pumas: pd.Series) -> pd.DataFrame:
    detail = prepared.department.detail
    if detail is None:
        detail = pd.DataFrame({"puma": [], "line": [], "lep": [], "lep_moe": []})
    return build_inside(detail, list(pumas.index))


def inside_here(prepared: PreparedDepartment, walk: Crosswalk, area: str, need: pd.DataFrame, title: str) -> list[str]:
    """Return lines about the combined groups that anybody of an area is counted in; see ``inside_sentences``.

    Parameters
    ----------
    walk : Crosswalk
        That has the area.
    need : DataFrame with language, lep
        Its rows of a need table.
    """
    here = need[need["lep"] > 0].sort_values("lep", ascending=False, kind="stable")
    groups = [str(one) for one in here["language"] if one in LANGUAGES and LANGUAGES[str(one)].is_lump]
    return inside_sentences(_inside(prepared, pumas_in(prepared, walk, area)), groups, title)
