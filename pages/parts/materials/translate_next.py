"""What to translate next: the budget, what it buys, and why each row is in or out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd
import streamlit as st

from geodata.department.names import words_of
from geodata.materials.papers import translate_paper
from geodata.papers.printed import PDF
from geodata.products.asked import costs_as_json
from pages.parts.materials.facts import MaterialFacts, also_open_toggle
from pages.parts.shell.address import Ids, Kept, Number, first_of
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.widgets.controls import control_row
from pages.parts.widgets.downloads import Making, show_downloads, show_file, stamped_pdf
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.languages.spoken import spoken_name
from planning.materials.answers import candidate_sentence, translate_answer
from planning.materials.inventory import APPROVED, NONE, WITHDRAWN
from planning.materials.translate_next import Pair, TranslationCosts
from planning.words.formats import money
from planning.words.wording import rounded_people

BUDGET = "translate-budget"
ROW = "translate-row"
ALWAYS, NEVER = "translate-always", "translate-never"
WORD, LEAST, PAGE, UPDATE, OWN_PRICE = "price-word", "price-least", "price-page", "price-update", "price-of-"
"""``OWN_PRICE`` before a language: its own price a word."""
USUAL_BUDGET, MOST_BUDGET, USUAL_WORD, MOST_WORD = 2400.0, 10_000_000.0, 0.22, 10.0
MOST_JOB, LEAST_PAGE, USUAL_PAGE, MOST_PAGE = 10_000.0, 10, 250, 2000
KEPT = (
    Kept("budget", BUDGET, Number(0.0, MOST_BUDGET), USUAL_BUDGET),
    Kept("word", WORD, Number(0.0, MOST_WORD), USUAL_WORD),
    Kept("least", LEAST, Number(0.0, MOST_JOB), 0.0),
    Kept("page", PAGE, Number(LEAST_PAGE, MOST_PAGE), USUAL_PAGE),
    Kept("update", UPDATE, Number(0, 100), 100),
    Kept("always", ALWAYS, Ids()),
    Kept("never", NEVER, Ids()),
    Kept("row", ROW, Ids(first_of, most=1)),
    *(
        Kept(f"word-{language}", OWN_PRICE + language, Number(0.0, MOST_WORD, may_be_blank=True))
        for language in NAMED_LANGUAGE_IDS
    ),
)
"""The controls of the list, as they stand in the address."""


def show_next(context: Context, facts: MaterialFacts) -> None:
    """Draw what the budget buys and what it does not, each row with its reason."""
    wish = _controls(facts)
    view = facts.view
    purchase = context.purchase(view.candidates(wish.costs), wish.budget, wish.in_any_case, wish.not_now)
    show_answer(translate_answer(purchase, view.matrix, view.languages))
    _show_on_its_way(facts)
    if purchase.rows.empty:
        return
    words = words_of(view.level)
    rows = purchase.rows.assign(
        sign=purchase.rows["bought"].map({True: "✓ bought", False: "–"}),
        why=[
            f"{candidate_sentence(row, words.one, words.many)} {row['reason']}" for _, row in purchase.rows.iterrows()
        ],
    )
    columns = (
        Column("sign", "Budget"),
        Column("title", "Document"),
        Column("language_name", "Language"),
        Column("people", "Newly served", show=rounded_people, help="LEP residents where it qualifies."),
        Column("people_moe", "±", show=rounded_people),
        Column("people_a_page", "A page", show=rounded_people, help="People newly served for each page."),
        Column("cost", "Cost", show=money),
        Column("why", "Why"),
    )
    keys = [f"{row.document_id}|{row.language}" for row in rows.itertuples()]
    show_table(rows, columns, "translate-next", row_ids=keys, on_row=_choose_row)
    _show_row(rows, keys)
    st.caption(
        "Vital documents first, whatever they cost, then outreach. In each group, no other list serves more "
        "people for this budget. Rows are in order of people per page. A person counts once for each "
        f"document they can newly read. People are the LEP residents of the {words.many} that qualify."
    )
    title = f"What to translate next, budget {money(purchase.budget)}"
    asked = {
        "read_at": view.level,
        "budget": wish.budget,
        "costs": costs_as_json(wish.costs),
        "in_any_case": [list(pair) for pair in wish.in_any_case],
        "not_now": [list(pair) for pair in wish.not_now],
        "also_open": len(view.verdicts) > 1,
    }
    made = Making("translate-next", {**asked, "all_columns": True}, view.rule)
    statement = view.decision.statement_on(context.today)
    show_downloads(context, purchase.rows, "translate-next", title, made=made, rule=statement)
    show_file(
        "What to translate next (PDF)",
        lambda: stamped_pdf(
            context,
            translate_paper(context.department, view, purchase, context.today),
            Making("translate-paper", asked, view.rule),
        ),
        "translate-next.pdf",
        PDF,
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person set: the budget, the prices, and what they decided whatever the figures say."""

    budget: float
    costs: TranslationCosts
    in_any_case: tuple[Pair, ...]
    not_now: tuple[Pair, ...]


