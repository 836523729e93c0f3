"""Tables on their way out: CSV, Excel and JSON, made safe to open, with method and use note beside them.

A spreadsheet runs text that begins with ``=``, ``+``, ``-``, ``@`` or a control character as a formula, and a
beat or a venue can be named anything; such text is written with an apostrophe before it. Numbers are never
touched. Files hold full precision; a missing value is an empty cell (``null`` in JSON).
"""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.department.department import Department
from geodata.department.provenance import Provenance
from geodata.files.disk import cannot_write
from geodata.papers.datapackage import DESCRIPTOR, Resource, descriptor, fields_of
from geodata.papers.stamp import Stamp
from geodata.version import software_version
from planning.errors import InputError
from planning.languages.groups import LANGUAGES

USE_NOTE = (
    "For planning language services. Not for immigration or criminal enforcement. Numbers are survey "
    "estimates for areas, not facts about any person."
)
"""Stands in or beside every file the product writes."""

BOM = codecs.BOM_UTF8
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
ABOUT = ".about.txt"
"""Behind a file's name: the note that travels beside it."""
TABLE_ENDINGS = (".csv", ".json", ".xlsx")
_PROPERTIES = "docProps/core.xml"
_MADE_AT = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>")

COLUMN_NOTES: Mapping[str, str] = {
    "area_id": "the department's own id, or (outside) for what is in no area",
    "language": "language group of ACS table C16001, or 'all' for the twelve groups together",
    "lep": 'people 5 and over who speak English less than "very well"',
    "lep_moe": "90% margin of error of lep (sampling)",
    "lep_low": "least lep can be, if the tracts' figures were exact (boundary)",
    "lep_high": "most lep can be, if the tracts' figures were exact (boundary)",
    "lep_interval_low": "low end of the 90% interval with both errors: beside a result, the range that decided it",
    "lep_interval_high": "high end of the 90% interval with both errors: beside a result, the range that decided it",
    "weak_margin": "why lep_moe holds the truth less than 90 times in 100 here, empty where it does",
    "pop5": "people 5 and over",
    "pop5_moe": "90% margin of error of pop5",
    "share": "lep / pop5, as a fraction",
    "share_moe": "90% margin of error of share",
    "very_well": 'people who speak the language at home and English "very well"',
    "very_well_moe": "90% margin of error of very_well",
    "grade": "high, medium, or low: how reliable lep is, by its coefficient of variation (cuts 12% and 40%)",
    "missing_share": "share of the area's people who are not in lep because the source has no figure for them",
    "threshold": "people from which a language qualifies",
    "verdict": "`met`, `not met`, `cannot tell`, or `notice only`, given only where it passes with both errors",
    "reason": "the result in a sentence",
    "verdict_by_margin": "the result by the margin alone (where it differs, it does not pass with both errors)",
    "chance": "how likely it is to qualify, from both errors, where the result is `cannot tell` (no result in itself)",
    "chance_said": "the same chance in tenths, as people say it",
    "encouraged": "yes or `cannot tell`: materials are encouraged by a smaller number in the rule, though not required",
    "within": "the wider area that one question is asked about",
    "settled": "which share of the people in doubt this question and those before it would settle",
    "reason_by_margin": "the result by the margin alone in a sentence",
    "shift": "shift of the day",
    "need": "people who speak English less than very well (lep)",
    "posts": "officers who should be on duty, empty where the rule can’t tell",
    "required": "officers on the roster for those slots, by the relief factor",
    "have_certified": "officers of the area and shift, certified (1-2 and 3+ are bands, see docs/method.md)",
    "have_tested": "officers of the area and shift, tested or paid after a test",
    "have_self": "officers of the area and shift who say they speak it, or whose test has lapsed",
    "gap": "required less certified and tested, never below zero",
    "bilingual_residents": 'people who speak the language at home and English "very well"',
    "moe": "90% margin of error",
    "share_of_department": "the area's part of all such people in the department, as a fraction",
    "sampling_doubt": "the margin of error spans the threshold, is too small for so few people, or there is none",
    "boundary_doubt": "the area splits tracts, and the threshold is within the possible or the likely range",
    "group_doubt": "several languages together, one of which may pass",
    "missing_doubt": "people left out of the figure could lift it over the threshold, or there is no figure",
    "census_verdict": "the result before use of services",
    "use": "in or maybe, where the rule's clause on use of services brings the language in",
    "document_class": "vital (needed to get a service or keep a right) or outreach (informs and invites)",
    "source_updated_on": "day the English version last changed",
    "of_source_on": "English version a translation was made from",
    "copies": "copies in stock, or to be printed, empty where no one counted",
    "people": "people who speak English less than very well, in the areas where the language qualifies",
    "people_moe": "90% margin of error of people",
    "rate": "copies for each person, or the price of a word: the department's own",
    "needed": "people x rate, rounded up",
    "from_stock": "share of the stock, in whole copies, empty where no one counted",
    "to_print": "needed less from_stock",
    "can_print": "the translation is approved and current",
    "basis": "why the language qualifies: census, always, or use of services",
    "words_guessed": "the words were not counted: they are pages x words on a page",
    "cost": "words x price, at the department's own price",
    "people_a_page": "people newly served for each page",
    "bought": "the budget buys it",
    "inside": "language, or languages, inside a combined group: a row of census table B16001",
    "group": "the combined group of table C16001",
    "share_of_group": "its part of the group's people in the larger census areas around (PUMAs), as a fraction",
    "share_of_group_moe": "90% margin of error of share_of_group",
    "partners": "partners on record who know the language",
}
"""What each column of an exported table means."""


