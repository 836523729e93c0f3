"""Ways to be understood: what counts for what, what is not known, and what is left with and without machines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pandas as pd
import pytest

from geodata.access.ways import cost_of, load_ways, own_states, way_gaps, ways_table
from geodata.departments import Opened, open_for
from geodata.records.engine import open_temporary_store
from planning.access.gaps import NO, NOT_KNOWN, PART, WITH, WITHOUT, YES
from planning.access.ways import BOUND, USES, WAYS, offers
from planning.errors import AccessError, InputError
from planning.records.roles import Actor

KIM, LEE = Actor("kim@pd.example", "admin"), Actor("lee@pd.example", "recruiter")
LIST = {"list_source": "contract", "list_as_of": date(2026, 1, 5)}


@pytest.fixture(scope="module")
def demo() -> Opened:
    return open_for("demo", KIM)


@pytest.fixture
def bare(demo: Opened) -> Opened:
    """The demo's people and roster, and nothing written down of any way."""
    return Opened(demo.prepared, open_temporary_store(), KIM)


def test_a_machine_never_counts_where_a_right_hangs_on_the_words(bare: Opened) -> None:
    bare.store.add(KIM, "way", {"way": "device", "name": "App", "languages": ["korean", "tagalog"], **LIST})
    bare.store.add(KIM, "way", {"way": "line", "name": "None", "not_here": True})
    for use in USES:
        gaps = way_gaps(bare, use=use)
        assert (gaps[WITHOUT] == gaps[WITH]).all() == (use in BOUND or use == "meeting")
    german = way_gaps(bare, use="rights").query("shift == 'all' and language == 'german_west_germanic'").iloc[0]
    assert (german["line"], german["video"], german[WITHOUT], german[WITH]) == (NO, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN)


@pytest.mark.parametrize("use", BOUND)
@pytest.mark.parametrize("way", [key for key, way in WAYS.items() if way.is_machine])
def test_only_a_named_order_lets_a_machine_speak_for_a_right(bare: Opened, way: str, use: str) -> None:
    values: dict[str, Any] = {"way": way, "name": "App", "languages": ["tagalog"], "uses": [use], **LIST}
    with pytest.raises(InputError, match="unless your own order says so"):
        bare.store.add(KIM, "way", values)
    kept = bare.store.add(
        KIM, "way", values | {"policy_source": "General Order 5.20", "policy_as_of": date(2026, 2, 1)}
    )
    row = ways_table(bare).set_index("way").loc[way]
    assert (row["uses"], row["policy"]) == (use, "General Order 5.20")
    with pytest.raises(InputError, match="unless your own order"):
        bare.store.change(KIM, "way", kept.id, {"policy_source": None}, kept.version)
    assert bare.store.audit(KIM, kind="way")["action"].tolist() == ["add"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"way": "line", "name": "L", "languages": ["korean"]}, "source and its date"),
        ({"way": "line", "name": "L", "languages": ["korean"], "not_here": True, **LIST}, "has no languages"),
        ({"way": "line", "name": "L", "price": 0.7}, "a minute, an hour, or a year"),
        ({"way": "line", "name": "L", "languages": ["korean"], **LIST, "list_as_of": date(2999, 1, 1)}, "day to come"),
        ({"way": "officer", "name": "O", "languages": ["korean"], **LIST}, "come from the roster"),
    ],
)
def test_what_a_way_cannot_be(bare: Opened, values: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        bare.store.add(KIM, "way", values)
    with pytest.raises(AccessError):
        bare.store.add(LEE, "way", {"way": "line", "name": "L"})


def test_what_nobody_has_said_is_not_known_and_never_zero(bare: Opened) -> None:
    table = ways_table(bare).set_index("way")
    whole = table.filter(regex="^people_(no|not_known|in_part|yes)$").sum(axis=1)
    for way in ("line", "video", "in person", "device", "body camera"):
        assert (table.loc[way, "in_use"], table.loc[way, "people_yes"]) == (NOT_KNOWN, 0.0)
        assert pd.isna(table.loc[way, "languages"]) and pd.isna(table.loc[way, "cost"])
        assert table.loc[way, "people_not_known"] == pytest.approx(whole["line"]) and table.loc[way, "people_no"] == 0
    assert whole.tolist() == pytest.approx([whole["line"]] * len(table))  # everybody stands somewhere, once
    bare.store.add(KIM, "way", {"way": "video", "name": "V", "not_here": True})
    assert ways_table(bare).set_index("way").loc["video", "people_no"] == pytest.approx(whole["line"])


def test_officers_count_by_what_is_published_and_by_what_one_slot_takes(demo: Opened) -> None:
    own = own_states(demo.department, "department")
    assert own["officer", "department", "night", "spanish"] == YES
    assert own["officer", "department", "day", "korean"] == PART
    assert own["staff", "department", "day", "korean"] == PART and own["staff", "department", "night", "korean"] == NO
    assert ("officer", "department", "day", "slavic") not in own  # a combined group is no language of a roster


def test_the_demo_loses_video_at_night_and_two_contracts_share_no_bill(demo: Opened) -> None:
    gaps = way_gaps(demo, use="statement").set_index(["language", "shift"])
    assert gaps.loc[("arabic", "night"), ["video", "line", "in person"]].tolist() == [NO, YES, NO]
    assert gaps.loc[("arabic", "all"), "video"] == PART and gaps.loc[("german_west_germanic", "all"), "line"] == NO
    assert gaps.loc[("slavic", "all"), "line"] == PART  # Polish and Russian are not all that is Slavic
    table = ways_table(demo).set_index("way")
    line = table.loc["line"]
    assert line["cost"] == pytest.approx(0.68 * line["minutes"]) == pytest.approx(cost_of(0.68, "minute", 28261.0))
    twice = demo.store.add(
        demo.actor, "way", {"way": "line", "name": "Second", "languages": ["german_west_germanic:German"], **LIST}
    )
    try:
        both = ways_table(demo)
        assert both[both["way"] == "line"]["cost"].isna().all()
        assert way_gaps(demo).query("shift == 'all' and language == 'german_west_germanic'")["line"].item() == PART
    finally:
        demo.store.delete(demo.actor, "way", twice.id, twice.version)


def test_offers_have_a_source_a_day_and_only_names_of_languages_that_are_known() -> None:
    assert {offer.way for offer in offers()} <= set(WAYS) and all(offer.source and offer.said for offer in offers())
    assert all(offer.read_on <= date(2026, 11, 28) for offer in offers())
    assert all((offer.price is None) == (not offer.price_source) for offer in offers())
    assert "english" not in json.dumps([offer.languages for offer in offers()])
    assert load_ways(open_temporary_store(), Actor("x@pd.example", "viewer")) == ()
