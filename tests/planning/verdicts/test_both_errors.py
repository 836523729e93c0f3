"""A verdict is given only if it stands with both errors, and no range beside it holds the threshold."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.calibration.verdicts import by_interval
from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from planning.examples import four_square_crosswalk, four_square_table
from planning.languages.groups import LANGUAGE_IDS
from planning.need.crosswalk import Crosswalk
from planning.need.evidence import USE_COLUMNS
from planning.need.intervals import build_intervals
from planning.need.need import LanguageTable, build_need
from planning.rules import PRESETS, ThresholdRule, find_rule
from planning.verdicts.both_errors import ENDS, KEYS
from planning.verdicts.thresholds import VERDICT_COLUMNS, build_verdict_details
from tests.examples import quick_ones

HAWAII, KING, NYC = find_rule("hawaii_hrs_321c_3"), find_rule("king_county"), find_rule("nyc_ll30")
COUNT = replace(HAWAII, share=None, count=1000.0, floor=0.0)
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


# ---- one area, figures by hand ----------------------------------------------------------------------------


def need_of(lep: float, moe: float, low: float, high: float, language: str = "korean", **area: float) -> pd.DataFrame:
    """Return the need of one area where only one language is spoken."""
    figures = {language: (lep, moe, low, high)}
    rows = [("a1", name, *figures.get(name, (0.0, 0.0, 0.0, 0.0))) for name in LANGUAGE_IDS]
    need = pd.DataFrame(rows, columns=["area_id", "language", "lep", "lep_moe", "lep_low", "lep_high"])
    return need.assign(**({"pop5": 20_000.0, "pop5_moe": 100.0, "missing_share": 0.0} | area))


def ends_of(need: pd.DataFrame, language: str, low: float, high: float) -> pd.DataFrame:
    """Return an interval for one language; the others end where their margin does."""
    own = need["language"] == language
    return need[KEYS].assign(
        lep_interval_low=np.where(own, low, need["lep"] - need["lep_moe"]),
        lep_interval_high=np.where(own, high, need["lep"] + need["lep_moe"]),
        is_cut=bool((need["lep_high"] > need["lep_low"]).any()),
    )


def judged(
    need: pd.DataFrame, rule: ThresholdRule, low: float, high: float, language: str = "korean", level: str = "beat"
) -> pd.Series:
    """Return the details of the language with these ends."""
    details = build_verdict_details(need, rule, level, intervals=ends_of(need, language, low, high))
    return details.set_index("language").loc[language]


@pytest.mark.parametrize(
    ("lep", "moe", "low", "high", "verdict"),
    [
        (1240, 210, 1000, 1700, "met"),  # the lower end at exactly T
        (1240, 210, 999, 1700, "cannot tell"),
        (500, 100, 200, 999, "not met"),
        (500, 100, 200, 1000, "cannot tell"),  # the upper end at exactly T
        (1000, 200, 1000, 1000, "cannot tell"),  # open by the margin: no interval makes a verdict
    ],
)
def test_the_ends_decide_where_tracts_are_cut(lep, moe, low, high, verdict):
    found = judged(need_of(lep, moe, lep - 200, lep + 200), COUNT, low, high)
    assert found["verdict"] == verdict


def test_of_few_people_the_margin_alone_does_not_decide_in_whole_tracts_either():
    """A survey that meets no speaker publishes 0 ± 12 for what may be a hundred."""
    found = judged(need_of(0, 12, 0, 0), replace(COUNT, count=53.0), 0, 108)
    assert (found["verdict"], found["verdict_by_margin"]) == ("cannot tell", "not met")
    assert (bool(found["boundary_doubt"]), bool(found["sampling_doubt"])) == (False, True)
    assert (
        "with so few people, the margin of error is too small to rely on. The likely range is 0 to 110"
        in (found["reason"])
    )


def test_nobody_found_in_a_cut_tract_is_not_nobody_there():
    """With none in a tract by the survey the bracket has no width: the interval has."""
    need = need_of(900, 50, 700, 1100)
    ends = ends_of(need, "arabic", 0, 322)
    details = build_verdict_details(need, replace(COUNT, count=53.0), "beat", intervals=ends).set_index("language")
    assert details.loc["arabic", "verdict"] == "cannot tell"
    assert bool(details.loc["arabic", "boundary_doubt"])


def test_a_sergeant_reads_why():
    found = judged(need_of(1240, 210, 900, 1500), COUNT, 704, 1604)
    assert found["verdict"] == "cannot tell"
    assert (
        "Can’t tell: by the margin of error alone, it qualifies (1,240 − 210 is at least 1,000), but this area splits "
        "census tracts, and we don’t know on which side the speakers live. The likely range is 700 to 1,600 people. "
        "The threshold (1,000) is between those. Get local data, or look at a larger area."
    ) in found["reason"]
    assert found["verdict_by_margin"] == "met"
    assert "Qualifies: 1,240 − 210 is at least 1,000." in found["reason_by_margin"]
    assert bool(found["boundary_doubt"])
    assert not found[["sampling_doubt", "group_doubt", "missing_doubt"]].any()


def test_not_met_is_taken_back_as_well():
    found = judged(need_of(500, 100, 300, 900), COUNT, 250, 1100, level="department")
    assert "by the margin of error alone, it doesn’t qualify (500 + 100 is below 1,000)" in found["reason"]
    assert "The likely range is 250 to 1,100 people" in found["reason"]
    assert "Get local data. The" not in found["reason"]
    assert "larger area" not in found["reason"]


def test_a_lump_may_hide_a_language_that_passes():
    found = judged(need_of(500, 100, 300, 900, "slavic"), COUNT, 250, 1100, "slavic")
    assert found["verdict"] == "cannot tell"
    assert (
        "by the margin of error alone, no language inside could qualify (500 + 100 is below 1,000)" in found["reason"]
    )
    assert "it could include a language that qualifies. This combined group could include" in found["reason"]


@pytest.mark.parametrize(
    ("lep", "moe", "low", "high", "margin", "words"),
    [
        (60, 5, 40, 80, "met", "perhaps fewer than 50, for which a notice would be enough"),
        (60, 5, 10, 110, "met", "The threshold (25) is between those"),
        (35, 5, 28, 60, "notice only", "perhaps fewer than 50"),
    ],
)
def test_the_floor_of_a_notice(lep, moe, low, high, margin, words):
    found = judged(need_of(lep, moe, lep - 20, lep + 20, pop5=500.0), HAWAII, low, high)
    assert (found["verdict"], found["verdict_by_margin"]) == ("cannot tell", margin)
    assert words in found["reason"]


def test_those_left_out_of_the_figure_count_with_both_errors_too():
    need = need_of(500, 100, 400, 600, missing_share=0.01)
    found = judged(need, COUNT, 300, 850)
    assert (found["verdict"], found["verdict_by_margin"]) == ("cannot tell", "not met")
    assert "with those who aren’t counted, the threshold (1,000) can be reached" in found["reason"]
    assert "not be enough" not in found["reason"]


def test_rounded_ends_hold_the_threshold_between_them():
    found = judged(need_of(1100, 100, 1000, 1200), COUNT, 998.2, 1200)
    assert "The likely range is 998 to 1,200 people. The threshold (1,000) is between those." in found["reason"]


def test_what_a_rule_asks_for_always_is_met_whatever_the_boundary():
    found = judged(need_of(1500, 100, 800, 1900, "spanish"), KING, 10, 5000, "spanish")
    assert (found["verdict"], found["verdict_by_margin"]) == ("met", "met")


def test_a_rule_that_lets_the_estimate_alone_decide_is_followed_and_says_so():
    found = judged(need_of(1100, 900, 500, 1900), replace(COUNT, decide="estimate"), 100, 3000)
    assert found["verdict"] == found["verdict_by_margin"] == "met"
    assert "uses the estimate alone" in found["reason"]


def test_use_of_services_stands_whatever_the_boundary():
    rule = replace(COUNT, agency_use_count=100.0, agency_use_kind="interpreter calls")
    uses = pd.DataFrame(
        [
            [
                "a1",
                "korean",
                "interpreter calls",
                "line",
                400.0,
                400.0,
                pd.Timestamp("2025-01-01"),
                pd.Timestamp("2025-12-31"),
                "high",
            ]
        ],
        columns=USE_COLUMNS,
    )
    need = need_of(500, 100, 300, 900)
    ends = ends_of(need, "korean", 200, 1200)
    found = build_verdict_details(need, rule, "beat", uses=uses, intervals=ends).set_index("language").loc["korean"]
    assert (found["verdict"], found["census_verdict"], found["verdict_by_margin"]) == ("met", "cannot tell", "met")


def test_a_rank_that_does_not_stand_says_so():
    need = need_of(900, 50, 500, 1300)
    need.loc[need["language"] == "korean", "lep_moe"] = 50.0
    found = judged(need, NYC, 0, 1500)
    assert (found["verdict"], found["verdict_by_margin"]) == ("cannot tell", "met")
    assert "by the margin of error alone, it would be among the top 6 by the census" in found["reason"]
    # A language whose own bracket has no width is ranked among those that have one.
    other = judged(need, NYC, 0, 1500, level="beat")
    assert bool(other["boundary_doubt"])


# ---- whatever the city ------------------------------------------------------------------------------------


SEEDS = st.integers(0, 2**32)
TRACT_COUNT, AREA_COUNT = 40, 24
few = settings(max_examples=3, deadline=None)


def city_of(seed: int, cut: bool = True) -> tuple[Crosswalk, LanguageTable]:
    """Return some areas over some tracts, most of them cut unless ``cut`` is not; figures around any threshold.

    Many areas an example: calls cost more than rows.
    """
    rng = np.random.default_rng(seed)
    tracts, areas = (
        tuple(f"{letter}{k}" for k in range(count)) for letter, count in (("t", TRACT_COUNT), ("a", AREA_COUNT))
    )
    weights: dict[tuple[str, str], float] = {}
    for tract in tracts:
        inside = rng.choice([0.1, 0.5, 0.9, 1.0]) if cut else 1.0
        here, there = rng.choice(areas, 2, replace=False)
        weights |= {(tract, here): inside, (tract, there): 1.0 - inside}
    index = pd.Index(tracts, name="geoid")
    pop5 = rng.choice([60.0, 900.0, 4_000.0, 20_000.0], len(tracts))
    shape = (len(tracts), len(LANGUAGE_IDS))
    share = rng.choice([0.0, 0.0, 0.02, 0.04, 0.06, 0.4], shape)
    lep = pd.DataFrame((share * pop5[:, None]).round(), index=index, columns=list(LANGUAGE_IDS))
    lep = lep.mask(rng.uniform(size=shape) < 0.02)
    moe = (1.645 * np.sqrt(40 * lep)).clip(lower=12.0).round() * rng.choice([0.2, 1.0])
    nothing = pd.DataFrame({"geoid": [], "column": [], "reason": []}, dtype="str")
    people = pd.Series(pop5, index=index)
    table = LanguageTable(people, people * 0.09, lep, moe, lep, moe, nothing)
    return Crosswalk.from_triples(weights, tracts, areas, pop5), table


def given_by_margin_alone(details: pd.DataFrame) -> pd.Series:
    """Return which verdicts the margin gives, and both errors leave open."""
    return details["verdict"] != details["verdict_by_margin"]


@lru_cache(32)
def figures_of(seed: int, cut: bool = True, factor: float = 1.0) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return need and intervals of a city, whose margins may be wider; every rule is tried on the same cities."""
    walk, table = city_of(seed, cut)
    wider = replace(table, lep_moe=table.lep_moe * factor)
    return build_need(walk, wider), build_intervals(walk, wider)


