"""What one more tier, one more percent and one more shift would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from planning.officers.assignment import assign_officers
from planning.officers.cells import require_officers
from planning.officers.service import Requirement
from planning.officers.speakers import VERIFIED, Speaker
from planning.vocabulary import CERTIFIED, EXPIRED, SELF_REPORTED
from planning.words.wording import percent

SENSITIVITY_COLUMNS = ("change", "setting", "required", "lacking", "difference")

ONE_POINT = 0.01
MOST_TARGET = 0.999


def build_sensitivity(
    posts: pd.DataFrame, speakers: Sequence[Speaker], requirement: Requirement | None = None
) -> pd.DataFrame:
    """Return the officers lacking under one change at a time.

    Parameters
    ----------
    posts : DataFrame with level, area_id, shift, language, need, posts
    speakers : sequence of Speaker
    requirement : Requirement, optional

    Returns
    -------
    DataFrame with ``SENSITIVITY_COLUMNS``
        First as things stand. *tier*: only certified; expired tests counted too; self-reported counted too.
        *percent*: one point more of the service target, or, by the relief factor, one more hour in a hundred off
        duty. *shift*: each shift left out, so what covering it takes. ``difference`` in officers lacking, against
        the first row.

    Examples
    --------
    >>> posts = pd.DataFrame({"level": "beat", "area_id": "1", "shift": ["day", "night"], "language": "korean",
    ...     "need": 900.0, "posts": 1.0})
    >>> claims = Speaker("7", "1", "day", {"korean": "self_reported"}, (("beat", "1"),))
    >>> table = build_sensitivity(posts, [claims]).set_index("setting")
    >>> table["difference"].round(2).to_dict()
    {'as set': 0.0, 'certified only': 0.0, 'counting expired tests': 0.0, 'counting self-reported too': -1.0, 'one
    point more off duty': 0.05, 'without day': -1.58, 'without night': -1.58}
    """
    set_now = requirement or Requirement()
    expired = VERIFIED | {EXPIRED}
    rows = [_row("", "as set", posts, speakers, set_now, VERIFIED)]
    rows += [
        _row("tier", "certified only", posts, speakers, set_now, frozenset({CERTIFIED})),
        _row("tier", "counting expired tests", posts, speakers, set_now, expired),
        _row("tier", "counting self-reported too", posts, speakers, set_now, expired | {SELF_REPORTED}),
    ]
    more, words = _one_point_more(set_now)
    rows.append(_row("percent", words, posts, speakers, more, VERIFIED))
    for shift in dict.fromkeys(posts["shift"]):
        rows.append(_row("shift", f"without {shift}", posts[posts["shift"] != shift], speakers, set_now, VERIFIED))
    table = pd.DataFrame(rows, columns=list(SENSITIVITY_COLUMNS[:-1]))
    return table.assign(difference=table["lacking"] - table["lacking"].iloc[0])


def _one_point_more(requirement: Requirement) -> tuple[Requirement, str]:
    if requirement.target is not None:
        target = min(requirement.target + ONE_POINT, MOST_TARGET)
        return replace(requirement, target=target), f"a chance of {percent(target)}"
    return requirement.with_more_off(ONE_POINT), "one point more off duty"


def _row(
    change: str,
    setting: str,
    posts: pd.DataFrame,
    speakers: Sequence[Speaker],
    requirement: Requirement,
    tiers: frozenset[str],
) -> tuple[str, str, float, float]:
    cells = require_officers(posts, requirement)
    found = assign_officers(cells, speakers, tiers)
    return (change, setting, float(cells["required"].sum()), found.lacking)
