"""An interpreter's bill is counted by language, month, shift, area and way, and nothing else of it is kept anywhere."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from commands.shared import cli
from geodata.department.department import load_department, save_department
from geodata.files.limits import BILL
from geodata.files.text_tables import TextTable
from geodata.inputs.bill_worker import read_bill, read_bill_file
from geodata.inputs.interpreter_bill import look_at_bill, read_interpreter_bill
from geodata.inputs.registry import INPUTS
from planning.errors import InputError, PlanningError
from tests.examples import examples
from tests.four_square import four_square_department

PLANTED = (
    *("CL-99817243", "ACCT-5550417", "Ofc. Dolores Quintanilla", "503-555-0142", "24-318845", "Badge 77313"),
    *("Wanjiru Kamau", "quintanilla@example.gov", "7719 Tamarack Loop", "Sgt. Barnaby Thistlewood", "INV-20417-B"),
    *("555-01-4477", "Room 41 Pinegrove", "Xochitl Arroyo", "Case 25-00917", "MRN 8820137", "J. Featherstone"),
    *("Unit 4B Larkspur", "PO 6612093", "Interp. 40172"),
)
HEADINGS = (
    *("Order Number", "Customer Code", "Employee Name", "Callback", "Case", "Badge", "LEP Name", "Email", "Address"),
    *(
        "Supervisor",
        "Invoice",
        "SSN",
        "Facility",
        "Family Name",
        "Ref",
        "Medical",
        "Caller",
        "Unit",
        "PO",
        "Interpreter ID",
    ),
)


def vendor_rows(**changed: list[str]) -> pd.DataFrame:
    """Return four calls as Certified Languages bills them, with the customer's own columns full of identifiers."""
    mine = {
        "Date": ["03/04/2025", "03/09/2025", "04/01/2025", "4/2/2025"],
        "Time": ["08:15:00 AM", "11:59 PM", "02:10 AM", "16:00"],
        "Length": ["12", "0:03:30", "7:30", ""],
        "Total Cost": ["9.00", "3", "5", "1"],
        "Language Needed": ["Korean", "Korean", "Spanish", "Korean"],
        "Service Type": ["OPI", "VRI", "Language Line", "body camera"],
        "District": ["west", "Wanjiru Kamau", "east", ""],
    }
    return pd.DataFrame(
        {**{heading: [cell] * 4 for heading, cell in zip(HEADINGS, PLANTED, strict=True)}, **mine, **changed}
    )


@pytest.fixture
def invoice(tmp_path) -> Path:
    path = tmp_path / "invoice.csv"
    vendor_rows().to_csv(path, index=False)
    return path


def run(*arguments: object) -> tuple[int, str]:
    outcome = CliRunner().invoke(cli, [str(part) for part in arguments])
    return outcome.exit_code, outcome.output


def test_calls_are_counted_by_language_month_shift_area_and_way(invoice):
    found = read_interpreter_bill(invoice, areas=["west", "east"])
    assert found.bill.drop(columns="suppressed").fillna(-1).values.tolist() == [
        ["korean", "2025-03", "day", "west", "line", 1.0, 12.0],
        ["korean", "2025-03", "night", "", "video", 1.0, 3.5],
        ["korean", "2025-04", "evening", "", "body camera", 1.0, -1],
        ["spanish", "2025-04", "night", "east", "line", 1.0, 7.5],
    ]
    assert found.account.columns["Language Needed"] == "language"
    assert found.account.columns["Employee Name"] == ""
    assert (found.account.rows_read, found.account.rows_used) == (4, 4)
    assert any("match no area of the beat map" in note for note in found.notes)


