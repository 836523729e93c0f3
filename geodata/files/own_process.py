"""Let a file that somebody sent be read by a process of its own, under limits, and take in its answer.

A reader is a function of a module (``Reader``). It gets one request and returns facts as JSON has them, and bytes
beside them if it likes (an Arrow table, arrays); it refuses a file by ``RefusedFile`` or ``PlanningError``. Nothing of
what comes back is ever unpickled or run. What else goes wrong in there is told by its kind alone: a message could quote
the file.

Starting Python and pandas takes a second, reading a beat map a twentieth. On Linux one process therefore waits with the
readers' modules loaded, and forks for each file: what reads one file never saw another. It has no secret of the
product's surroundings, no network, and ends with the process that started it. Elsewhere each file starts Python anew.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

import pyarrow as pa

from geodata.files.limits import Limits
from geodata.files.own_process_inside import Found, answer_one, wait_and_fork
from planning import errors
from planning.errors import InputError, PlanningError

log = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
FORKS = sys.platform == "linux"
PARALLEL_READS = 2
"""Processes that may read at one time; more would let one person's files take the machine."""
CHUNK = 1 << 20

KEPT = ("PATH", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
DEAD_PORT = "http://127.0.0.1:9"
SURROUNDINGS: Mapping[str, str] = {
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_HTTP_PROXY": DEAD_PORT,
    "http_proxy": DEAD_PORT,
    "https_proxy": DEAD_PORT,
    "GDAL_HTTP_TIMEOUT": "2",
    "GDAL_HTTP_MAX_RETRY": "0",
    "PROJ_NETWORK": "OFF",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "LIBKML_RESOLVE_STYLE": "NO",
    # Threads reserve address space, of which the process has little.
    "GDAL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "PYTHONUTF8": "1",
}


_READING = threading.BoundedSemaphore(PARALLEL_READS)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads one kind of file, and how a person mends a file that it cannot read.

    Attributes
    ----------
    function : callable
        From a request (dict, with the ``limits``) to facts (dict), or to facts and bytes; with a name in its module, by
        which the other process finds it. What that module imports is loaded before the first file.
    late : tuple of str
        Modules that only some files need, loaded after the first.
    smaller : str
        How to mend a file that takes too long or too much memory.
    again : str
        How to mend one that is damaged.
    """

    function: Callable[[dict[str, Any]], Found]
    late: tuple[str, ...] = ()
    smaller: str = "cut it to your own area"
    again: str = "export it again"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reader found: facts, and bytes beside them."""

    facts: dict[str, Any]
    content: bytes = b""

    def table(self) -> pa.Table:
        """Return the bytes as the Arrow table they are."""
        return pa.ipc.open_file(pa.BufferReader(self.content)).read_all()


def read_apart(
    reader: Reader,
    name: str,
    request: Mapping[str, Any],
    limits: Limits,
    *,
    kind: str = "",
    surroundings: Mapping[str, str] | None = None,
) -> Reply:
    """Let a reader answer a request in a process of its own.

    Parameters
    ----------
    reader : Reader
    name : str
        The file's name, for messages.
    request : mapping
        What JSON can hold; ``limits`` is added.
    limits : Limits
        Of which ``seconds`` (on the clock and of the processor), ``memory_bytes`` and ``written_bytes`` (of files and
        of the answer) are enforced here. Memory and files have no cap on Windows, memory none on macOS.
    kind : str
        What the file is to be, for the message that it is not.
    surroundings : mapping, optional
        Variables that this reader needs beside ``SURROUNDINGS``.

    Raises
    ------
    PlanningError
        What the reader refused the file for; ``InputError`` where it met a limit, broke down, or answered nothing.
    """
    as_kind = f" as {kind}" if kind else ""
    order = {
        "function": f"{reader.function.__module__}:{reader.function.__qualname__}",
        "late": reader.late,
        "name": name,
        "smaller": reader.smaller,
        "request": {**request, "limits": asdict(limits)},
        "surroundings": {**(surroundings or {})},
    }
    with _READING, tempfile.TemporaryDirectory(prefix="common-tongue-", ignore_cleanup_errors=True) as folder:
        try:
            said = (_ask_fork if FORKS else _ask_new)(order | {"folder": folder}, limits)
        except TimeoutError:
            log.warning("stopped reading a file%s after %s s", as_kind, limits.seconds)
            raise InputError(f"{name} takes longer than {limits.seconds} seconds to read", fix=reader.smaller) from None
    head, _, content = said.partition(b"\n")
    try:
        reply = json.loads(head)
    except ValueError:
        reply = {}
    if "refused" in reply:
        log.warning("refused a file%s", as_kind)
        _raise_again(**reply["refused"])
    if "ok" not in reply:
        log.warning("refused a file%s that could not be read (%s)", as_kind, reply.get("failed", "no answer"))
        raise InputError(f"{name} cannot be read{as_kind}: it is damaged or too large", fix=reader.again)
    return Reply(reply["ok"], content)


def _raise_again(error: str, fields: dict[str, Any]) -> NoReturn:
    """Raise an error of the product as the reader raised it."""
    kind = getattr(errors, error, InputError)
    again: PlanningError = kind.__new__(kind)
    PlanningError.__init__(again, fields.pop("what"), value=fields.pop("value"), fix=fields.pop("fix"))
    again.__dict__.update(fields)
    raise again


def reader_environment() -> dict[str, str]:
    """Return the environment of whatever reads: no secret, no network."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {**SURROUNDINGS}


def _python(begin: Callable[[], None], *arguments: object) -> list[str]:
    """Return how a Python is started that begins with a function of the product and knows nothing else."""
    code = (
        f"import sys; sys.path.append(sys.argv[1]); from {begin.__module__} import {begin.__name__} as begin; begin()"
    )
    return [sys.executable, "-I", "-c", code, *map(str, (ROOT, *arguments))]


def _ask_new(order: dict[str, Any], limits: Limits) -> bytes:
    """Let a Python of its own answer."""
    try:
        run = subprocess.run(
            _python(answer_one),
            input=json.dumps(order).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reader_environment(),
            cwd=order["folder"],
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    return run.stdout if len(run.stdout) <= limits.written_bytes else b""


def _ask_fork(order: dict[str, Any], limits: Limits) -> bytes:
    """Let a fork of the waiting process answer; once more if that one has died."""
    until = time.monotonic() + limits.seconds
    for _ in range(2):
        here, there = socket.socketpair()
        with here:
            with there:
                _WAITING.hand(there, (order["function"].partition(":")[0], *order["late"]))
            pid, said = _exchange(here, json.dumps(order).encode(), until, limits.written_bytes)
        if pid:
            break
    return said


def _exchange(here: socket.socket, order: bytes, until: float, most: int) -> tuple[int, bytes]:
    """Return the number of the process that answered (0 if none did), and what it said.

    It gives its number before it has seen the file, so that nothing in a file can name another process to be ended.
    """
    pid, said = b"", bytearray()
    try:
        here.settimeout(max(until - time.monotonic(), 0.001))
        while (byte := here.recv(1)) not in (b"", b"\n"):
            pid += byte
        with suppress(BrokenPipeError):
            here.sendall(order)
            here.shutdown(socket.SHUT_WR)
        while chunk := here.recv(CHUNK):
            said += chunk
            if len(said) > most:
                os.kill(int(pid), signal.SIGKILL)
                return int(pid), b""
            here.settimeout(max(until - time.monotonic(), 0.001))
    except TimeoutError:
        if pid:
            os.kill(int(pid), signal.SIGKILL)
        raise
    except ConnectionResetError:
        said.clear()
    return int(pid or 0), bytes(said)


class _Waiting:
    """The process that has imported what readers need, and forks for each file."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def hand(self, connection: socket.socket, modules: tuple[str, ...]) -> None:
        """Let a new fork answer on a connection; the first of the modules is imported before it, the others after."""
        with self._lock:
            for last in (False, True):
                if self._control is None or self._owner != os.getpid():
                    self._start()
                assert self._control is not None
                try:
                    socket.send_fds(self._control, [" ".join(modules).encode()], [connection.fileno()])
                    return
                except OSError:
                    self._control.close()
                    self._control = None
                    if last:
                        raise

    def _start(self) -> None:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            self._process = subprocess.Popen(
                _python(wait_and_fork, there.fileno()),
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=reader_environment(),
                cwd=tempfile.gettempdir(),
            )
        self._control, self._owner = here, os.getpid()

    def end(self) -> None:
        """End the process, with the one that started it."""
        if self._process is not None and self._control is not None and self._owner == os.getpid():
            self._control.close()
            # It holds nothing, and on a busy machine may still be importing: no command waits for that at its end.
            self._process.kill()
            self._process.wait()


_WAITING = _Waiting()
atexit.register(_WAITING.end)
