"""What takes long, worked out beside the page: what is known stands meanwhile, and the next change calls it off.

One task of a name in a session. A task asks now and then whether it is still wanted (``planning.wanted``); whoever asks
for another one under its name, or leaves, calls it off. What it returns is kept by the functions it calls, as all
answers are, so that nothing is worked out twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from planning.wanted import NoLongerWanted, require_wanted, wanted_while

PATIENCE_S = 0.03
"""How long a run of a page waits for a task: what is kept already comes at once."""
AFTER_S = 2.0
"""How long a task that takes long waits for the page to be drawn; a run that was broken off draws none."""
_TASKS = "tasks-beside"

Result = TypeVar("Result", covariant=True)


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """That a task is through, and what it returned."""

    result: Result


class Task(Generic[Result]):
    """Something that is worked out in a thread of its own."""

    def __init__(self, key: Hashable, work: Callable[[], Result]) -> None:
        self.key = key
        self._work = work
        self._unwanted, self._ended = threading.Event(), threading.Event()
        self._turn, self._is_known = threading.Event(), threading.Event()
        self._done: Done[Result] | None = None
        self._error: BaseException | None = None
        threading.Thread(target=self._run, name="beside-a-page", daemon=True).start()

    @property
    def has_ended(self) -> bool:
        """Whether there is a result, or an error."""
        return self._ended.is_set()

    def call_off(self) -> None:
        """Say that nobody wants it any more."""
        self._unwanted.set()
        self._turn.set()

    def begin(self) -> None:
        """Say that nothing is drawn meanwhile that the work could hold up."""
        self._turn.set()

    def wait_for_turn(self) -> None:
        """Say from within the work that it takes long; returns once it may begin."""
        self._is_known.set()
        self._turn.wait(AFTER_S)
        require_wanted()

    def at_once(self) -> Done[Result] | None:
        """Return what came of it if that is kept, None as soon as it is known that it takes long."""
        self._is_known.wait(PATIENCE_S)
        return self.wait(0)

    def wait(self, patience_s: float | None) -> Done[Result] | None:
        """Return what came of it, None if nothing has in time; raises what the work raised."""
        self._ended.wait(patience_s)
        if self._error is not None:
            raise self._error
        return self._done

    def _run(self) -> None:
        _under_way.set(self)
        try:
            with wanted_while(lambda: not self._unwanted.is_set()):
                self._done = Done(self._work())
        except NoLongerWanted:
            pass
        except Exception as error:
            self._error = error
        finally:
            self._ended.set()
            self._is_known.set()


_under_way: ContextVar[Task[Any] | None] = ContextVar("task_under_way", default=None)


def wait_for_turn() -> None:
    """Let the page be drawn first, where the work is done beside one: they would take turns, and both be late.

    Called by what takes long, once nothing that is kept answers it.

    Raises
    ------
    NoLongerWanted
        If it was called off meanwhile.
    """
    task = _under_way.get()
    if task is not None:
        task.wait_for_turn()


def begin_beside(name: str, key: Hashable, work: Callable[[], Result]) -> Task[Result]:
    """Have something worked out, unless it is under way or through already.

    Parameters
    ----------
    name : str
        What is asked: the task of another ``key`` under this name is called off.
    key : hashable
        What the work is made from.
    """
    tasks: dict[str, Task[Any]] = st.session_state.setdefault(_TASKS, {})
    if name not in tasks or tasks[name].key != key:
        call_off(name)
        tasks[name] = Task(key, work)
    return tasks[name]


def ask_beside(name: str, key: Hashable, work: Callable[[], Result]) -> Done[Result] | None:
    """Return what came of ``work``, None as long as it is under way; see ``begin_beside``."""
    return begin_beside(name, key, work).at_once()


def begin_all() -> None:
    """Let all that was asked beside the page begin: it is drawn."""
    tasks: dict[str, Task[Any]] = st.session_state.get(_TASKS, {})
    for task in tasks.values():
        task.begin()


def call_off(name: str) -> None:
    """Call off what is worked out under a name, if anything is."""
    task: Task[Any] | None = st.session_state.get(_TASKS, {}).pop(name, None)
    if task is not None:
        task.call_off()


def some_ended(names: Sequence[str]) -> bool:
    """Return whether any of what was under way under these names is so no more."""
    tasks: dict[str, Task[Any]] = st.session_state.get(_TASKS, {})
    return any(name not in tasks or tasks[name].has_ended for name in names)
