from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.department import answers
from planning.examples import four_square_crosswalk, four_square_table
from planning.languages.groups import LANGUAGE_IDS, LANGUAGES, NAMED_LANGUAGE_IDS
from planning.need.need import build_need
from planning.rules import PRESETS, ThresholdRule, build_rule, find_rule, parse_rule
from planning.verdicts.thresholds import VERDICT_COLUMNS, build_verdict_details
from planning.vocabulary import VERDICTS
from planning.words.formats import short_day
from tests.examples import examples, quick_ones

HAWAII, KING, NYC = find_rule("hawaii_hrs_321c_3"), find_rule("king_county"), find_rule("nyc_ll30")
COUNT = parse_rule(
    """
title = "A thousand"
text = "1,000 people."
jurisdiction = "here"
base = "department"
count = 1000
as_of = 2026-01-01
review_by = 2027-01-01
source = "ours"
""",
    "thousand",
)
BASICS = {
    **dict.fromkeys(("title", "text", "jurisdiction", "source"), "A thousand"),
    "base": "department",
    "as_of": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
}
# One preset for each arithmetic: the other presets differ from these in words and dates only.
ARITHMETIC = {
    (one.share, one.share_strict, one.count, one.floor, one.always, one.top_n): one for one in PRESETS.values()
}
ONE_OF_A_KIND = {
    (one.share is None, one.count is None, bool(one.floor), one.top_n is None): one for one in ARITHMETIC.values()
}
every_preset = pytest.mark.parametrize(
    "rule", quick_ones(ARITHMETIC.values(), ONE_OF_A_KIND.values()), ids=lambda rule: rule.name
)


def need_of(lep: dict[str, tuple[float, float]], pop5: float = 20_000, **columns: float) -> pd.DataFrame:
    """Return the need of one area, with nobody but those who are named."""
    rows = [(language, *lep.get(language, (0.0, 0.0))) for language in LANGUAGE_IDS]
    need = pd.DataFrame(rows, columns=["language", "lep", "lep_moe"])
    bracket = {"lep_low": need["lep"], "lep_high": need["lep"]}
    return need.assign(**(bracket | {"area_id": "a1", "pop5": pop5, "pop5_moe": 100.0, "missing_share": 0.0} | columns))


def verdict_of(
    lep: float, moe: float, rule: ThresholdRule, language: str = "korean", level: str = "department", **area: float
) -> tuple[str, str]:
    """Return verdict and reason of one language that stands alone in its area."""
    found = build_verdict_details(need_of({language: (lep, moe)}, **area), rule, level).set_index("language")
    return found.loc[language, "verdict"], found.loc[language, "reason"]


# ---- the shape of the table -------------------------------------------------------------------------------


def test_a_verdict_for_every_area_and_language_and_no_others():
    need = build_need(four_square_crosswalk(), four_square_table())
    verdicts = build_verdict_details(need, HAWAII, "beat")
    assert tuple(verdicts.columns[: len(VERDICT_COLUMNS)]) == VERDICT_COLUMNS
    assert verdicts["area_id"].tolist() == ["east"] * 12 + ["west"] * 12
    assert verdicts["language"].tolist() == list(LANGUAGE_IDS) * 2
    assert verdicts["threshold"].tolist() == [75.0] * 24
    met = verdicts[verdicts["verdict"] == "met"]
    assert met[["area_id", "language"]].values.tolist() == [["east", "korean"], ["west", "spanish"]]


@every_preset
def test_every_preset_gives_every_row_a_verdict_and_a_dated_reason(rule):
    verdicts = build_verdict_details(build_need(four_square_crosswalk(), four_square_table()), rule, "beat")
    assert set(verdicts["verdict"]) <= set(VERDICTS)
    assert (
        verdicts["reason"]
        .str.contains(f"Planning threshold: {rule.title}, text as of {short_day(rule.as_of)}", regex=False)
        .all()
    )
    assert not verdicts["reason"].str.contains("federal|nan|inf[^o]", case=False).any()
    assert verdicts["threshold"].isna().all() == rule.by_rank


