"""The ways to be understood of the demo: contracts, prices and lists, made up, and one list that is published."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from geodata.records.work import Work
from planning.access.ways import offers

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


def add_ways(work: Work, today: date) -> None:
    """Write the contracts down, and the published list of an app; whether cameras translate nobody has said."""
    for contract in _CONTRACTS:
        source = {"list_source": "contract of the city, made up", "list_as_of": today - timedelta(days=200)}
        work.add("way", contract | source)
    app = next(offer for offer in offers() if offer.way == "device")
    values = {"languages": list(app.languages), "list_source": app.source, "list_as_of": min(app.read_on, today)}
    work.add("way", {"way": app.way, "name": app.name} | values)