def facts_of(department: Department, rule: str = "") -> dict[str, str]:
    """Return what must be known of every figure: whose, of which survey, with which margins, by which rule."""
    settings = department.settings
    facts = {
        "Department": settings.name,
        "Census data": f"{settings.period} 5-year, table C16001, 90% margins of error",
        "Margins": department.language.about_margins,
        "Rule": rule,
        "Content": f"department {department.content_hash}, Common Tongue {software_version()}",
    }
    return {name: value for name, value in facts.items() if value}


def census_note(department: Department) -> str:
    """Return what a paper says of the census its figures are from."""
    return (
        f"Source: U.S. Census Bureau, American Community Survey {department.settings.period} 5-year, table C16001. "
        f"A number is an average of those years, not of today. {department.language.about_margins}"
    ).rstrip()


def content_note(department: Department) -> str:
    """Return by what a paper's figures can be told from those of another state of the department."""
    return f"Content {department.content_hash}, Common Tongue {software_version()}."


def about(
    department: Department, title: str, *, columns: tuple[str, ...] = (), rule: str = "", stamp: Stamp | None = None
) -> str:
    """Return what must travel with a table: what it is, its sources, its method, and what it may be used for.

    Parameters
    ----------
    title : str
        What the table shows, and at which level.
    columns : tuple of str
        Columns to explain.
    rule : str
        The threshold rule and its date, where one was used.
    stamp : Stamp, optional
        What it was made of, for ``outreach.py verify``.
    """
    lines = [title, "", *(f"{name}: {value}" for name, value in facts_of(department, rule).items())]
    if department.settings.is_demo:
        lines.append("THIS IS THE DEMO: the place and every figure are invented.")
    lines += ["", "Use: " + USE_NOTE, ""]
    if columns:
        lines += ["Columns", *(f"  {name}: {COLUMN_NOTES[name]}" for name in columns if name in COLUMN_NOTES), ""]
    if "language" in columns:
        lumps = (group for group in LANGUAGES.values() if group.is_lump)
        lines.append("Combined groups of several languages")
        lines += [f"  {group.id}: {', '.join(group.may_hide)}, and others" for group in lumps]
        lines.append("")
    sources = [source for source in department.provenance if source.title or source.address]
    lines += ["Sources", *(_source(source) for source in sources)]
    if stamp is not None:
        lines += ["", replace(stamp, title=title).line]
    return "\n".join(lines) + "\n"


def _source(source: Provenance) -> str:
    """Return a source in a line; what is not known of it is not said."""
    parts = (source.title or source.address, source.vintage, source.sha256 and f"sha256 {source.sha256}")
    return f"  {source.input}: {', '.join(str(part) for part in parts if part)}"


