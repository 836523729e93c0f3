"""The variance replicates of C16001 by tract: a file a state, which needs no key.

Where and how the Census Bureau publishes them, as public programs that read them name it: ``programs-surveys/acs/
replicate_estimates/YYYY/data/5-year/140/C16001_SS.csv.zip``, 140 being tracts and SS the state. Not every table and
year is there. The layout of the file: ``geodata.inputs.replicate_worker``.
"""

from __future__ import annotations

from dataclasses import replace

from geodata.fetch.sources import FetchedTable, Sources, census_provenance, old_copy_notes
from geodata.fetch.web import OnBytes
from geodata.fetch.web_answers import Answer, TryAgainError, judge_file
from geodata.files.limits import REPLICATE_FILE
from geodata.inputs.replicates import read_replicates
from geodata.inputs.table_forms import TABLE
from planning.need.need import LanguageTable

_ZIP = b"PK"


def replicates_address(host: str, state: str, vintage: int) -> str:
    """Return where the variance replicates of a state stand.

    Examples
    --------
    >>> replicates_address("https://www2.census.gov", "41", 2024).removeprefix("https://www2.census.gov/")
    'programs-surveys/acs/replicate_estimates/2024/data/5-year/140/C16001_41.csv.zip'
    """
    return f"{host}/programs-surveys/acs/replicate_estimates/{vintage}/data/5-year/140/{TABLE}_{state}.csv.zip"


def fetch_replicates(
    sources: Sources, state: str, vintage: int, table: LanguageTable, on_bytes: OnBytes | None = None
) -> FetchedTable:
    """Fetch the variance replicates of the tracts of a language table.

    Raises
    ------
    UnavailableTableError
        If the Bureau has none for that year and state.
    InputError
        If they are not those of the table.
    SourceError
    """
    address = replicates_address(sources.acs_bulk, state, vintage)
    file = sources.client().fetch(
        address, suffix=".csv.zip", judge=_judge, max_bytes=REPLICATE_FILE.file_bytes, redirects=2, on_bytes=on_bytes
    )
    found = read_replicates(file.path, table=table, name=address.rpartition("/")[2])
    title = f"Variance replicates of table {TABLE}, ACS {vintage - 4}-{vintage} 5-year, by tract"
    source = census_provenance("replicates", title, f"{vintage - 4}-{vintage}", (file,))
    notes = (*found.notes, *old_copy_notes((file,)))
    return FetchedTable("replicates", found.replicates, notes, replace(source, account=found.account))


def _judge(answer: Answer) -> None:
    judge_file(answer)
    if not answer.start(len(_ZIP)).startswith(_ZIP):
        raise TryAgainError("sent something else than a zip file")
