"""Targets on record: kept by an administrator, noted in the trail, beside what the records count."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest

from geodata.change.half_years import COUNTERS, Days
from geodata.departments import open_for
from geodata.records.engine import open_temporary_store
from geodata.targets.on_record import beside_line, counted, load_targets, measures_of
from planning.errors import AccessError, ConflictError, InputError
from planning.records.half_years import closed_half_years, half_year_of
from planning.records.held import held_meetings
from planning.records.roles import Actor
from planning.targets.beside import ON_TARGET, target_state
from planning.targets.figures import HALF_YEAR, TARGET_FIGURES
from planning.vocabulary import DEPARTMENT_LEVEL

ADA, MORGAN = Actor("ada@pd.example", "admin"), Actor("morgan@pd.example", "commander")
SIX = {"figure": "meetings-held", "area_id": DEPARTMENT_LEVEL, "value": 6, "by_day": date(2026, 6, 30)}


def test_an_administrator_sets_a_target_and_the_trail_keeps_who_and_from_what():
    store = open_temporary_store()
    record = store.add(ADA, "target", SIX)
    store.change(ADA, "target", record.id, {"value": 8}, record.version)
    trail = store.audit(ADA, kind="target").sort_values("number")
    assert trail["who"].tolist() == [ADA.name] * 2
    assert (trail["old"].iloc[1]["value"], trail["new"].iloc[1]["value"]) == (6, 8)
    with pytest.raises(AccessError, match="may not write targets"):
        store.add(MORGAN, "target", SIX)
    with pytest.raises((InputError, ConflictError)):
        store.add(ADA, "target", SIX)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"figure": "concerns-answered", "area_id": "01"}, "whole department only"),
        ({"figure": "people-reached", "value": 101}, "at most 100"),
        ({"figure": "crime"}, "figure"),
        ({"value": -1}, "value"),
        ({"notes": "Call 555-123-4567"}, "phone|telephone"),
    ],
)
def test_what_cannot_be_a_target_is_refused(wrong, said):
    with pytest.raises(InputError, match=said):
        open_temporary_store().add(ADA, "target", SIX | wrong)


def test_every_half_year_figure_is_counted_and_equals_the_records():
    opened = open_for("demo", Actor("kim@pd.example", "admin"))
    assert {key for key, figure in TARGET_FIGURES.items() if figure.over == HALF_YEAR} <= set(COUNTERS)
    half = half_year_of(opened.today)
    events = opened.store.frame(opened.actor, "event")
    held = events[events["state"].isin(("held", "reported back"))]["date"]
    by_hand = float(held.between(str(half.since), str(opened.today)).sum())
    assert counted(opened, "meetings-held")(half.since, opened.today) == (by_hand, by_hand)
    said = beside_line(opened, "meetings-held", load_targets(opened))
    short = 6 - int(by_hand)
    assert f"Meetings held: {by_hand:.0f} since" in said
    assert (f"{short} short" if short > 0 else ON_TARGET) in said


def test_nobody_is_told_a_target_of_what_they_may_not_read():
    recruiter = open_for("demo", Actor("rae@pd.example", "recruiter"))
    assert "concerns-overdue" not in {one.figure.key for one in load_targets(recruiter)}
    assert load_targets(replace(recruiter, actor=Actor("vic@pd.example", "viewer"))) == ()


def test_records_that_begin_today_know_nothing_of_the_half_year_before():
    opened = open_for("demo", Actor("kim@pd.example", "admin"))
    bare = replace(opened, store=open_temporary_store())
    running = half_year_of(bare.today)
    stretches = (Days(running.since, bare.today), closed_half_years(None, bare.today)[0])
    of_records = set(COUNTERS) - {"interpreter-calls", "language-tests"}  # these are of the department's files
    for key in of_records:
        now, before = COUNTERS[key].count(bare, stretches)
        assert now == 0.0 and math.isnan(before), key
    assert "no count on record in" in beside_line(bare, "meetings-held", ())
    held = held_meetings(bare.store.frame(bare.actor, "event"), bare.today)
    assert (held.now, held.before) == (0, None)


def test_an_area_counts_its_own():
    opened = open_for("demo", Actor("kim@pd.example", "admin"))
    events = opened.store.frame(opened.actor, "event").head(0)
    measures = measures_of(events, None, events.assign(cell_state=""), events.assign(posts=0.0, gap_high=0.0))
    today = opened.today
    assert measures["meetings-held"](today, today) == (0.0, 0.0)
    assert all(map(math.isnan, measures["translations-missing"](today, today)))  # no document is listed
    none_read = measures["concerns-overdue"](today, today)
    assert all(map(math.isnan, none_read))  # not to be read is not zero
    assert target_state(load_targets(opened)[0], none_read) == "no data"