def details_of(figures: tuple[pd.DataFrame, pd.DataFrame], rule: ThresholdRule, reasons: bool = False) -> pd.DataFrame:
    need, ends = figures
    return build_verdict_details(need, rule, "beat", intervals=ends, reasons=reasons)


@every_preset
@few
@given(seed=SEEDS)
def test_a_verdict_is_only_ever_taken_back(rule, seed):
    need, ends = figures_of(seed)
    details = details_of((need, ends), rule)
    fallen = given_by_margin_alone(details)
    assert (details.loc[fallen, "verdict"] == "cannot tell").all()
    assert (details.loc[fallen, "verdict_by_margin"] != "cannot tell").all()
    assert details.loc[fallen, ["boundary_doubt", "sampling_doubt"]].any(axis=1).all()
    assert not details.loc[details["language"].isin(rule.always), "verdict"].ne("met").any()
    alone = build_verdict_details(need, rule, "beat", reasons=False)
    assert details["verdict_by_margin"].tolist() == alone["verdict"].tolist()
    by_ends = by_interval(need, ends, rule)
    assert (by_ends[fallen] != details.loc[fallen, "verdict_by_margin"]).all()


TOLD_RANGE = re.compile(r"The likely range is ([\d,.]+) to ([\d,.]+) people\.")


