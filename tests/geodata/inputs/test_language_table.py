"""C16001 in the forms it is published in: equal figures from each, and a missing cell never a zero."""

from __future__ import annotations

import json
import math
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from geodata.inputs.language_table import language_from_frame, language_to_frame, read_language_table
from planning.errors import InputError, RefusedError, SchemaError
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES
from planning.need.need import LanguageTable

TRACTS = ("01001020100", "41051000100")
LINES = {1: 1000.0} | {
    line: float(line) for group in LANGUAGES.values() for line in (group.lep_line, group.very_well_line)
}
HEADER = [f"C16001_{line:03d}{kind}" for line in LINES for kind in "EM"]
CELLS = [str(int(value if kind == "E" else line + 100)) for line, value in LINES.items() for kind in "EM"]


def csv_text(rows: list[list[str]], separator: str = ",") -> str:
    return "\n".join(separator.join(row) for row in rows) + "\n"


def rows(header: list[str], ids: tuple[str, ...] = TRACTS, id_column: str = "GEOID") -> list[list[str]]:
    return [[id_column, "NAME", *header], *([geoid, "a tract", *CELLS] for geoid in ids)]


def check(table: LanguageTable) -> None:
    assert table.pop5.index.tolist() == list(TRACTS)
    assert table.pop5.tolist() == [1000.0, 1000.0]
    assert table.pop5_moe.tolist() == [101.0, 101.0]
    for language in LANGUAGE_IDS:
        line = LANGUAGES[language].lep_line
        assert table.lep[language].tolist() == [line, line]
        assert table.lep_moe[language].tolist() == [line + 100, line + 100]
        assert table.very_well[language].tolist() == [line - 1, line - 1]
        assert table.very_well_moe[language].tolist() == [line + 99, line + 99]
    assert table.reasons.empty


def files(folder: Path) -> dict[str, Path]:
    full = tuple(f"1400000US{geoid}" for geoid in TRACTS)
    census_gov = [
        ["GEO_ID", "NAME", *HEADER, ""],
        ["Geography", "Geographic Area Name", *["Estimate!!Total:"] * len(HEADER), ""],
        *([geoid, '"Census Tract 1; County"', *CELLS, ""] for geoid in full),
    ]
    summary = [
        ["GEO_ID", *[f"C16001_{name[-1]}{name[7:10]}" for name in HEADER]],
        *([geoid, *CELLS] for geoid in ("0100000US", "0500000US41051", *full)),
    ]
    api = [[*HEADER, "GEO_ID", "state", "county", "tract"]]
    api += [[*CELLS, f"1400000US{geoid}", geoid[:2], geoid[2:5], geoid[5:]] for geoid in TRACTS]  # type: ignore[list-item]
    api_without_id = [[*HEADER, "state", "county", "tract"]]
    api_without_id += [[*CELLS, geoid[:2], geoid[2:5], geoid[5:]] for geoid in TRACTS]
    long = [["GEOID", "NAME", "variable", "estimate", "moe"]]
    long += [
        [geoid, "x", f"C16001_{line:03d}", str(value), str(line + 100)]
        for geoid in TRACTS
        for line, value in LINES.items()
    ]
    text = {
        "plain.csv": csv_text(rows(HEADER)).encode(),
        "lower.csv": csv_text(rows([name.lower() for name in HEADER])).encode(),
        "mark.csv": csv_text(rows(HEADER)).encode("utf-8-sig"),
        "utf16.csv": csv_text(rows(HEADER), "\t").encode("utf-16"),
        "semicolon.csv": b"sep=;\n" + csv_text(rows(HEADER), ";").encode(),
        "full_id.csv": csv_text(rows(HEADER, full, "GEO_ID")).encode(),
        "lost_zero.csv": csv_text(rows(HEADER, ("1001020100", TRACTS[1]))).encode(),
        "esri.csv": csv_text(rows([f"C16001{name[-1].lower()}{int(name[7:10])}" for name in HEADER])).encode(),
        "census_gov.csv": csv_text(census_gov).encode(),
        "acsdt5y2022-c16001.dat": csv_text(summary, "|").encode(),
        "long.csv": csv_text(long).encode(),
        "api.json": json.dumps(api).encode(),
        "api_without_id.json": json.dumps(api_without_id).encode(),
    }
    for name, content in text.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "download.zip", "w") as packed:
        packed.writestr("ACSDT5Y2022.C16001-Data.csv", csv_text(census_gov))
        packed.writestr("ACSDT5Y2022.C16001-Column-Metadata.csv", "Column Name,Label\nGEO_ID,Geography\n")
    return {path.name: path for path in folder.iterdir()}


