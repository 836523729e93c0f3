"""Run a batch: read its inputs, share the agencies out, have the missing pieces made, and say what is left out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geodata.batch import lay as inputs
from geodata.batch.asked import Asked, begin_or_go_on
from geodata.batch.cluster import Work, Workers
from geodata.batch.laid import LAID, laid_pages, write_whole
from geodata.batch.lay import AREAS, LANGUAGE, LOOSE, POINTS, TRACTS, Facts, keep_facts, load_facts
from geodata.batch.near import Placing
from geodata.batch.piece import AGENCIES as AGENCIES_TABLE
from geodata.batch.piece import INSIDE, STATE_WIDTH, STATES, load_piece, make_piece, make_state, read_parts
from geodata.batch.plan import load_index, require_agencies, write_index, write_plan
from geodata.files.pages import Page, pages_of
from geodata.papers.exports import write_file
from planning.arrays import Flags, Indices

LEFT_OUT = "left_out.parquet"
DONE = "done.json"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a batch has come: what is being done, and how many of its pieces are."""

    doing: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that is finished.

    Attributes
    ----------
    agencies, pieces, made : int
        Agencies with figures; pieces of work, and how many of them this run made.
    left_out : DataFrame
        of, why, rows, which: every row of an input that is not in the figures, and why, and what else is to be known.
    people, people_in_no_agency : float
        At the population points; NaN without points.
    notes : tuple of str
        What the readers noticed and mended.
    """

    agencies: int
    pieces: int
    made: int
    left_out: pd.DataFrame
    people: float
    people_in_no_agency: float
    notes: tuple[str, ...]


OnStep = Callable[[Step], None]


def run_batch(folder: Path, asked: Asked, workers: Workers, on_step: OnStep = lambda _: None) -> Batch:
    """Make a batch, or what is missing of it.

    Parameters
    ----------
    folder : Path
        New or empty, or that of the same batch begun before.

    Raises
    ------
    PlanningError
        If an input cannot be read, or the folder holds something else.
    """
    day = date.fromisoformat(begin_or_go_on(folder, asked).day)
    runner = _Runner(folder, workers, on_step)
    about = _read_inputs(runner, asked)
    index = write_index(folder)
    placing, about_points = _place(runner, asked)
    placing.keep(folder)
    pieces = write_plan(folder, index)
    missing = [number for number in range(pieces) if load_piece(folder, number) is None]
    orders = [(folder, number, asked.rule, day, placing) for number in missing]
    for _ in runner.do("working out agencies", make_piece, orders, already=pieces - len(missing)):
        pass
    found = [facts for number in range(pieces) if (facts := load_piece(folder, number))]
    people = _make_states(runner, placing)
    left_out = _write_left_out(folder, [*about, about_points], found)
    agencies = sum(facts["agencies"] for facts in found)
    notes = tuple(dict.fromkeys(note for facts in about for note in facts["notes"]))
    done = {"agencies": agencies, "pieces": pieces, "rows_left_out": int(left_out["rows"].sum())}
    write_file(folder / DONE, (json.dumps(done) + "\n").encode())
    return Batch(agencies, pieces, len(missing), left_out, *people, notes)


class _Runner:
    """Has pieces of work done, and tells how far it is."""

    def __init__(self, folder: Path, workers: Workers, on_step: OnStep) -> None:
        self.folder, self._workers, self._on_step = folder, workers, on_step

    def do(self, doing: str, work: Work, orders: list[tuple[Any, ...]], already: int = 0) -> Iterator[tuple[int, Any]]:
        of = already + len(orders)
        self._on_step(Step(doing, already, of))
        for done, found in enumerate(self._workers.do(work, orders), already + 1):
            self._on_step(Step(doing, done, of))
            yield found

    def read(self, kind: str, work: Work, pages: list[Page], *more: Any) -> list[Facts]:
        """Have pages read that are not yet, and return the facts of all."""
        missing = [number for number in range(len(pages)) if load_facts(self.folder, kind, number) is None]
        orders = [(self.folder, number, pages[number], *more) for number in missing]
        for k, facts in self.do(f"reading {kind}", work, orders, already=len(pages) - len(missing)):
            keep_facts(self.folder, kind, missing[k], facts)
        return [facts for number in range(len(pages)) if (facts := load_facts(self.folder, kind, number))]


def _read_inputs(runner: _Runner, asked: Asked) -> list[Facts]:
    """Read all inputs: agencies, which are wrong most often, then tracts, beside which points and figures are laid."""

    def pages(files: tuple[Path, ...], rows: int) -> list[Page]:
        return [page for file in files for page in pages_of(file, rows)]

    columns = (asked.id_column, asked.name_column)
    about = runner.read(AREAS, inputs.lay_areas, pages(asked.areas, inputs.AREAS_A_PAGE), *columns)
    require_agencies(runner.folder, asked.duplicates)
    about += runner.read(TRACTS, inputs.lay_tracts, pages(asked.tracts, inputs.TRACTS_A_PAGE))
    if load_facts(runner.folder, LANGUAGE, 0) is None:
        for _, facts in runner.do("reading languages", inputs.lay_language, [(runner.folder, asked.language)]):
            keep_facts(runner.folder, LANGUAGE, 0, facts)
    language = load_facts(runner.folder, LANGUAGE, 0)
    points = runner.read(POINTS, inputs.lay_points, pages(asked.points, inputs.POINTS_A_PAGE))
    return [*about, *([language] if language else []), *points]


def _place(runner: _Runner, asked: Asked) -> tuple[Placing, Facts]:
    """Return how points find their tracts, and what became of those that name a tract which is not on the map."""
    counts = {"strange": 0, "elsewhere": 0}
    pages = laid_pages(runner.folder, LOOSE)
    with_strangers = [
        number
        for number in range(len(pages))
        if (facts := load_facts(runner.folder, POINTS, number)) and facts["strangers"]
    ]
    orders = [(runner.folder, number) for number in with_strangers]
    for _, found in runner.do("looking for points of another vintage", inputs.count_strange, orders):
        counts = {name: counts[name] + found[name] for name in counts}
    loose = sum(pq.read_metadata(path).num_rows for path in pages)
    strangers = counts["strange"] + counts["elsewhere"]
    placing = Placing(bool(asked.points), counts["strange"] > 0, loose > strangers)
    gone = [{"why": "in no tract of the map", "rows": counts["elsewhere"], "which": []}]
    facts = {"kind": POINTS, "file": "", "left_out": [one for one in gone if one["rows"]], "notes": []}
    return placing, facts


def _make_states(runner: _Runner, placing: Placing) -> tuple[float, float]:
    """Have the totals by state made; return all people, and those in no agency."""
    states = sorted(set(load_index(runner.folder)["geoid"].str[:STATE_WIDTH]))
    all_people, outside = _people_by_state(runner.folder, placing)
    # A point that names no tract may be of any state: then how many live in each is not known.
    known = placing.with_points and not (placing.by_position or placing.some_by_position)
    agencies = read_parts(runner.folder, AGENCIES_TABLE, ["state"])["state"].value_counts()
    orders = []
    for state in states:
        if not (runner.folder / STATES / f"state-{state}.parquet").is_file():
            people = [float(one.get(state, 0.0)) if known else float("nan") for one in (all_people, outside)]
            orders.append((runner.folder, state, int(agencies.get(state, 0)), *people))
    for _ in runner.do("adding up states", make_state, orders, already=len(states) - len(orders)):
        pass
    if not placing.with_points:
        return float("nan"), float("nan")
    return float(sum(all_people.values())), float(sum(outside.values()))


def _people_by_state(folder: Path, placing: Placing) -> tuple[dict[str, float], dict[str, float]]:
    """Return the people of each state, and those of them in no agency, page by page of the points."""
    inside = [pq.read_table(path)["number"].to_numpy() for path in sorted((folder / LAID / INSIDE).glob("*.parquet"))]
    reached = np.unique(np.concatenate(inside)) if inside else np.empty(0, dtype=np.int64)
    people: dict[str, float] = {}
    outside: dict[str, float] = {}
    for kind in (POINTS, LOOSE):
        for path in laid_pages(folder, kind):
            columns = ["number", "pop", *(["tract"] if kind == POINTS else ["geoid"])]
            rows = pd.read_parquet(path, columns=columns)
            if kind == LOOSE and not placing.by_position:
                rows = rows[rows["geoid"].isna()]
            state = rows["tract"].str[:STATE_WIDTH] if kind == POINTS else pd.Series("", rows.index, dtype="str")
            gone = ~_are_in(rows["number"].to_numpy(), reached)
            for found, kept in ((people, rows["pop"]), (outside, rows["pop"][gone])):
                for name, count in kept.groupby(state).sum().items():
                    found[str(name)] = found.get(str(name), 0.0) + float(count)
    return people, outside


def _are_in(numbers: Indices, among: Indices) -> Flags:
    """Return which numbers are among sorted others; ``np.isin`` would sort a nation's anew for every page."""
    at = np.searchsorted(among, numbers)
    found = at < len(among)
    found[found] = among[at[found]] == numbers[found]
    return found


def _write_left_out(folder: Path, about: list[Facts], pieces: list[Facts]) -> pd.DataFrame:
    """Write and return what was left out: of the inputs as they were read, and of the agencies."""
    rows = [(facts["kind"], facts["file"], one) for facts in about for one in facts["left_out"]]
    rows += [("agencies", "", one) for facts in pieces for one in facts["left_out"]]
    table = pd.DataFrame(
        [(of, file, one["why"], one["rows"], ", ".join(one["which"])) for of, file, one in rows],
        columns=["of", "file", "why", "rows", "which"],
    )
    write_whole(folder / LEFT_OUT, pa.Table.from_pandas(table.astype({"rows": "int64"}), preserve_index=False))
    return table
