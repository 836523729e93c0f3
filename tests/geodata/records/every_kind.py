"""A few records of every kind, changed, deleted and undone: what a migration and a backup have to bring along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from geodata.records.kinds import KINDS
from geodata.records.store import Store
from planning.whatif.scenario import Scenario, UseRule, scenario_as_json
from tests.geodata.records.conftest import ADMIN

DAY = date(2026, 5, 1)
MOMENT = datetime(2026, 5, 20, 12, tzinfo=UTC)


MESSAGE = {"message_key": "aa11", "context": "site: name of a page", "english": "Contact"}


def clock() -> datetime:
    return MOMENT


def fill(store: Store) -> None:
    """Write two records of every kind, change one, delete one, and undo a change."""

    def add(kind: str, /, **values: Any) -> str:
        return store.add(ADMIN, kind, values).id

    partner = add("partner", organisation="Welcome House", languages=["korean", "Khmer"], services=["legal aid"])
    add("partner", organisation="Nhà thờ", areas=["01", "DISTRICT:Old Port"], listed=True)
    document = add("document", title="Call for help", document_class="vital", core=True, pages=2)
    plan = add(
        "meeting_plan",
        title="Spring",
        inputs={"meetings": 2},
        result={"sites": []},
        department_hash="ab",
        software_version="0.1.0",
    )
    event = add(
        "event",
        title="Meeting",
        state="planned",
        date=DAY,
        venue_name="Hall",
        languages=["korean"],
        cost=12.5,
        meeting_plan_id=plan,
        partner_id=partner,
    )
    for state in ("announced", "held"):
        version = store.get(ADMIN, "event", event).version
        store.change(ADMIN, "event", event, {"state": state}, version)
    board = add("board", name="Harbor board")
    concern = add(
        "concern",
        text="5 Main Street is dark",
        language="english",
        theme="light",
        owner="Traffic",
        raised_on=DAY,
        due_on=date(2026, 6, 1),
        confirmed_no_person=True,
    )
    add("venue", venue_id="V1", step_free=None, lon=-38.0, lat=40.0, host_partner_id=partner, child_care=True)
    add("calendar_feed", key_sha256="ab" * 32, role="coordinator")
    add("gis_key", client="GIS desk", key_sha256="cd" * 32, role="commander")
    steps = Scenario((UseRule("planning_default"),))
    add(
        "scenario",
        title="Another rule",
        steps=scenario_as_json(steps),
        result={},
        fingerprint=steps.fingerprint,
        department_hash="ab",
        software_version="0.1.0",
    )
    add("observance", name="Street fair", first=DAY, last=DAY, languages=["korean"], strength="ask")
    add("venue_remark", partner_id=partner, venue_id="V1", said="Near the bus", said_on=DAY)
    add("partner_contact", partner_id=partner, name="Ines", confirmed_on=DAY, expires_on=date(2027, 1, 1))
    add("translation", document_id=document, language="korean", state="draft")
    add(
        "local_evidence",
        area_id="01",
        language="Khmer",
        kind="partner report",
        number=12,
        said="Survey",
        source="school",
        observed_on=DAY,
        confidence="medium",
    )
    add("roster", officer_id="0042", language="korean", tier="tested", tested_on=DAY)
    add("language_decision", spelling="Spansih", decision="spanish")
    add("training", officer_id="0042", course="refresher", done_on=DAY)
    add("attendance", event_id=event, language="korean", persons=31)
    add("public_words", language="korean", text="문의", state="draft", **MESSAGE)
    add("plan_text", section="budget", text="The council decides in June.")
    contract = {"list_source": "contract of 2026", "list_as_of": DAY, "price": 0.7, "price_per": "minute"}
    add("way", way="line", name="Contract line", languages=["korean", "Khmer"], shifts=["day"], **contract)
    add("year_entry", year="2025-2", item="complaints", text="3, all answered", source="Records office")
    add("target", figure="meetings-held", area_id="01", value=6, by_day=DAY)
    add("answer", concern_id=concern, text="A lamp was ordered", answered_on=DAY)
    add("seat", board_id=board, language="korean", filled=True)
    add("person", subject_kind="email", subject="ada@pd.example", role="admin")
    gone = store.add(ADMIN, "board", {"name": "Old board"})
    store.delete(ADMIN, "board", gone.id, 1)
    store.change(ADMIN, "partner", partner, {"hosts": "Hall"}, 1)
    store.undo(ADMIN, int(store.audit(ADMIN, action="change")["number"].iloc[0]))


def contents(store: Store, clean: Callable[[dict], dict] = dict) -> dict[str, list[tuple]]:
    """Everything there is: records by kind, and the trail without the lines that looking has left."""
    held: dict[str, list[tuple]] = {}
    for kind in KINDS:
        records = store.records(ADMIN, kind, deleted=True)
        held[kind] = sorted(
            (r.id, r.version, r.updated_at, r.deleted, tuple(sorted(clean(r.values).items(), key=str))) for r in records
        )
    trail = store.audit(ADMIN, limit=5000)
    saves = trail[~trail["action"].isin(["view", "export"])]
    columns = ["number", "at", "who", "action", "kind", "record_id", "version", "old", "new"]
    held["trail"] = [tuple(map(str, row)) for row in saves[columns].itertuples(index=False)]
    return held
