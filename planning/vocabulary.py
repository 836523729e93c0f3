"""The words that frames, files, records and screens share, each written once. Their meaning: docs/glossary.md.

They are plain text, so that what is stored, exported or compared stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

MET: Final = "met"
NOT_MET: Final = "not met"
CANNOT_TELL: Final = "cannot tell"
NOTICE_ONLY: Final = "notice only"
VERDICTS: Final = (MET, NOT_MET, CANNOT_TELL, NOTICE_ONLY)
"""What a rule gives an area and a language."""
SHOWN: Final[Mapping[str, str]] = MappingProxyType(
    {MET: "qualifies", NOT_MET: "doesn’t qualify", CANNOT_TELL: "can’t tell", NOTICE_ONLY: "written notice only"}
)
"""The same on screen and on paper, where a person reads them; files keep the words above."""

MORE: Final = "more"
FEWER: Final = "fewer"
NO_CLEAR_CHANGE: Final = "no clear change"
"""What two surveys say of a change, beside cannot tell."""
SAME: Final = "the same"
WITHIN: Final = "within the margins"
NEW_AREA: Final = "new area"
NO_AREA: Final = "no longer an area"
"""What a scenario says of a figure, beside more, fewer and cannot tell."""

BEAT_LEVEL: Final = "beat"
DEPARTMENT_LEVEL: Final = "department"
CUSTOM_LEVEL: Final = "custom area"
"""The levels that every department has, beside those of its own map; a custom area is beats a rule names."""

CERTIFIED: Final = "certified"
TESTED: Final = "tested"
PREMIUM: Final = "premium"
SELF_REPORTED: Final = "self_reported"
EXPIRED: Final = "expired"
TIERS: Final = (CERTIFIED, TESTED, PREMIUM, SELF_REPORTED, EXPIRED)
"""What the roster says of an officer's language."""

SELF: Final = "self"
"""The proof of a language that only its speaker vouches for; the others are certified and tested."""

ADMIN: Final = "admin"
COORDINATOR: Final = "coordinator"
RECRUITER: Final = "recruiter"
COMMANDER: Final = "commander"
VIEWER: Final = "viewer"
ROLES: Final = (ADMIN, COORDINATOR, RECRUITER, COMMANDER, VIEWER)
"""From the one who may do most; who belongs to several groups gets the first."""

PLANNED: Final = "planned"
ANNOUNCED: Final = "announced"
HELD: Final = "held"
REPORTED_BACK: Final = "reported back"
CANCELLED: Final = "cancelled"
"""The states of an event."""

OVERDUE: Final = "overdue"
OPEN: Final = "open"
ANSWERED: Final = "answered"
TOLD: Final = "told"
"""The states of a concern."""

SERVICES: Final = ("legal aid", "translation", "victim support", "teaching rights")
"""What a partner may do for people."""