def neutralised(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with text that a spreadsheet would run as a formula made plain.

    Examples
    --------
    >>> neutralised(pd.DataFrame({"name": ["=1+1", "East"], "change": [-3, 4]})).values.tolist()
    [["'=1+1", -3], ['East', 4]]
    """
    safe = frame.copy()
    for name in safe.columns:
        if pd.api.types.is_string_dtype(safe[name]) or pd.api.types.is_object_dtype(safe[name]):
            safe[name] = safe[name].map(_neutral_text, na_action="ignore")
    return safe.rename(columns=_neutral_text)


def _neutral_text(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return the table as CSV (UTF-8)."""
    return neutralised(frame).to_csv(index=False).encode()


def csv_to_open(content: bytes) -> bytes:
    """Return a CSV for a person to open: with the mark by which a spreadsheet knows that it is UTF-8.

    Examples
    --------
    >>> csv_to_open("name\\nDoña Ana".encode()).startswith(BOM), csv_to_open(BOM + b"x") == BOM + b"x"
    (True, True)
    """
    return content if content.startswith(BOM) else BOM + content


def json_bytes(frame: pd.DataFrame) -> bytes:
    """Return the table as a JSON list of records; missing is ``null``."""
    text: str = frame.to_json(orient="records", force_ascii=False, double_precision=15)
    return text.encode()


def zip_bytes(frame: pd.DataFrame, name: str, about_text: str) -> bytes:
    """Return ``name.csv``, ``about.txt`` and ``datapackage.json`` in one file, so that none is lost alone."""
    title = about_text.partition("\n")[0] or name
    resource = Resource(f"{name}.csv", fields_of(frame, COLUMN_NOTES), title=title)
    return zipped(
        {
            f"{name}.csv": csv_to_open(csv_bytes(frame)),
            "about.txt": about_text.encode(),
            DESCRIPTOR: descriptor(name, title, about_text, [resource]),
        }
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files in one zip; equal files give equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def excel_bytes(frame: pd.DataFrame, about_text: str) -> bytes:
    """Return the table as an Excel workbook for a person; see ``geodata.papers.workbook.workbook_bytes``."""
    from geodata.papers.workbook import workbook_bytes

    return _without_clock(workbook_bytes(frame, about_text))


def excel_to_bring_back(frame: pd.DataFrame, about_text: str) -> bytes:
    """Return the table as an Excel workbook to fill in and bring back: the columns' own names, nothing rounded."""
    from geodata.papers.workbook import workbook_bytes

    return _without_clock(workbook_bytes(frame, about_text, as_read=False))


def _without_clock(workbook: bytes) -> bytes:
    """Return a workbook without the moment it was made, which stands in its properties and at each part of its zip."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_PROPERTIES] = _MADE_AT.sub(b"", parts[_PROPERTIES])
    return zipped(parts)


def write_table(frame: pd.DataFrame, path: Path, about_text: str) -> None:
    """Write a table by the ending of its name, and ``NAME.about.txt`` beside it (a sheet inside for Excel).

    Raises
    ------
    InputError
        If the ending is none of .csv, .json, .xlsx, or the place cannot be written to.
    """
    if path.suffix not in TABLE_ENDINGS:
        raise InputError(f"a table cannot be written as {path.name!r}", fix=f"end it in {', '.join(TABLE_ENDINGS)}")
    if path.suffix == ".xlsx":
        write_file(path, excel_bytes(frame, about_text))
        return
    write_file(path, csv_bytes(frame) if path.suffix == ".csv" else json_bytes(frame))
    write_about(path, about_text)


def write_json(content: Mapping[str, Any], path: Path, about_text: str) -> None:
    """Write a JSON object, and ``NAME.about.txt`` beside it."""
    require_json(path)
    write_file(path, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())
    write_about(path, about_text)


def require_json(path: Path) -> None:
    """Raise ``InputError`` if the name of a plan's file does not end in .json."""
    if path.suffix != ".json":
        raise InputError(f"a plan cannot be written as {path.name!r}", fix="end it in .json")


def write_about(path: Path, about_text: str) -> None:
    """Write the note that travels beside ``path``."""
    write_file(path.with_name(path.name + ABOUT), about_text.encode())


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole: a crash or a full disk leaves the old one, and nothing of the new one."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise cannot_write(path, error) from error
