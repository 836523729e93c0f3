"""What combined groups hold around: table B16001 by PUMA from the Census API, and the Bureau's list of PUMAs.

The list: ``geo/docs/maps-data/data/rel2020/2020_Census_Tract_to_2020_PUMA.txt`` and, for surveys up to 2021, ``.../rel/
2010_Census_Tract_to_2010_PUMA.txt``; both begin with a byte-order mark and name tracts by the counties of their census.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from geodata.fetch.census_api import CensusApi
from geodata.fetch.census_tables import fetch_cells
from geodata.fetch.sources import FetchedTable, Sources, census_provenance, old_copy_notes
from geodata.fetch.web import OnBytes
from geodata.fetch.web_answers import Answer, TryAgainError, judge_file
from geodata.files.limits import MEGABYTE
from geodata.inputs.detail import read_detail
from geodata.inputs.pumas import read_pumas
from planning.languages.detailed import TABLE
from planning.need.need import LanguageTable

FIRST_OF_2020 = 2022
"""The survey from which on PUMAs are those of the 2020 census."""
MAX_BYTES = 20 * MEGABYTE


def puma_list_address(host: str, vintage: int) -> str:
    """Return where the list of tracts and PUMAs stands that fits a survey.

    Examples
    --------
    >>> puma_list_address("https://www2.census.gov", 2024).removeprefix("https://www2.census.gov/geo/docs/maps-data/")
    'data/rel2020/2020_Census_Tract_to_2020_PUMA.txt'
    """
    census, folder = ("2020", "rel2020") if vintage >= FIRST_OF_2020 else ("2010", "rel")
    return f"{host}/geo/docs/maps-data/data/{folder}/{census}_Census_Tract_to_{census}_PUMA.txt"


def fetch_detail(
    api: CensusApi, state: str, counties: Sequence[str], vintage: int, table: LanguageTable
) -> FetchedTable:
    """Fetch B16001 for every PUMA of a state.

    Raises
    ------
    UnavailableTableError, MissingKeyError, SourceError
    """
    found = fetch_cells(api, TABLE, state, counties, vintage, ["NAME"])
    name = f"{TABLE} ACS {vintage - 4}-{vintage}"
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        path = Path(folder) / f"{name}.csv"
        found.cells.rename_axis("GEO_ID").rename(index="795P200US{}".format).to_csv(path)
        read = read_detail(path, table=table)
    title = f"Table {TABLE}, Language Spoken at Home, ACS {vintage - 4}-{vintage} 5-year, by PUMA (Census API)"
    source = census_provenance("detail", title, f"{vintage - 4}-{vintage}", found.files)
    notes = (*read.notes, *found.notes, *old_copy_notes(found.files))
    return FetchedTable("detail", read.detail, notes, replace(source, account=read.account))


def fetch_pumas(sources: Sources, vintage: int, table: LanguageTable, on_bytes: OnBytes | None = None) -> FetchedTable:
    """Fetch which PUMA each tract of a table lies in.

    Raises
    ------
    InputError
        If it is in none.
    SourceError
    """
    address = puma_list_address(sources.tiger, vintage)
    file = sources.client().fetch(
        address, suffix=".txt", judge=_judge, max_bytes=MAX_BYTES, redirects=2, on_bytes=on_bytes
    )
    read = read_pumas(file.path, table=table)
    source = census_provenance("pumas", address.rpartition("/")[2], "2020" if "2020" in address else "2010", (file,))
    account = replace(read.account, name=address.rpartition("/")[2])
    return FetchedTable("pumas", read.pumas, (*read.notes, *old_copy_notes((file,))), replace(source, account=account))


def _judge(answer: Answer) -> None:
    judge_file(answer)
    if not answer.start().startswith(b"STATEFP"):
        raise TryAgainError("sent something else than the list of tracts")