@few
@given(seed=SEEDS, cut=st.booleans(), count=st.sampled_from([5, 20, 53, 200, 1000]))
def test_no_verdict_stands_beside_a_range_that_holds_its_threshold(seed, cut, count):
    """Not the margin, not the bracket, not the range that decided, and not the range as its sentence rounds it."""
    figures, rule = figures_of(seed, cut), replace(COUNT, count=float(count))
    details = details_of(figures, rule, reasons=True).merge(
        figures[0][[*KEYS, "lep_low", "lep_high"]], on=KEYS, validate="one_to_one"
    )
    sides = [
        (details["lep"] - details["lep_moe"], details["lep"] + details["lep_moe"]),
        (details["lep_low"], details["lep_high"]),
        (details["lep_interval_low"], details["lep_interval_high"]),
    ]
    told = details["reason"].str.extract(TOLD_RANGE).apply(lambda end: end.str.replace(",", "").astype(float))
    sides.append((told[0], told[1]))
    met, not_met = details["verdict"] == "met", details["verdict"] == "not met"
    assert (met | not_met).any() and told[0][met | not_met].notna().all()
    for low, high in sides:
        assert not (met & (low.round(6) < count)).any()
        assert not (not_met & (high.round(6) >= count)).any()


@every_preset
@few
@given(seed=SEEDS, factor=st.sampled_from([1.0, 1.3, 3.0]))
def test_a_wider_margin_never_makes_a_verdict(rule, seed, factor):
    before = details_of(figures_of(seed), rule)["verdict"]
    after = details_of(figures_of(seed, factor=factor), rule)["verdict"]
    assert not ((before == "cannot tell") & (after != "cannot tell")).any()


