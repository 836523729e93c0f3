"""What a page is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pages.parts.context import Context

GROUPS = ("Plan", "People", "Department")
"""The groups of the navigation, in order."""

COMMANDER = "commander"
COORDINATOR = "coordinator"
RECRUITER = "recruiter"
EVERYONE = frozenset({COMMANDER, COORDINATOR, RECRUITER})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the dashboard.

    Attributes
    ----------
    path : str
        The page's address and the name of its module.
    title, icon : str
        What the navigation shows; the icon is a Material symbol.
    group : str
        One of ``GROUPS``.
    roles : frozenset of str
        Who may open it; nobody else may.
    render : callable
        Draws the page for a context.
    """

    path: str
    title: str
    icon: str
    group: str
    roles: frozenset[str]
    render: Callable[[Context], None]
