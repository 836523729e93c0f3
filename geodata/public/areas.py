"""Areas of a department as the public reads them, in one language."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.department.areas import area_ref
from geodata.department.department import Department
from geodata.department.names import area_title, level_word
from planning.public.places import area_in_words
from planning.records.directory_paper import EVERYWHERE
from planning.vocabulary import BEAT_LEVEL, DEPARTMENT_LEVEL
from planning.words.said import IN_ENGLISH, Words


def areas_in_words(department: Department, refs: Sequence[str], words: Words = IN_ENGLISH) -> str:
    """Return areas that a record names; none is everywhere.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> areas_in_words(build_demo(), ["DISTRICT:Old Port", "01"])
    'Old Port (district), Beat 01'
    """
    known = {
        area_ref(level, area): (level, area)
        for level in department.levels
        if level != DEPARTMENT_LEVEL
        for area in set(department.area_groups(level).values())
    }
    return ", ".join(_one(*known[ref], words) if ref in known else ref for ref in refs) or EVERYWHERE


def _one(level: str, area: str, words: Words) -> str:
    kind = level_word(level)
    if area_title(level, area) != area:
        return area_in_words(kind, area, words)
    if level == BEAT_LEVEL or area.lower().startswith(kind):
        return area
    return area_in_words(kind, area, words, is_named=True)
