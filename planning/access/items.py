"""The items of a yearly language report: what departments under agreement tell each year, and who asks for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planning.vocabulary import CERTIFIED

SFPD, NOPD, DC = "SFPD", "NOPD", "DC"
ASKERS: Mapping[str, str] = MappingProxyType(
    {
        SFPD: (
            "San Francisco Police, yearly report under General Order 5.20 and Admin. Code 91.11 "
            "(documents.pub/document/language-access-report-sfgovorg.html)"
        ),
        NOPD: (
            "New Orleans Police, yearly report under consent decree ¶189 "
            "(wixlib.com/document/2f46a_2021-limited-english-proficiency-services-annual-report.html)"
        ),
        DC: "Washington, DC, 4 DCMR 1212.2 and the yearly review (ohr.dc.gov/page/languageaccess/2019report)",
    }
)
"""Reports that the items are taken from; read on Nov. 28, 2026."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item.

    Attributes
    ----------
    key : str
        As records keep it; it never changes.
    title : str
    asked_by : tuple of str
        Keys of ``ASKERS``.
    asks : str
        What a person is asked for where no record holds it.
    """

    key: str
    title: str
    asked_by: tuple[str, ...]
    asks: str


PEOPLE, LANGUAGES, CALLS, BY_WAY, OWN_SHARE, INCIDENTS = (
    "people",
    "languages",
    "calls",
    "by_way",
    "own_share",
    "incidents",
)
BILINGUAL, STAFF, SHORT, TRAINING = "bilingual", "staff", "short", "training"
DOCUMENTS, TRANSLATED, WAYS, SPENDING = "documents", "translated", "ways", "spending"
MEETINGS, CONCERNS, COMPLAINTS = "meetings", "concerns", "complaints"

_ITEMS = (
    Item(PEOPLE, "LEP residents, by language", (SFPD, NOPD, DC), "LEP residents, and their share"),
    Item(LANGUAGES, "Languages that qualify", (DC,), "the languages that your rule asks for"),
    Item(CALLS, "Interpretations, by language", (SFPD, DC), "interpretations in the year, by language"),
    Item(
        BY_WAY,
        "Interpretations, by way",
        (SFPD, NOPD, DC),
        "interpretations by staff, phone, video, in person, machine",
    ),
    Item(OWN_SHARE, "Share that your own staff interpreted", (SFPD, NOPD), "the share that your own staff interpreted"),
    Item(
        INCIDENTS,
        "Incidents with LEP residents",
        (SFPD, NOPD, DC),
        "incidents with LEP residents in the year, by language",
    ),
    Item(
        CERTIFIED, "Certified officers, by language and unit", (SFPD, NOPD), "certified officers, by language and unit"
    ),
    Item(BILINGUAL, "Other bilingual officers", (SFPD, DC), "officers who speak a language and are not certified"),
    Item(STAFF, "Civilian and dispatch staff", (SFPD, NOPD, DC), "civilians and dispatchers who speak a language"),
    Item(SHORT, "Officers short", (SFPD, NOPD, DC), "how many more bilingual officers are needed"),
    Item(TRAINING, "Training", (SFPD, NOPD, DC), "who was trained in the year, and in what"),
    Item(
        DOCUMENTS,
        "Vital documents and their translations",
        (SFPD, NOPD, DC),
        "vital documents, and into which languages",
    ),
    Item(TRANSLATED, "Translations of the year", (DC,), "translations approved in the year"),
    Item(
        WAYS,
        "Ways to be understood, and what each may be used for",
        (SFPD, NOPD),
        "services under contract, and devices",
    ),
    Item(SPENDING, "Spending", (DC,), "what was spent on interpreters and translations"),
    Item(MEETINGS, "Meetings, their languages, and who came", (DC,), "meetings held in the year, by language"),
    Item(
        CONCERNS,
        "Concerns raised, answered, and reported back",
        (SFPD, NOPD),
        "concerns in the year, and what became of them",
    ),
    Item(
        COMPLAINTS,
        "Complaints about language help",
        (SFPD, NOPD, DC),
        "complaints in the year, by language and outcome",
    ),
)
ITEMS: Mapping[str, Item] = MappingProxyType({item.key: item for item in _ITEMS})
"""Every item by its key, in the order of the report."""
