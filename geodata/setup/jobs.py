"""Long work of the Set-up page: in a thread of its own, with its progress, and to be stopped at any moment.

The work belongs to the draft, not to the browser: somebody who leaves and comes back finds it going on, or done.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from geodata.fetch.steps import OnProgress, Progress
from geodata.fetch.web import Cancel, Stopped
from planning.errors import PlanningError

log = logging.getLogger("common_tongue")

PARALLEL_JOBS = 2
"""Fetches that may run at one time; others wait their turn, so that those who only look are not slowed down."""
WAITING = "waiting for another setup to finish"
FORGET_SECONDS = 3600.0

_RUNNING = threading.BoundedSemaphore(PARALLEL_JOBS)
_JOBS: dict[str, Job] = {}
_LOCK = threading.Lock()


@dataclass(slots=True, eq=False)
class Job:
    """One piece of long work.

    Attributes
    ----------
    name : str
        What it is, for whoever comes back to it.
    progress : Progress or None
        How far it is; None before it begins.
    error : PlanningError or None
        Why it ended without coming to anything.
    done : bool
    ended : float
        On the clock of ``time.monotonic``.
    """

    name: str
    progress: Progress | None = None
    error: PlanningError | None = None
    done: bool = False
    ended: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask the work to stop; it does so at its next step or piece of an answer."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    @property
    def was_stopped(self) -> bool:
        """Whether it ended because somebody stopped it."""
        return isinstance(self.error, Stopped)


Work = Callable[[OnProgress, Cancel], None]


def start_job(key: str, name: str, work: Work) -> Job:
    """Start work, unless some is under way for this key: then return that.

    Parameters
    ----------
    key : str
        The draft.
    name : str
    work : callable
        Given what to tell its progress to, and what tells it to stop. Keeps what it makes itself.
    """
    with _LOCK:
        _forget_old()
        running = _JOBS.get(key)
        if running is not None and not running.done:
            return running
        job = _JOBS[key] = Job(name)
    threading.Thread(target=_run, args=(job, work), name=f"setup {name}", daemon=True).start()
    return job


def find_job(key: str) -> Job | None:
    """Return the work of a key, under way or ended and not yet told of."""
    with _LOCK:
        return _JOBS.get(key)


def forget_job(key: str) -> None:
    """Forget work that has ended; what is under way is asked to stop first."""
    with _LOCK:
        job = _JOBS.pop(key, None)
    if job is not None:
        job.stop()


def _run(job: Job, work: Work) -> None:
    def tell(progress: Progress) -> None:
        job.progress = progress

    try:
        while not _RUNNING.acquire(timeout=0.2):
            job.progress = Progress(WAITING, 1, 1)
            if job.is_stopping:
                raise Stopped
        try:
            if job.is_stopping:
                raise Stopped
            work(tell, lambda: job.is_stopping)
        finally:
            _RUNNING.release()
    except PlanningError as error:
        job.error = error
    except Exception:
        incident = secrets.token_hex(4)
        log.exception("incident %s while setting up: %s", incident, job.name)
        job.error = PlanningError(
            "something went wrong. Nothing was changed", fix=f"give your administrator this code: {incident}"
        )
    finally:
        job.ended = time.monotonic()
        job.done = True


def _forget_old() -> None:
    now = time.monotonic()
    for key in [key for key, job in _JOBS.items() if job.done and now - job.ended > FORGET_SECONDS]:
        del _JOBS[key]
