"""A season on its way out: iCalendar, GeoPackage, PDF and spreadsheets; and the department's own observances."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.clock import utc_now
from geodata.department.department import Department
from geodata.department.time_zones import UNKNOWN, find_zone
from geodata.files.text_tables import read_text_table
from geodata.meetings.calendars import Entry, calendar_ics, pack_entries, places_of
from geodata.papers import exports
from geodata.papers.printed import paper_html, paper_pdf
from planning.errors import InputError
from planning.languages.groups import find_language
from planning.meetings.season.observances import OBSERVANCE_COLUMNS, Observance, observances_frame, read_observances
from planning.meetings.season.pack import CHECKLIST, MeetingPack, languages_text
from planning.meetings.season.paper import season_frame, season_paper, tasks_frame

PLAN_BYTES = 5_000_000
SEASON_ENDINGS = (".ics", ".csv", ".xlsx", ".gpkg", ".pdf", ".html")
DEMO_LINE = "DEMO: place and figures are invented."


def season_ics(
    packs: Sequence[MeetingPack],
    minutes: int,
    is_demo: bool = False,
    zone: str = UNKNOWN,
    sites: pd.DataFrame | None = None,
    whose: str = "",
    *,
    plan_id: str = "",
    at: datetime | None = None,
    on_board: Sequence[Entry] = (),
) -> bytes:
    """Return meetings and their tasks as iCalendar; a meeting without a day is not in it.

    Parameters
    ----------
    minutes : int
        How long a meeting lasts.
    zone : str
        The time the meetings are held in, such as ``America/Los_Angeles``.
    sites : DataFrame with ``site_id, lon, lat``, optional
        Where the meetings are, for calendars that show a map.
    whose : str
        The department.
    plan_id : str
        Of the plan, where it is saved: its meetings go by the same name on the board.
    at : datetime, optional
        When the file is made; this moment unless given.
    on_board : sequence of Entry
        The meetings of this plan that are on the board: they stand in the file as they do there.

    Raises
    ------
    InputError
        If there is no such time zone.
    """
    places = {} if sites is None else places_of(sites.rename(columns={"site_id": "venue_id"}))
    about = {pack.slot.site_id: _description(pack, is_demo) for pack in packs}
    there = {entry.uid for entry in on_board}
    planned = pack_entries(packs, minutes, whose, plan_id, places, at or utc_now(), about)
    entries = (*on_board, *(entry for entry in planned if entry.uid not in there))
    return calendar_ics(entries, find_zone(zone), f"Meetings, {whose}" if whose else "Meetings")


def _description(pack: MeetingPack, is_demo: bool) -> str:
    lines = [
        f"Interpreted: {languages_text(pack.slot)}",
        f"Interpreters: {pack.interpreters}",
        f"Headsets: {pack.headsets}",
        f"Partner: {pack.partner or 'not known'}",
        *pack.notes,
        *(f"[ ] {item}" for item in CHECKLIST),
    ]
    return "\n".join([DEMO_LINE, *lines] if is_demo else lines)


def season_gpkg(packs: Sequence[MeetingPack], sites: pd.DataFrame) -> bytes:
    """Return the meetings as points of a GeoPackage."""
    frame = exports.neutralised(season_frame(packs, sites))
    points = gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"], crs=4326))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "season.gpkg"
        points.to_file(path, layer="meetings", driver="GPKG")
        return path.read_bytes()


def season_bytes(
    ending: str,
    department: Department,
    title: str,
    packs: Sequence[MeetingPack],
    sites: pd.DataFrame,
    minutes: int,
    zone: str = "",
    *,
    plan_id: str = "",
    on_board: Sequence[Entry] = (),
) -> bytes:
    """Return the season in the form an ending names; ``plan_id`` and ``on_board`` as in ``season_ics``.

    Parameters
    ----------
    zone : str
        For the calendar; the time the department keeps unless given.

    Raises
    ------
    InputError
        For an ending that is none of ``SEASON_ENDINGS``, or a zone that the department cannot keep.
    """
    is_demo = department.settings.is_demo
    about = exports.about(department, title)
    if ending == ".ics":
        keeps = find_zone(zone or department.zone.key, department.zone.key).key
        name = department.settings.name
        return season_ics(packs, minutes, is_demo, keeps, sites, name, plan_id=plan_id, on_board=on_board)
    if ending == ".gpkg":
        return season_gpkg(packs, sites)
    if ending == ".csv":
        return exports.csv_bytes(season_frame(packs, sites))
    if ending == ".xlsx":
        return exports.excel_bytes(season_frame(packs, sites), about)
    if ending in (".pdf", ".html"):
        subtitle = f"{department.settings.name}, {department.settings.period}"
        paper = season_paper(title, subtitle, packs, (exports.USE_NOTE,), is_demo)
        return paper_pdf(paper) if ending == ".pdf" else paper_html(paper).encode()
    raise InputError("a season is written as one of " + ", ".join(SEASON_ENDINGS), value=ending or "no ending")


def tasks_csv(packs: Sequence[MeetingPack]) -> bytes:
    """Return the tasks of the season as CSV."""
    return exports.csv_bytes(tasks_frame(packs))


def read_observances_file(path: Path | str) -> tuple[Observance, ...]:
    """Return observances from a CSV with ``name, first, last, languages, strength``.

    Raises
    ------
    InputError
        If a column is missing or a day cannot be read.
    """
    table = read_text_table(path).rows
    missing = [name for name in OBSERVANCE_COLUMNS if name not in table.columns]
    if missing:
        raise InputError(
            f"the list of observances has no column {missing[0]!r}", fix=f"it needs {', '.join(OBSERVANCE_COLUMNS)}"
        )
    return read_observances(table)


def read_plan_sites(path: Path) -> list[dict[str, Any]]:
    """Return the meetings of a plan written by ``outreach.py meetings``.

    Returns
    -------
    list of dict with ``site_id, name, lon, lat, languages, adds``

    Raises
    ------
    InputError
        If the file is too large, no JSON, or no plan.
    """
    if path.stat().st_size > PLAN_BYTES:
        raise InputError(f"{path.name} is too large for a meeting plan", value=path.stat().st_size)
    try:
        sites = json.loads(path.read_text(encoding="utf-8"))["sites"]
        return [
            {
                "site_id": str(site["site_id"]),
                "name": str(site["name"]),
                "lon": float(site["lon"]),
                "lat": float(site["lat"]),
                "languages": [find_language(str(one)).id for one in site["languages"]],
                "adds": {str(language): float(persons) for language, persons in site["adds"].items()},
            }
            for site in sites
        ]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise InputError(
            f"{path.name} is not a meeting plan", fix="write one with: outreach.py meetings DEPT -o plan.json"
        ) from error


def observances_csv(observances: Sequence[Observance]) -> bytes:
    """Return observances as the file ``read_observances_file`` reads."""
    return exports.csv_bytes(observances_frame(observances))


def flyers_of(result: Mapping[str, object]) -> dict[str, dict[str, dict[str, str]]]:
    """Return the flyer texts kept in a plan's result: by site, language and field; empty where there are none."""
    kept = result.get("flyers")
    return dict(kept) if isinstance(kept, dict) else {}
