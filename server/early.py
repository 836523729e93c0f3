"""What takes longest at a start is begun with it, beside the server: the first visitor's browser loads meanwhile."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

from streamlit import delta_generator, runtime

TURN_S = 0.0005
"""How long one thread may keep the others waiting; Python's usual is ten times that. A page asks for some eighty files,
and while another thread computes, each of them waited several turns."""
ASK_EVERY_S = 0.01


class EarlyStart:
    """Steps that run once, one after the other, in a thread of their own.

    Parameters
    ----------
    stands : callable
        Whether the server stands: what is kept between runs is kept by it.
    """

    def __init__(self, stands: Callable[[], bool] = runtime.exists) -> None:
        self._stands = stands
        self._done: threading.Event | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the steps have begun and are not through."""
        return self._done is not None and not self._done.is_set()

    def begin(self, needed: Callable[[], object], *more: Callable[[], object]) -> None:
        """Begin as soon as the server stands.

        Parameters
        ----------
        needed : callable
            What ``wait`` waits for. Like those of ``more``, it may fail: whoever needs it does it then, and says why.
        """
        self._done = done = threading.Event()
        sys.setswitchinterval(TURN_S)
        # Before its first element Streamlit looks through the source of all that is loaded whether it runs under a
        # server: a quarter of a second of the first words. It does.
        delta_generator._use_warning_has_been_displayed = True

        def run() -> None:
            while not self._stands():
                time.sleep(ASK_EVERY_S)
            try:
                _try(needed)
            finally:
                done.set()
            for step in more:
                _try(step)

        threading.Thread(target=run, name="early-start", daemon=True).start()

    def wait(self) -> None:
        """Wait for what is needed; not at all where nothing has begun, as in a test."""
        if self._done is not None:
            self._done.wait()


def _try(step: Callable[[], object]) -> None:
    try:
        step()
    except Exception:  # it is done again where it is needed, and said there
        return


EARLY = EarlyStart()
"""That of this server."""
