"""What the materials say in sentences: the matrix, the copies, what to translate next."""

from __future__ import annotations

import math
from collections.abc import Collection

import pandas as pd

from planning.lists import counted
from planning.materials.inventory import APPROVED, CURRENT, NONE, OUTREACH, VITAL, WITHDRAWN
from planning.materials.translate_next import Purchase, no_figure_words
from planning.words.formats import capitalized, has_cents, money, whole_number
from planning.words.wording import people_with_error, rounded_people

HAVE, BEHIND, ON_ITS_WAY, MISSING, NOT_ASKED = ("have", "out of date", "on its way", "missing", "not asked for")
CELL_STATES = (MISSING, BEHIND, ON_ITS_WAY, HAVE, NOT_ASKED)
"""How a cell of the matrix stands to what the rule asks for."""


def cell_states(matrix: pd.DataFrame, asked: Collection[str]) -> pd.Series:
    """Return how every cell of the matrix stands.

    Parameters
    ----------
    matrix : DataFrame
        From ``planning.materials.inventory.build_matrix``.
    asked : collection of str
        The languages that the rule asks for anywhere.

    Examples
    --------
    >>> matrix = pd.DataFrame({"language": ["korean", "arabic", "arabic"], "state": ["approved", "none", "none"],
    ...     "version": ["behind", None, None]})
    >>> cell_states(matrix, {"korean"}).tolist()
    ['out of date', 'not asked for', 'not asked for']
    """
    state = matrix["state"]
    found = pd.Series(ON_ITS_WAY, index=matrix.index, dtype="str")
    found = found.mask(state.isin([NONE, WITHDRAWN]), MISSING)
    found = found.mask((state == APPROVED) & (matrix["version"] == CURRENT), HAVE)
    found = found.mask((state == APPROVED) & (matrix["version"] != CURRENT), BEHIND)
    return found.mask((found == MISSING) & ~matrix["language"].isin(list(asked)), NOT_ASKED)


def matrix_answer(matrix: pd.DataFrame, asked: Collection[str]) -> str:
    """Return what is there of what is asked for.

    Examples
    --------
    >>> matrix = pd.DataFrame({"document_id": ["a", "b"], "document_class": ["vital", "outreach"],
    ...     "language": ["korean"] * 2, "state": ["none", "approved"], "version": [None, "current"]})
    >>> matrix_answer(matrix, {"korean"})
    '**1 language qualifies**, so you need 2 translations of 2 documents: **1 ready**, 0 outdated, 0 in progress, and
    **1 missing** (1 of a vital document).'
    """
    if matrix.empty:
        return "No documents are listed yet."
    documents = matrix["document_id"].nunique()
    if not asked:
        return f"No language clearly qualifies here by this rule. On the list: {counted(documents, 'document')}."
    rows = matrix[matrix["language"].isin(list(asked))]
    cell_state = cell_states(rows, asked)
    count = {name: int((cell_state == name).sum()) for name in CELL_STATES}
    vital = int(((cell_state == MISSING) & (rows["document_class"] == VITAL)).sum())
    languages = counted(len(asked), "language qualifies", "languages qualify")
    whole = f"{counted(len(rows), 'translation')} of {counted(documents, 'document')}"
    return (
        f"**{languages}**, so you need {whole}: **{count[HAVE]} ready**, {count[BEHIND]} outdated, "
        f"{count[ON_ITS_WAY]} in progress, and **{count[MISSING]} missing** ({vital} of a vital document)."
    )


def _left(purchase: Purchase) -> float:
    """Return what is left of a budget, in cents as they are read of both, so that the sentence adds up."""
    return (round(purchase.budget * 100) - round(purchase.cost * 100)) / 100


def translate_answer(purchase: Purchase, matrix: pd.DataFrame, asked: Collection[str]) -> str:
    """Return what the budget buys.

    Parameters
    ----------
    purchase : Purchase
    matrix : DataFrame
        From ``planning.materials.inventory.build_matrix``: where nobody has written down a document, nobody knows
        what is missing.
    asked : collection of str
        The languages that the rule asks for anywhere.

    Examples
    --------
    >>> from planning.materials.translate_next import choose_translations
    >>> rows = pd.DataFrame({"document_id": ["a", "b"], "title": ["A", "B"], "language": ["korean"] * 2,
    ...     "document_class": ["vital", "outreach"], "people": [600.0, 600.0], "pages": [1.0] * 2,
    ...     "cost": [60.0, 100.0], "people_a_page": [600.0, 600.0]})
    >>> translate_answer(choose_translations(rows, 100.0), rows, {"korean"})
    '**$100 buys 1 translation** (1 vital, 0 outreach). It costs $60 and leaves $40. Everything missing or outdated
    would cost $160.'
    >>> translate_answer(choose_translations(rows[:0], 100.0), rows[:0], {"korean"})
    'No documents are listed yet, so we **can’t tell** what is missing.'
    """
    rows, bought = purchase.rows, purchase.bought
    if matrix.empty:
        return "No documents are listed yet, so we **can’t tell** what is missing."
    if not asked:
        return "No language clearly qualifies here by this rule, so nothing is clearly missing."
    if rows.empty:
        return "**Nothing is missing**: every document is ready or in progress in every language that qualifies."
    vital = int((bought["document_class"] == VITAL).sum())
    outreach = int((bought["document_class"] == OUTREACH).sum())
    unit = "translation" if len(bought) == 1 else "translations"
    unpriced = int(rows["cost"].isna().sum())
    more = f", and {unpriced} more {'has' if unpriced == 1 else 'have'} no known length" if unpriced else ""
    total = float(rows["cost"].sum())
    cents = has_cents(purchase.budget, purchase.cost, total)
    costs, leaves = ("It costs", "leaves") if len(bought) == 1 else ("They cost", "leave")

    def show(amount: float) -> str:
        return money(amount, cents=cents)

    return (
        f"**{show(purchase.budget)} buys {len(bought)} {unit}** ({vital} vital, {outreach} outreach). "
        f"{costs} {show(purchase.cost)} and {leaves} {show(_left(purchase))}. "
        f"Everything missing or outdated would cost {show(total)}{more}."
    )


