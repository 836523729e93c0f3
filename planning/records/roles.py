"""Who may read, write or export which kind of record. Denied unless a row of the table allows it.

The table is plain data, so that it can be printed, reviewed and tested whole. It is asked twice: by the
screen, so that nobody is shown a door that is shut, and by the store, so that a question forgotten on a
screen opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planning.errors import AccessError
from planning.vocabulary import ADMIN, COMMANDER, COORDINATOR, RECRUITER, ROLES

PUBLISHED = "published"
"""Aggregates fit for everybody: the one kind a viewer may read."""
FIGURES = "figures"
"""Answers for areas as the pages show them: need, verdicts, plans, gaps. No record, and nobody's row."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, and in which role.

    Attributes
    ----------
    name : str
        What the audit trail calls the person: the e-mail address they signed in with.
    role : str
        One of ``ROLES``; any other word may do nothing.
    """

    name: str
    role: str


def _only(*roles: str) -> frozenset[str]:
    return frozenset(roles)


def _kind(read: frozenset[str], write: frozenset[str], export: frozenset[str]) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({"read": read, "write": write, "export": export})


_NOBODY = frozenset[str]()
_ADMIN = _only(ADMIN)
_OUTREACH = _only(ADMIN, COORDINATOR)
_LEADERS = _only(ADMIN, COORDINATOR, COMMANDER)
_STAFF = _only(ADMIN, COORDINATOR, RECRUITER, COMMANDER)

PERMISSIONS: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "venue": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        "partner": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        "venue_remark": _kind(read=_LEADERS, write=_OUTREACH, export=_OUTREACH),
        "partner_contact": _kind(read=_OUTREACH, write=_OUTREACH, export=_OUTREACH),
        "document": _kind(read=_STAFF, write=_OUTREACH, export=_STAFF),
        "translation": _kind(read=_STAFF, write=_OUTREACH, export=_STAFF),
        "local_evidence": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        "roster": _kind(
            read=_only(ADMIN, RECRUITER, COMMANDER), write=_only(ADMIN, RECRUITER), export=_only(ADMIN, RECRUITER)
        ),
        # A spelling and the language it stands for: every figure depends on it, and it names nobody.
        "language_decision": _kind(
            read=frozenset(ROLES), write=_only(ADMIN, RECRUITER), export=_only(ADMIN, RECRUITER)
        ),
        "training": _kind(
            read=_only(ADMIN, RECRUITER, COMMANDER), write=_only(ADMIN, RECRUITER), export=_only(ADMIN, RECRUITER)
        ),
        "meeting_plan": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        # A commander asks what if, and hands it on; making it so is a matter of "live_department".
        "scenario": _kind(read=_STAFF, write=_LEADERS, export=_LEADERS),
        "observance": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        "event": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        # Whoever may read the meetings may have them in a calendar of their own.
        "calendar_feed": _kind(read=_STAFF, write=_STAFF, export=_NOBODY),
        # Who has a key takes away what its role may, without signing in.
        "gis_key": _kind(read=_ADMIN, write=_ADMIN, export=_NOBODY),
        "attendance": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        "concern": _kind(read=_LEADERS, write=_OUTREACH, export=_LEADERS),
        # A commander who owes an answer gives it.
        "answer": _kind(read=_LEADERS, write=_LEADERS, export=_LEADERS),
        "public_words": _kind(read=_STAFF, write=_OUTREACH, export=_STAFF),
        "plan_text": _kind(read=_STAFF, write=_OUTREACH, export=_STAFF),
        "way": _kind(read=_STAFF, write=_OUTREACH, export=_STAFF),
        "year_entry": _kind(read=_STAFF, write=_OUTREACH, export=_STAFF),
        # What everybody's work is held to is said by whoever answers for the department's settings.
        "target": _kind(read=_STAFF, write=_ADMIN, export=_STAFF),
        "board": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        "seat": _kind(read=_STAFF, write=_OUTREACH, export=_LEADERS),
        "person": _kind(read=_ADMIN, write=_ADMIN, export=_ADMIN),
        # The trail is written by the store itself with every save, and by nobody else.
        "audit": _kind(read=_ADMIN, write=_NOBODY, export=_ADMIN),
        FIGURES: _kind(read=_STAFF, write=_NOBODY, export=_STAFF),
        # Drafting a department, and adding to one what changes nobody's figures; then whatever everybody would see
        # otherwise in one that is there; and saying which one the server shows to everybody.
        "department": _kind(read=_STAFF, write=_OUTREACH, export=_STAFF),
        "live_department": _kind(read=_STAFF, write=_ADMIN, export=_NOBODY),
        "server": _kind(read=_ADMIN, write=_ADMIN, export=_NOBODY),
        PUBLISHED: _kind(read=frozenset(ROLES), write=_NOBODY, export=frozenset(ROLES)),
    }
)
"""Kind of record -> action -> the roles that may."""


def may(actor: Actor, action: str, kind: str) -> bool:
    """Return whether the actor may do this; an unknown role, action or kind may not.

    Examples
    --------
    >>> may(Actor("kim@pd.example", "coordinator"), "read", "partner_contact")
    True
    >>> may(Actor("lee@pd.example", "recruiter"), "read", "partner_contact")
    False
    """
    return actor.role in PERMISSIONS.get(kind, {}).get(action, _NOBODY)


def require_may(actor: Actor, action: str, kind: str) -> None:
    """Return nothing if the actor may do this.

    Raises
    ------
    AccessError
        If not.

    Examples
    --------
    >>> require_may(Actor("lee@pd.example", "viewer"), "read", "roster")
    Traceback (most recent call last):
        ...
    planning.errors.AccessError: your role may not read the roster (got 'viewer'): ask an administrator ...
    """
    if not may(actor, action, kind):
        raise AccessError(
            f"your role may not {action} {_plural(kind)}",
            value=actor.role or "no role",
            fix="ask an administrator if you need it for your work",
        )


def first_role(roles: frozenset[str]) -> str | None:
    """Return the role that may do most, or None if none of them is a role.

    Examples
    --------
    >>> first_role(frozenset({"viewer", "coordinator", "staff"}))
    'coordinator'
    """
    return next((role for role in ROLES if role in roles), None)


def _plural(kind: str) -> str:
    uncounted = {
        "roster": "the roster",
        "training": "officer training",
        "attendance": "attendance",
        "audit": "the audit trail",
        "local_evidence": "local data",
        "public_words": "texts for the public",
        "plan_text": "texts of the language access plan",
        "way": "ways to be understood",
        "year_entry": "entries of the yearly report",
        "person": "people and roles",
        "gis_key": "keys of the GIS feed",
        FIGURES: "figures",
        "server": "which department the server shows",
        "live_department": "a department that others see",
        PUBLISHED: "what is published",
    }
    return uncounted.get(kind, kind.replace("_", " ") + "s")
