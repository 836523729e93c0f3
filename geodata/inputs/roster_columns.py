"""The columns of a roster, a row each: how people call it, what its cells hold, and where it is asked for and shown.

To add one: give it a row. It is then read, kept and shown; ``docs/data.md`` names it too, and a test holds that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from planning.vocabulary import CERTIFIED


class Holds(Enum):
    """What the cells of a column are, and so how they are read; see ``geodata.inputs.roster``."""

    TEXT = "as it is written"
    TIER = "a word for how surely a language is known"
    STAFF = "a word for officer, civilian or dispatcher"
    YES_NO = "yes or no"
    DATE = "a day"
    SHIFT = "a shift, by its name or with its hours"
    SHIFTS = "shifts, one or several"


class Asked(Enum):
    """How much a column is asked for where somebody gives a roster."""

    NEEDED = "a roster without it is refused"
    USUAL = "named wherever you add a roster"
    WELCOME = "named where there is room for more"
    EXTRA = "named in the documentation"
    NEVER = "made by reading"


@dataclass(frozen=True, slots=True)
class RosterColumn:
    """One column.

    Attributes
    ----------
    name : str
    aliases : tuple of str
        What it is called in rosters, in the form ``geodata.files.columns.plain_name`` gives; the surest first.
    holds : Holds
    asked : Asked
    shown : str
        Its heading in the list of people on the page Roster, where it has any cell; empty: not in that list.
    of_language : bool
        Whether it tells of a language, and so of nothing where an officer speaks English only.
    """

    name: str
    aliases: tuple[str, ...]
    holds: Holds
    asked: Asked
    shown: str = ""
    of_language: bool = False


_ROWS = (
    RosterColumn(
        "officer_id",
        (
            *("officer_id", "badge", "badge_number", "badge_no", "badge_id", "serial", "serial_no", "serial_number"),
            *("employee_id", "employee_number", "employee_no", "emp_id", "emp_no", "personnel_number", "star", "id"),
            *("badge_num", "badge_nbr", "serial_num", "shield", "shield_no", "shield_number", "star_no", "star_number"),
            *("emplid", "empl_id", "empl_no", "emp_num", "emp_nbr", "employee_num", "employee_nbr", "worker_id"),
            *("personnel_id", "personnel_no", "payroll_id", "payroll_no", "payroll_number", "officer_no"),
            *("officer_number", "member_id", "member_no", "member_number", "id_no", "id_number", "pin", "dsn"),
            *("officer", "employee"),
        ),
        Holds.TEXT,
        Asked.NEEDED,
    ),
    RosterColumn(
        "unit",
        (
            *("unit", "precinct", "district", "sector", "beat", "station", "area", "division", "div", "zone"),
            *("unit_name", "unit_assigned", "assigned_unit", "precinct_name", "district_name", "division_name"),
            *("duty_station", "work_location", "work_unit", "patrol_area", "command", "bureau", "section"),
            *("assigned_to", "assignment", "location", "supervisory_organization", "org_unit"),
        ),
        Holds.TEXT,
        Asked.USUAL,
    ),
    RosterColumn(
        "shift",
        (
            *("shift", "watch", "tour", "shift_name", "work_shift", "assigned_shift", "current_shift", "duty_shift"),
            *("shift_assignment", "shift_code", "shift_assigned", "watch_name", "tour_of_duty", "platoon"),
        ),
        Holds.SHIFT,
        Asked.USUAL,
    ),
    RosterColumn(
        "language",
        (
            *("language", "languages", "language_spoken", "languages_spoken", "second_language", "lang"),
            *("spoken_language", "spoken_languages", "foreign_language", "foreign_languages", "language_name"),
            *("foreign_language_spoken", "foreign_languages_spoken", "bilingual_language", "bilingual_languages"),
            *("language_skill", "language_skills", "language_other_than_english", "languages_other_than_english"),
            *("language_code", "lang_code"),
        ),
        Holds.TEXT,
        Asked.NEEDED,
    ),
    RosterColumn("language_as_found", (), Holds.TEXT, Asked.NEVER),
    RosterColumn(
        "tier",
        (
            *("tier", "proficiency_tier", "certification", CERTIFIED, "certified_y_n", "certification_status"),
            *("bilingual_status", "proficiency", "proficiency_level", "fluency", "bilingual_pay", "premium_pay"),
            *("language_certification", "language_proficiency", "bilingual_certification", "bilingual_certified"),
            *("bilingual_premium", "language_pay", "prof"),
        ),
        Holds.TIER,
        Asked.USUAL,
        of_language=True,
    ),
    RosterColumn(
        "scale", ("scale", "test", "test_name", "exam"), Holds.TEXT, Asked.WELCOME, shown="Scale", of_language=True
    ),
    RosterColumn(
        "level",
        ("level", "score", "rating", "result", "test_score"),
        Holds.TEXT,
        Asked.WELCOME,
        shown="Level",
        of_language=True,
    ),
    RosterColumn(
        "tested_on",
        (
            *("tested_on", "test_date", "date_tested", "tested", "certified_on", "date_certified", "exam_date"),
            *("certification_date", "cert_date", "date_of_test", "assessment_date"),
        ),
        Holds.DATE,
        Asked.WELCOME,
        shown="Tested on",
        of_language=True,
    ),
    RosterColumn(
        "kind",
        (
            *("kind", "employee_type", "staff_type", "sworn", "sworn_status", "classification", "class"),
            *("rank", "title", "job_title", "position"),
        ),
        Holds.STAFF,
        Asked.EXTRA,
    ),
    RosterColumn(
        "days_off",
        ("days_off", "rdo", "regular_days_off", "off_days", "weekend"),
        Holds.TEXT,
        Asked.EXTRA,
        shown="Days off",
    ),
    RosterColumn(
        "refresher_on", ("refresher_on", "language_refresher", "refresher", "refresher_date"), Holds.DATE, Asked.EXTRA
    ),
    RosterColumn(
        "interpreter_course_on",
        ("interpreter_course_on", "interpreter_training", "interpreter_course"),
        Holds.DATE,
        Asked.EXTRA,
    ),
    RosterColumn(
        "culture_course_on",
        ("culture_course_on", "cultural_competence", "cultural_competency", "culture_course"),
        Holds.DATE,
        Asked.EXTRA,
    ),
    RosterColumn(
        "locked", ("locked", "seniority_lock", "no_transfer", "fixed_post"), Holds.YES_NO, Asked.EXTRA, shown="Locked"
    ),
    RosterColumn("bids", ("bids", "shift_bids", "shift_bid", "bid"), Holds.SHIFTS, Asked.EXTRA, shown="Shift bids"),
    RosterColumn(
        "shift_hours",
        (
            *("shift_hours", "hours", "shift_time", "shift_times", "duty_hours", "work_hours", "hours_of_duty"),
            *("working_hours", "duty_time"),
        ),
        Holds.TEXT,
        Asked.EXTRA,
        shown="Hours",
    ),
    RosterColumn("unit_as_found", (), Holds.TEXT, Asked.NEVER),
    RosterColumn("shift_as_found", (), Holds.TEXT, Asked.NEVER),
)

ROSTER_COLUMNS: Mapping[str, RosterColumn] = MappingProxyType({row.name: row for row in _ROWS})
"""The columns by name: one row an officer and language; language missing where there is only English.

