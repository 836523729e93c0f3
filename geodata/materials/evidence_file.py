"""Local evidence from a file: what interpreters, schools and partners count, one row an observation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.department.areas import area_ref, area_touches
from geodata.department.department import Department
from geodata.files.columns import as_text, find_column, missing_column
from geodata.files.limits import UPLOAD, Limits
from geodata.files.persons import require_no_persons
from geodata.files.privacy import require_no_forbidden_columns
from geodata.files.text_tables import read_text_table
from geodata.materials.inventory_file import read_day
from planning.errors import InputError, PlanningError, UnknownNameError
from planning.languages.matching import decided_spoken, require_decisions, waiting_sentence
from planning.languages.spoken import clean_spoken
from planning.lists import some
from planning.need.evidence import CONFIDENCES, EVIDENCE_COLUMNS, EVIDENCE_KINDS
from planning.vocabulary import DEPARTMENT_LEVEL

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "area_id": ("area_id", "area", "beat", "district", "precinct", "place"),
        "language": ("language", "home_language", "language_name"),
        "kind": ("kind", "type", "what"),
        "number": ("number", "count", "calls", "pupils", "students", "persons", "people", "total"),
        "observed_from": ("observed_from", "from", "start", "period_start", "start_date"),
        "observed_on": ("observed_on", "to", "until", "end", "period_end", "end_date", "date"),
        "source": ("source", "vendor", "reported_by"),
        "confidence": ("confidence", "trust"),
        "said": ("said", "note", "notes", "remark"),
    }
)
NEEDED = ("language", "number", "observed_on", "source")
KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "calls": "interpreter calls",
        "interpreter line": "interpreter calls",
        "language line": "interpreter calls",
        "school": "school home languages",
        "pupils": "school home languages",
        "students": "school home languages",
        "partner": "partner report",
        "served": "people served",
    }
)
EVERYWHERE_WORDS = frozenset({"", "department", "everywhere", "all", "citywide", "city"})
MOST_FAULTS = 8
COUNT_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What a file says.

    Attributes
    ----------
    evidence : DataFrame with ``planning.need.evidence.EVIDENCE_COLUMNS``
    notes : tuple of str
    """

    evidence: pd.DataFrame
    notes: tuple[str, ...]


def read_evidence(
    path: Path | str, department: Department, *, limits: Limits = UPLOAD, decisions: Mapping[str, str] | None = None
) -> EvidenceFile:
    """Read local evidence from CSV or Excel.

    Parameters
    ----------
    department : Department
        Whose areas the file names: a beat by its id, a coarser area by its own id or as ``DISTRICT:North``; a blank
        area is the whole department.
    decisions : mapping of spelling to language id or ``leave out``, optional
        What somebody decided. A row whose language nobody knows waits, and is left out by name.

    Raises
    ------
    InputError
        With the row of every cell that cannot be read; nothing of the file is used then.
    SchemaError
        If a column that is needed is not there.
    RefusedError
        If it has columns that identify a person.
    """
    table = read_text_table(path, limits=limits)
    require_no_forbidden_columns(table.rows.columns, table.name)
    require_no_persons(table.rows, table.name)
    columns = {wanted: find_column(table.rows.columns, names) for wanted, names in ALIASES.items()}
    for needed in NEEDED:
        if columns[needed] is None:
            raise missing_column(table.name, needed, table.rows.columns)
    refs = area_names(department)
    rows, faults, waiting = [], [], []
    made = require_decisions(decisions or {})
    for row, cells in table.rows.iterrows():
        texts = {wanted: str(cells[column]).strip() if column else "" for wanted, column in columns.items()}
        try:
            language = decided_spoken(texts["language"], made) if texts["language"] else ""
            if language is None:
                waiting.append(texts["language"])
            else:
                rows.append(_read_row(texts, refs, language or clean_spoken("")))
        except PlanningError as error:
            faults.append(f"row {row}: {error}")
    if faults:
        shown = some(faults, MOST_FAULTS, "; ")
        raise InputError(f"{table.name} cannot be used: {shown}", fix="correct these rows. Nothing was changed")
    kinds = {"number": "float64", "observed_from": "datetime64[s]", "observed_on": "datetime64[s]"}
    evidence = pd.DataFrame(rows, columns=list(EVIDENCE_COLUMNS))
    return EvidenceFile(
        evidence.astype({name: kinds.get(name, "str") for name in EVIDENCE_COLUMNS}).assign(
            said=as_text(evidence["said"].fillna(""))
        ),
        (*table.notes, *filter(None, [waiting_sentence(table.name, waiting, "row")])),
    )


def area_names(department: Department) -> dict[str, str]:
    """Return how a file may name an area, and how records do; a name that two areas share stands for none.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> names = area_names(build_demo())
    >>> names["north harbor"], names["district:north harbor"], names["01"], names["city"]
    ('DISTRICT:North Harbor', 'DISTRICT:North Harbor', '01', 'department')
    """
    names: dict[str, set[str]] = {}
    for level in department.levels:
        if level == DEPARTMENT_LEVEL:
            continue
        for area in set(department.area_groups(level).values()):
            ref = area_ref(level, area)
            for name in (area, ref):
                names.setdefault(name.casefold(), set()).add(ref)
    own = {ref: ref for ref in area_touches(department, DEPARTMENT_LEVEL)}
    known = {name: next(iter(refs)) for name, refs in names.items() if len(refs) == 1}
    everywhere = dict.fromkeys(EVERYWHERE_WORDS, DEPARTMENT_LEVEL)
    return everywhere | known | {ref.casefold(): ref for ref in own}


def _read_row(texts: Mapping[str, str], refs: Mapping[str, str], language: str) -> dict[str, Any]:
    area = refs.get(texts["area_id"].casefold())
    if area is None:
        raise UnknownNameError("area", texts["area_id"][:60], sorted(set(refs.values())))
    kind = _kind(texts["kind"])
    since = read_day(texts["observed_from"]) if texts["observed_from"] else pd.NaT
    until = read_day(texts["observed_on"])
    if not pd.isna(since) and since > until:
        raise InputError("the period ends before it begins", value=f"{since:%Y-%m-%d} to {until:%Y-%m-%d}")
    confidence = texts["confidence"].lower() or "medium"
    if confidence not in CONFIDENCES:
        raise InputError("this is no confidence", value=confidence[:40], fix=f"write {', '.join(CONFIDENCES)}")
    if not texts["source"]:
        raise InputError("there is no source", fix="say who counted")
    return {
        "area_id": area,
        "language": language,
        "kind": kind,
        "number": _number(texts["number"]),
        "observed_from": since,
        "observed_on": until,
        "source": texts["source"],
        "confidence": confidence,
        "said": texts["said"] or None,
    }


def _kind(text: str) -> str:
    word = text.lower()
    word = KIND_WORDS.get(word, word) or "partner report"
    if word not in EVIDENCE_KINDS:
        raise UnknownNameError("kind of local data", text[:40], [*EVIDENCE_KINDS])
    return word


def _number(text: str) -> float:
    if not text:
        return float("nan")
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        number = -1.0
    if not 0 <= number <= COUNT_MAX or number != int(number):
        raise InputError("this is no whole number from 0 up", value=text[:40], fix="leave it blank if no one counted")
    return number