FORMS = [
    "plain.csv",
    "lower.csv",
    "mark.csv",
    "utf16.csv",
    "semicolon.csv",
    "full_id.csv",
    "lost_zero.csv",
    "esri.csv",
    "census_gov.csv",
    "acsdt5y2022-c16001.dat",
    "long.csv",
    "api.json",
    "api_without_id.json",
    "download.zip",
]


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_table(name: str, tmp_path: Path) -> None:
    made = files(tmp_path)
    assert set(made) == set(FORMS)
    found = read_language_table(made[name])
    check(found.table)
    about = {"lost_zero.csv": "had lost the leading zero", "acsdt5y2022-c16001.dat": "2 rows that are not tracts"}
    if name in about:
        assert len(found.notes) == 1
        assert about[name] in found.notes[0]
    else:
        assert found.notes == ()


@pytest.mark.parametrize(
    ("cell", "figure", "reason"),
    [
        ("0", 0.0, None),
        ('"1,234"', 1234.0, None),
        ("12.0", 12.0, None),
        ("-666666666", math.nan, "-666666666 too few sample cases for a figure"),
        ("-666666666.0", math.nan, "-666666666 too few sample cases for a figure"),
        ("-888888888", math.nan, "-888888888 does not apply here"),
        ("-999999999", math.nan, "-999999999 too few sample cases to show a figure"),
        ("-111111111", math.nan, "-111111111 no figure"),
        ("", math.nan, "blank in the file"),
        ("null", math.nan, "null blank in the file"),
        ("N", math.nan, "N too few sample cases to show a figure"),
        ("-", math.nan, "- too few sample cases for a figure"),
        ("*", math.nan, "* too few sample cases for a margin of error"),
        ("**", math.nan, "** too few sample cases for a margin of error"),
        ("(X)", math.nan, "(X) does not apply here"),
        ('"250,001+"', math.nan, "250001+ the figure lies in an open-ended group"),
    ],
)
def test_special_cells_of_an_estimate(cell: str, figure: float, reason: str | None, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"GEOID,C16001_001E,C16001_005E\n{TRACTS[0]},5000,{cell}\n{TRACTS[1]},5000,7\n")
    table = read_language_table(path).table
    assert table.lep["spanish"].tolist() == pytest.approx([figure, 7.0], nan_ok=True)
    expected = [] if reason is None else [[TRACTS[0], "C16001_005E", reason]]
    assert table.reasons.to_numpy().tolist() == expected


@pytest.mark.parametrize(
    ("cell", "margin"),
    [("-555555555", 0.0), ("*****", 0.0), ("±12", 12.0), ("+/-12", 12.0), ("-222222222", math.nan), ("**", math.nan)],
)
def test_special_cells_of_a_margin(cell: str, margin: float, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"GEOID,C16001_005E,C16001_005M\n{TRACTS[0]},10,{cell}\n")
    assert read_language_table(path).table.lep_moe["spanish"].tolist() == pytest.approx([margin], nan_ok=True)


@pytest.mark.parametrize(
    ("cell", "message"), [("many", "no figure of the Census Bureau"), ("-5", "no figure of the Census Bureau")]
)
def test_a_cell_that_is_no_figure_is_refused_by_name(cell: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"GEOID,C16001_005E\n{TRACTS[0]},1\n{TRACTS[1]},{cell}\n")
    with pytest.raises(InputError, match=f"tract {TRACTS[1]}, column C16001_005E: .*{message}") as refused:
        read_language_table(path)
    assert refused.value.value == cell


