"""Cut a file that is too large to be read at once into pages, each a file that the usual reader reads.

So a nation's tracts and blocks go through the same checks as one department's, without anybody holding all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_CUR
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from geodata.files.formats import is_map, require_local_file
from geodata.files.limits import NATION
from geodata.files.safe_read import count_rows, read_geodata
from geodata.files.text_tables import LINE_ENDINGS

QUOTE = b'"'


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a file that stand together.

    Attributes
    ----------
    path : str
        The file.
    first : int
        How many rows stand before them.
    rows : int
        How many there are at most; 0 for the whole file, where it cannot be read in part.
    start, end : int
        Of a table of text: the bytes they stand in.
    """

    path: str
    first: int
    rows: int = 0
    start: int = 0
    end: int = 0


def pages_of(path: Path, rows: int) -> Iterator[Page]:
    """Yield the pages of a map or a table, in order.

    Parameters
    ----------
    rows : int
        How many a page has at most.

    Raises
    ------
    InputError
        If the file is not there, too large, or not what its ending says.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     points = Path(folder, "points.csv")
    ...     _ = points.write_text("lon,lat,pop" + chr(10) + ("-122.6,45.5,10" + chr(10)) * 5)
    ...     [(page.first, page.rows) for page in pages_of(points, 2)], [page.rows for page in pages_of(points, 9)]
    ([(0, 2), (2, 2), (4, 1)], [0])
    """
    require_local_file(path, NATION)
    if path.suffix.lower() in LINE_ENDINGS:
        yield from _pages_of_text(path, rows)
        return
    total = count_rows(path, limits=NATION) if is_map(path) else None
    if total is None or total <= rows:
        yield Page(str(path), 0)
        return
    for first in range(0, total, rows):
        yield Page(str(path), first, min(rows, total - first))


def _pages_of_text(path: Path, rows: int) -> Iterator[Page]:
    """Yield the pages of a table of text, cut between lines; one with few lines is a page."""
    found: list[Page] = []
    with path.open("rb") as file:
        at = len(file.readline())
        first = 0
        while lines := _whole_rows(file, rows):
            end = at + sum(map(len, lines))
            found.append(Page(str(path), first, len(lines), at, end))
            at, first = end, first + len(lines)
    yield from found if len(found) > 1 else [Page(str(path), 0)]


def _whole_rows(file: BinaryIO, rows: int) -> list[bytes]:
    """Return the next lines; where they end within quotes, also those up to the end of that row.

    A quote that nothing closes, as an inch mark, ends the search after as many lines again: the reader says what of it.
    """
    lines = list(islice(file, rows))
    if sum(line.count(QUOTE) for line in lines) % 2:
        more = list(islice(file, rows))
        ends = next((at for at, line in enumerate(more) if line.count(QUOTE) % 2), None)
        kept = 0 if ends is None else ends + 1
        file.seek(-sum(map(len, more[kept:])), SEEK_CUR)
        lines += more[:kept]
    return lines


def page_file(page: Page, folder: Path) -> Path:
    """Return a file with the rows of a page, written into a folder; the file itself where it is one page.

    Of a table the heading stands on every page.

    Raises
    ------
    InputError
        As ``geodata.files.safe_read.read_geodata``.
    """
    path = Path(page.path)
    if not page.rows:
        return path
    if page.end:
        cut = folder / path.name
        with path.open("rb") as file:
            heading = file.readline()
            file.seek(page.start)
            cut.write_bytes(heading + file.read(page.end - page.start))
        return cut
    cut = folder / f"{path.stem}.parquet"
    found = read_geodata(path, limits=NATION, window=(page.first, page.rows))
    found.frame.to_parquet(cut)
    return cut
