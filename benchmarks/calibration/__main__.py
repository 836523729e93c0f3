"""Run the whole calibration: ``python -m benchmarks.calibration``."""

from __future__ import annotations

import argparse
import pickle
import resource
import time
from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.calibration import chances, draws, real, report, weights
from benchmarks.calibration.city import KINDS, build_city

PROJECT = Path(__file__).resolve().parents[2]
REAL_DATA = PROJECT.parent / "shared" / "data"
WEIGHED = 10
"""Cities of each kind on which weights are compared: no sample is drawn for it, and more say the same."""
REAL_CITIES = {"Portland": "portland", "San Francisco": "san_francisco", "Chicago": "chicago"}


def main() -> None:
    """Draw, count, and write the results, the tables and the plots."""
    parser = argparse.ArgumentParser(description="Hold the product's figures against cities whose truth is known.")
    parser.add_argument("--cities", type=int, default=25, help="cities of each kind")
    parser.add_argument("--draws", type=int, default=20, help="samples of each city")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--output", type=Path, default=PROJECT, help="where docs/ and planning/ are")
    parser.add_argument("--again", action="store_true", help="only write again what the last run counted")
    asked = parser.parse_args()
    kept = asked.output / "build" / "calibration.pickle"
    if asked.again:
        run, *found = pickle.loads(kept.read_bytes())
    else:
        began = time.perf_counter()
        counts = draws.run(draws.tasks(asked.cities, asked.draws), asked.processes)
        found = [counts, measure_weights(asked.cities), measure_real_cities()]
        cores = _processor_seconds() / asked.processes
        run = report.Run(asked.cities, asked.draws, time.perf_counter() - began, date.today(), cores)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps([run, *found]))
    report.write(asked.output, run, *found)
    chances.write(asked.output, max(1, asked.cities // 4), asked.processes)
    print(f"{run.cities * run.draws} samples of each kind of city, {run.seconds / 60:.1f} minutes")


def _processor_seconds() -> float:
    """Return the processor time of this process and of the workers that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def measure_weights(cities: int) -> pd.DataFrame:
    """Return the errors of the weights on some cities of each kind, ``kind`` added."""
    tried = [(kind, seed) for kind in KINDS for seed in range(min(cities, WEIGHED))]
    errors = [weights.measure_weights(build_city(kind, seed)).assign(kind=kind) for kind, seed in tried]
    return pd.concat(errors, ignore_index=True)


def measure_real_cities() -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Return errors and brackets on real cities, or None, said aloud, where their files are not beside the project."""
    if not REAL_DATA.is_dir():
        print(f"no real cities: {REAL_DATA} is not there")
        return None
    groups = [
        real.measure_block_groups(REAL_DATA / folder).assign(test=f"people of block groups from tracts, {name}")
        for name, folder in REAL_CITIES.items()
    ]
    languages = real.measure_languages(REAL_DATA / REAL_CITIES["Portland"])
    spread = pd.concat(
        [
            pd.DataFrame({"method": name, "true": languages["true"], "error": languages[column] - languages["true"]})
            for name, column in (("population", "people"), ("area (tobler)", "area"))
        ]
    ).assign(test="LEP persons by language, one level up, Portland")
    return pd.concat([*groups, spread], ignore_index=True), languages


if __name__ == "__main__":
    main()
