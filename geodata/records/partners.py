"""Partners: contacts that must be confirmed anew, and the directory that everybody may read."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from geodata.records.kinds import CONTACT_DAYS
from geodata.records.published import READER
from geodata.records.store import Store
from geodata.records.work import Record
from planning.languages.spoken import spoken_name
from planning.need.inside import whom_to_ask
from planning.records.roles import PUBLISHED, Actor, may, require_may

DIRECTORY_COLUMNS = ("organisation", "services", "languages", "areas", "phone", "address", "website", "note")
SOON_DAYS = 30


def confirm_contact(store: Store, actor: Actor, contact_id: str, on: date, seen: int) -> Record:
    """Save that a contact still holds; it expires a year later."""
    values = {"confirmed_on": on, "expires_on": on + timedelta(days=CONTACT_DAYS)}
    return store.change(actor, "partner_contact", contact_id, values, seen)


def contacts_due(store: Store, actor: Actor, today: date, within_days: int = SOON_DAYS) -> pd.DataFrame:
    """Return the contacts that have expired or will soon, the first to expire first, with ``expired``."""
    contacts = store.frame(actor, "partner_contact")
    due = contacts[contacts["expires_on"] <= pd.Timestamp(today) + pd.Timedelta(days=within_days)]
    due = due.assign(expired=due["expires_on"] <= pd.Timestamp(today))
    return due.sort_values(["expires_on", "id"]).reset_index(drop=True)


def load_directory(
    store: Store, actor: Actor, *, language: str | None = None, area: str | None = None, service: str | None = None
) -> pd.DataFrame:
    """Return the directory of services that may be printed for the public.

    Only partners that are listed, and of them only what was given for the public: never a contact or a note.

    Parameters
    ----------
    language, area, service : str, optional
        Keep the partners that serve it. A partner without areas serves everywhere.

    Returns
    -------
    DataFrame with ``DIRECTORY_COLUMNS``
        Sorted by organisation; languages as a person reads them.
    """
    require_may(actor, "read", PUBLISHED)
    rows = [
        {
            "organisation": partner["public_name"] or partner["organisation"],
            "services": tuple(partner["services"]),
            "languages": tuple(spoken_name(spoken) for spoken in partner["languages"]),
            "areas": tuple(partner["areas"]),
            "phone": partner["public_phone"],
            "address": partner["public_address"],
            "website": partner["public_website"],
            "note": partner["public_note"],
        }
        for partner in store.records(READER, "partner", listed=True)
        if _serves(partner, language, area, service)
    ]
    # As objects: what is not given stays None, and is not written "nan" on a page.
    directory = pd.DataFrame(rows, columns=list(DIRECTORY_COLUMNS), dtype="object")
    return directory.sort_values("organisation", ignore_index=True)


def ask_about(inside: pd.DataFrame, store: Store, actor: Actor) -> pd.DataFrame:
    """Return whom to ask about the languages inside combined groups; see ``planning.need.inside.whom_to_ask``.

    No partner is named to whoever may not read partners.
    """
    partners = store.records(actor, "partner") if may(actor, "read", "partner") else []
    return whom_to_ask(inside, [{name: one[name] for name in ("organisation", "languages")} for one in partners])


def _serves(partner: Record, language: str | None, area: str | None, service: str | None) -> bool:
    return (
        (language is None or language in partner["languages"])
        and (area is None or not partner["areas"] or area in partner["areas"])
        and (service is None or service in partner["services"])
    )
