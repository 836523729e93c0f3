"""Every rule is tested by being there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib.resources import files

import pytest

from planning.errors import SchemaError, UnknownNameError
from planning.languages.groups import LANGUAGE_IDS
from planning.rules import BASES, PRESETS, SEEN, build_rule, find_rule, parse_rule

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
        "california_gov_7299_7",
        "custom",
        "dc_code_2_1933",
        "hawaii_hrs_321c_3",
        "king_county",
        "maryland_3_percent",
        "nyc_ll30",
        "san_francisco_admin_91",
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
        assert rule.name == "custom"
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
    assert own.citation == "Our order, as of 2026-01-01"
    assert (own.share, own.count, own.floor, own.seen) == (None, 200, 0.0, "own")
    assert find_rule("custom", {"custom": own}) is own
    assert find_rule("custom").title == "Own rule (example)"
    with pytest.raises(UnknownNameError, match="did you mean 'king_county'"):
        find_rule("kings_county")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("counts = 3", "keys that mean nothing (got 'counts'): use only title, text"),
        ("share = 5", "share of rule 'ours' cannot be (got 5): give a fraction, as 0.05 for 5 %"),
        ("share = nan", "share of rule 'ours' cannot be"),
        ("share = true", "share of rule 'ours' is of the wrong kind (got True): give a number"),
        ('share = "5 %"', "share of rule 'ours' is of the wrong kind (got '5 %'): give a number"),
        ("share_strict = 1", "give true or false"),
        ("floor = -1", "floor of rule 'ours' cannot be (got -1)"),
        ("floor = inf", "floor of rule 'ours' cannot be"),
        ("top_n = 6", "ranks languages and counts people at once"),
        ("top_n = 0", "top_n of rule 'ours' cannot be (got 0)"),
        ("top_n = 2.5", "top_n of rule 'ours' is of the wrong kind"),
        ("agency_use_n = -4", "agency_use_n of rule 'ours' cannot be"),
        ('always = "spanish"', "always of rule 'ours' is of the wrong kind (got 'spanish'): give a list"),
        ("always = [3]", "give a list of language ids"),
        ('always = ["spansih"]', "did you mean 'spanish'"),
        ('combine = "less"', "combine of rule 'ours' is none of the known (got 'less'): give min or max"),
        ('decide = "guess"', "give interval or estimate"),
        ('seen = "rumour"', "give read in the source, secondary or own"),
        ("scope = 3", "give text in quotes"),
        ("nonsense", "rule 'ours' is no valid TOML"),
    ],
)
def test_what_a_rule_cannot_hold(line, message):
    with pytest.raises((SchemaError, UnknownNameError)) as caught:
        parse_rule(OWN + line, "ours")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("count = 200", "", "rule 'ours' has no threshold: give share, count or top_n"),
        ("count = 200", "count = 0", "count of rule 'ours' cannot be (got 0)"),
        ('title = "Our order"', "", "rule 'ours' lacks title"),
        ('title = "Our order"', 'title = "  "', "title of rule 'ours' is empty"),
        ("as_of = 2026-01-01", 'as_of = "2026"', "give a date, as 2026-01-31"),
        ("as_of = 2026-01-01", "as_of = 2026-01-01T00:00:00", "give a date, as 2026-01-31"),
        ("review_by = 2027-01-01", "review_by = 2025-01-01", "give a day after as_of"),
        ('base = "district"', 'base = "planet"', "give beat, district, department, state"),
    ],
)
def test_what_a_rule_cannot_lack(old, new, message):
    with pytest.raises(SchemaError) as caught:
        parse_rule(OWN.replace(old, new), "ours")
    assert message in str(caught.value)


def test_values_from_a_screen_are_checked_alike():
    with pytest.raises(SchemaError, match="lacks title, text"):
        build_rule({"count": 5}, "ours")
