"""Every rule is tested by being there."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest

from geodata.department.rules import rule_to_toml
from planning.errors import InputError, SchemaError, UnknownNameError
from planning.languages.groups import LANGUAGE_IDS
from planning.rules import BASES, PLANNING_DEFAULT, PRESETS, SEEN, build_rule, find_rule, parse_rule, rules_of_place

every_preset = pytest.mark.parametrize("rule", PRESETS.values(), ids=PRESETS)

OWN = """
title = "Our order"
text = "A leaflet for every language of 200 people."
jurisdiction = "our city"
base = "district"
count = 200
as_of = 2026-01-01
review_by = 2027-01-01
source = "Order 12 of 3 January 2026"
"""


def test_the_presets():
    assert list(PRESETS) == [
        *("baltimore_art_1_53", "california_gov_7299_7", "chicago_2_40_020", "custom", "dc_code_2_1933"),
        *("hawaii_hrs_321c_3", "houston_eo_1_17", "king_county", "maryland_3_percent", "michigan_mcl_37_22"),
        *("nassau_eo_67_2013", "new_jersey_52_14_41", "new_york_exec_202_a", "nyc_ll30", "oakland_2_30"),
        *("planning_default", "portland_list", "san_francisco_admin_91", "seattle_eo_01_07", "suffolk_county"),
        *("washington_rcw_38_52_070", "westchester_eo_2019"),
    ]


@every_preset
def test_every_preset_says_what_whom_where_and_since_when(rule):
    for words in (rule.title, rule.text, rule.jurisdiction, rule.source, rule.binds, rule.scope):
        assert words.strip() == words != ""
    assert rule.base in BASES
    assert rule.seen in SEEN
    assert rule.text.endswith(".")
    assert len(rule.title) <= 40


@every_preset
def test_every_preset_has_a_source_that_can_be_opened(rule):
    if rule.seen == "own":
        assert rule.name in {"custom", PLANNING_DEFAULT}
        return
    assert rule.source.startswith("https://")
    assert rule.source_note.endswith(".")


@every_preset
def test_every_preset_is_read_again_in_time(rule):
    assert rule.as_of < rule.review_by
    assert date(2026, 12, 1) < rule.review_by < date(2029, 1, 1)
    assert not rule.is_due_for_review(rule.review_by)
    assert rule.is_due_for_review(rule.review_by + timedelta(days=1))


@every_preset
def test_no_preset_claims_federal_force(rule):
    text = " ".join((rule.title, rule.text, rule.binds, rule.scope, rule.source, rule.source_note)).lower()
    assert "federal" not in text
    assert "lep.gov" not in text
    assert "must" not in rule.text.split()


@every_preset
def test_every_preset_has_one_kind_of_threshold(rule):
    assert rule.by_rank != (rule.share is not None or rule.count is not None)
    assert set(rule.always) <= set(LANGUAGE_IDS)
    assert (rule.agency_use_n is None) or rule.by_rank


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("hawaii_hrs_321c_3", {"share": 0.05, "count": 1000, "combine": "min", "floor": 50}),
        ("california_gov_7299_7", {"share": 0.05, "count": None, "share_strict": False, "floor": 0}),
        ("dc_code_2_1933", {"share": 0.03, "count": 500, "combine": "min"}),
        ("maryland_3_percent", {"share": 0.03, "count": None}),
        ("san_francisco_admin_91", {"share": None, "count": 6000, "as_of": date(2026, 1, 1)}),
        ("king_county", {"share": 0.05, "share_strict": True, "always": ("spanish",)}),
        ("nyc_ll30", {"top_n": 6, "agency_use_n": 4, "share": None, "count": None}),
        ("planning_default", {"share": 0.05, "count": 1000, "combine": "min", "floor": 0, "binds": "Nobody."}),
        ("washington_rcw_38_52_070", {"share": 0.05, "count": 1000, "base": "department", "floor": 0}),
        ("baltimore_art_1_53", {"share": 0.03, "count": 500, "base": "city"}),
        ("chicago_2_40_020", {"share": 0.05, "count": 10000, "base": "city"}),
        ("oakland_2_30", {"share": None, "count": 10000, "encouraged_count": 1000, "base": "city"}),
        ("portland_list", {"share": None, "count": 1000, "seen": "read in part"}),
        ("seattle_eo_01_07", {"share": 0.05, "base": "project area"}),
        ("suffolk_county", {"top_n": 6, "base": "county", "seen": "read in part"}),
        ("nassau_eo_67_2013", {"top_n": 6, "base": "county"}),
        ("westchester_eo_2019", {"top_n": 6, "base": "county"}),
        ("houston_eo_1_17", {"top_n": 5, "base": "city", "seen": "secondary"}),
        ("new_york_exec_202_a", {"top_n": 12, "base": "state"}),
        ("new_jersey_52_14_41", {"top_n": 7, "base": "state", "due": date(2025, 12, 12)}),
        ("michigan_mcl_37_22", {"share": 0.03, "count": 500, "base": "local office area"}),
    ],
)
def test_the_numbers_of_the_presets(name, expected):
    rule = find_rule(name)
    assert {key: getattr(rule, key) for key in expected} == expected
    assert rule.decide == "interval"


def test_files_and_keys_are_readable_as_they_stand():
    for path in files("planning.rules").iterdir():
        if path.name.endswith(".toml"):
            assert re.fullmatch(r"[a-z0-9_]+\.toml", path.name)
            assert PRESETS[path.name.removesuffix(".toml")].title in path.read_text(encoding="utf-8")


def test_an_own_rule_is_found_before_a_preset():
    own = parse_rule(OWN, "custom")
    assert own.citation == "Our order, text as of Jan. 1, 2026"
    assert (own.share, own.count, own.floor, own.seen) == (None, 200, 0.0, "own")
    assert find_rule("custom", {"custom": own}) is own
    assert find_rule("custom").title == "Own rule (example)"
    with pytest.raises(UnknownNameError, match="did you mean 'king_county'"):
        find_rule("kings_county")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("counts = 3", "unknown keys (got 'counts'): use only title, text"),
        ("share = 5", "share of rule 'ours' can’t be (got 5): give a fraction, as 0.05 for 5%"),
        ("share = nan", "share of rule 'ours' can’t be"),
        ("share = true", "share of rule 'ours' is of the wrong kind (got True): give a number"),
        ('share = "5 %"', "share of rule 'ours' is of the wrong kind (got '5 %'): give a number"),
        ("share_strict = 1", "give true or false"),
        ("floor = -1", "floor of rule 'ours' can’t be (got -1)"),
        ("floor = inf", "floor of rule 'ours' can’t be"),
        ("top_n = 6\nshare = 0.05", "ranks languages and counts people at once"),
        ("encouraged_count = 200", "encouraged_count of rule 'ours' can’t be (got 200): give persons, fewer"),
        ('always = ["other:Vietnamese"]', "the census counts Vietnamese in 'Vietnamese'"),
        ("limb = 3", "limb of rule 'ours' is of the wrong kind: write [[limb]] above each further limb"),
        ("top_n = 0", "top_n of rule 'ours' can’t be (got 0)"),
        ("top_n = 2.5", "top_n of rule 'ours' is of the wrong kind"),
        ("agency_use_n = -4", "agency_use_n of rule 'ours' can’t be"),
        ('always = "spanish"', "always of rule 'ours' is of the wrong kind (got 'spanish'): give a list"),
        ("always = [3]", "give a list of language ids"),
        ('always = ["spansih"]', "did you mean 'spanish'"),
        ('combine = "less"', "combine of rule 'ours' is none of the known (got 'less'): give min or max"),
        ('decide = "guess"', "give interval or estimate"),
        ('seen = "rumour"', "give read in the source, read in part, secondary, or own"),
        ("scope = 3", "give text in quotes"),
        ("nonsense", "rule 'ours' is not valid TOML"),
    ],
)
def test_what_a_rule_cannot_hold(line, message):
    with pytest.raises((SchemaError, InputError, UnknownNameError)) as caught:
        parse_rule(OWN + line, "ours")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("count = 200", "", "rule 'ours' has no threshold: give share, count, or top_n"),
        ("count = 200", "count = 0", "count of rule 'ours' can’t be (got 0)"),
        ('title = "Our order"', "", "rule 'ours' is missing title"),
        ('title = "Our order"', 'title = "  "', "title of rule 'ours' is empty"),
        ("as_of = 2026-01-01", 'as_of = "2026"', "give a date, year first, as in custom.toml"),
        ("as_of = 2026-01-01", "as_of = 2026-01-01T00:00:00", "give a date, year first, as in custom.toml"),
        ("review_by = 2027-01-01", "review_by = 2025-01-01", "give a day after as_of"),
        ('base = "district"', 'base = "planet"', "give beat, district, department, state"),
    ],
)
def test_what_a_rule_cannot_lack(old, new, message):
    with pytest.raises(SchemaError) as caught:
        parse_rule(OWN.replace(old, new), "ours")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"always": ["spanish", "Farsi"]}, {"by_list": True, "always": ("spanish", "other_indo_european:Persian")}),
        ({"top_n": 6, "count": 300}, {"by_rank": True, "by_number": False, "count": 300}),
        ({"agency_use_count": 100}, {"by_use_alone": True, "by_list": False}),
        ({"count": 10000, "count_strict": True, "base": "county"}, {"count_strict": True, "base": "county"}),
        ({"count": 10000, "in_force": date(2026, 1, 1), "due": date(2027, 1, 1)}, {"due": date(2027, 1, 1)}),
    ],
)
def test_what_else_a_rule_may_be(change, expected):
    values = {**tomllib.loads(OWN), **change}
    if "count" not in change:
        del values["count"]
    rule = build_rule(values, "ours")
    assert {name: getattr(rule, name) for name in expected} == expected
    assert parse_rule(rule_to_toml(rule), "ours") == rule


def test_two_limbs_and_several_rules_each_ask_on_their_own():
    two = parse_rule(OWN + '[[limb]]\nshare = 0.05\nbase = "beat"', "ours")
    assert [(limb.count, limb.share, limb.base) for limb in two.limbs] == [
        (200, None, "district"),
        (None, 0.05, "beat"),
    ]
    assert parse_rule(rule_to_toml(two), "ours") == two
    assert two.statement_on(date(2026, 5, 1)).count("Our order") == 1
    both = find_rule("washington_rcw_38_52_070+king_county")
    assert both.always == ("spanish",)
    said = both.statement_on(date(2026, 5, 1))
    for words in (
        "Washington RCW",
        "Binds: Emergency management",
        "Covers: Life safety",
        "King County",
        "Text: secondary",
    ):
        assert words in said
    with pytest.raises(UnknownNameError, match="did you mean 'king_county'"):
        find_rule("nyc_ll30+kings_county")


def test_the_rules_of_a_place_are_those_of_its_county_then_its_state():
    assert [rule.name for rule in rules_of_place(["24510000100"])] == ["baltimore_art_1_53", "maryland_3_percent"]
    assert [rule.name for rule in rules_of_place(["48"])] == ["houston_eo_1_17"]
    assert rules_of_place(["01"]) == ()


def test_values_from_a_screen_are_checked_alike():
    with pytest.raises(
        SchemaError, match="rule 'ours' is missing title, text, jurisdiction, base, as_of, review_by, and source"
    ):
        build_rule({"count": 5}, "ours")
