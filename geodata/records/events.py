"""Events: made from a plan, moved along their states, and who came, as counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.errors import InputError, UnknownNameError
from planning.records.followup import HELD_STATES
from planning.records.roles import Actor
from planning.vocabulary import ANNOUNCED, PLANNED, REPORTED_BACK

DAY_OF_STATE = {ANNOUNCED: "announced_on", REPORTED_BACK: "reported_on"}
"""The field that is today when an event enters a state and nobody says another day."""


def add_from_plan(
    store: Store,
    actor: Actor,
    plan_id: str,
    *,
    sites: Collection[str] | None = None,
    areas: Mapping[str, Collection[str]] | None = None,
    season: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[Record, ...]:
    """Make a planned event of every meeting of a plan, in one transaction.

    Parameters
    ----------
    sites : collection of site ids, optional
        Only these meetings; all of them unless given.
    areas : mapping of site id to areas, optional
        What each meeting is for, as ``geodata.department.areas`` writes it.
    season : mapping of site id to values, optional
        Day, time, length, interpreters and title of each; see ``geodata.meetings.board.as_planned``.

    Returns
    -------
    tuple of Record
        The events there are for these meetings now. A meeting that has an event of this plan gets no second one.

    Raises
    ------
    UnknownNameError
        If the plan has no meeting at one of ``sites``.
    """

    def steps(work: Work) -> tuple[Record, ...]:
        plan = work.get("meeting_plan", plan_id)
        planned = {str(site["site_id"]): site for site in plan["result"].get("sites", ())}
        for site_id in sites or ():
            if site_id not in planned:
                raise UnknownNameError("meeting in this plan", site_id, planned)
        there = {event["site_id"]: event for event in work.find("event", meeting_plan_id=plan_id)}

        def add(site_id: str) -> Record:
            values = _from_site(plan, planned[site_id], (areas or {}).get(site_id, ()))
            return work.add("event", values | dict((season or {}).get(site_id, {})))

        return tuple(there.get(site_id) or add(site_id) for site_id in planned if sites is None or site_id in sites)

    return store.together(actor, steps)


def _from_site(plan: Record, site: Mapping[str, Any], areas: Collection[str]) -> dict[str, Any]:
    return {
        "title": f"Community meeting at {site['name']}",
        "state": PLANNED,
        "venue_id": str(site["site_id"]),
        "site_id": str(site["site_id"]),
        "venue_name": site["name"],
        "areas": list(areas),
        "languages": list(site["languages"]),
        "meeting_plan_id": plan.id,
    }


def move(store: Store, actor: Actor, event_id: str, state: str, seen: int, **values: Any) -> Record:
    """Take an event to its next state, with whatever else is told at that moment.

    Raises
    ------
    InputError
        If the event cannot go there, or lacks what the state needs; see ``planning.records.followup.EVENT_MOVES``.
    """
    day = DAY_OF_STATE.get(state)
    stamped = {day: store.today()} if day else {}
    return store.change(actor, "event", event_id, stamped | values | {"state": state}, seen)


def record_attendance(
    store: Store, actor: Actor, event_id: str, persons: Mapping[str, int], seen: Mapping[str, int]
) -> tuple[Record, ...]:
    """Save how many people came by language, all counts together.

    Parameters
    ----------
    persons : mapping of language to whole number
    seen : mapping of language to version
        The versions of the counts that were on the form; a language that had none is left out.

    Raises
    ------
    InputError
        If the event has not been held, or a count is not a whole number from 0 up.
    ConflictError
        If somebody has saved one of these counts since.
    """

    def steps(work: Work) -> tuple[Record, ...]:
        event = work.get("event", event_id)
        if event["state"] not in HELD_STATES:
            raise InputError(
                f"an event that is {event['state']} can’t have attendance yet", fix="mark it as held first"
            )
        there = {count["language"]: count for count in work.find("attendance", event_id=event_id)}
        return tuple(_save_count(work, event_id, there, seen, *count) for count in persons.items())

    return store.together(actor, steps)


def _save_count(
    work: Work, event_id: str, there: Mapping[str, Record], seen: Mapping[str, int], language: str, persons: int
) -> Record:
    old = there.get(language)
    if old is None:
        return work.add("attendance", {"event_id": event_id, "language": language, "persons": persons})
    if old["persons"] == persons and language in seen:
        return old
    return work.change("attendance", old.id, {"persons": persons}, seen.get(language, 0))
