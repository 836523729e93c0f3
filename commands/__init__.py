"""The commands of ``outreach.py``: one module a family of verbs, one row here a command.

A module is loaded when its command is asked for: all of them together take three seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "new": "department",
        "fetch": "department",
        "check": "department",
        "settings": "settings",
        "places": "places",
        "need": "need",
        "change": "change",
        "what-if": "what_if",
        "materials": "materials",
        "documents": "materials",
        "translate": "materials",
        "copies": "materials",
        "worksheet": "materials",
        "plan": "plan",
        "ways": "ways",
        "yearly": "yearly",
        "inside": "materials",
        "meetings": "meetings",
        "season": "season",
        "attach": "officers",
        "officers": "officers",
        "levers": "officers",
        "decide": "officers",
        "training": "officers",
        "recruit": "officers",
        "interpreters": "officers",
        "brief": "brief",
        "report": "report",
        "accountability": "promises",
        "words": "public",
        "card": "public",
        "invite": "public",
        "publish": "public",
        "batch": "batch",
        "agency": "batch",
        "verify": "verify",
        "versions": "versions",
        "backup": "records",
        "restore": "records",
        "doctor": "records",
        "appoint": "records",
        "bench": "bench",
    }
)
"""Every command with its module, in the order in which one meets them."""
