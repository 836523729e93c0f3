"""Imports point down: planning <- geodata <- pages/parts <- pages <- dashboard; commands, outreach beside it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from benchmarks.rooms import FLOORS, Module, circles, file_arrows, read_modules, room_arrows, running_up

ON_THE_SCREEN = frozenset({"folium", "streamlit"})
OFF_LIMITS = {
    "planning": ON_THE_SCREEN
    | {
        "census",
        "fiona",
        "geopandas",
        "httpx",
        "pyogrio",
        "requests",
        "socket",
        "sqlalchemy",
        "sqlite3",
        "subprocess",
        "urllib",
    },
    "geodata": ON_THE_SCREEN,
    "commands": ON_THE_SCREEN | {"pages"},
    "outreach": ON_THE_SCREEN | {"pages"},
}

VERBS_OF_PLANNING = ("solve_", "build_", "choose_", "assign_", "plan_", "place_")
"""What makes an answer: pages and commands ask ``geodata/<subject>`` for it, so that each is put together once."""
WORDS_ABOUT = ("_sentence", "_answer", "_paper")
"""Endings of what tells an answer in words."""

READS_SPATIAL_FILES = frozenset({"read_file", "read_parquet", "read_feather", "read_dataframe"})


@cache
def program() -> tuple[Module, ...]:
    """Return every module, read when the first test asks: not in every process that only looks for tests."""
    return read_modules()


def packages_of(module: Module) -> set[str]:
    return {name.split(".")[0] for name in module.imports}


def calls_of(module: Module) -> Iterator[str]:
    """Yield what is called, as it is written: ``gpd.read_file``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def offenders(found: Iterable[tuple[Module, Iterable[str]]]) -> list[str]:
    return [f"{module.path}: {', '.join(sorted(what))}" for module, names in found if (what := set(names))]


def test_there_is_something_to_check() -> None:
    paths = {module.path for module in program()}
    assert {"planning/need/need.py", "geodata/department/department.py", "dashboard.py", "outreach.py"} <= paths


@pytest.mark.parametrize("storey", FLOORS)
def test_imports_of_rooms_point_downwards(storey: str) -> None:
    rooms = room_arrows(file_arrows(program()), storey)
    assert running_up(rooms, FLOORS[storey]) == []
    assert sorted(room for floor in FLOORS[storey] for room in floor) == sorted(rooms)


def test_no_files_import_each_other_in_a_circle() -> None:
    assert circles(file_arrows(program())) == []


def test_rooms_keep_from_what_is_not_theirs() -> None:
    assert (
        offenders((one, packages_of(one) & OFF_LIMITS.get(one.name.split(".")[0], frozenset())) for one in program())
        == []
    )


def test_folium_is_only_on_the_map() -> None:
    # The dashboard loads it beside the start, and draws nothing with it.
    others = (one for one in program() if one.path not in ("pages/parts/widgets/folium_map.py", "dashboard.py"))
    assert offenders((one, packages_of(one) & {"folium"}) for one in others) == []


LATE = frozenset(
    {
        "alembic",
        "altair",
        "dask",
        "distributed",
        "docx",
        "folium",
        "icalendar",
        "networkx",
        "openpyxl",
        "osmium",
        "psycopg",
        "scipy.linalg",
    }
    | {"scipy.optimize", "scipy.spatial", "scipy.sparse.csgraph", "typst"}
)
"""What takes long to load, together as long as all else of a start, and no first page needs: imported in its use."""
LOADED_LATE = (
    *("geodata/records/migrate.py", "geodata/records/migrations/"),
    *("geodata/papers/word.py", "geodata/papers/workbook.py", "pages/parts/widgets/folium_map.py"),
)
"""What a first page does need, and parts that are themselves imported late."""


def test_what_takes_long_to_load_is_loaded_late() -> None:
    def at_once(module: Module) -> set[str]:
        tops = [node for node in module.tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {name.name for node in tops if isinstance(node, ast.Import) for name in node.names}
        names |= {str(node.module) for node in tops if isinstance(node, ast.ImportFrom)}
        return {name for name in names if any(f"{name}.".startswith(f"{late}.") for late in LATE)}

    loaded_at_once = (one for one in program() if not one.path.startswith(LOADED_LATE))
    assert offenders((one, at_once(one)) for one in loaded_at_once) == []


def test_caches_are_only_in_the_rooms_for_what_is_kept() -> None:
    def caches(module: Module) -> set[str]:
        names = {node.attr for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)}
        return (names | {name.rsplit(".", 1)[-1] for name in module.imports}) & {"cache_data", "cache_resource"}

    assert offenders((one, caches(one)) for one in program() if not one.path.startswith("pages/parts/kept/")) == []


def test_only_safe_read_opens_spatial_files() -> None:
    # A department folder is the product's own writing, in one format that can name no other file.
    own = {"geodata/department/department.py": {"read_own_map"}}

    def reads(module: Module) -> set[str]:
        spatial = {
            call
            for call in calls_of(module)
            if call.rsplit(".", 1)[-1] in READS_SPATIAL_FILES and call.split(".")[0] in {"gpd", "geopandas"}
        }
        kept = set(calls_of(module)) & {"read_own_map"}
        return (spatial | kept | packages_of(module) & {"pyogrio"}) - own.get(module.path, set())

    assert offenders((one, reads(one)) for one in program() if not one.path.startswith("geodata/files/safe_read")) == []


