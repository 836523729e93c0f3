"""What can go wrong, said so that a coordinator can mend it.

Every error carries three things: what is wrong, the value that is wrong, and how to mend it. A screen or
the command line prints ``str(error)`` and nothing else.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from planning.lists import some


class PlanningError(Exception):
    """Something the user can mend.

    Parameters
    ----------
    what : str
        What is wrong, as a clause without a full stop: ``"beats.geojson has no column 'BEAT'"``.
    value : object, optional
        The value that is wrong, where ``what`` does not already show it.
    fix : str, optional
        How to mend it, as an instruction without a full stop.

    Examples
    --------
    >>> print(PlanningError("the radius must be above zero", value=-5, fix="give metres, for example 2000"))
    the radius must be above zero (got -5): give metres, for example 2000.
    """

    def __init__(self, what: str, *, value: object = None, fix: str = "") -> None:
        self.what = what
        self.value = value
        self.fix = fix
        super().__init__(what, value, fix)

    def __str__(self) -> str:
        got = "" if self.value is None else f" (got {self.value!r})"
        fix = f": {self.fix}" if self.fix else ""
        return f"{self.what}{got}{fix}."


class InputError(PlanningError):
    """A value or a file is not what it should be."""


class SchemaError(InputError):
    """A table lacks a column, or a column holds the wrong kind of thing."""


class MissingColumnError(SchemaError):
    """A table lacks a column that somebody can name.

    Parameters
    ----------
    what, fix : str
        As for ``PlanningError``.
    role : str
        What is looked for, as "language".
    meant : str
        The nearest column there is; empty where none is near.
    """

    def __init__(self, what: str, *, fix: str, role: str, meant: str) -> None:
        super().__init__(what, fix=fix)
        self.role = role
        self.meant = meant


class CrsError(InputError):
    """Coordinates are in no known system, or not where they are said to be."""


class RefusedError(InputError):
    """A column the product will not hold: see ``geodata.files.privacy``."""


class UnknownNameError(InputError):
    """A name that is in no list; offers the nearest one that is.

    Examples
    --------
    >>> print(UnknownNameError("language", "spansih", ["spanish", "korean"]))
    there is no language 'spansih': did you mean 'spanish'? Known: korean, spanish.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
        hint = f"did you mean {near[0]!r}? " if near else ""
        super().__init__(f"there is no {kind} {name!r}", fix=f"{hint}Known: {some(names, 20)}")


class InfeasibleError(PlanningError):
    """No plan can keep every wish at once."""


class SolverLimitError(PlanningError):
    """The solver ran out of time before it found any plan."""


class SourceError(PlanningError):
    """A source of data did not give what was asked of it."""


class MissingKeyError(SourceError):
    """The Census API needs a key and has none, or a wrong one."""


class UnavailableTableError(SourceError):
    """The source does not publish this table for this place or year."""


class AccessError(PlanningError):
    """The person signed in may not see or do this."""


class StoreError(PlanningError):
    """The records cannot be read or written just now, or not by this software."""


class ConflictError(PlanningError):
    """Somebody else saved the same record first; carries both versions, so that nothing is lost.

    Parameters
    ----------
    what, fix : str
        As in ``PlanningError``.
    kind, record_id : str
        Which record.
    theirs_version : int
        The version that stands now; save with it to put yours over theirs.
    base, theirs, yours : mapping of field to value
        What was seen before the change (empty if not known), what stands now, what was to be saved.

    Examples
    --------
    >>> error = ConflictError("somebody saved the event first", kind="event", record_id="7", theirs_version=2,
    ...                       base={"title": "A"}, theirs={"title": "B"}, yours={"title": "C"})
    >>> error.fields
    {'title': ('A', 'B', 'C')}
    """

    def __init__(
        self,
        what: str,
        *,
        kind: str,
        record_id: str,
        theirs_version: int,
        base: Mapping[str, object],
        theirs: Mapping[str, object],
        yours: Mapping[str, object],
        fix: str = "",
    ) -> None:
        super().__init__(what, fix=fix)
        self.kind = kind
        self.record_id = record_id
        self.theirs_version = theirs_version
        self.base = dict(base)
        self.theirs = dict(theirs)
        self.yours = dict(yours)

    @property
    def fields(self) -> dict[str, tuple[object, object, object]]:
        """The fields in which the two differ: what was seen, theirs, yours."""
        return {
            name: (self.base.get(name), self.theirs.get(name), yours)
            for name, yours in self.yours.items()
            if self.theirs.get(name) != yours
        }


class PersonalDetailsError(InputError):
    """A text looks as if it named a person.

    Attributes
    ----------
    found : tuple of str
        What it looks like; see ``planning.records.personal_details``.
    may_confirm : bool
        Whether it can be kept after all, if somebody confirms that it names no person.
    """

    def __init__(self, noun: str, found: tuple[str, ...], may_confirm: bool) -> None:
        self.found = found
        self.may_confirm = may_confirm
        super().__init__(
            f"this {noun} may contain a {' and a '.join(found)}",
            fix="remove it, or confirm that it names no person" if may_confirm else "remove it",
        )