def test_no_areas_give_no_verdicts():
    for rule in PRESETS.values():
        assert build_verdict_details(need_of({}).head(0), rule, "beat").empty


# ---- met, not met, cannot tell ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lep", "moe", "verdict"),
    [
        (1200, 200, "met"),  # the lower end at exactly T
        (1200, 200.5, "cannot tell"),  # at T - 0.5
        (1200, 199.5, "met"),  # at T + 0.5
        (800, 200, "cannot tell"),  # the upper end at exactly T
        (800, 199.5, "not met"),  # at T - 0.5
        (800, 200.5, "cannot tell"),  # at T + 0.5
        (1000, 0, "met"),
        (999.5, 0, "not met"),
        (1000, 0.5, "cannot tell"),
    ],
)
def test_at_the_threshold(lep, moe, verdict):
    assert verdict_of(lep, moe, COUNT)[0] == verdict
    # 5 % of 20,000 is 1,000 as well, and so is 5 % of more, where 1,000 is less.
    assert verdict_of(lep, moe, HAWAII)[0] == verdict
    assert verdict_of(lep, moe, HAWAII, pop5=50_000)[0] == verdict


@pytest.mark.parametrize(
    ("lep", "moe", "verdict"),
    [
        (1200, 200, "cannot tell"),  # exactly 5 % is not over 5 %
        (1200, 199.5, "met"),
        (800, 200, "not met"),
        (800, 200.5, "cannot tell"),
        (1000, 0, "not met"),
    ],
)
def test_over_five_percent_is_more_than_five_percent(lep, moe, verdict):
    assert verdict_of(lep, moe, KING)[0] == verdict


def test_rounding_of_sums_is_not_people():
    assert verdict_of(0.1 + 0.2, 0.0, replace(COUNT, count=0.3))[0] == "met"
    assert verdict_of(70.0, 0.0, replace(HAWAII, share=0.07), pop5=1000)[0] == "met"  # 0.07 * 1000 > 70


@pytest.mark.parametrize(
    ("combine", "pop5", "threshold"), [("min", 10_000, 500), ("max", 10_000, 1000), ("min", 30_000, 1000)]
)
def test_less_or_more_of_share_and_count(combine, pop5, threshold):
    rule = replace(HAWAII, combine=combine)
    verdicts = build_verdict_details(need_of({}, pop5=pop5), rule, "department")
    assert set(verdicts["threshold"]) == {threshold}
    assert verdict_of(threshold, 0, rule, pop5=pop5)[0] == "met"
    assert verdict_of(threshold - 0.5, 0, rule, pop5=pop5)[0] == "not met"
    word = "less" if combine == "min" else "more"
    assert f"or 1,000, whichever is {word}" in verdict_of(5, 2, rule, pop5=pop5)[1]


def test_strict_share_and_count_each_keep_their_own_limit():
    either = replace(KING, always=(), count=1000)  # over 5 % of 20,000, or 1,000 people
    assert verdict_of(1000, 0, either)[0] == "met"
    both = replace(either, combine="max")
    assert verdict_of(1000, 0, both)[0] == "not met"
    assert verdict_of(1001, 0, both)[0] == "met"


# ---- the floor --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lep", "moe", "verdict", "words"),
    [
        (35, 10, "notice only", "35 − 10 is at least 25, but 35 + 10 is below 50"),
        (60, 10, "met", "60 − 10 is at least 25"),
        (45, 10, "cannot tell", "the threshold is reached, but perhaps by fewer than 50 people"),
        (30, 10, "cannot tell", "It needs a notice at most: even the upper end is below 50."),
        (40, 20, "cannot tell", "Give or take 20, it could be above or below 25."),
        (10, 10, "not met", "10 + 10 is below 25"),
    ],
)
def test_five_percent_but_under_fifty(lep, moe, verdict, words):
    found, reason = verdict_of(lep, moe, HAWAII, pop5=500)  # 5 % of 500 is 25
    assert found == verdict
    assert words in reason


# ---- what is missing --------------------------------------------------------------------------------------