def test_no_planted_identifier_is_in_any_file_record_log_or_message(tmp_path, caplog):
    rows = pd.concat([vendor_rows()] * 5, ignore_index=True)
    rows.loc[3, "Language Needed"] = "Dolores Quintanilla"  # typed into the wrong field, once
    rows.loc[4, "Date"] = "Case 25-00917"
    rows.loc[5, "Service Type"] = "Sgt. Barnaby Thistlewood"
    rows.loc[6, "Language Needed"] = "503-555-0142"
    rows.loc[7, "Length"] = "MRN 8820137"
    invoice = tmp_path / "INV-20417-B.csv"
    rows.to_csv(invoice, index=False)
    folder = save_department(four_square_department(), tmp_path / "four").folder
    said = []
    for words in (
        [],
        ["--map", "area_id=Employee Name"],
        ["--map", "language=Employee Name"],
        ["--map", "date=Nothing"],
    ):
        said.append(run("attach", folder, "--bill", invoice, *words)[1].replace(str(invoice.name), ""))
    assert "taken in" in said[0] and load_department(folder).bill["calls"].sum() == 17
    said.append(run("interpreters", folder)[1])
    said.append(run("interpreters", folder, "-o", tmp_path / "four" / "use.csv")[1])
    said.append(run("check", folder)[1])
    headless = tmp_path / "headless.csv"
    headless.write_text(invoice.read_text().split("\n", 1)[1])
    said.append(run("attach", folder, "--bill", headless)[1])
    said.append(str(look_at_bill(headless, INPUTS["bill"].limits).columns.tolist()[:2]))
    written = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    everything = "\n".join(said) + caplog.text + written.decode("latin-1")
    telling = [*PLANTED, "Quintanilla", "Thistlewood", "8820137", "25-00917", "555-0142"]
    assert [secret for secret in telling if secret in everything] == []


def test_sums_by_month_keep_what_was_suppressed_apart_from_zero(tmp_path):
    path = tmp_path / "sums.csv"
    path.write_text(
        'Month,Language,Calls,Modality\n2025-01,Spanish,"1,204",OPI\n2025-01,Korean,<10,OPI\nJan 2025,Korean,*,video\n'
        "2025-02,Korean,0,Staff\n2025-02,Korean,many,OPI\n2025-02,Total,1204,\n"
    )
    found = read_interpreter_bill(path)
    by = found.bill.set_index(["language", "month", "way"])
    assert by.loc[("spanish", "2025-01", "line"), "calls"] == 1204
    assert np.isnan(by.loc[("korean", "2025-01", "line"), "calls"])
    assert by.loc[("korean", "2025-01", "line"), "suppressed"] == 1
    assert by.loc[("korean", "2025-02", "staff"), "calls"] == 0
    assert {one.why: one.which for one in found.account.left_out}["no count of calls"] == ("6",)
    assert found.account.rows_read == 6 and found.account.rows_used == 4


def test_sums_without_a_count_are_asked_about(tmp_path):
    path = tmp_path / "sums.csv"
    path.write_text("Month,Language,Pupils\n2025-01,Spanish,9\n2025-02,Korean,4\n")
    with pytest.raises(InputError, match=r'say which it is with --map "calls=COLUMN"'):
        read_interpreter_bill(path)
    assert read_interpreter_bill(path, columns={"calls": "Pupils"}).bill["calls"].sum() == 13


def test_a_language_that_is_not_known_waits_and_is_shown_only_where_it_is_near_one(tmp_path):
    path = tmp_path / "log.csv"
    languages = ["Korean", "Spansih", "Qwxyzt", "Qwxyzt", "Qwxyzt", "Zbvkpf", "Petrosyan", "Spanish/Zbvkpf"]
    path.write_text("date,language\n" + "".join(f"2025-01-05,{language}\n" for language in languages))
    found = read_interpreter_bill(path)
    assert set(found.review["as_found"]) == {"Spansih"}
    assert not any(name in " ".join(found.notes) for name in ("Qwxyzt", "Zbvkpf", "Petrosyan"))
    assert any("6 rows have a language that matches nothing (row 4, 5, 6, 7, 8, 9)" in note for note in found.notes)
    assert found.account.rows_used == 1
    decided = read_interpreter_bill(path, decisions={"Qwxyzt": "other", "Spansih": "spanish"})
    assert decided.bill["calls"].sum() == 5


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Language,Jan-25,Feb-25,Total\nSpanish,120,<10,120\nKorean,4,,4\nLao,,,\n", ["2025-01", "2025-01", "2025-02"]),
        ("Month,Spanish,Korean\n2025-01,120,4\n2025-02,<10,\n,,\n3,,\n", ["2025-01", "2025-01", "2025-02"]),
    ],
)
def test_sums_with_a_column_a_month_or_a_language(text, months, tmp_path):
    path = tmp_path / "year.csv"
    path.write_text(text)
    found = read_interpreter_bill(path)
    assert sorted(found.bill["month"]) == months and found.bill["calls"].sum() == 124
    assert found.bill["suppressed"].sum() == 1
    assert (found.account.rows_read, found.account.rows_used) == (3, 2)


