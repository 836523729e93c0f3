"""Table C16001 without a key: the national table-based ACS summary file.

Layout: pipe-delimited text with one header line, ``GEO_ID|C16001_E001|C16001_M001|C16001_E002|...``; a row for every
place of every level, of which tracts begin with ``1400000US``. A cell without a figure is blank or one of the
special values of the API. Sources: U.S. Census Bureau, *Using the American Community Survey Table-Based Summary
File* (October 2023) and https://www.census.gov/programs-surveys/acs/data/summary-file/getting-started.html (file
``acsdt1y2021-b01001.dat``, variable ``B01001_E003``). Folders: ``table-based-SF/data/5YRData`` from 2021,
``prototype/5YRData`` for 2018 to 2020, as public programs that read both name them.

The national file is read once: its tracts are kept as Parquet, a file a state, beside the cache entry.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from geodata.fetch.cache import CachedFile, cache_error
from geodata.fetch.census_replies import require_distinct
from geodata.fetch.census_tables import FetchedLanguage, read_language_cells, require_language_vintage
from geodata.fetch.sources import Sources, census_provenance, old_copy_notes
from geodata.fetch.tables import CENSUS_TABLES
from geodata.fetch.web import OnBytes
from geodata.fetch.web_answers import Answer, TryAgainError, judge_file
from geodata.files.limits import GIGABYTE, MEGABYTE
from geodata.files.sentences import first_of
from geodata.inputs.table_forms import TABLE
from planning.errors import SchemaError, UnavailableTableError

FIRST_TABLE_BASED, FIRST_BULK = 2021, 2018
MAX_BYTES = 3 * GIGABYTE
GEO_ID = "GEO_ID"
TRACT_START = "1400000US"
_BLOCK = 16 * MEGABYTE


def bulk_address(host: str, vintage: int) -> str:
    """Return where the national file of a year stands.

    Raises
    ------
    UnavailableTableError
        For a year before the Bureau published files by table.

    Examples
    --------
    >>> bulk_address("https://www2.census.gov", 2024).removeprefix("https://www2.census.gov/programs-surveys/acs/")
    'summary_file/2024/table-based-SF/data/5YRData/acsdt5y2024-c16001.dat'
    """
    require_language_vintage(vintage)
    if vintage < FIRST_BULK:
        raise UnavailableTableError(
            "the national file by table begins with 2018", value=vintage, fix="use the Census API for earlier years"
        )
    folder = "table-based-SF/data" if vintage >= FIRST_TABLE_BASED else "prototype"
    file = f"acsdt5y{vintage}-{TABLE.lower()}.dat"
    return f"{host}/programs-surveys/acs/summary_file/{vintage}/{folder}/5YRData/{file}"


def fetch_bulk_language(
    sources: Sources, state: str, counties: Sequence[str], vintage: int, on_bytes: OnBytes | None = None
) -> FetchedLanguage:
    """Fetch C16001 by tract for some counties from the national file.

    Raises
    ------
    UnavailableTableError
        If the year is not published so, or has no such county.
    SourceError
    """
    address = bulk_address(sources.acs_bulk, vintage)
    file = sources.client().fetch(
        address, suffix=".dat", judge=_judge, max_bytes=MAX_BYTES, redirects=2, on_bytes=on_bytes
    )
    cells = _state_cells(file, state)
    wanted = tuple(state + county for county in counties)
    cells = cells[cells.index.str.startswith(wanted)].sort_index()
    without = [county for county in counties if not cells.index.str.startswith(state + county).any()]
    if without:
        raise UnavailableTableError(
            f"the national file of {vintage} has no tract in county {first_of(without)} of state {state}",
            fix="check the FIPS codes. Connecticut has planning regions instead of counties from 2022",
        )
    require_distinct(cells.index, "the national file")
    period = f"ACS {vintage - 4}-{vintage}"
    read = read_language_cells(cells, f"{TABLE} {period}")
    title = f"Table {TABLE}, Language Spoken at Home, {period} 5-year, by tract (table-based summary file)"
    provenance = census_provenance("language", title, f"{vintage - 4}-{vintage}", (file,))
    return FetchedLanguage(read.table, (*read.notes, *old_copy_notes((file,))), provenance)


def bulk_columns() -> dict[str, str]:
    """Return the column of the national file for every variable the product uses.

    Examples
    --------
    >>> bulk_columns()["C16001_005M"]
    'C16001_M005'
    """
    return {name: f"{name[:-4]}{name[-1]}{name[-4:-1]}" for name in CENSUS_TABLES[TABLE].variables}


def _judge(answer: Answer) -> None:
    judge_file(answer)
    if not answer.start(len(GEO_ID) + 1).startswith(f"{GEO_ID}|".encode()):
        raise TryAgainError("sent something else than the table")


def _state_cells(file: CachedFile, state: str) -> pd.DataFrame:
    folder = file.path.with_suffix(f".{file.sha256[:16]}")
    if not folder.is_dir():
        _split(file.path, folder)
    path = folder / f"state={state}.parquet"
    if not path.is_file():
        raise UnavailableTableError(f"the national file has no tract in state {state}", fix="check the FIPS code")
    return pd.read_parquet(path).set_index("geoid")


def _split(path: Path, folder: Path) -> None:
    """Write the tracts of the national file, a Parquet file a state: all of them or none."""
    tracts = pa.Table.from_batches(national_tracts(path), schema=_schema())
    states = pc.utf8_slice_codeunits(tracts.column("geoid"), 0, 2)
    staging = Path(tempfile.mkdtemp(prefix=".splitting-", dir=folder.parent))
    try:
        for state in pc.unique(states).to_pylist():
            pq.write_table(tracts.filter(pc.equal(states, state)), staging / f"state={state}.parquet")
        staging.replace(folder)
    except OSError as error:
        if not folder.is_dir():  # else somebody else split the same file meanwhile
            raise cache_error(error) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _schema() -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in ("geoid", *bulk_columns())])


def is_national(path: Path) -> bool:
    """Return whether a file begins as the national one does."""
    with path.open("rb") as file:
        return file.read(len(GEO_ID) + 1) == f"{GEO_ID}|".encode()


def write_national_tracts(path: Path, written: Path) -> None:
    """Write the tracts of a national file as a table of text, in the API's column names, some rows at a time.

    Raises
    ------
    SchemaError
        If it is not the table.
    """
    with pa_csv.CSVWriter(written, _schema()) as table:
        for rows in national_tracts(path):
            table.write_batch(rows)


def national_tracts(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the tract rows, with every cell as text as it was published."""
    columns = bulk_columns()
    wanted = [GEO_ID, *columns.values()]
    try:
        reader = pa_csv.open_csv(
            path,
            read_options=pa_csv.ReadOptions(block_size=_BLOCK),
            parse_options=pa_csv.ParseOptions(delimiter="|", quote_char=False),
            convert_options=pa_csv.ConvertOptions(
                include_columns=wanted, column_types={name: pa.string() for name in wanted}, strings_can_be_null=False
            ),
        )
        for batch in reader:
            rows = batch.filter(pc.starts_with(batch.column(0), TRACT_START))
            geoid = pc.utf8_slice_codeunits(rows.column(0), len(TRACT_START))
            yield pa.RecordBatch.from_arrays([geoid, *rows.columns[1:]], schema=_schema())
    except KeyError as error:
        raise SchemaError(
            f"the national file is missing columns of table {TABLE}",
            value=str(error)[:80],
            fix="use the Census API instead",
        ) from None
    except pa.ArrowInvalid:
        raise SchemaError(
            "the national file is not the table its name says, or broke off",
            fix="delete it from the folder of fetched files and fetch it again, or use the Census API",
        ) from None
