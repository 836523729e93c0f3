"""Local evidence: who is served in which language, by those who serve them.

Interpreter-line calls, school home languages, partners. It names languages the census adds together, and it
stands beside the census figure, never in it: calls are not residents. Frames in, frames out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.errors import SchemaError
from planning.languages.spoken import group_of, spoken_name
from planning.lists import some
from planning.words.formats import days_between, short_day
from planning.words.wording import whole_people


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """What is counted, and whether over a time.

    Attributes
    ----------
    name, unit : str
    is_flow : bool
        Whether it adds up over time, as calls do and pupils do not; a flow is compared by the year.
    """

    name: str
    unit: str
    is_flow: bool


EVIDENCE_KINDS: Mapping[str, EvidenceKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            EvidenceKind("interpreter calls", "interpreter calls", is_flow=True),
            EvidenceKind("people served", "people served", is_flow=True),
            EvidenceKind("school home languages", "pupils", is_flow=False),
            EvidenceKind("partner report", "people", is_flow=False),
        )
    }
)
"""The kinds of evidence. Numbers of different kinds are never added or ranked together."""

CONFIDENCES = ("high", "medium", "low")
"""How far the source is trusted. Evidence of low confidence is shown and decides nothing."""

EVIDENCE_COLUMNS = (
    "area_id",
    "language",
    "kind",
    "number",
    "observed_from",
    "observed_on",
    "source",
    "confidence",
    "said",
)
"""One row an observation. ``area_id`` as records name areas, ``language`` as ``planning.languages.spoken`` has it."""

USE_COLUMNS = ("area_id", "language", "kind", "source", "number", "rate", "observed_from", "observed_on", "confidence")
"""Evidence placed in the areas of one level. ``rate`` is a year's worth for a flow, else the number."""

DAYS_A_YEAR = 365.25
SHOWN = 4


def no_evidence() -> pd.DataFrame:
    """Return evidence with no rows.

    Examples
    --------
    >>> len(no_evidence()), no_evidence()["number"].dtype
    (0, dtype('float64'))
    """
    kinds = {"number": "float64", "observed_from": "datetime64[s]", "observed_on": "datetime64[s]"}
    return pd.DataFrame({name: pd.Series([], dtype=kinds.get(name, "str")) for name in EVIDENCE_COLUMNS})


def require_evidence(evidence: pd.DataFrame) -> None:
    """Return nothing if the frame has every column of evidence.

    Raises
    ------
    SchemaError
        If not.
    """
    absent = [name for name in EVIDENCE_COLUMNS if name not in evidence.columns]
    if absent:
        raise SchemaError(f"the local data have no column {absent[0]!r}", fix=f"give {', '.join(EVIDENCE_COLUMNS)}")


