"""A season as it is kept with a plan: when meetings may be, who is assumed to come, and the days kept free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import pandas as pd

from planning.errors import InputError
from planning.meetings.options import USUAL_TURNOUT
from planning.meetings.season.observances import OBSERVANCE_COLUMNS, Observance, observances_frame, read_observances
from planning.meetings.season.season import SeasonWishes


@dataclass(frozen=True, slots=True)
class KeptSeason:
    """What the days and packs of a plan follow from.

    Attributes
    ----------
    wishes : SeasonWishes
    turnout : float
        The share of the people in reach who are assumed to come, for headsets and copies.
    observances : tuple of Observance
        The list as it stood, those of the season.
    """

    wishes: SeasonWishes
    turnout: float
    observances: tuple[Observance, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as it is written into a plan."""
        wishes = self.wishes
        rows = observances_frame(self.observances).astype({"first": "str", "last": "str"}).to_dict("records")
        return {
            "first": wishes.first.isoformat(),
            "last": wishes.last.isoformat(),
            "starts": {str(weekday): f"{begins:%H:%M}" for weekday, begins in sorted(wishes.starts.items())},
            "weeks_apart": wishes.weeks_apart,
            "minutes": wishes.minutes,
            "turnout": self.turnout,
            "rows": rows,
        }


def read_season(kept: object) -> KeptSeason | None:
    """Return a season that was kept; None where there is none, or none that can be read.

    Only the days are there in plans that were kept before the rest was; the rest is then as usual.

    Examples
    --------
    >>> season = KeptSeason(SeasonWishes(date(2026, 9, 1), date(2026, 10, 31), weeks_apart=4), 0.1, ())
    >>> read_season(season.as_json()) == season, read_season({"first": "soon"})
    (True, None)
    """
    if not isinstance(kept, Mapping):
        return None
    try:
        first, last = date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])
        given: dict[str, Any] = {name: int(kept[name]) for name in ("weeks_apart", "minutes") if name in kept}
        if "starts" in kept:
            given["starts"] = {int(weekday): time.fromisoformat(begins) for weekday, begins in kept["starts"].items()}
        rows = pd.DataFrame(list(kept["rows"]), columns=list(OBSERVANCE_COLUMNS))
        turnout = float(kept.get("turnout", USUAL_TURNOUT))
        if not 0 < turnout <= 1:
            return None
        return KeptSeason(SeasonWishes(first, last, **given), turnout, read_observances(rows))
    except (KeyError, TypeError, ValueError, AttributeError, InputError):
        return None