def test_no_margins_of_error():
    verdict, reason = verdict_of(4000, math.nan, COUNT)
    assert verdict == "cannot tell"
    assert reason.startswith("Korean: 4,000 LEP residents. The threshold is 1,000.")
    need = need_of({"korean": (4000, math.nan)}).assign(lep_moe=np.nan)
    bare = build_verdict_details(need, COUNT, "department")
    assert set(bare["verdict"]) == {"cannot tell"}
    assert bare["reason"].str.contains("Can’t tell: this table has no margins of error.", regex=False).all()


def test_a_rule_may_let_estimates_alone_decide():
    rule = replace(COUNT, decide="estimate")
    assert verdict_of(1000, math.nan, rule)[0] == "met"
    assert verdict_of(1000, 900, rule) == (
        "met",
        "Korean: 1,000 LEP residents (give or take 900). The threshold is 1,000. "
        "Qualifies: 1,000 is at least 1,000. This rule uses the estimate alone, whatever its errors. Near a "
        "threshold, such results are often wrong. Planning threshold: A thousand, text as of Jan. 1, 2026.",
    )
    assert verdict_of(999, math.nan, rule)[0] == "not met"
    assert verdict_of(math.nan, math.nan, rule)[0] == "cannot tell"
    assert verdict_of(1000, math.nan, rule, language="slavic")[0] == "cannot tell"


def test_a_figure_that_is_not_in_the_table():
    assert verdict_of(math.nan, math.nan, COUNT) == (
        "cannot tell",
        "Korean: no data. Can’t tell from this table. Planning threshold: A thousand, text as of Jan. 1, 2026.",
    )


def test_people_that_are_not_in_the_table():
    verdict, reason = verdict_of(4000, 10, HAWAII, pop5=math.nan)
    assert verdict == "cannot tell"
    assert "We can’t tell the threshold, because the number of residents age 5 and older is missing" in reason
    assert verdict_of(4000, 10, COUNT, pop5=math.nan)[0] == "met"


@pytest.mark.parametrize(
    ("missing_share", "verdict", "words"),
    [
        # 900 people left out of 18,900, and 90 + 9 counted: 999 at most.
        (
            900 / 18_900,
            "not met",
            "4.8% of the people here are not counted, because the table has no number for them, and even all",
        ),
        (902 / 18_902, "cannot tell", "the people not counted could lift it above"),
        (0.0001, "not met", "Under 0.1% of the people here are not counted"),
    ],
)
def test_those_left_out_may_tip_a_not_met(missing_share, verdict, words):
    found, reason = verdict_of(90, 9, COUNT, pop5=18_000, missing_share=missing_share)
    assert found == verdict
    assert words in reason


def test_those_left_out_never_undo_a_met():
    verdict, reason = verdict_of(2000, 100, COUNT, missing_share=0.4)
    assert verdict == "met"
    assert "40% of the people here are not counted, because the table has no number for them." in reason


def test_where_nobody_lives_nothing_is_met():
    verdict, reason = verdict_of(0, 12, HAWAII, pop5=0)
    assert verdict == "not met"
    assert "Doesn’t qualify: the table counts no one age 5 or older here." in reason
    assert verdict_of(0, 12, HAWAII, pop5=0, missing_share=0.5)[0] == "cannot tell"


# ---- lumps ------------------------------------------------------------------------------------------------


def test_a_lump_under_the_threshold_hides_nothing_that_passes():
    verdict, reason = verdict_of(700, 200, COUNT, language="other_asian_pacific")
    assert verdict == "not met"
    assert "Doesn’t qualify: 700 + 200 is below 1,000, so no language inside can qualify." in reason


def test_a_lump_over_the_threshold_is_never_met():
    verdict, reason = verdict_of(9000, 10, COUNT, language="other_asian_pacific")
    assert verdict == "cannot tell"
    assert "this combined group could include a language that qualifies. Get local data on Khmer, Hmong, Lao," in reason
    assert verdict_of(30, 5, HAWAII, language="slavic", pop5=400)[0] == "cannot tell"


