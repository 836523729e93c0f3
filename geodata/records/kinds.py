"""The kinds of record: which table holds each, and what must be true of one before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from geodata.records import schema
from geodata.records.fields import Values
from planning.access.ways import USES, WAYS, bound_uses
from planning.errors import InputError, PersonalDetailsError, UnknownNameError
from planning.languages.groups import ENGLISH
from planning.languages.matching import require_decisions
from planning.languages.spoken import is_one_language, spoken_name, written_as
from planning.lists import listed
from planning.meetings.season.observances import Observance
from planning.records.followup import require_move
from planning.records.half_years import read_half_year
from planning.records.personal_details import ALWAYS_REFUSED, personal_details
from planning.targets.figures import PERCENT, find_figure
from planning.vocabulary import ANNOUNCED, CANCELLED, DEPARTMENT_LEVEL, PLANNED, REPORTED_BACK
from planning.whatif.scenario import read_scenario
from planning.words.catalogue import REVIEWED, messages, require_forms

CONTACT_DAYS = 365
"""A contact is confirmed anew at least this often."""

CONFIRMED = "confirmed_no_person"
WHOLE = 100
"""Percent."""


@dataclass(frozen=True, slots=True)
class Change:
    """A record before (None if it is new) and after, and today."""

    old: Values | None
    new: Values
    today: date


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    Attributes
    ----------
    name : str
        As in ``planning.records.roles.PERMISSIONS``.
    table : Table
    noun : str
        What a person calls one.
    check : function
        Raises ``InputError`` if the record cannot be as it is.
    views_noted : bool
        Whether reading it leaves a row in the audit trail, because it is about persons.
    """

    name: str
    table: sa.Table
    noun: str
    check: Callable[[Change], None] = lambda _: None
    views_noted: bool = False


def check_record(kind: Kind, change: Change, given: Mapping[str, Any]) -> None:
    """Return nothing if the record may be kept as it is after the change.

    A confirmation stands for the text it was given for: when the text changes, it is asked for again.

    Raises
    ------
    InputError
        If not; ``PersonalDetailsError`` if a text looks as if it named a person.
    """
    old = change.old or {}
    guarded = [column for column in kind.table.columns if "personal" in column.info]
    changed = [column for column in guarded if change.new[column.name] != old.get(column.name)]
    if changed and CONFIRMED in change.new and CONFIRMED not in given:
        change.new[CONFIRMED] = False
    for column in changed:
        _require_no_person(kind.noun, change.new[column.name], column.info["personal"], change.new.get(CONFIRMED))
    kind.check(change)


def _require_no_person(noun: str, text: str | None, how: str, confirmed: bool | None) -> None:
    found = personal_details(text or "")
    refused = tuple(name for name in found if name in ALWAYS_REFUSED)
    if refused:
        raise PersonalDetailsError(noun, refused, may_confirm=False)
    if found and how == "ask" and not confirmed:
        raise PersonalDetailsError(noun, found, may_confirm=True)


def _require(holds: bool, what: str, fix: str, value: object = None) -> None:
    if not holds:
        raise InputError(what, fix=fix, value=value)


def _check_event(change: Change) -> None:
    new = change.new
    before = change.old["state"] if change.old else PLANNED
    state = new["state"]
    if change.old is None:
        _require(state == PLANNED, "a new event is planned", "announce it after it is saved", state)
    require_move(before, state)
    if state in (PLANNED, CANCELLED):
        return
    where = new["venue_id"] or new["venue_name"]
    _require(bool(new["date"] and where), f"an event that is {state} needs a day and a venue", "fill them in")
    _require(bool(new["languages"]), f"an event that is {state} needs a language", "say in which it is held")
    if state != ANNOUNCED:
        _require(
            new["date"] <= change.today, f"an event cannot be {state} before its day", "correct the day", new["date"]
        )
    if state == REPORTED_BACK:
        told = new["reported_on"]
        _require(
            told is not None and new["date"] <= told <= change.today,
            "an event that is reported back needs the day people were told, after the event and not to come",
            "fill it in",
            told,
        )


