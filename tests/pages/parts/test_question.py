"""Where most people speak Spanish, the question can be turned round, and the page says what the table cannot answer."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest


def test_the_question_is_turned_round_and_says_what_the_table_cannot(tmp_path: Path) -> None:
    script = tmp_path / "screen.py"
    script.write_text(
        "import streamlit as st\nfrom pages.parts.overview.question import show_question\n"
        "st.json({'turned': show_question('Most people here speak Spanish.')})\n"
    )
    screen = AppTest.from_file(str(script), default_timeout=60).run()
    assert screen.info and not screen.warning and '"turned": false' in screen.json[0].value.lower()
    asked = screen.get("button_group")[0]
    asked.set_value("speak Spanish less than “very well”").run()
    assert "cannot be counted from census table C16001" in screen.warning[0].value
