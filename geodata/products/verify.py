"""Is a file of ours still what the product says? It is made again from the department it names, and compared.

A department's versions are kept, so it is opened at the one the file names. Where that is gone, the inputs that differ
are named instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geodata.department import answers
from geodata.department.department import DEMO, Department
from geodata.department.settings import settings_of
from geodata.department.versions import is_department, version_place
from geodata.departments import Opened, kept_departments, open_for, pinned_department
from geodata.papers.exports import ABOUT
from geodata.papers.stamp import Stamp, read_stamp
from geodata.products.asked import Asked
from geodata.products.compare import Difference, differences
from geodata.products.grids import Grid, grid_of, read_grid
from geodata.products.registry import find_product, make
from geodata.products.render import render
from geodata.records.state import records_state
from geodata.version import software_version
from planning.errors import InputError, PlanningError
from planning.lists import listed
from planning.records.roles import Actor
from planning.words.paper import Paper

EQUAL, DIFFERENT, OTHER_STATE, NOT_MADE = "equal", "not equal", "another state", "not made again"
LONGEST_NOTE = 1_000_000
WORDS = {
    "settings": "the settings",
    "beats": "the beat map",
    "tracts": "the tracts",
    "language": "the language table",
    "population": "the population points",
    "venues": "the venues",
    "roster": "the roster",
    "requests": "the requests",
    "bill": "the interpreter’s bill",
    "adults": "the table of adults",
    "replicates": "the variance replicates",
    "detail": "the table of languages inside groups",
    "pumas": "the list of PUMAs",
    "local_evidence": "the local data",
    "document": "the documents",
    "translation": "the translations",
    "partner": "the partners",
    "language_decision": "decisions about spellings",
    "plan_text": "the texts of the plan",
    "public_words": "the texts for the public",
    "way": "the ways to be understood",
    "year_entry": "the entries of the yearly report",
    "training": "the courses of officers",
    "event": "the meetings",
    "attendance": "the attendance",
    "concern": "the concerns",
    "answer": "the replies",
}
"""What an input or a kind of record is called."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of a file that was made again.

    Attributes
    ----------
    outcome : str
        ``EQUAL``, ``DIFFERENT``, ``OTHER_STATE``, or ``NOT_MADE``.
    sentence : str
    differences : tuple of Difference
    """

    outcome: str
    sentence: str
    differences: tuple[Difference, ...] = ()


def verify_file(path: Path, actor: Actor, where: str | None = None) -> Verification:
    """Make a file again from the department it names, and compare.

    Parameters
    ----------
    where : str, optional
        The department: a folder, or ``demo``. Looked for among those there are unless given.

    Raises
    ------
    InputError
        If the file cannot be read, is not of this product, or its department is not to be found.
    """
    grid = read_grid(path)
    stamp = read_stamp(grid.made_from) or _stamp_beside(path)
    if stamp is None:
        raise InputError(
            f"{path.name} does not say what it was made from",
            fix=f"give the file as it was downloaded, a table with its note ({path.name}{ABOUT} or the ZIP)",
        )
    product = find_product(stamp.product)
    if product.make is None:
        return Verification(
            NOT_MADE, f"This is a file of {stamp.department}, which is not made again: {product.why_not}."
        )
    opened, since = _opened(stamp, actor, where)
    if opened.department.content_hash != stamp.content:
        return _other_state(stamp, _changed(stamp.inputs, opened.department.input_hashes), opened.department)
    name = _table_name(grid, path)
    again = make(opened, stamp.product, stamp.asked)
    if not isinstance(again, Paper) and stamp.title:
        again = replace(again, title=stamp.title)  # the screen and the command line call a table differently
    made = render(opened, again, stamp, path.suffix.lower(), name)
    found = differences(grid, grid_of(made, path.suffix.lower()))
    if not found:
        return Verification(EQUAL, f"Equal: every figure is what {opened.department.settings.name} gives{since}.")
    return _not_equal(stamp, opened, found, since)


def _not_equal(stamp: Stamp, opened: Opened, found: tuple[Difference, ...], since: str) -> Verification:
    """Return what a difference comes from: another state of the records or of the rule, or the file itself."""
    changed = _changed(stamp.records, records_state(opened, find_product(stamp.product).records))
    rule = Asked(stamp.asked).text_or_none("rule")
    if rule is not None and stamp.rule and _rule_now(opened, rule) != stamp.rule:
        changed = (*changed, f"the rule {rule}")
    if changed:
        return _other_state(stamp, changed, opened.department, found)
    count = f"{len(found)} {'figure is' if len(found) == 1 else 'figures are'}"
    software = (
        f" The file is of version {stamp.software} of the program, this is {software_version()}."
        if stamp.software != software_version()
        else ""
    )
    return Verification(DIFFERENT, f"Not equal: {count} not what the department gives{since}.{software}", found)


def _rule_now(opened: Opened, name: str) -> str:
    try:
        return answers.rule_of(opened.department, name).fingerprint
    except PlanningError:
        return ""


def _other_state(
    stamp: Stamp, changed: tuple[str, ...], department: Department, found: tuple[Difference, ...] = ()
) -> Verification:
    what = listed(list(changed)) if changed else "the department"
    return Verification(
        OTHER_STATE,
        f"Made from another state of {department.settings.name} on {stamp.day}: since then {what} changed.",
        found,
    )


def _changed(then: object, now: dict[str, str]) -> tuple[str, ...]:
    """Return in words what two states differ in."""
    before = {str(name): str(value) for name, value in then.items()} if isinstance(then, dict) else {}
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    return tuple(WORDS.get(name, name) for name in names)


def _stamp_beside(path: Path) -> Stamp | None:
    beside = path.with_name(path.name + ABOUT)
    try:
        if beside.stat().st_size > LONGEST_NOTE:
            return None
        return read_stamp(beside.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _table_name(grid: Grid, path: Path) -> str:
    named = (part.name for part in grid.parts if part.name.endswith(".csv"))
    return next(named, path.stem).removesuffix(".csv")


def _opened(stamp: Stamp, actor: Actor, where: str | None) -> tuple[Opened, str]:
    """Return the department a file names, at the version it names where that is kept, and what to say of that."""
    opened = open_for(where or _find(stamp), actor)
    department = opened.department
    if department.content_hash == stamp.content or department.folder is None or not _is_name(stamp.version):
        return opened, ""
    place = version_place(department.folder, stamp.version)
    if not is_department(place):
        return opened, ""
    then = open_for(place, actor)
    changed = listed(list(_changed(stamp.inputs, department.input_hashes))) or "its settings"
    at_that_time = Opened(then.prepared, opened.store, actor)
    return at_that_time, f" as it stood in version {stamp.version} (since then changed: {changed})"


def _is_name(version: str) -> bool:
    return version.isalnum()


def _find(stamp: Stamp) -> str:
    """Return where the department of this name is.

    Raises
    ------
    InputError
        If none is.
    """
    if stamp.is_demo:
        return DEMO
    named = [folder for folder in _folders() if _name_of(folder) == stamp.department]
    if not named:
        raise InputError(
            f"the department this file names is not here: {stamp.department or 'none'}",
            fix="say where it is: outreach.py verify FILE --department DEPT",
        )
    return str(named[0])


def _folders() -> Iterator[Path]:
    pinned = pinned_department()
    if pinned and pinned != DEMO:
        yield Path(pinned)
    yield from kept_departments()
    here = Path.cwd()
    for folder in (here, *sorted(child for child in here.iterdir() if child.is_dir())):
        if is_department(folder):
            yield folder


def _name_of(folder: Path) -> str:
    try:
        return settings_of(folder).name
    except PlanningError:
        return ""
