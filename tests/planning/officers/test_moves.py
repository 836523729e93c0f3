"""Moves and hires: equal to trying everything, and within every wish."""

from __future__ import annotations

import math
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.errors import InputError
from planning.officers.assignment import assign_officers
from planning.officers.hires import plan_hires, plan_years
from planning.officers.moves import MoveWishes, plan_moves
from planning.officers.speakers import Speaker
from tests.examples import examples
from tests.planning.officers.small_force import SHIFTS, best_moves_by_trying, cell_tables, cells_frame, forces

GAIN = 0.01


@examples(60)
@given(
    cell_tables(most=3),
    forces(most=3),
    st.sets(st.sampled_from(["P0", "P1"])),
    st.booleans(),
    st.sampled_from([{}, {"east": 0}, {"east": 1, "west": 0}, {"Traffic": 0, "west": 1}]),
)
def test_moves_equal_trying_everything(
    cells: pd.DataFrame, force: list[Speaker], locked: set[str], bid: bool, spare: dict[str, int]
) -> None:
    bids = {"P0": frozenset(SHIFTS)} if bid else {}
    sizes = dict.fromkeys(spare, 10)
    wishes = MoveWishes(
        locked=frozenset(locked),
        bids=bids,
        unit_size=sizes,
        least_gain=GAIN,
        mip_gap=0.0,
        unit_minimum={unit: 10 - can for unit, can in spare.items()},
    )
    plan = plan_moves(cells, force, wishes)
    best = best_moves_by_trying(cells, force, locked, {k: set(v) for k, v in bids.items()}, spare, GAIN)
    assert plan.value == pytest.approx(best, abs=1e-6)
    assert plan.status == "optimal" and plan.bound == pytest.approx(plan.value, abs=1e-5)
    assert not set(plan.moves["officer_id"]) & locked
    own = {speaker.officer_id: speaker.shift for speaker in force}
    changed = plan.moves[plan.moves["to_shift"] != plan.moves["officer_id"].map(own)]
    assert set(changed["officer_id"]) <= set(bids)
    assert plan.moves["officer_id"].is_unique


EAST, WEST = (("beat", "east"), ("department", "department")), (("beat", "west"), ("department", "department"))


def test_moves_are_explained_and_limited() -> None:
    cells = cells_frame({("beat", "east", "day", "korean"): 3.0, ("beat", "west", "day", "korean"): 1.0})
    force = [Speaker(f"W{k}", "west", "day", {"korean": "tested"}, WEST) for k in range(4)]
    plan = plan_moves(cells, force)
    assert (len(plan.moves), plan.closes, plan.after.lacking) == (3, 3.0, 0.0)
    assert set(plan.moves["reason"]) == {
        "east day is 3.0 Korean speakers short, and west day is no shorter than before"
    }
    assert len(plan_moves(cells, force, MoveWishes(most_moves=1)).moves) == 1
    kept = MoveWishes(unit_size={"west": 20}, unit_minimum={"west": 18})
    assert len(plan_moves(cells, force, kept).moves) == 2
    assert plan_moves(cells, force, MoveWishes(locked=frozenset(f"W{k}" for k in range(4)))).moves.empty


def test_a_move_must_be_worth_a_transfer() -> None:
    cells = cells_frame({("beat", "east", "day", "korean"): 0.3})
    force = [Speaker("W1", "west", "day", {"korean": "tested"}, WEST)]
    assert len(plan_moves(cells, force, MoveWishes(least_gain=0.2)).moves) == 1
    assert plan_moves(cells, force, MoveWishes(least_gain=0.5)).moves.empty


@pytest.mark.parametrize(
    "wishes", [{"most_moves": -1}, {"least_gain": 0.0}, {"time_limit": 0.0}, {"unit_minimum": {"east": 3}}]
)
def test_impossible_wishes_are_refused(wishes: dict[str, object]) -> None:
    with pytest.raises(InputError):
        MoveWishes(**wishes)  # type: ignore[arg-type]


def fewest_hires_by_trying(lacking: dict[str, float]) -> int:
    """Every multiset of language sets, the smallest first, that can serve what lacks."""
    sets = [(one,) for one in lacking] + list(combinations(sorted(lacking), 2))
    cells = cells_frame({("beat", "1", "day", language): amount for language, amount in lacking.items()})
    for count in range(math.ceil(sum(lacking.values()) - 1e-9), 20):
        for chosen in multisets(sets, count):
            force = [
                Speaker(str(k), "1", "day", dict.fromkeys(spoken, "tested"), (("beat", "1"),))
                for k, spoken in enumerate(chosen)
            ]
            if assign_officers(cells, force).lacking < 1e-6:
                return count
    raise AssertionError("some plan must do")


def multisets(items: list[tuple[str, ...]], count: int, first: int = 0) -> list[tuple[tuple[str, ...], ...]]:
    if count == 0:
        return [()]
    return [(items[k], *rest) for k in range(first, len(items)) for rest in multisets(items, count - 1, k)]


amounts = st.sampled_from([0.2, 0.42, 0.58, 0.7, 1.0, 1.16, 1.58])


@examples(30)
@given(st.dictionaries(st.sampled_from(["korean", "spanish", "arabic", "tagalog"]), amounts, min_size=1, max_size=4))
def test_hires_equal_trying_everything(lacking: dict[str, float]) -> None:
    if sum(lacking.values()) > 3.2:
        return
    cells = cells_frame({("beat", "1", "day", language): amount for language, amount in lacking.items()})
    plan = plan_hires(cells.assign(lacking=cells["required"]))
    assert plan.total == plan.bound == fewest_hires_by_trying(lacking)
    hired = [
        Speaker(f"{k}-{n}", "1", "day", dict.fromkeys(row.languages.split(" + "), "tested"), (("beat", "1"),))
        for k, row in enumerate(plan.hires.itertuples(index=False))
        for n in range(row.hires)
    ]
    assert assign_officers(cells, hired).lacking == pytest.approx(0.0, abs=1e-6)


def test_hires_only_of_pairs_that_can_be_found() -> None:
    cells = cells_frame({("beat", "1", "day", one): 0.4 for one in ("korean", "spanish", "arabic")})
    cells = cells.assign(lacking=cells["required"])
    assert plan_hires(cells).total == 2
    assert plan_hires(cells, pairs=[("spanish", "korean")]).total == 2
    assert plan_hires(cells, pairs=[]).total == 3
    assert plan_hires(cells.assign(lacking=math.nan)).total == 0


def test_years_keep_the_stock_at_its_target() -> None:
    table = plan_years(20, 10, years=6, attrition=0.06, first_year=2026)
    assert table["year"].tolist() == list(range(2026, 2032))
    assert table["joiners"].iloc[0] == 0 and table["end"].iloc[0] == pytest.approx(18.8)
    assert (table["end"].iloc[1:] >= table["target"].iloc[1:] - 1e-9).all()
    assert table["target"].iloc[-1] == 30
    assert table["joiners"].iloc[1:].tolist() == table["recruit"].iloc[:-1].tolist()
    slow = plan_years(20, 10, years=6, attrition=0.06, lead_years=2)
    assert slow["joiners"].tolist()[:2] == [0, 0]
    assert (slow["end"].iloc[2:] >= slow["target"].iloc[2:] - 1e-9).all()
    steady = plan_years(0, 0, years=3, attrition=0.0)
    assert steady["recruit"].sum() == 0
    for wrong in ({"years": 1}, {"attrition": 1.0}, {"lead_years": 0}):
        with pytest.raises(InputError):
            plan_years(**({"have": 1, "hires": 1, "years": 3, "attrition": 0.1} | wrong))