def test_buena_park():
    """A city of 78,074 people 5 and over, where 5 % is 3,904 and only Spanish and Korean pass.

    The population, the threshold and the outcome are as a user of the data told them; the people by language
    are invented here, in keeping with that outcome.
    """
    told = {
        "spanish": (8900, 700),
        "korean": (5200, 520),
        "tagalog": (1500, 300),
        "chinese": (900, 240),
        "vietnamese": (700, 210),
        "arabic": (300, 150),
        "other_asian_pacific": (600, 190),
        "other": (250, 140),
        "other_indo_european": (1100, 280),
        "slavic": (60, 60),
        "french_haitian": (30, 40),
        "german_west_germanic": (20, 30),
    }
    rule = find_rule("california_gov_7299_7")
    found = build_verdict_details(need_of(told, pop5=78_074), rule, "department").set_index("language")
    assert round(found["threshold"].iloc[0]) == 3904
    assert found.index[found["verdict"] == "met"].tolist() == ["spanish", "korean"]
    assert set(found["verdict"]) == {"met", "not met"}
    lumps = [language for language in LANGUAGE_IDS if LANGUAGES[language].is_lump]
    assert found.loc[lumps, "reason"].str.contains("so no language inside can qualify").all()


# ---- rules that rank, and languages always asked for ------------------------------------------------------


def ranked(**lep: tuple[float, float]) -> pd.Series:
    return build_verdict_details(need_of(lep), replace(NYC, top_n=2), "department").set_index("language")["verdict"]


def test_among_the_most_in_the_worst_case():
    found = ranked(spanish=(900, 50), korean=(500, 50), chinese=(300, 50), arabic=(200, 50))
    # At worst one has more people than Korean (900), and two than Chinese.
    assert found[["spanish", "korean", "chinese", "arabic"]].tolist() == ["met", "met", "not met", "not met"]


def test_a_close_race_cannot_be_told():
    found = ranked(spanish=(900, 50), korean=(500, 90), chinese=(400, 50), arabic=(100, 10))
    assert found[["spanish", "korean", "chinese", "arabic"]].tolist() == [
        "met",
        "cannot tell",
        "cannot tell",
        "not met",
    ]
    assert ranked(spanish=(900, 0), korean=(500, 0), chinese=(500, 0))["korean"] == "cannot tell"


def test_a_lump_may_hide_languages_that_are_ahead():
    # 999 people hide at most one language of 500 or more, 1,000 hide two.
    assert ranked(korean=(500, 0), slavic=(999, 0))["korean"] == "met"
    assert ranked(korean=(500, 0), slavic=(1000, 0))["korean"] == "cannot tell"
    found = ranked(korean=(500, 0), spanish=(800, 0), slavic=(700, 0), other=(400, 0))
    assert found[["slavic", "other"]].tolist() == ["cannot tell", "not met"]


def test_a_language_that_is_not_in_the_table_may_be_ahead():
    missing = (math.nan, math.nan)
    assert ranked(korean=(500, 10), arabic=missing)["korean"] == "met"
    assert ranked(korean=(500, 10), arabic=missing, chinese=missing)["korean"] == "cannot tell"
    assert ranked(korean=(500, 10), arabic=missing)["arabic"] == "cannot tell"
    assert ranked(korean=(500, math.nan))["korean"] == "cannot tell"


def test_ranks_are_within_one_area():
    north = need_of({"spanish": (900, 10), "korean": (800, 10), "chinese": (10, 1)})
    south = need_of({"chinese": (10, 1)}).assign(area_id="a2")
    found = build_verdict_details(pd.concat([north, south]), replace(NYC, top_n=2), "department")
    chinese = found[found["language"] == "chinese"].set_index("area_id")["verdict"]
    assert chinese.to_dict() == {"a1": "not met", "a2": "met"}


def test_what_the_census_cannot_rank():
    reasons = build_verdict_details(need_of({"spanish": (900, 10)}), NYC, "department").set_index("language")["reason"]
    assert "The rule adds 4 more by use of services, which the census can’t show." in reasons["korean"]
    assert "more by use" not in reasons["spanish"]
    assert "0 languages may have more people, so it is among the top 6" in reasons["spanish"]