@pytest.mark.parametrize(
    ("date", "shift"),
    [
        ("45701.4", ""),
        ("2025-02-13T22:10:00Z", ""),
        ("2025-02-13T23:10:00-08:00", "night"),
        ("2/13/2025 10:10 AM", "day"),
    ],
)
def test_a_moment_is_read_as_it_is_written(date, shift, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text(f"Language,Start Time\nKorean,{date}\n")
    assert read_interpreter_bill(path).bill[["month", "shift"]].to_numpy().tolist() == [["2025-02", shift]]


def test_sheets_that_customers_named_are_told_by_their_number(tmp_path):
    path = tmp_path / "bill.xlsx"
    with pd.ExcelWriter(path) as book:
        vendor_rows().to_excel(book, sheet_name="Account Larkspur", index=False)
        pd.DataFrame({"DOB": ["1987-06-14"], "MRN": ["x"]}).to_excel(book, sheet_name="Ravenscroft", index=False)
    account = read_interpreter_bill(path).account
    assert [(part.kind, part.name, part.rows) for part in account.parts] == [("sheet", "1", 4), ("sheet", "2", None)]
    assert "sheet 2 (its columns are others)" in account.sentence() and "Larkspur" not in str(account)


@pytest.mark.parametrize(("calls_a_year", "seconds"), [(20_000, 1), pytest.param(100_000, 5, marks=pytest.mark.slow)])
def test_a_year_of_calls_takes_less_than_five_seconds(calls_a_year, seconds, tmp_path):
    """Of the processor: a busy machine is no fault of the reader."""
    chance = np.random.default_rng(5)
    calls = pd.concat([vendor_rows()] * (calls_a_year // 4), ignore_index=True)
    calls["Date"] = pd.Series(pd.date_range("2025-01-01", periods=365).strftime("%m/%d/%Y"))[
        chance.integers(0, 365, len(calls))
    ].to_numpy()
    calls = calls[["Order Number", "Employee Name", "Date", "Time", "Length", "Language Needed", "Service Type"]]
    path = tmp_path / "year.csv"
    calls.to_csv(path, index=False)
    request = {"task": "read", "path": str(path), "columns": {}, "areas": [], "limits": asdict(BILL)}
    begun = time.process_time()
    found = read_bill_file(request)
    taken = time.process_time() - begun
    assert sum(one["calls"] for one in found["counts"]) == calls_a_year
    assert taken < seconds


def test_the_page_and_the_command_tell_use_for_a_thousand_residents(tmp_path, invoice):
    folder = save_department(four_square_department(), tmp_path / "four").folder
    assert "outreach.py attach DEPT --bill FILE" in run("interpreters", folder)[1]
    code, printed = run("attach", folder, "--bill", invoice)
    assert code == 0 and "account: bill.csv: 4 rows read, 4 used" in printed
    assert load_department(folder).bill["calls"].sum() == 4
    assert run("interpreters", folder, "-o", tmp_path / "use.csv")[0] == 0
    use = pd.read_csv(tmp_path / "use.csv").set_index("language").loc["korean"]
    assert use["calls"] == 3 and use["per_1000_low"] < use["per_1000"] < use["per_1000_high"]


CELLS = st.text(alphabet="abKorean10/-:<* .", max_size=12)


@examples(100)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=12), st.booleans())
def test_every_row_is_used_or_left_out_with_a_reason(rows, sums):
    names = ["Language", "Date", "Calls" if sums else "Note", "Type"]
    frame = pd.DataFrame(rows, columns=names, dtype="str").set_axis(range(2, len(rows) + 2))
    try:
        found = read_bill(TextTable("x.csv", frame), {}, ["a"])
    except PlanningError:
        return
    used = sum(one["rows"] for one in found["counts"])
    assert used + sum(len(which) for _, which in found["left_out"]) == found["rows"] == len(rows)
    assert set(found["columns"]) == set(names)
