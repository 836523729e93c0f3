"""Ways to be understood of the demo, made up but for one published list, and figures of last year’s report."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from geodata.records.work import Work
from planning.access.ways import offers
from planning.records.half_years import closed_half_years
from planning.records.years import Year
from planning.vocabulary import CERTIFIED

_LINE = (
    *("spanish", "chinese", "vietnamese", "korean", "arabic", "tagalog", "slavic:Russian", "slavic:Ukrainian"),
    *("slavic:Polish", "french_haitian:French", "french_haitian:Haitian Creole", "other_indo_european:Portuguese"),
    *("other_indo_european:Hindi", "other_indo_european:Persian", "other_asian_pacific:Khmer"),
    *("other_asian_pacific:Samoan", "other:Somali", "other:Amharic"),
)
_CONTRACTS: tuple[dict[str, Any], ...] = (
    {
        "way": "line",
        "name": "Harbor phone interpreters",
        "languages": list(_LINE),
        "price": 0.68,
        "price_per": "minute",
    },
    {
        "way": "video",
        "name": "Harbor video interpreters",
        "languages": ["spanish", "chinese", "vietnamese", "arabic", "slavic:Russian"],
        "shifts": ["day", "evening"],
        "price": 0.95,
        "price_per": "minute",
    },
    {
        "way": "in person",
        "name": "Interpreters booked for an hour",
        "languages": ["spanish", "chinese", "vietnamese", "korean"],
        "shifts": ["day"],
        "price": 85.0,
        "price_per": "hour",
    },
)


LAST_YEAR = {
    "people": "About 49,800 LEP residents (give or take 2,510)",
    "calls": "Spanish 1,590, Chinese 640, Vietnamese 545, Korean 230, Arabic 205, Tagalog 75, all 3,285",
    "own_share": "21% of about 4,160",
    CERTIFIED: "Spanish 4-8 in the whole department",
    "staff": "Spanish 1-2, civilian",
    "training": "Interpreter course, done: 12",
    "documents": "Vital documents 11, Spanish 10 of 11 approved",
    "incidents": "1,870 incidents with LEP residents, 1,205 of them in Spanish",
    "complaints": "2, both about a wait for an interpreter, both answered",
}
"""What the report of the year before said, made up."""


def add_last_year(work: Work, today: date) -> None:
    """Write down what the report before the newest one said."""
    before = Year(closed_half_years(None, today)[0]).before
    for item, text in LAST_YEAR.items():
        source = "last year’s report, made up"
        work.add("year_entry", {"year": str(before), "item": item, "text": text, "source": source})


def add_ways(work: Work, today: date) -> None:
    """Write the contracts down, and the published list of an app; whether cameras translate nobody has said."""
    for contract in _CONTRACTS:
        source = {"list_source": "contract of the city, made up", "list_as_of": today - timedelta(days=200)}
        work.add("way", contract | source)
    app = next(offer for offer in offers() if offer.way == "device")
    values = {"languages": list(app.languages), "list_source": app.source, "list_as_of": min(app.read_on, today)}
    work.add("way", {"way": app.way, "name": app.name} | values)
