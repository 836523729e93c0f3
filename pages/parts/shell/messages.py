"""What a person is told when something is missing or went wrong."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from planning.errors import PlanningError

log = logging.getLogger("common_tongue")


@contextmanager
def guard(where: str) -> Iterator[None]:
    """Show what can be mended as a sentence, and anything else as a sentence with an id for the log."""
    try:
        yield
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")
    except Exception:
        incident = secrets.token_hex(4)
        log.exception("incident %s on page %s", incident, where)
        st.error(
            f"This page met a fault of the program. Nothing was changed. Quote **{incident}** to whoever looks after "
            "it: "
            "the log has the details.",
            icon=":material/error:",
        )


_MARKUP = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]()#+-.!$|~<>:"}


def plain(text: object) -> str:
    """Return text of unknown origin so that Markdown shows it as it is.

    Examples
    --------
    >>> print(plain("Beat *7* $x"))
    Beat \\*7\\* \\$x
    """
    return str(text).translate(_MARKUP)


def show_answer(sentences: str) -> None:
    """Show the answer of a page: one to three sentences, the decisive words in bold."""
    st.markdown(sentences.replace("$", "\\$"), width=900)


def show_empty(missing: str, fix: str) -> None:
    """Say what is missing and what to do next."""
    st.info(f"{plain(missing)} {plain(fix)}", icon=":material/info:")


_FLASH = "flash"


def leave_flash(sentence: str) -> None:
    """Keep a sentence for the next time a page is drawn: what was just done."""
    st.session_state[_FLASH] = sentence


def show_flash() -> None:
    """Say what was just done, once."""
    sentence = st.session_state.pop(_FLASH, None)
    if sentence:
        st.toast(plain(sentence), icon=":material/check:")
