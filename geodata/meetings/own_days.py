"""A department's own days to keep free: what it added to the built-in list, changed, or lets be as any other day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.meetings.season.observances import Observance, built_in_observances, own_observances, with_own
from planning.records.roles import Actor, may

FIELDS = ("name", "first", "last", "languages", "strength")


def load_own_days(store: Store, actor: Actor) -> tuple[Record, ...]:
    """Return the department's own days, as far as whoever asks may read them."""
    return tuple(store.records(actor, "observance")) if may(actor, "read", "observance") else ()


def as_observances(records: Iterable[Record]) -> tuple[Observance, ...]:
    """Return records as observances, by day."""
    found = (
        Observance(one["name"], one["first"], one["last"], tuple(one["languages"]), one["strength"]) for one in records
    )
    return tuple(sorted(found, key=lambda one: (one.first, one.name)))


def department_days(own: Iterable[Observance], first: date, last: date) -> tuple[Observance, ...]:
    """Return the list of a season: what is built in, with the department's own days in it."""
    return with_own(built_in_observances(first, last), (one for one in own if one.meets((first, last))))


def save_own_days(
    store: Store, actor: Actor, season: tuple[date, date], wanted: Sequence[Observance], seen: Sequence[Record]
) -> int:
    """Make a list the department's own for a season, all of it or nothing; return how many records changed.

    Parameters
    ----------
    wanted : sequence of Observance
        The whole list of the season; what is as it is built in needs no record.
    seen : sequence of Record
        The department's own days that were on the screen, from ``load_own_days``.

    Raises
    ------
    ConflictError
        If somebody saved one of them meanwhile.
    """
    own = {(one.name, one.first): one for one in own_observances(built_in_observances(*season), wanted)}
    before = {(record["name"], record["first"]): record for record in seen}

    def steps(work: Work) -> int:
        saved = 0
        for key, one in own.items():
            values = {name: list(one.languages) if name == "languages" else getattr(one, name) for name in FIELDS}
            old = before.get(key)
            if old is None:
                work.add("observance", values)
            elif as_observances([old]) != (one,):
                work.change("observance", old.id, values, old.version)
            else:
                continue
            saved += 1
        for key, old in before.items():
            if key not in own and as_observances([old])[0].meets(season):
                work.delete("observance", old.id, old.version)
                saved += 1
        return saved

    return store.together(actor, steps)
