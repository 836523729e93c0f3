"""A season with its packs as a paper to print, and as plain tables."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from planning.languages.groups import language_name
from planning.languages.spoken import written_as
from planning.lists import listed
from planning.meetings.season.pack import CHECKLIST, FLYER_FIELDS, MeetingPack, languages_text
from planning.words.formats import day_and_time, short_day
from planning.words.paper import Block, Bullets, Heading, PageBreak, Paper, Paragraph, Table
from planning.words.wording import rounded_people

SEASON_COLUMNS = (
    "date",
    "starts_at",
    "site_id",
    "name",
    "lon",
    "lat",
    "languages",
    "people_within_reach",
    "expected",
    "seats",
    "interpreters",
    "headsets",
    "copies",
    "partner",
    "notes",
)


def season_frame(packs: Sequence[MeetingPack], sites: pd.DataFrame) -> pd.DataFrame:
    """Return the season as a table, one row a meeting.

    Parameters
    ----------
    sites : DataFrame with ``site_id, lon, lat``
    """
    where = {
        site: (float(lon), float(lat)) for site, lon, lat in sites[["site_id", "lon", "lat"]].itertuples(index=False)
    }
    rows = [
        {
            "date": "" if pack.slot.day is None else pack.slot.day.isoformat(),
            "starts_at": "" if pack.slot.starts is None else f"{pack.slot.starts:%H:%M}",
            "site_id": pack.slot.site_id,
            "name": pack.slot.name,
            "lon": where[pack.slot.site_id][0],
            "lat": where[pack.slot.site_id][1],
            "languages": " ".join(pack.slot.languages),
            "people_within_reach": sum(need.within_reach for need in pack.needs),
            "expected": sum(need.expected for need in pack.needs),
            "seats": math.nan if pack.seats is None else pack.seats,
            "interpreters": pack.interpreters,
            "headsets": pack.headsets,
            "copies": sum(need.copies for need in pack.needs),
            "partner": pack.partner,
            "notes": "; ".join(pack.notes),
        }
        for pack in packs
    ]
    return pd.DataFrame(rows, columns=list(SEASON_COLUMNS))


def notes_by_places(packs: Sequence[MeetingPack]) -> list[tuple[str, list[str]]]:
    """Return what is to be looked at, each once with the places it is about, in the order of the season.

    Examples
    --------
    >>> from datetime import date
    >>> from planning.meetings.season.pack import build_pack
    >>> from planning.meetings.season.season import Slot
    >>> halls = [Slot(f"v{n}", f"Hall {n}", (), date(2026, 9, 16), None, ()) for n in (1, 2)]
    >>> notes_by_places([build_pack(hall, {}, turnout=0.05) for hall in halls])
    [('no partner for this venue yet. Find out who hosts it', ['Hall 1', 'Hall 2'])]
    """
    found: dict[str, list[str]] = {}
    for pack in packs:
        for note in pack.notes:
            found.setdefault(note, []).append(pack.slot.name)
    return list(found.items())


def tasks_frame(packs: Sequence[MeetingPack]) -> pd.DataFrame:
    """Return every task of the season: ``due, meeting, date, task``, by day; those without a day last."""
    rows = [
        {
            "due": "" if task.due is None else task.due.isoformat(),
            "meeting": pack.slot.name,
            "date": "" if pack.slot.day is None else pack.slot.day.isoformat(),
            "task": task.what,
        }
        for pack in packs
        for task in pack.tasks
    ]
    frame = pd.DataFrame(rows, columns=["due", "meeting", "date", "task"])
    return frame.sort_values("due", key=lambda due: due.replace("", "9999"), kind="stable").reset_index(drop=True)


def season_paper(title: str, subtitle: str, packs: Sequence[MeetingPack], notes: Sequence[str], is_demo: bool) -> Paper:
    """Return the season and a page for each meeting."""
    rows = tuple((_day(pack), pack.slot.name, languages_text(pack.slot), str(pack.interpreters)) for pack in packs)
    blocks: list[Block] = [
        Table(("Day", "Place", "Interpreted", "Interpreters"), rows, "Meeting schedule", numbers=(3,))
    ]
    look = tuple(f"{_sentence(note)}: {listed(places)}" for note, places in notes_by_places(packs))
    if look:
        blocks += [Heading("Check these first", 3), Bullets(look)]
    for pack in packs:
        blocks += [PageBreak(), *_pack_blocks(pack)]
    return Paper(title, subtitle, tuple(blocks), tuple(notes), is_demo=is_demo)


def _flyer_text(language: str, label: str, text: str) -> list[Paragraph]:
    """Return a text of a flyer with its label; one that runs from right to left has a line of its own."""
    known = written_as(language)
    if known is None or known.direction == "ltr":
        return [Paragraph(f"**{label}**: {text}")]
    return [Paragraph(f"**{label}**:"), Paragraph(text, lang=known.bcp47 or "", direction=known.direction)]


def _sentence(note: str) -> str:
    return note[:1].upper() + note[1:]


def _day(pack: MeetingPack) -> str:
    slot = pack.slot
    if slot.day is None or slot.starts is None:
        return "no date yet"
    return day_and_time(slot.day, slot.starts)


def _pack_blocks(pack: MeetingPack) -> list[Block]:
    needs = tuple(
        (
            language_name(n.language),
            rounded_people(n.within_reach),
            str(n.expected),
            str(n.interpreters),
            str(n.headsets),
            str(n.copies),
        )
        for n in pack.needs
    )
    tasks = tuple(("" if t.due is None else short_day(t.due), t.what) for t in pack.tasks)
    blocks: list[Block] = [
        Heading(f"{pack.slot.name}: {_day(pack)}"),
        Paragraph(f"Partner to call: {pack.partner or 'not known'}."),
        *(Paragraph(_sentence(note) + ".") for note in pack.notes),
        Table(
            ("Language", "In reach", "Expected", "Interpreters", "Headsets", "Copies"),
            needs,
            "What it takes",
            numbers=(1, 2, 3, 4, 5),
        ),
        Table(("Due", "To do"), tasks, "When"),
        Heading("On the day", 3),
        Bullets(CHECKLIST, boxes=True),
    ]
    for language, texts in pack.flyers.items():
        written = [(label, texts[name]) for name, label in FLYER_FIELDS.items() if texts[name].strip()]
        blocks.append(Heading(f"Flyer, {language_name(language)}", 3))
        for label, text in written:
            blocks += _flyer_text(language, label, text)
        missing = [label for name, label in FLYER_FIELDS.items() if not texts[name].strip()]
        if missing:
            blocks.append(Paragraph(f"A person writes the text: {'; '.join(missing)}.", small=True))
    return blocks