def test_lines_that_are_not_there_are_missing_and_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"GEOID,C16001_005E\n{TRACTS[0]},1\n")
    found = read_language_table(path)
    assert found.table.absent_languages() == LANGUAGE_IDS[1:]
    assert found.table.pop5.isna().all()
    assert not found.table.has_moe
    assert [note.split(" ", 2)[2][:28] for note in found.notes] == [
        "no line of people who speak ",
        "not have the population 5 ye",
        "no margins of error, so we c",
        'no "very well" lines, so bil',
    ]


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("GEOID,pop\n01001020100,5\n", SchemaError, r"no column of census table C16001 \(it has: GEOID, pop\)"),
        ("GEOID,C16002_004E\n01001020100,5\n", SchemaError, "holds table C16002, not C16001"),
        ("GEOID,Spanish,Korean\n01001020100,5,6\n", SchemaError, "do not say whether they count all speakers"),
        ("NAME,C16001_005E\nx,5\n", SchemaError, "no column 'GEOID' or 'GEO_ID'"),
        ("GEOID,C16001_005E\n01001020100,5\n01001020100,6\n", InputError, "more than one row: 01001020100"),
        ("GEOID,C16001_005E\n1001020100,5\n01001020100,6\n", InputError, "more than one row: 01001020100"),
        ("GEOID,C16001_005E\n010010201001,5\n", SchemaError, "block groups or blocks, not tracts"),
        ("GEOID,C16001_005E\n0500000US01001,5\n", InputError, "has no census tracts"),
        ("GEOID,C16001_005E\n", InputError, "has a header but no rows"),
        ("GEOID,C16001_005E,B05001_006E\n01001020100,5,1\n", RefusedError, "citizenship, nativity and year of entry"),
        ("GEOID,C16001_005E,Foreign Born\n01001020100,5,1\n", RefusedError, "nativity is refused"),
        ("GEOID,variable,estimate\n01001020100,C16001_005,1\n01001020100,C16001_005,2\n", InputError, "same variable"),
    ],
)
def test_tables_that_cannot_be_used(text: str, error: type[InputError], message: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text)
    with pytest.raises(error, match=message) as refused:
        read_language_table(path)
    assert refused.value.fix


@pytest.mark.parametrize(
    "text", ["<html>Missing Key</html>", "[]", "[[1]]", '{"error": 1}', '[["GEO_ID"],["x","y"]]', "[" * 9999]
)
def test_json_that_is_no_reply_of_the_census(text: str, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text(text)
    with pytest.raises(InputError, match="not a whole reply of the Census API"):
        read_language_table(path)


def test_saving_and_opening_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        f"GEOID,C16001_001E,C16001_005E,C16001_005M,C16001_020E\n{TRACTS[0]},10,-666666666,**,\n{TRACTS[1]},20,3,4,0\n"
    )
    table = read_language_table(path).table
    frame = language_to_frame(table)
    assert list(frame.columns[:3]) == ["GEOID", "C16001_001E", "C16001_001M"]
    assert len(frame.columns) == 1 + 2 * 25 + 1
    frame.to_parquet(tmp_path / "language.parquet")
    again = language_from_frame(pd.read_parquet(tmp_path / "language.parquet"))
    for name in ("pop5", "pop5_moe"):
        pd.testing.assert_series_equal(getattr(again, name), getattr(table, name), check_names=False)
    for name in ("lep", "lep_moe", "very_well", "very_well_moe"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(table, name))
    key = ["geoid", "column"]
    pd.testing.assert_frame_equal(
        again.reasons.sort_values(key, ignore_index=True), table.reasons.sort_values(key, ignore_index=True)
    )
    with pytest.raises(SchemaError, match="no column 'GEOID'"):
        language_from_frame(frame.drop(columns="GEOID"))


@pytest.mark.city
def test_portland_is_read_whole(shared_data: Path) -> None:
    path = shared_data / "portland" / "c16001.csv"
    found = read_language_table(path)
    plain = pd.read_csv(path, dtype={"GEOID": str}).set_index("GEOID")
    assert found.table.pop5.sum() == plain["C16001_001E"].sum()
    for language in LANGUAGE_IDS:
        line = LANGUAGES[language].lep_line
        assert found.table.lep[language].tolist() == plain[f"C16001_{line:03d}E"].tolist()
        assert found.table.lep_moe[language].tolist() == plain[f"C16001_{line:03d}M"].tolist()
    assert found.notes == ('c16001.csv has no "very well" lines, so bilingual residents are not known.',)


@pytest.mark.city
def test_the_other_tables_end_in_a_sentence_or_a_part(shared_data: Path) -> None:
    wide = read_language_table(shared_data / "austin" / "c16001_speakers.csv")
    long = read_language_table(shared_data / "austin" / "c16001_speakers_long_as_published.csv")
    assert wide.table.pop5.sum() == long.table.pop5.sum() == 1_098_067
    assert wide.table.absent_languages() == LANGUAGE_IDS
    assert "there are no LEP numbers" in wide.notes[0]
    with pytest.raises(RefusedError, match="count 'Romania', and birthplace is refused here"):
        read_language_table(shared_data / "portland" / "lep_and_birthplaces_long_as_published.csv")
    for name in (
        "chicago/b06007_tract2020_acs2017_2021_cook_dupage.csv",
        "chicago/lep_by_language_community_area_2008_2012.csv",
        "san_francisco/lep_by_language_tract2010_acs2012_2016.csv",
        "san_francisco/lep_total_epc_acs2018_2022.csv",
    ):
        with pytest.raises(SchemaError, match=r"download table C16001 for census tracts"):
            read_language_table(shared_data / name)
