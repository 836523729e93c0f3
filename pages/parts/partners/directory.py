"""The directory of services, for the public: by language and place, to print or to put on a web page."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.department.rows import rows_of
from geodata.papers import exports
from geodata.papers.printed import HTML, PDF, paper_html, paper_pdf
from geodata.public.areas import areas_in_words
from geodata.records.partners import load_directory
from pages.parts.forms.choices import area_options, area_words
from pages.parts.forms.paper_language import choose_paper_language
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_empty
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import CSV
from planning.lists import counted
from planning.records.directory_paper import directory_paper
from planning.records.roles import PUBLISHED
from planning.vocabulary import BEAT_LEVEL, SERVICES
from planning.words.paper import Paper


def _languages(context: Context) -> tuple[str, ...]:
    directory = load_directory(context.store, context.actor)
    return tuple(sorted({name for row in directory["languages"] for name in row}))


KEPT = (
    Kept("speaks", "directory-language", OneOf(_languages, may_be_blank=True)),
    Kept("place", "directory-area", OneOf(lambda context: tuple(area_options(context)), may_be_blank=True)),
    Kept("service", "directory-service", OneOf(SERVICES, may_be_blank=True)),
)
"""The filters, as they stand in the address."""


def show_directory(context: Context, everything: pd.DataFrame) -> None:
    """Draw the directory, from ``load_directory``, with its filters and its downloads."""
    if everything.empty:
        show_empty(
            "No partner is in the public directory.",
            "Mark a partner as “In the public directory” once it has agreed, and give what the public may know.",
        )
        return
    areas = area_options(context)
    languages = sorted({name for row in everything["languages"] for name in row})
    row = control_row(3)
    language = row[0].selectbox("Language", languages, index=None, placeholder="Any", key="directory-language")
    area = row[1].selectbox(
        "Place", list(areas), index=None, placeholder="Anywhere", format_func=areas.__getitem__, key="directory-area"
    )
    service = row[2].selectbox(
        "Service", SERVICES, index=None, placeholder="Any", format_func=str.capitalize, key="directory-service"
    )
    found = narrowed(context, everything, language, area, service)
    if found.empty:
        st.info("No partner in the directory serves all of this.", icon=":material/info:")
    for entry in rows_of(found):
        with st.container(border=True):
            st.markdown(f"**{plain(entry.organisation)}** · {plain(', '.join(entry.languages))}")
            services = ", ".join(entry.services)
            st.markdown(f"{plain(entry.areas)}{' · ' if services else ''}{plain(services)}")
            facts = (entry.phone, entry.address, entry.website, entry.note)
            st.caption(" · ".join(plain(fact) for fact in facts if fact))
    _show_take_away(context, found)


def narrowed(
    context: Context, directory: pd.DataFrame, language: str | None, area: str | None, service: str | None
) -> pd.DataFrame:
    """Return the entries that serve a language, a place and a service, with their places in words.

    An entry serves a place if its own places have ground in common with it.
    """
    touches = context.touches(BEAT_LEVEL)
    wanted = touches.get(area, frozenset()) if area else frozenset()

    def serves(entry: object) -> bool:
        places = frozenset(beat for ref in entry.areas for beat in touches.get(ref, frozenset()))  # type: ignore[attr-defined]
        return (
            (language is None or language in entry.languages)  # type: ignore[attr-defined]
            and (area is None or not entry.areas or bool(places & wanted))  # type: ignore[attr-defined]
            and (service is None or service in entry.services)  # type: ignore[attr-defined]
        )

    # A list of no flags would choose no columns: the directory may be empty.
    chosen = pd.Series([serves(entry) for entry in directory.itertuples(index=False)], directory.index, dtype=bool)
    kept = directory[chosen]
    words = [area_words(context, refs) for refs in kept["areas"]]
    return kept.assign(refs=kept["areas"], areas=words).reset_index(drop=True)


def _show_take_away(context: Context, found: pd.DataFrame) -> None:
    name = context.department.settings.name
    demo = context.department.settings.is_demo
    language = choose_paper_language(context, "directory-spoken")

    def note() -> None:
        context.store.record_export(context.renew(), PUBLISHED, "directory of services", len(found))

    def paper() -> Paper:
        note()
        spoken = [areas_in_words(context.department, refs, language.words) for refs in found["refs"]]
        named = found.assign(areas=spoken)
        return directory_paper(named, name, context.today, is_demo=demo, words=language.words)

    def table() -> bytes:
        note()
        joined = found.drop(columns="refs").assign(
            services=found["services"].map("; ".join), languages=found["languages"].map("; ".join)
        )
        return exports.csv_to_open(exports.csv_bytes(joined))

    row = st.container(horizontal=True, key="downloads-directory")
    row.download_button(
        "To print (PDF)",
        lambda: paper_pdf(paper()),
        f"directory{language.ending}.pdf",
        PDF,
        icon=":material/print:",
        on_click="ignore",
        type="primary",
    )
    row.download_button(
        "To publish (HTML)",
        lambda: paper_html(paper()).encode(),
        f"directory{language.ending}.html",
        HTML,
        icon=":material/language:",
        on_click="ignore",
    )
    row.download_button("Table (CSV)", table, "directory.csv", CSV, icon=":material/csv:", on_click="ignore")
    st.caption(
        f"{counted(len(found), 'organization')}, each under its languages. Only what each agreed to publish: no "
        "contact, no note of yours."
    )
