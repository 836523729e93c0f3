"""The brief of one area, beside the map: languages with their errors, verdicts, officers."""

from __future__ import annotations

import streamlit as st

from geodata.department.decision import decided_for
from geodata.department.inside_groups import groups_here
from geodata.department.names import level_word
from geodata.department.rows import rows_of
from geodata.departments import folder_name
from geodata.maps.palette import SIGNS
from geodata.materials.view import MaterialView
from geodata.papers.area_brief import area_brief
from geodata.papers.printed import PDF, paper_pdf
from pages.parts.overview.area_records import area_sentences
from pages.parts.shell import state
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.areas import name_of
from pages.parts.widgets.downloads import show_file
from pages.parts.widgets.figures import area_row, error_rows
from pages.parts.widgets.row_charts import show_dots
from planning.languages.groups import ALL, language_name
from planning.need.area_brief import answer_row
from planning.need.beside_rest import rest_sentence
from planning.need.inside import NOT_HERE
from planning.need.weak_margins import weak_margin_notes
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.published import as_range
from planning.words.answers import need_answer, spoken
from planning.words.formats import whole_number
from planning.words.paper import Paper

LANGUAGES_SHOWN = 6


def show_area_brief(context: Context, view: MaterialView) -> None:
    """Draw the brief of the chosen area; ``view`` is the rule's, from ``material_facts``."""
    area = context.area
    if area is None:
        return
    need = context.need_with_intervals()
    with st.container(border=True):
        st.header(plain(name_of(context, area)), anchor=False)
        place = plain(name_of(context, area))
        beside = rest_sentence(context.beside_rest(area), ALL, place)
        st.markdown(f"{need_answer(place, answer_row(area_row(need, area, ALL)), ALL)} {beside}".rstrip())
        verdicts = decided_for(context.department, view.decision, context.level, area)
        rows = need[(need["area_id"] == area) & (need["language"] != ALL)].merge(
            verdicts[["language", "verdict"]], on="language", how="left"
        )
        rows = rows.sort_values("lep", ascending=False, kind="stable").head(LANGUAGES_SHOWN)
        rows = rows.assign(name=rows["language"].map(language_name)).dropna(subset="lep")
        drawn = error_rows(rows)
        drawn["written"] += " " + rows["verdict"].map(SIGNS).str[0].fillna("")
        show_dots(
            drawn,
            drawn["name"].tolist(),
            "LEP residents",
            "LEP residents by language, with margin of error and possible range",
            note=False,
        )
        st.caption(
            f"{plain(view.decision.read)}: ✓ qualifies · ? can’t tell · – doesn’t qualify · • written notice only"
        )
        st.caption(plain(view.decision.statement_on(context.today)))
        for note in weak_margin_notes(rows):
            st.caption(note)
        _show_inside(context, area)
        _show_officers(context, area)
        st.markdown("\n".join(f"- {shown}" for shown in area_sentences(context, area, view)))
        _show_paper(context, area)
        st.button("Clear selection", icon=":material/close:", on_click=state.choose_area, args=(None,))


def _show_inside(context: Context, area: str) -> None:
    """Say which languages the combined groups hold around; nothing where the department does not know."""
    said = groups_here(context.prepared, context.need(), context.level, area)
    if said:
        with st.expander("Inside the combined groups", key="brief-inside"):
            st.caption(plain(said[0]))
            st.markdown("\n".join(f"- {one}" for one in said[1:]))
            st.caption(NOT_HERE)


def _show_paper(context: Context, area: str) -> None:
    """Draw the brief to print, as the screen has it: same area, same level, same rule."""

    def paper() -> Paper:
        return area_brief(context.prepared, area, context.level, context.rule, context.today)

    name = folder_name(f"{level_word(context.level)} {area}")
    show_file("Print summary (PDF)", lambda: paper_pdf(paper()), f"{name}-brief.pdf", PDF)


def _show_officers(context: Context, area: str) -> None:
    shown = context.published_speakers()
    if shown.empty:
        st.caption("Officers: this department has no roster.")
        return
    here = shown[(shown["level"] == context.level) & (shown["area_id"] == area) & (shown["shift"] == ALL_SHIFTS)]
    if here.empty:
        st.caption("Officers are not counted at this level. See Bilingual coverage.")
        return
    verified = here.assign(
        low=here["have_certified_low"] + here["have_tested_low"],
        high=here["have_certified_high"] + here["have_tested_high"],
    )
    spoken_by = rows_of(verified[verified["high"] > 0])
    parts = [f"{spoken(row.language)} {as_range(row.low, row.high, whole_number)}" for row in spoken_by]
    who = "; ".join(parts) or "none in any of the named languages"
    st.caption(f"Verified speakers stationed here, by language: {who}. Small counts are shown as a range.")
