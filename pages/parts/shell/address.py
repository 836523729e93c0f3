"""What the address of a page holds: everything a colleague needs to see the same, and a reload must not lose.

A page names its controls once (``Page.kept``). Before it is drawn, what the address says goes into the session; after
it is drawn, what differs from the usual goes into the address, in one write. Whatever comes from an address is text
that anybody may have written into a link: it is used only if its kind takes it. No name of a person and no reason in
somebody's words is put there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Protocol
from urllib.parse import quote, unquote

import streamlit as st

from planning.errors import PlanningError

Context = Any
"""``pages.parts.shell.context.Context``, which is built on the choices that are read here."""

_WRITTEN, _BASE = "address-written", "address-base"
SEPARATOR = "."
"""Between several ids in one value: a sign that needs no escape in an address."""


class Kind(Protocol):
    """How a value of a control is written into an address, and which values it may be."""

    def read(self, text: str, context: Context) -> Any:
        """Return the value, or raise ValueError; the text may be anything."""

    def write(self, value: Any) -> str:
        """Return the value as it stands in an address."""

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether a control of this kind can be drawn with the value."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number from ``low`` to ``high``; a whole one where both are whole; none where ``may_be_blank``."""

    low: float
    high: float
    may_be_blank: bool = False

    def read(self, text: str, context: Context) -> float | None:
        """Return the number."""
        if not text and self.may_be_blank:
            return None
        value = int(text) if self._is_whole else float(text)
        if not self.takes(value, context):
            raise ValueError(text)
        return value

    def write(self, value: float | None) -> str:
        """Return the number without needless digits."""
        if value is None:
            return ""
        return str(int(value)) if value == int(value) else repr(round(float(value), 6))

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether it is such a number."""
        if value is None:
            return self.may_be_blank
        wanted = int if self._is_whole else float
        return isinstance(value, wanted) and not isinstance(value, bool) and self.low <= value <= self.high

    @property
    def _is_whole(self) -> bool:
        return isinstance(self.low, int) and isinstance(self.high, int)


Options = Sequence[Any] | Callable[[Context], Sequence[Any]]


def _options(given: Options, context: Context) -> Sequence[Any]:
    return given(context) if callable(given) else given


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some ids, or of some values that are written as one; none where ``may_be_blank``."""

    options: Options
    may_be_blank: bool = False

    def read(self, text: str, context: Context) -> Any:
        """Return the option that is written so."""
        if not text and self.may_be_blank:
            return None
        for option in _options(self.options, context):
            if str(option) == text:
                return option
        raise ValueError(text)

    def write(self, value: Any) -> str:
        """Return how the option is written."""
        return "" if value is None else str(value)

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether it is one of them."""
        return self.may_be_blank if value is None else value in _options(self.options, context)


@dataclass(frozen=True, slots=True)
class Several:
    """Some of some ids, in the order they were chosen; ids that are not known are passed over."""

    options: Options

    def read(self, text: str, context: Context) -> list[str]:
        """Return the ids that are known; a text of unknown ones alone is no choice."""
        known = _options(self.options, context)
        found = [one for one in dict.fromkeys(text.split(SEPARATOR)) if one in known]
        if text and not found:
            raise ValueError(text)
        return found

    def write(self, value: Sequence[str]) -> str:
        """Return the ids in one text."""
        return SEPARATOR.join(value)

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether all of them are known."""
        known = _options(self.options, context)
        return not isinstance(value, str) and all(one in known for one in value)


@dataclass(frozen=True, slots=True)
class Ids:
    """Some ids from a file or from the records, each of which may have any sign; at most ``most``.

    Whether they are known is asked where they are used: what they name may be gone since. ``made`` makes of them what
    the session holds.
    """

    made: Callable[[Iterable[str]], Any] = list
    most: int = 99

    def read(self, text: str, context: Context) -> Any:
        """Return what the session holds of the ids."""
        ids = [unquote(one) for one in text.split(SEPARATOR) if one]
        if len(ids) > self.most:
            raise ValueError(text)
        return self.made(ids)

    def write(self, value: Any) -> str:
        """Return the ids in one text."""
        ids = [value] if isinstance(value, str) else value or ()
        return SEPARATOR.join(quote(one, safe="").replace(SEPARATOR, "%2E") for one in ids)

    def takes(self, value: Any, context: Context) -> bool:
        """Return True: see above."""
        return True


def by_id(ids: Iterable[str]) -> dict[str, str]:
    """Return ids without what was said of each."""
    return dict.fromkeys(ids, "")


def first_of(ids: Iterable[str]) -> str | None:
    """Return the first id, or none."""
    return next(iter(ids), None)


