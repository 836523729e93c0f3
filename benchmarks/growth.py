"""How time and memory grow with tracts, areas, points, venues and officers, with the exponent of each.

One thing grows, each time to twice what it was; all else stays. Seconds are of the processor, of this process and the
one that reads shapes, the median of some runs. Memory is what this process held at most over what it held before. The
exponent is the slope of the logarithms over the larger half of the sizes: 1 grows as the input, 2 as its square.

Renews the table of docs/performance.md, and the rows of this version and machine in benchmarks/history.csv.
"""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.calibration.page import markdown, renew_tables
from benchmarks.made.country import Country, build_country
from benchmarks.made.side_by_side import processor_seconds
from benchmarks.meetings import make_city
from benchmarks.officers import build_case
from geodata.department.crosswalk import build_crosswalk, join_points
from geodata.department.department import Department
from geodata.version import software_version
from planning.meetings.options import MeetingOptions
from planning.meetings.solve import solve_meetings
from planning.need.intervals import build_intervals
from planning.need.need import build_need
from planning.officers.cells import build_coverage
from planning.officers.service import Requirement

PROJECT = Path(__file__).resolve().parents[1]
PAGE, HISTORY = PROJECT / "docs" / "performance.md", PROJECT / "benchmarks" / "history.csv"
REPEATS = 3
MEGABYTE = 1024
"""In kilobytes, as Linux counts them."""
HISTORY_COLUMNS = ("version", "machine", "cores", "work", "by", "size", "seconds", "megabytes")
KEYS = ["work", "by"]

TRACTS, AREAS, EACH = (750, 1_500, 3_000, 6_000), (200, 400, 800, 1_600), (20, 40, 80, 160)
VENUES, OFFICERS = (100, 200, 400, 800), (500, 1_000, 2_000, 4_000)
STAYS_TRACTS, STAYS_AREAS, STAYS_EACH, STAYS_DEMAND = 1_500, 300, 10, 5_000


@dataclass(frozen=True, slots=True)
class Case:
    """A work of one size: ``by`` names what grows."""

    work: str
    by: str
    size: int
    do: Callable[[], object]


def run() -> None:
    """Print each size, and renew the table and the history."""
    rows = []
    for case in cases():
        seconds, megabytes = measure(case.do)
        print(f"{case.work}, {case.size:,} {case.by}: {seconds:.3f} s, {megabytes:,.0f} MB")
        rows.append((case.work, case.by, case.size, seconds, megabytes))
    found = pd.DataFrame(rows, columns=["work", "by", "size", "seconds", "megabytes"])
    table = growth(found)
    print(table.to_string(index=False))
    PAGE.write_text(
        renew_tables(PAGE.read_text(encoding="utf-8"), {"growth": markdown(table, set())}), encoding="utf-8"
    )
    keep(found)


def cases() -> Iterator[Case]:
    """Yield every work at every size, one at a time: the next is made when the last was measured."""
    for tracts in TRACTS:
        yield from _ground_cases(build_country(tracts, STAYS_AREAS, STAYS_EACH), "tracts", tracts)
    for areas in AREAS:
        yield from _ground_cases(build_country(STAYS_TRACTS, areas, STAYS_EACH), "areas", areas)
    for each in EACH:
        country = build_country(STAYS_TRACTS, STAYS_AREAS, each)
        yield Case("weights by people", "points", len(country.points), _weights(country.department()))
    for venues in VENUES:
        demand, sites = make_city(STAYS_DEMAND, venues, 3, 20_000.0)
        options = MeetingOptions(meetings=6, radius_m=1_500.0, languages_per_meeting=2)
        yield Case("meeting plan, first answer", "venues", venues, _plan(demand, sites, options))
    for officers in OFFICERS:
        posts, speakers, _ = build_case(officers)
        yield Case("bilingual coverage", "officers", officers, _coverage(posts, speakers))


def _ground_cases(country: Country, by: str, size: int) -> Iterator[Case]:
    people, land = country.department(), country.department(points=False)
    yield Case("weights by people", by, size, _weights(people))
    yield Case("weights by land", by, size, _weights(land))
    crosswalk, _ = build_crosswalk(people, join_points(people))
    yield Case("need", by, size, lambda: build_need(crosswalk, people.language))
    yield Case("need with both errors", by, size, lambda: build_intervals(crosswalk, people.language))


def _weights(department: Department) -> Callable[[], object]:
    return lambda: build_crosswalk(department, join_points(department))


def _plan(*asked: object) -> Callable[[], object]:
    return lambda: solve_meetings(*asked, quick=True)  # type: ignore[arg-type]


def _coverage(posts: pd.DataFrame, speakers: object) -> Callable[[], object]:
    return lambda: build_coverage(posts, speakers, Requirement())  # type: ignore[arg-type]


def measure(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of a work, the median of some runs, and the most megabytes of the first.

    Examples
    --------
    >>> seconds, megabytes = measure(lambda: np.ones(4_000_000).sum())
    >>> seconds > 0, 20 < megabytes < 60
    (True, True)
    """
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    before = _kilobytes("VmRSS")
    work()
    peak = _kilobytes("VmHWM") - before
    seconds = []
    for _ in range(REPEATS):
        begun = processor_seconds()
        work()
        seconds.append(processor_seconds() - begun)
    return statistics.median(seconds), max(peak, 0) / MEGABYTE


def _kilobytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def growth(found: pd.DataFrame) -> pd.DataFrame:
    """Return for each work and what grows the smallest and largest size, what they took, and the exponent.

    Examples
    --------
    >>> rows = [("need", "areas", n, n**2 / 1e4, 3.0) for n in (10, 20, 40, 80)]
    >>> table = growth(pd.DataFrame(rows, columns=["work", "by", "size", "seconds", "megabytes"]))
    >>> table["exponent"].tolist(), table["to"].tolist()
    ([2.0], [80])
    """
    rows = []
    for (work, by), group in found.groupby(KEYS, sort=False):
        late = group.iloc[len(group) // 2 - 1 :]
        exponent = np.polyfit(np.log(late["size"]), np.log(np.maximum(late["seconds"], 1e-4)), 1)[0]
        first, last = group.iloc[0], group.iloc[-1]
        rows.append(
            {
                "work": work,
                "grows_with": by,
                "from": int(first["size"]),
                "to": int(last["size"]),
                "seconds_at_first": round(first["seconds"], 3),
                "seconds_at_last": round(last["seconds"], 3),
                "exponent": round(float(exponent), 2),
                "MB_at_last": round(last["megabytes"]),
            }
        )
    return pd.DataFrame(rows)


def keep(found: pd.DataFrame) -> None:
    """Write the rows of this version and machine to the history, in the place of those it has of both."""
    own = found.assign(version=software_version(), machine=machine(), cores=os.cpu_count())
    own = own.round({"seconds": 4, "megabytes": 1})[list(HISTORY_COLUMNS)]
    if HISTORY.exists():
        old = pd.read_csv(HISTORY, dtype={"version": "str"})
        same = (old["version"] == software_version()) & (old["machine"] == machine())
        own = pd.concat([old[~same], own], ignore_index=True)
    own.to_csv(HISTORY, index=False)


def machine() -> str:
    """Return the processor's name."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
