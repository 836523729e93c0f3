"""What happens in the demo's year: partners, boards, meetings and concerns, every one invented."""

from __future__ import annotations

from typing import Any

from planning.targets.figures import CONCERNS_OVERDUE, MEETINGS_HELD, PEOPLE_REACHED, SLOTS_OPEN, TRANSLATIONS_MISSING
from planning.vocabulary import ANNOUNCED, CANCELLED, DEPARTMENT_LEVEL, HELD, PLANNED, REPORTED_BACK

_SAMOAN = "other_asian_pacific:Samoan"

OWNERS = ("Old Port district", "Westhill district", "Traffic", "Outreach", "Records office")

PARTNERS: tuple[dict[str, Any], ...] = (
    {
        "organisation": "Welcome House",
        "kind": "settlement agency",
        "languages": ["spanish", "arabic", "other:Somali"],
        "areas": ["DISTRICT:Millrace", "DISTRICT:Old Port"],
        "services": ["legal aid", "teaching rights"],
        "listed": True,
        "hosts": "Evening classes, and a hall for 60",
        "public_phone": "555-0100",
        "public_website": "welcomehouse.example",
    },
    {
        "organisation": "Vietnamese Martyrs Parish",
        "kind": "church",
        "languages": ["vietnamese"],
        "areas": ["DISTRICT:North Harbor"],
        "services": [],
        "hosts": "Parish hall after Sunday mass",
        "listed": False,
    },
    {
        "organisation": "Golden Plaza Merchants",
        "kind": "business association",
        "languages": ["chinese"],
        "areas": ["DISTRICT:Westhill"],
        "services": ["translation"],
        "hosts": "Market hall on weekday mornings",
        "listed": True,
        "public_phone": "555-0101",
    },
    {
        "organisation": "Pacific Family Hall",
        "kind": "mutual aid",
        "areas": [],
        "listed": True,
        "languages": ["tagalog", "other_asian_pacific:Samoan", "other_asian_pacific:Khmer"],
        "services": ["victim support"],
        "hosts": "Hall for 120",
        "public_phone": "555-0102",
    },
    {
        "organisation": "Harbor Legal Clinic",
        "kind": "legal aid",
        "languages": ["spanish", "korean", "chinese"],
        "areas": [],
        "services": ["legal aid", "teaching rights"],
        "listed": True,
        "public_phone": "555-0103",
        "public_address": "3rd floor, Cannery Community Center",
        "public_note": "Free, by appointment.",
    },
    {
        "organisation": "Masjid An-Noor",
        "kind": "mosque",
        "languages": ["arabic"],
        "areas": ["DISTRICT:Southshore"],
        "services": [],
        "hosts": "Community room, not during prayers",
        "listed": False,
    },
    {
        "organisation": "Saint Olga Orthodox Church",
        "kind": "church",
        "areas": ["41", "42"],
        "languages": ["slavic:Russian", "slavic:Ukrainian"],
        "services": ["translation"],
        "listed": True,
        "public_phone": "555-0104",
    },
    {
        "organisation": "Mercado del Puerto",
        "kind": "market",
        "languages": ["spanish"],
        "areas": ["01", "02", "03"],
        "services": [],
        "hosts": "Stalls on Saturdays",
        "listed": False,
    },
)

CONTACTS = (
    ("Welcome House", "Ines Marlow", "programme lead", 300),
    ("Vietnamese Martyrs Parish", "Father Duc", "priest", 20),
    ("Golden Plaza Merchants", "Lian Shore", "secretary", 120),
    ("Harbor Legal Clinic", "Jo Park-Hale", "advocate", -15),
    ("Masjid An-Noor", "Sami Quay", "trustee", 200),
)
"""Partner, invented name, position, days until the contact expires."""

REMARKS = (
    ("Welcome House", "V01", "People know the school and can walk there."),
    ("Vietnamese Martyrs Parish", "V30", "Half come by bus. Nothing after 8 p.m."),
    ("Masjid An-Noor", "V33", "Ask us about the calendar before you fix a day."),
)

BOARDS: dict[str, tuple[tuple[str, str | None, bool], ...]] = {
    "Immigrant and refugee advisory board": (
        ("spanish", None, True),
        ("vietnamese", None, True),
        ("chinese", None, False),
        ("arabic", None, True),
        ("slavic:Russian", None, True),
        ("korean", None, False),
    ),
    "Old Port neighborhood board": (
        ("spanish", "DISTRICT:Old Port", True),
        ("tagalog", "DISTRICT:Old Port", True),
        ("english", "DISTRICT:Old Port", True),
    ),
}

