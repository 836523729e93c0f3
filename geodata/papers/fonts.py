"""The fonts papers are set in, which letters they have, and which letters of a paper none of them has."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from planning.lists import listed

FOLDER = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts"
"""As published, with licence and checksums; see ``static/vendor/README.md``."""
_COLLECTION = b"ttcf"
_MARKS = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Cs", "Co"})
"""Kinds of signs that no letter is drawn for."""


def font_files() -> list[Path]:
    """Return the files of the fonts, by name."""
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".ttf", ".ttc"))


def scripts_without_font(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the scripts of letters that would print as empty boxes, by name.

    Parameters
    ----------
    texts : iterable of str
        What is to be printed.

    Examples
    --------
    >>> scripts_without_font(["Doña Ana, 한국어, العربية", "\\U00016b00"])
    ('Pahawh Hmong',)
    """
    signs = {sign for text in texts for sign in text if ord(sign) > 127 and unicodedata.category(sign) not in _MARKS}
    if not signs:
        return ()
    known = _letters()
    return tuple(sorted({_script(sign) for sign in signs if ord(sign) not in known}))


def font_sentence(texts: Iterable[str]) -> str:
    """Return what to say before a paper with such letters is printed; empty where every letter has a font.

    Examples
    --------
    >>> font_sentence(["Tiếng Việt"]), font_sentence(["\\U00016b00"]).split(":")[0]
    ('', 'No font here has the letters of Pahawh Hmong')
    """
    scripts = scripts_without_font(texts)
    if not scripts:
        return ""
    return (
        f"No font here has the letters of {listed(scripts)}: in the PDF they are empty boxes. Take the page for "
        "browsers (HTML), which uses the fonts of the computer that opens it, and print that."
    )


def _script(sign: str) -> str:
    """Return the script of a letter, as its name in Unicode begins."""
    name = unicodedata.name(sign, "")
    for word in (" LETTER", " SYLLABLE", " VOWEL", " CONSONANT", " DIGIT", " SIGN", " SYLLABICS"):
        if word in name:
            return name.partition(word)[0].title()
    return name.title() or f"U+{ord(sign):04X}"


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """Return every code point that one of the fonts has a letter for."""
    return frozenset(point for path in font_files() for point in _code_points(path.read_bytes()))


def _code_points(font: bytes) -> Iterator[int]:
    """Yield the code points of a font's table ``cmap`` (OpenType 1.9, formats 4 and 12)."""
    start = struct.unpack_from(">I", font, 12)[0] if font[:4] == _COLLECTION else 0
    tables = struct.unpack_from(">H", font, start + 4)[0]
    records = (struct.unpack_from(">4sIII", font, start + 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        place = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * number)[0]
        kind = struct.unpack_from(">H", font, place)[0]
        if kind == 4:
            yield from _segments(font, place)
        elif kind == 12:
            for group in range(struct.unpack_from(">I", font, place + 12)[0]):
                first, last, _ = struct.unpack_from(">III", font, place + 16 + 12 * group)
                yield from range(first, last + 1)


def _segments(font: bytes, place: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, place + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, place + 14)
    starts = struct.unpack_from(f">{count}H", font, place + 16 + 2 * count)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)
