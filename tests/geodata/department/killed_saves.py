"""The process behind ``test_killed_saves``: saves, kills, opens, and prints as JSON what it found.

python -m tests.geodata.department.killed_saves kill|writers|open|few FOLDER ...
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.department.attach import Attached, save_attached
from geodata.department.department import Department, load_department, save_department
from geodata.department.history import HISTORY_FILE, History, read_history
from geodata.department.rules import load_rules, remove_rule, save_rule
from geodata.department.version_list import undo_write
from geodata.departments import open_for, writer_for
from geodata.fetch.another_year import _save_beside
from geodata.records.department_writes import unlike_history
from geodata.records.engine import open_store
from planning.errors import PlanningError
from planning.records.roles import Actor
from tests.four_square import four_square_department

RULE = {
    "title": "Ours",
    "text": "So many.",
    "jurisdiction": "here",
    "base": "beat",
    "count": 200,
    "as_of": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
    "source": "Order",
}
ANN = Actor("ann@pd.example", "admin")
STEPS = frozenset(
    {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "shutil.copyfile", "sqlite3.connect"}
)


def forked(work: Callable[[], object], kill_at: int | None = None, *, from_switch: bool = False) -> int:
    """Run work in a child, killed just before its n-th step on the disk, or n steps after the switch began."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        if kill_at is not None:
            sys.addaudithook(killer(kill_at, from_switch))
        work()
        os._exit(0)
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(4)


def killer(kill_at: int, from_switch: bool) -> Callable[[str, tuple[object, ...]], None]:
    steps, counts = itertools.count(), not from_switch

    def hook(event: str, about: tuple[object, ...]) -> None:
        nonlocal counts
        counts = counts or (event == "os.rename" and str(about[1]).endswith(HISTORY_FILE))
        if counts and event in STEPS and next(steps) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def with_mark(department: Department, mark: int) -> Attached:
    """Return the department with one number in several files: a mixture of two states has two numbers."""
    roster = pd.DataFrame({"officer_id": [str(mark)], "unit": "west"})
    population = department.population
    assert population is not None
    changed = replace(
        department,
        roster=roster,
        population=population.assign(pop=float(mark)),
        settings=replace(department.settings, radius_m=float(mark)),
        notes=(str(mark),),
    )
    return Attached(changed, (), what=f"mark {mark}", seen=department.version)


def is_mixture(department: Department) -> bool:
    assert department.roster is not None and department.population is not None
    marks = {
        float(department.roster["officer_id"].iloc[0]),
        float(department.population["pop"].iloc[0]),
        department.settings.radius_m,
        float(department.notes[0]),
    }
    return len(marks) > 1


def writes_of(folder: Path, number: int) -> Callable[[], object]:
    """Return one of the kinds of write, in turn."""
    by, mark = writer_for(folder, ANN), 100 + number

    def rule() -> object:
        seen = load_department(folder)
        known = list(load_rules(seen).rules)
        if not known:
            return save_rule(seen, RULE, by=by)
        remove_rule(seen, known[0], by)
        return None

    def year() -> object:
        seen = load_department(folder)
        newer = replace(four_square_department(), settings=replace(seen.settings, vintage=2010 + number % 12))
        return _save_beside(folder, seen.version, newer, by)

    kinds: tuple[Callable[[], object], ...] = (
        lambda: save_attached(with_mark(load_department(folder), mark), by),
        rule,
        year,
        lambda: undo_write(folder, by),
    )
    return kinds[number % len(kinds)]


def begin(folder: Path) -> History:
    by = writer_for(folder, ANN)
    save_attached(with_mark(save_department(four_square_department(), folder, by=by), 99), by)
    return history_of(folder)


def history_of(folder: Path) -> History:
    history = read_history(folder)
    assert history is not None
    return history