def _controls(facts: MaterialFacts) -> Wish:
    row = control_row(2)
    budget = row[0].number_input("Budget, $", 0.0, MOST_BUDGET, USUAL_BUDGET, 100.0, key=BUDGET)
    per_word = row[1].number_input(
        "Price a word, $",
        0.0,
        MOST_WORD,
        USUAL_WORD,
        0.01,
        key=WORD,
        help="Your translator’s price. 0.22 is only an example.",
    )
    with st.expander(
        "More options: who to count, what you want in any case, prices by language, updates",
        key="translate_next-more-options-whom-to",
    ):
        also_open_toggle()
        in_any_case, not_now = _choices(facts)
        left, middle, right = st.columns(3)
        least = middle.number_input("Least for one job, $", 0.0, MOST_JOB, 0.0, 5.0, key=LEAST)
        page = left.number_input(
            "Words on a page",
            LEAST_PAGE,
            MOST_PAGE,
            USUAL_PAGE,
            10,
            key=PAGE,
            help="For a document whose words no one has counted.",
        )
        update = right.number_input("An update takes, % of its words", 0, 100, 100, 5, key=UPDATE)
        by_language = _own_prices(facts.view.languages)
    costs = TranslationCosts(per_word, MappingProxyType(by_language), least, float(page), update / 100)
    return Wish(budget, costs, in_any_case, not_now)


def _own_prices(languages: Sequence[str]) -> dict[str, float]:
    """Ask what a word costs in single languages; a blank is the price of all."""
    st.caption("A price for one language replaces the price per word. Leave it empty for the same price.")
    columns = st.columns(3)
    asked = {
        language: columns[place % 3].number_input(
            f"A word in {spoken_name(language)}, $", 0.0, MOST_WORD, None, 0.01, key=OWN_PRICE + language
        )
        for place, language in enumerate(languages)
    }
    return {language: float(price) for language, price in asked.items() if price is not None}


def _choices(facts: MaterialFacts) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """Draw what a person decides whatever the figures say."""
    candidates = facts.view.candidates(TranslationCosts())
    keys = [f"{row.document_id}|{row.language}" for row in candidates.itertuples()]
    names = {key: f"{row.title} · {row.language_name}" for key, row in zip(keys, candidates.itertuples(), strict=True)}
    left, right = st.columns(2)
    for key in (ALWAYS, NEVER):  # a row that has been bought meanwhile is no choice any more
        if key in st.session_state:
            st.session_state[key] = [one for one in st.session_state[key] if one in names]
    always = left.multiselect(
        "In any case", keys, format_func=names.__getitem__, key=ALWAYS, placeholder="Nothing, or choose rows"
    )
    never = right.multiselect(
        "Not now", keys, format_func=names.__getitem__, key=NEVER, placeholder="Nothing, or choose rows"
    )
    return _pairs(always), _pairs(never)


def _pairs(keys: list[str]) -> tuple[Pair, ...]:
    pairs = [key.partition("|") for key in keys]
    return tuple((document, language) for document, _, language in pairs)


def _choose_row(key: str) -> None:
    st.session_state[ROW] = key


def _show_row(rows: pd.DataFrame, keys: list[str]) -> None:
    """Say in full why the chosen row is in or out; the first, unless one is chosen."""
    chosen = st.session_state.get(ROW)
    row = rows.iloc[keys.index(chosen) if chosen in keys else 0]
    st.info(f"**{plain(row['title'])} in {plain(row['language_name'])}.** {plain(row['why'])}", icon=":material/rule:")


def _show_on_its_way(facts: MaterialFacts) -> None:
    matrix = facts.view.matrix
    under_way = matrix[matrix["language"].isin(facts.view.languages)]
    under_way = under_way[~under_way["state"].isin([NONE, WITHDRAWN, APPROVED])]
    if under_way.empty:
        return
    states = under_way["state"].value_counts()
    by_state = ", ".join(f"{count} {state}" for state, count in states.items())
    st.caption(f"On its way already, so not in the list: {by_state}. Bringing these to an end serves people soonest.")
