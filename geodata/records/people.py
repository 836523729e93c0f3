"""People and roles: who may come in, by e-mail address or by a group of the department's sign-in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from geodata.records.schema import audit, people
from geodata.records.store import Store
from geodata.records.work import Record, Work
from planning.errors import AccessError
from planning.records.roles import Actor, first_role, require_may
from planning.vocabulary import ADMIN


def role_of(store: Store, email: str, groups: Collection[str] = ()) -> str | None:
    """Return the role of somebody who has signed in, or None: then they may do nothing.

    Asked anew at every click, so that a removal works at once. A row for the person goes before the rows of their
    groups; a person whose row is not active has no role, whatever their groups say. The demo's invented people, and
    its group, let nobody in.
    """

    def ask(connection: Connection) -> str | None:
        living = sa.select(people.c.role, people.c.active).where(people.c.deleted.is_(sa.false()))
        if store.invented_by is not None:
            living = living.where(people.c.updated_by != store.invented_by)
        own = living.where(people.c.subject_kind == "email", people.c.subject == email.strip().casefold())
        row = connection.execute(own).first()
        if row is not None:
            return str(row.role) if row.active else None
        theirs = living.where(people.c.subject_kind == "group", people.c.subject.in_(list(groups)))
        return first_role(frozenset(row.role for row in connection.execute(theirs) if row.active))

    return store.database.read(ask)


def person_role(store: Store, email: str) -> tuple[bool, str | None]:
    """Return whether somebody has a row of their own, and the role it gives; None where it is switched off."""

    def ask(connection: Connection) -> tuple[bool, str | None]:
        own = sa.select(people.c.role, people.c.active).where(
            people.c.deleted.is_(sa.false()),
            people.c.subject_kind == "email",
            people.c.subject == email.strip().casefold(),
        )
        if store.invented_by is not None:
            own = own.where(people.c.updated_by != store.invented_by)
        row = connection.execute(own).first()
        return row is not None, str(row.role) if row is not None and row.active else None

    return store.database.read(ask)


def appoint_first_admin(store: Store, email: str) -> Record:
    """Give the first person the role that can give roles; from the command line or the settings of the server.

    The administrator of the demo is invented and does not count, so that a server that still shows the demo can be
    set up by somebody real.

    Raises
    ------
    AccessError
        If there is an administrator already.
    """
    setup = Actor("set-up", ADMIN)

    def steps(work: Work) -> Record:
        if work.admins():
            raise AccessError("there is an administrator already", fix="ask them for a role")
        values = {"subject_kind": "email", "subject": email, "role": ADMIN}
        return work.add("person", values)

    return store.together(setup, steps)


def carry_people(source: Store, target: Store, actor: Actor, *, invented: bool = False) -> int:
    """Give a department that nobody has a role in yet the people and roles of another; return how many.

    So that opening it locks nobody out, and lets in nobody new.

    Parameters
    ----------
    actor : Actor
        An administrator; they have a role afterwards in any case.
    invented : bool
        Whether the source is the demo, whose people must not come in anywhere.
    """
    people_there = () if invented else source.records(actor, "person")

    def steps(work: Work) -> int:
        if work.find("person"):
            return 0
        known = {record["subject"] for record in people_there if record["active"]}
        for record in people_there:
            work.add("person", dict(record.values))
        if actor.name.casefold() in known or "@" not in actor.name:
            return len(people_there)
        work.add("person", {"subject_kind": "email", "subject": actor.name, "role": ADMIN})
        return len(people_there) + 1

    return target.together(actor, steps)


def last_sign_ins(store: Store, actor: Actor) -> dict[str, datetime]:
    """Return when each person last signed in, by address."""
    require_may(actor, "read", "audit")
    query = sa.select(audit.c.who, sa.func.max(audit.c.at)).where(audit.c.action == "signed in").group_by(audit.c.who)
    rows = store.database.read(lambda connection: connection.execute(query).all())
    return {str(who): moment for who, moment in rows}
