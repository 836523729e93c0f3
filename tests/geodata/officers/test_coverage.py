"""From a department to its officers' answers: levels, requests, adults, decisions, and what may not nest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geodata.demo.harbor_falls import build_demo
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.attach import attach_input, carry_over, save_attached
from geodata.department.department import load_department, save_department
from geodata.inputs.adult_table import read_adult_table
from geodata.inputs.requests import read_demand_counts
from geodata.officers import coverage as officer_answers
from geodata.officers import posts as officer_posts
from geodata.officers import recruiting as recruit_answers
from geodata.officers.spellings import decided, load_decisions, review_of, save_decisions
from geodata.records.engine import open_temporary_store
from planning.errors import AccessError, ConflictError, InputError, RefusedError, SchemaError, UnknownNameError
from planning.languages.groups import NAMED_LANGUAGE_IDS
from planning.officers.options import PostOptions
from planning.officers.published import sum_levers
from planning.officers.speakers import VERIFIED
from planning.records.roles import Actor

RECRUITER, KIM = Actor("rea@pd.example", "recruiter"), Actor("kim@pd.example", "coordinator")


@pytest.fixture(scope="module")
def demo() -> PreparedDepartment:
    return answers.prepare(build_demo())


def posts_of(prepared: PreparedDepartment, options: PostOptions) -> pd.DataFrame:
    return officer_posts.level_posts(prepared, answers.rule_of(prepared.department), options).posts


def test_posts_are_never_finer_than_officers_are_stationed_by(demo: PreparedDepartment) -> None:
    assert officer_posts.station_level(demo.department) == "DISTRICT"
    assert set(posts_of(demo, PostOptions())["level"]) == {"DISTRICT", "department"}
    by_beat = demo.department.roster.assign(unit="01")
    moved = replace(demo, department=replace(demo.department, roster=by_beat))
    assert officer_posts.station_level(moved.department) == "beat"
    bare = replace(demo, department=replace(demo.department, roster=None))
    assert "beat" in set(posts_of(bare, PostOptions())["level"])  # who is where is not known: the need decides


def test_a_plan_closes_everything_and_every_officer_counts_once(demo: PreparedDepartment) -> None:
    options = PostOptions()
    plan = officer_answers.officer_plan(demo, posts_of(demo, options), options)
    assert plan.by_tests + plan.moves.closes + plan.hires.closes == pytest.approx(plan.lacking)
    locked = set(demo.department.roster.query("locked == 'yes'")["officer_id"])
    assert not locked & set(plan.moves.moves["officer_id"])
    bids = officer_answers.move_wishes(demo.department).bids
    for move in plan.moves.moves.itertuples():
        assert move.to_shift == move.from_shift or move.to_shift in bids[move.officer_id]
    assert plan.hires.bound <= plan.hires.total <= plan.single_hires.total
    counted = plan.cells[plan.cells["required"] > 0].set_index(["level", "area_id", "shift", "language"]).index
    verified = [speaker for speaker in officer_answers.speakers_of(demo.department) if speaker.speaks(VERIFIED)]
    somewhere = {speaker.officer_id for speaker in verified if set(speaker.cells(VERIFIED)) & set(counted)}
    assert somewhere | set(plan.uncounted["officer_id"]) == {speaker.officer_id for speaker in verified}
    assert not somewhere & set(plan.uncounted["officer_id"])
    # No unit may be left with fewer than it has: officers only swap.
    kept = officer_answers.move_wishes(demo.department, unit_minimum=1_000)
    swaps = officer_answers.officer_plan(demo, posts_of(demo, options), options, kept).moves.moves
    left, joined = swaps["from_unit"].value_counts(), swaps["to_area"].value_counts()
    assert (left <= joined.reindex(left.index).fillna(0)).all()


def test_the_published_coverage_holds_the_exact_one(demo: PreparedDepartment) -> None:
    posts = posts_of(demo, PostOptions(level="DISTRICT"))
    told = officer_answers.published_coverage(
        demo.department, posts, officer_answers.published_speakers(demo.department)
    )
    exact = officer_answers.exact_coverage(demo.department, posts)
    known = exact["gap"].notna()
    assert (told["gap_low"] <= exact["gap"] + 1e-9)[known].all()
    assert (exact["gap"] <= told["gap_high"] + 1e-9)[known].all()


def test_levels_that_do_not_nest_show_no_counts(demo: PreparedDepartment) -> None:
    department = demo.department
    beats = department.beats.assign(SIDE=["e", "w"] * 12)
    settings = replace(department.settings, levels=("DISTRICT", "SIDE"))
    torn = replace(department, beats=beats, settings=settings)
    assert officer_posts.nesting(torn)[0] == ("beat", "DISTRICT", "department")
    posts = pd.DataFrame(
        {
            "level": ["SIDE"],
            "area_id": "e",
            "shift": "day",
            "language": "korean",
            "need": 900.0,
            "posts": 1.0,
            "required": 1.58,
        }
    )
    with pytest.raises(InputError, match="do not nest"):
        officer_answers.published_coverage(torn, posts, pd.DataFrame())


def test_requests_make_posts_at_their_own_level_or_coarser(demo: PreparedDepartment) -> None:
    options = PostOptions(basis="requests")
    posts = posts_of(demo, options)
    assert set(posts["level"]) <= {"DISTRICT", "department"}
    by_day = demo.department.requests.query("language == 'spanish' and 7 <= hour < 15")["requests"].sum() / 365
    whole = posts_of(demo, replace(options, level="department")).query("language == 'spanish' and shift == 'day'")
    assert whole["need"].item() == pytest.approx(by_day)
    with pytest.raises(InputError, match="no slots by beat"):
        posts_of(demo, replace(options, level="beat"))
    none = replace(demo, department=replace(demo.department, requests=None))
    with pytest.raises(InputError, match="there are no requests"):
        posts_of(none, options)
    with pytest.raises(UnknownNameError, match="hours of shifts"):
        posts_of(demo, replace(options, shift_hours=(("day", 0, 12), ("late", 12, 0))))


def test_calls_without_a_language_are_shared_out_by_the_census(demo: PreparedDepartment, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("district,hour,calls\nOld Port,8,10000\n")
    attached = attach_input(demo.department, "requests", path)
    prepared = replace(demo, department=attached.department)
    posts = posts_of(prepared, PostOptions(basis="requests", level="DISTRICT"))
    share = answers.need(demo, "DISTRICT").query("area_id == 'Old Port' and language == 'spanish'")["share"].item()
    found = posts.query("area_id == 'Old Port' and shift == 'day' and language == 'spanish'")["need"].item()
    assert found == pytest.approx(10_000 * share / 365)


def test_a_log_of_cases_is_refused_and_a_strange_area_named(demo: PreparedDepartment, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("district,hour,calls,incident_no\nOld Port,8,1,77\n")
    with pytest.raises(RefusedError, match="case numbers are refused here"):
        read_demand_counts(path)
    path.write_text("district,hour,calls,nature\nOld Port,8,1,theft\n")
    with pytest.raises(RefusedError, match="only counts are taken here"):
        read_demand_counts(path)
    path.write_text("district,hour,calls\nNowhere,8,1\n")
    with pytest.raises(InputError, match="Nowhere"):
        attach_input(demo.department, "requests", path)
    path.write_text("district,hour,calls\nOld Port,24,1\n")
    with pytest.raises(InputError, match="row 2, has an hour"):
        read_demand_counts(path)
    path.write_text("district,hour,count,language,by\nOld Port,8,5,Spansih,staff\nOld Port,8,7,Korean,vendor\n")
    found = read_demand_counts(path)
    assert "5 requests" in " ".join(found.notes)
    assert found.counts["given_by"].tolist() == ["line"]
    decided_ = read_demand_counts(path, decisions={"spansih": "spanish"})
    assert decided_.counts["requests"].sum() == 12


def b16004(tmp_path: Path, columns: dict[str, float]) -> Path:
    path = tmp_path / "b16004.csv"
    lines = [5, 27, 49, 10, 32, 54, 15, 37, 59, 20, 42, 64]
    row = {f"B16004_{line:03d}E": 0.0 for line in lines} | {f"B16004_{line:03d}M": 10.0 for line in lines} | columns
    pd.DataFrame([{"GEO_ID": "1400000US99001000100", **row}]).to_csv(path, index=False)
    return path


def test_adults_are_read_by_the_lines_of_the_table(demo: PreparedDepartment, tmp_path: Path) -> None:
    path = b16004(tmp_path, {"B16004_015E": 20.0, "B16004_037E": 150.0, "B16004_059E": 30.0})
    asian = read_adult_table(path).adults.query("group == 'asian_pacific'").iloc[0]
    assert (asian["very_well"], asian["adults"], asian["adults_moe"]) == (200.0, 150.0, 10.0)
    assert asian["very_well_moe"] == pytest.approx(300**0.5)
    pd.read_csv(path).drop(columns="B16004_037E").to_csv(path, index=False)
    with pytest.raises(SchemaError, match="B16004_037E"):
        read_adult_table(path)
    share = recruit_answers.adults(demo, "korean")
    assert share is not None and 0.5 < share.share < 0.9 and 0 < share.moe < 0.2
    assert recruit_answers.adults(replace(demo, department=replace(demo.department, adults=None)), "korean") is None


def test_what_is_attached_is_there_when_opened_again(tmp_path: Path) -> None:
    from tests.four_square import four_square_department

    folder = save_department(four_square_department(), tmp_path / "four").folder
    path = tmp_path / "roster.csv"
    path.write_text("badge,unit,watch,languages,tier,locked,bids\n7,west,day,Korean,tested,yes,night & evening\n")
    saved = save_attached(attach_input(load_department(folder), "roster", path))
    again = load_department(folder)
    assert again.content_hash == saved.content_hash
    assert again.roster[["locked", "bids"]].values.tolist() == [["yes", "night; evening"]]
    wishes = officer_answers.move_wishes(again)
    assert wishes.locked == {"7"} and wishes.bids == {"7": {"night", "evening"}}
    assert [source.title for source in again.provenance if source.input == "roster"] == ["roster.csv"]
    with pytest.raises(InputError, match="demo cannot be changed"):
        save_attached(attach_input(build_demo(), "roster", path))


def test_decisions_are_kept_with_who_made_them_and_nobody_overwrites_another(demo: PreparedDepartment) -> None:
    store = open_temporary_store()
    review = review_of(demo.department, load_decisions(store))
    assert set(review["as_found"]) == {"Spansih", "Viet.", "Mandrin", "Span/Port"}
    assert save_decisions(store, RECRUITER, {"Spansih": "spanish", "Span/Port": "leave out"}, {}) == 2
    made = load_decisions(store)
    assert review_of(demo.department, made)["decision"].isna().tolist() == [True, True, False, False]
    before, after = (d.roster["language"].notna().sum() for d in (demo.department, decided(demo, made).department))
    assert after == before + 1
    assert decided(demo, made).department.content_hash != demo.department.content_hash
    assert decided(demo, {}).department is demo.department
    with pytest.raises(ConflictError):
        save_decisions(store, RECRUITER, {"spansih": "korean"}, {"spansih": 7})
    with pytest.raises(AccessError, match="may not write"):
        save_decisions(store, KIM, {"Viet.": "vietnamese"}, {})
    with pytest.raises(UnknownNameError):
        save_decisions(store, RECRUITER, {"Viet.": "vietnamses"}, {})
    assert load_decisions(store) == made
    trail = store.audit(Actor("ada", "admin"), kind="language_decision", action="add")
    assert set(trail["who"]) == {RECRUITER.name}


def test_what_was_attached_stays_when_beats_are_made_anew(demo: PreparedDepartment, tmp_path: Path) -> None:
    whole = demo.department
    save_department(whole, tmp_path)
    bare = replace(whole, roster=None, requests=None, adults=None, provenance=())
    carried = carry_over(bare, tmp_path)
    assert carried.department.content_hash == whole.content_hash
    assert len(carried.notes) == 4 and all("kept" in note for note in carried.notes)
    # Requests by areas that are no more cannot stay; that is said.
    renamed = replace(bare, beats=bare.beats.assign(area_id="x" + bare.beats["area_id"], DISTRICT="elsewhere"))
    torn = carry_over(renamed, tmp_path)
    assert torn.department.requests is None and torn.department.roster is not None
    assert "Add them again" in " ".join(torn.notes)
    assert carry_over(bare, tmp_path / "none").notes == ()


def test_what_was_chosen_stays_when_beats_are_made_anew(demo: PreparedDepartment, tmp_path: Path) -> None:
    chosen = replace(demo.department.settings, rule="nyc_ll30", radius_m=1234.0)
    save_department(replace(demo.department, settings=chosen), tmp_path)
    carried = carry_over(demo.department, tmp_path)
    assert carried.department.settings == chosen
    assert carried.notes == (
        "the rule in use and the reach of a meeting stay as they were chosen",
        "of the 60 venues that were there 60 are kept with their ids",
    )


def test_units_that_are_no_area_are_said(demo: PreparedDepartment) -> None:
    assert officer_answers.unplaced_note(demo.department) == ""
    lost = replace(demo.department, roster=demo.department.roster.assign(unit="K9"))
    assert officer_answers.unplaced_note(lost).startswith(
        "No unit of the roster (K9) matches an area of the beat map ("
    )
    assert officer_answers.units_without_area(lost) == ("K9",)
    nowhere = replace(demo.department, roster=demo.department.roster.assign(unit=float("nan")))
    assert "No unit of the roster matches an area" in officer_answers.unplaced_note(nowhere)
    timeless = demo.department.roster.assign(shift=pd.Series(float("nan"), demo.department.roster.index, "str"))
    assert "has no shifts" in officer_answers.unplaced_note(replace(demo.department, roster=timeless))


def test_odd_rosters_get_an_answer(demo: PreparedDepartment) -> None:
    roster = demo.department.roster
    one = roster[roster["language"].notna()].head(1)
    six = pd.concat([one.assign(language=name) for name in NAMED_LANGUAGE_IDS], ignore_index=True)
    odd = {
        "one officer": one,
        "six languages": six.astype(roster.dtypes.to_dict()),
        "no shifts": roster.assign(shift=pd.Series(float("nan"), roster.index, "str")),
        "nobody tested": roster.assign(tier="self_reported"),
        "nobody": roster.iloc[0:0],
    }
    for name, rows in odd.items():
        changed = replace(demo, department=replace(demo.department, roster=rows))
        posts = posts_of(changed, PostOptions())
        told = officer_answers.published_speakers(changed.department)
        ranges = officer_answers.published_coverage(changed.department, posts, told)
        plan = officer_answers.officer_plan(changed, posts, PostOptions())
        assert plan.by_tests + plan.moves.closes + plan.hires.closes == pytest.approx(plan.lacking), name
        levers = sum_levers(ranges)
        # Each language by itself: never more than with each officer counted once.
        assert levers.lacking[0] <= plan.lacking + 1e-6, name
