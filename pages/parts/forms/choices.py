"""What can be chosen in a form, and how a stored value is read: languages, areas, partners, venues, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from geodata.department.names import area_title
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.languages.groups import ALL, ENGLISH, LANGUAGES, NAMED_LANGUAGE_IDS, language_name
from planning.languages.named import NAMED_LANGUAGES
from planning.languages.spoken import group_of, spoken_name
from planning.lists import listed
from planning.words.formats import short_day, up_to_hundredths

NOTHING = "—"


def language_options() -> tuple[str, ...]:
    """Return every language of the table of names, those that are one language first.

    Examples
    --------
    >>> options = language_options()
    >>> options[:2], "other_asian_pacific:Khmer" in options, "other:Mam" in options, "english" in options
    (('spanish', 'korean'), True, True, True)
    """
    lumps = [group.id for group in LANGUAGES.values() if group.is_lump]
    inside = sorted((one.spoken for one in NAMED_LANGUAGES.values() if one.group in lumps), key=spoken_name)
    return (*NAMED_LANGUAGE_IDS, *inside, *lumps, ENGLISH)


def language_title(language: str) -> str:
    """Return what a person reads for a language of the list, or for one that was typed.

    Examples
    --------
    >>> language_title("other:Mam"), language_title("english"), language_title("Tzotzil")
    ('Mam', 'English', 'Tzotzil')
    """
    return spoken_name(language) if language == ENGLISH or group_of(language) in LANGUAGES else language


def area_options(context: Context) -> dict[str, str]:
    """Return every area a record can name, the coarser levels first, with what it is called."""
    return dict(context.area_names)


def area_words(context: Context, refs: Iterable[str]) -> str:
    """Return where a record is about, as it is read; no area is everywhere."""
    names = context.area_names
    return ", ".join(names.get(ref, ref) for ref in refs) or "everywhere"


def language_words(languages: Iterable[str]) -> str:
    """Return languages as they are read.

    Examples
    --------
    >>> language_words(["korean", "other:Somali"]), language_words([])
    ('Korean, Somali', '—')
    """
    return ", ".join(spoken_name(language) for language in languages) or NOTHING


def in_choice(context: Context, areas: Iterable[str], languages: Iterable[str]) -> bool:
    """Return whether a record belongs to the area and the language that every page shares.

    No area is everywhere; no language belongs to none that is chosen.
    """
    if context.language != ALL and context.language not in {group_of(language) for language in languages}:
        return False
    refs = tuple(areas)
    if context.area is None or not refs:
        return True
    touches = context.touches()
    return any(context.area in touches.get(ref, frozenset()) for ref in refs)


def show_choice(context: Context, shown: int, whole: int, many: str) -> None:
    """Say that only the records of the shared choice are shown, if something is left out."""
    if shown < whole:
        chosen = [language_name(context.language)] if context.language != ALL else []
        chosen += [area_title(context.level, context.area)] if context.area else []
        st.caption(f"Only {plain(listed(chosen))}, as chosen at the side: {shown} of {whole} {many}.")


def partner_options(context: Context) -> dict[str, str]:
    """Return the partners by id."""
    partners = context.store.records(context.actor, "partner")
    named = {partner.id: str(partner["organisation"]) for partner in partners}
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def venue_options(context: Context) -> dict[str, str]:
    """Return the department's venues by id."""
    venues = context.department.venues
    if venues is None:
        return {}
    named = dict(zip(venues["venue_id"], venues["name"].astype("str"), strict=True))
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def read_day(value: Any) -> str:
    """Return a day as it is read.

    Examples
    --------
    >>> read_day(date(2026, 5, 4)), read_day(pd.NaT), read_day("2026-05-04")
    ('May 4, 2026', '—', 'May 4, 2026')
    """
    if value is None or pd.isna(value):
        return NOTHING
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return short_day(day)


def read_value(value: Any, names: Mapping[str, str] | None = None) -> str:
    """Return any stored value as it is read.

    Examples
    --------
    >>> read_value(None), read_value(True), read_value(["a", "b"], {"a": "Arabic"}), read_value(12.0)
    ('—', 'yes', 'Arabic, b', '12')
    """
    if value is None or value == "" or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(read_value(one, names) for one in value)
    if isinstance(value, float):
        return up_to_hundredths(value)
    if isinstance(value, date):
        return read_day(value)
    return (names or {}).get(str(value), str(value))
