"""How languages of areas stand by the census and by use of services together, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from planning.languages.spoken import group_of
from planning.need.evidence import beside
from planning.rules import ThresholdRule
from planning.verdicts.agency_use import IN, MAYBE, judge_use, use_sentence
from planning.verdicts.by_figures import CANNOT_TELL, MET, NOT_MET
from planning.verdicts.case import Case
from planning.verdicts.reasons import build_reason
from planning.verdicts.threshold_figures import PRECISION, Figures


@dataclass(frozen=True, slots=True)
class Standing:
    """How each row stands by the census and by use of services, one entry a row.

    Attributes
    ----------
    census : array of str
        The verdict by figures alone.
    use : array of str
        By use of services: ``in``, ``maybe``, or empty.
    told : list of str
        What is told of local evidence.
    """

    census: np.ndarray
    use: np.ndarray
    told: list[str]

    @classmethod
    def of(cls, rows: pd.DataFrame, census: np.ndarray, rule: ThresholdRule, uses: pd.DataFrame | None) -> Standing:
        """Return how the rows of a need table stand, given what figures alone decide."""
        return cls(census, *_by_use(rows, census, rule, uses))

    @property
    def verdict(self) -> np.ndarray:
        """The verdict: use of services can add to what figures decide, and never take away."""
        by_use = [self.use == IN, (self.use == MAYBE) & (self.census == NOT_MET)]
        return np.select(by_use, [MET, CANNOT_TELL], self.census)

    def sentences(self, cases: pd.DataFrame, rule: ThresholdRule) -> list[str]:
        """Return the sentence of every row; ``cases`` holds the other fields of ``planning.verdicts.reasons.Case``."""
        own = cases.assign(verdict=self.census, local=pd.array(self.told, dtype="str"))
        return [build_reason(Case(*values), rule) for values in _as_tuples(own)]

    def sentences_unlike(
        self, other: Standing, sentences: list[str], cases: pd.DataFrame, rule: ThresholdRule
    ) -> list[str]:
        """Return the sentence of every row; those of ``other`` where nothing differs, as writing takes long."""
        differ = [k for k in range(len(sentences)) if self._parts(k) != other._parts(k)]
        if not differ:
            return sentences
        own = Standing(self.census[differ], self.use[differ], [self.told[k] for k in differ])
        anew = dict(zip(differ, own.sentences(cases.iloc[differ], rule), strict=True))
        return [anew.get(k, sentence) for k, sentence in enumerate(sentences)]

    def _parts(self, row: int) -> tuple[object, ...]:
        return self.census[row], self.told[row]


def _by_use(
    rows: pd.DataFrame, census: np.ndarray, rule: ThresholdRule, uses: pd.DataFrame | None
) -> tuple[np.ndarray, list[str]]:
    """Return how each row stands by use of services, and what its reason tells of local evidence."""
    standing = np.full(len(rows), "", dtype=object)
    told = [""] * len(rows)
    if uses is None or uses.empty:
        return standing, told
    for area, index in rows.groupby("area_id", sort=False).groups.items():
        here = uses[uses["area_id"] == area]
        if here.empty:
            continue
        groups = dict(zip(rows.loc[index, "language"], census[index], strict=True))
        judged = judge_use(here, groups, rule) if rule.by_use else ()
        for row in index:
            group = str(rows.at[row, "language"])
            own = tuple(use for use in judged if group_of(use.spoken) == group)
            found = {use.standing for use in own}
            standing[row] = IN if IN in found else MAYBE if MAYBE in found else ""
            sentences = (use_sentence(own, rule), beside(here, str(area), group))
            told[row] = " ".join(sentence for sentence in sentences if sentence)
    return standing, told


def build_cases(rows: pd.DataFrame, figures: Figures, rule: ThresholdRule) -> pd.DataFrame:
    """Return what the reasons are told from, as columns named as the fields of ``Case``."""
    low, high = (rows[name].to_numpy(dtype=float).round(PRECISION) for name in ("lep_low", "lep_high"))
    straddles = ~rule.reaches(low, figures.share_count) & rule.reaches(high, figures.share_count)
    return pd.DataFrame(
        {
            "language": rows["language"],
            "lep": figures.lep,
            "moe": rows["lep_moe"],
            "margin": figures.margin,
            "low": low,
            "high": high,
            "pop5": figures.pop5,
            "missing_share": rows["missing_share"],
            "threshold": figures.threshold,
            "lower_reaches": rule.reaches(figures.lower, figures.share_count),
            "upper_reaches": rule.reaches(figures.upper, figures.share_count),
            "cut_matters": straddles & ~np.isnan(low) & ~np.isnan(figures.threshold),
            "table_has_moe": bool(rows["lep_moe"].notna().any()),
        }
    )


def _as_tuples(cases: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Return the cases field by field; a column that is not there takes the field's default."""
    given = {field.name: cases.get(field.name, field.default) for field in fields(Case)}
    return pd.DataFrame(given, index=cases.index).itertuples(index=False, name=None)
