"""How much of a file the product is willing to look at.

A file comes from anybody who may use the page; these caps keep one of them from taking the machine from the
others. Measured against files that were made to hurt: a 1.4 MB zip with 1.5 GB inside, and a 0.9 MB zip with
three million features.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
GIGABYTE = 1024 * MEGABYTE
MOST_COUNTED = 1e9
"""People, seats, requests, minutes: a larger number counts nothing here, and 1e300 would turn sums into infinity."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The caps on one file, all of them in one place.

    Attributes
    ----------
    file_bytes : int
        Size of the file as given.
    unpacked_bytes, members, ratio : int
        Of an archive: bytes after unpacking, files inside, and how many times larger it may become.
    features, vertices : int
        Rows with a shape, and corner points of all shapes together.
    rows, columns, cells : int
        Of a table of text; cells with a blank one counted.
    cell_length : int
        Characters of one cell of a table of text: no spreadsheet program has longer ones.
    text_length : int
        Characters of one cell of a map; a column with a longer one is left out.
    seconds : int
        Time to read the file, on the clock and of the processor.
    memory_bytes, written_bytes : int
        What the reading process may hold and write, where the system can enforce it.
    """

    file_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 100 * MEGABYTE
    members: int = 200
    ratio: int = 100
    features: int = 20_000
    vertices: int = 2_000_000
    rows: int = 200_000
    columns: int = 256
    cells: int = 4_000_000
    cell_length: int = 32_767
    text_length: int = 10_000
    seconds: int = 15
    memory_bytes: int = GIGABYTE
    written_bytes: int = 200 * MEGABYTE


UPLOAD = Limits()
"""For beat maps, venues and rosters: what a person brings."""

CENSUS = Limits(
    file_bytes=100 * MEGABYTE,
    unpacked_bytes=400 * MEGABYTE,
    features=1_000_000,
    rows=1_000_000,
    cells=8_000_000,
    vertices=10_000_000,
    seconds=60,
    memory_bytes=2 * GIGABYTE,
    written_bytes=400 * MEGABYTE,
)
"""For tracts and population points: the Bureau's files of a whole state are this large."""

GROUND = Limits(
    file_bytes=300 * MEGABYTE,
    unpacked_bytes=GIGABYTE,
    features=1_000_000,
    vertices=20_000_000,
    seconds=120,
    memory_bytes=4 * GIGABYTE,
    written_bytes=400 * MEGABYTE,
)
"""For water, parks and roads: the Bureau's files of a whole state, or an extract of OpenStreetMap."""

CENSUS_TABLE = Limits(file_bytes=40 * MEGABYTE, rows=1_000_000, cells=8_000_000, seconds=20)
"""For a table of the census: that of the whole nation by tract is this large."""

NATION = Limits(
    file_bytes=20 * GIGABYTE,
    unpacked_bytes=3 * GIGABYTE,
    features=1_000_000,
    rows=1_000_000,
    cells=16_000_000,
    vertices=20_000_000,
    seconds=300,
    memory_bytes=4 * GIGABYTE,
    written_bytes=GIGABYTE,
)
"""For maps of a whole nation, which are read a page at a time: the file is large, the page is not."""

REPLICATE_FILE = Limits(
    file_bytes=150 * MEGABYTE,
    unpacked_bytes=700 * MEGABYTE,
    seconds=90,
    memory_bytes=2 * GIGABYTE,
    written_bytes=700 * MEGABYTE,
)
"""For variance replicates: those of the largest state are 350,000 rows of 89 cells."""

BILL = Limits(file_bytes=60 * MEGABYTE, rows=500_000, cells=12_000_000, seconds=30)
"""For an interpreter's bill: a year's log has a row a call."""
