"""Use of interpreters: calls for every thousand people who speak English less than very well, and by which way.

Calls are calls and never persons: one person may call ten times. What a vendor suppressed ("<10", "*") is not zero, so
sums beside it are at least what they say.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

STAFF, LINE, VIDEO, DEVICE, BODY_CAMERA, IN_PERSON = "staff", "line", "video", "device", "body camera", "in person"
OTHER_WAY, NOT_TOLD = "another way", "not recorded"
WAYS = (STAFF, LINE, VIDEO, IN_PERSON, DEVICE, BODY_CAMERA, OTHER_WAY, NOT_TOLD)
"""How somebody was interpreted for; the department's own people first."""

PER = 1_000


def use_by_language(bill: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return calls by language, for every thousand LEP residents with both errors, and the calls by way.

    Parameters
    ----------
    bill : DataFrame with language, way, calls, suppressed
        See ``geodata.inputs.interpreter_bill``.
    people : DataFrame with language, lep, lep_interval_low, lep_interval_high
        Of the whole department, with sampling and boundary error.

    Returns
    -------
    DataFrame
        language, calls, suppressed (rows without a count), per_1000, per_1000_low, per_1000_high (missing where the
        interval of the people begins at nobody), and a column a way that stands in the bill; most calls first.

    Examples
    --------
    >>> bill = pd.DataFrame({"language": "korean", "way": ["line", "staff"], "calls": [30.0, 10.0]})
    >>> bill["suppressed"] = [0, 1]
    >>> people = pd.DataFrame(
    ...     {"language": ["korean"], "lep": [400.0], "lep_interval_low": [200.0], "lep_interval_high": [800.0]}
    ... )
    >>> use_by_language(bill, people).to_dict("records")[0] == {
    ...     "language": "korean", "calls": 40.0, "suppressed": 1, "per_1000": 100.0, "per_1000_low": 50.0,
    ...     "per_1000_high": 200.0, "staff": 10.0, "line": 30.0,
    ... }
    True
    """
    summed = bill.groupby("language").agg(calls=("calls", _known_sum), suppressed=("suppressed", "sum"))
    lep = people.set_index("language").reindex(summed.index)
    for name, column in (
        ("per_1000", "lep"),
        ("per_1000_low", "lep_interval_high"),
        ("per_1000_high", "lep_interval_low"),
    ):
        whole = lep[column]
        summed[name] = PER * summed["calls"] / whole.where(whole > 0)
    ways = bill.pivot_table(index="language", columns="way", values="calls", aggfunc=_known_sum)
    for way in WAYS:
        if way in ways.columns:
            summed[way] = ways[way]
    return summed.sort_values("calls", ascending=False, kind="stable").reset_index()


def share_by_way(bill: pd.DataFrame) -> pd.DataFrame:
    """Return way, calls and share (of the calls that are counted), the department's own people first.

    Examples
    --------
    >>> bill = pd.DataFrame({"way": ["line", "staff", "line"], "calls": [2.0, 1.0, 1.0]})
    >>> share_by_way(bill).values.tolist()
    [['staff', 1.0, 0.25], ['line', 3.0, 0.75]]
    """
    calls = bill.groupby("way")["calls"].agg(_known_sum)
    calls = calls.reindex([way for way in WAYS if way in calls.index]).rename_axis("way")
    return calls.reset_index().assign(share=(calls / calls.sum()).to_numpy())


def _known_sum(cells: pd.Series) -> float:
    """Return a sum over what is known; missing where nothing is."""
    return float(cells.sum()) if cells.notna().any() else float(np.nan)
