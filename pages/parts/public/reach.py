"""How the public reaches the department, and the line an officer calls: shown, and set by whoever may."""

from __future__ import annotations

import json

import streamlit as st

from geodata.department.settings import FOR_THE_PUBLIC
from geodata.department.settings_change import set_settings
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context

LABELS = {
    "public_phone": "Phone for the public",
    "public_email": "Email for the public",
    "public_website": "Website",
    "interpreter_line": "Interpreter line, number",
    "interpreter_code": "Interpreter line, code",
}
assert tuple(LABELS) == FOR_THE_PUBLIC


def show_reach(context: Context) -> None:
    """Draw what the public's papers say of phone, email, website and the interpreter line, with a form to set them."""
    settings = context.department.settings
    with st.expander("Phone, email, website, and interpreter line", key="public-reach"):
        if context.department.folder is None:
            st.caption("The demo has none, and can’t be changed.")
            return
        if not context.may("write", "live_department"):
            for name, label in LABELS.items():
                st.markdown(f"{label}: {getattr(settings, name) or 'not set'}")
            st.caption("An administrator sets these.")
            return
        with st.form(f"public-reach-{context.department.version}", border=False):
            given = {
                name: st.text_input(
                    label, value=getattr(settings, name), key=f"reach-{name}-{context.department.version}"
                )
                for name, label in LABELS.items()
            }
            sent = st.form_submit_button("Save", type="primary", icon=":material/check:")
        if sent:
            changed = {name: value.strip() for name, value in given.items() if value.strip() != getattr(settings, name)}
            if changed:
                run(lambda: _set(context, changed), "Saved")
                st.rerun()  # what went wrong stands at the head of the page


def _set(context: Context, changed: dict[str, str]) -> None:
    """Set what was changed; quoted, as the settings file has it: a number with digits alone is a text too."""
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in changed.items()}
    set_settings(context.department, quoted, context.writer(context.renew()))