def candidate_sentence(row: pd.Series, area_word: str, areas_word: str) -> str:
    """Return whom one translation would newly serve, and what it costs and why.

    Examples
    --------
    >>> row = pd.Series({"document_class": "vital", "language_name": "Korean", "action": "translate", "people": 600.0,
    ...     "people_moe": 50.0, "areas": 2, "basis": "census", "pages": 2.0, "words": 500.0, "words_guessed": False,
    ...     "rate": 0.22, "cost": 110.0, "people_a_page": 300.0})
    >>> candidate_sentence(row, "beat", "beats")
    'Vital. There is no version yet in Korean. About 600 LEP residents (give or take 50) in 2 beats where it qualifies,
    or 300 a page (2 pages). 500 words at $0.22: $110.'
    """
    state = "There is no version yet in" if row["action"] == "translate" else "There is only an older version in"
    where = f"{row['areas']} {area_word if row['areas'] == 1 else areas_word}"
    if math.isnan(row["people"]):
        whom = f"We don’t know how many people in {where} need it: {no_figure_words(str(row['language']))}"
    else:
        people = people_with_error(row["people"], row["people_moe"], "LEP residents")
        whom = f"{capitalized(people)} in {where} where it qualifies"
        if not math.isnan(row["people_a_page"]):
            unit = "page" if row["pages"] == 1 else "pages"
            whom += f", or {rounded_people(row['people_a_page'])} a page ({row['pages']:.0f} {unit})"
    by = "" if row["basis"] == "census" else f" (required by {_basis(str(row['basis']))})"
    if math.isnan(row["cost"]):
        cost = "No word or page count, so the cost is unknown"
    else:
        guessed = ", estimated from its pages," if row["words_guessed"] else ""
        cost = f"{whole_number(row['words'])} words{guessed} at {money(row['rate'], cents=True)}: {money(row['cost'])}"
    return f"{str(row['document_class']).capitalize()}. {state} {row['language_name']}. {whom}{by}. {cost}."


def _basis(basis: str) -> str:
    return "the rule’s own list" if basis == "always" else basis


def copies_answer(copies: pd.DataFrame, prints: pd.DataFrame) -> str:
    """Return how many copies are needed, how many are in stock, and what can go to the printer.

    Examples
    --------
    >>> copies = pd.DataFrame({"needed": [31.0, 10.0, math.nan], "from_stock": [8.0, 2.0, 0.0],
    ...     "can_print": [True, False, False]})
    >>> prints = pd.DataFrame({"run": [1], "copies": [25.0]})
    >>> copies_answer(copies, prints)
    'You need **41 copies** at this rate and have 10 in stock. **25 can be printed now**, in 1 run. 8 more wait for a
    current, approved translation. We can’t tell how many for 1 row.'
    """
    if copies.empty:
        return "No copies are needed here by this rule."
    if copies["needed"].isna().all():
        return (
            "We **can’t tell** how many copies are needed: the census has no number for any language that "
            "qualifies here."
        )
    needed, stock = float(copies["needed"].sum()), float(copies["from_stock"].sum())
    first = f"You need **{whole_number(needed)} copies** at this rate and have {whole_number(stock)} in stock."
    runs = prints["run"].nunique()
    ready = (
        f"**{whole_number(float(prints['copies'].sum()))} can be printed now**, in {runs} "
        f"{'run' if runs == 1 else 'runs'}"
    )
    waits = copies[~copies["can_print"] & copies["needed"].notna()]
    short = (waits["needed"] - waits["from_stock"].fillna(0.0)).sum()
    wait = f" {whole_number(short)} more wait for a current, approved translation." if short > 0 else ""
    uncounted = float(copies.loc[copies["can_print"] & copies["from_stock"].isna(), "needed"].sum())
    wait += f" For {whole_number(uncounted)} more, count your stock first." if uncounted > 0 else ""
    unknown = int(copies["needed"].isna().sum())
    rows = "row" if unknown == 1 else "rows"
    tail = f" We can’t tell how many for {unknown} {rows}." if unknown else ""
    return f"{first} {ready}.{wait}{tail}"
