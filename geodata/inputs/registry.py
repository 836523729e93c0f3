"""The inputs of a department, a row each: how one is read, when it is given, and what is said where it is asked for.

To add one: write a reader, give it a row and ``Department`` a field of that name. It is then opened and saved with the
department, and asked for by the screens and commands that walk this table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Flag, auto
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.files.formats import MAP_ENDINGS
from geodata.files.limits import BILL, CENSUS, CENSUS_TABLE, GROUND, REPLICATE_FILE, UPLOAD, Limits
from geodata.files.text_tables import TABLE_ENDINGS, read_table_of_json
from geodata.inputs import bill_worker, geoids, language_table, population, requests, roster_columns, venues
from geodata.inputs.account import Account
from geodata.inputs.adult_table import read_adult_table
from geodata.inputs.beats import read_beats
from geodata.inputs.detail import DETAIL_ALIASES, OTHER_STATE, SECOND_HEADING, read_detail
from geodata.inputs.ground import BEYOND, GROUND_ALIASES, NOT_DRAWN, TOO_SMALL, is_extract, read_ground
from geodata.inputs.interpreter_bill import look_at_bill, read_interpreter_bill
from geodata.inputs.language_table import read_language_table
from geodata.inputs.population import read_population
from geodata.inputs.pumas import PUMA_ALIASES, read_pumas
from geodata.inputs.replicate_worker import ELSEWHERE, OTHER_LINE, TITLE
from geodata.inputs.replicates import read_replicates
from geodata.inputs.requests import read_demand_counts
from geodata.inputs.roster import read_roster
from geodata.inputs.roster_columns import Asked, asked_columns
from geodata.inputs.said import Files, Said, each_file, look_at, other_shapes, recall
from geodata.inputs.survey_year import SurveyYear
from geodata.inputs.tracts import read_tracts
from geodata.inputs.venues import read_venues


class Given(Flag):
    """When an input is given."""

    FIRST = auto()
    """When a department is made."""
    LATER = auto()
    """Into a department that is there."""


@dataclass(frozen=True, slots=True)
class Read:
    """An input as it was understood, what was noticed, the account of its file, and the year it says it is of."""

    frame: Any
    notes: tuple[str, ...]
    account: Account
    said: Said | None = None
    """What somebody said the columns are, now or of a file of the same shape."""
    others: tuple[Said, ...] = ()
    """What was said of files of other shapes."""
    year: SurveyYear | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """One input.

    Attributes
    ----------
    role : str
        The field of ``Department``, the file in its folder, and the option of the command line.
    title, what, use : str
        How a person knows it: its name, what to give, and what it is for.
    reader : callable
        Given a path and the keywords of ``options``; returns what has ``notes`` and the frame as ``gives``.
    given : Given
    limits : Limits
        The caps of a file somebody uploads.
    endings : tuple of str
        What such a file may be.
    help : str
        What the option of the command line says.
    upload : str
        What the uploader of the guided path says.
    fuller : str
        What is said where it is given later, if more than ``what``.
    columns : mapping of role to aliases
        What somebody can say a column is, and what is guessed where they do not; empty: the beat map has options.
    look : callable
        Given a path and the limits; returns the rows under their own headings, for whoever says which is which. Without
        rows where they are nobody's to see.
    options : tuple of str
        Further keywords of the reader, which only the caller knows.
    passed_over : tuple of str
        Why rows are left out that nobody needs to look at, as those of other places in a file of a whole state.
    spatial, needed, published, several : bool
        Whether it has places; whether there is no department without it; whether the public sources have it; whether
        it may come in several files.
    """

    role: str
    title: str
    what: str
    use: str
    reader: Callable[..., Any]
    gives: str
    given: Given
    limits: Limits
    endings: tuple[str, ...]
    help: str
    upload: str = ""
    fuller: str = ""
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    look: Callable[[Path, Limits], pd.DataFrame] = look_at
    options: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    spatial: bool = False
    needed: bool = False
    published: bool = False
    several: bool = False

    def read(
        self, path: Files, *, said: Mapping[str, str] | None = None, before: Sequence[Said] = (), **options: Any
    ) -> Read:
        """Read and check a file, or several where the input may come so.

        Parameters
        ----------
        path : Path or sequence of Path
        said : mapping of role to heading, optional
            What somebody says the columns are.
        before : sequence of Said
            What was said of earlier files: it holds for one of the same shape where nothing is said now.

        Raises
        ------
        InputError
            With one sentence that names what is wrong and how to mend it.
        """
        said = dict(said or {})
        headings: list[str] = []
        if said or any(one.input == self.role for one in before):
            looked = (self.look(one, self.limits).columns for one in each_file(path))
            headings = list(dict.fromkeys(str(column) for columns in looked for column in columns))
            said = said or recall(before, self.role, headings)
        found = self.reader(path, **options, **({"columns": said} if said else {}))
        return Read(
            getattr(found, self.gives),
            found.notes,
            found.account,
            Said(self.role, tuple(headings), said) if said else None,
            other_shapes(before, self.role, headings),
            getattr(found, "year", None),
        )


def _look_at_reply(path: Path, limits: Limits) -> pd.DataFrame:
    """Return the rows of a table, or of a reply of the Census API."""
    return read_table_of_json(path, limits=limits).rows if path.suffix.lower() == ".json" else look_at(path, limits)


def _look_at_ground(path: Path, limits: Limits) -> pd.DataFrame:
    """Return the rows of a map; none of an extract, whose tags need no saying."""
    return pd.DataFrame() if is_extract(path) else look_at(path, limits)


def _headings_alone(path: Path, limits: Limits) -> pd.DataFrame:
    """Return no rows: nobody needs to say which column is which in a file that only the Bureau writes."""
    return pd.DataFrame()


_ROWS = (
    Input(
        "beats",
        "Beat map",
        "GeoJSON, zipped Shapefile, GeoPackage, KML or GeoParquet, with a column of beat ids",
        "needed",
        read_beats,
        "beats",
        Given.FIRST,
        UPLOAD,
        MAP_ENDINGS,
        help="Beat map: GeoJSON, zipped Shapefile, GeoPackage, ...",
        options=("id_column", "level_columns", "duplicates", "layer", "crs", "other_shapes"),
        spatial=True,
        needed=True,
    ),
    Input(
        "tracts",
        "Census tracts",
        "the tracts of the counties the beats touch, with GEOID (TIGER/Line)",
        "needed",
        read_tracts,
        "tracts",
        Given.FIRST,
        CENSUS,
        MAP_ENDINGS,
        columns=geoids.ALIASES,
        help="Census tracts with GEOID.",
        upload="Census tracts: a map with a GEOID column",
        options=("crs", "layer"),
        spatial=True,
        needed=True,
        published=True,
    ),
    Input(
        "language",
        "Language table",
        "ACS table C16001 by tract, with margins of error (data.census.gov or the Census API)",
        "needed",
        read_language_table,
        "table",
        Given.FIRST,
        CENSUS_TABLE,
        (*TABLE_ENDINGS, ".json", ".zip"),
        columns=language_table.ALIASES,
        look=language_table.look_at_language,
        help="ACS table C16001 by tract. Repeat it for the files of several counties.",
        upload="Languages: table C16001 by tract (CSV, Excel, API reply, zip from data.census.gov), one or several",
        needed=True,
        published=True,
        several=True,
    ),
    Input(
        "replicates",
        "Variance replicates",
        "the Census Bureau's 80 variance replicates of table C16001 by tract, a file for each state (CSV or zip)",
        "exact margins of error",
        read_replicates,
        "replicates",
        Given.FIRST | Given.LATER,
        REPLICATE_FILE,
        (".csv", ".zip"),
        look=_headings_alone,
        help="Variance replicates of C16001 by tract, the state's file. They make margins of error exact.",
        upload="Variance replicates of table C16001: the file of your state, as C16001_41.csv.zip",
        options=("table",),
        passed_over=(TITLE, OTHER_LINE, ELSEWHERE),
        published=True,
    ),
    Input(
        "population",
        "Population points",
        "census blocks, or block-group centers: lon, lat, pop",
        "better figures where beats cut tracts",
        read_population,
        "points",
        Given.FIRST,
        CENSUS,
        (*TABLE_ENDINGS, *MAP_ENDINGS),
        columns=population.ALIASES,
        help="Census blocks or block groups: lon, lat, pop.",
        upload="Points: lon, lat, pop. Census blocks or block-group centers",
        spatial=True,
        published=True,
    ),
    Input(
        "venues",
        "Venues",
        "schools, libraries, churches, community centers: name, lon, lat",
        "for meetings",
        read_venues,
        "venues",
        Given.FIRST,
        UPLOAD,
        (*TABLE_ENDINGS, *MAP_ENDINGS),
        columns=venues.ALIASES,
        help="Places to meet: name, lon, lat.",
        upload="Venues: name, lon, lat, plus kind, capacity, step_free, ... if known",
        spatial=True,
    ),
    Input(
        "roster",
        "Roster",
        "officer_id (no names), unit, shift, language, tier",
        "for bilingual coverage",
        read_roster,
        "roster",
        Given.FIRST | Given.LATER,
        UPLOAD,
        TABLE_ENDINGS,
        columns=roster_columns.ALIASES,
        help="Officers: id, unit, shift, languages, tier.",
        upload=f"Roster: {asked_columns(Asked.NEEDED, Asked.USUAL)} (CSV or Excel)",
        fuller=(
            f"CSV or Excel: {asked_columns(Asked.NEEDED)}, plus {asked_columns(Asked.USUAL, Asked.WELCOME)} "
            "if you have them. Names are not read. locked (yes) and bids (shifts) say who may be moved where."
        ),
        options=("decisions",),
    ),
    Input(
        "requests",
        "Interpreter-line requests or calls, as counts",
        "CSV or Excel of counts: area, hour (0 to 23), requests, plus language and given_by (staff or line) "
        "if you have them. A log of calls is refused.",
        "for slots by counted requests",
        read_demand_counts,
        "counts",
        Given.LATER,
        UPLOAD,
        TABLE_ENDINGS,
        columns=requests.ALIASES,
        help="Interpreter-line requests or calls: counts by area and hour.",
        options=("decisions", "levels"),
    ),
    Input(
        "bill",
        "Interpreter bill or call log. Only counts are saved.",
        "CSV or Excel from a vendor: language and date, plus time, way, and minutes if it has them. One row "
        "per call, or monthly sums. Only counts are saved: no order numbers, names, phone numbers, or case "
        "numbers.",
        "for the use of interpreters",
        read_interpreter_bill,
        "bill",
        Given.LATER,
        BILL,
        TABLE_ENDINGS,
        help="Interpreter bill or call log. Only counts are saved.",
        columns=bill_worker.ALIASES,
        look=look_at_bill,
        options=("decisions", "areas"),
    ),
    Input(
        "adults",
        "Table B16004 (adults)",
        "CSV of census table B16004 by tract, as data.census.gov gives it.",
        "for recruiting",
        read_adult_table,
        "adults",
        Given.LATER,
        CENSUS_TABLE,
        TABLE_ENDINGS,
        columns=geoids.ALIASES,
        help="Census table B16004 by tract: how many are 18 to 64.",
    ),
    Input(
        "detail",
        "Table B16001 (languages inside combined groups)",
        "census table B16001 by PUMA (areas of 100,000 people or more), as data.census.gov or the Census API gives it",
        "what combined groups hold around",
        read_detail,
        "detail",
        Given.LATER,
        CENSUS_TABLE,
        (*TABLE_ENDINGS, ".json"),
        columns=DETAIL_ALIASES,
        look=_look_at_reply,
        help="Census table B16001 by PUMA: the languages inside combined groups. Needs --pumas too.",
        options=("table",),
        passed_over=(SECOND_HEADING, OTHER_STATE),
        published=True,
    ),
    Input(
        "pumas",
        "Tracts by PUMA",
        "the Bureau's list of census tracts and PUMAs, as 2020_Census_Tract_to_2020_PUMA.txt",
        "where table B16001 is of",
        read_pumas,
        "pumas",
        Given.LATER,
        CENSUS_TABLE,
        TABLE_ENDINGS,
        columns=PUMA_ALIASES,
        help="The Bureau's list of tracts and PUMAs, for --detail.",
        options=("table",),
        passed_over=(ELSEWHERE,),
    ),
    Input(
        "ground",
        "Water, parks, and main roads",
        "TIGER/Line files (area water, linear water, primary and secondary roads, area landmarks) or an OpenStreetMap "
        "extract (.osm.pbf)",
        "streets and water under every map",
        read_ground,
        "ground",
        Given.LATER,
        GROUND,
        (*MAP_ENDINGS, ".pbf"),
        columns=GROUND_ALIASES,
        look=_look_at_ground,
        help="Water, parks and roads under the maps: TIGER/Line or .osm.pbf. May be repeated.",
        options=("beats",),
        passed_over=(NOT_DRAWN, BEYOND, TOO_SMALL),
        spatial=True,
        published=True,
        several=True,
    ),
)

INPUTS: Mapping[str, Input] = MappingProxyType({row.role: row for row in _ROWS})
"""The inputs by role, in the order they are read."""

OPTIONAL = tuple(row.role for row in _ROWS if not row.needed)
"""What a department may lack."""
FIRST = tuple(row.role for row in _ROWS if Given.FIRST in row.given)
"""What a department is made from."""
LATER = tuple(row.role for row in _ROWS if Given.LATER in row.given)
"""What can be put into a department that is there."""
FETCHED_IF_ASKED = tuple(row.role for row in _ROWS if row.published and Given.LATER in row.given)
"""What the public sources have and a department is not made from: fetched where somebody asks, see
``geodata.fetch.extras``."""
