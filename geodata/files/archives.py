"""Unpack a zip that nobody has vouched for, or say why not.

Python does the unpacking, never GDAL: every member is looked at before a byte is written, and what a member
says of its own size is not believed while it is written.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from geodata.files.limits import MEGABYTE, Limits
from planning.errors import InputError
from planning.words.formats import whole_number

ARCHIVE_ENDINGS = (".zip", ".kmz")
NESTED_ENDINGS = (".zip", ".kmz", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".tgz")
RATIO_FLOOR = MEGABYTE
"""Below this size no ratio is looked at: a few zeros pack very well and hurt nobody."""
DIRECTORY_BYTES_PER_MEMBER = 1000
"""A generous entry of a zip's table of contents: name, sizes, times."""

_END_RECORD = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_CHUNK = MEGABYTE


def unpack(archive: Path, into: Path, endings: Collection[str], limits: Limits) -> list[Path]:
    """Unpack the members with these endings and return where they are.

    Folders inside are kept, what a Mac adds (``__MACOSX``, ``.DS_Store``) is ignored, and so is every file
    whose ending is not asked for.

    Raises
    ------
    InputError
        If the file is no zip, is damaged or encrypted, holds links, other archives or names that lead out of
        it, or is larger than the limits.
    """
    name = archive.name
    _check_directory(archive, limits)
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not _is_ignored(member)]
            _check_members(name, members, archive.stat().st_size, limits)
            wanted = [member for member in members if _ending(member_name(member), endings)]
            return _write(packed, wanted, into, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise InputError(f"{name} cannot be unpacked: the zip is damaged", fix="zip the files again") from error


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the path of a member; old programs of Windows write it with backslashes."""
    return member.filename.replace("\\", "/")


def _ending(name: str, endings: Collection[str]) -> bool:
    """Return whether the member, or the folder it lies in, has one of the endings."""
    return any(part.lower().endswith(tuple(endings)) for part in PurePosixPath(name).parts)


def _is_ignored(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member_name(member)).parts
    return (
        member_name(member).endswith("/")
        or "__MACOSX" in parts
        or (bool(parts) and parts[-1] in (".DS_Store", "Thumbs.db"))
    )


def _check_directory(archive: Path, limits: Limits) -> None:
    """Refuse a huge table of contents before Python reads it into memory."""
    size = archive.stat().st_size
    with archive.open("rb") as file:
        file.seek(max(0, size - (1 << 16) - _END_RECORD.size))
        tail = file.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END_RECORD.size:
        raise InputError(f"{archive.name} is not a zip file", fix="zip the files again")
    record = _END_RECORD.unpack_from(tail, at)
    members, directory_bytes = record[4], record[5]
    if members > limits.members or directory_bytes > limits.members * DIRECTORY_BYTES_PER_MEMBER:
        raise InputError(
            f"{archive.name} holds {whole_number(members)} files, more than {limits.members}",
            fix="zip only the map itself",
        )


def _check_members(name: str, members: list[zipfile.ZipInfo], packed_bytes: int, limits: Limits) -> None:
    seen: set[str] = set()
    for member in members:
        _check_member(name, member)
        if member_name(member).lower() in seen:
            raise InputError(f"{name} holds {member.filename!r} twice", fix="zip the files again")
        seen.add(member_name(member).lower())
    total = sum(member.file_size for member in members)
    if total > limits.unpacked_bytes:
        raise InputError(
            f"{name} would unpack to {whole_number(total // MEGABYTE)} MB, more than "
            f"{limits.unpacked_bytes // MEGABYTE}",
            fix="cut the map to your own area",
        )
    if total > RATIO_FLOOR and total > limits.ratio * packed_bytes:
        raise InputError(
            f"{name} would grow more than {limits.ratio} times when unpacked, which no map does",
            fix="give the map itself, unzipped",
        )


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member_name(member))
    shown = repr(member.filename[:80])
    if path.is_absolute() or ".." in path.parts or ":" in member.filename:
        raise InputError(f"{name} holds a name that leads out of it, {shown}", fix="zip the files again")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise InputError(f"{name} holds a link, {shown}", fix="zip the files themselves")
    if member.flag_bits & 1:
        raise InputError(f"{name} is protected by a password", fix="zip the files without one")
    if path.suffix.lower() in NESTED_ENDINGS:
        raise InputError(f"{name} holds another archive, {shown}", fix="unzip that one and give what is in it")


def _write(packed: zipfile.ZipFile, members: list[zipfile.ZipInfo], into: Path, limits: Limits) -> list[Path]:
    written: list[Path] = []
    left = limits.unpacked_bytes
    for member in members:
        target = into / member_name(member)
        target.parent.mkdir(parents=True, exist_ok=True)
        with packed.open(member) as source, target.open("wb") as sink:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise zipfile.BadZipFile("larger than it says")
                sink.write(chunk)
        written.append(target)
    return written
