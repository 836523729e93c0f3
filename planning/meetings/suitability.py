"""What speaks for and against a place, fact by fact: never added up to one score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from planning.lists import listed
from planning.words.formats import short_day, whole_number

FOR, AGAINST, PLAIN, UNKNOWN, SAID = "for", "against", "plain", "not known", "said"
"""``SAID`` is what somebody said: whether it speaks for a place or against it, whoever reads it judges."""
SPEAKS = (AGAINST, SAID, FOR, PLAIN, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known, or not known, of a place.

    Attributes
    ----------
    name : str
    words : str
        As a person reads it.
    speaks : str
        One of ``SPEAKS``.
    """

    name: str
    words: str
    speaks: str


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many people came to a meeting at the place, all languages together."""

    held_on: date
    persons: int


def venue_facts(
    venue: Mapping[str, Any], turnout: Sequence[Turnout] = (), remarks: Sequence[str] = ()
) -> tuple[Fact, ...]:
    """Return the facts of a venue, each by itself.

    Parameters
    ----------
    venue : mapping
        A row of the venues, what the records know better put over it: ``police_building, host_partner, step_free,
        transit, child_care, hours, capacity, notes, veto``. What is missing is not known, which is neither yes nor no.
    turnout : sequence of Turnout
        Of past meetings there.
    remarks : sequence of str
        What partners said of the place.

    Examples
    --------
    >>> facts = venue_facts({"step_free": False, "capacity": 80.0, "host_partner": "Grace Church"})
    >>> [(fact.name, fact.words) for fact in facts if fact.speaks != UNKNOWN]
    [('Step-free', 'no'), ('Host', 'Grace Church'), ('Capacity', '80 seats')]
    """
    facts = [
        _neutral(venue.get("police_building")),
        _yes_no("Step-free", venue.get("step_free")),
        _yes_no("Child care", venue.get("child_care")),
        _text("Host", venue.get("host_partner"), FOR),
        _text("Transit", venue.get("transit"), FOR),
        _text("Hours", venue.get("hours"), PLAIN),
        _capacity(venue.get("capacity")),
        _past(turnout),
    ]
    facts += [Fact("Partner’s note", remark, SAID) for remark in remarks]
    noted = _text("Noted", venue.get("notes"), SAID)
    facts += [noted] if noted.speaks == SAID else []
    if not _missing(venue.get("veto")) and str(venue["veto"]).strip():
        facts.append(Fact("Skip", str(venue["veto"]).strip(), AGAINST))
    return tuple(facts)


def _missing(value: Any) -> bool:
    return value is None or bool(pd.isna(value))


def _neutral(police: Any) -> Fact:
    if _missing(police):
        return Fact("Neutral ground", "not known", UNKNOWN)
    return (
        Fact("Neutral ground", "no, it is a police or immigration building", AGAINST)
        if bool(police)
        else Fact("Neutral ground", "yes", FOR)
    )


def _yes_no(name: str, value: Any) -> Fact:
    if _missing(value):
        return Fact(name, "not known", UNKNOWN)
    return Fact(name, "yes", FOR) if bool(value) else Fact(name, "no", AGAINST)


def _text(name: str, value: Any, speaks: str) -> Fact:
    words = "" if _missing(value) else str(value).strip()
    return Fact(name, words, speaks) if words else Fact(name, "not known", UNKNOWN)


def _capacity(seats: Any) -> Fact:
    return (
        Fact("Capacity", "not known", UNKNOWN)
        if _missing(seats)
        else Fact("Capacity", f"{whole_number(seats)} seats", PLAIN)
    )


def _past(turnout: Sequence[Turnout]) -> Fact:
    if not turnout:
        return Fact("Past attendance", "no past meetings here", UNKNOWN)
    last = sorted(turnout, key=lambda one: one.held_on)[-3:]
    words = listed([f"{whole_number(one.persons)} on {short_day(one.held_on)}" for one in reversed(last)])
    return Fact("Past attendance", words, PLAIN)
