"""A batch is made once: gone on with after a stop, refused on other inputs, and told of what it left out."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from click.testing import CliRunner

from benchmarks.nation import Nation, make_nation
from geodata.batch import lay, plan
from geodata.batch.cluster import Here, OnDask, Work, workers_of
from geodata.batch.piece import make_piece
from geodata.fetch.summary_file import bulk_columns
from outreach import cli
from planning.errors import InputError
from tests.geodata.batch.nations import batch_of
from tests.geodata.batch.test_equal import SMALL

TABLES = ("need", "verdicts", "agencies", "states")


class StopsAfter(Here):
    """Stops as a killed process does, when it has made one piece."""

    def do(self, work: Work, orders: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        if work is not make_piece:
            yield from super().do(work, orders)
            return
        yield from super().do(work, orders[:1])
        raise KeyboardInterrupt


def written(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (path.parent.name in TABLES or path.parent == folder)
    }


@pytest.fixture
def in_pieces(monkeypatch):
    monkeypatch.setattr(plan, "MOST_AGENCIES", 3)


@pytest.fixture
def in_pages(monkeypatch):
    monkeypatch.setattr(lay, "TRACTS_A_PAGE", 20)
    monkeypatch.setattr(lay, "AREAS_A_PAGE", 5)
    monkeypatch.setattr(lay, "POINTS_A_PAGE", 2_000)


def test_a_batch_goes_on_after_a_stop_and_is_the_same_bytes(in_pieces, tmp_path):
    nation = make_nation(tmp_path, SMALL)
    whole = batch_of(nation, tmp_path / "whole")
    assert whole.pieces == whole.made > 1
    with pytest.raises(KeyboardInterrupt):
        batch_of(nation, tmp_path / "stopped", workers=StopsAfter())
    assert not (tmp_path / "stopped" / "done.json").exists()
    assert batch_of(nation, tmp_path / "stopped").made == whole.pieces - 1
    assert batch_of(nation, tmp_path / "stopped").made == 0
    assert written(tmp_path / "stopped") == written(tmp_path / "whole")

    make_nation(tmp_path, SMALL, seed=3)
    with pytest.raises(InputError, match=r"the areas \(areas.parquet\), the tracts .*, and the points .* differ"):
        batch_of(nation, tmp_path / "whole")
    with pytest.raises(InputError, match="the rule"):
        batch_of(nation, tmp_path / "whole", rule="king_county")
    with pytest.raises(InputError, match="not empty"):
        batch_of(nation, tmp_path)


def odd_agencies(path: Path) -> None:
    """Add to the agencies one at sea, one without id, one without shape, and the second half of one."""
    areas = gpd.read_parquet(path)
    first = areas.iloc[0]
    more = gpd.GeoDataFrame(
        {"ORI": ["SEA", None, "NOWHERE", first["ORI"]], "NAME": ["At sea", "No id", "No shape", "Again"]},
        geometry=[
            shapely.box(-60, 30, -59, 31),
            shapely.box(-119.9, 30.05, -119.8, 30.1),
            None,
            shapely.box(-119.95, 30.05, -119.9, 30.1),
        ],
        crs=4326,
    )
    pd.concat([areas, more], ignore_index=True).to_parquet(path)


def as_published(nation: Nation) -> tuple[list[Path], Path, Path]:
    """Return tracts as a zipped Shapefile each of two parts, languages as the national file, and points as a CSV."""
    folder, tracts = nation.tracts.parent, gpd.read_parquet(nation.tracts)
    maps = []
    for number, part in enumerate((tracts.iloc[::2], tracts.iloc[1::2]), 1):
        shapes = folder / f"tl_{number}"
        shapes.mkdir()
        part.rename(columns={"geoid": "GEOID"}).to_file(shapes / f"tl_2023_0{number}_tract.shp")
        maps.append(Path(shutil.make_archive(str(shapes), "zip", shapes)))
    language = pd.read_parquet(nation.language)
    columns = bulk_columns()
    table = language[list(columns)].set_axis(list(columns.values()), axis="columns").astype("Int64")
    table.insert(0, "GEO_ID", "1400000US" + language["GEOID"])
    whole = pd.concat([table.iloc[:1].assign(GEO_ID="0100000US"), table])
    national = folder / "acsdt5y2023-c16001.dat"
    whole.to_csv(national, sep="|", index=False)
    pd.read_parquet(nation.points).to_csv(folder / "blocks.csv", index=False)
    return maps, national, folder / "blocks.csv"


def test_the_command_takes_published_forms_and_tells_what_is_wrong_and_what_is_left_out(in_pages, tmp_path):
    nation = make_nation(tmp_path, SMALL)
    odd_agencies(nation.areas)
    points = pd.read_parquet(nation.points)
    away = pd.DataFrame({"lon": [-60.0, None], "lat": [45.0, 45.0], "pop": [70, 5], "GEOID": ["231010001001000"] * 2})
    pd.concat([points, away], ignore_index=True).to_parquet(nation.points)
    pd.read_parquet(nation.language).iloc[1:].to_parquet(nation.language)
    maps, national, blocks = as_published(nation)
    files = ["--tracts", maps[0], "--tracts", maps[1], "--language", national, "--points", blocks, "--workers", "0"]

    def ask(*more: object) -> Any:
        return CliRunner().invoke(cli, [str(one) for one in more])

    def ask_batch(*more: object) -> Any:
        return ask("batch", nation.areas, *files, *more)

    out, dept = tmp_path / "out", tmp_path / "dept"
    for wrong, said in (
        (("--id", "ORY", "-o", tmp_path / "x"), "ORY"),
        (("--id", "ORI", "-o", tmp_path / "y", "--rule", "nobodys"), "no rule 'nobodys'"),
        (("--id", "ORI", "-o", tmp_path), "holds no batch"),
        (("--id", "ORI", "-o", tmp_path / "z"), "1 id in more than one row"),
    ):
        asked = ask_batch(*wrong)
        assert (asked.exit_code, said in asked.output) == (2, True), asked.output
    done = ask_batch("--id", "ORI", "-o", out, "--duplicates", "dissolve")
    assert done.exit_code == 0, done.output
    assert "left out: 1 row of agencies, no census tract on its ground: SEA." in done.output

    told = {(row.of, row.why): (row.rows, row.which) for row in pd.read_parquet(out / "left_out.parquet").itertuples()}
    assert told["areas", "no id in ORI"][0] == told["areas", "no polygon"][0] == 1
    assert told["agencies", "no census tract on its ground"] == (1, "SEA")
    assert told["points", "in no tract of the map"][0] == told["points", "no position"][0] == 1
    assert told["language", "on the map of tracts but not in the language table"][0] == 1
    need = pd.read_parquet(out / "need")
    assert need[need["agency_id"] == "SEA"]["lep"].isna().all()

    agency = need["agency_id"].iloc[0]
    made = ask("agency", out, dept, "--id", agency, "--vintage", 2023)
    assert made.exit_code == 0, made.output
    asked = ask("need", dept, "-o", tmp_path / "need.csv")
    assert asked.exit_code == 0, asked.output
    own = pd.read_csv(tmp_path / "need.csv", dtype={"area_id": str})
    assert own[own["area_id"] == agency]["lep"].tolist() == need[need["agency_id"] == agency]["lep"].tolist()
    lost = ask("agency", out, tmp_path / "other", "--id", "AG9", "--vintage", 2023)
    assert (lost.exit_code, "no agency 'AG9'" in lost.output) == (2, True)


class Kills:
    """Kills a worker when the first piece is done."""

    def __init__(self, workers: OnDask) -> None:
        self.workers = workers

    def do(self, work: Work, orders: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        client = self.workers.client
        for number, found in enumerate(self.workers.do(work, orders)):
            if work is make_piece and number == 0:
                numbers = client.run(os.getpid)
                os.kill(numbers[min(numbers)], signal.SIGKILL)
            yield found


@pytest.mark.slow
def test_processes_make_the_same_bytes_also_when_one_is_killed(in_pieces, in_pages, tmp_path):
    nation = make_nation(tmp_path, 0.001)
    batch_of(nation, tmp_path / "here")
    with workers_of(tmp_path, None, 2) as workers:
        batch_of(nation, tmp_path / "two", workers=workers)
        batch_of(nation, tmp_path / "killed", workers=Kills(workers))
    from distributed import LocalCluster

    far = tmp_path / "new" / "far"
    one = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)
    with one as cluster, workers_of(far, cluster.scheduler_address, 0) as workers:
        batch_of(nation, far, workers=workers)
    with pytest.raises(InputError, match="no scheduler answers at nonsense"), workers_of(far, "nonsense", 0):
        pass
    assert written(far) == written(tmp_path / "two")
    assert written(tmp_path / "here") == written(tmp_path / "two") == written(tmp_path / "killed")


@pytest.mark.thorough
def test_nobody_else_on_the_machine_has_anything_run_by_the_workers(tmp_path):
    from distributed import Client

    with workers_of(tmp_path, None, 1) as workers:
        address = workers.client.scheduler.address
        assert address.startswith("tls://127.0.0.1:")
        for theirs in (address, address.replace("tls", "tcp")):
            with pytest.raises((OSError, TypeError, RuntimeError)):
                Client(theirs, timeout=2)
