"""The one road from a department, its rule and its records to what the materials page and commands say."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from geodata.department import answers
from geodata.department.answers import PreparedDepartment, wider_areas
from geodata.department.decision import Decision, decide, exact_margin, people_where
from geodata.department.department import Department
from geodata.records.store import Store
from planning.materials.answers import cell_states
from planning.materials.asked import Margin, build_asked, people_by_language
from planning.materials.inventory import Inventory, build_matrix, empty_inventory
from planning.materials.translate_next import Pair, Purchase, TranslationCosts, build_candidates, choose_translations
from planning.need.evidence import no_evidence
from planning.records.followup import HELD_STATES
from planning.records.roles import Actor, may
from planning.rules import ThresholdRule
from planning.verdicts.settle import questions_to_ask
from planning.vocabulary import CANNOT_TELL, MET


@dataclass(frozen=True, slots=True, eq=False)
class MaterialView:
    """What a rule asks for, decided at its own level unless told, and what is there of it.

    Attributes
    ----------
    decision : Decision
    asked : DataFrame
        From ``planning.materials.asked.build_asked``.
    inventory : Inventory
    matrix : DataFrame
        From ``planning.materials.inventory.build_matrix``, with every language that is asked for or that there is a
        translation in.
    verdicts : tuple of str
        Which verdicts count as asked for.
    margin : callable or None
        Of several areas together, where it is an exact one.
    """

    decision: Decision
    asked: pd.DataFrame
    inventory: Inventory
    matrix: pd.DataFrame
    verdicts: tuple[str, ...]
    margin: Margin | None = None

    @property
    def rule(self) -> ThresholdRule:
        """The rule that decides."""
        return self.decision.rule

    @property
    def level(self) -> str:
        """The level it is read at."""
        return self.decision.level

    @property
    def details(self) -> pd.DataFrame:
        """The verdicts with their reasons; see ``planning.verdicts.thresholds.build_verdict_details``."""
        return self.decision.details

    @property
    def people(self) -> pd.DataFrame:
        """The people each language that is asked for would serve; see ``people_by_language``."""
        return people_by_language(self.asked, self.verdicts, *((self.margin,) if self.margin else ()))

    def cells(self, languages: Collection[str]) -> pd.DataFrame:
        """Return every document in every one of some languages, with its ``cell_state``."""
        cells = self.matrix[self.matrix["language"].isin(languages)]
        return cells.assign(cell_state=cell_states(cells, set(languages)))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that are asked for."""
        return tuple(self.people["language"])

    def candidates(self, costs: TranslationCosts) -> pd.DataFrame:
        """Return what could be translated next; see ``planning.materials.translate_next.build_candidates``."""
        return build_candidates(self.matrix, self.people, costs)

    def questions(self, department: Department) -> pd.DataFrame:
        """Return what to ask where nobody can tell; see ``planning.verdicts.settle.questions_to_ask``."""
        return questions_to_ask(self.details, wider_areas(department, self.level))

    def where(self, prepared: PreparedDepartment, level: str) -> pd.DataFrame:
        """Return where those people live, by area of a level; see ``geodata.department.decision.people_where``."""
        return people_where(prepared, self.decision, self.asked, level)

    def with_inventory(self, inventory: Inventory) -> MaterialView:
        """Return the view with documents and translations as they stand now, the same cells of the matrix."""
        return replace(self, inventory=inventory, matrix=build_matrix(inventory, self.matrix["language"].unique()))


def translate_next(
    candidates: pd.DataFrame, budget: float, in_any_case: Collection[Pair] = (), not_now: Collection[Pair] = ()
) -> Purchase:
    """Return what a budget buys of translations; see ``planning.materials.translate_next.choose_translations``."""
    return choose_translations(candidates, budget, in_any_case=in_any_case, not_now=not_now)


def material_view(
    prepared: PreparedDepartment,
    rule: ThresholdRule,
    level: str | None = None,
    inventory: Inventory | None = None,
    evidence: pd.DataFrame | None = None,
    *,
    details: pd.DataFrame | None = None,
    also_open: bool = False,
    today: date | None = None,
) -> MaterialView:
    """Return what a rule asks for, and what is there of it.

    Parameters
    ----------
    level : str, optional
        The rule's own unless a person chose another; see ``geodata.department.decision.decide``.
    details : DataFrame, optional
        The verdicts, where they are made already.
    also_open : bool
        Whether languages of which the census cannot tell count as asked for too.

    Examples
    --------
    >>> from geodata.demo.harbor_falls import build_demo
    >>> from planning.rules import find_rule
    >>> prepared = answers.prepare(build_demo())
    >>> view = material_view(prepared, find_rule("dc_code_2_1933"))
    >>> view.level, view.languages[:2], len(view.matrix)
    ('department', ('spanish', 'korean'), 0)
    """
    evidence = no_evidence() if evidence is None else evidence
    inventory = inventory or empty_inventory()
    decision = decide(prepared, rule, level, evidence, today, details=details)
    uses = answers.uses_at(prepared.department, rule, decision.level, evidence)
    asked = build_asked(decision.details, rule, uses)
    verdicts = (MET, CANNOT_TELL) if also_open else (MET,)
    wanted = asked.loc[asked["verdict"].isin(list(verdicts)), "language"]
    matrix = build_matrix(inventory, (*inventory.languages, *wanted.unique()))
    return MaterialView(decision, asked, inventory, matrix, verdicts, exact_margin(prepared, decision))


def attendance_by_language(store: Store, actor: Actor, today: date, days: int = 365) -> pd.DataFrame:
    """Return who came to the meetings of the last year: language, persons, events; empty for whoever may not read it.

    Examples
    --------
    >>> from geodata.demo.records import BY_COORDINATOR, open_demo_records
    >>> came = attendance_by_language(open_demo_records(date(2026, 6, 1)), BY_COORDINATOR, date(2026, 6, 1))
    >>> "spanish" in set(came["language"])
    True
    """
    empty = pd.DataFrame({"language": pd.Series([], dtype="str"), "persons": [], "events": []})
    if not (may(actor, "read", "event") and may(actor, "read", "attendance")):
        return empty
    events = store.frame(actor, "event")
    since = pd.Timestamp(today - timedelta(days=days))
    held = events[events["state"].isin(HELD_STATES) & (events["date"] >= since)]
    came = store.frame(actor, "attendance")
    came = came[came["event_id"].isin(held["id"])]
    if came.empty:
        return empty
    return came.groupby("language", as_index=False).agg(persons=("persons", "sum"), events=("event_id", "nunique"))