@every_preset
@few
@given(seed=SEEDS, below=st.floats(0, 300), above=st.floats(0, 300))
def test_a_wider_interval_never_makes_a_verdict(rule, seed, below, above):
    need, ends = figures_of(seed)
    wide = ends.assign(lep_interval_low=(ends[ENDS[0]] - below).clip(lower=0), lep_interval_high=ends[ENDS[1]] + above)
    before = details_of((need, ends), rule)["verdict"]
    after = details_of((need, wide), rule)["verdict"]
    assert not ((before == "cannot tell") & (after != "cannot tell")).any()


@few
@given(seed=SEEDS, count=st.integers(5, 3000))
def test_the_ends_in_a_sentence_hold_the_threshold(seed, count):
    details = details_of(figures_of(seed), replace(COUNT, count=float(count)), reasons=True)
    fallen = given_by_margin_alone(details)
    both = details.loc[~fallen, ["reason", "reason_by_margin"]].replace(r" The chance that [^.]*\.", "", regex=True)
    assert both["reason"].equals(both["reason_by_margin"])
    shown = re.compile(r"The likely range is ([\d,.]+) to ([\d,.]+) people\. The threshold \(([\d,.]+)\)")
    for reason in details.loc[fallen, "reason"]:
        found = shown.search(reason)
        if found is None:
            assert any(words in reason for words in ("a language that qualifies", "no data", "aren’t counted")), reason
            continue
        low, high, limit = (float(part.replace(",", "")) for part in found.groups())
        assert low < limit <= high


# ---- the interval alone, and a real city ------------------------------------------------------------------


def test_no_interval_leaves_nothing_told() -> None:
    need = build_need(four_square_crosswalk(), four_square_table())
    nothing = need[KEYS].assign(lep_interval_low=np.nan, lep_interval_high=np.nan, is_cut=False)
    assert set(by_interval(need, nothing, find_rule("dc_code_2_1933"))) == {"cannot tell"}


@pytest.mark.city
def test_in_portland_the_boundary_takes_verdicts_back(portland: PreparedDepartment) -> None:
    details = answers.verdict_details(portland, HAWAII, "beat")
    fallen = given_by_margin_alone(details)
    assert fallen.sum() > 0
    shown = answers.verdicts(portland, HAWAII, "beat")
    assert tuple(shown.columns) == VERDICT_COLUMNS
    assert shown["verdict"].tolist() == details["verdict"].tolist()
