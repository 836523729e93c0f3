"""Every place where a name is shown: none makes a formula, a link, an icon or a picture of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message

from pages import PAGES
from pages.parts.shell.messages import plain
from tests.pages.drawing import draw_page
from tests.pages.hostile import hostile_department
from tests.pages.looking import nodes

NAMES = tuple(f"Zq$x^2$ :material/home: [go](http://o.example) **b** www.o.example {k}" for k in range(6))
BARE = re.compile(r"(?<!\\)(\$x|\[go|\*\*b)|:material/home|:/+o|www\\?\.o")
"""What of such a name Markdown would make something of."""

SHOWN_AS_TEXT = {
    ("Selectbox", "options"),
    ("MultiSelect", "options"),
    ("Code", "code_text"),
    ("Selectbox", "raw_values"),
    ("TextInput", "default"),
    ("TextInput", "value"),
    ("TextArea", "default"),
    ("TextArea", "value"),
    ("VegaLiteChart", "spec"),
    ("Html", "body"),
    ("ComponentInstance", "json_args"),  # maps and HTML: tests/browser/test_dashboard.py looks at what is made of them
}
"""Parts of the screen that know no Markdown. Everything else is taken to read it."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_department(tmp_path_factory.mktemp("names") / "department", NAMES)


@pytest.mark.parametrize(
    "path",
    [
        page.path if page.path in ("setup", "partners") else pytest.param(page.path, marks=pytest.mark.slow)
        for page in PAGES
    ],
)
def test_no_name_is_markdown(monkeypatch: pytest.MonkeyPatch, folder: Path, path: str) -> None:
    app = draw_page(monkeypatch, path, folder)
    shown = [(kind, where, text) for part in (app.main, app.sidebar) for kind, where, text in texts_of(part)]
    assert any("Zq" in text for _, _, text in shown)
    assert [row for row in shown if row[:2] not in SHOWN_AS_TEXT and BARE.search(row[2])] == []


def texts_of(block: Any) -> Iterator[tuple[str, str, str]]:
    """Yield every text a part of the screen is sent: of which kind of element, of which field."""
    for node in nodes(block):
        proto = getattr(node, "proto", None)
        if isinstance(proto, Message):
            yield from ((type(proto).__name__, where, text) for where, text in _strings(proto))


def _strings(message: Message) -> Iterator[tuple[str, str]]:
    for field, value in message.ListFields():
        if field.name in ("id", "key", "form_id"):
            continue
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from _strings(one)
            elif isinstance(one, str):
                yield field.name, one


def test_what_cannot_be_seen_does_not_stay() -> None:
    assert plain("a\u202eb\tc\x07d") == "ab c d"
    assert plain("    code") == "code"
