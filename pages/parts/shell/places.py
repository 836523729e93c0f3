"""Where the server keeps its files: told to who looks after it, and to nobody else, whatever went wrong."""

from __future__ import annotations

import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path

import streamlit as st

from geodata.departments import DEPARTMENT_VARIABLE, departments_folder
from geodata.fetch.cache import default_cache_folder
from planning.records.roles import Actor
from planning.vocabulary import ADMIN

_SEES = "sees-places"
_END = r"\s'\"“”‘’,;:()<>|"
_ABSOLUTE = re.compile(
    rf"(?<![\w/:.~-])(?:/(?P<top>[^/{_END}]+)(?:/+[^/{_END}]+)+/?|(?:[A-Za-z]:|\\\\)[\\/]?[^{_END}]*[\\/][^{_END}]+)"
)
"""A path from the top of a disk. Addresses, "24/7" and "and/or" are none."""


def let_see(actor: Actor | None) -> None:
    """Note for this session whether who is looking may be told where files are."""
    st.session_state[_SEES] = actor is not None and actor.role == ADMIN


def sees_places() -> bool:
    """Return whether who is looking may be told where files are."""
    return bool(st.session_state.get(_SEES, False))


def without_places(text: str) -> str:
    """Return text with the name of a file or folder in the place of its path on the server.

    Examples
    --------
    >>> without_places(f"{tempfile.gettempdir()}/my data/d/beats.parquet cannot be read (24/7, https://a.gov/b/c)")
    'beats.parquet cannot be read (24/7, https://a.gov/b/c)'
    """
    if "/" not in text and "\\" not in text:
        return text
    for root in _roots(os.environ.get(DEPARTMENT_VARIABLE, ""), str(departments_folder()), str(default_cache_folder())):
        text = re.sub(rf"{re.escape(root)}(?:[\\/][^{_END}]*(?: [^{_END}]*[\\/][^{_END}]*)*)?", _last, text)
    return _ABSOLUTE.sub(lambda found: _last(found) if _is_there(found["top"]) else found[0], text)


def _last(found: re.Match[str]) -> str:
    return re.split(r"[\\/]", found[0].rstrip("\\/"))[-1]


@lru_cache(16)
def _roots(*folders: str) -> tuple[str, ...]:
    """Return the folders this server works in, the longest first; a name alone is no place."""
    own = (*folders, tempfile.gettempdir(), str(Path.home()), str(Path(__file__).resolve().parents[3]))
    places = {text for one in own if one for text in (one, str(Path(one).resolve())) if Path(text).parent != Path(text)}
    return tuple(sorted((place for place in places if Path(place).is_absolute()), key=len, reverse=True))


@lru_cache(256)
def _is_there(top: str | None) -> bool:
    """Return whether a first folder is one of this machine; a path with a letter of Windows always is one."""
    return top is None or Path("/", top).exists()
