"""The report of a department: a brief of every area as HTML and PDF, one of the whole, and an index, in a folder.

What was made of the same figures, rule, day and program is not made again, so that a run that was stopped goes on where
it ended.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.briefs.area_brief import RECORDS, Briefs
from geodata.briefs.place import areas_together
from geodata.department.names import area_title, level_word
from geodata.inputs.ground_bytes import ground_bytes
from geodata.papers.exports import write_file
from geodata.papers.printed import html_page, write_paper
from geodata.records.state import records_state
from geodata.version import software_version
from planning.errors import InputError
from planning.vocabulary import DEPARTMENT_LEVEL

MADE_OF, INDEX = "report.json", "index.html"
ENDINGS = (".html", ".pdf")
"""What each brief is written as."""


@dataclass(frozen=True, slots=True)
class Step:
    """One paper of the report.

    Attributes
    ----------
    number, of : int
        Which of how many.
    title : str
    was_there : bool
        Whether an earlier run had made it of the same figures.
    """

    number: int
    of: int
    title: str
    was_there: bool


def write_report(briefs: Briefs, folder: Path) -> Iterator[Step]:
    """Write the report, paper by paper; the index comes last.

    Parameters
    ----------
    folder : Path
        Made if it is not there. Papers of an earlier report of areas that are gone are taken away; nothing else is.

    Yields
    ------
    Step
        After each paper.

    Raises
    ------
    InputError
        If the folder is a file, or holds a report that cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError("the report needs a folder of its own", value=folder.name, fix="name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    department = briefs.prepared.department
    wanted = [
        (level, area)
        for level in reversed(department.levels)
        for area in sorted(set(department.area_groups(level).values()))
    ]
    names = file_stems(wanted)
    before, made_of = _read(folder / MADE_OF), fingerprint(briefs)
    kept = before["papers"] if before["made_of"] == made_of else []
    files_wanted = {f"{stem}{ending}" for stem in names.values() for ending in ENDINGS}
    _sweep(folder, [name for name in before["papers"] if name not in files_wanted])
    done: list[str] = []
    for number, (level, area) in enumerate(wanted, start=1):
        files = [f"{names[level, area]}{ending}" for ending in ENDINGS]
        is_there = all(name in kept and (folder / name).is_file() for name in files)
        if not is_there:
            paper = briefs.paper(areas_together(briefs.prepared, [area], level))
            for name in files:
                write_paper(paper, folder / name)
        done += files
        _write(folder / MADE_OF, made_of, [*done, *(name for name in kept if name not in done)])
        yield Step(number, len(wanted), area_title(level, area, department.settings.name), is_there)
    write_file(folder / INDEX, _index(briefs, names).encode())


def fingerprint(briefs: Briefs) -> str:
    """Return what changes when any paper of the report would."""
    department = briefs.prepared.department
    records = json.dumps(records_state(briefs.opened, RECORDS), sort_keys=True)
    ground = "" if department.ground is None else hashlib.sha256(ground_bytes(department.ground)).hexdigest()
    day = briefs.today.isoformat()
    made_of = (department.content_hash, briefs.rule.fingerprint, day, software_version(), records, ground)
    return hashlib.sha256("\n".join(made_of).encode()).hexdigest()[:16]


def file_stems(areas: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the name of each area's files without their ending: letters, digits and hyphens, never two areas' one.

    Parameters
    ----------
    areas : sequence of level and area id

    Examples
    --------
    >>> file_stems([("beat", "42"), ("DISTRICT", "Old Port"), ("department", "department")]).values()
    dict_values(['beat-42-brief', 'district-old-port-brief', 'department-brief'])
    >>> len(set(file_stems([("beat", "a/b"), ("beat", "A b"), ("beat", "東")]).values()))
    3
    """
    plain = {pair: _plain(*pair) for pair in areas}
    several = {stem for stem, count in Counter(plain.values()).items() if count > 1}
    return {pair: f"{stem}{_mark(pair[1]) if stem in several else ''}-brief" for pair, stem in plain.items()}


def _plain(level: str, area: str) -> str:
    if level == DEPARTMENT_LEVEL:
        return DEPARTMENT_LEVEL
    word, letters = (re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") for text in (level_word(level), area))
    return f"{word or 'area'}-{letters}" if letters else f"{word or 'area'}{_mark(area)}"


def _mark(area: str) -> str:
    return f"-{hashlib.sha256(area.encode()).hexdigest()[:6]}"


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"made_of": "", "papers": []}
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return {"made_of": str(held["made_of"]), "papers": [str(name) for name in held["papers"]]}
    except (OSError, ValueError, KeyError, TypeError):
        fix = f"delete {path.name} or name another folder"
        raise InputError("the folder holds a report that cannot be read", value=path.name, fix=fix) from None


def _write(path: Path, made_of: str, papers: list[str]) -> None:
    write_file(path, json.dumps({"made_of": made_of, "papers": papers}, indent=1).encode())


def _sweep(folder: Path, gone: list[str]) -> None:
    """Take away papers of areas that are no more; only names that a report has."""
    for name in gone:
        if re.fullmatch(r"[a-z0-9-]+-brief\.(html|pdf)", name):
            (folder / name).unlink(missing_ok=True)


def _index(briefs: Briefs, names: dict[tuple[str, str], str]) -> str:
    settings = briefs.prepared.department.settings
    lines = [f"<h1>{html.escape(settings.name)}: language need, area by area</h1>"]
    lines.append(f'<p class="small">{html.escape(settings.period)} · made on {briefs.today.isoformat()}</p>')
    levels = list(dict.fromkeys(level for level, _ in names))
    for level in levels:
        word = level_word(level, 1 if level == DEPARTMENT_LEVEL else 2).capitalize()
        lines.append(f"<h2>{html.escape(word)}</h2>\n<ul>")
        for (of, area), stem in names.items():
            if of == level:
                title = html.escape(area_title(level, area, settings.name))
                lines.append(f'<li><a href="{stem}.html">{title}</a> (<a href="{stem}.pdf">to print</a>)</li>')
        lines.append("</ul>")
    return html_page(settings.name, "\n".join(lines))