def test_always_is_met_whatever_the_census_says():
    for figures in ((0.0, 12.0), (math.nan, math.nan)):
        verdict, reason = verdict_of(*figures, KING, language="spanish")
        assert verdict == "met"
        assert reason.startswith("Qualifies: King County translation policy always requires Spanish")
    assert verdict_of(0, 12, KING)[0] == "not met"


# ---- the sentence -----------------------------------------------------------------------------------------


PARTS_OF_PERSONS = re.compile(r"\d\.\d+ (?:people|persons?|residents?)\b|give or take [\d,]*\.\d")


def test_the_sentence_of_a_met():
    assert verdict_of(4213, 309, HAWAII, language="spanish", pop5=61_249)[1] == (
        "Spanish: 4,210 LEP residents (give or take 310). The threshold is 1,000: 5% of 61,200 residents age 5 and "
        "older, or 1,000, whichever is less. Qualifies: 4,210 − 310 is at least 1,000. "
        "Planning threshold: Hawaii HRS 321C-3, text as of Jan. 1, 2025."
    )


def test_the_sentence_of_a_cannot_tell():
    reason = verdict_of(930, 210, COUNT)[1]
    assert "Can’t tell: too close. Give or take 210, it could be above or below 1,000." in reason


@pytest.mark.parametrize(
    ("lep", "moe", "words"),
    [
        (1204, 204, "Qualifies: 1,200 − 200 is at least 1,000."),
        (1204.4, 204.6, "1,204 LEP residents (give or take 205)"),  # rounded, it would be met
        (1049.6, 50.0, "1,050 LEP residents (give or take 51)"),  # to the person, 1,050 - 50 would be met
        (651.216, 354.675, "651 LEP residents (give or take 355)"),
        (794, 204, "Doesn’t qualify: 790 + 200 is below 1,000."),
        (796, 203, "Doesn’t qualify: 796 + 203 is below 1,000."),  # rounded, the sentence would be false
    ],
)
def test_rounded_figures_never_contradict_the_verdict(lep, moe, words):
    reason = verdict_of(lep, moe, COUNT)[1]
    assert words in reason and not PARTS_OF_PERSONS.search(reason)


@examples(300)
@given(st.integers(0, 30_000), st.integers(0, 3000), st.integers(1, 3000))
def test_the_arithmetic_in_a_sentence_holds(tenths, moe, count):
    verdict, reason = verdict_of(tenths / 10, moe / 10, replace(COUNT, count=count))
    if verdict in {"met", "not met"} and (verdict == "met" or "+" in reason):
        claim = reason.split("ualif")[1].split(": ", 1)[1].split(" is ")
        ends = [float(part.replace(",", "")) for part in claim[0].replace("−", "+-").replace(" ", "").split("+")]
        limit = float(claim[1].split(". ")[0].replace(",", "").split()[-1])
        assert sum(ends) >= limit - 1e-9 if verdict == "met" else sum(ends) < limit


def test_boundary_doubt_is_told_apart_and_changes_nothing():
    area = {"lep_low": 203.0, "lep_high": 1904.0}
    told = "This area splits tracts: 200 to 1,900 of these people live in it if the tract numbers are exact."
    for lep, moe, verdict in ((1400, 100, "met"), (1000, 100, "cannot tell"), (500, 100, "not met")):
        found, reason = verdict_of(lep, moe, COUNT, **area)
        assert found == verdict
        assert told in reason
    assert "splits tracts" not in verdict_of(1400, 100, COUNT, lep_low=1000.0, lep_high=1904.0)[1]


@pytest.mark.parametrize(
    ("name", "level", "is_told"),
    [
        ("hawaii_hrs_321c_3", "department", False),
        ("hawaii_hrs_321c_3", "beat", True),
        ("maryland_3_percent", "PRECINCT", False),
        ("maryland_3_percent", "department", True),
        ("king_county", "beat", False),
        ("custom", "PRECINCT", False),
        ("custom", "beat", True),
    ],
)
def test_a_rule_read_for_other_areas_says_so(name, level, is_told):
    reason = verdict_of(500, 10, find_rule(name), level=level)[1]
    assert ("Here it is used for this area as a planning threshold" in reason) == is_told


