"""Names as Chromium shows them: icons, links and arrows are made of text when its backslashes are gone."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

from pages.parts.shell.messages import JOINER
from tests.browser.door import ROOT, free_port, program

pytestmark = pytest.mark.browser

PAYLOADS = (
    *(
        ":material/home: x",
        ":smile: x",
        ":streamlit: x",
        "$x^2$ x",
        "$$x$$",
        "[go](http://o.example)",
        "http://o.example/x",
    ),
    *(
        "www.o.example y",
        "kim@o.example y",
        "mailto:kim@o.example",
        "xmpp:a@b.example",
        ":red[hot] x",
        "**b** _i_ ~~s~~",
    ),
    *("<u>x</u>", "&copy; &lt;b&gt;", "A -> B <- C -- D >= E", "Head\n===", "1) one", "![i](http://o.example/p.png)"),
    *("`code`", "# H", "- li", "| a |\n|---|", "\\[x\\]", "$ 5 and $ 6", "HTTPS://O.EXAMPLE/x", "://x", "note[^1]"),
)
SCRIPT = """
import streamlit as st
from pages.parts.shell.messages import plain
from tests.browser.test_plain import PAYLOADS
for number, text in enumerate(PAYLOADS):
    st.markdown(plain(text))
    st.button(plain(text), key=str(number))
st.caption("The end")
"""
MADE = re.compile(r"<(a|img|em|strong|h\d|code|pre|del|u|li|table)\b|katex|stIconMaterial|stMarkdownColored")


def test_a_browser_shows_each_name_as_it_is(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SCRIPT)
    address = f"http://127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "streamlit", "run", str(tmp_path / "app.py"), "--server.headless", "true"]
    command += ["--server.port", address.rpartition(":")[2]]
    with program(command, tmp_path / "log", address, {"PYTHONPATH": str(ROOT)}):
        page = browser.new_page()
        page.goto(address)
        page.get_by_text("The end").wait_for(timeout=60_000)
        page.get_by_test_id("stButton").nth(len(PAYLOADS) - 1).wait_for(timeout=60_000)
        drawn = page.locator('[data-testid="stMarkdown"], [data-testid="stButton"]').all()[:-1]  # without the end
        shown = [(one.text_content().replace(JOINER, "").strip(), one.inner_html()) for one in drawn]
        page.close()
    assert [text for text, _ in shown] == [one for text in PAYLOADS for one in (text, text)]
    assert [html for _, html in shown if MADE.search(html)] == []
