"""What levels and areas are called, on screens, in files and on paper."""

from __future__ import annotations

import re

from geodata.department.areas import area_ref
from geodata.department.department import Department
from planning.need.crosswalk import OUTSIDE
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL
from planning.words.answers import AreaWord

SHORT_ID = 6
"""Ids up to this long with a digit in them need the level's word before them to be understood."""


def level_word(level: str, count: int = 1) -> str:
    """Return what one area, or several, of a level are called.

    Examples
    --------
    >>> level_word("beat", 2), level_word("PRECINCT"), level_word("Patrol_District", 3)
    ('beats', 'precinct', 'patrol districts')
    """
    word = re.sub(r"[_\W]+", " ", level).strip().lower() or "area"
    if level == DEPARTMENT_LEVEL:
        word = "department"
    return word if count == 1 else f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def words_of(level: str) -> AreaWord:
    """Return what areas of a level are called, as sentences need it.

    Examples
    --------
    >>> words_of("PRECINCT").many
    'precincts'
    """
    return AreaWord(level_word(level), level_word(level, 2))


def record_areas(department: Department) -> dict[str, str]:
    """Return every area a record can name, the coarser levels first, with what it is called.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> names = record_areas(build_demo())
    >>> names["DISTRICT:Old Port"], names["01"]
    ('Old Port (district)', 'Beat 01')
    """
    names: dict[str, str] = {}
    for level in reversed(department.levels):
        if level == DEPARTMENT_LEVEL:
            continue
        for area in sorted(set(department.area_groups(level).values())):
            title = area_title(level, area)
            word = "" if level == BEAT_LEVEL or title.lower().startswith(level_word(level)) else level_word(level)
            names[area_ref(level, area)] = f"{title} ({word})" if word else title
    return names


def area_title(level: str, area_id: str, department_name: str = "") -> str:
    """Return what one area is called.

    Examples
    --------
    >>> area_title("beat", "12"), area_title("beat", "Old Harbour"), area_title("district", "(outside)")
    ('Beat 12', 'Old Harbour', 'Outside every beat')
    """
    if area_id == OUTSIDE:
        return "Outside every beat"
    if level == DEPARTMENT_LEVEL:
        return department_name or "The whole department"
    if area_id.startswith("(no "):
        return f"No {level_word(level)}"
    if len(area_id) <= SHORT_ID and (any(sign.isdigit() for sign in area_id) or level != BEAT_LEVEL):
        return f"{level_word(level).capitalize()} {area_id}"
    return area_id
