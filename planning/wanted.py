"""Whether what is being computed is still asked for: a person has changed their mind before, and will again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class NoLongerWanted(BaseException):
    """What is computed is not asked for any more. No error: nothing catches it but whoever began to compute."""


_still: ContextVar[Callable[[], bool] | None] = ContextVar("still_wanted", default=None)


@contextmanager
def wanted_while(still: Callable[[], bool]) -> Iterator[None]:
    """Compute as long as ``still`` says yes; it is asked often and must answer at once.

    Examples
    --------
    >>> with wanted_while(lambda: False):
    ...     try:
    ...         require_wanted()
    ...     except NoLongerWanted:
    ...         print("left off")
    left off
    """
    token = _still.set(still)
    try:
        yield
    finally:
        _still.reset(token)


def is_wanted() -> bool:
    """Return whether to go on; always, where nobody said otherwise."""
    still = _still.get()
    return still is None or still()


def may_be_unwanted() -> bool:
    """Return whether somebody may change their mind: else nobody need be asked."""
    return _still.get() is not None


def require_wanted() -> None:
    """Return if it is to go on.

    Raises
    ------
    NoLongerWanted
        If it is not.
    """
    if not is_wanted():
        raise NoLongerWanted
