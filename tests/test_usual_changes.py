"""The table of CONTRIBUTING.md: each usual change is made in a copy, in those files and no others, and works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COPIED = (
    ".streamlit",
    "planning",
    "geodata",
    "pages",
    "commands",
    "static",
    "docs",
    "dashboard.py",
    "server",
    "pyproject.toml",
)

PAGE = '''"""Thanks: whom to thank."""

import streamlit as st

from pages.parts.shell.context import Context
from pages.parts.shell.page import EVERYONE, Page


def render(context: Context) -> None:
    """Draw the page."""
    st.write(context.department.settings.name)


PAGE = Page("thanks", "Thanks", ":material/favorite:", "Department", EVERYONE, render)
'''
OBJECTIVE = """    Objective(
        "most",
        "Reach most people, again",
        Unit.PERSONS,
        Direction.MAXIMISE,
        needs_travel=False,
        proven="Proven.",
        found="Found.",
        solve=reach,
    ),
"""
COLUMN = '    RosterColumn("radio", ("radio", "call_sign"), Holds.TEXT, Asked.EXTRA, shown="Radio"),\n'
TABLE = '    CensusTable("C16003", "persons", "a trial", "tract", r"C16003_00[1-9](E|M)", "acs5", ("C16003_001E",)),\n'
SHOWN = '        Column("very_well", "Also speak English very well", show=rounded_people),\n'
ROWS, PAGES_ROW = "\n_ROWS = (\n", "    overview.PAGE,\n"

# What each change writes, file by file: a new file whole, or what is put before or behind a line that is there.
Change = dict[str, Callable[[str], str]]
CHANGES: dict[str, Change] = {
    "a rule": {"planning/rules/thanks.toml": lambda _: RULE},
    "a page": {
        "pages/thanks.py": lambda _: PAGE,
        "pages/__init__.py": lambda text: behind(text, PAGES_ROW, "    thanks.PAGE,\n").replace(
            "    setup,\n", "    setup,\n    thanks,\n"
        ),
    },
    "an objective": {"planning/meetings/solving/objectives.py": lambda text: behind(text, ROWS, OBJECTIVE)},
    "a roster column": {
        "geodata/inputs/roster_columns.py": lambda text: behind(text, ROWS, COLUMN),
        "docs/data.md": lambda text: text + "\n`radio`: the call sign.\n",
    },
    "a census table": {"geodata/fetch/tables.py": lambda text: behind(text, ROWS, TABLE)},
    "a column on screen": {
        "pages/overview.py": lambda text: behind(text, '        Column("share", "Share", show=percent),\n', SHOWN)
    },
}
RULE = (ROOT / "planning/rules/custom.toml").read_text(encoding="utf-8").replace("Own rule", "Thanks rule")

WORKS = """
import os, sys, tempfile
from pathlib import Path
import pandas as pd
from streamlit.testing.v1 import AppTest

os.environ["COMMON_TONGUE_DEPARTMENT"] = "demo"
from planning.rules import PRESETS
assert PRESETS["thanks"].title.startswith("Thanks rule"), "a rule"

from click.testing import CliRunner
from geodata.department import answers
from geodata.department.intake import read_department
from geodata.fetch.tables import require_allowed_variable
from geodata.inputs.roster import read_roster
require_allowed_variable("C16003_001E")
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "roster.csv")
    path.write_text("badge,language,call sign\\n7,Spanish,Adam 12\\n")
    assert read_roster(path).roster["radio"].tolist() == ["Adam 12"], "a roster column"

from planning.meetings.options import MeetingOptions
from planning.meetings.solving.objectives import find_objective
assert find_objective(MeetingOptions(objective="most").objective).label == "Reach most people, again", "an objective"

def draw(path):
    from pages import OPENED_BY, PAGES
    from pages.parts.shell import access, context
    page = next(page for page in PAGES if page.path == path)
    visitor = access.current_visitor(context.open_records)
    page.render(context.open_context(visitor.actor, OPENED_BY))

def drawn(path, session=()):
    app = AppTest.from_function(draw, kwargs={"path": path}, default_timeout=120)
    for name, value in dict(session).items():
        app.session_state[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app

assert any("Harbor Falls" in block.value for block in drawn("thanks").markdown), "a page"
tables = drawn("overview", {"overview-section": "table"}).dataframe
heads = [str(name) for table in tables for name in table.value.columns]
assert any("very_well" in name or "very well" in name for name in heads), ("a column on screen", heads)
"""


def behind(text: str, line: str, new: str) -> str:
    """Put text behind a line that stands there once."""
    assert text.count(line) == 1, line
    return text.replace(line, line + new)


def promised() -> dict[str, set[str]]:
    """Return what the table of CONTRIBUTING.md says: the files of each change."""
    rows = re.findall(r"^\| (an? [a-z ]+) \| (`[^|]+`) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    return {change: set(re.findall(r"`([^`]+)`", files)) for change, files in rows}


@pytest.mark.parametrize("change", CHANGES)
def test_the_table_names_the_files(change):
    assert promised()[change] == {path.replace("thanks", "NAME") for path in CHANGES[change]}


def test_every_usual_change_works_in_those_files_alone(tmp_path):
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)  # with what is compiled: only what changes is compiled anew
        else:
            shutil.copy(source, tmp_path / name)
    for change in CHANGES.values():
        for path, write in change.items():
            target = tmp_path / path
            target.write_text(write(target.read_text("utf-8") if target.exists() else ""), encoding="utf-8")
    (tmp_path / "works.py").write_text(WORKS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "works.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
