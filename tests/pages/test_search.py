"""Every search box of every page, on the demo and where half of it is missing: it finds or says so, and never fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages import PAGES

Draw = Callable[..., AppTest]


def search_everywhere(app: AppTest) -> None:
    boxes = [box.key for box in app.text_input if (box.key or "").endswith("-find")]
    for text in ("zzz", "4,9", "not", "["):
        for key in boxes:
            app.text_input(key=key).set_value(text)
        app.run()
        assert not app.exception and not app.error, text
        if text == "zzz" and boxes:
            assert "Nothing in this table matches" in "".join(caption.value for caption in app.caption)


def test_the_boxes_of_the_overview_work_where_half_is_missing(draw: Draw, bare_department: Path) -> None:
    search_everywhere(draw("overview", bare_department))


@pytest.mark.slow
@pytest.mark.parametrize("path", [page.path for page in PAGES])
@pytest.mark.parametrize("bare", [False, True])
def test_the_boxes_of_every_page_work(path: str, bare: bool, draw: Draw, bare_department: Path) -> None:
    search_everywhere(draw(path, bare_department if bare else "demo"))
