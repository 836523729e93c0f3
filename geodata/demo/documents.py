"""What the demo has in print: two dozen documents, how far each translation is, and what the streets say of languages.

Every title, partner and count is invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from geodata.records.work import Work

_RUSSIAN, _UKRAINIAN, _FRENCH = "slavic:Russian", "slavic:Ukrainian", "french_haitian:French"
_KHMER, _SAMOAN, _SOMALI = "other_asian_pacific:Khmer", "other_asian_pacific:Samoan", "other:Somali"
_DARI, _PUNJABI, _AMHARIC = "other_indo_european:Dari", "other_indo_european:Punjabi", "other:Amharic"

REVIEWERS = {
    "spanish": "Welcome House",
    "vietnamese": "Vietnamese Martyrs Parish",
    "chinese": "Golden Plaza Merchants",
    "tagalog": "Pacific Family Hall",
    "arabic": "Masjid An-Noor",
    _RUSSIAN: "Saint Olga Orthodox Church",
    _UKRAINIAN: "Saint Olga Orthodox Church",
    _SAMOAN: "Pacific Family Hall",
    _KHMER: "Pacific Family Hall",
    _SOMALI: "Welcome House",
    "korean": "Harbor Legal Clinic",
}

_LETTERS = {"A": "approved", "O": "old", "R": "community-reviewed", "D": "draft", "o": "ordered", "W": "withdrawn"}
"""How far a translation is; "old" is approved, and made from an older English version."""

_LANGUAGES = (
    "spanish",
    "vietnamese",
    "chinese",
    "korean",
    "tagalog",
    "arabic",
    _RUSSIAN,
    _UKRAINIAN,
    _KHMER,
    _SAMOAN,
    _SOMALI,
    _AMHARIC,
    _DARI,
    _PUNJABI,
    _FRENCH,
)

DOCUMENTS: tuple[tuple[str, str, bool, int, int | None, int | None, str], ...] = (
    # title, class, core, pages, words, days since the English version changed, a letter for each language above
    ("How to call for help", "vital", True, 2, 420, 250, "AAADA.R.D.A...."),
    ("Your right to an interpreter", "vital", True, 1, 180, 250, "AOo.A.A..R.o..."),
    ("How to file a complaint", "vital", False, 3, 780, 120, "OOA...O........"),
    ("Complaint form", "vital", False, 2, 350, 120, "OOA............"),
    ("Victim's rights and compensation", "vital", False, 4, 1150, 400, "AAR.D.A........"),
    ("Protection orders: how to ask for one", "vital", False, 4, 1240, 90, "OO............."),
    ("What happens at court", "vital", False, 6, 1900, 700, "AA..........W.."),
    ("Consent to search: your choice", "vital", False, 1, 210, 365, "ARo............"),
    ("Report a crime online", "vital", False, 4, 900, 60, "O.............."),
    ("Getting your property back", "vital", False, 2, None, 500, "A..R..........."),
    ("Request a police report", "vital", False, 2, 300, None, "AA.A..........."),
    ("Notice of free language help", "vital", True, 1, 90, 800, "AAAAAAAAAAAA.D."),
    ("Meet your police: invitation", "outreach", False, 1, 120, 250, "AA..AA........."),
    ("Landlords, tenants and police", "outreach", False, 6, 1600, 900, "W.............."),
    ("Keep your parcels safe", "outreach", False, 2, 260, 200, "ADo............"),
    ("Lock it or lose it: bicycles", "outreach", False, 2, 240, 1100, "A.A............"),
    ("Hate crimes: how to report", "outreach", False, 3, 640, 150, "AAO..O.....R..."),
    ("Phone scams", "outreach", False, 2, 430, 45, "OOO.O.........."),
    ("Domestic violence: where to turn", "outreach", False, 3, 700, 300, "AAADAAA..D....."),
    ("Road safety for children", "outreach", False, 4, None, 600, "A......A......."),
    ("Become a police officer", "outreach", False, 4, 820, 180, "A.D............"),
    ("Neighborhood watch: how to start", "outreach", False, 5, 1300, 1500, "..............."),
    ("Safe at the market", "outreach", False, 1, None, None, "A.............."),
    ("Fire and evacuation", "outreach", False, 2, 310, 220, "AARRA.A........"),
)
EVIDENCE: tuple[tuple[str, str, str, int | None, int | None, int, str, str], ...] = (
    # area, language, kind, count, days the period is long (None: a day), days ago it ended, source, confidence
    ("DISTRICT:North Harbor", _KHMER, "school home languages", 140, None, 200, "school district (invented)", "high"),
    ("DISTRICT:North Harbor", _KHMER, "interpreter calls", 96, 365, 30, "interpreter line (invented)", "high"),
    ("DISTRICT:Southshore", _SAMOAN, "interpreter calls", 41, 365, 30, "interpreter line (invented)", "high"),
    ("DISTRICT:Southshore", _SAMOAN, "partner report", 260, None, 90, "Pacific Family Hall", "medium"),
    ("DISTRICT:Old Port", _SOMALI, "interpreter calls", 212, 365, 30, "interpreter line (invented)", "high"),
    ("DISTRICT:Old Port", _SOMALI, "school home languages", 88, None, 200, "school district (invented)", "high"),
    ("DISTRICT:Millrace", _AMHARIC, "interpreter calls", 64, 365, 30, "interpreter line (invented)", "high"),
    ("DISTRICT:Millrace", _RUSSIAN, "interpreter calls", 310, 365, 30, "interpreter line (invented)", "high"),
    ("DISTRICT:Millrace", _UKRAINIAN, "interpreter calls", 275, 365, 30, "interpreter line (invented)", "high"),
    ("DISTRICT:Westhill", _DARI, "people served", 35, 180, 60, "Harbor Legal Clinic", "medium"),
    ("DISTRICT:Westhill", _PUNJABI, "partner report", None, None, 150, "Golden Plaza Merchants", "low"),
    ("DISTRICT:Falls Heights", "spanish", "interpreter calls", 530, 365, 30, "interpreter line (invented)", "high"),
)
SAID = {
    (_KHMER, "school home languages"): "Families in the school's home language survey.",
    (_PUNJABI, "partner report"): "Several families asked. No one counted.",
}
COST_A_WORD = 0.22
WORDS_A_PAGE = 250
KEPT_AT = ("Records office", "Old Port front desk", "Outreach van")


def add_documents(work: Work, today: date) -> None:
    """Write the documents and their translations."""
    for number, (title, document_class, core, pages, words, changed, letters) in enumerate(DOCUMENTS):
        source = None if changed is None else today - timedelta(days=changed)
        document = work.add(
            "document",
            {
                "title": title,
                "document_class": document_class,
                "core": core,
                "pages": pages,
                "words": words,
                "source_updated_on": source,
            },
        )
        for place, letter in enumerate(letters):
            if letter != ".":
                row = _translation(_LANGUAGES[place], _LETTERS[letter], source, words or pages * WORDS_A_PAGE)
                work.add("translation", {"document_id": document.id, **row, **_stock(row["state"], number + place)})


def _translation(language: str, state: str, source: date | None, words: int) -> dict[str, Any]:
    made_from = None if source is None else source - timedelta(days=300 if state == "old" else 0)
    reviewed = state in ("approved", "old", "community-reviewed")
    return {
        "language": language,
        "state": "approved" if state == "old" else state,
        "of_source_on": made_from,
        "reviewer": REVIEWERS.get(language) if reviewed else None,
        "cost": round(words * COST_A_WORD, 2),
    }


def _stock(state: str, number: int) -> dict[str, Any]:
    """Return how many copies are in stock: some counted, some used up, some that nobody has counted."""
    if state != "approved":
        return {}
    copies = (40, 0, None, 120, 15)[number % 5]
    return {"copies": copies, "kept_at": KEPT_AT[number % 3] if copies else None}


def add_evidence(work: Work, today: date) -> None:
    """Write what interpreters, schools and partners count."""
    for area, language, kind, count, days, ago, source, confidence in EVIDENCE:
        until = today - timedelta(days=ago)
        work.add(
            "local_evidence",
            {
                "area_id": area,
                "language": language,
                "kind": kind,
                "number": count,
                "source": source,
                "observed_from": None if days is None else until - timedelta(days=days - 1),
                "observed_on": until,
                "confidence": confidence,
                "said": SAID.get((language, kind)),
            },
        )
