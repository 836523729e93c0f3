"""Briefs of places: figures, officers, records and what to do next, put together once for screen and paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from geodata.briefs.officers import counts_officers, coverage_here, officer_lines, slots_here
from geodata.briefs.place import HERE, Place, areas_together, beat_touches
from geodata.briefs.records import HereRecords, PlaceRecords, records_of
from geodata.department import answers
from geodata.department.decision import Decision, decided_in
from geodata.department.inside_groups import inside_here
from geodata.departments import Opened
from geodata.maps.ground import ground_credit
from geodata.materials.view import MaterialView, material_view
from geodata.officers.coverage import published_coverage, published_speakers
from geodata.officers.posts import level_posts
from geodata.papers.exports import USE_NOTE, content_note
from geodata.papers.place_map import PlaceMaps
from geodata.papers.stamp import stamp_department
from geodata.records.state import records_state
from geodata.targets.on_record import load_targets, measures_of
from planning.briefs.brief import Brief, LanguageLine
from planning.briefs.next_steps import Urgent, next_steps
from planning.briefs.sheet import brief_paper
from planning.languages.groups import ALL, LANGUAGES, language_name
from planning.need.area_brief import answer_row, area_blocks, verdict_summary
from planning.need.beside_rest import rest_sentence
from planning.need.intervals import build_intervals
from planning.need.need import build_need
from planning.need.weak_margins import weak_margins
from planning.officers.options import PostOptions
from planning.records.area_answers import documents_sentence, meetings_sentence, open_concerns_sentence
from planning.records.held import held_meetings
from planning.rules import ThresholdRule
from planning.targets.beside import Measure, Target, beside_target
from planning.targets.figures import TARGET_FIGURES
from planning.vocabulary import ANSWERED, OVERDUE
from planning.words.answers import need_answer
from planning.words.formats import month_words
from planning.words.paper import Drawing, Paper
from planning.words.wording import percent

RECORDS = (
    *("event", "concern", "answer", "partner", "document", "translation", "local_evidence", "language_decision"),
    "target",
)
"""The kinds of record that take part in a brief."""


class Briefs:
    """Briefs of the places of one department, by one rule and on one day: what they share is worked out once.

    Parameters
    ----------
    opened : Opened
        The department with its records, as far as whoever asks may read them.
    rule : ThresholdRule, optional
        The department's own choice unless given.
    today : date, optional
    view : MaterialView, optional
        By that rule at its own level, where it is made already.
    published, coverage : DataFrame, optional
        As ``geodata.officers.coverage`` gives them, where they are made already.
    """

    def __init__(
        self,
        opened: Opened,
        rule: ThresholdRule | None = None,
        today: date | None = None,
        *,
        view: MaterialView | None = None,
        published: pd.DataFrame | None = None,
        coverage: pd.DataFrame | None = None,
    ) -> None:
        self.opened = opened
        self.prepared = opened.prepared
        self.rule = rule or answers.rule_of(opened.department)
        self.today = today or opened.today
        self._given = (view, published, coverage)
        self._needs: dict[Place, pd.DataFrame] = {}

    @cached_property
    def view(self) -> MaterialView:
        """What the rule asks for at its own level, and which translations are there."""
        if self._given[0] is not None:
            return self._given[0]
        inventory, evidence = self.opened.holdings().inventory, self.opened.evidence()
        return material_view(self.prepared, self.rule, None, inventory, evidence, today=self.today)

    @cached_property
    def decision(self) -> Decision:
        """What the rule decides at its own level."""
        return self.view.decision

    @cached_property
    def records(self) -> PlaceRecords:
        """What is on record."""
        return records_of(self.opened, self.today)

    @cached_property
    def _state(self) -> dict[str, str]:
        return records_state(self.opened, RECORDS)

    @cached_property
    def _published(self) -> pd.DataFrame:
        return published_speakers(self.opened.department) if self._given[1] is None else self._given[1]

    @cached_property
    def _coverage(self) -> pd.DataFrame:
        if self._given[2] is not None:
            return self._given[2]
        posts = level_posts(self.prepared, self.rule, PostOptions()).posts
        return published_coverage(self.opened.department, posts, self._published)

    @cached_property
    def _targets(self) -> tuple[Target, ...]:
        return load_targets(self.opened)

    @cached_property
    def _touches(self) -> dict[str, frozenset[str]]:
        return beat_touches(self.opened.department)

    @cached_property
    def _maps(self) -> PlaceMaps:
        return PlaceMaps(self.opened.department)

    @cached_property
    def _whole(self) -> float:
        """The share of LEP residents in the whole department."""
        table = self.need(areas_together(self.prepared, [self.opened.department.levels[-1]]))
        return float(table.loc[table["language"] == ALL, "share"].iloc[0])

    def need(self, place: Place) -> pd.DataFrame:
        """Return the need table of a place, with the range of both errors: by the product's own sum over its tracts.

        Worked out once a place: screen, lines and reasons all ask for it.
        """
        if place not in self._needs:
            self._needs[place] = self._build_need(place)
        return self._needs[place]

    def _build_need(self, place: Place) -> pd.DataFrame:
        table, language = build_need(place.crosswalk, self.opened.department.language), self.opened.department.language
        ends = build_intervals(place.crosswalk, language)[["lep_interval_low", "lep_interval_high"]]
        weak = weak_margins(table, answers.places_coarsely(self.prepared))
        found = table.assign(**ends, weak_margin=weak)
        return found[found["area_id"] == HERE].reset_index(drop=True)

    def of(self, place: Place, *, reasons: bool = False, drawing: bool = True) -> Brief:
        """Return the brief of a place; with the reasons, language by language, if asked, and with its map."""
        department, settings = self.opened.department, self.opened.department.settings
        need = self.need(place)
        verdicts = decided_in(department, self.decision, place.touched)
        lines = _language_lines(need, verdicts)
        officers, about_officers = officer_lines(department, self._published, place)
        here = self.records.here(department, place, self._touches)
        cells = self._cells(verdicts)
        whole = need[need["language"] == ALL].iloc[0]
        missing = cells[cells["cell_state"] == "missing"] if len(cells) else cells
        return Brief(
            place=place.title,
            department=settings.name,
            period=settings.period_words,
            today=self.today,
            answer=need_answer(place.title, answer_row(whole), ALL),
            compared=self._compared(place),
            languages=lines,
            decided=f"{self.decision.read}: {verdict_summary(_by_people(verdicts, need))}",
            rule=self.decision.statement_on(self.today),
            documents=documents_sentence(cells),
            missing=_missing_by_language(missing),
            officers=officers,
            about_officers=about_officers,
            slots=slots_here(department, self._coverage, place),
            meetings=meetings_sentence(here.events, self.today),
            held=here.held,
            planned=here.planned,
            partners=here.partners,
            concerns=open_concerns_sentence(here.concerns) if here.concerns is not None else "",
            beside=self._beside(place, here, cells),
            next_steps=next_steps(
                Urgent(
                    lines,
                    officers,
                    counts_officers(department, self._published, place),
                    here.count(OVERDUE),
                    here.count(ANSWERED),
                    int((missing["document_class"] == "vital").sum()) if len(missing) else 0,
                    here.without_meeting([line.language for line in lines], self.today),
                    bool(here.planned),
                    bool(here.partners),
                )
            ),
            drawing=self._drawing(place) if drawing else None,
            reasons=self._reasons(place, need, verdicts) if reasons else (),
            sources=self._sources(),
            is_demo=settings.is_demo,
        )

    def paper(self, place: Place, *, reasons: bool = False) -> Paper:
        """Return the brief of a place as a paper: one page, and another for the reasons if asked."""
        asked = dict(place.asked) | {"rule": self.rule.name, "day": self.today.isoformat()}
        if reasons:
            asked["reasons"] = True
        stamp = stamp_department(self.opened.department, "brief", asked, self.today.isoformat())
        stamp = replace(stamp, rule=self.rule.fingerprint, records=self._state)
        return brief_paper(self.of(place, reasons=reasons), reasons=reasons, made_from=stamp.line)

    def _compared(self, place: Place) -> str:
        """Return how a place stands beside the rest of the department; a drawn shape beside the whole of it."""
        if place.outline is None:
            return ""
        if place.beats != place.touched:
            return f"In the whole department, it is {percent(self._whole)}."
        return rest_sentence(answers.beside_rest(self.prepared, place.beats), ALL, place.title)

    def measures(self, place: Place) -> Mapping[str, Measure]:
        """Return how the figures of a place are counted that may have a target."""
        department = self.opened.department
        verdicts = decided_in(department, self.decision, place.touched)
        here = self.records.here(department, place, self._touches)
        return self._measures(place, here, self._cells(verdicts))

    def _measures(self, place: Place, here: HereRecords, cells: pd.DataFrame) -> Mapping[str, Measure]:
        events = here.events if self.opened.may("read", "event") else None
        return measures_of(events, here.concerns, cells, coverage_here(self.opened.department, self._coverage, place))

    def _beside(self, place: Place, here: HereRecords, cells: pd.DataFrame) -> tuple[str, ...]:
        """Return what a place is compared with beside the rest of the department: its targets, the last half-year."""
        measures = self._measures(place, here, cells)
        own = [target for target in self._targets if target.area == place.ref]
        said = [
            f"{TARGET_FIGURES[key].title}: {line}"
            for key in measures
            if (line := beside_target(own, key, measures[key], self.today, place.ref))
        ]
        held = held_meetings(here.events, self.today)
        before = f"Meetings held since {month_words(held.since)}: {held.now}. {held.in_words}"
        return (*said, *([before] if self.opened.may("read", "event") else []))

    def _cells(self, verdicts: pd.DataFrame) -> pd.DataFrame:
        """Return every document in every language that qualifies here, with how it stands."""
        return self.view.cells(set(verdicts.loc[verdicts["verdict"].isin(self.view.verdicts), "language"]))

    def _drawing(self, place: Place) -> Drawing:
        words = f"Map of {place.title} with water, parks, and main roads."
        if self.opened.department.ground is None:
            words = f"Map of {place.title} among the beats around it."
        return Drawing(self._maps.svg(place.outline), words)

    def inside(self, place: Place) -> list[str]:
        """Return lines about what the combined groups of a place hold around it; none where that is not known."""
        return inside_here(self.prepared, place.crosswalk, HERE, self.need(place), place.title)

    def _reasons(self, place: Place, need: pd.DataFrame, verdicts: pd.DataFrame) -> tuple[Any, ...]:
        inside = self.inside(place)
        said = verdicts[["language", "verdict", "reason", "lep"]].rename(columns={"lep": "of_lep"})
        # The first says again what the first page begins with.
        return area_blocks(place.title, need, said, self.decision.read, inside)[1:]

    def _sources(self) -> tuple[str, ...]:
        department = self.opened.department
        credit = ground_credit(department)
        return (
            f"Source: U.S. Census Bureau, American Community Survey {department.settings.period} 5-year, table C16001: "
            f"an average of those years. {department.language.about_margins}".rstrip(),
            f"Rule: {self.decision.statement_on(self.today)} Ask your legal counsel whether it applies to you.",
            *([f"Map: {credit}."] if credit else []),
            content_note(department),
            USE_NOTE,
        )


def _language_lines(need: pd.DataFrame, verdicts: pd.DataFrame) -> tuple[LanguageLine, ...]:
    rows = need[need["language"] != ALL].merge(
        verdicts[["language", "verdict", "chance_said"]], on="language", how="left", validate="one_to_one"
    )
    rows = rows.sort_values("lep", ascending=False, kind="stable", na_position="last")
    return tuple(
        LanguageLine(
            language=row["language"],
            name=language_name(row["language"]) + ("*" if LANGUAGES[row["language"]].is_lump else ""),
            lep=float(row["lep"]),
            lep_moe=float(row["lep_moe"]),
            likely=(float(row["lep_interval_low"]), float(row["lep_interval_high"])),
            share=float(row["share"]),
            verdict="" if pd.isna(row["verdict"]) else str(row["verdict"]),
            chance="" if pd.isna(row["chance_said"]) else str(row["chance_said"]),
        )
        for _, row in rows.iterrows()
    )


def _by_people(verdicts: pd.DataFrame, need: pd.DataFrame) -> pd.DataFrame:
    """Return the verdicts in the order of the people of a place."""
    people = need.set_index("language")["lep"]
    order = np.argsort(-verdicts["language"].map(people).fillna(-1.0).to_numpy(), kind="stable")
    return verdicts.iloc[order]


def _missing_by_language(missing: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    if missing.empty:
        return ()
    counts = missing["language"].value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    return tuple((language_name(str(language)), int(count)) for language, count in counts.items())
