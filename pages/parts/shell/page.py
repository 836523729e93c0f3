"""What a page is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pages.parts.shell.address import Kept
from planning.vocabulary import ADMIN, COMMANDER, COORDINATOR, RECRUITER, VIEWER

if TYPE_CHECKING:
    from pages.parts.shell.context import Context

GROUPS = ("Plan", "People", "Department")
"""The groups of the navigation, in order."""

EVERYONE = frozenset({COMMANDER, COORDINATOR, RECRUITER})
"""Everyone who works with the figures; an administrator may open every page."""
ANYBODY = EVERYONE | {VIEWER}
"""Also who may only look at what is published."""


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
        Who may open it, beside administrators; nobody else may.
    render : callable
        Draws the page for a context.
    kept : tuple of Kept
        The controls that the address of the page holds.
    held : tuple of str
        The keys of other controls whose values stay while another section or page is shown; a ``*`` stands for any
        ending.
    """

    path: str
    title: str
    icon: str
    group: str
    roles: frozenset[str]
    render: Callable[[Context], None]
    kept: tuple[Kept, ...] = ()
    held: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all controls whose values stay while they are not drawn."""
        return (*self.held, *(one.key for one in self.kept if isinstance(one.key, str)))

    def is_open_to(self, role: str) -> bool:
        """Return whether a role may open the page.

        Examples
        --------
        >>> page = Page("audit", "Audit trail", ":material/history:", "Department", frozenset(), print)
        >>> page.is_open_to("admin"), page.is_open_to("commander"), page.is_open_to("")
        (True, False, False)
        """
        return role == ADMIN or role in self.roles