def test_a_rule_past_its_review_says_so():
    need = need_of({"korean": (500, 10)})
    for late, is_told in ((0, False), (1, True)):
        today = COUNT.review_by + timedelta(days=late)
        reasons = build_verdict_details(need, COUNT, "department", today=today)["reason"]
        assert reasons.str.contains("review was due by Jan. 1, 2027").all() == is_told
    assert not build_verdict_details(need, COUNT, "department")["reason"].str.contains("review").any()
    assert date(2027, 1, 1) == COUNT.review_by


# ---- properties, over every preset ------------------------------------------------------------------------

figures = st.floats(0, 12_000).map(lambda people: round(people, 1))


@st.composite
def needs(draw: st.DrawFn) -> pd.DataFrame:
    pop5 = draw(st.sampled_from([0.0, 300.0, 900.0, 8_000.0, 100_000.0]))
    near = st.one_of(figures, st.sampled_from([0.03, 0.05]).map(lambda share: share * pop5))
    lep = {language: (draw(near), draw(st.floats(0, 900))) for language in LANGUAGE_IDS}
    return need_of(lep, pop5, missing_share=draw(st.sampled_from([0.0, 0.004, 0.2])))


def verdicts_of(need: pd.DataFrame, rule: ThresholdRule) -> pd.Series:
    return build_verdict_details(need, rule, "department").set_index("language")["verdict"]


@every_preset
@examples(40)
@given(need=needs(), wider=st.floats(0, 500))
def test_a_wider_margin_never_makes_a_met(rule, need, wider):
    before = verdicts_of(need, rule)
    after = verdicts_of(need.assign(lep_moe=need["lep_moe"] + wider), rule)
    assert not ((after == "met") & (before != "met")).any()
    assert not ((after == "not met") & (before != "not met")).any()


@pytest.mark.parametrize(
    "name",
    quick_ones(
        [rule.name for rule in ARITHMETIC.values() if not rule.by_rank], [rule.name for rule in ONE_OF_A_KIND.values()]
    ),
)
@examples(40)
@given(need=needs(), factor=st.floats(1, 3))
def test_a_higher_threshold_never_makes_a_met(name, need, factor):
    rule = find_rule(name)
    higher = replace(
        rule, share=rule.share and min(rule.share * factor, 0.99), count=rule.count and rule.count * factor
    )
    before, after = verdicts_of(need, rule), verdicts_of(need, higher)
    assert not ((after == "met") & (before != "met")).any()
    assert (after[before == "not met"] == "not met").all()


@examples(40)
@given(need=needs(), fewer=st.integers(1, 6))
def test_fewer_ranks_never_make_a_met(need, fewer):
    before, after = verdicts_of(need, NYC), verdicts_of(need, replace(NYC, top_n=fewer))
    assert not ((after == "met") & (before != "met")).any()
    assert (after[before == "not met"] == "not met").all()


@every_preset
@examples(40)
@given(need=needs())
def test_a_lump_is_never_met_and_a_verdict_is_met_only_over_the_threshold(rule, need):
    found = build_verdict_details(need, rule, "department").set_index("language")
    met = found[(found["verdict"] == "met") & ~found.index.isin(rule.always)]
    assert set(met.index) <= set(NAMED_LANGUAGE_IDS)
    if not rule.by_rank:
        assert (met["lep"] - met["lep_moe"] >= met["threshold"] - 1e-6).all()