MEETINGS: tuple[tuple[int, str, str, str, tuple[str, ...], str], ...] = (
    (-350, "V21", "Millrace First Presbyterian", "DISTRICT:Millrace", ("spanish",), REPORTED_BACK),
    (-310, "V01", "Capstan Street Elementary", "DISTRICT:Old Port", ("spanish", "tagalog"), REPORTED_BACK),
    (-270, "V30", "Vietnamese Martyrs Parish Hall", "DISTRICT:North Harbor", ("vietnamese",), REPORTED_BACK),
    (-235, "V54", "Golden Plaza", "DISTRICT:Westhill", ("chinese",), REPORTED_BACK),
    (-200, "V33", "Masjid An-Noor", "DISTRICT:Southshore", ("arabic", "spanish"), REPORTED_BACK),
    (-150, "V11", "Old Port Elementary", "DISTRICT:Old Port", ("spanish", "vietnamese"), REPORTED_BACK),
    (-95, "V28", "Saint Olga Orthodox Church", "DISTRICT:Millrace", ("slavic:Russian", "slavic:Ukrainian"), HELD),
    (-60, "V48", "Pacific Family Hall", "DISTRICT:Southshore", ("tagalog", _SAMOAN), REPORTED_BACK),
    (-33, "V26", "Our Lady of the Falls", "DISTRICT:Falls Heights", ("spanish",), CANCELLED),
    (-12, "V30", "Vietnamese Martyrs Parish Hall", "DISTRICT:North Harbor", ("vietnamese", "spanish"), HELD),
    (9, "V54", "Golden Plaza", "DISTRICT:Westhill", ("chinese", "korean"), ANNOUNCED),
    (25, "V01", "Capstan Street Elementary", "DISTRICT:Old Port", ("spanish",), ANNOUNCED),
    (60, "V52", "Westhill Recreation Center", "DISTRICT:Westhill", ("korean",), PLANNED),
)
"""Days from today, venue, area, languages, how far it has got."""

CONCERNS: tuple[tuple[int, str, str, str, str, int | None, int | None], ...] = (
    # days ago, language, area, theme, text, days until answered, days from answer until told
    (349, "spanish", "DISTRICT:Millrace", "lighting", "The underpass by the mill is dark after six.", 18, 12),
    (
        340,
        "spanish",
        "DISTRICT:Millrace",
        "interpreters",
        "No one at the front desk speaks Spanish on Sundays.",
        25,
        20,
    ),
    (309, "tagalog", "DISTRICT:Old Port", "traffic", "Cars do not stop at the ferry crossing.", 40, 9),
    (300, "spanish", "DISTRICT:Old Port", "reporting", "How can we report a theft without giving an address?", 12, 5),
    (269, "vietnamese", "DISTRICT:North Harbor", "interpreters", "The line for interpreters hung up twice.", 55, 30),
    (265, "vietnamese", "DISTRICT:North Harbor", "theft", "Parcels are taken from doorsteps.", 21, 14),
    (234, "chinese", "DISTRICT:Westhill", "reporting", "The online form is in English only.", 33, 33),
    (230, "chinese", "DISTRICT:Westhill", "traffic", "Trucks park on the school pavement.", 14, 40),
    (199, "arabic", "DISTRICT:Southshore", "respect", "Officers came into the prayer room with shoes on.", 9, 4),
    (195, "arabic", "DISTRICT:Southshore", "hate", "Flyers against us were left at the bus stop.", 3, 4),
    (190, "spanish", "DISTRICT:Southshore", "lighting", "Two of three lights at the beach stairs are out.", 28, None),
    (149, "vietnamese", "DISTRICT:Old Port", "theft", "Bicycles are stolen at the market.", 45, 13),
    (140, "spanish", "DISTRICT:Old Port", "respect", "Why are young people stopped at the ferry?", 60, None),
    (95, "slavic:Russian", "DISTRICT:Millrace", "reporting", "What happens after a report is made?", 20, 31),
    (
        94,
        "slavic:Ukrainian",
        "DISTRICT:Millrace",
        "interpreters",
        "Russian was offered, but people needed Ukrainian.",
        None,
        None,
    ),
    (60, "tagalog", "DISTRICT:Southshore", "traffic", "The night bus skips the stop by the hall.", 15, 20),
    (59, _SAMOAN, "DISTRICT:Southshore", "respect", "Elders want to be greeted first.", 10, 25),
    (50, "spanish", "DISTRICT:Falls Heights", "lighting", "The footbridge lamp flickers.", None, None),
    (12, "vietnamese", "DISTRICT:North Harbor", "theft", "Shops close early out of fear.", None, None),
    (11, "spanish", "DISTRICT:North Harbor", "reporting", "Can we report by text message?", None, None),
    (5, "korean", "DISTRICT:Westhill", "interpreters", "When will there be a Korean meeting?", None, None),
)

TOLD_HOW = ("at the next meeting", "flyer through the partner", "partner's announcement", "letter to the board")

TARGETS: tuple[tuple[str, str, int], ...] = (
    (MEETINGS_HELD, DEPARTMENT_LEVEL, 6),
    (MEETINGS_HELD, "DISTRICT:Millrace", 2),
    (CONCERNS_OVERDUE, DEPARTMENT_LEVEL, 0),
    (TRANSLATIONS_MISSING, DEPARTMENT_LEVEL, 60),
    (SLOTS_OPEN, DEPARTMENT_LEVEL, 18),
    (PEOPLE_REACHED, DEPARTMENT_LEVEL, 55),
)
"""What the department wants by the end of the running half-year: figure, area, how many."""
