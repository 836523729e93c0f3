"""A scenario is plain data: what is kept comes back, and what is no scenario is refused in a sentence."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields

import pytest

from planning.errors import InputError, UnknownNameError
from planning.whatif import scenario as steps
from planning.whatif.scenario import MOST_STEPS, STEPS, MergeBeats, Scenario, read_scenario, scenario_as_json
from planning.whatif.words import Names, step_words

EVERY_STEP = (
    steps.MoveGround(("99001000100", "990010002001"), "east", "west"),
    steps.MergeBeats(("east", "west"), "both"),
    steps.SplitBeat("both", ((-1.0, 2.0), (3.0, 4.0)), "other"),
    steps.NewMap('{"type":"FeatureCollection","features":[]}', "new.geojson"),
    steps.MoveOfficers(2, "korean", "beat", "east", "day", "west", "night", "certified"),
    steps.VerifyOfficers(1, "korean", "beat", "east", "day"),
    steps.HireOfficers(3, "korean", "beat", "east", "day"),
    steps.AddVenue("V1", "Hall", -38.0, 40.0, 120),
    steps.LoseVenue("V2"),
    steps.MoveVenue("V3", -38.0, 40.0),
    steps.UseRule("planning_default"),
)


def test_every_kind_of_step_comes_back_from_where_it_was_kept_and_has_words() -> None:
    assert {type(step) for step in EVERY_STEP} == set(STEPS.values())
    kept = json.loads(json.dumps(scenario_as_json(Scenario(EVERY_STEP))))
    again = read_scenario(kept)
    assert again.steps == EVERY_STEP
    assert again.fingerprint == Scenario(EVERY_STEP).fingerprint
    assert len({Scenario((step,)).fingerprint for step in EVERY_STEP}) == len(EVERY_STEP)
    said = [step_words(step, Names(lambda level, area: area, str, str)) for step in EVERY_STEP]
    assert len(set(said)) == len(said)


def test_what_is_left_out_of_a_step_or_put_into_it_is_named() -> None:
    for step in EVERY_STEP:
        (kept,) = scenario_as_json(Scenario((step,)))
        for field in fields(step):
            rest = {name: value for name, value in kept.items() if name != field.name}
            if field.default is MISSING:
                with pytest.raises(InputError, match=f"has no '{field.name}'"):
                    read_scenario([rest])
            with pytest.raises(InputError):
                read_scenario([kept | {field.name: {"another": "kind"}}])
        with pytest.raises(UnknownNameError):
            read_scenario([kept | {"strange": 1}])


@pytest.mark.parametrize(
    "given",
    [
        "merge-beats",
        None,
        {"what": "merge-beats"},
        ["merge-beats"],
        [{"what": "burn-beats"}],
        [{"what": "merge-beats", "areas": ["1"], "into": "1"}],
        [{"what": "merge-beats", "areas": ["1", "1"], "into": "1"}],
        [{"what": "merge-beats", "areas": ["1", "2"], "into": " "}],
        [{"what": "merge-beats", "areas": ["1", "2"], "into": "x" * 300}],
        [{"what": "move-ground", "ground": [], "to": "1"}],
        [{"what": "split-beat", "area": "1", "line": [[0, 0]], "new": "2"}],
        [{"what": "split-beat", "area": "1", "line": [[0, float("nan")], [1, 1]], "new": "2"}],
        [{"what": "hire-officers", "count": 0, "language": "korean", "level": "b", "area": "1", "shift": "day"}],
        [{"what": "hire-officers", "count": True, "language": "korean", "level": "b", "area": "1", "shift": "day"}],
        [{"what": "add-venue", "venue_id": "V", "name": "Hall", "lon": 400.0, "lat": 0.0}],
        [{"what": "use-rule", "rule": "planning_default"}] * (MOST_STEPS + 1),
    ],
)
def test_what_is_no_scenario_is_refused(given: object) -> None:
    with pytest.raises(InputError):
        read_scenario(given)


def test_one_more_step_is_asked_the_same_questions() -> None:
    whole = Scenario().then(MergeBeats(("1", "2"), "1"))
    assert whole.touches_map and not (whole.touches_officers or whole.touches_venues)
    with pytest.raises(InputError):
        whole.then(MergeBeats(("1",), "1"))
