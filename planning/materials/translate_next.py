"""What to translate next: for a budget, the documents and languages that serve the most people, exactly.

A candidate is a document in a language that a rule asks for and that nobody can be given today: there is no
translation, or it was made from an older English version. Its worth is the people it newly serves, those who need
the language in the areas where it is asked for. Vital documents come first, whatever they cost: the budget is
spent so that vital documents serve the most people; of all ways to do that, so that outreach documents serve the
most; of all ways to do both, so that the least is spent.

This is a knapsack in three steps (solved in ``planning.materials.knapsack``)::

    max sum(people_i x_i, i vital)      sum(cost_i x_i) <= budget, x_i in {0, 1}
    max sum(people_i x_i, i outreach)   and the first sum at its best
    min sum(cost_i x_i)                 and both sums at their best

Where the census has no figure for a language (it is inside a group of several, or the table lacks it), the worth
is not known, and a person decides: such rows are bought only if they are asked for by name.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import pandas as pd

from planning.arrays import Flags, Floats
from planning.errors import InfeasibleError, InputError
from planning.languages.spoken import group_of, spoken_name
from planning.materials.inventory import APPROVED, CURRENT, NONE, OUTREACH, VITAL, WITHDRAWN
from planning.materials.knapsack import solve_knapsack
from planning.words.formats import money, whole_number

TRANSLATE, UPDATE = "translate", "update"

CANDIDATE_COLUMNS = (
    *("document_id", "title", "document_class", "language", "language_name", "action", "people", "people_moe"),
    *("areas", "basis", "pages", "words", "words_guessed", "rate", "cost", "people_a_page"),
)

NEVER_SPENT = 100_000_000.0

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class TranslationCosts:
    """What a translation costs; the department's own figures, in its own currency.

    Attributes
    ----------
    per_word : float
        For each word of the English document.
    by_language : mapping of language to price a word
        Goes before ``per_word``.
    least_per_job : float
        What a translator asks for however short the text is.
    words_per_page : float
        For a document whose words nobody has counted.
    update_share : float
        The part of its words that are paid for where a translation is brought up to date.

    Examples
    --------
    >>> TranslationCosts(per_word=-1)
    Traceback (most recent call last):
    ...
    planning.errors.InputError: this can’t be a price (got -1): enter 0 or more, for example 0.22 a word.
    """

    per_word: float = 0.22
    by_language: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    least_per_job: float = 0.0
    words_per_page: float = 250.0
    update_share: float = 1.0

    def __post_init__(self) -> None:
        """Refuse prices that cannot be."""
        for price in (self.per_word, self.least_per_job, *self.by_language.values()):
            if not 0 <= price < math.inf:
                raise InputError("this can’t be a price", value=price, fix="enter 0 or more, for example 0.22 a word")
        if not 0 < self.words_per_page < math.inf:
            raise InputError("a page has at least 1 word", value=self.words_per_page, fix="enter 250, for example")
        if not 0 <= self.update_share <= 1:
            raise InputError("an update changes part of the words", value=self.update_share, fix="enter 0 to 1")


@dataclass(frozen=True, slots=True, eq=False)
class Purchase:
    """What a budget buys.

    Attributes
    ----------
    rows : DataFrame with ``CANDIDATE_COLUMNS`` and ``bought, asked_for, reason``
        Vital before outreach; within each by people newly served a page, the most first; what has no worth last.
    budget, cost : float
    """

    rows: pd.DataFrame
    budget: float
    cost: float

    @property
    def bought(self) -> pd.DataFrame:
        """The rows that are bought."""
        return self.rows[self.rows["bought"]]


def build_candidates(matrix: pd.DataFrame, people: pd.DataFrame, costs: TranslationCosts) -> pd.DataFrame:
    """Return what could be translated next, with its cost and whom it would newly serve.

    Parameters
    ----------
    matrix : DataFrame
        From ``planning.materials.inventory.build_matrix``, with every language of ``people``.
    people : DataFrame
        From ``planning.materials.asked.people_by_language``.
    costs : TranslationCosts

    Returns
    -------
    DataFrame with ``CANDIDATE_COLUMNS``
        What is ordered, in draft or under review is on its way and is not here. ``words`` by pages where nobody has
        counted them (``words_guessed``); ``cost`` is missing where neither is known.

    Examples
    --------
    >>> matrix = pd.DataFrame({"document_id": ["d"], "title": ["Your rights"], "document_class": ["vital"],
    ...     "language": ["korean"], "language_name": ["Korean"], "state": ["none"], "version": [None], "pages": [2.0],
    ...     "words": [500.0]})
    >>> people = pd.DataFrame([["korean", 600.0, 50.0, 1, "census"]], columns=PEOPLE)
    >>> build_candidates(matrix, people, TranslationCosts())[["cost", "people_a_page"]].values.tolist()
    [[110.0, 300.0]]
    """
    rows = matrix.merge(people, on="language", how="inner")
    missing = rows["state"].isin([NONE, WITHDRAWN])
    old = (rows["state"] == APPROVED) & (rows["version"] != CURRENT)
    rows = rows[missing | old].reset_index(drop=True)
    is_update = rows["state"] == APPROVED
    guessed = rows["words"].isna() & rows["pages"].notna()
    words = rows["words"].fillna(rows["pages"] * costs.words_per_page)
    rate = rows["language"].map(dict(costs.by_language)).astype(float).fillna(costs.per_word)
    paid = words * rate * np.where(is_update, costs.update_share, 1.0)
    candidates = rows.assign(
        action=pd.Series(np.where(is_update, UPDATE, TRANSLATE), index=rows.index, dtype="str"),
        words=words,
        words_guessed=guessed,
        rate=rate,
        cost=paid.clip(lower=costs.least_per_job).round(2),
        people_a_page=rows["people"] / rows["pages"].where(rows["pages"] > 0),
    )
    return candidates[list(CANDIDATE_COLUMNS)]


PEOPLE = ("language", "people", "people_moe", "areas", "basis")


def choose_translations(
    candidates: pd.DataFrame,
    budget: float,
    *,
    in_any_case: Collection[Pair] = (),
    not_now: Collection[Pair] = (),
    seconds: float = 60.0,
) -> Purchase:
    """Return what the budget buys.

    Parameters
    ----------
    candidates : DataFrame
        From ``build_candidates``.
    budget : float
    in_any_case, not_now : collection of (document_id, language)
        What a person has decided.
    seconds : float
        Each of the two classes may take so long; seldom is more than one needed.

    Raises
    ------
    InputError
        If the budget cannot be one.
    InfeasibleError
        If what is wanted in any case costs more than the budget.
    SolverLimitError
        If it was not solved in time.

    Examples
    --------
    >>> rows = pd.DataFrame({"document_id": ["a", "b", "c"], "title": ["A", "B", "C"], "language": ["korean"] * 3,
    ...     "document_class": ["vital", "vital", "outreach"], "people": [60.0, 100.0, 900.0], "pages": [1.0] * 3,
    ...     "cost": [60.0, 100.0, 40.0], "people_a_page": [60.0, 100.0, 900.0]})
    >>> choose_translations(rows, 140.0).bought["title"].tolist()
    ['B', 'C']
    """
    if not 0 <= budget <= NEVER_SPENT:
        raise InputError("this can’t be a budget", value=budget, fix=f"enter 0 to {whole_number(NEVER_SPENT)}")
    keys = list(zip(candidates["document_id"], candidates["language"], strict=True))
    asked = np.array([key in set(in_any_case) for key in keys], dtype=bool)
    refused = np.array([key in set(not_now) for key in keys], dtype=bool) & ~asked
    people, cost = candidates["people"].to_numpy(float), candidates["cost"].to_numpy(float)
    _require_payable(candidates, asked, cost, budget)
    open_ = ~np.isnan(cost) & ~refused & (cost <= budget) & ((np.nan_to_num(people) > 0) | asked)
    bought = np.zeros(len(candidates), dtype=bool)
    if open_.any():
        is_vital = (candidates["document_class"] == VITAL).to_numpy()
        chosen = (np.nan_to_num(people[open_]), cost[open_], is_vital[open_], asked[open_])
        # Where the money is enough for everything there is nothing to choose.
        enough = round(float(cost[open_].sum()), 2) <= budget
        bought[open_] = True if enough else _choose(*chosen, budget, seconds)
    spent = float(np.round(cost[bought].sum(), 2))
    rows = candidates.assign(bought=bought, asked_for=asked, refused=refused)
    facts = rows[["asked_for", "bought", "refused", "cost", "people", "language"]]
    reasons = [_reason(*values, budget=budget, left=budget - spent) for values in facts.itertuples(index=False)]
    return Purchase(_in_order(rows.assign(reason=pd.array(reasons, dtype="str"))), budget, spent)


def _require_payable(candidates: pd.DataFrame, asked: np.ndarray, cost: Floats, budget: float) -> None:
    unpriced = candidates[asked & np.isnan(cost)]
    if len(unpriced):
        raise InputError(
            "the cost of this document is unknown, because it has no word or page count",
            value=str(unpriced["title"].iloc[0]),
            fix="count its words, or remove it from the list of what you want in any case",
        )
    wanted = float(cost[asked].sum())
    if round(wanted, 2) > budget:
        raise InfeasibleError(
            f"what you want in any case costs {money(wanted, cents=True)}, more than the budget",
            value=f"{money(budget, cents=True)}",
            fix="raise the budget, or remove something from that list",
        )


def _choose(people: Floats, cost: Floats, is_vital: Flags, asked: Flags, budget: float, seconds: float) -> Flags:
    """Return which are bought: what is asked for, then vital, then outreach, each at its best for the least money.

    The two classes share nothing but the budget. So whatever vital documents serve the most people for the least
    money leave the most for outreach, and the three steps are two knapsacks.
    """
    taken = asked.copy()
    for of_class in (is_vital, ~is_vital):
        places = np.flatnonzero(of_class & ~asked)
        left = round(budget - float(cost[taken].sum()), 2)
        taken[places[solve_knapsack(people[places], cost[places], left, seconds)]] = True
    return taken


def no_figure_words(language: str) -> str:
    """Return why there is no figure for a language: it stands in a group of several, or the table lacks it.

    Examples
    --------
    >>> no_figure_words("other:Somali"), no_figure_words("korean")
    ('the census counts Somali together with other languages', 'the census has no number for Korean')
    """
    name = spoken_name(language)
    if group_of(language) == language:
        return f"the census has no number for {name}"
    return f"the census counts {name} together with other languages"


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    place = rows["document_class"].map({VITAL: 0, OUTREACH: 1})
    order = rows.assign(place=place).sort_values(
        ["place", "people_a_page", "people", "title", "language"],
        ascending=[True, False, False, True, True],
        na_position="last",
        kind="stable",
    )
    return order.drop(columns="place").reset_index(drop=True)


def _reason(
    asked_for: bool,
    bought: bool,
    refused: bool,
    cost: float,
    people: float,
    language: str,
    *,
    budget: float,
    left: float,
) -> str:
    """Return why a row is bought or not, in a sentence."""
    if asked_for:
        return "On the list: you want it in any case."
    if bought:
        return "On the list: no other list serves more people for this budget."
    if refused:
        return "Not now: you removed it."
    if math.isnan(cost):
        return "No price: its words and pages have not been counted."
    if math.isnan(people):
        return f"Your decision: {no_figure_words(language)}, so we don’t know how many people it serves."
    if people <= 0:
        return "Not on the list: by the estimate, it serves no one."
    if cost > budget:
        return f"Not on the list: it costs {money(cost)}, more than the whole budget."
    return f"Not on the list: {money(left)} is left, and no swap for it would serve more people, vital documents first."
