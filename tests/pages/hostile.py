"""The demo with names that somebody else chose: in its areas, venues, units, partners, meetings, concerns, boards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import save_department
from geodata.records.engine import open_store
from planning.records.roles import Actor


def hostile_department(folder: Path, names: Sequence[str]) -> Path:
    """Save the demo under six names, which stand wherever a department may write a name; return its folder."""
    demo = build_demo()
    beats, venues, roster = demo.beats.copy(), demo.venues.copy(), demo.roster.copy()
    ids = dict(zip(beats["area_id"], (f"{name} {k}" for k in range(4) for name in names), strict=True))
    column, districts = names[0], dict(zip(sorted(beats["DISTRICT"].unique()), names, strict=True))
    beats["area_id"] = beats["area_id"].map(ids)
    beats[column] = beats["DISTRICT"].map(districts)
    beats = gpd.GeoDataFrame(beats.drop(columns="DISTRICT"), geometry="geometry", crs=4326).sort_values("area_id")
    beats = beats.reset_index(drop=True)
    for field in ("name", "kind", "transit", "host_partner", "hours"):
        venues[field] = pd.array([f"{names[k % 6]} {k}" for k in range(len(venues))], dtype="str")
    roster["unit"] = pd.array([ids.get(unit, districts.get(unit, unit)) for unit in roster["unit"]], dtype="str")
    settings = replace(demo.settings, name=names[4] + names[0], levels=(column,))
    save_department(replace(demo, settings=settings, beats=beats, venues=venues, roster=roster), folder)
    _add_records(folder, names)
    return folder


def _add_records(folder: Path, names: Sequence[str]) -> None:
    """Records whose every text is an attack: partners, meetings, concerns, boards."""
    store, eve = open_store(folder, ""), Actor(f"eve{names[4]}", "coordinator")
    today = store.today()
    for number, name in enumerate(names):
        partner = {
            "organisation": name,
            "kind": name,
            "languages": ["korean"],
            "hosts": name,
            "listed": True,
            "notes": name,
            "public_name": name,
            "public_website": name,
            "public_note": name,
        }
        store.add(eve, "partner", partner)
        day = today + timedelta(days=number)
        event = {
            "title": name,
            "state": "planned",
            "date": day,
            "venue_name": name,
            "languages": ["korean"],
            "notes": name,
        }
        store.add(eve, "event", event)
        concern = {
            "text": name,
            "theme": name,
            "owner": name,
            "language": "korean",
            "raised_on": today,
            "due_on": today,
            "area_id": name,
        }
        store.add(eve, "concern", concern)
        store.add(eve, "board", {"name": name, "meets": name, "purpose": name})
    store.database.engine.dispose()
