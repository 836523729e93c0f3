"""What a person is told when something is missing or went wrong."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from geodata.files.disk import refused
from pages.parts.shell.places import sees_places, without_places
from planning.errors import PlanningError

log = logging.getLogger("common_tongue")


@contextmanager
def guard(where: str) -> Iterator[None]:
    """Show what can be mended as a sentence, and anything else as a sentence with an id for the log."""
    try:
        yield
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")
    except Exception as error:
        if isinstance(error, OSError) and (sentence := refused(error)) is not None:
            log.exception("the disk refused, on page %s", where)
            st.error(plain(str(sentence)), icon=":material/error:")
            return
        incident = secrets.token_hex(4)
        log.exception("incident %s on page %s", incident, where)
        st.error(
            "Something went wrong on this page. Nothing was changed. Give your administrator this code: "
            f"**{incident}**.",
            icon=":material/error:",
        )


_MARKUP = {ord(sign): f"\\{sign}" for sign in "\\`*_{}[]()#+-.!$|~<>:&="}
_UNSEEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "") | dict.fromkeys(
    [code for code in range(0x20) if chr(code) != "\n"] + [0x7F], " "
)
"""Signs that turn the direction of what follows are left out; control signs are spaces."""
JOINER = "\u2060"
"""A sign without width. Icons, emoji, links and arrows are made of text after its backslashes are gone: only another
sign between keeps them apart."""
_MADE_LATER = re.compile(r"(?<=:)(?=[A-Za-z+/-])|(?<=[wW]{3})(?=\.)|(?=@)|(?<=[<>=-])(?=[<>=-])")


def plain(text: object) -> str:
    """Return text of unknown origin so that Markdown shows it as it is: no icon, link, formula or picture in it.

    Who does not look after the server reads the names of its files and folders, and not where they are.

    Examples
    --------
    >>> print(plain("Beat *7* $x"))
    Beat \\*7\\* \\$x
    >>> plain(":material/home:").count(JOINER), plain("at 6:30, by e-mail").count(JOINER)
    (1, 0)
    """
    said = str(text)
    if ("/" in said or "\\" in said) and not sees_places():
        said = without_places(said)
    apart = _MADE_LATER.sub(JOINER, said.translate(_UNSEEN))
    return "\n".join(line.lstrip() for line in apart.translate(_MARKUP).split("\n"))


_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
"""One of ours. Those of names have their backslash, and another would take it away again."""


def show_answer(sentences: str) -> None:
    """Show the answer of a page: one to three sentences, the decisive words in bold."""
    st.markdown(_BARE_DOLLAR.sub(r"\\$", sentences), width=900)


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