def _check_contact(change: Change) -> None:
    confirmed, expires = change.new["confirmed_on"], change.new["expires_on"]
    latest = confirmed + timedelta(days=CONTACT_DAYS)
    _require(
        confirmed < expires <= latest,
        "a contact expires within a year of being confirmed",
        f"choose a date after {confirmed} and up to {latest}",
        expires,
    )


def _check_concern(change: Change) -> None:
    raised, due = change.new["raised_on"], change.new["due_on"]
    _require(due >= raised, "an answer cannot be due before the concern was raised", f"give {raised} or later", due)


def _check_answer(change: Change) -> None:
    new = change.new
    _require(
        (new["told_on"] is None) == (new["told_how"] is None),
        "the day the community was told and how go together",
        "fill in both or neither",
    )
    _require(
        new["told_on"] is None or new["told_on"] >= new["answered_on"],
        "you can’t report back before there is an answer",
        f"give {new['answered_on']} or later",
        new["told_on"],
    )


def _check_venue(change: Change) -> None:
    new = change.new
    _require((new["lon"] is None) == (new["lat"] is None), "lon and lat go together", "fill in both or neither")


def _check_scenario(change: Change) -> None:
    """What is kept can be read, and is called by what it holds."""
    new = change.new
    read = read_scenario(new["steps"])
    _require(read.fingerprint == new["fingerprint"], "the steps are not those it is called by", "save it again")


def _check_observance(change: Change) -> None:
    """What the planning itself would refuse is not kept."""
    new = change.new
    Observance(new["name"], new["first"], new["last"], tuple(new["languages"]), new["strength"])


def _check_seat(change: Change) -> None:
    since, until = change.new["since"], change.new["until"]
    _require(
        not (since and until) or since <= until, "a seat cannot end before it begins", f"give {since} or later", until
    )


def _check_translation(change: Change) -> None:
    language = change.new["language"]
    _require(
        is_one_language(language),
        "nothing is written in a group of several languages",
        "name the language inside it",
        spoken_name(language),
    )


def _check_public_words(change: Change) -> None:
    """A text that would lose what is filled in is not kept, and a review holds for the text it was given for."""
    new, old = change.new, change.old or {}
    written = written_as(new["language"])
    _require(
        is_one_language(new["language"]) and new["language"] != ENGLISH,
        "these texts are written in English already, or the language is a group of several",
        "name one language",
        spoken_name(new["language"]),
    )
    message = messages().get(new["message_key"])
    # The English of a text from an earlier version may be gone: then it is not printed, and stays as it was.
    if message is not None:
        tag = (written.bcp47 if written is not None else None) or "und"
        require_forms(message, new["text"].split("\n"), tag)
    is_reviewed = new["state"] == REVIEWED
    _require(
        is_reviewed == bool(new["reviewer"]) == bool(new["reviewed_on"]),
        "a reviewed text needs the reviewer and the day, and a draft has neither",
        "say who reviewed it and when, or save it as a draft",
    )
    stays = is_reviewed and old.get("state") == REVIEWED and new["reviewed_on"] == old.get("reviewed_on")
    _require(
        not (stays and new["text"] != old.get("text")),
        "a reviewed text that changes has to be reviewed again",
        "save it as a draft first",
    )


def _check_target(change: Change) -> None:
    figure = find_figure(change.new["figure"])
    _require(
        figure.by_area or change.new["area_id"] == DEPARTMENT_LEVEL,
        f"{figure.title} is counted for the whole department only",
        "leave the area empty",
        change.new["area_id"],
    )
    _require(
        figure.unit != PERCENT or change.new["value"] <= WHOLE,
        "a share is at most 100 percent",
        "enter 0 to 100",
        change.new["value"],
    )


def _check_evidence(change: Change) -> None:
    since, until = change.new["observed_from"], change.new["observed_on"]
    _require(since is None or since <= until, "a period cannot end before it begins", f"give {since} or later", until)
    _require(until <= change.today, "what was observed lies in the past", "correct the day", until)


