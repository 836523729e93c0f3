"""The figures of a yearly language report, item by item, each from what another command or page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import pandas as pd

from geodata.access.year_asked import Asked, Reports, named
from geodata.access.year_calls import by_way, calls, months_words, own_share
from geodata.clock import day_of
from geodata.department import answers
from geodata.materials.view import material_view
from geodata.officers.coverage import coverage_by_rule, published_speakers
from geodata.officers.places import hours_of_shifts
from geodata.officers.training import count_courses, load_courses
from planning.access import items
from planning.access.gaps import NO, NOT_KNOWN
from planning.access.way_words import never_words
from planning.access.ways import WAYS
from planning.access.yearly import Figure
from planning.languages.groups import ALL
from planning.languages.spoken import spoken_name
from planning.lists import counted, listed
from planning.materials.inventory import APPROVED, VITAL
from planning.officers.disclosure import ALL_SHIFTS
from planning.officers.options import SENSIBLE, PostOptions
from planning.officers.published import as_range, band, sum_published
from planning.officers.roster import OFFICER, count_by_kind
from planning.officers.training import COURSES
from planning.records.followup import Accountability
from planning.records.suppression import TOTAL
from planning.records.years import NO_RECORDS, Year, shown_together
from planning.vocabulary import CERTIFIED, DEPARTMENT_LEVEL, TESTED, TOLD
from planning.words.formats import money, short_day, whole_number
from planning.words.wording import percent, whole_people

COMMUNITY_REPORT = "accountability"
IN_USE = MappingProxyType({NO: "not used here", NOT_KNOWN: "not known whether you have it"})


def year_figures(asked: Asked) -> tuple[Figure, ...]:
    """Return every figure there is, in the order of the items."""
    return tuple(figure for key in items.ITEMS if key in SOURCES for figure in SOURCES[key](asked))


def _people(asked: Asked) -> Iterator[Figure]:
    need = answers.need_with_intervals(asked.opened.prepared, DEPARTMENT_LEVEL)
    rows = need[need["area_id"] == DEPARTMENT_LEVEL].sort_values("lep", ascending=False, na_position="last")
    period, source = asked.opened.department.settings.period_words, f"need {asked.where} --by department"
    for language, lep, moe, share in rows[["language", "lep", "lep_moe", "share"]].itertuples(index=False, name=None):
        if pd.isna(lep):
            continue
        margin = f" ±{whole_people(moe)}" if pd.notna(moe) else ", no margin of error"
        of_all = f", {percent(share)} of residents age 5 and older" if language == ALL else ""
        yield Figure(items.PEOPLE, named(str(language)), f"{whole_people(lep)}{margin}{of_all}", "", period, source)


def _languages(asked: Asked) -> Iterator[Figure]:
    opened = asked.opened
    view = material_view(
        opened.prepared, asked.rule, None, opened.holdings().inventory, opened.evidence(), today=opened.today
    )
    names = [named(language) for language in view.languages]
    period = opened.department.settings.period_words
    yield Figure(items.LANGUAGES, view.decision.read, listed(names) or "none", "", period, f"materials {asked.where}")


def _certified(asked: Asked) -> Iterator[Figure]:
    yield from _speakers(asked, CERTIFIED, {"have_certified": CERTIFIED}, by_unit=True)


def _bilingual(asked: Asked) -> Iterator[Figure]:
    yield from _speakers(asked, items.BILINGUAL, {"have_tested": TESTED, "have_self": "not tested"}, by_unit=False)


def _speakers(asked: Asked, item: str, columns: Mapping[str, str], *, by_unit: bool) -> Iterator[Figure]:
    """Give the published ranges of officers by language, and by unit of the coarsest level if asked."""
    department = asked.opened.department
    published = published_speakers(department)
    if published.empty:
        return
    levels = [department.coarsest_level, DEPARTMENT_LEVEL] if by_unit else [DEPARTMENT_LEVEL]
    rows = published[published["level"].isin(levels) & (published["shift"] == ALL_SHIFTS)]
    for column, word in columns.items():
        there = rows[rows[f"{column}_high"] > 0].sort_values(["language", "level", "area_id"], kind="stable")
        for level, area, language, text in there[["level", "area_id", "language", column]].itertuples(
            index=False, name=None
        ):
            place = "whole department" if level == DEPARTMENT_LEVEL else area
            what = f"{named(language)}, {place}" if by_unit else f"{named(language)}, {word}"
            yield Figure(item, what, text, "", asked.now, f"officers {asked.where}")


def _staff(asked: Asked) -> Iterator[Figure]:
    roster = asked.opened.department.roster
    if roster is None or "kind" not in roster.columns:
        return
    people = count_by_kind(roster)
    for kind, language, verified in people[["kind", "language", "verified"]].itertuples(index=False, name=None):
        if kind != OFFICER and pd.notna(language) and verified:
            said = _band_words(int(verified))
            yield Figure(items.STAFF, f"{named(language)}, {kind}", said, "", asked.now, "page Roster")


def _band_words(count: int) -> str:
    low, high = band(count)
    return str(low) if low == high else f"{low}-{high}"


def _short(asked: Asked) -> Iterator[Figure]:
    department = asked.opened.department
    if department.roster is None:
        return
    options = PostOptions(level=SENSIBLE, shift_hours=hours_of_shifts(department))
    table = sum_published(coverage_by_rule(asked.opened.prepared, asked.rule, options))
    for language, low, high, posts in table[["language", "gap_low", "gap_high", "posts"]].itertuples(
        index=False, name=None
    ):
        if posts and posts > 0:
            said = as_range(float(low), float(high))
            yield Figure(items.SHORT, named(language), said, "", asked.now, f"officers {asked.where} --by {SENSIBLE}")


def _training(asked: Asked) -> Iterator[Figure]:
    opened = asked.opened
    if opened.department.roster is None or not opened.may("read", "training"):
        return
    courses = count_courses(load_courses(opened.department, opened.store, opened.actor, opened.today))
    for course, state, officers in courses.itertuples(index=False, name=None):
        yield Figure(
            items.TRAINING, f"{COURSES[course].name}, {state}", officers, "", asked.now, f"training {asked.where}"
        )


def _documents(asked: Asked) -> Iterator[Figure]:
    inventory = asked.opened.holdings().inventory
    vital = inventory.documents[inventory.documents["document_class"] == VITAL]
    if vital.empty:
        return
    source = f"documents {asked.where}"
    yield Figure(items.DOCUMENTS, "Vital documents", whole_number(len(vital)), "", asked.now, source)
    approved = inventory.translations[
        (inventory.translations["state"] == APPROVED) & inventory.translations["document_id"].isin(vital["document_id"])
    ]
    for language, number in approved.groupby("language")["document_id"].nunique().items():
        said = f"{number} of {len(vital)} approved"
        yield Figure(items.DOCUMENTS, named(str(language)), said, "", asked.now, source)


def _translated(asked: Asked) -> Iterator[Figure]:
    """Give the translations that are approved and were last changed in the year."""
    store, actor = asked.opened.store, asked.opened.actor
    records = store.records(actor, "translation") if asked.opened.may("read", "translation") else ()
    if not records:
        return
    source, name = f"documents {asked.where}", asked.year.name
    begin = min(day_of(record.created_at, store.zone()) for record in records)
    done = [(day_of(one.updated_at, store.zone()), str(one["language"])) for one in records if one["state"] == APPROVED]
    now, before = (
        Counter(language for day, language in done if year.since <= day <= year.until)
        for year in (asked.year, asked.year.before)
    )
    for language in (ALL, *sorted({*now, *before})):
        said = [whole_number(one.total() if language == ALL else one[language]) for one in (now, before)]
        # Of a year before the first record nothing is known: that is not zero.
        earlier = said[1] if begin <= asked.year.before.until else NO_RECORDS
        yield Figure(items.TRANSLATED, "All" if language == ALL else named(language), said[0], earlier, name, source)


def _ways(asked: Asked) -> Iterator[Figure]:
    for row in [] if asked.ways is None else asked.ways.to_dict("records"):
        number = "as the roster says" if WAYS[str(row["way"])].is_own else "languages not known"
        if pd.notna(row["languages"]):
            number = f"{counted(int(row['languages']), 'language')}, list of {short_day(row['list_as_of'])}"
        never = never_words(str(row["uses"]).split("; "))
        said = f"{number}{f', never for {never}' if never else ''}"
        yield Figure(
            items.WAYS, str(row["name"]), IN_USE.get(row["in_use"], said), "", asked.now, f"ways {asked.where}"
        )


def _spending(asked: Asked) -> Iterator[Figure]:
    opened = asked.opened
    if opened.may("read", "event"):
        held = opened.store.frame(opened.actor, "event")
        costs = [_cost_of_meetings(held, year) for year in (asked.year, asked.year.before)]
        if costs[0] or costs[1]:
            yield Figure(
                items.SPENDING, "Meetings held", costs[0] or NO_RECORDS, costs[1], asked.year.name, "page Follow-up"
            )
    bill = opened.department.bill
    if bill is None:
        return
    months = sorted(set(map(str, bill["month"])))
    for row in [] if asked.ways is None else asked.ways.to_dict("records"):
        if pd.notna(row["cost"]):
            over = "a year" if row["price_per"] == "year" else months_words(months[0], months[-1])
            yield Figure(
                items.SPENDING, str(row["name"]), money(float(row["cost"]), cents=True), "", over, f"ways {asked.where}"
            )


def _cost_of_meetings(events: pd.DataFrame, year: Year) -> str:
    inside = events[events["date"].between(pd.Timestamp(year.since), pd.Timestamp(year.until)) & events["cost"].notna()]
    return money(float(inside["cost"].sum()), cents=True) if len(inside) else ""


def _halves(asked: Asked) -> str:
    return " and ".join(f"{COMMUNITY_REPORT} {asked.where} --half-year {half}" for half in asked.year.halves)


def _meetings(asked: Asked) -> Iterator[Figure]:
    now, before = asked.reports, asked.reports_before
    if not now:
        return
    source, name = _halves(asked), asked.year.name
    yield Figure(items.MEETINGS, "Meetings held", _held(now), _held(before), name, source)
    yield Figure(items.MEETINGS, "In these languages", _spoken(now), _spoken(before), name, source)
    languages = sorted({str(one) for report in (*now, *before) for one in report.attendance.index} - {TOTAL})
    for language in (*languages, TOTAL):
        said, earlier = (shown_together([_came(one, language) for one in some]) for some in (now, before))
        what = "People who came, all" if language == TOTAL else f"People who came, {spoken_name(language)}"
        yield Figure(items.MEETINGS, what, said, earlier, name, source)


def _held(reports: Reports) -> str:
    return whole_number(sum(one.meetings_held for one in reports)) if reports else NO_RECORDS


def _spoken(reports: Reports) -> str:
    languages = sorted({language for one in reports for language in one.languages})
    return (listed(languages) or "none") if reports else NO_RECORDS


def _came(report: Accountability, language: str) -> float:
    came = report.attendance["persons"]
    return float(came[language]) if language in came.index else 0.0


def _concerns(asked: Asked) -> Iterator[Figure]:
    now, before = asked.reports, asked.reports_before
    if not now:
        return
    for column, what in ((TOTAL, "Raised"), (TOLD, "Answered and reported back")):
        said, earlier = (shown_together([_of_all(one, column) for one in some]) for some in (now, before))
        yield Figure(items.CONCERNS, what, said, earlier, asked.year.name, _halves(asked))


def _of_all(report: Accountability, column: str) -> float:
    table = report.concerns
    return float(table[column][TOTAL]) if TOTAL in table.index and column in table.columns else 0.0


SOURCES: Mapping[str, Callable[[Asked], Iterator[Figure]]] = MappingProxyType(
    {
        items.PEOPLE: _people,
        items.LANGUAGES: _languages,
        items.CALLS: calls,
        items.BY_WAY: by_way,
        items.OWN_SHARE: own_share,
        CERTIFIED: _certified,
        items.BILINGUAL: _bilingual,
        items.STAFF: _staff,
        items.SHORT: _short,
        items.TRAINING: _training,
        items.DOCUMENTS: _documents,
        items.TRANSLATED: _translated,
        items.WAYS: _ways,
        items.SPENDING: _spending,
        items.MEETINGS: _meetings,
        items.CONCERNS: _concerns,
    }
)
"""What fills each item; the others are asked for."""
