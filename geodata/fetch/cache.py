"""What was fetched, kept on disk as it came, so that nothing is asked for twice and work goes on offline.

An entry is the raw body beside a small JSON file: the address without any key, when it was fetched, and the
SHA-256 of the body. The JSON file is written last: a body without one is no entry. An entry whose body has
changed is as good as none.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, tzinfo
from pathlib import Path

from geodata.clock import day_of, utc_now
from geodata.files.checksums import sha256_of
from planning.errors import SourceError

CACHE_VARIABLE = "COMMON_TONGUE_CACHE"
RECORD_ENDING = ".entry.json"


@dataclass(frozen=True, slots=True)
class CachedFile:
    """One fetched file.

    Attributes
    ----------
    path : Path
        The body, as it came.
    address : str
        Where from, without any key.
    retrieved : str
        When, in UTC: ``2026-11-24T00:14:04Z``.
    sha256 : str
    why_old : str
        Why an older copy was used instead of asking anew; empty where it was not.
    zone : tzinfo
        The time by which its day is told.
    """

    path: Path
    address: str
    retrieved: str
    sha256: str
    why_old: str = ""
    zone: tzinfo = UTC

    @property
    def date(self) -> str:
        """The day it was fetched, where whoever asks is."""
        return day_of(datetime.datetime.fromisoformat(self.retrieved), self.zone).isoformat()

    def age(self) -> datetime.timedelta:
        """Return how long ago it was fetched."""
        then = datetime.datetime.fromisoformat(self.retrieved)
        return utc_now() - then


class FetchCache:
    """A folder of fetched files.

    Parameters
    ----------
    folder : Path
        Made when something is first stored.
    zone : tzinfo
        The time of whoever asks: days are told by it.
    """

    def __init__(self, folder: Path, zone: tzinfo = UTC) -> None:
        self.folder, self.zone = folder, zone

    def find(self, address: str) -> CachedFile | None:
        """Return the entry of an address, or None if there is none that is whole."""
        record = self.folder / f"{_name(address)}{RECORD_ENDING}"
        try:
            entry = json.loads(record.read_text(encoding="utf-8"))
            found = CachedFile(
                path=self.folder / entry["file"],
                address=entry["address"],
                retrieved=entry["retrieved"],
                sha256=entry["sha256"],
                zone=self.zone,
            )
            whole = found.address == address and sha256_of(found.path) == found.sha256
            found.age()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if whole else None

    def new_file(self) -> Path:
        """Return an empty file to write a body into; ``store`` takes it, ``unlink`` it if it comes to nothing.

        Raises
        ------
        SourceError
            If the folder cannot be written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".fetching-", dir=self.folder)
            os.close(handle)
        except OSError as error:
            raise cache_error(error) from None
        return Path(name)

    def store(self, address: str, body: Path, suffix: str, *, retrieved: str = "") -> CachedFile:
        """Take a written body in as the entry of an address.

        Raises
        ------
        SourceError
            If the folder cannot be written.
        """
        name = _name(address)
        entry = CachedFile(
            self.folder / f"{name}{suffix}", address, retrieved or now(), sha256_of(body), zone=self.zone
        )
        try:
            body.replace(entry.path)
            record = self.new_file()
            record.write_text(json.dumps(_record(entry), indent=2), encoding="utf-8")
            record.replace(self.folder / f"{name}{RECORD_ENDING}")
        except OSError as error:
            raise cache_error(error) from None
        return entry


def default_cache_folder() -> Path:
    """Return where fetched files are kept unless ``COMMON_TONGUE_CACHE`` says otherwise."""
    given = os.environ.get(CACHE_VARIABLE)
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "common-tongue"


def now() -> str:
    """Return this moment as it is written in records."""
    return utc_now().strftime("%Y-%m-%dT%H:%M:%SZ")


def cache_error(error: OSError) -> SourceError:
    """Return what to say where the cache cannot be written."""
    return SourceError(
        "the folder for fetched files cannot be written",
        value=error.strerror,
        fix=f"free some space, or name another folder in {CACHE_VARIABLE}",
    )


def _record(entry: CachedFile) -> dict[str, str]:
    known = asdict(entry)
    return {"file": entry.path.name, **{name: str(known[name]) for name in ("address", "retrieved", "sha256")}}


def _name(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:32]
