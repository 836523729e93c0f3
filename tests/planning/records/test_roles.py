"""Who may do what, walked whole."""

from __future__ import annotations

import pytest

from planning.errors import AccessError
from planning.records.roles import FIGURES, PERMISSIONS, PUBLISHED, Actor, first_role, may, require_may
from planning.vocabulary import ROLES

ACTIONS = ("read", "write", "export")
ALLOWED = {
    # kind: (who reads, who writes, who exports), by first letter: admin, coordinator, recruiter, (m) commander, viewer
    "venue": ("acrm", "ac", "acm"),
    "partner": ("acrm", "ac", "acm"),
    "venue_remark": ("acm", "ac", "ac"),
    "partner_contact": ("ac", "ac", "ac"),
    "document": ("acrm", "ac", "acrm"),
    "translation": ("acrm", "ac", "acrm"),
    "local_evidence": ("acrm", "ac", "acm"),
    "roster": ("arm", "ar", "ar"),
    "language_decision": ("acrmv", "ar", "ar"),
    "training": ("arm", "ar", "ar"),
    "meeting_plan": ("acrm", "ac", "acm"),
    "scenario": ("acrm", "acm", "acm"),
    "observance": ("acrm", "ac", "acm"),
    "public_words": ("acrm", "ac", "acrm"),
    "plan_text": ("acrm", "ac", "acrm"),
    "way": ("acrm", "ac", "acrm"),
    "year_entry": ("acrm", "ac", "acrm"),
    "target": ("acrm", "a", "acrm"),
    "event": ("acrm", "ac", "acm"),
    "calendar_feed": ("acrm", "acrm", ""),
    "gis_key": ("a", "a", ""),
    "attendance": ("acrm", "ac", "acm"),
    "concern": ("acm", "ac", "acm"),
    "answer": ("acm", "acm", "acm"),
    "board": ("acrm", "ac", "acm"),
    "seat": ("acrm", "ac", "acm"),
    "person": ("a", "a", "a"),
    "audit": ("a", "", "a"),
    FIGURES: ("acrm", "", "acrm"),
    "department": ("acrm", "ac", "acrm"),
    "live_department": ("acrm", "a", ""),
    "server": ("a", "a", ""),
    PUBLISHED: ("acrmv", "", "acrmv"),
}
LETTERS = {"admin": "a", "coordinator": "c", "recruiter": "r", "commander": "m", "viewer": "v"}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("role", ROLES)
def test_every_kind_action_and_role(action: str, role: str) -> None:
    for kind in PERMISSIONS:
        allowed = LETTERS[role] in ALLOWED[kind][ACTIONS.index(action)]
        assert may(Actor("x", role), action, kind) == allowed, kind
        if allowed:
            require_may(Actor("x", role), action, kind)
        else:
            with pytest.raises(AccessError, match=f"your role may not {action}"):
                require_may(Actor("x", role), action, kind)


def test_the_table_is_complete() -> None:
    assert set(ALLOWED) == set(PERMISSIONS)
    assert all(set(row) == set(ACTIONS) for row in PERMISSIONS.values())
    assert all(roles <= set(ROLES) for row in PERMISSIONS.values() for roles in row.values())


@pytest.mark.parametrize("role", ["", "Admin", "root", "local", "none"])
def test_unknown_roles_kinds_and_actions_are_denied(role: str) -> None:
    assert not any(may(Actor("x", role), action, kind) for kind in PERMISSIONS for action in ACTIONS)
    assert not may(Actor("x", "admin"), "read", "anything")
    assert not may(Actor("x", "admin"), "delete", "event")


def test_first_role() -> None:
    assert first_role(frozenset({"viewer", "recruiter"})) == "recruiter"
    assert first_role(frozenset({"police", "staff"})) is None
