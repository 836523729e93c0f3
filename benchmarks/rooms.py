"""The rooms of the program: who imports whom, floor by floor, what runs back up, and what runs in a circle.

python -m benchmarks.rooms
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parent.parent
STARTS = ("planning", "geodata", "pages", "commands", "dashboard.py", "outreach.py", "server")

Graph = dict[str, set[str]]
"""Each thing, and what it imports of the others."""

FLOORS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "": (("planning",), ("geodata", "server"), ("pages.parts", "commands"), ("pages", "outreach"), ("dashboard",)),
        "planning": (
            ("arrays", "lists", "signs", "vocabulary", "wanted"),
            ("errors",),
            ("highs", "languages"),
            ("words",),
            ("need",),
            ("examples", "meetings", "rules"),
            ("officers", "verdicts"),
            ("materials", "whatif"),
            ("records",),
            ("targets",),
            ("access", "briefs", "public"),
        ),
        "geodata": (
            ("clock", "files", "version"),
            ("inputs",),
            ("department",),
            ("fetch", "maps", "records"),
            ("papers",),
            ("demo", "gis", "meetings"),
            ("materials", "officers"),
            ("departments",),
            ("access", "batch", "change", "checks", "public", "whatif"),
            ("targets",),
            ("briefs",),
            ("products", "setup"),
            ("gis_feed",),
        ),
        "pages.parts": (
            ("kept",),
            ("shell",),
            ("widgets",),
            ("forms",),
            ("access", "followup", "materials", "officers", "overview", "partners", "people", "public", "setup"),
            ("meetings", "whatif"),
        ),
    }
)
"""The floors of each storey, the lowest first: a room may import rooms of lower floors, and none beside it."""


@cache
def parsed(text: str) -> ast.Module:
    """Return the syntax of a module, parsed once."""
    return ast.parse(text)


@dataclass(frozen=True, slots=True)
class Module:
    """One file: its path, its dotted name, and what it imports, by dotted names (``pages.parts.shell.state``)."""

    path: str
    name: str
    tree: ast.Module
    imports: frozenset[str]

    @classmethod
    def of(cls, path: str, text: str) -> Module:
        """Read a module."""
        tree = parsed(text)
        name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        return cls(path, name, tree, frozenset(_imports(path, tree)))


def _imports(path: str, tree: ast.Module) -> Iterator[str]:
    package = path.split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


@cache
def read_modules() -> tuple[Module, ...]:
    """Return every module of the program, each read once."""
    paths = sorted(
        path for start in STARTS for path in ([ROOT / start] if start.endswith(".py") else (ROOT / start).rglob("*.py"))
    )
    return tuple(Module.of(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def file_arrows(modules: Iterable[Module]) -> Graph:
    """Return which module imports which, by dotted name."""
    modules = tuple(modules)
    known = {module.name for module in modules}
    return {
        module.name: {found for name in module.imports if (found := _module_of(name, known))} - {module.name}
        for module in modules
    }


def _module_of(name: str, known: set[str]) -> str | None:
    """Return the module a dotted name is, or is a part of."""
    return next((one for one in (name, name.rpartition(".")[0]) if one in known), None)


def room_arrows(arrows: Graph, storey: str) -> Graph:
    """Return which room of a storey imports which, by its name inside it: ``need`` of ``planning``."""
    rooms: Graph = {}
    for name, targets in arrows.items():
        room = _room_of(name, storey)
        if room:
            rooms.setdefault(room, set()).update(found for one in targets if (found := _room_of(one, storey)))
    return {room: targets - {room} for room, targets in rooms.items()}


def _room_of(name: str, storey: str) -> str:
    if not storey:
        return "pages.parts" if name.startswith("pages.parts") else name.split(".")[0]
    return name.removeprefix(f"{storey}.").split(".")[0] if name.startswith(f"{storey}.") else ""


def running_up(arrows: Graph, floors: Sequence[Sequence[str]]) -> list[str]:
    """Return the arrows between rooms that do not run down, and the rooms that stand on no floor.

    Examples
    --------
    >>> running_up({"need": {"words"}, "words": {"need"}, "attic": {"words"}}, [["words"], ["need"]])
    ['attic stands on no floor', 'words imports need']
    """
    level = {room: k for k, floor in enumerate(floors) for room in floor}
    lost = [f"{room} stands on no floor" for room in arrows if room not in level]
    up = [
        f"{room} imports {other}"
        for room, others in arrows.items()
        for other in others
        if room in level and level.get(other, len(floors)) >= level[room]
    ]
    return sorted(lost + up)


def circles(arrows: Graph) -> list[list[str]]:
    """Return the groups of things that import each other, each in order.

    Examples
    --------
    >>> circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}})
    [['b', 'c']]
    """
    reached = {one: _reached(one, arrows) for one in arrows}
    groups = {
        tuple(sorted(other for other in reached[one] if one in reached[other])) for one in arrows if one in reached[one]
    }
    return sorted(map(list, groups))


def _reached(start: str, arrows: Graph) -> set[str]:
    seen: set[str] = set()
    waiting = list(arrows[start])
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(arrows.get(one, ()))
    return seen


def run() -> None:
    """Print the rooms of every storey, floor by floor from the top, with what each imports."""
    arrows = file_arrows(read_modules())
    for storey, floors in FLOORS.items():
        rooms = room_arrows(arrows, storey)
        up, rings = running_up(rooms, floors), circles(rooms)
        counts = f"{len(rooms)} rooms, {len(floors)} floors, {sum(map(len, rooms.values()))} arrows"
        print(f"{storey or 'the whole'}: {counts}, {len(up)} that run back up, {len(rings)} circles")
        for k in range(len(floors), 0, -1):
            for room in floors[k - 1]:
                print(f"  {k} {room} -> {', '.join(sorted(rooms.get(room, ()))) or 'nothing here'}")
        for line in [*up, *(" <-> ".join(ring) for ring in rings)]:
            print(f"  ! {line}")
    rings = circles(arrows)
    print(f"files: {len(arrows)}, {sum(map(len, arrows.values()))} arrows, {len(rings)} circles")
    for ring in rings:
        print(f"  ! {' <-> '.join(ring)}")


if __name__ == "__main__":
    run()