def kill(work: Path, kills: int) -> dict[str, int]:
    folder = work / "four"
    forked(lambda: begin(folder))
    told = dict.fromkeys(("kills", "mixtures", "lost", "trail_unlike_history", "leftovers", "before", "after"), 0)
    chance = random.Random(14)
    for number in itertools.count():
        if told["kills"] == kills:
            break
        before = history_of(folder)
        # The switch comes late among the steps, so every other kill is counted from it on.
        late = number % 2 == 1
        ended = forked(writes_of(folder, number), chance.randrange(8 if late else 120), from_switch=late)
        if not os.WIFSIGNALED(ended):
            assert ended == 0, ended
            continue
        told["kills"] += 1
        after = history_of(folder)
        told["before" if after == before else "after"] += 1
        told["lost"] += after.writes[: len(before.writes)] != before.writes
        told["lost"] += any(not (folder / "versions" / write.after).is_dir() for write in after.writes)

        def look() -> None:
            department = open_for(folder, ANN).department
            problems = (is_mixture(department), bool(unlike_history(open_store(folder, ""), history_of(folder))))
            os._exit(40 + problems[0] + 2 * problems[1])

        found = os.waitstatus_to_exitcode(forked(look))
        assert 40 <= found <= 43, found
        told["mixtures"] += (found - 40) % 2
        told["trail_unlike_history"] += (found - 40) // 2
    forked(lambda: save_attached(with_mark(load_department(folder), 99_999), writer_for(folder, ANN)))
    named = {write.after for write in history_of(folder).writes}
    told["leftovers"] = sum(path.is_dir() and path.name not in named for path in (folder / "versions").iterdir())
    return told


def at_once(works: list[Callable[[], object]]) -> None:
    """Run each work in a child, all at the same time, and wait for them."""
    children = []
    for work in works:
        child = os.fork()
        if not child:
            try:
                work()
                os._exit(0)
            except BaseException as error:
                print(repr(error), file=sys.stderr)
                os._exit(4)
        children.append(child)
    ends = [os.waitpid(child, 0)[1] for child in children]
    assert not any(ends), ends


def write_many(work: Path, writers: int, each: int) -> dict[str, int]:
    folder = work / "four"
    forked(lambda: begin(folder))

    def one(writer: int) -> None:
        by = writer_for(folder, Actor(f"writer {writer}", "admin"))
        for turn in range(each):
            save_rule(load_department(folder), RULE | {"title": f"Rule {writer} {turn}"}, by=by)

    at_once([partial(one, writer) for writer in range(writers)])
    rules = load_rules(load_department(folder)).rules
    wanted = {f"rule_{writer}_{turn}" for writer in range(writers) for turn in range(each)}
    return {
        "written": len(history_of(folder).writes) - 2,
        "lost": len(wanted - set(rules)),
        "trail_unlike_history": len(unlike_history(open_store(folder, ""), history_of(folder))),
    }


def open_often(work: Path, seconds: float) -> dict[str, int]:
    folder, until = work / "four", time.monotonic() + seconds
    forked(lambda: begin(folder))

    def save() -> None:
        marks = itertools.count(100)
        for mark in marks:  # once at least, however slow the machine
            save_attached(with_mark(load_department(folder), mark), writer_for(folder, ANN))
            if time.monotonic() > until:
                break

    def look(result: Path) -> None:
        found = {"openings": 0, "mixtures": 0, "faults": 0}
        while found["openings"] == 0 or time.monotonic() < until:
            found["openings"] += 1
            try:
                found["mixtures"] += is_mixture(load_department(folder))
            except PlanningError as error:
                print(error, file=sys.stderr)
                found["faults"] += 1
        result.write_text(json.dumps(found))

    results = [work / "one", work / "two"]
    at_once([save, *(partial(look, result) for result in results)])
    one, two = (json.loads(result.read_text()) for result in results)
    return {key: one[key] + two[key] for key in one} | {"saves": len(history_of(folder).writes) - 2}


def few(work: Path) -> dict[str, dict[str, int]]:
    """A little of all three in one process: what the quick tests have the time for."""
    for name in ("kill", "writers", "open"):
        (work / name).mkdir()
    return {
        "kill": kill(work / "kill", 4),
        "writers": write_many(work / "writers", 3, 2),
        "open": open_often(work / "open", 0.3),
    }


if __name__ == "__main__":
    what, folder_, *numbers = sys.argv[1:]
    if what == "few":
        print(json.dumps(few(Path(folder_))))
    elif what == "kill":
        print(json.dumps(kill(Path(folder_), int(numbers[0]))))
    elif what == "writers":
        print(json.dumps(write_many(Path(folder_), int(numbers[0]), int(numbers[1]))))
    else:
        print(json.dumps(open_often(Path(folder_), float(numbers[0]))))
