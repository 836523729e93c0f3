"""Where the pieces of a batch are worked on: in this process, on processes of this machine, or on a cluster of Dask."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from geodata.version import software_version
from planning.errors import InputError, PlanningError

if TYPE_CHECKING:
    from distributed import Client  # takes a second to load

RETRIES = 3
"""Times that a piece is tried again after a fault that is none of its data, such as a disk that was away."""
WAIT_S = 30
QUIET = ("distributed", "tornado")

Work = Callable[..., Any]


class Workers(Protocol):
    """What does pieces of work, in any order."""

    def do(self, work: Work, orders: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        """Yield the number of each order and what came of it, as they are done.

        Raises
        ------
        PlanningError
            The first that a piece raises; it is not tried again, for it would come again.
        """
        ...


class Here:
    """Does the pieces one after the other in this process."""

    def do(self, work: Work, orders: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        """Yield what comes of each order; see ``Workers``."""
        for number, order in enumerate(orders):
            yield number, work(*order)


class OnDask:
    """Does the pieces on the workers of a scheduler; one whose worker ends is given to another."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def do(self, work: Work, orders: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        """Yield what comes of each order; see ``Workers``."""
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        futures = [self.client.submit(_answered, work, order, retries=RETRIES, pure=False) for order in orders]
        numbers = {future.key: number for number, future in enumerate(futures)}
        try:
            for future in as_completed(futures):  # type: ignore[no-untyped-call]
                try:
                    found, error = future.result()
                except KilledWorker:
                    raise InputError(
                        "a piece of the work ended its worker again and again, most likely for want of memory",
                        fix="give fewer workers, and run the same command again: what is done is kept",
                    ) from None
                if error is not None:
                    raise error
                yield numbers[future.key], found
        finally:
            self.client.cancel(futures)  # type: ignore[no-untyped-call]


def _answered(work: Work, order: tuple[Any, ...]) -> tuple[Any, PlanningError | None]:
    """Return what came of an order, or what was wrong with its data: Dask would try that again."""
    try:
        return work(*order), None
    except PlanningError as error:
        return None, error


@contextmanager
def workers_of(folder: Path, scheduler: str | None, workers: int) -> Iterator[Workers]:
    """Give workers for as long as they are wanted.

    Parameters
    ----------
    folder : Path
        Of the batch; workers elsewhere must see it under the same name.
    scheduler : str or None
        The address of a scheduler of Dask; None: processes of this machine.
    workers : int
        How many of them; 0 works in this process.

    Raises
    ------
    InputError
        If the scheduler does not answer, has no workers, or these are of another version or do not see the folder.
    """
    if scheduler is None and workers == 0:
        yield Here()
        return
    import dask
    from distributed import Client, LocalCluster
    from distributed.security import Security

    for name in QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with dask.config.set({"distributed.comm.timeouts.connect": WAIT_S, "distributed.logging.distributed": "critical"}):
        if scheduler is None:
            with (
                LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                    # Who speaks to a scheduler can have code run: another account of this machine has no certificate.
                    security=Security.temporary(),  # type: ignore[no-untyped-call]
                ) as cluster,
                Client(cluster) as client,  # type: ignore[no-untyped-call]
            ):
                yield OnDask(client)
            return
        try:
            client = Client(scheduler, timeout=WAIT_S)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TimeoutError):
            raise InputError(
                f"no scheduler answers at {scheduler}", fix="start one with 'dask scheduler', or leave --scheduler out"
            ) from None
        with client:
            folder.mkdir(parents=True, exist_ok=True)
            _require_same(client, folder, scheduler)
            yield OnDask(client)


def _require_same(client: Client, folder: Path, scheduler: str) -> None:
    with suppress(TimeoutError):
        client.wait_for_workers(1, timeout=WAIT_S)
    try:
        seen = client.run(_seen, folder)
    except Exception as error:  # a worker without the product cannot even take the question in
        raise InputError(
            f"the workers of {scheduler} do not have Common Tongue", value=type(error).__name__, fix="install it there"
        ) from None
    if not seen:
        raise InputError(f"the scheduler at {scheduler} has no workers", fix="start some with 'dask worker ADDRESS'")
    for worker, (version, sees) in seen.items():
        if version != software_version():
            raise InputError(f"worker {worker} has version {version}, not {software_version()}", fix="install it there")
        if not sees:
            raise InputError(f"worker {worker} does not see {folder}", fix="choose a folder that all machines share")


def _seen(folder: Path) -> tuple[str, bool]:
    return software_version(), folder.is_dir()
