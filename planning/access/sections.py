"""The sections of a language access plan, in the order in which agencies write them, and what each asks of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planning.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the plan.

    Attributes
    ----------
    key : str
        As records keep it; it never changes.
    title : str
    to_fill : tuple of str
        What no record holds: each is printed as a blank until the department writes paragraphs of its own.
    """

    key: str
    title: str
    to_fill: tuple[str, ...]


SERVED, CONTACTS, VITAL_DOCUMENTS, STAFF, WAYS, TRAINING = "served", "contacts", "vital", "staff", "ways", "training"
NOTICE, QUALITY, COMPLAINTS, MONITORING, BUDGET, DUTIES = (
    "notice",
    "quality",
    "complaints",
    "monitoring",
    "budget",
    "duties",
)

_SECTIONS = (
    Section(
        SERVED,
        "Who we serve, and in which languages",
        ("which communities use a language that the census does not name, and who told you",),
    ),
    Section(
        CONTACTS,
        "Contacts and use of interpreters",
        (
            "incidents with LEP residents in the last year, by language",
            "the unit that records the language of a contact, and where",
        ),
    ),
    Section(
        VITAL_DOCUMENTS,
        "Vital documents and their translations",
        ("who decides that a document is vital", "the day by which each missing translation will be there"),
    ),
    Section(
        STAFF,
        "Staff who speak the languages, and gaps",
        ("civilian staff who speak the languages, by unit", "how an officer is tested and certified, and who does it"),
    ),
    Section(
        WAYS,
        "Ways to be understood",
        (
            "how an officer in the field reaches an interpreter, and how soon one is there",
            "who answers for a machine’s mistake, and where the recording is kept",
        ),
    ),
    Section(
        TRAINING,
        "Training",
        ("what call takers, front desks, and supervisors are taught, and how often", "who gives the training"),
    ),
    Section(
        NOTICE,
        "Notice to the public",
        ("where the notice of free language help is posted", "how the communities hear of this plan"),
    ),
    Section(
        QUALITY,
        "Quality",
        ("how interpreters and translations are checked, and who checks them", "what happens after an error is found"),
    ),
    Section(
        COMPLAINTS,
        "Complaints",
        (
            "complaints about language help in the last year, by language and outcome",
            "how a person complains in their own language, and who takes it",
            "by when a complaint is answered",
        ),
    ),
    Section(
        MONITORING,
        "Monitoring",
        (
            "the name and title of the language access coordinator",
            "who reviews this plan, and the day of the next review",
            "who outside the department is asked: boards, partners, communities",
        ),
    ),
    Section(
        BUDGET,
        "Budget",
        ("the budget line for interpreters, and what was spent last year", "the budget line for translations"),
    ),
    Section(
        DUTIES,
        "Duties, and the rule this plan goes by",
        ("what your legal counsel says of the rules that apply to you", "who approved this plan, and when"),
    ),
)
SECTIONS: Mapping[str, Section] = MappingProxyType({section.key: section for section in _SECTIONS})
"""Every section by its key."""


def find_section(key: str) -> Section:
    """Return a section.

    Raises
    ------
    UnknownNameError
        If there is none of that key.

    Examples
    --------
    >>> find_section("budget").title
    'Budget'
    """
    if key not in SECTIONS:
        raise UnknownNameError("section of the plan", key, SECTIONS)
    return SECTIONS[key]


BLANK = "[to fill in: "


def blank(asked: str) -> str:
    """Return what stands where a person has to fill something in: never zero, never nothing.

    Examples
    --------
    >>> blank("the budget line")
    '[to fill in: the budget line]'
    """
    return f"{BLANK}{asked}]"
