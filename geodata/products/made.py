"""What a product is when it is made: a table, a map or a paper, with what must be known of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geodata.department.department import Department
from geodata.departments import Opened
from geodata.gis.map_table import MapTable, build_map
from geodata.gis.themes import THEMES
from geodata.papers import exports
from geodata.papers.stamp import Stamp, stamp_department
from geodata.products.asked import Asked
from geodata.records.state import records_state
from planning.rules import ThresholdRule
from planning.words.paper import Paper


@dataclass(frozen=True, slots=True, eq=False)
class TableMade:
    """A table, what it shows, and what the rule says of itself where one took part."""

    frame: pd.DataFrame
    title: str
    rule: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MapMade:
    """What a map is made from.

    Attributes
    ----------
    theme : str
        One of ``geodata.gis.themes.THEMES``.
    level : str
    frame : DataFrame
        By area and language; see ``geodata.gis.map_table.build_wide``.
    title, rule : str
    department : Department or None
        Whose areas it draws, where those are not of the department that was asked.
    """

    theme: str
    level: str
    frame: pd.DataFrame
    title: str
    rule: str = ""
    department: Department | None = None


Made = TableMade | MapMade | Paper
Maker = Callable[[Opened, Asked], Made]


@dataclass(frozen=True, slots=True)
class Product:
    """One thing the product writes.

    Attributes
    ----------
    name : str
    make : callable or None
        Makes it again from a department and what was asked; None where that cannot be.
    records : tuple of str
        The kinds of record that take part.
    why_not : str
        Why it is not made again, as a sentence ends.
    """

    name: str
    make: Maker | None = None
    records: tuple[str, ...] = ()
    why_not: str = ""


def stamp_of(opened: Opened, product: Product, asked: Mapping[str, Any], rule: ThresholdRule | None = None) -> Stamp:
    """Return what a product is made of as it is made now."""
    plain = stamp_department(opened.department, product.name, asked, opened.today.isoformat())
    return replace(plain, records=records_state(opened, product.records), rule=rule.fingerprint if rule else "")


def about_made(opened: Opened, made: TableMade | MapMade, stamp: Stamp | None) -> str:
    """Return the notes that travel with a table or a map."""
    columns = tuple(map(str, made.frame.columns)) if isinstance(made, TableMade) else ()
    return exports.about(opened.department, made.title, columns=columns, rule=made.rule, stamp=stamp)


def map_of(opened: Opened, made: MapMade, stamp: Stamp) -> MapTable:
    """Return a map, ready to be written."""
    facts, stamp = exports.facts_of(opened.department, made.rule), replace(stamp, title=made.title)
    theme = THEMES[made.theme]
    drawn, about = made.department or opened.department, about_made(opened, made, stamp)
    return build_map(drawn, made.level, theme, made.frame, made.title, facts, about, stamp)
