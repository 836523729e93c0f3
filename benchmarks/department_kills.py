"""A program killed at random moments of every write to a department: what is opened is whole, and the trail has it.

A child makes one write and is killed (SIGKILL) at some moment of it: every other time only once its lines of the audit
trail and its switch have begun, so that kills fall inside SQLite and PostgreSQL too, with the log and the sync that the
product sets. Then the department is opened as anybody opens it: it is one version, no write that was there is gone,
the audit trail is as the history of the department, and every record is as the trail says.

    python -m benchmarks.department_kills [KILLS]
"""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from geodata.department.attach import Attached, save_attached
from geodata.department.department import Department, change_settings, load_department, save_department
from geodata.department.history import History, read_history
from geodata.department.rules import load_rules, remove_rule, save_rule
from geodata.department.version_list import undo_write
from geodata.department.words import with_words
from geodata.departments import open_for, writer_for
from geodata.fetch.another_year import _save_beside
from geodata.meetings.own_days import as_observances, department_days, load_own_days, save_own_days
from geodata.officers.spellings import save_decisions
from geodata.records.audit import disagreements
from geodata.records.department_writes import AuditTrail, unlike_history
from geodata.records.engine import URL_VARIABLE
from planning.meetings.season.observances import Observance
from planning.records.roles import Actor
from tests.four_square import four_square_department
from tests.geodata.department.killed_saves import RULE, is_mixture, with_mark

ANN = Actor("ann@pd.example", "admin")
SEASON = (date(2027, 1, 1), date(2027, 6, 30))
OF_RECORDS = ("spelling", "own days")
"""These write into the records alone, so that no version tells whether they came about."""
UNHARMED = 40
FAULTS = ("mixture", "trail unlike history", "records unlike trail", "does not open")
"""What may be wrong with what is opened; the end of the child that looks says which."""

Write = Callable[[Path, int], object]


def marked(department: Department, mark: int) -> Department:
    """Return the department with one number in several files: a mixture of two states has two numbers."""
    changed = with_mark(department, mark).department
    assert changed.roster is not None
    read = {"shift": "day", "language": "spanish", "language_as_found": "Spanish", "tier": "certified"}
    return replace(changed, roster=changed.roster.assign(**read))


def _attach(folder: Path, number: int) -> None:
    seen = load_department(folder)
    attached = Attached(marked(seen, 100 + number), (), what="roster", seen=seen.version)
    save_attached(attached, writer_for(folder, ANN))


def _rule(folder: Path, number: int) -> None:
    seen = load_department(folder)
    known = list(load_rules(seen).rules)
    if known:
        remove_rule(seen, known[0], writer_for(folder, ANN))
    else:
        save_rule(seen, RULE | {"title": f"Ours {number}"}, by=writer_for(folder, ANN))


def _year(folder: Path, number: int) -> None:
    seen = load_department(folder)
    newer = replace(four_square_department(), settings=replace(seen.settings, vintage=2010 + number % 12))
    _save_beside(folder, seen.version, newer, writer_for(folder, ANN))


def _words(folder: Path, number: int) -> None:
    seen = load_department(folder)
    changed = with_words(seen, {f"wing {number}": "west"}, {})
    save_attached(Attached(changed, (), what="words", seen=seen.version), writer_for(folder, ANN))


def _replace(folder: Path, number: int) -> None:
    seen = load_department(folder)
    save_department(marked(seen, 1000 + number), folder, replace=True, seen=seen.version, by=writer_for(folder, ANN))


def _settings(folder: Path, number: int) -> None:
    seen = load_department(folder)
    change_settings(seen, "kept", writer_for(folder, ANN), versions_days=100 + number)


def _own_day(folder: Path, number: int) -> None:
    store = open_for(folder, ANN).store
    seen = load_own_days(store, ANN)
    day = date(2027, 1, 1 + number % 28)
    own = Observance(f"Own day {number}", day, day, ("korean",))
    save_own_days(store, ANN, SEASON, [*department_days(as_observances(seen), *SEASON), own], seen)


WRITES: dict[str, Write] = {
    "new": lambda folder, _: save_department(marked(four_square_department(), 1), folder, by=writer_for(folder, ANN)),
    "replace": _replace,
    "attach": _attach,
    "survey beside": _year,
    "rule": _rule,
    "settings": _settings,
    "words of the roster": _words,
    "undo": lambda folder, _: undo_write(folder, writer_for(folder, ANN)),
    "spelling": lambda folder, number: save_decisions(
        open_for(folder, ANN).store, ANN, {f"Spanisch {number}": "spanish"}, {}
    ),
    "own days": _own_day,
}