@dataclass(frozen=True, slots=True)
class Text:
    """A short text; one from an address must be one that ``check`` accepts.

    ``check`` raises ``PlanningError`` or ``ValueError``. What somebody types stands until they mend it.
    """

    check: Callable[[str], object]
    longest: int = 120

    def read(self, text: str, context: Context) -> str:
        """Return the text."""
        try:
            self.check(text)
        except PlanningError as error:
            raise ValueError(text) from error
        if not self.takes(text, context):
            raise ValueError(text)
        return text

    def write(self, value: str) -> str:
        """Return the text."""
        return value

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether it is short enough."""
        return isinstance(value, str) and len(value) <= self.longest


@dataclass(frozen=True, slots=True)
class Flag:
    """A switch."""

    def read(self, text: str, context: Context) -> bool:
        """Return whether it is on."""
        if text not in ("0", "1"):
            raise ValueError(text)
        return text == "1"

    def write(self, value: bool) -> str:
        """Return 1 for on."""
        return "1" if value else "0"

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether it is on or off."""
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Day:
    """A day."""

    def read(self, text: str, context: Context) -> date:
        """Return the day."""
        return date.fromisoformat(text)

    def write(self, value: date) -> str:
        """Return the day as year-month-day."""
        return value.isoformat()

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether it is a day."""
        return isinstance(value, date)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last of some days, or only the first while somebody is choosing."""

    def read(self, text: str, context: Context) -> tuple[date, ...]:
        """Return the days."""
        days = tuple(date.fromisoformat(one) for one in text.split(SEPARATOR))
        if not self.takes(days, context):
            raise ValueError(text)
        return days

    def write(self, value: Sequence[date]) -> str:
        """Return the days in one text."""
        return SEPARATOR.join(one.isoformat() for one in value)

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether they are one or two days in order."""
        return isinstance(value, tuple) and 1 <= len(value) <= 2 and sorted(value) == list(value)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, to the minute."""

    def read(self, text: str, context: Context) -> time:
        """Return the time."""
        return time.fromisoformat(text)

    def write(self, value: time) -> str:
        """Return hours and minutes without a sign that an address would escape."""
        return value.strftime("%H%M")

    def takes(self, value: Any, context: Context) -> bool:
        """Return whether it is a time."""
        return isinstance(value, time)


@dataclass(frozen=True, slots=True)
class Kept:
    """One control that the address holds.

    Attributes
    ----------
    name : str
        In the address.
    key : str or callable
        Of the control, in the session; asked of the context where it hangs on another choice.
    kind : Kind
    usual : value or callable
        What it says while nobody has touched it, which the address leaves out; asked of the context where callable.
    """

    name: str
    key: str | Callable[[Context], str]
    kind: Kind
    usual: Any = None

    def key_in(self, context: Context) -> str:
        """Return the key of the control in a department."""
        return self.key(context) if callable(self.key) else self.key

    def usual_in(self, context: Context) -> Any:
        """Return the usual value in a department."""
        return self.usual(context) if callable(self.usual) else self.usual


def is_new(name: str) -> bool:
    """Return whether the address says something here that this session has not put there: a link, a reload, Back."""
    now = st.query_params.get(name)
    return now is not None and now != st.session_state.get(_WRITTEN, {}).get(name)


def take_address(kept: Sequence[Kept], context: Context) -> None:
    """Put what the address newly says into the session, and take out what cannot be drawn. Before the page is drawn."""
    for one in kept:
        key = one.key_in(context)
        if is_new(one.name):
            _take(one, key, context)
        elif key in st.session_state and not one.kind.takes(st.session_state[key], context):
            del st.session_state[key]


def _take(one: Kept, key: str, context: Context) -> None:
    try:
        st.session_state[key] = one.kind.read(st.query_params[one.name], context)
    except (ValueError, OverflowError):
        st.session_state.pop(key, None)


def begin_from(kept: Sequence[Kept], context: Context) -> None:
    """Make what the controls say now the usual, as when a plan is opened; the address holds what differs from it."""
    st.session_state[_BASE] = {one.key_in(context): _text(one, context) for one in kept}
    take_address(kept, context)


def end_from() -> None:
    """Let the usual be the usual again. For callbacks."""
    st.session_state.pop(_BASE, None)


def _text(one: Kept, context: Context) -> str:
    return one.kind.write(st.session_state.get(one.key_in(context), one.usual_in(context)))


def write_address(shared: Mapping[str, str | None], kept: Sequence[Kept], context: Context) -> None:
    """Put what the page shows into its address: all at once, and only if it changed. After the page is drawn.

    Parameters
    ----------
    shared : mapping of name to text
        What every page holds; None is left out.
    """
    base: Mapping[str, str] = st.session_state.get(_BASE, {})
    said = {name: text for name, text in shared.items() if text is not None}
    for one in kept:
        text = _text(one, context)
        if text != base.get(one.key_in(context), one.kind.write(one.usual_in(context))):
            said[one.name] = text
    if said != st.query_params.to_dict():
        st.query_params.from_dict(said)
    st.session_state[_WRITTEN] = said
