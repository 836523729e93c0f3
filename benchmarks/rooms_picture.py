"""The picture of docs/architecture.md: every room on its floor, drawn from the imports.

python -m benchmarks.rooms_picture
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from html import escape
from textwrap import wrap

from benchmarks.rooms import FLOORS, ROOT, Graph, file_arrows, read_modules, room_arrows

PICTURE = ROOT / "docs" / "figures" / "rooms.svg"
STOREYS = {
    "pages.parts": "pages/parts: what a person sees",
    "geodata": "geodata: reading, writing, and one road to each answer",
    "planning": "planning: decisions, as pure functions",
}
WIDTH, MARGIN, GAP, ROOM, ROW = 1160, 24, 10, 62, 92
LINES, LINE = 2, 13
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1d2527 }
.title { font-size: 16px; font-weight: 600 } .name { font-weight: 600 } .says { font-size: 11px; fill: #4a5659 }
rect { fill: #f3f5f5; stroke: #0f6b6b } path { fill: none; stroke: #0f6b6b; stroke-opacity: .28 }
"""
PAPER = '<rect width="100%" height="100%" style="fill:#fff;stroke:none"/>'

Boxes = dict[str, tuple[float, float, float]]
"""Left, top and width of each room."""


def purpose_of(storey: str, room: str) -> str:
    """Return what a room says of itself: the first line of its docstring."""
    path = ROOT / storey.replace(".", "/") / room
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n")[0].replace("``", "")


def draw() -> str:
    """Return the picture as SVG: the upper floors above, an arrow from each room to those it imports."""
    arrows = file_arrows(read_modules())
    body: list[str] = []
    top = MARGIN
    for storey, title in STOREYS.items():
        body.append(f'<text class="title" x="{MARGIN}" y="{top + 14}">{escape(title)}</text>')
        boxes = _place(FLOORS[storey], top + 30)
        body += [*_arrows(room_arrows(arrows, storey), boxes), *_rooms(storey, boxes)]
        top += 30 + ROW * len(FLOORS[storey]) + MARGIN
    size = f'viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
    head = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', f"<style>{STYLE}</style>", PAPER]
    return "\n".join([*head, *body, "</svg>", ""])


def _place(floors: tuple[tuple[str, ...], ...], top: float) -> Boxes:
    boxes: Boxes = {}
    for row, rooms in enumerate(reversed(floors)):
        width = min((WIDTH - 2 * MARGIN - GAP * (len(rooms) - 1)) / len(rooms), 360)
        left = (WIDTH - width * len(rooms) - GAP * (len(rooms) - 1)) / 2
        for place, room in enumerate(rooms):
            boxes[room] = (left + place * (width + GAP), top + row * ROW, width)
    return boxes


def _arrows(arrows: Graph, boxes: Boxes) -> Iterator[str]:
    for room, others in sorted(arrows.items()):
        for other in sorted(others & boxes.keys()):
            left, top, width = boxes[room]
            below_left, below, below_width = boxes[other]
            start, end = left + width / 2, below_left + below_width / 2
            foot, half = top + ROOM, (top + ROOM + below) / 2
            way = f"M{start:.0f},{foot:.0f} C{start:.0f},{half:.0f} {end:.0f},{half:.0f} {end:.0f},{below:.0f}"
            yield f'<path d="{way}"/>'


def _rooms(storey: str, boxes: Boxes) -> Iterator[str]:
    for room, (left, top, width) in boxes.items():
        middle = left + width / 2
        yield f'<rect x="{left:.0f}" y="{top:.0f}" width="{width:.0f}" height="{ROOM}" rx="6"/>'
        yield f'<text class="name" x="{middle:.0f}" y="{top + 18:.0f}" text-anchor="middle">{room}</text>'
        says = wrap(purpose_of(storey, room), max(int(width / 6.4), 12))
        says = [*says[: LINES - 1], says[LINES - 1] + "…"] if len(says) > LINES else says
        for number, line in enumerate(says):
            y = top + 36 + LINE * number
            yield f'<text class="says" x="{middle:.0f}" y="{y:.0f}" text-anchor="middle">{escape(line)}</text>'


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
