"""Invitations to the meetings of the board: what is on record of each, filled in once for all its languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from geodata.department.department import Department
from geodata.departments import Opened
from geodata.meetings.calendars import read_time
from geodata.meetings.season_files import flyers_of
from geodata.meetings.venue_records import venue_fact
from geodata.public.way_map import way_svg
from geodata.public.wording import load_words
from geodata.records.store import Store
from geodata.records.work import Record
from planning.languages.groups import ENGLISH
from planning.languages.spoken import group_of, is_one_language, spoken_name
from planning.meetings.streets import StreetNetwork
from planning.public.contact import InterpreterLine, PublicContact
from planning.public.invitation import Host, Invitation, invitation_paper
from planning.records.roles import Actor
from planning.vocabulary import ANNOUNCED, PLANNED
from planning.words.formats import short_day
from planning.words.paper import Paper


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting to invite to.

    Attributes
    ----------
    id : str
        Of the event.
    is_announced : bool
        Whether the public may know of it already.
    languages : tuple of str
        Interpreted, as records hold them.
    invitation : Invitation
    flyers : mapping of language to field to text
        What people wrote for the plan it is from.
    """

    id: str
    is_announced: bool
    languages: tuple[str, ...]
    invitation: Invitation
    flyers: Mapping[str, Mapping[str, str]]

    @property
    def title(self) -> str:
        """What it is called in a list: its place and day."""
        day = self.invitation.day
        return self.invitation.place if day is None else f"{self.invitation.place}, {short_day(day)}"


def host_of(department: Department) -> Host:
    """Return who invites, with whom the public can ask."""
    settings = department.settings
    contact = PublicContact(settings.public_phone, settings.public_email, settings.public_website)
    return Host(settings.name, contact, settings.is_demo)


def line_of(department: Department) -> InterpreterLine:
    """Return the interpreter line of the pocket card."""
    return InterpreterLine(department.settings.interpreter_line, department.settings.interpreter_code)


def meetings_to_come(opened: Opened, network: StreetNetwork | None = None) -> tuple[Meeting, ...]:
    """Return the planned and announced meetings from today on, the next first; those without a day last.

    Parameters
    ----------
    network : StreetNetwork, optional
        Of the streets around, in the department's system.
    """
    facts = opened.venue_records().facts
    events = [
        event
        for event in opened.store.records(opened.actor, "event")
        if event["state"] in (PLANNED, ANNOUNCED) and (event["date"] is None or event["date"] >= opened.today)
    ]
    events.sort(key=lambda event: (event["date"] is None, event["date"] or date.max, event.id))
    return tuple(_meeting(opened.department, opened.store, opened.actor, event, facts, network) for event in events)


def _meeting(
    department: Department,
    store: Store,
    actor: Actor,
    event: Record,
    facts: Mapping[str, Mapping[str, Any]],
    network: StreetNetwork | None,
) -> Meeting:
    venue = str(event["venue_id"] or "")
    svg, has_streets = _map(department, venue, network)
    languages = tuple(event["languages"])
    plan = event["meeting_plan_id"]
    flyers = flyers_of(store.get(actor, "meeting_plan", plan)["result"]) if plan else {}
    known = {name: venue_fact(department, facts, venue, name) for name in ("step_free", "child_care")}
    invitation = Invitation(
        place=str(event["venue_name"] or event["title"]),
        day=event["date"],
        starts=read_time(event["starts_at"]),
        minutes=event["minutes"] or 0,
        languages=tuple(spoken_name(one) for one in languages if one != ENGLISH),
        step_free=_flag(known["step_free"]),
        child_care=_flag(known["child_care"]),
        map_svg=svg,
        has_streets=has_streets,
    )
    return Meeting(event.id, event["state"] == ANNOUNCED, languages, invitation, flyers.get(str(event["site_id"]), {}))


def _flag(value: Any) -> bool | None:
    return None if value is None or pd.isna(value) else bool(value)


def _map(department: Department, venue: str, network: StreetNetwork | None) -> tuple[str, bool]:
    venues = department.venues
    found = None if venues is None else venues[venues["venue_id"] == venue]
    if found is None or found.empty:
        return "", False
    point = found.geometry.iloc[0]
    return way_svg(department, float(point.x), float(point.y), network)


def invitation_papers(opened: Opened, meeting: Meeting, *, drafts: bool = False) -> Iterator[tuple[str, Paper]]:
    """Yield the invitation in English and in each language of the meeting that it can be given in.

    That is one in which a text was reviewed, or, with ``drafts``, written at all; or in which somebody wrote a flyer
    for this meeting. The language is as records hold it.
    """
    host = host_of(opened.department)
    for spoken in dict.fromkeys((ENGLISH, *meeting.languages)):
        if spoken != ENGLISH and not is_one_language(spoken):
            continue
        words = load_words(opened.store, opened.actor, spoken, drafts=drafts)
        # A plan names a census group; an event may name a language inside it.
        texts = meeting.flyers.get(spoken) or meeting.flyers.get(group_of(spoken)) or {}
        if words.is_english or words.known or any(text.strip() for text in texts.values()):
            yield spoken, invitation_paper(meeting.invitation, host, words, texts)
