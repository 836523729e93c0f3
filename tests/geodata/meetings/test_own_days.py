"""A department's own days: kept as what differs from the built-in list, and nobody's change lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geodata.meetings.own_days import as_observances, department_days, load_own_days, save_own_days
from geodata.records.engine import open_temporary_store
from planning.errors import ConflictError, InputError
from planning.meetings.season.observances import ASK, IGNORE, Observance, built_in_observances
from planning.records.roles import Actor

KIM = Actor("kim@pd.example", "coordinator")
AUTUMN = (date(2026, 9, 1), date(2026, 12, 31))
FAIR = Observance("Street fair", date(2026, 10, 3), date(2026, 10, 4), ("korean",))


def test_only_what_differs_is_kept_and_the_list_comes_back() -> None:
    store = open_temporary_store()
    built_in = built_in_observances(*AUTUMN)
    wanted = (
        FAIR,
        *(
            replace(one, strength=ASK) if one.name == "Diwali" else one
            for one in built_in
            if one.name != "Veterans Day"
        ),
    )
    assert save_own_days(store, KIM, AUTUMN, wanted, ()) == 3
    own = as_observances(load_own_days(store, KIM))
    assert [(one.name, one.strength) for one in own] == [
        ("Street fair", "avoid"),
        ("Diwali", ASK),
        ("Veterans Day", IGNORE),
    ]
    again = department_days(own, *AUTUMN)
    assert {one for one in again if one.strength != IGNORE} == set(wanted)
    assert department_days(own, date(2026, 11, 1), date(2026, 11, 30)) == tuple(
        one for one in again if one.meets((date(2026, 11, 1), date(2026, 11, 30)))
    )
    # Another season's list leaves these alone; back to built in takes them away.
    spring = (date(2027, 3, 1), date(2027, 5, 31))
    save_own_days(store, KIM, spring, built_in_observances(*spring), load_own_days(store, KIM))
    assert as_observances(load_own_days(store, KIM)) == own
    assert save_own_days(store, KIM, AUTUMN, built_in, load_own_days(store, KIM)) == 3
    assert load_own_days(store, KIM) == ()


def test_two_who_change_a_day_at_once_lose_nothing_and_nonsense_is_refused() -> None:
    store = open_temporary_store()
    built_in = built_in_observances(*AUTUMN)
    save_own_days(store, KIM, AUTUMN, (*built_in, FAIR), ())
    seen = load_own_days(store, KIM)
    save_own_days(store, KIM, AUTUMN, (*built_in, replace(FAIR, strength=ASK)), seen)
    with pytest.raises(ConflictError, match="saved this day of the calendar"):
        save_own_days(store, KIM, AUTUMN, (*built_in, replace(FAIR, last=FAIR.first)), seen)
    assert as_observances(load_own_days(store, KIM)) == (replace(FAIR, strength=ASK),)
    with pytest.raises(InputError, match="ends before it begins"):
        store.add(KIM, "observance", {"name": "Odd", "first": FAIR.last, "last": FAIR.first, "strength": "ask"})
    assert load_own_days(store, Actor("v@pd.example", "viewer")) == ()
