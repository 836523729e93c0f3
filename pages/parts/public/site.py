"""The pages for a city's web site: what stands on them, and the folder to take."""

from __future__ import annotations

import io
import zipfile

import streamlit as st

from geodata.public.site import build_site
from geodata.public.wording import languages_reviewed
from pages.parts.public.reach import show_reach
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.widgets.downloads import show_file
from planning.languages.spoken import spoken_name
from planning.lists import listed
from planning.records.roles import PUBLISHED

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Of every file of the archive, so that equal pages are equal archives."""


def show_site(context: Context) -> None:
    """Draw what the public pages hold, and the archive of them."""
    languages = ["English", *map(spoken_name, languages_reviewed(context.store, context.actor))]
    show_answer(
        f"**Five pages in {plain(listed(languages))}**: meetings announced, people who help, what you did, what you do "
        "not ask, and how to reach you. They need no server, run no script, and ask no other site for anything."
    )
    drafts = st.toggle("Print drafts too", key="site-drafts", help="To look at. Each page says it is a draft.")

    def archive() -> bytes:
        files = build_site(context, ("spanish",) if drafts else (), drafts=drafts)
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, page in sorted(files.items()):
                packed.writestr(zipfile.ZipInfo(name, FIRST_DAY), page)
        return content.getvalue()

    show_file("Pages to publish (ZIP)", archive, "public-pages.zip", "application/zip", kind=PUBLISHED)
    contact = context.department.settings
    if not (contact.public_phone or contact.public_email):
        st.caption("No phone or email for the public is set. An administrator sets one below.")
    st.caption(
        "Counts under 10 are hidden, the others rounded to the nearest 5. There are no officers, no partner contacts, "
        "and no notes in it. Planned meetings appear once they are announced."
    )
    show_reach(context)
