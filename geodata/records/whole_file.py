"""The file of the records is made whole or not at all, and one that was emptied or cut off is never taken for new."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

from geodata.files.disk import cannot_read, cannot_write
from planning.errors import StoreError

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
LARGEST_PAGE = 65_536
"""Written as 1, for want of room."""
STILL_MADE_S = 600.0
RESTORE = "restore the last backup: outreach.py restore DEPT FILE"


def require_whole(path: Path) -> None:
    """Return nothing if a file of records is there and whole; what waits in its write-ahead log may be missing.

    Raises
    ------
    StoreError
        If it is empty, cut off, or no such file: nothing of it is touched.
    InputError
        If this account may not read it.
    """
    try:
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot_read(path, error) from error
    if not size:
        raise StoreError("the file of the records is empty. Nothing was changed", fix=RESTORE)
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        return  # a save that was cut short is completed from it
    if not header.startswith(MAGIC) or len(header) < HEADER_BYTES:
        raise StoreError("the file of the records is damaged. Nothing was changed", fix=RESTORE)
    page = int.from_bytes(header[16:18]) or LARGEST_PAGE
    page = LARGEST_PAGE if page == 1 else page
    pages = int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0
    if size % page or size < page * pages:
        raise StoreError("the file of the records was cut off. Nothing was changed", fix=RESTORE)


def is_broken(path: Path) -> bool:
    """Return whether a file of records is there and cannot be trusted, by its size and by SQLite's own check."""
    if not path.is_file():
        return False
    try:
        require_whole(path)
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except StoreError:
        return True
    except sqlite3.DatabaseError as error:  # one that somebody holds is not broken
        return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def make_file(path: Path, statements: Iterable[str]) -> None:
    """Make a file of records in one step, unless somebody else has made it meanwhile.

    Raises
    ------
    InputError
        If the disk refuses it; nothing of the try is left.
    """
    try:
        _sweep(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    os.close(handle)
    whole = Path(name)
    try:
        with closing(sqlite3.connect(whole, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            for statement in statements:
                connection.execute(statement)
            connection.execute("COMMIT")
        with suppress(FileExistsError):
            _put(whole, path)
    except (OSError, sqlite3.OperationalError) as error:
        refused = error if isinstance(error, OSError) else OSError(str(error))
        raise cannot_write(path, refused) from error
    finally:
        whole.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Take away what was begun and never finished; what is younger, somebody else may be making just now."""
    for left in path.parent.glob(f".{path.name}-*"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > STILL_MADE_S:
                left.unlink()


def _put(whole: Path, path: Path) -> None:
    """Give a file its name, if nothing has it yet."""
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if path.exists():
            raise FileExistsError from None
        whole.rename(path)
