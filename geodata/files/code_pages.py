"""Tell how the table of a Shapefile writes its text: what it says of itself is often missing and sometimes wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

WINDOWS, DOS_US, DOS_WEST = "CP1252", "CP437", "CP850"
UTF8 = "UTF-8"
_DRIVER_IDS = MappingProxyType({0x01: DOS_US, 0x02: DOS_WEST, 0x03: WINDOWS, 0x57: WINDOWS})
"""Byte 29 of a .dbf: the code page it was written in."""
_SAID = MappingProxyType(
    {
        "utf8": UTF8,
        "65001": UTF8,
        "437": DOS_US,
        "850": DOS_WEST,
        "oem": DOS_US,
        "1252": WINDOWS,
        "ansi": WINDOWS,
        "ansi1252": WINDOWS,
        "iso88591": WINDOWS,
        "88591": WINDOWS,
        "latin1": WINDOWS,
    }
)
_AROUND = 12
"""Letters beside a foreign one that a note shows, so that a person sees whether it was read right."""


def table_encoding(table: bytes, said: str | None) -> tuple[str | None, str | None]:
    """Return how a .dbf is to be read, and an example where it does not say so itself.

    UTF-8 proves itself. Of the code pages of Windows and DOS that one is taken under which the foreign signs are
    letters; where several do, the one the file names, then that of Windows.

    Parameters
    ----------
    table : bytes
        The .dbf.
    said : str or None
        What the .cpg says.

    Examples
    --------
    >>> head = bytes(8) + (32).to_bytes(2, "little") + bytes(22)
    >>> table_encoding(head + "Peña".encode("cp437"), "UTF-8")
    ('CP437', 'Peña')
    >>> table_encoding(head + "Peña".encode("utf-8"), "UTF-8")
    ('UTF-8', None)
    """
    text = table[int.from_bytes(table[8:10], "little") :]
    if text.isascii():
        return None, None
    named = _named(said) or _DRIVER_IDS.get(table[29] if len(table) > 29 else 0)
    if _is_utf8(text):
        found = UTF8
    else:
        pages = dict.fromkeys(one for one in (named, WINDOWS, DOS_US, DOS_WEST) if one and one != UTF8)
        found = max(pages, key=lambda page: _letters(text, page))
    return found, None if found == named else _example(text, found)


def _named(said: str | None) -> str | None:
    return _SAID.get(re.sub(r"^(cp|oem)(?=\d)|[^0-9a-z]", "", (said or "").strip().lower()))


def _is_utf8(text: bytes) -> bool:
    """Return whether the text is UTF-8; a letter may be cut in two at the end of a cell, before blanks or another."""
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        whole = len(re.findall(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}", text))
        broken = text.decode("utf-8", "replace").count("\ufffd")
        return whole > 0 and broken * 4 <= whole
    return True


def _letters(text: bytes, page: str) -> int:
    """Return how many foreign signs are plausible under a code page: letters of the case of those beside them."""
    return sum(_fits(around) for around in _foreign(text.decode(page.lower(), "replace")))


def _foreign(text: str) -> Iterable[tuple[str, str, str]]:
    for at, sign in enumerate(text):
        if not sign.isascii():
            yield text[at - 1 : at], sign, text[at + 1 : at + 2]


def _fits(around: tuple[str, str, str]) -> int:
    before, sign, after = around
    if not unicodedata.name(sign, "").startswith("LATIN"):
        return 1 if sign in "–—‘’“”·º°¡¿" and not (before.isalpha() and after.isalpha() and sign not in "’·") else 0
    odd = before.islower() if sign.isupper() else before.isupper() and after.isupper()
    return 1 if odd else 2


def _example(text: bytes, page: str) -> str:
    words = re.findall(r"[^\x00-\x1f]*?[^\x00-\x7f][^\x00-\x1f]*", text.decode(page.lower(), "replace"))
    found = re.search(rf"\S{{0,{_AROUND}}}[^\x00-\x7f]\S{{0,{_AROUND}}}", words[0]) if words else None
    return found[0] if found else ""
