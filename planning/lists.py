"""Lists and counts as a sentence has them."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """Join words as in speech; nothing where there is none.

    Examples
    --------
    >>> listed(["Khmer"]), listed(["Khmer", "Hmong", "Lao"], "or"), listed([])
    ('Khmer', 'Khmer, Hmong, or Lao', '')
    """
    if len(words) < 2:
        return "".join(words)
    between = ", " if len(words) > 2 else " "
    return f"{', '.join(words[:-1])}{between}{last} {words[-1]}"


def some(names: Iterable[object], shown: int = 8, between: str = ", ", last: str = "and") -> str:
    """Return the first names and how many more there are.

    Examples
    --------
    >>> some("abc"), some("abc", 2), some("abc", 1)
    ('a, b, c', 'a, b, and 1 more', 'a and 2 more')
    """
    every = [str(name) for name in names]
    if len(every) <= shown:
        return between.join(every)
    comma = between if shown > 1 or between.strip() != "," else " "
    return f"{between.join(every[:shown])}{comma}{last} {len(every) - shown} more"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its word.

    Examples
    --------
    >>> counted(1, "answer"), counted(0, "answer"), counted(2, "has", "have")
    ('1 answer', '0 answers', '2 have')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
