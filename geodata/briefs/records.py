"""What is on record of a place: meetings, partners, open concerns, as far as whoever asks may read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from geodata.briefs.place import Place, is_about
from geodata.department.department import Department
from geodata.departments import Opened
from geodata.records.concerns import load_board
from planning.languages.spoken import spoken_name
from planning.lists import listed
from planning.records.area_answers import TO_COME
from planning.records.followup import HELD_STATES
from planning.words.formats import short_day

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, eq=False)
class HereRecords:
    """What is on record of one place.

    Attributes
    ----------
    events : DataFrame
    held, planned, partners : tuple of str
        Meetings, the last and the next first; partners by name.
    concerns : DataFrame or None
        None: not to be read.
    """

    events: pd.DataFrame
    held: tuple[str, ...]
    planned: tuple[str, ...]
    partners: tuple[str, ...]
    concerns: pd.DataFrame | None

    def count(self, state: str) -> int:
        """Return how many concerns are in a state."""
        return 0 if self.concerns is None else int((self.concerns["state"] == state).sum())

    def without_meeting(self, languages: Sequence[str], today: date) -> list[str]:
        """Return the languages of which no meeting was held in a year."""
        since = pd.Timestamp(today - A_YEAR)
        held = self.events[
            self.events["state"].isin(HELD_STATES) & self.events["date"].between(since, pd.Timestamp(today))
        ]
        spoken = {language for languages_held in held["languages"] for language in languages_held}
        return [language for language in languages if language not in spoken]


@dataclass(frozen=True, slots=True, eq=False)
class PlaceRecords:
    """What is on record of every place, read once."""

    events: pd.DataFrame
    partners: pd.DataFrame
    concerns: pd.DataFrame | None
    today: date

    def here(self, department: Department, place: Place, touches: dict[str, frozenset[str]]) -> HereRecords:
        """Return what of it is about a place; a record that names no area is about every place."""

        def about(frame: pd.DataFrame, areas: Sequence[Sequence[str]]) -> pd.DataFrame:
            flags = [is_about(department, place, refs, touches) for refs in areas]
            return frame[pd.Series(flags, frame.index, dtype=bool)]

        events = about(self.events, self.events["areas"].tolist())
        partners = about(self.partners, self.partners["areas"].tolist())
        concerns = None
        if self.concerns is not None:
            refs = [(ref,) if pd.notna(ref) else () for ref in self.concerns["area_id"]]
            concerns = about(self.concerns, refs)
        now = pd.Timestamp(self.today)
        held = events[events["state"].isin(HELD_STATES) & (events["date"] <= now)].sort_values("date", ascending=False)
        coming = events[events["state"].isin(TO_COME) & (events["date"] >= now)].sort_values("date")
        return HereRecords(
            events,
            tuple(_meeting(row) for _, row in held.iterrows()),
            tuple(_meeting(row) for _, row in coming.iterrows()),
            tuple(_partner(row) for _, row in partners.sort_values("organisation").iterrows()),
            concerns,
        )


def records_of(opened: Opened, today: date) -> PlaceRecords:
    """Return what is on record, as far as whoever asks may read it."""
    return PlaceRecords(
        opened.store.frame(opened.actor, "event") if opened.may("read", "event") else _nothing("state", "date"),
        opened.store.frame(opened.actor, "partner") if opened.may("read", "partner") else _nothing("organisation"),
        load_board(opened.store, opened.actor, today) if opened.may("read", "concern") else None,
        today,
    )


def _nothing(*columns: str) -> pd.DataFrame:
    empty = pd.DataFrame({name: pd.Series(dtype="object") for name in ("areas", "languages", *columns)})
    return empty.assign(date=pd.to_datetime(empty["date"])) if "date" in empty else empty


def _meeting(row: pd.Series) -> str:
    """Return a meeting in a line: day, where, languages."""
    where = row["venue_name"] if pd.notna(row["venue_name"]) else row["title"]
    spoken = listed([spoken_name(language) for language in row["languages"]])
    return f"{short_day(row['date'])}, {where}" + (f" ({spoken})" if spoken else "")


def _partner(row: pd.Series) -> str:
    spoken = listed([spoken_name(language) for language in row["languages"]])
    return f"{row['organisation']} ({spoken})" if spoken else str(row["organisation"])