Those from ``kind`` on may be absent in what is kept: everybody is then an officer, and nothing is known of days off,
courses, locks ("yes": not to be moved), bids (shifts beside their own that an officer would take, with ";" between),
the hours of their shift ("6-18", or "12 h" where only the length is told), and how the file writes unit and shift.
"""

LOOKED_AT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "status": (
            *("status", "employee_status", "employment_status", "emp_status", "empl_status", "active_status"),
            *("duty_status", "personnel_status", "position_status"),
        ),
        "speaks": ("speaks", "speak", "spoken", "speaking", "oral", "verbal", "speaks_y_n"),
    }
)
"""What is looked at and not kept: whether somebody still serves, and whether a language is spoken at all."""

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**{row.name: row.aliases for row in _ROWS if row.aliases}, **LOOKED_AT}
)
"""What a column can be, and what it is called in rosters."""

OF_LANGUAGE: tuple[str, ...] = tuple(row.name for row in _ROWS if row.of_language)
"""The columns that say nothing where there is no language."""


def asked_columns(*asked: Asked) -> str:
    """Return the columns that are asked for so much, as a list to read.

    Examples
    --------
    >>> asked_columns(Asked.NEEDED), asked_columns(Asked.WELCOME)
    ('officer_id, language', 'scale, level, tested_on')
    """
    return ", ".join(row.name for row in _ROWS if row.asked in asked)
