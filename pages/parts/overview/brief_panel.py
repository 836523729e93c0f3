"""The brief of a place, as on paper: its answer beside the map, all else below; areas, or a drawn shape."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from geodata.briefs.area_brief import Briefs
from geodata.briefs.place import Place, areas_together, drawn_place
from geodata.department.names import level_word
from geodata.departments import folder_name
from geodata.inputs.drawn_shape import shape_of_corners
from geodata.maps.palette import SIGNS
from geodata.materials.view import MaterialView
from geodata.papers.printed import PDF, WORD, paper_bytes
from pages.parts.shell import state
from pages.parts.shell.address import Ids, Kept
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.areas import forget_shape, name_of, shape_drawn
from pages.parts.widgets.downloads import show_file
from pages.parts.widgets.figures import error_rows
from pages.parts.widgets.row_charts import show_dots
from planning.briefs.brief import Brief
from planning.briefs.sheet import cut, rest_line
from planning.errors import PlanningError
from planning.languages.groups import ALL, language_name
from planning.need.inside import NOT_HERE
from planning.need.weak_margins import weak_margin_notes

LANGUAGES_SHOWN, PARTNERS_SHOWN = 6, 4
TOGETHER, REASONS = "overview-with", "overview-reasons"
KEPT = (Kept("with", TOGETHER, Ids(), []),)


def has_place(context: Context) -> bool:
    """Return whether a place is chosen: an area, or a drawn shape."""
    return context.area is not None or bool(shape_drawn(context))


def show_area_brief(context: Context, view: MaterialView) -> Callable[[], None] | None:
    """Draw the answer for the chosen place; return what draws all else of it below, None where it is no place.

    ``view`` is the rule's, from ``material_facts``.
    """
    with st.container(border=True):
        drawn = shape_drawn(context)
        if not drawn:
            _choose_more(context)
        try:
            place = _place(context, drawn)
        except PlanningError as error:
            st.warning(plain(str(error)))
            _show_clear()
            return None
        briefs = Briefs(
            context,
            context.rule,
            context.today,
            view=view,
            published=context.published_speakers(),
            coverage=context.coverage(),
        )
        brief = briefs.of(place, reasons=False, drawing=False)
        st.header(plain(brief.place), anchor=False)
        st.markdown(f"{_with_plain_name(brief.answer, brief.place)} {_with_plain_name(brief.compared, brief.place)}")
        _show_clear()

    def show_rest() -> None:
        people, work = st.container(border=True).columns(2, gap="large")
        with people:
            _show_languages(briefs, place, brief)
            _show_inside(briefs, place)
        with work:
            _show_lines(brief)
            _show_officers(brief)
            _show_papers(context, briefs, place)

    return show_rest


def _place(context: Context, drawn: str) -> Place:
    if drawn:
        return drawn_place(context.prepared, shape_of_corners(drawn))
    named = [str(context.area), *(one for one in st.session_state.get(TOGETHER) or () if one in context.area_ids)]
    return areas_together(context.prepared, named, context.level)


def _choose_more(context: Context) -> None:
    """Ask which further areas of the level belong to the place."""
    others = [area for area in context.area_ids if area != context.area]
    if not others:
        return
    chosen = st.session_state.get(TOGETHER) or []
    st.session_state[TOGETHER] = [area for area in chosen if area in others]
    st.multiselect(
        f"Together with other {level_word(context.level, 2)}",
        others,
        key=TOGETHER,
        format_func=lambda area: name_of(context, area),
        placeholder="None. Or outline a place on the map",
    )


def _with_plain_name(answer: str, place: str) -> str:
    return answer.replace(place, plain(place), 1)


def _show_languages(briefs: Briefs, place: Place, brief: Brief) -> None:
    shown = [line for line in brief.languages[:LANGUAGES_SHOWN] if line.lep == line.lep]
    results = {line.language: SIGNS.get(line.verdict, " ")[0] for line in shown}
    need = briefs.need(place)
    rows = need[need["language"] != ALL].set_index("language").loc[list(results)].reset_index()
    rows = rows.assign(name=rows["language"].map(language_name))
    dots = error_rows(rows)
    dots["written"] += " " + rows["language"].map(results)
    show_dots(
        dots,
        dots["name"].tolist(),
        "LEP residents",
        "LEP residents by language, with margin of error and possible range",
        note=False,
    )
    if rest := rest_line(brief.languages[LANGUAGES_SHOWN:]):
        st.caption(rest)
    read = plain(briefs.decision.read)
    st.caption(f"{read}: ✓ qualifies · ? can’t tell · – doesn’t qualify · • written notice only")
    chances = [f"{line.plain} {line.chance}" for line in brief.languages if line.chance]
    if chances:
        st.caption(f"How likely to qualify where the census can’t tell: {', '.join(chances)}.")
    for note in weak_margin_notes(rows):
        st.caption(note)
    with st.expander("What the rule covers", key="brief-rule"):
        st.caption(plain(brief.rule))


def _show_inside(briefs: Briefs, place: Place) -> None:
    """Say which languages the combined groups hold around; nothing where the department does not know."""
    said = briefs.inside(place)
    if said:
        with st.expander("Inside the combined groups", key="brief-inside"):
            st.caption(plain(said[0]))
            st.markdown("\n".join(f"- {one}" for one in said[1:]))
            st.caption(NOT_HERE)


def _show_officers(brief: Brief) -> None:
    if brief.officers:
        tiers = [
            f"{name} {certified} certified, {tested} tested, {untested} not tested"
            for name, certified, tested, untested in (line.cells for line in brief.officers)
        ]
        st.caption(f"Officers who speak: {'; '.join(tiers)}. {brief.about_officers}")
    else:
        st.caption(brief.about_officers)
    if brief.slots:
        st.markdown(brief.slots)


def _show_lines(brief: Brief) -> None:
    partners = [plain(cut(name)) for name in brief.partners[:PARTNERS_SHOWN]]
    more = len(brief.partners) - len(partners)
    of_partners = ", ".join([*partners, *([f"and {more} more"] if more > 0 else [])])
    lines = [
        brief.meetings,
        *([brief.concerns] if brief.concerns else []),
        brief.documents,
        *brief.beside,
        f"Partners: {of_partners}." if partners else "No partner is on record here.",
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(brief.next_steps, start=1))
    st.markdown(f"**Do next**\n\n{steps}")


def _show_papers(context: Context, briefs: Briefs, place: Place) -> None:
    """Draw the brief to print and to write into, as the screen has it: same place, same rule."""
    reasons = st.toggle("Add a page with the reasons", key=REASONS)
    name = folder_name(place.title if not context.area else f"{level_word(context.level)} {place.title}")

    def made(ending: str) -> bytes:
        return paper_bytes(briefs.paper(place, reasons=reasons), ending)

    with st.container(horizontal=True):
        show_file("Print summary (PDF)", lambda: made(".pdf"), f"{name}-brief.pdf", PDF)
        show_file("Summary for Word", lambda: made(".docx"), f"{name}-brief.docx", WORD)


def _show_clear() -> None:
    def clear() -> None:
        forget_shape()
        st.session_state.pop(TOGETHER, None)
        state.choose_area(None)

    st.button("Clear selection", icon=":material/close:", on_click=clear)
