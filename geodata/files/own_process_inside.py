"""What runs inside a process that reads one file: take the order, keep within the limits, answer.

The other side is ``geodata.files.own_process``. An order is one JSON: ``function``, ``request``, ``name`` of the file,
``smaller`` (how to mend one that is too large), ``surroundings``, ``folder``. The answer is one line of JSON, ``{"ok":
facts}``, ``{"refused": {"error", "fields"}}`` or ``{"failed": kind}``, and bytes after it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import warnings
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pyarrow as pa

from planning.errors import InputError, PlanningError

inside = False
"""Whether this process reads one file and nothing else: what it needs of another reader it does itself."""

Found = dict[str, Any] | tuple[dict[str, Any], bytes]
"""What a reader returns: facts as JSON has them, and bytes beside them if it likes."""


class RefusedFile(Exception):
    """The file is at fault: what is wrong, without the file's name, and how to mend it."""

    def __init__(self, what: str, fix: str) -> None:
        self.what = what
        self.fix = fix
        super().__init__(what, fix)


def arrow_bytes(table: pa.Table) -> bytes:
    """Return a table as bytes, which ``Reply.table`` takes apart on the other side."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    packed: bytes = sink.getvalue().to_pybytes()
    return packed


def limit_process(limits: Mapping[str, int]) -> None:
    """Cap processor time, memory and written bytes; Windows has no such caps and keeps the clock only."""
    try:
        import resource
    except ImportError:
        return
    for name, value in (
        ("RLIMIT_CPU", limits["seconds"]),
        ("RLIMIT_AS", limits["memory_bytes"]),
        ("RLIMIT_FSIZE", limits["written_bytes"]),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (value, value))
        except (AttributeError, ValueError, OSError):
            continue  # macOS knows no RLIMIT_AS


def answer(order: Mapping[str, Any]) -> bytes:
    """Do what is ordered and return what is said."""
    global inside
    inside = True
    warnings.simplefilter("ignore")
    os.environ.update(order["surroundings"])
    os.chdir(order["folder"])
    content = b""
    try:
        limit_process(order["request"]["limits"])
        module, _, name = order["function"].partition(":")
        found = getattr(importlib.import_module(module), name)(order["request"])
        facts, content = found if isinstance(found, tuple) else (found, b"")
        head = json.dumps({"ok": facts})
    except RefusedFile as refused:
        head = _refused(InputError(f"{order['name']} {refused.what}", fix=refused.fix))
    except PlanningError as error:
        head = _refused(error)
    except MemoryError:
        head = _refused(InputError(f"{order['name']} needs too much memory to read", fix=order["smaller"]))
    except Exception as error:  # its words could quote the file
        head = json.dumps({"failed": type(error).__name__})
    return head.encode() + b"\n" + content


def _refused(error: PlanningError) -> str:
    return json.dumps({"refused": {"error": type(error).__name__, "fields": vars(error)}}, default=str)


def answer_one() -> None:
    """Answer the one order on standard input."""
    said = answer(json.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(said)


def wait_and_fork() -> None:
    """Fork for each connection that comes in, until whoever asks has gone.

    With it come the names of modules: of what reads, and of what only some files need.
    """
    import signal
    import socket

    signal.signal(signal.SIGCHLD, _reap)
    control = socket.socket(fileno=int(sys.argv[2]))
    while True:
        message, connections, *_ = socket.recv_fds(control, 1000, 1)
        if not message:
            return
        module, *late = message.decode().split()
        with suppress(Exception):  # the fork meets it too, and says so
            importlib.import_module(module)
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            control.close()
            try:
                _answer_on(socket.socket(fileno=connections[0]))
            finally:
                os._exit(0)
        os.close(connections[0])
        for name in late:  # this file does not wait for it, and the next ones have it
            with suppress(Exception):
                importlib.import_module(name)


def _reap(*_: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _answer_on(connection: Any) -> None:
    connection.sendall(f"{os.getpid()}\n".encode())
    with connection.makefile("rb") as asked:
        order = json.loads(asked.read())
    connection.sendall(answer(order))
