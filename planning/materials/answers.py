"""What the materials say in sentences: the matrix, the copies, what to translate next."""

from __future__ import annotations

import math
from collections.abc import Collection

import pandas as pd

from planning.lists import counted
from planning.materials.inventory import APPROVED, CURRENT, NONE, OUTREACH, VITAL, WITHDRAWN
from planning.materials.translate_next import Purchase, no_figure_words
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
    'The rule asks for **1 language**, so for 2 translations of 2 documents: **1 is there**, 0 are out of date,
    0 on their way, **1 missing** (1 of a vital document).'
    """
    if matrix.empty:
        return "No document is written down yet."
    documents = matrix["document_id"].nunique()
    if not asked:
        return f"By this rule no language is surely asked for here. Written down: {counted(documents, 'document')}."
    rows = matrix[matrix["language"].isin(list(asked))]
    cell_state = cell_states(rows, asked)
    count = {name: int((cell_state == name).sum()) for name in CELL_STATES}
    vital = int(((cell_state == MISSING) & (rows["document_class"] == VITAL)).sum())
    languages = counted(len(asked), "language")
    whole = f"{counted(len(rows), 'translation')} of {counted(documents, 'document')}"
    have = f"{count[HAVE]} {'is' if count[HAVE] == 1 else 'are'} there"
    return (
        f"The rule asks for **{languages}**, so for {whole}: **{have}**, "
        f"{count[BEHIND]} are out of date, {count[ON_ITS_WAY]} on their way, **{count[MISSING]} missing** "
        f"({vital} of a vital document)."
    )


def money(amount: float) -> str:
    """Return an amount as it is read, to the cent where it is no whole dollar: sums of what is read add up.

    Examples
    --------
    >>> money(2400.0), money(998.8), money(1.2), money(math.nan)
    ('$2,400', '$998.80', '$1.20', 'cannot be told')
    """
    if math.isnan(amount):
        return "cannot be told"
    cents = round(amount * 100)
    return f"${cents // 100:,}" if cents % 100 == 0 else f"${cents / 100:,.2f}"


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
    '**$100 buys 1 translation** (1 vital, 0 outreach) for $60; $40 is left. Everything that is missing or out of
    date would cost $160.'
    >>> translate_answer(choose_translations(rows[:0], 100.0), rows[:0], {"korean"})
    'No document is written down yet, so what is missing **cannot be told**.'
    """
    rows, bought = purchase.rows, purchase.bought
    if matrix.empty:
        return "No document is written down yet, so what is missing **cannot be told**."
    if not asked:
        return "By this rule no language is surely asked for here, so nothing is surely missing."
    if rows.empty:
        return "**Nothing is missing**: every document is there, or on its way, in every language the rule asks for."
    vital = int((bought["document_class"] == VITAL).sum())
    outreach = int((bought["document_class"] == OUTREACH).sum())
    unit = "translation" if len(bought) == 1 else "translations"
    unpriced = int(rows["cost"].isna().sum())
    more = f", and {unpriced} whose length nobody knows" if unpriced else ""
    return (
        f"**{money(purchase.budget)} buys {len(bought)} {unit}** ({vital} vital, {outreach} outreach) for "
        f"{money(purchase.cost)}; {money(_left(purchase))} is left. Everything that is missing or "
        f"out of date would cost {money(float(rows['cost'].sum()))}{more}."
    )


def candidate_sentence(row: pd.Series, area_word: str, areas_word: str) -> str:
    """Return whom one translation would newly serve, and what it costs and why.

    Examples
    --------
    >>> row = pd.Series({"document_class": "vital", "language_name": "Korean", "action": "translate", "people": 600.0,
    ...     "people_moe": 50.0, "areas": 2, "basis": "census", "pages": 2.0, "words": 500.0, "words_guessed": False,
    ...     "rate": 0.22, "cost": 110.0, "people_a_page": 300.0})
    >>> candidate_sentence(row, "beat", "beats")
    'Vital; nobody can be given it in Korean today. 600 (±50) people in 2 beats where the rule is met: 300 a page
    (2 pages). 500 words at $0.22: $110.'
    """
    state = "nobody can be given it in" if row["action"] == "translate" else "an older version is there in"
    where = f"{row['areas']} {area_word if row['areas'] == 1 else areas_word}"
    if math.isnan(row["people"]):
        whom = f"How many people in {where} is not known: {no_figure_words(str(row['language']))}"
    else:
        whom = f"{people_with_error(row['people'], row['people_moe'])} people in {where} where the rule is met"
        if not math.isnan(row["people_a_page"]):
            unit = "page" if row["pages"] == 1 else "pages"
            whom += f": {rounded_people(row['people_a_page'])} a page ({row['pages']:.0f} {unit})"
    by = "" if row["basis"] == "census" else f" (asked for by {_basis(str(row['basis']))})"
    if math.isnan(row["cost"]):
        cost = "Neither words nor pages are known, so the cost cannot be told"
    else:
        guessed = ", by its pages," if row["words_guessed"] else ""
        cost = f"{row['words']:,.0f} words{guessed} at ${row['rate']:.2f}: {money(row['cost'])}"
    return f"{str(row['document_class']).capitalize()}; {state} {row['language_name']} today. {whom}{by}. {cost}."


def _basis(basis: str) -> str:
    return "the rule's own list" if basis == "always" else basis


def copies_answer(copies: pd.DataFrame, prints: pd.DataFrame) -> str:
    """Return how many copies are needed, how many are in stock, and what can go to the printer.

    Examples
    --------
    >>> copies = pd.DataFrame({"needed": [31.0, 10.0, math.nan], "from_stock": [8.0, 2.0, 0.0],
    ...     "can_print": [True, False, False]})
    >>> prints = pd.DataFrame({"run": [1], "copies": [25.0]})
    >>> copies_answer(copies, prints)
    '**41 copies** are needed at this rate; 10 are in stock. **25 can be printed now**, in 1 run; 8 wait for a
    translation that is approved and current. For 1 row the number cannot be told.'
    """
    if copies.empty:
        return "By this rule no copies are asked for here."
    if copies["needed"].isna().all():
        return "How many copies **cannot be told**: the census has no figure for any language that is asked for here."
    needed, stock = float(copies["needed"].sum()), float(copies["from_stock"].sum())
    first = f"**{needed:,.0f} copies** are needed at this rate; {stock:,.0f} are in stock."
    runs = prints["run"].nunique()
    ready = f"**{float(prints['copies'].sum()):,.0f} can be printed now**, in {runs} {'run' if runs == 1 else 'runs'}"
    waits = copies[~copies["can_print"] & copies["needed"].notna()]
    short = (waits["needed"] - waits["from_stock"].fillna(0.0)).sum()
    wait = f"; {short:,.0f} wait for a translation that is approved and current" if short > 0 else ""
    uncounted = float(copies.loc[copies["can_print"] & copies["from_stock"].isna(), "needed"].sum())
    wait += f"; for {uncounted:,.0f} more, count first what is in stock" if uncounted > 0 else ""
    unknown = int(copies["needed"].isna().sum())
    rows = "row" if unknown == 1 else "rows"
    tail = f" For {unknown} {rows} the number cannot be told." if unknown else ""
    return f"{first} {ready}{wait}.{tail}"