def _check_way(change: Change) -> None:
    """A list has its source and day, and a machine speaks where a right hangs on it by a named order alone."""
    new = change.new
    way = WAYS[new["way"]]
    if way.is_own:
        _require(not new["languages"], f"languages of {way.name.lower()} come from the roster", "leave the list empty")
        _require(not new["not_here"], "who speaks a language comes from the roster", "leave the box empty")
    if new["languages"]:
        _require(not new["not_here"], "what you don’t have has no languages", "clear the list, or the box")
        _require(
            bool(new["list_source"]) and new["list_as_of"] is not None,
            "a list of languages needs its source and its date",
            "say who published it, and the day",
        )
    for name, what in (("list_as_of", "a list"), ("policy_as_of", "an order")):
        _require(
            new[name] is None or new[name] <= change.today, f"{what} cannot be of a day to come", "correct the day"
        )
    bound = bound_uses(way.key, tuple(new["uses"]))
    for_what = listed([USES[use].name.lower() for use in bound], "or")
    _require(
        not bound or (bool(new["policy_source"]) and new["policy_as_of"] is not None),
        f"a machine is not used for {for_what} unless your own order says so",
        "name the order and its date, or take the use away",
    )
    _require(
        (new["price"] is None) == (new["price_per"] is None), "a price is for a minute, an hour, or a year", "say which"
    )


def _check_year_entry(change: Change) -> None:
    half = read_half_year(change.new["year"])
    _require(half.until < change.today, "the year is not over", "wait until it is", change.new["year"])


def _check_person(change: Change) -> None:
    new = change.new
    if new["subject_kind"] == "email":
        new["subject"] = new["subject"].casefold()
        _require(new["subject"].count("@") == 1, "this is not an email address", "write it in full", new["subject"])


def _check_decision(change: Change) -> None:
    new = change.new
    new["spelling"] = new["spelling"].strip().casefold()
    require_decisions({new["spelling"]: new["decision"]})


def _check_training(change: Change) -> None:
    done = change.new["done_on"]
    _require(done <= change.today, "a course cannot be done before its day", "correct the day", done)


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind("venue", schema.venues, "venue", _check_venue),
            Kind("partner", schema.partners, "partner"),
            Kind("venue_remark", schema.venue_remarks, "remark about a venue"),
            Kind("partner_contact", schema.partner_contacts, "contact", _check_contact, views_noted=True),
            Kind("document", schema.documents, "document"),
            Kind("translation", schema.translations, "translation", _check_translation),
            Kind("local_evidence", schema.local_evidence, "item of local data", _check_evidence),
            Kind("roster", schema.roster, "roster row", views_noted=True),
            Kind("language_decision", schema.language_decisions, "decision about a language", _check_decision),
            Kind("training", schema.training, "course", _check_training, views_noted=True),
            Kind("meeting_plan", schema.meeting_plans, "meeting plan"),
            Kind("scenario", schema.scenarios, "scenario", _check_scenario),
            Kind("observance", schema.observances, "day of the calendar", _check_observance),
            Kind("event", schema.events, "event", _check_event),
            Kind("calendar_feed", schema.calendar_feeds, "calendar to subscribe to"),
            Kind("gis_key", schema.gis_keys, "key of the GIS feed"),
            Kind("attendance", schema.attendance, "attendance count"),
            Kind("concern", schema.concerns, "concern", _check_concern),
            Kind("answer", schema.answers, "answer", _check_answer),
            Kind("public_words", schema.public_words, "text for the public", _check_public_words),
            Kind("plan_text", schema.plan_texts, "text of the language access plan"),
            Kind("way", schema.ways, "way to be understood", _check_way),
            Kind("year_entry", schema.year_entries, "entry of the yearly report", _check_year_entry),
            Kind("target", schema.targets, "target", _check_target),
            Kind("board", schema.boards, "advisory board"),
            Kind("seat", schema.seats, "seat", _check_seat),
            Kind("person", schema.people, "person", _check_person),
        )
    }
)
"""Every kind of record by name."""


def find_kind(name: str) -> Kind:
    """Return the kind of this name.

    Raises
    ------
    UnknownNameError
        If there is none.

    Examples
    --------
    >>> find_kind("event").table.name
    'events'
    """
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownNameError("kind of record", name, KINDS) from None
