"""The Bureau's file of variance replicates: read as it is published, held against the table, put into a department."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from commands.shared import cli
from geodata.department.answers import need, prepare
from geodata.department.attach import attach_input, carry_over, save_attached
from geodata.department.department import load_department, save_department
from geodata.inputs.replicates import read_replicates
from planning.errors import InputError, PlanningError, SchemaError
from planning.examples import TRACTS, four_square_table
from tests.four_square import area_brief, four_square_department, opened_of
from tests.replicates import replicates_of, write_replicates

FRAME = replicates_of(four_square_table())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_replicates(tmp_path_factory.mktemp("replicates") / "C16001_99.csv.zip", FRAME)


def test_the_file_is_read_as_the_bureau_publishes_it(file: Path) -> None:
    found = read_replicates(file, table=four_square_table())
    pd.testing.assert_frame_equal(found.replicates, FRAME, check_exact=False, rtol=1e-5)
    assert found.notes == ()
    said = found.account.sentence()
    assert "C16001_99.csv.zip: 104 rows read, 100 used" in said
    assert "title of the table: 2 rows" in said and "a line that no figure uses: 1 row" in said
    assert "not a census tract: 1 row" in said and "Var_Rep80" in found.account.columns


def test_tracts_of_elsewhere_are_left_out_and_those_without_named(tmp_path: Path) -> None:
    there = pd.concat(
        [FRAME[FRAME["geoid"] != TRACTS[3]], FRAME[FRAME["geoid"] == TRACTS[3]].assign(geoid="99003000100")]
    )
    found = read_replicates(write_replicates(tmp_path / "state.csv", there), table=four_square_table())
    assert set(found.replicates["geoid"]) == set(TRACTS[:3])
    assert "a tract of elsewhere: 25 rows" in found.account.sentence()
    assert found.notes == (f"state.csv has no replicates of 1 tract, whose usual margins count: {TRACTS[3]}.",)


def test_other_files_are_refused_by_what_is_wrong(tmp_path: Path) -> None:
    table = four_square_table()

    def refused(frame: pd.DataFrame, kind: type[PlanningError] = InputError, **said: str) -> str:
        with pytest.raises(kind) as error:
            read_replicates(write_replicates(tmp_path / "C16001_99.csv", frame, **said), table=table)
        return str(error.value)

    later = FRAME.assign(estimate=FRAME["estimate"].where((FRAME["geoid"] != TRACTS[1]) | (FRAME["line"] != 20), 599.0))
    assert refused(later) == (
        f"C16001_99.csv does not belong to the language table: in tract {TRACTS[1]} line 020 is 599 beside the "
        "replicates and 600 in the table: give the replicates of the same five years as the table."
    )
    assert "and 24 more figures differ" in refused(FRAME.assign(estimate=FRAME["estimate"] + 1).iloc[:25])
    assert "another table than C16001 (got 'B16001')" in refused(FRAME, SchemaError, table="B16001")
    assert "no variance replicates of the department's tracts" in refused(FRAME.assign(geoid="41051000100").iloc[:25])
    assert "1 line of a tract twice" in refused(pd.concat([FRAME, FRAME.iloc[[0]]]))
    broken = tmp_path / "broken.csv"
    broken.write_bytes(write_replicates(tmp_path / "C16001_99.csv", FRAME).read_bytes()[:-40])
    with pytest.raises(InputError, match="broke off"):
        read_replicates(broken, table=table)
    without = four_square_table()
    without.lep_moe.loc[:] = np.nan
    with pytest.raises(InputError, match="no margins of error, which figures of zero need"):
        read_replicates(tmp_path / "C16001_99.csv", table=without)


def test_a_figure_that_is_no_number_and_a_margin_that_is_another_are_told(tmp_path: Path) -> None:
    path = write_replicates(tmp_path / "C16001_99.csv", FRAME)
    lines = path.read_bytes().splitlines()
    cells = lines[3].split(b",")
    cells[-1] = b"N"
    moved = lines[4].split(b",")
    spanish = next(k for k, line in enumerate(lines) if b",5,Total:,100," in line)
    lines[3], lines[4] = b",".join(cells), b",".join(moved)
    lines[spanish] = lines[spanish].replace(b",100,50,", b",100,77,")
    path.write_bytes(b"\n".join(lines) + b"\n")
    found = read_replicates(path, table=four_square_table())
    assert "a figure that is no number: 1 row" in found.account.sentence()
    assert found.notes[-1] == (
        "C16001_99.csv: the margins of 1 figure are not those of their replicates, which count: first line 005 of "
        f"tract {TRACTS[0]}."
    )


def test_a_department_takes_them_keeps_them_and_says_so(tmp_path: Path, file: Path) -> None:
    plain = save_department(four_square_department(), tmp_path / "four")
    assert plain.folder is not None
    outcome = CliRunner().invoke(cli, ["attach", str(plain.folder), "--replicates", str(file)])
    assert outcome.exit_code == 0, outcome.output
    assert "account: C16001_99.csv.zip: 104 rows read, 100 used" in outcome.output
    exact = load_department(plain.folder)
    assert exact.content_hash != plain.content_hash and exact.content_hash in outcome.output
    assert exact.language.replicates is not None and exact.language.replicates.tracts_without == 0
    usual, now = (need(prepare(one), "department").set_index(["area_id", "language"]) for one in (plain, exact))
    apart = (now["lep_moe"] - usual["lep_moe"]).abs()
    assert apart["department", "spanish"] > 0.1 and apart["department", "arabic"] == 0
    shown = CliRunner().invoke(cli, ["need", str(plain.folder)])
    assert "note: These are exact sampling margins" in shown.output
    told = tmp_path / "need.csv"
    assert CliRunner().invoke(cli, ["need", str(plain.folder), "-o", str(told)]).exit_code == 0
    said = "These are exact sampling margins, from the Census Bureau’s 80 variance replicates."
    assert f"Margins: {said}" in (tmp_path / "need.csv.about.txt").read_text(encoding="utf-8")
    assert said in str(area_brief(opened_of(exact), "west"))
    assert said not in str(area_brief(opened_of(plain), "west"))
    unmoved = ["lep", "lep_low", "lep_high", "pop5", "share", "very_well", "missing_share"]
    pd.testing.assert_frame_equal(now[unmoved], usual[unmoved])


def test_they_stay_with_their_table_alone(tmp_path: Path, file: Path) -> None:
    first = save_department(four_square_department(), tmp_path / "four")
    exact = save_attached(attach_input(first, "replicates", file))
    assert exact.folder is not None
    same = carry_over(four_square_department(), exact.folder)
    assert same.department.replicates is not None and "the replicates" in " ".join(same.notes)
    table = four_square_table()
    table.lep.loc[TRACTS[0], "spanish"] = 120.0
    other = carry_over(four_square_department(language=table), exact.folder)
    assert other.department.replicates is None and other.department.language.replicates is None
    assert "the variance replicates belong to another language table" in " ".join(other.notes)
