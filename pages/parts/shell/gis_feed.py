"""The feed for the GIS desk behind its key: what the key's role may take away, noted in the audit trail."""

from __future__ import annotations

import time

from geodata.departments import Opened, first_department, known_department
from geodata.gis_feed.keys import client_of, is_open
from geodata.gis_feed.service import Answer, Question, answer, problem
from geodata.officers.spellings import load_decisions
from pages.parts.kept import departments as kept_departments
from pages.parts.kept.gis_feed import features_of
from pages.parts.shell.context import records_of
from planning.errors import AccessError, PlanningError
from server.features import Sent

NOTED_EVERY_S = 600.0
"""A client that takes the same map again within this time is noted once."""
_noted: dict[tuple[str, str, str], float] = {}


def ask_feed(
    key: str, department: str, path: str, query: list[tuple[str, str]], accept: str, none_match: str, base: str
) -> Sent:
    """Answer a question by a key; see ``server.features.Ask``."""
    question = Question(path, query, accept, none_match, base)
    try:
        where = (known_department(department) if department else None) or first_department()
        store = records_of(where)
        try:
            actor = client_of(store, key)
        except AccessError:
            if is_open(store):
                raise
            return _sent(problem(404, "There is nothing here."))
        stamp = kept_departments.stamp_of(where)
        prepared = kept_departments.prepared_at(where, stamp)
        if made := load_decisions(store):
            prepared = kept_departments.with_decisions(where, stamp, tuple(sorted(made.items())), prepared)
        found = answer(Opened(prepared, store, actor), question, features_of)
        if found.taken is not None and _is_new(where, actor.name, found.taken[1]):
            kind, collection, areas = found.taken
            store.record_export(actor, kind, f"GIS feed: {collection}", areas)
        return _sent(found)
    except AccessError as error:
        return _sent(problem(401, str(error)), (b"www-authenticate", b'Bearer realm="GIS feed"'))
    except PlanningError:  # its words may name a file of this server
        return _sent(problem(503, "The department cannot be opened now. Ask the administrator."))


def _is_new(where: str, client: str, collection: str) -> bool:
    now, what = time.monotonic(), (where, client, collection)
    is_new = now - _noted.get(what, -NOTED_EVERY_S) >= NOTED_EVERY_S
    if is_new:
        _noted[what] = now
    return is_new


def _sent(found: Answer, *more: tuple[bytes, bytes]) -> Sent:
    headers = [(name.encode(), value.encode()) for name, value in found.headers.items()]
    return Sent(found.status, [(b"content-type", found.content_type.encode()), *headers, *more], found.body)
