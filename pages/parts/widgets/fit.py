"""How wide the columns of a table are and how high its rows, so that no cell is cut at the width of a desk's screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

PAGE_ROOM = 1060
"""Pixels beside the navigation on a screen of 1,440, less the frame of a table."""
SIGN, PADDING = 6.9, 20.0
"""Pixels a sign takes on average, and a cell around its text."""
SHORT = 120.0
"""A text that takes no more than these pixels, as the name of an area or a day, is not broken."""
LINE, MARGIN, MOST_LINES = 21, 14, 4
"""Pixels a line takes, and what a row takes beside its lines; and the most lines of a row, unless it must have more."""
AT_WORST = 6
"""Lines of a row where nothing else than a grid can be drawn: some of its columns stood beyond the screen."""
WRAPS = 66
"""Below this height of a row Streamlit cuts a text in place of breaking it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The width of each column in pixels, none where each may be as wide as its text; and the height of a row.

    ``is_whole`` says whether every cell can be read so.
    """

    widths: tuple[int, ...]
    row_height: int
    is_whole: bool = True


def fit_columns(
    titles: Sequence[str],
    cells: Sequence[Sequence[str]],
    one_line: Collection[int] = (),
    room: float = PAGE_ROOM,
    most_lines: int = MOST_LINES,
) -> Fit:
    """Return the widths of columns and the height of rows with as few lines a row as the room allows.

    Parameters
    ----------
    titles : sequence of str
        What stands above each column, in one line.
    cells : sequence of rows
        As they are read.
    one_line : collection of int
        The columns that are not broken into lines, as numbers are.
    room : float
        Pixels for all columns together.
    most_lines : int
        Lines a row may have.

    Examples
    --------
    >>> fit_columns(["Beat", "People"], [("Beat 42", "4,980")])
    Fit(widths=(), row_height=35, is_whole=True)
    >>> fit_columns(["Beat", "Why"], [("Beat 42", "the margin crosses the threshold, and more of it")], room=250)
    Fit(widths=(68, 181), row_height=77, is_whole=True)
    """
    columns = list(zip(*cells, strict=True)) or [()] * len(titles)
    whole = [_width([title, *column]) for title, column in zip(titles, columns, strict=True)]
    if sum(whole) <= room:
        return Fit((), MARGIN + LINE)
    for lines in range(1, most_lines + 1):
        widths = [
            full if place in one_line else _least(title, column, lines)
            for place, (title, column, full) in enumerate(zip(titles, columns, whole, strict=True))
        ]
        if sum(widths) <= room:
            break
    spare = room - sum(widths)
    if spare > 0:
        widths[widths.index(max(widths))] += spare
    height = MARGIN + LINE * lines if lines == 1 else max(MARGIN + LINE * lines, WRAPS)
    return Fit(tuple(int(width) for width in widths), height, spare >= 0)


def _least(title: str, column: Sequence[str], lines: int) -> float:
    """Return the least width at which the longest text of a column takes so many lines, and no word is broken."""
    least = max(_width([title, *_words(column)]), _broken(column, lines))
    return max(least, min(_width(column), SHORT))


def _width(texts: Sequence[str]) -> float:
    return PADDING + SIGN * max((len(text) for text in texts), default=0)


def _words(column: Sequence[str]) -> list[str]:
    return [word for text in column for word in text.split()]


def _broken(column: Sequence[str], lines: int) -> float:
    """Return the width at which the longest text takes so many lines; a line ends before its last word, not in it."""
    longest = max(column, key=len, default="")
    ends = max((len(word) for word in longest.split()), default=0) if lines > 1 else 0
    return PADDING + SIGN * (len(longest) / lines + ends / 2)
