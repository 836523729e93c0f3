"""What a disk refused, in one sentence with its mend: full, read-only, no permission."""

from __future__ import annotations

import errno
from pathlib import Path

from planning.errors import InputError

_MENDS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "free some space, then try again"),
    errno.EDQUOT: ("this account's share of the disk is full", "free some space, then try again"),
    errno.EFBIG: ("the file would be larger than this account may write", "choose another place"),
    errno.EROFS: ("the disk is read-only", "choose another place, or have it mounted for writing"),
    errno.EACCES: ("this account has no permission there", "give it permission, or choose another place"),
    errno.EPERM: ("this account has no permission there", "give it permission, or choose another place"),
    errno.EIO: ("the disk does not answer as it should", "look at the disk, then try again"),
    errno.EMFILE: ("too many files are open", "close other programs, or raise the limit, then try again"),
}

HELD = (32, 33)
"""What Windows says of a file that another program has open or locked."""


def _mend(error: OSError) -> tuple[str, str] | None:
    """Return what is the matter, and what mends it; None if it is not the disk.

    Examples
    --------
    >>> held = PermissionError(errno.EACCES, "in use")
    >>> held.winerror = 32
    >>> _mend(held)[0]
    'another program has it open'
    """
    if getattr(error, "winerror", None) in HELD:
        return "another program has it open", "close that program, or wait until it is done, then try again"
    return _MENDS.get(error.errno or 0)


def refused(error: OSError, path: Path | str = "") -> InputError | None:
    """Return what the disk refused; None if it was not the disk.

    Examples
    --------
    >>> print(refused(OSError(errno.ENOSPC, "No space left on device", "plan.csv")))
    cannot write plan.csv: the disk is full: free some space, then try again.
    >>> refused(ConnectionResetError(errno.ECONNRESET, "reset"))
    """
    found = _mend(error)
    if found is None:
        return None
    where = str(path or error.filename or "to the disk")
    return InputError(f"cannot write {where}: {found[0]}", fix=found[1])


def cannot_read(path: Path, error: OSError) -> InputError:
    """Return why a file could not be read.

    Examples
    --------
    >>> print(cannot_read(Path("beats.parquet"), PermissionError(errno.EACCES, "Permission denied")))
    cannot read beats.parquet: this account has no permission there: give it permission, or choose another place.
    """
    found = _mend(error)
    if found is None:
        return InputError(f"cannot read {path}", value=error.strerror, fix="look at the disk, then try again")
    return InputError(f"cannot read {path}: {found[0]}", fix=found[1])


def cannot_write(path: Path, error: OSError) -> InputError:
    """Return why a file could not be written, whatever the reason."""
    return refused(error, path) or InputError(f"cannot write {path}", value=error.strerror, fix="choose another place")