@pytest.mark.city
@pytest.mark.parametrize(
    ("name", "level", "met"),
    [
        ("hawaii_hrs_321c_3", "department", {"department": ["spanish", "chinese", "vietnamese"]}),
        (
            "hawaii_hrs_321c_3",
            "PRECINCT",
            {"EA": ["spanish", "chinese", "vietnamese"], "NO": ["spanish", "vietnamese"]},
        ),
        ("california_gov_7299_7", "department", {}),
        ("california_gov_7299_7", "PRECINCT", {}),
        (
            "dc_code_2_1933",
            "PRECINCT",
            {"CE": ["spanish", "chinese"], "EA": ["spanish", "chinese", "vietnamese"], "NO": ["spanish", "vietnamese"]},
        ),
    ],
)
def test_portland(portland, name, level, met):
    found = answers.verdicts(portland, find_rule(name), level)
    rows = found[found["verdict"] == "met"]
    assert rows.groupby("area_id")["language"].apply(list).to_dict() == met
    # The same from the need table, by the rule in one line.
    table = answers.need(portland, level).merge(found, on=["area_id", "language"], suffixes=("", "_told"))
    named = table["language"].isin(NAMED_LANGUAGE_IDS)
    expected = named & (table["lep"] - table["lep_moe"] >= table["threshold"])
    assert (expected == (table["verdict"] == "met")).all()


# ---- what else a rule may be ----------------------------------------------------------------------------


def test_an_official_list_asks_for_its_languages_and_counts_nobody():
    listed = build_rule({**BASICS, "always": ["korean", "other:Somali"]}, "listed")
    found = build_verdict_details(need_of({"spanish": (9000, 10)}), listed, "department").set_index("language")
    assert found["verdict"].eq("met").pipe(lambda met: set(met.index[met])) == {"korean", "other"}
    assert found["verdict"]["spanish"] == "not met"
    assert "the rule names its languages, and this is not one of them" in found["reason"]["spanish"]


@pytest.mark.parametrize(
    ("lep", "moe", "verdict"), [(900, 100, "met"), (350, 100, "cannot tell"), (100, 50, "not met"), (400, 100, "met")]
)
def test_a_rank_with_a_minimum_asks_for_both(lep, moe, verdict):
    ranked = build_rule({**BASICS, "top_n": 3, "count": 300}, "ranked")
    assert verdict_of(lep, moe, ranked)[0] == verdict
    assert "300 or more people" in verdict_of(lep, moe, ranked)[1]


def test_a_count_that_must_be_passed_is_not_met_by_as_many():
    strict = build_rule({**BASICS, "count": 1000, "count_strict": True}, "strict")
    assert [verdict_of(lep, 0, strict)[0] for lep in (1000, 1001)] == ["not met", "met"]
    assert "1,000 is not more than 1,000" in verdict_of(1000, 0, strict)[1]
    assert "1,001 is more than 1,000" in verdict_of(1001, 0, strict)[1]


def test_use_alone_decides_only_where_use_is_known():
    use = build_rule({**BASICS, "agency_use_count": 100}, "use")
    uses = pd.DataFrame([("korean", 400.0), ("chinese", 20.0)], columns=["language", "rate"]).assign(
        area_id="a1",
        kind="interpreter calls",
        source="log",
        area="a1",
        confidence="high",
        number=1.0,
        observed_from="2025-01-01",
        observed_on="2025-12-31",
    )
    found = build_verdict_details(need_of({"spanish": (9000, 10)}), use, "department", uses=uses)
    verdict = found.set_index("language")["verdict"]
    assert (verdict["korean"], verdict["chinese"], verdict["spanish"]) == ("met", "not met", "cannot tell")


def test_of_two_limbs_the_one_that_asks_for_more_decides_and_the_other_is_named():
    limbs = build_rule({**BASICS, "count": 1000, "limb": [{"share": 0.01}]}, "limbs")
    verdict, reason = verdict_of(500, 50, limbs)
    assert verdict == "met"
    assert "The threshold is 200: 1% of 20,000" in reason
    assert "By the other rule: A thousand: doesn’t qualify." in reason


def test_a_smaller_number_is_encouraged_and_never_met():
    tiers = build_rule({**BASICS, "count": 1000, "encouraged_count": 200}, "tiers")
    found = build_verdict_details(need_of({"korean": (500, 50), "arabic": (210, 50)}), tiers, "department")
    own = found.set_index("language")
    assert own.loc[["korean", "arabic", "spanish"], "verdict"].tolist() == ["not met"] * 3
    assert own.loc[["korean", "arabic", "spanish"], "encouraged"].tolist() == ["yes", "cannot tell", ""]
    assert "encourages material from 200 people on, and that is reached" in own["reason"]["korean"]
