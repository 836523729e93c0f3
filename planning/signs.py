"""Text as a plain keyboard writes it: digits, dashes and blanks of every script as 0-9, '-' and ' '."""

from __future__ import annotations

import unicodedata

OTHER_DASHES = "\N{MINUS SIGN}\N{HYPHEN BULLET}"


def typed(text: str) -> str:
    """Return a text with the signs of a plain keyboard, so that a pattern for numbers misses no way of writing one.

    Examples
    --------
    >>> typed("٥٠٣\u201355５\u00a0０１４２")
    '503-555 0142'
    """
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKC", text)
    return "".join(_typed(sign) for sign in folded if unicodedata.category(sign) != "Cf")


def _typed(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    return "-" if unicodedata.category(sign) == "Pd" or sign in OTHER_DASHES else sign