def in_child(work: Callable[[], object]) -> int:
    """Start a child that does some work, and return its id."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(4)


def ended(child: int) -> int:
    """Return how a child ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_once(folder: Path, write: Write, number: int, chance: random.Random, spans: dict[bool, float]) -> bool:
    """Make a write and kill it at some moment; return whether it was killed before it ended.

    Parameters
    ----------
    spans : dict
        How long a write takes from its first line in the trail on (True) and as a whole; learned from those that ended.
    """
    late = number % 2 == 1
    reading, writing = os.pipe()

    def work() -> None:
        begun = AuditTrail.begun

        def tell(self: AuditTrail, *about: object) -> None:
            os.write(writing, b"x")
            begun(self, *about)

        AuditTrail.begun = tell  # type: ignore[method-assign, assignment]
        write(folder, number)

    start = time.monotonic()
    child = in_child(work)
    os.close(writing)
    if late:
        select.select([reading], [], [], 60.0)  # comes back at once too where the child has ended
        start = time.monotonic()
    until = start + chance.random() * spans.get(late, 0.2)
    time.sleep(max(0.0, until - time.monotonic()))
    os.kill(child, signal.SIGKILL)
    os.close(reading)
    end = ended(child)
    if end == 0:
        spans[late] = min(spans.get(late, 1.0), max(time.monotonic() - start, 0.005))
        return False
    assert end == -signal.SIGKILL, end
    spans[late] = spans.get(late, 0.2) * 1.02  # a little beyond, so that no late moment is missed
    return True


def look(folder: Path) -> str:
    """Open a department as anybody does, in a child; return what is wrong with it, or nothing."""

    def work() -> None:
        opened = open_for(folder, ANN)
        department, store = opened.department, opened.store
        history = read_history(folder)
        assert history is not None
        wrong = (is_mixture(department), bool(unlike_history(store, history)), bool(disagreements(store)))
        os._exit(UNHARMED + (wrong.index(True) + 1 if any(wrong) else 0))

    end = ended(in_child(work)) - UNHARMED
    return "" if end == 0 else FAULTS[end - 1] if 0 < end < len(FAULTS) else FAULTS[-1]


def lost(before: History | None, after: History | None) -> bool:
    """Return whether a write that was there is not any more."""
    return before is not None and (after is None or after.writes[: len(before.writes)] != before.writes)


def kill_all(work: Path, kills: int, *, of_one: bool = False, seed: int = 14) -> dict[str, Counter[str]]:
    """Kill writes of each kind in turn; return by kind how many were killed, how each ended, and what was wrong.

    Parameters
    ----------
    of_one : bool
        Whether the database holds the records of one department, so that no new one can be made beside it.
    """
    chance, spans = random.Random(seed), {name: dict[bool, float]() for name in WRITES}
    told = {name: Counter[str]() for name in WRITES}
    live = work / "live"
    assert ended(in_child(lambda: WRITES["new"](live, 0))) == 0
    assert ended(in_child(lambda: WRITES["attach"](live, 0))) == 0
    kinds = [name for name in WRITES if not (of_one and name == "new")]
    number = 0
    while sum(one["kills"] for one in told.values()) < kills:
        name = kinds[number // 2 % len(kinds)]
        folder = work / f"new-{number}" if name == "new" else live
        number += 1
        before = read_history(folder)
        if not kill_once(folder, WRITES[name], number, chance, spans[name]):
            continue
        after = read_history(folder)
        one = told[name]
        one["kills"] += 1
        if name not in OF_RECORDS:
            one["after" if after != before else "before"] += 1
        one["lost"] += lost(before, after)
        if after is not None:
            one[look(folder) or "whole"] += 1
        else:
            one["whole"] += ended(in_child(lambda: WRITES["new"](folder, 1))) == 0 and not look(folder)  # noqa: B023
        if name == "new":
            shutil.rmtree(folder, ignore_errors=True)
    return told


def said(told: dict[str, Counter[str]]) -> str:
    """Return the table of kills, a row for each kind of write and one for all."""
    rows = [*told.items(), ("all", sum(told.values(), Counter()))]
    lines = [f"{'write':22}{'kills':>6}{'before':>8}{'after':>7}{'whole':>7}{'lost':>6}  wrong"]
    for name, one in rows:
        wrong = ", ".join(f"{one[fault]} {fault}" for fault in FAULTS if one[fault]) or "0"
        counts = (one[what] for what in ("kills", "before", "after", "whole", "lost"))
        lines.append(
            name.ljust(22) + "".join(f"{n:>{w}}" for n, w in zip(counts, (6, 8, 7, 7, 6), strict=True)) + f"  {wrong}"
        )
    return "\n".join(lines)


def run(kills: int = 200) -> None:
    """Print the table with the records in SQLite, and with PostgreSQL, which is killed a quarter as often."""
    from tests.geodata.records.postgres_server import running_server

    with tempfile.TemporaryDirectory() as folder:
        print(f"SQLite\n{said(kill_all(Path(folder), kills))}", flush=True)
    with running_server(durable=True) as server, tempfile.TemporaryDirectory() as folder:
        os.environ[URL_VARIABLE] = server.new_database()
        print(f"PostgreSQL\n{said(kill_all(Path(folder), kills // 4, of_one=True))}", flush=True)


if __name__ == "__main__":
    run(*(int(number) for number in sys.argv[1:2]))