def test_files_are_read_by_one_kind_of_process() -> None:
    rooms = ("geodata/files/", "geodata/inputs/", "geodata/meetings/")
    threads = {"concurrent.futures", "concurrent.futures.ThreadPoolExecutor"}  # of the process that reads

    def starts(module: Module) -> set[str]:
        begun = {
            name for name in module.imports if name.split(".")[0] in {"subprocess", "multiprocessing", "concurrent"}
        }
        return begun - threads

    others = [one for one in program() if one.path.startswith(rooms) and one.name != "geodata.files.own_process"]
    assert offenders((one, starts(one)) for one in others) == []


def test_planning_opens_no_file() -> None:
    def opens(module: Module) -> set[str]:
        return {call for call in calls_of(module) if call in {"open", "print", "input"} or call.startswith("pd.read_")}

    assert offenders((one, opens(one)) for one in program() if one.path.startswith("planning/")) == []


def verbs_of_planning(module: Module) -> set[str]:
    """Return what a module takes from planning to make an answer itself, imported by name or called on a module."""
    ours = {name for name in module.imports if name.startswith("planning.")}
    modules = {name.rsplit(".", 1)[-1] for name in ours}
    called = {call for call in calls_of(module) if call.split(".")[0] in modules}
    names = {name.rsplit(".", 1)[-1] for name in ours | called}
    return {name for name in names if name.startswith(VERBS_OF_PLANNING) and not name.endswith(WORDS_ABOUT)}


def test_pages_and_commands_put_no_answer_together() -> None:
    asking = (one for one in program() if one.path.startswith(("pages/", "commands/")))
    assert offenders((one, verbs_of_planning(one)) for one in asking) == []


def test_a_verb_of_planning_is_seen_however_it_is_called() -> None:
    named = Module.of("pages/x.py", "from planning.meetings.solve import solve_meetings, travel_table")
    on_a_module = Module.of("pages/x.py", "from planning.meetings import solve\nsolve.solve_meetings(1)")
    assert verbs_of_planning(named) == verbs_of_planning(on_a_module) == {"solve_meetings"}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("pages/parts/widgets/maps.py", "from pages import parts", {"pages.parts"}),
        (
            "pages/parts/widgets/maps.py",
            "from . import tables\nfrom .. import meetings",
            {"pages.parts.widgets.tables", "pages.parts.meetings"},
        ),
        ("planning/need/need.py", "def f():\n    import folium.plugins", {"folium.plugins"}),
    ],
)
def test_the_walk_sees_every_form_of_import(path: str, text: str, expected: set[str]) -> None:
    assert Module.of(path, text).imports == expected


def test_a_circle_and_an_arrow_back_up_are_seen() -> None:
    texts = {
        "planning/need/need.py": "from planning.words import wording",
        "planning/words/__init__.py": "",
        "planning/words/wording.py": "from planning.need.need import build_need",
    }
    arrows = file_arrows([Module.of(path, text) for path, text in texts.items()])
    assert circles(arrows) == [["planning.need.need", "planning.words.wording"]]
    rooms = room_arrows(arrows, "planning")
    assert running_up(rooms, [["words"], ["need"]]) == ["words imports need"]
    assert running_up(rooms, [["need"]]) == ["need imports words", "words stands on no floor"]


WRITES_A_DEPARTMENT = frozenset(
    {
        "bring_version_back",
        "change_department",
        "fetch_department",
        "finish",
        "put_in_force",
        "refresh_department",
        "remove_rule",
        "save_attached",
        "save_department",
        "save_rule",
        "undo_write",
    }
)
WRITES_FILES = frozenset({"write_text", "write_bytes", "to_parquet", "copyfile", "mkdir", "unlink", "rmtree"})
PAST_THE_DOOR = frozenset({"write_version", "switch", "locked"})


def test_whoever_writes_a_department_says_who_they_are() -> None:
    def nobody(module: Module) -> set[str]:
        calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
        named = {ast.unparse(node) for node in calls if ast.unparse(node.func).split(".")[-1] in WRITES_A_DEPARTMENT}
        return {call for call in named if not re.search(r"\bwriter|\bby\b", call)}

    asking = (one for one in program() if one.name.split(".")[0] in ("pages", "commands"))
    assert offenders((one, nobody(one)) for one in asking) == []


def test_a_department_has_one_door_for_writing() -> None:
    # Files are written into a place that nobody opens yet (department, rules), and become a version in ``versions``.
    door = {f"geodata/department/{name}.py" for name in ("history", "version_files", "versions", "department", "rules")}

    def writes(module: Module) -> set[str]:
        wanted = PAST_THE_DOOR | (WRITES_FILES if module.path.startswith("geodata/department/") else frozenset())
        return {call for call in calls_of(module) if call.rsplit(".", 1)[-1] in wanted}

    # The audit trail is brought up to a department under its lock.
    others = (one for one in program() if one.path not in {*door, "geodata/records/department_writes.py"})
    assert offenders((one, writes(one)) for one in others) == []
