"""The pages of the dashboard, in the order the navigation shows them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pages import (
    accountability,
    audit,
    change,
    coverage,
    followup,
    materials,
    meetings,
    method,
    overview,
    partners,
    people,
    public,
    recruiting,
    roster,
    setup,
    what_if,
)
from pages.parts.shell.page import Page
from planning.vocabulary import ROLES

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    meetings.PAGE,
    materials.PAGE,
    coverage.PAGE,
    recruiting.PAGE,
    roster.PAGE,
    partners.PAGE,
    followup.PAGE,
    change.PAGE,
    what_if.PAGE,
    accountability.PAGE,
    public.PAGE,
    setup.PAGE,
    method.PAGE,
    people.PAGE,
    audit.PAGE,
)
"""Every page; the first is shown at the bare address."""

OPENED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {role: tuple(page.title for page in PAGES if page.is_open_to(role)) for role in ROLES}
)
"""The titles of the pages that each role may open."""