def place_evidence(
    evidence: pd.DataFrame, within: Mapping[str, str], whole: Collection[str] | None = None
) -> pd.DataFrame:
    """Return the evidence by area of one level, the latest of each source, a flow as a year's worth.

    Parameters
    ----------
    evidence : DataFrame with ``EVIDENCE_COLUMNS``
    within : mapping of area id to the area of the level it is or lies in
        Evidence of other areas is left out: what is known of a district cannot be shared out to its beats.
    whole : collection of str, optional
        Which names of ``within`` stand for a whole area of the level; those that are one, unless given.

    Returns
    -------
    DataFrame with ``USE_COLUMNS``
        One row an area, language, kind and source. Where a source tells of the whole area and of parts of it,
        the whole counts and the parts do not come on top.

    Examples
    --------
    >>> rows = no_evidence()
    >>> rows.loc[0] = ["b1", "other_asian_pacific:Khmer", "interpreter calls", 90.0, pd.Timestamp("2025-01-01"),
    ...                pd.Timestamp("2025-06-30"), "line", "high", ""]
    >>> place_evidence(rows, {"b1": "north"})[["area_id", "number", "rate"]].round(1).values.tolist()
    [['north', 90.0, 181.6]]
    """
    require_evidence(evidence)
    rows = evidence.assign(target=evidence["area_id"].map(dict(within)).astype("str"))
    rows = rows[rows["target"].notna() & rows["source"].notna()]
    if rows.empty:
        return pd.DataFrame({name: no_evidence()[name] for name in USE_COLUMNS if name != "rate"}).assign(
            rate=pd.Series([], dtype="float64")
        )[list(USE_COLUMNS)]
    rows = _latest(rows.assign(kind=rows["kind"].fillna("partner report")))
    key = ["target", "language", "kind", "source"]
    is_whole = rows["area_id"] == rows["target"] if whole is None else rows["area_id"].isin(list(whole))
    rows = rows[is_whole | ~is_whole.groupby([rows[name] for name in key]).transform("any")]
    places = {word: place for place, word in enumerate(CONFIDENCES)}
    rows = rows.assign(place=rows["confidence"].map(places).fillna(places["medium"]))
    parts = rows.groupby(key)
    # A sum of some is not a sum of all, nor the first of some days the first: without a part there is none.
    totals = pd.DataFrame(
        {
            "number": parts["number"].sum(skipna=False),
            "observed_from": parts["observed_from"].min(skipna=False),
            "observed_on": parts["observed_on"].max(),
            "place": parts["place"].max(),
        }
    ).reset_index()
    confidence = totals["place"].astype(int).map(dict(enumerate(CONFIDENCES))).astype("str")
    placed = totals.assign(area_id=totals["target"], confidence=confidence, rate=_rates(totals))
    return placed[list(USE_COLUMNS)]


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return each source's latest rows: of its last day, or of its last year for what adds up over time."""
    own = ["area_id", "language", "kind", "source"]
    last = rows.groupby(own)["observed_on"].transform("max")
    in_last_year = _is_flow(rows) & (last - rows["observed_on"] < pd.Timedelta(days=365))
    return rows[in_last_year | (rows["observed_on"] == last)]


def _is_flow(rows: pd.DataFrame) -> pd.Series:
    flows = [kind.name for kind in EVIDENCE_KINDS.values() if kind.is_flow]
    return rows["kind"].isin(flows)


def _rates(totals: pd.DataFrame) -> pd.Series:
    days = (totals["observed_on"] - totals["observed_from"]).dt.days + 1
    return totals["number"].where(~_is_flow(totals), totals["number"] / (days / DAYS_A_YEAR)).astype(float)


def sentences_beside(uses: pd.DataFrame, shown: int = SHOWN) -> dict[tuple[str, str], str]:
    """Return what local evidence says of the languages of a census group in an area, for each that it speaks of.

    Examples
    --------
    >>> uses = pd.DataFrame([["a", "other:Somali", "interpreter calls", "line log", 412.0, 412.0,
    ...     pd.Timestamp("2025-01-01"), pd.Timestamp("2025-12-31"), "high"]], columns=USE_COLUMNS)
    >>> sentences_beside(uses)
    {('a', 'other'): 'Local data: Somali, 412 interpreter calls (line log, Jan. 1 to Dec. 31, 2025).'}
    """
    ordered = uses.sort_values(["rate", "language"], ascending=[False, True], na_position="last", kind="stable")
    said: dict[tuple[str, str], list[str]] = {}
    for row in _records(ordered):
        said.setdefault((str(row["area_id"]), group_of(str(row["language"]))), []).append(use_text(row))
    return {pair: f"Local data: {some(texts, shown, '; ')}." for pair, texts in said.items()}


def _records(rows: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def use_text(use: Mapping[str, object]) -> str:
    """Return one piece of evidence in words: language, count, source, period."""
    number = float(str(use["number"]))
    unit = EVIDENCE_KINDS[str(use["kind"])].unit
    count = f"no count of {unit}" if np.isnan(number) else f"{whole_people(number)} {unit}"
    start, end = pd.Timestamp(str(use["observed_from"])), pd.Timestamp(str(use["observed_on"]))
    period = short_day(end) if pd.isna(start) else days_between(start, end)
    trust = ", low confidence" if use["confidence"] == "low" else ""
    return f"{spoken_name(str(use['language']))}, {count} ({use['source']}, {period}{trust})"
