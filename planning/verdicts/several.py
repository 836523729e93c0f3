"""What several rules decide together: of each area and language the verdict of the one that asks for most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.rules import ThresholdRule
from planning.verdicts.reasons import before_rule
from planning.vocabulary import CANNOT_TELL, MET, NOT_MET, NOTICE_ONLY, SHOWN

STRENGTH: Mapping[str, int] = MappingProxyType({MET: 0, NOTICE_ONLY: 1, CANNOT_TELL: 2, NOT_MET: 3})
"""Which verdict goes before which where several hold for the same people: the one that asks for most."""


def strongest(tables: Sequence[pd.DataFrame], rules: Sequence[ThresholdRule]) -> pd.DataFrame:
    """Return one table of verdict details out of one for each rule, all of the same rows.

    Parameters
    ----------
    tables : sequence of DataFrame
        As ``planning.verdicts.thresholds.build_verdict_details`` makes them.
    rules : sequence of ThresholdRule
        Whose they are.

    Returns
    -------
    DataFrame
        Each row as the rule has it that asks for most; of two that ask alike, the first. What the others say of it
        stands at the end of its reasons.
    """
    ranks = np.stack([table["verdict"].map(STRENGTH).to_numpy() for table in tables])
    chosen = ranks.argmin(axis=0)
    parts = [table.assign(_place=np.arange(len(table)))[chosen == k] for k, table in enumerate(tables)]
    whole = pd.concat(parts).sort_values("_place", kind="stable").drop(columns="_place").reset_index(drop=True)
    said = [
        [f"{rule.title}: {SHOWN[verdict]}." for verdict in table["verdict"]]
        for rule, table in zip(rules, tables, strict=True)
    ]
    for name in ("reason", "reason_by_margin"):
        texts = [
            before_rule(
                text, f" By the other rule: {' '.join(said[k][row] for k in range(len(rules)) if k != chosen[row])}"
            )
            if text
            else ""
            for row, text in enumerate(whole[name])
        ]
        whole[name] = pd.array(texts, dtype="str")
    same_kinds: pd.DataFrame = whole.astype({name: tables[0][name].dtype for name in whole.columns})
    return same_kinds
