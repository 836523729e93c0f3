"""No dead road: whatever is defined is reached from a page, a command, a benchmark or a document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reachability import Node, find_unreached

ROOT = Path(__file__).resolve().parents[1]
SOURCES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for start in ("planning", "geodata", "pages", "commands", "benchmarks", "dashboard.py", "outreach.py", "server")
    for path in ([ROOT / start] if start.endswith(".py") else sorted((ROOT / start).rglob("*.py")))
}
DOCUMENTS = [ROOT / "Makefile", ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

STARTS_ITSELF = re.compile(r"commands\.\w+|benchmarks\.\w+|geodata\.records\.migrations\.\S+")
"""Loaded by name when asked for: a command, a benchmark, a step of the store's migrations."""
CALLED_BY_NAME = frozenset({"run", "upgrade", "downgrade", "revision", "down_revision", "branch_labels", "depends_on"})
"""In those: what ``outreach.py bench`` and Alembic call."""

FROM_OUTSIDE: dict[Node, str] = {
    ("geodata.fetch.census_api", "_Reply.json"): "the census package reads the answers of its session",
    ("planning.rules", "__all__"): "what the room hands on",
    ("planning.verdicts.thresholds", "__all__"): "what the module hands on",
}


def starts() -> set[str | Node]:
    named = {found for path in DOCUMENTS for found in re.findall(r"-m ([\w.]+)", path.read_text(encoding="utf-8"))}
    inside = {f"{name}.__main__" for name in named} | named
    loaded = {name for name in SOURCES if STARTS_ITSELF.fullmatch(name)}
    called = {(name, wanted) for name in loaded for wanted in CALLED_BY_NAME}
    # Examples of docstrings run as tests, and are read as documents.
    examples = {("planning.examples", name) for name in re.findall(r"def (\w+)", text_of("planning.examples"))}
    return {"dashboard", "outreach", *(inside & SOURCES.keys()), *loaded, *called, *examples}


def text_of(name: str) -> str:
    return SOURCES[name].read_text(encoding="utf-8")


def test_everything_is_reached() -> None:
    unreached = find_unreached({name: text_of(name) for name in SOURCES}, starts())
    assert {f"{module}: {name}" for module, name in unreached} == {
        f"{module}: {name}" for module, name in FROM_OUTSIDE
    }, "take out what nothing reaches, and its tests; tests alone keep nothing alive"


SMALL = {
    "app": """
from shop import till
from shop.goods import BASKET as kept
from shop import doors

def used(price): return till.pay(price) + kept["apple"](1)
def unused(): return till.refund()
class Clerk(till.Person):
    def greet(self): return self.name()
    def leave(self): return 0
if __name__ == "__main__":
    used(doors.OPEN)
    Clerk().greet()
""",
    "shop": "",
    "shop.till": '''
def pay(price):
    """See ``LIMIT``; nothing is said of ``refund``."""
    total = price
    return total
def refund(): return pay(1)
def total(): return 2
LIMIT, LEAST = 3, 1
SPARE = 4
class Person:
    def name(self): return ""
    def age(self): return 1
class Alone: pass
''',
    "shop.goods": """
from shop.registry import good
def apple(n): return n
def pear(n): return n
BASKET = {"apple": apple}
OTHER = {"pear": pear}
@good
def plum(n): return apple(n)
""",
    "shop.registry": """
def good(one): return one
START = "from shop.worker import main; main()"
""",
    "shop.worker": "def main(): return 0\n",
    "shop.doors": """
from html.parser import HTMLParser
OPEN = 1
class Door(HTMLParser):
    def handle_data(self): ...
""",
}


@pytest.mark.parametrize(
    ("more", "unreached"),
    [
        (
            "",
            "app.Clerk.leave app.unused shop.doors.Door shop.doors.Door.handle_data shop.goods.OTHER shop.goods.pear "
            "shop.registry.START shop.till.Alone shop.till.Person.age shop.till.SPARE shop.till.refund shop.till.total "
            "shop.worker.main",
        ),
        ("doors.Door()", "- shop.doors.Door shop.doors.Door.handle_data"),
        ("from shop.goods import OTHER as more\nmore", "- shop.goods.OTHER shop.goods.pear"),
        ("unused()", "- app.unused shop.till.refund"),
        ("from shop import registry\nregistry.START", "- shop.registry.START shop.worker.main"),
        ("print.age", "- shop.till.Person.age"),
    ],
)
def test_the_walk_follows_names_tables_attributes_and_other_processes(more: str, unreached: str) -> None:
    found = {f"{module}.{name}" for module, name in find_unreached(SMALL | {"app": SMALL["app"] + more}, ["app"])}
    if unreached.startswith("- "):
        before = {f"{module}.{name}" for module, name in find_unreached(SMALL, ["app"])}
        found, unreached = before - found, unreached[2:]
    assert found == set(unreached.split())
