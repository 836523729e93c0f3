"""Three levers that close a gap, the cheapest first: test, move, hire; and what else would change it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.officers.coverage import OfficerPlan
from geodata.officers.places import counts_nowhere
from pages.parts.officers.hire_years import show_hire_years
from pages.parts.officers.post_options import RosterView
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from pages.parts.widgets.downloads import Making, show_downloads
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import language_name
from planning.officers.published import HAVE_COLUMNS, as_range, sum_levers
from planning.officers.roster import TIERS
from planning.vocabulary import CANNOT_TELL
from planning.words.formats import difference, tenths
from planning.words.wording import percent

EVERY_SHIFT = "Every shift"


def exact_rows(plan: OfficerPlan) -> pd.DataFrame:
    """Return exact coverage in the form of the published one: each range is one number, each officer counted once."""
    cells = plan.cells
    tests = cells["lacking"] - cells["lacking_with_self"]
    return cells.assign(
        gap_low=cells["lacking"],
        gap_high=cells["lacking"],
        test_low=tests,
        test_high=tests,
        **{name: cells[name].astype("str") for name in HAVE_COLUMNS},
    )


def show_published_levers(context: Context, table: pd.DataFrame) -> None:
    """Draw what the levers could close, as far as the published counts tell."""
    if context.department.roster is None:
        return
    st.header("Ways to fill the shortage, cheapest first", anchor=False)
    levers = sum_levers(table)
    sums, lacking, tests, rest = levers.by_language, levers.lacking, levers.tests, levers.rest
    if not (sums["posts"] > 0).any():
        st.markdown("No slot is clearly needed, so there is no shortage.")
        return
    cards = st.columns(2)
    with cards[0].container(border=True, height="stretch"):
        st.markdown(
            f"**Testing** could close **{as_range(*tests)}** of {as_range(*lacking)} officers: they are of the right "
            "area and shift and say they speak it, or their test has lapsed."
        )
    with cards[1].container(border=True, height="stretch"):
        st.markdown(
            f"**Moves and hiring** would have to close the other **{as_range(*rest)}**. A new officer is ready after "
            "about a year."
        )
    rows = sums.assign(
        name=sums["language"].map(language_name),
        lacking=[as_range(a, b) for a, b in zip(sums["gap_low"], sums["gap_high"], strict=True)],
        testing=[as_range(a, b) for a, b in zip(sums["test_low"], sums["test_high"], strict=True)],
    )
    columns = (
        Column("name", "Language"),
        Column("posts", "Slots", show="{:.0f}".format),
        Column("required", "Officers it takes", show=tenths),
        Column("lacking", "Officers short"),
        Column("testing", "Tests could close"),
        Column("open", "Slots we can’t tell", show="{:.0f}".format),
    )
    show_table(rows, columns, "coverage-levers", missing=CANNOT_TELL)
    st.caption(
        "By language, so an officer with two languages is in two rows. **Roster view** counts each officer "
        "once, and lists who to test, move, and hire."
    )


def show_exact_levers(context: Context, plan: OfficerPlan, view: RosterView) -> None:
    """Draw the three levers with their lists, and what one change at a time would do."""
    st.header("Ways to fill the shortage, cheapest first", anchor=False)
    lacking, moves, hires = plan.lacking, plan.moves, plan.hires
    cards = st.columns(3)
    texts = (
        ("1 · Test", len(plan.tests), "officers", plan.by_tests, "if all pass, because they are where you need them"),
        ("2 · Move", len(moves.moves), "moves", moves.closes, "locks, shift bids and unit minimums kept"),
        ("3 · Hire", hires.total, "people", hires.closes, "the rest, ready after about a year"),
    )
    for card, (title, number, noun, closes, why) in zip(cards, texts, strict=True):
        with card.container(border=True, height="stretch"):
            st.markdown(f"**{title} {number} {noun}**: fills **{tenths(closes)}** of {tenths(lacking)}. {why}.")
    if nowhere := counts_nowhere(context.department):
        st.caption(plain(nowhere))
    if view.shift != EVERY_SHIFT:
        st.caption("These are for all shifts together: an officer can be moved, or hired, for any of them.")
    test, move, hire, change = st.tabs(["Who to test", "Who to move", "Who to hire", "What would change it"])
    with test:
        _show_tests(context, plan)
    with move:
        _show_moves(context, plan)
        _show_uncounted(plan)
    with hire:
        _show_hires(plan)
    with change:
        _show_sensitivity(plan)


_PERSON = (Column("officer_id", "Officer"), Column("unit", "Unit"), Column("shift", "Shift"))


def _languages(text: str) -> str:
    return ", ".join(language_name(part) for part in text.replace(" + ", ", ").split(", ") if part)


def _show_tests(context: Context, plan: OfficerPlan) -> None:
    tests = plan.tests
    if tests.empty:
        st.markdown("No officer who says they speak a language is where you are short of it.")
        return
    rows = tests.assign(
        names=tests["languages"].map(_languages), proof=tests["tier"].map(lambda tier: TIERS[tier].name)
    )
    columns = (
        Column("order", "Order"),
        *_PERSON,
        Column("names", "Language"),
        Column("proof", "Proof"),
        Column("closes", "Closes", show="{:.2f}".format, help="In officers, once those above have passed"),
        Column("closes_in_all", "In all", show="{:.2f}".format),
        Column("reason", "Why"),
    )
    show_table(rows, columns, "coverage-tests")
    _offer_ids(context, tests, "tests", "Who to test first")


def _show_moves(context: Context, plan: OfficerPlan) -> None:
    run, moves = plan.moves, plan.moves.moves
    if moves.empty:
        st.markdown("No move would close anything once the tests are passed.")
        return
    rows = moves.assign(name=moves["language"].map(language_name))
    columns = (
        Column("officer_id", "Officer"),
        Column("from_unit", "From unit"),
        Column("from_shift", "From shift"),
        Column("to_area", "To"),
        Column("to_shift", "To shift"),
        Column("name", "Language"),
        Column("reason", "Why"),
    )
    show_table(rows, columns, "coverage-moves")
    proof = (
        "no other moves close more"
        if run.status == "optimal"
        else f"within {percent(run.mip_gap)} of the best possible"
    )
    st.caption(
        f"The fewest moves that fill the most, after the tests: {proof}. No one marked as locked on the "
        "roster is moved, and no one to a shift they have not bid for."
    )
    _offer_ids(context, moves, "moves", "Who to move")


def _show_uncounted(plan: OfficerPlan) -> None:
    rows = plan.uncounted.assign(names=plan.uncounted["languages"].map(_languages))
    with st.expander(f"Verified speakers not in any slot: {len(rows)}", key="levers-verified-speakers-whom-no"):
        columns = (*_PERSON, Column("names", "Language"), Column("reason", "Why"))
        show_table(rows, columns, "coverage-uncounted")


def _show_hires(plan: OfficerPlan) -> None:
    hires = plan.hires
    if not hires.total:
        st.markdown("Tests and moves leave nothing to hire for.")
        return
    singles = plan.single_hires.total
    each = f" If each spoke only one of them, it would take {singles}." if singles > hires.total else ""
    st.markdown(
        f"**{hires.total} people** fill the rest, and no fewer than {hires.bound} could. A person who is "
        f"bilingual in two of the languages counts once.{each}"
    )
    sets = hires.by_languages()
    sets = sets.assign(names=sets["languages"].map(_languages))
    show_table(sets, (Column("names", "Speaks"), Column("hires", "People", bar=True)), "coverage-hires")
    show_hire_years(plan)


def _show_sensitivity(plan: OfficerPlan) -> None:
    rows = plan.sensitivity.iloc[1:]
    words = {"tier": "One more tier", "percent": "One more percent", "shift": "One shift less"}
    rows = rows.assign(what=rows["change"].map(words))
    columns = (
        Column("what", "Change"),
        Column("setting", "Setting"),
        Column("required", "Officers it takes", show=tenths),
        Column("lacking", "Officers short", show=tenths),
        Column("difference", "Difference", show=difference),
    )
    show_table(rows, columns, "coverage-sensitivity")
    st.caption(f"Compared with {tenths(plan.lacking)} officers short under your settings, one change at a time.")


def _offer_ids(context: Context, table: pd.DataFrame, name: str, title: str) -> None:
    """Offer a list with officers' ids, by explicit choice; taking it is written down."""
    if not context.may("export", "roster"):
        return
    key = f"coverage-ids-{name}"
    if st.checkbox("Download list with officer IDs", key=key, help="Who took it goes into the audit trail."):
        show_downloads(context, table, f"officers-{name}", title, made=Making(f"officers-{name}"))
