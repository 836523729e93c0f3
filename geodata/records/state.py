"""What the records say now, in few letters: whether what was made from them would come out the same."""

from __future__ import annotations

import hashlib
from typing import Protocol

from geodata.records.store import Store
from planning.records.roles import Actor

_OF_THE_STORE = ("version", "updated_at", "updated_by")
_NAMED_BY_ID = ("document", "translation")
"""Kinds of which a file holds the ids."""


class Reader(Protocol):
    """Who asks, and whose records."""

    @property
    def store(self) -> Store:
        """The records."""
        ...

    @property
    def actor(self) -> Actor:
        """Who is asking."""
        ...

    def may(self, action: str, kind: str) -> bool:
        """Return whether they may do this."""
        ...


def records_state(opened: Reader, kinds: tuple[str, ...]) -> dict[str, str]:
    """Return eight hexadecimal digits for the records of each kind as they are now, but for those nobody may read."""
    return {
        kind: hashlib.sha256(_written(opened, kind).encode()).hexdigest()[:8]
        for kind in kinds
        if opened.may("read", kind)
    }


def _written(opened: Reader, kind: str) -> str:
    """Return what the records of a kind say, whoever wrote them and when."""
    frame = opened.store.frame(opened.actor, kind).drop(columns=list(_OF_THE_STORE))
    if kind not in _NAMED_BY_ID:
        frame = frame.drop(columns="id")
    return "\n".join(sorted(map(repr, frame.astype("str").itertuples(index=False, name=None))))
