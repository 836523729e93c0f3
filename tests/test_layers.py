"""Imports point down: planning <- geodata <- pages/parts <- pages <- dashboard; commands, outreach beside it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for start in ("planning", "geodata", "pages", "commands", "dashboard.py", "outreach.py")
    for path in ([ROOT / start] if start.endswith(".py") else (ROOT / start).rglob("*.py"))
    if path.is_file()
)

RANKS = {"planning": 0, "geodata": 1, "pages.parts": 2, "pages": 3, "dashboard": 4, "commands": 4, "outreach": 5}
"""A room may import from itself and from lower ones."""

OFF_LIMITS = {
    "planning": {
        "census",
        "fiona",
        "folium",
        "geopandas",
        "httpx",
        "pyogrio",
        "requests",
        "socket",
        "sqlalchemy",
        "sqlite3",
        "streamlit",
        "streamlit_folium",
        "subprocess",
        "urllib",
    },
    "geodata": {"folium", "streamlit", "streamlit_folium"},
    "commands": {"folium", "pages", "streamlit", "streamlit_folium"},
    "outreach": {"folium", "pages", "streamlit", "streamlit_folium"},
}

READS_SPATIAL_FILES = {"read_file", "read_parquet", "read_feather", "read_dataframe"}


def room_of(module: str) -> str | None:
    """Return the room of a dotted module name; None for what is not ours."""
    if module == "pages.parts" or module.startswith("pages.parts."):
        return "pages.parts"
    first = module.split(".")[0]
    return first if first in RANKS else None


def dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def tree_of(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def is_main_guard(node: ast.AST) -> bool:
    """Whether this is ``if __name__ == "__main__":``, under which a page may start the whole app."""
    return isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)


def nodes_of(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not is_main_guard(child):
            yield child
            yield from nodes_of(child)


def imports_of(path: str, tree: ast.Module | None = None) -> set[str]:
    """Return the dotted names a module imports: ``from pages import parts`` is ``pages.parts``."""
    package = path.split("/")[:-1]
    found: set[str] = set()
    for node in nodes_of(tree or tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


def calls_of(tree: ast.Module) -> Iterator[str]:
    """Yield what is called, as it is written: ``gpd.read_file``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


every_module = pytest.mark.parametrize("path", MODULES)


def test_there_is_something_to_check():
    assert {"planning/need/need.py", "geodata/department/department.py", "dashboard.py", "outreach.py"} <= set(MODULES)


@every_module
def test_imports_point_downwards(path):
    own = room_of(dotted(path))
    assert own is not None
    for name in sorted(imports_of(path)):
        room = room_of(name)
        assert room is None or room == own or RANKS[room] < RANKS[own], f"{path} imports {name}"


@every_module
def test_rooms_keep_from_what_is_not_theirs(path):
    strangers = {name.split(".")[0] for name in imports_of(path)} & OFF_LIMITS.get(room_of(dotted(path)) or "", set())
    assert not strangers, f"{path} imports {', '.join(sorted(strangers))}"


@every_module
def test_folium_is_only_on_the_map(path):
    is_map = path == "pages/parts/widgets/maps.py"
    packages = {name.split(".")[0] for name in imports_of(path)}
    assert is_map or not packages & {"folium", "streamlit_folium"}


@every_module
def test_caches_are_only_in_the_rooms_for_what_is_kept(path):
    names = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
    names |= {name.rsplit(".", 1)[-1] for name in imports_of(path)}
    assert path.startswith("pages/parts/kept/") or not names & {"cache_data", "cache_resource"}


@every_module
def test_only_safe_read_opens_spatial_files(path):
    if path.startswith("geodata/files/safe_read"):
        return
    assert "pyogrio" not in {name.split(".")[0] for name in imports_of(path)}
    spatial = {
        call
        for call in calls_of(tree_of(path))
        if call.rsplit(".", 1)[-1] in READS_SPATIAL_FILES and call.split(".")[0] in {"gpd", "geopandas"}
    }
    # A department folder is the product's own writing, in one format that can name no other file.
    own = {"gpd.read_parquet"} if path == "geodata/department/department.py" else set()
    assert spatial <= own


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("planning/")])
def test_planning_opens_no_file(path):
    calls = set(calls_of(tree_of(path)))
    assert not calls & {"open", "print", "input"}
    assert not {call for call in calls if call.startswith("pd.read_")}


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("pages/parts/widgets/maps.py", "from pages import parts", {"pages.parts"}),
        (
            "pages/parts/widgets/maps.py",
            "from . import state\nfrom .. import meetings",
            {"pages.parts.widgets.state", "pages.parts.meetings"},
        ),
        ("planning/need/need.py", "def f():\n    import folium.plugins", {"folium.plugins"}),
        ("pages/meetings.py", 'if __name__ == "__main__":\n    from dashboard import main', set()),
    ],
)
def test_the_walk_sees_every_form_of_import(path, text, expected):
    assert imports_of(path, ast.parse(text)) == expected
