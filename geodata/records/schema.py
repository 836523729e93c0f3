"""The tables. Every record has an id, a version, who made and changed it and when, and is never really deleted.

Nothing in here changes a database: ``migrations`` does, and a test holds the two together.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from geodata.records.columns import (
    ID_LENGTH,
    LONGEST_LINE,
    UtcDateTime,
    choice,
    count,
    day,
    document,
    flag,
    language,
    line,
    link,
    number,
    text,
    words,
)
from planning.access.items import ITEMS
from planning.access.sections import SECTIONS
from planning.access.ways import PRICE_UNITS, USES, WAYS
from planning.materials.inventory import DOCUMENT_CLASSES, NONE, STATES
from planning.meetings.season.observances import STRENGTHS
from planning.need.evidence import CONFIDENCES, EVIDENCE_KINDS
from planning.officers.training import COURSES
from planning.records.followup import EVENT_STATES
from planning.targets.figures import TARGET_FIGURES
from planning.vocabulary import ROLES, SERVICES, TIERS
from planning.words.catalogue import WORDING_STATES

TRANSLATION_STATES = tuple(state for state in STATES if state != NONE)
"""No record at all is what ``none`` means."""
COURSE_IDS = tuple(COURSES)
PLAN_SECTIONS = tuple(SECTIONS)
WAY_IDS, USE_IDS, ITEM_IDS = tuple(WAYS), tuple(USES), tuple(ITEMS)
TARGET_KEYS = tuple(TARGET_FIGURES)
SUBJECT_KINDS = ("email", "group")
COST_MAX = 10_000_000.0

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

OWN_COLUMNS = ("id", "version", "created_at", "created_by", "updated_at", "updated_by", "deleted")
"""What the store itself writes into every record."""


def _records(name: str, *columns: sa.Column[Any], one_of_each: tuple[str, ...] = ()) -> sa.Table:
    """Return a table of records; ``one_of_each``: fields of which no two living records may have the same."""
    table = sa.Table(
        name,
        metadata,
        sa.Column("id", sa.String(ID_LENGTH), primary_key=True),
        *columns,
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("created_by", sa.String(LONGEST_LINE), nullable=False),
        sa.Column("updated_at", UtcDateTime, nullable=False),
        sa.Column("updated_by", sa.String(LONGEST_LINE), nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
    )
    if one_of_each:
        living = table.c.deleted.is_(sa.false())
        sa.Index(
            f"ux_{name}_{'_'.join(one_of_each)}",
            *(table.c[field] for field in one_of_each),
            unique=True,
            sqlite_where=living,
            postgresql_where=living,
        )
    return table


partners = _records(
    "partners",
    line("organisation", required=True),
    line("kind"),
    words("languages", language=True),
    words("areas"),
    text("hosts"),
    words("services", choices=SERVICES),
    text("notes", personal="refuse"),
    flag("listed"),
    line("public_name"),
    line("public_phone"),
    line("public_address"),
    line("public_website"),
    text("public_note"),
)

partner_contacts = _records(
    "partner_contacts",
    link("partner_id", "partners", required=True),
    line("name", required=True),
    line("position"),
    line("phone"),
    line("email"),
    words("languages", language=True),
    day("confirmed_on", required=True),
    day("expires_on", required=True),
)

venues = _records(
    "venues",
    line("venue_id", required=True),
    line("name"),
    number("lon", -180, 180),
    number("lat", -90, 90),
    text("veto", personal="refuse"),
    link("host_partner_id", "partners"),
    flag("step_free", default=None),
    flag("child_care", default=None),
    flag("police_building", default=None),
    count("capacity"),
    line("transit"),
    line("hours"),
    text("notes", personal="refuse"),
    one_of_each=("venue_id",),
)

venue_remarks = _records(
    "venue_remarks",
    link("partner_id", "partners", required=True),
    line("venue_id", required=True),
    text("said", required=True, personal="refuse"),
    day("said_on", required=True),
)

documents = _records(
    "documents",
    line("title", required=True),
    choice("document_class", tuple(DOCUMENT_CLASSES), required=True),
    flag("core"),
    count("pages"),
    count("words"),
    day("source_updated_on"),
    text("notes", personal="refuse"),
    one_of_each=("title",),
)

translations = _records(
    "translations",
    link("document_id", "documents", required=True),
    language(),
    choice("state", TRANSLATION_STATES, required=True),
    day("of_source_on"),
    flag("checked_by_reader"),
    line("reviewer"),
    number("cost", 0, COST_MAX),
    count("copies"),
    line("kept_at"),
    text("notes", personal="refuse"),
    one_of_each=("document_id", "language"),
)

local_evidence = _records(
    "local_evidence",
    line("area_id", required=True),
    language(),
    choice("kind", tuple(EVIDENCE_KINDS), required=True),
    count("number"),
    day("observed_from"),
    day("observed_on", required=True),
    line("source", required=True),
    choice("confidence", CONFIDENCES, required=True),
    text("said", personal="refuse"),
)

roster = _records(
    "roster",
    line("officer_id", required=True),
    line("unit"),
    line("shift"),
    language(required=False),
    line("language_as_found"),
    choice("tier", TIERS),
    line("scale"),
    line("level"),
    day("tested_on"),
    one_of_each=("officer_id", "language"),
)

language_decisions = _records(
    "language_decisions", line("spelling", required=True), line("decision", required=True), one_of_each=("spelling",)
)

training = _records(
    "training",
    line("officer_id", required=True),
    choice("course", COURSE_IDS, required=True),
    day("done_on", required=True),
    text("notes", personal="refuse"),
    one_of_each=("officer_id", "course", "done_on"),
)

meeting_plans = _records(
    "meeting_plans",
    line("title", required=True),
    document("inputs"),
    document("result"),
    line("department_hash", required=True),
    line("software_version", required=True),
    text("notes", personal="refuse"),
)

scenarios = _records(
    "scenarios",
    line("title", required=True),
    document("steps"),
    document("result"),
    line("fingerprint", required=True),
    line("department_hash", required=True),
    line("software_version", required=True),
    line("made_version"),
    text("notes", personal="refuse"),
)

observances = _records(
    "observances",
    line("name", required=True),
    day("first", required=True),
    day("last", required=True),
    words("languages"),
    choice("strength", STRENGTHS, required=True),
    one_of_each=("name", "first"),
)

events = _records(
    "events",
    line("title", required=True),
    choice("state", EVENT_STATES, required=True),
    day("date"),
    line("starts_at"),
    line("venue_id"),
    line("venue_name"),
    words("areas"),
    words("languages", language=True),
    words("interpreters_used", language=True),
    link("partner_id", "partners"),
    link("meeting_plan_id", "meeting_plans"),
    line("site_id"),
    number("cost", 0, COST_MAX),
    text("went_wrong", personal="refuse"),
    day("announced_on"),
    day("reported_on"),
    text("notes", personal="refuse"),
    count("minutes"),
    count("interpreters"),
    words("tasks_done"),
)

calendar_feeds = _records(
    "calendar_feeds",
    line("key_sha256", required=True),
    choice("role", ROLES, required=True),
    one_of_each=("key_sha256",),
)

gis_keys = _records(
    "gis_keys",
    line("client", required=True),
    choice("role", ROLES, required=True),
    line("key_sha256", required=True),
    one_of_each=("key_sha256",),
)

attendance = _records(
    "attendance",
    link("event_id", "events", required=True),
    language(),
    count("persons", required=True),
    one_of_each=("event_id", "language"),
)

concerns = _records(
    "concerns",
    text("text", required=True, personal="ask"),
    language(),
    line("area_id"),
    line("theme", required=True),
    line("owner", required=True),
    day("raised_on", required=True),
    day("due_on", required=True),
    link("event_id", "events"),
    text("public_text", personal="ask"),
    flag("confirmed_no_person"),
)

answers = _records(
    "answers",
    link("concern_id", "concerns", required=True),
    text("text", required=True, personal="ask"),
    day("answered_on", required=True),
    day("told_on"),
    line("told_how"),
    flag("confirmed_no_person"),
)

public_words = _records(
    "public_words",
    language(),
    line("message_key", required=True),
    text("context", required=True),
    text("english", required=True),
    text("text", required=True, personal="refuse"),
    choice("state", WORDING_STATES, required=True),
    line("reviewer"),
    day("reviewed_on"),
    one_of_each=("language", "message_key"),
)

plan_texts = _records(
    "plan_texts",
    choice("section", PLAN_SECTIONS, required=True),
    text("text", required=True, personal="refuse"),
    one_of_each=("section",),
)

ways = _records(
    "ways",
    choice("way", WAY_IDS, required=True),
    line("name", required=True),
    flag("not_here"),
    words("languages", language=True),
    text("list_source", personal="refuse"),
    day("list_as_of"),
    words("shifts"),
    words("uses", choices=USE_IDS),
    text("policy_source", personal="refuse"),
    day("policy_as_of"),
    number("price", 0, COST_MAX),
    choice("price_per", PRICE_UNITS),
    text("notes", personal="refuse"),
    one_of_each=("way", "name"),
)

year_entries = _records(
    "year_entries",
    line("year", required=True),
    choice("item", ITEM_IDS, required=True),
    text("text", required=True, personal="refuse"),
    line("source", required=True),
    one_of_each=("year", "item"),
)

targets = _records(
    "targets",
    choice("figure", TARGET_KEYS, required=True),
    line("area_id", required=True),
    count("value", required=True),
    day("by_day", required=True),
    text("notes", personal="refuse"),
    one_of_each=("figure", "area_id", "by_day"),
)

boards = _records("boards", line("name", required=True), text("purpose"), line("meets"), one_of_each=("name",))

seats = _records(
    "seats",
    link("board_id", "boards", required=True),
    language(),
    line("area_id"),
    link("partner_id", "partners"),
    flag("filled"),
    day("since"),
    day("until"),
)

people = _records(
    "people",
    choice("subject_kind", SUBJECT_KINDS, required=True),
    line("subject", required=True),
    choice("role", ROLES, required=True),
    flag("active", default=True),
    one_of_each=("subject_kind", "subject"),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    # One batch is one transaction. A save that is tried again after a lost connection cannot be kept twice.
    sa.Column("batch", sa.String(ID_LENGTH), nullable=False),
    sa.Column("step", sa.Integer, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("who", sa.String(LONGEST_LINE), nullable=False),
    sa.Column("role", sa.String(LONGEST_LINE), nullable=False),
    sa.Column("action", sa.String(LONGEST_LINE), nullable=False),
    sa.Column("kind", sa.String(LONGEST_LINE), nullable=False),
    sa.Column("record_id", sa.String(ID_LENGTH)),
    sa.Column("version", sa.Integer),
    sa.Column("old", sa.JSON(none_as_null=True)),
    sa.Column("new", sa.JSON(none_as_null=True)),
    sa.Column("note", sa.Text),
    sa.UniqueConstraint("batch", "step"),
    sa.Index("ix_audit_record", "kind", "record_id", "version"),
    sa.Index("ix_audit_at", "at"),
)
