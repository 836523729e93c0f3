"""What a plan or a yearly report says of the ways to be understood: each way, what is left, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pandas as pd

from planning.access.gaps import NO, NOT_KNOWN, PART, WITH, WITHOUT, YES
from planning.access.sections import blank
from planning.access.traced import Ledger
from planning.access.way_words import never_words, uses_words
from planning.access.ways import DEFAULT_USE, WAYS
from planning.languages.groups import language_name
from planning.lists import listed
from planning.officers.disclosure import ALL_SHIFTS
from planning.words.formats import money, short_day
from planning.words.paper import Block, Bullets, Paragraph, Table
from planning.words.wording import whole_people

SOURCE = "Source"
_PEOPLE = {YES: "people_yes", PART: "people_in_part", NOT_KNOWN: "people_not_known", NO: "people_no"}


def ways_blocks(ledger: Ledger, export: str) -> Iterator[Block]:
    """Give every way: its languages with the list's date, what it may be used for, and whose language it has."""
    lists, said = [], []
    policies: dict[str, list[str]] = {}
    for row in ledger.rows(export, {}).to_dict("records"):
        where = {"way": str(row["way"]), "name": str(row["name"])}
        people = ledger.row(export, where, dict.fromkeys(_PEOPLE.values(), whole_people))
        facts = _list(ledger, export, where, row)
        name = str(row["name"])
        called = name if name == WAYS[str(row["way"])].name else f"{WAYS[str(row['way'])].name}: {name}"
        lists.append((called, *facts))
        said.append((called, *people.texts, people.ref))
        policies.setdefault(_policy(row), []).append(called)
    yield Table(("Way", "Languages", "List by", SOURCE), tuple(lists), "Ways to be understood, and their lists", (1,))
    head = ("Way", "Has the language", "In part", "Not known", "Does not", SOURCE)
    yield Table(head, tuple(said), "LEP residents whose language each way has", (1, 2, 3, 4))
    yield Paragraph(
        "In part: on some shifts, not always on duty, or some languages of a combined group. Not known: no list, or "
        "no one has said whether you have it.",
        small=True,
    )
    yield Paragraph("What each may be used for:")
    yield Bullets(tuple(f"{listed(called)}: {policy}" for policy, called in policies.items()))


def _list(ledger: Ledger, export: str, where: dict[str, str], row: Mapping[Any, Any]) -> tuple[str, str, str]:
    """Return how many languages a way has, who says so, and the name of the figure's source."""
    if row["in_use"] == NO:
        return "none", "not used here", ""
    if WAYS[str(row["way"])].is_own:
        return "as rated", "the roster" if row["list_source"] else blank("officers who speak the languages"), ""
    if pd.isna(row["languages"]):
        return "not known", blank("the languages it has, and who says so"), ""
    number = ledger.row(export, where, {"languages": whole_people})
    day = row["list_as_of"]
    assert isinstance(day, date)
    return number.texts[0], f"{row['list_source']}, {short_day(day)}", number.ref


def _policy(row: Mapping[Any, Any]) -> str:
    uses = str(row["uses"]).split("; ")
    never = never_words(uses)
    said = f"{uses_words(uses)}. Never: {never}" if never else uses_words(uses)
    day = row["policy_as_of"]
    assert isinstance(day, date)
    return f"{said}. {row['policy']}, {short_day(day)}."


def left_blocks(ledger: Ledger, export: str) -> Iterator[Block]:
    """Give by language what is had for a statement, by people and with machines."""
    rows = ledger.rows(export, {"shift": ALL_SHIFTS}).sort_values("lep", ascending=False, na_position="last")
    said = []
    for language in map(str, rows["language"]):
        where = {"shift": ALL_SHIFTS, "language": language}
        found = ledger.row(export, where, {"lep": whole_people, WITHOUT: None, WITH: None})
        said.append((language_name(language), *found.texts, found.ref))
    head = ("Language", "LEP residents", "By people", "With machines", SOURCE)
    caption = f"Who can be understood for a {DEFAULT_USE}, on every shift"
    yield Table(head, tuple(said), caption, (1,))
    yield Paragraph("Machines count only for what they may be used for, so they add nothing here unless you say so.")


def cost_blocks(ledger: Ledger, export: str) -> Iterator[Block]:
    """Give the price of each way that is had from outside, its minutes on the bill, and what they come to."""
    said = []
    for row in ledger.rows(export, {}).to_dict("records"):
        if WAYS[str(row["way"])].is_own and pd.isna(row["price"]):
            continue
        where = {"way": str(row["way"]), "name": str(row["name"])}
        figures = ledger.row(
            export, where, {"price": _cents, "price_per": None, "minutes": whole_people, "cost": _cents}
        )
        said.append((str(row["name"]), *figures.texts, figures.ref))
    head = ("Way", "Price", "For one", "Minutes on the bill", "Cost of those", SOURCE)
    yield Table(head, tuple(said), "What the ways cost", (1, 3, 4))


def _cents(amount: float) -> str:
    return money(amount, cents=True)
