"""C16001 as people have it: forms that are read alike, and tables whose sums say that they are not what they seem."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.files.limits import CENSUS
from geodata.inputs.language_table import read_language_table
from geodata.inputs.registry import INPUTS
from geodata.inputs.survey_year import SurveyYear, hold_against
from geodata.inputs.table_sums import require_sums
from planning.errors import InputError, MissingColumnError, SchemaError
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES
from planning.need.need import LanguageTable

TRACTS = ("41051000100", "41051000200")


def figures(tract: int) -> dict[int, int]:
    """Return the 38 lines of a tract that adds up: 10 k t people of group k speak English less than very well."""
    lines = {1: 8000}
    for k, group in enumerate(LANGUAGES.values(), 1):
        lines |= {group.lep_line: 10 * k * tract, group.very_well_line: 5 * k * tract}
        lines[group.lep_line - 2] = 15 * k * tract
    return lines | {2: 8000 - sum(15 * k * tract for k in range(1, 13))}


def wide(estimate: str, margin: str, id_column: str = "GEOID", ids: tuple[str, ...] = TRACTS, moe: str = "12") -> str:
    lines = sorted(figures(1))
    quoted = [f'"{name.format(line)}"' for line in lines for name in (estimate, margin)]
    text = ",".join([id_column, *quoted]) + "\n"
    for tract, geoid in enumerate(ids, 1):
        text += ",".join([geoid, *(cell for line in lines for cell in (str(figures(tract)[line]), moe))]) + "\n"
    return text


def long(summary: int | None = None, without: tuple[int, ...] = ()) -> str:
    text = "GEOID,NAME,variable,estimate,moe" + (",summary_est,summary_moe" if summary else "") + "\n"
    for tract, geoid in enumerate(TRACTS, 1):
        for line, number in figures(tract).items():
            beside = f",{summary},100" if summary else ""
            text += "" if line in without else f"{geoid},NA,C16001_{line:03d},{number},NA{beside}\n"
    return text


def check(table: LanguageTable) -> None:
    assert table.pop5.index.tolist() == list(TRACTS)
    assert table.pop5.tolist() == [8000.0, 8000.0]
    for k, language in enumerate(LANGUAGE_IDS, 1):
        assert table.lep[language].tolist() == [10.0 * k, 20.0 * k]
        assert table.very_well[language].tolist() == [5.0 * k, 10.0 * k]


def write(folder: Path, text: str, name: str = "c16001.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


FORMS = {
    "census reporter": wide("C16001{:03d}", "C16001{:03d}, Error", "geoid", tuple(f"14000US{one}" for one in TRACTS)),
    "plain beside E and M": wide("C16001_{:03d}E", "C16001_{:03d}", moe="99999"),
    "summary file": wide("C16001_E{:03d}", "C16001_M{:03d}", "GEO_ID", tuple(f"1400000US{one}" for one in TRACTS)),
    "nhgis ids": wide("C16001_{:03d}E", "C16001_{:03d}M", "GISJOIN", ("G4100510000100", "G4100510000200")),
    "fips": wide("C16001_{:03d}E", "C16001_{:03d}M", "FIPS"),
    "affgeoid": wide("C16001_{:03d}E", "C16001_{:03d}M", "AFFGEOID", tuple(f"1400000US{one}" for one in TRACTS)),
    "parts": wide("C16001_{:03d}E", "C16001_{:03d}M", "STATE,COUNTY,TRACT", ("41,51,100", "41,51,200")),
    "pivoted": wide("estimate_C16001_{:03d}", "moe_C16001_{:03d}"),
    "decimal commas": wide("C16001_{:03d}E", "C16001_{:03d}M", moe="7;5").replace(",", "|").replace(";", ","),
    "long of R": long(),
    "long without 001": long(without=(1,)),
    "long with another total": long(8600, without=(1,)),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_give_the_same_figures(form: str, tmp_path: Path) -> None:
    found = read_language_table(write(tmp_path, FORMS[form]))
    check(found.table)
    margin = {"decimal commas": 7.5, "plain beside E and M": None}.get(form, None if "long" in form else 12.0)
    first = found.table.lep_moe["spanish"].iloc[0]
    assert first == margin if margin else not found.table.has_moe
    if form == "long with another total":
        assert any("summary_est" in note for note in found.notes)


def test_several_tables_in_a_zip_are_one_and_the_other_members_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as packed:
        for number, geoid in enumerate(TRACTS):
            text = wide("C16001_{:03d}E", "C16001_{:03d}M", ids=TRACTS).splitlines()
            packed.writestr(f"ACSDT5Y2019.C16001-{number}-Data.csv", f"{text[0]}\n{text[number + 1]}\n")
            assert geoid in text[number + 1]
        packed.writestr("notes.pdf", "x")
    found = read_language_table(tmp_path / "two.zip")
    check(found.table)
    assert found.year == SurveyYear(2019, True)
    assert {part.name: bool(part.why) for part in found.account.parts}["notes.pdf"]
    with pytest.raises(InputError, match="2015-2019, and 2022 was told"):
        hold_against(found.year, 2022, "two.zip")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (wide("C16001_{:03d}", "C16001_0_{}"), "cut short and numbered on, as a shapefile does"),
        (wide("C16001_{:03d}E", "C16001_{:03d}M").replace("C16001_038E", "C16001_039E"), "lines 001 to 038"),
        ("GEOID,C16001_005E,C16001_E005\n41051000100,1,1\n", "two columns for one line: C16001_005E, C16001_E005"),
        ("GEOID,C16001_001E,C16001_005E\n41051000100,100,3\n41051000200,100,4\n", "percents"),
        ("GEOID,C16001_005E\n41051000100,3.5\n41051000200,4.1\n", "percents"),
        ("GEOID,C16001_001E,C16001_005E\n41051000100,900,1000\n", "does not add up.*more speakers than people"),
        (wide("C16001_{:03d}E", "C16001_{:03d}M").replace(",8000,", ",8600,"), "another universe"),
        ("GEOID;C16001_005E;C16001_005M\n41051000100;1,234;7,5\n", "commas both before decimals"),
    ],
)
def test_tables_in_doubt_are_refused_with_the_cause(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises((InputError, SchemaError), match=message):
        read_language_table(write(tmp_path, text))


@given(line=st.sampled_from(sorted(figures(1))), by=st.integers(1, 5000), tract=st.integers(1, 4))
def test_a_figure_that_was_changed_never_passes(line: int, by: int, tract: int) -> None:
    estimates = pd.DataFrame([figures(t) for t in range(1, 5)], dtype=float)
    assert require_sums(estimates, "t.csv")
    estimates.loc[tract - 1, line] += by
    with pytest.raises(InputError, match=r"t\.csv does not add up"):
        require_sums(estimates, "t.csv")


def nhgis(swapped: bool = False) -> str:
    """Return a download of NHGIS: its own codes, and a row of labels under them."""
    labels = {1: "Total", 2: "Speak only English"}
    for group in LANGUAGES.values():
        for step, words in enumerate(("", ': Speak English "very well"', ': Speak English less than "very well"'), -2):
            labels[group.lep_line + step] = group.acs_label + words
    if swapped:
        labels[5], labels[8] = labels[8], labels[5]
    header = ["GISJOIN", *(f"AR0RE{line:03d}" for line in sorted(labels))]
    under = [
        "GIS Join Match Code",
        *(f'"Estimates: {labels[k].replace(chr(34), chr(34) * 2)}"' for k in sorted(labels)),
    ]
    text = ",".join(header) + "\n" + ",".join(under) + "\n"
    for tract, geoid in enumerate(TRACTS, 1):
        cells = [str(number) for _, number in sorted(figures(tract).items())]
        text += f"G{geoid[:2]}0{geoid[2:5]}0{geoid[5:]}," + ",".join(cells) + "\n"
    return text


def test_codes_of_nhgis_and_social_explorer_are_taken_only_where_they_say_what_they_are(tmp_path: Path) -> None:
    check(read_language_table(write(tmp_path, nhgis())).table)
    check(read_language_table(write(tmp_path, wide("ACS2022_5yr_C16001_{:03d}", "ACS22_5yr_C16001{:03d}_moe"))).table)
    with pytest.raises(SchemaError, match="additional descriptive header row"):
        read_language_table(write(tmp_path, "\n".join(nhgis().splitlines()[::2])))
    with pytest.raises(SchemaError, match="NHGIS"):
        read_language_table(write(tmp_path, nhgis(swapped=True)))
    with pytest.raises(SchemaError, match="original tables"):
        read_language_table(write(tmp_path, wide("SE_A10001_{:03d}", "SE_A10001_{:03d}s", "Geo_FIPS")))


def test_several_files_are_one_table_and_what_is_said_reaches_into_a_zip(tmp_path: Path) -> None:
    whole = wide("C16001_{:03d}E", "C16001_{:03d}M", "Where").splitlines()
    one, other = (write(tmp_path, "\n".join((whole[0], row)), f"{k}.csv") for k, row in enumerate(whole[1:]))
    with pytest.raises(MissingColumnError) as asked:
        read_language_table([one, other])
    assert (asked.value.role, asked.value.meant) == ("geoid", "Where")
    found = INPUTS["language"].read([one, other], said={"geoid": "Where"})
    check(found.frame)
    assert found.account.rows_read == found.account.rows_used == 2
    packed = tmp_path / "both.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in (one, other):
            archive.write(file, file.name)
    assert "Where" in INPUTS["language"].look(packed, CENSUS).columns
    again = INPUTS["language"].read(packed, before=[found.said])
    check(again.frame)
    changed = write(tmp_path, "\n".join(whole).replace("Where", "Place"))
    said_anew = INPUTS["language"].read(changed, said={"geoid": "Place"}, before=[again.said])
    assert [one.columns for one in (said_anew.said, *said_anew.others)] == [{"geoid": "Place"}, {"geoid": "Where"}]
