"""The check report: what is fine, what to look at, and what stops a department from being used."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geodata.department.answers import PreparedDepartment
from geodata.department.choose_rule import rule_findings
from geodata.department.crosswalk import SQUARE_METRES_PER_KM2
from geodata.department.department import Department
from geodata.department.findings import Finding
from geodata.department.language_of_most import spanish_note
from geodata.department.names import level_word
from geodata.department.places import MAPS
from geodata.department.time_zones import UNKNOWN, propose_zone, zone_title
from geodata.fetch.places import county_name
from geodata.files.shapes_apart import OVERLAY_OF_A_STATE, work_on
from geodata.inputs.account import Account
from geodata.inputs.registry import INPUTS
from geodata.officers.coverage import unplaced_note
from geodata.officers.places import counts_nowhere
from planning.languages.groups import LANGUAGE_IDS, language_name
from planning.lists import counted, listed, some
from planning.officers.roster import officers_only
from planning.words.formats import whole_number
from planning.words.wording import percent

SLIVER_SHARE = 0.001
"""Beats that overlap by less than this share of the smaller one share a drawn line, not ground."""
HOLE_KM2 = 0.01
"""Gaps between beats smaller than this (a block is about as large) are drawing, not ground."""
PLACE_FLOOR = 0.5
WHOLE_PLACE = 0.98
"""Of the beats' ground: below the first the tracts are another place's, above the second they are all there."""
IN_NO_TRACT = 0.01
"""Of one beat's ground: with less of it in tracts, the beat lies in none of them."""
BECAME_OF = "what became of"
"""How the subject begins of a finding that is a file's account and no check."""
FAR_KM = 50
"""Nobody of the department goes so far to a meeting: a venue farther from all beats is probably at a wrong position."""
TIME = "time zone"
BEATS = "the beat map"
JOIN_FLOOR = 0.5
"""A table that knows less than this share of the tracts belongs to another place or another decade."""


def check_department(prepared: PreparedDepartment) -> tuple[Finding, ...]:
    """Return the findings, the gravest first."""
    department = prepared.department
    findings = [
        _check_place(department),
        _check_join(department),
        _check_missing(department),
        _check_margins(department),
        _check_very_well(department),
        _check_points(prepared),
        _check_outside(prepared),
        _check_overlaps(prepared),
        _check_holes(department),
        _check_levels(department),
        _check_venues(department),
        _check_roster(department),
        *_check_inside(department),
        *rule_findings(department),
        *_check_language_of_most(department),
        *_tell_accounts(department),
        *(Finding("look", "what the files needed", note) for note in department.notes),
        _check_time(department),
    ]
    gravity = {"stop": 0, "look": 1, "fine": 2}
    return tuple(sorted(findings, key=lambda finding: gravity[finding.status]))


def _check_language_of_most(department: Department) -> list[Finding]:
    note = spanish_note(department)
    return [Finding("look", "what the measure means here", note)] if note else []


def _tell_accounts(department: Department) -> list[Finding]:
    return [
        Finding(
            "look" if _to_look_at(role, account) else "fine",
            f"{BECAME_OF} the {INPUTS[role].title.lower()}",
            account.sentence(),
        )
        for role, account in department.accounts
    ]


def _to_look_at(role: str, account: Account) -> bool:
    return any(one.why not in INPUTS[role].passed_over for one in account.left_out)


def _check_time(department: Department) -> Finding:
    """Which day it is follows from it: what is overdue, and on which day a record is dated."""
    said, proposed = department.settings.time_zone, propose_zone(department.tracts["geoid"])
    kept = f"{zone_title(department.zone.key)} ({department.zone.key})"
    fix = "Choose it under Setup, or with: outreach.py settings DEPT --time-zone ZONE."
    if not said and proposed.zone == UNKNOWN:
        return Finding("look", TIME, "No state is known for its tracts, so dates follow UTC.", fix)
    if not said and (proposed.others or proposed.split):
        why = f"some of its counties keep {listed([zone_title(zone) for zone in proposed.others])}"
        if proposed.split:
            why = f"people in {listed([_county(code) for code in proposed.split])} do not all keep one time"
        return Finding("look", TIME, f"Dates and times follow {kept}, as most of its tracts do, but {why}.", fix)
    return Finding("fine", TIME, f"Dates and times follow {kept}{'' if said else ', as its counties do'}.")


def _county(code: str) -> str:
    return county_name(code[:2], code[2:]) or code


def _check_place(department: Department) -> Finding:
    subject = "beats and tracts on the ground"
    crs = department.settings.crs
    tracts = department.tracts.geometry.to_crs(crs).to_numpy()
    found = work_on(MAPS, "on_the_ground", OVERLAY_OF_A_STATE, areas=_ground(department), tracts=tracts)
    covered = float(found["covered"][0])
    # By its own ground: a small beat in another place is lost in the share of the whole.
    astray = department.beats["area_id"][found["each"] < IN_NO_TRACT]
    if covered < PLACE_FLOOR:
        return Finding(
            "stop",
            subject,
            f"Only {percent(covered)} of the beats' ground lies in a tract of the file.",
            "Use the tracts of the counties the department lies in.",
        )
    if len(astray):
        return Finding(
            "look",
            subject,
            f"{percent(covered)} of the beats’ area is in a tract of the file. Not in any: "
            f"{some(list(astray))}. These have no data.",
            "Add the tracts of the county they lie in, or take them out of the beat map.",
        )
    if covered < WHOLE_PLACE:
        return Finding(
            "look",
            subject,
            f"{percent(covered)} of the beats' ground lies in a tract of the file.",
            "The rest may be water. If not, add the tracts of the next county.",
        )
    return Finding("fine", subject, f"{percent(covered)} of the beats' ground lies in a tract of the file.")


def _check_join(department: Department) -> Finding:
    subject = "tracts and language table"
    tracts, rows = set(department.tracts["geoid"]), set(department.language.pop5.index)
    matched = tracts & rows
    said = f"{len(matched)} of {len(tracts)} tracts have a row in the language table ({department.settings.period})"
    if len(matched) < JOIN_FLOOR * len(tracts):
        return Finding(
            "stop",
            subject,
            f"Only {said}.",
            "Use a table of the same counties and decade: 2010 tracts up to ACS 2019, 2020 tracts from ACS 2020.",
        )
    if len(matched) < len(tracts):
        return Finding(
            "look",
            subject,
            f"{said}. Without one: {some(sorted(tracts - rows))}.",
            "Their people are named as missing in every figure. Check that tracts and table are of one decade.",
        )
    return Finding("fine", subject, f"All {said.removeprefix(f'{len(matched)} of ')}.")


def _check_missing(department: Department) -> Finding:
    subject = "missing figures"
    table = department.language
    absent = [language_name(language) for language in table.absent_languages()]
    if len(absent) == len(LANGUAGE_IDS):
        return Finding(
            "stop",
            subject,
            'The table has no line "speak English less than very well" for any language.',
            "Get table C16001 with its lines 005, 008, ... 038.",
        )
    if absent:
        return Finding(
            "look",
            subject,
            f"Not in this table: {some(absent)}. We can’t tell their numbers or the total.",
            "Get the whole of table C16001.",
        )
    cells = int(table.lep.reindex(department.tracts["geoid"]).isna().to_numpy().sum())
    if cells:
        why = sorted(set(table.reasons["reason"]))
        source_says = f" The source says: {some(why)}." if why else ""
        return Finding("look", subject, f"{cells} figures are missing and stay missing, never zero.{source_says}")
    return Finding("fine", subject, "Every tract has a figure for every language group.")


def _check_margins(department: Department) -> Finding:
    if department.language.has_moe:
        exact = department.language.about_margins
        return Finding("fine", "margins of error", f"The table has margins of error.{exact and ' '}{exact}")
    return Finding(
        "look",
        "margins of error",
        "The table has no margins of error, so it can’t give results.",
        "Get the columns that end in M beside those that end in E.",
    )


def _check_inside(department: Department) -> list[Finding]:
    """Whether table B16001 and the list of PUMAs go together: they change with each census."""
    if department.detail is None and department.pumas is None:
        return []
    subject = "inside the combined groups"
    if department.detail is None or department.pumas is None:
        lacks, option = ("table B16001", "detail") if department.detail is None else ("the list of PUMAs", "pumas")
        return [Finding("look", subject, f"{lacks.capitalize()} is missing.", f"Attach it: --{option}.")]
    known = set(department.detail["puma"])
    places = department.pumas.set_index("geoid")["puma"].reindex(department.tracts["geoid"])
    without = int((~places.isin(known)).sum())
    if without:
        return [
            Finding(
                "look",
                subject,
                f"{counted(without, 'tract')} of {len(places)} lie in no PUMA of table B16001.",
                "Take both of the same census: PUMAs changed with the survey that ends in 2022.",
            )
        ]
    return [
        Finding("fine", subject, f"Every tract lies in one of {counted(places.nunique(), 'PUMA')} of table B16001.")
    ]


def _check_very_well(department: Department) -> Finding:
    subject = "bilingual residents"
    if department.language.has_very_well:
        return Finding("fine", subject, 'The table has the lines "very well", so recruiting can be planned.')
    return Finding(
        "look",
        subject,
        "This table has no lines for people who speak English “very well,” so we can’t count bilingual residents.",
        "Get lines 004, 007, ... 037 of C16001 as well.",
    )


def _check_points(prepared: PreparedDepartment) -> Finding:
    subject, report = "population points", prepared.report
    if prepared.department.population is None:
        return Finding(
            "look",
            subject,
            "There are no population points: tracts are shared out by land, as if all lived evenly.",
            "Add census blocks or block-group centers with lon, lat, and pop.",
        )
    counts = report.counts
    ways = [f"geoid ({whole_number(counts.by_geoid)})"] if counts.by_geoid else []
    ways += [f"position ({whole_number(counts.by_position)})"] if counts.by_position else []
    said = (
        f"{whole_number(report.people)} people at {whole_number(len(prepared.join.points))} points, joined to "
        f"tracts by {listed(ways) or 'nothing'}"
    )
    lost = report.people_without_tract / report.people if report.people else 0.0
    empty = len(report.tracts_by_land)
    details = [
        text
        for is_so, text in (
            (counts.mended, f"{whole_number(counts.mended)} ids had lost the leading zero, which was put back"),
            (
                counts.strange,
                (
                    f"{whole_number(counts.strange)} points lie in these tracts and name none of them (another "
                    "vintage), so every point went by position"
                ),
            ),
            (
                counts.elsewhere,
                (
                    f"{whole_number(counts.elsewhere)} more points ({whole_number(counts.people_elsewhere)} "
                    "people) name no tract of the file, lie in none, and were left out"
                ),
            ),
            (lost, f"{percent(lost)} of them in no tract of the file"),
            (empty, f"{empty} tracts without people, shared out by land"),
        )
        if is_so
    ]
    alarming = lost or counts.strange or counts.elsewhere
    return Finding("look" if alarming else "fine", subject, "; ".join([said, *details]) + ".")


def _check_outside(prepared: PreparedDepartment) -> Finding:
    report = prepared.report
    placed = report.people - report.people_without_tract
    if not placed:
        return Finding("fine", "outside every beat", "Can’t say: there are no population points.")
    share = report.people_outside / placed
    return Finding(
        "fine",
        "outside every beat",
        f"{percent(share)} of the people in these tracts live outside every beat. They are in their own row, "
        "(outside).",
    )


def _check_overlaps(prepared: PreparedDepartment) -> Finding:
    subject = "overlapping beats"
    overlaps = prepared.join.overlaps
    if len(overlaps):
        pairs = [f"{row.first} and {row.second}" for row in overlaps.itertuples()]
        return Finding(
            "look",
            subject,
            f"{whole_number(overlaps['people'].sum())} people live where beats overlap: {some(pairs)}. Each "
            "counts once, in the lower ID.",
            "Ask the owner of the beat map which is right.",
        )
    pairs = _overlapping_ground(prepared.department)
    if pairs and prepared.department.population is None:
        return Finding(
            "look",
            subject,
            f"Beats overlap: {some(pairs)}. Add population points to see how many people live there. The area "
            "counts once, for the lower ID.",
            "Ask the owner of the beat map which is right.",
        )
    if pairs:
        return Finding("look", subject, f"Beats overlap where no one lives: {some(pairs)}.")
    return Finding("fine", subject, "No two beats overlap.")


def _overlapping_ground(department: Department) -> list[str]:
    ids = department.beats["area_id"].to_list()
    found = work_on(BEATS, "overlaps", areas=_ground(department))
    pairs = zip(found["first"], found["second"], found["share"], strict=True)
    return [f"{ids[first]} and {ids[second]}" for first, second, share in pairs if share > SLIVER_SHARE]


def _ground(department: Department) -> npt.NDArray[np.object_]:
    """Return the beats in metres."""
    shapes: npt.NDArray[np.object_] = department.beats.geometry.to_crs(department.settings.crs).to_numpy()
    return shapes


def _check_holes(department: Department) -> Finding:
    areas = work_on(BEATS, "holes", areas=_ground(department))["size"] / SQUARE_METRES_PER_KM2
    holes = [area for area in areas if area >= HOLE_KM2]
    if holes:
        return Finding(
            "look",
            "holes in the beat map",
            f"{counted(len(holes), 'gap')} between beats, {sum(holes):.1f} km² in all. People there count as outside.",
            "Look at them on the map: enclaves are right, drawing errors are not.",
        )
    return Finding("fine", "holes in the beat map", "There are no gaps between beats.")


def _check_levels(department: Department) -> Finding:
    beats = department.beats
    missing = {level: int(beats[level].isna().sum()) for level in department.settings.levels}
    gaps = [
        f"{counted(number, 'beat has', 'beats have')} no {level_word(level)}"
        for level, number in missing.items()
        if number
    ]
    said = counted(len(beats), "beat") + "".join(
        f", {counted(beats[level].nunique(), level_word(level), level_word(level, 2))}" for level in missing
    )
    if gaps:
        return Finding("look", "beats and levels", f"{said}, {'; '.join(gaps)}. They are in a row of their own.")
    return Finding("fine", "beats and levels", f"{said}.")


def _check_venues(department: Department) -> Finding:
    if department.venues is None:
        return Finding("look", "venues", "There are no venues, so meetings cannot be planned.", "Add a venues file.")
    venues = department.venues
    far = far_venues(department)
    if far:
        return Finding(
            "look",
            "venues",
            f"{counted(len(far), 'venue')} of {len(venues)} far from all beats (over {FAR_KM} km): {some(far)}.",
            "Look at their longitude and latitude in the list.",
        )
    police = int(venues["police_building"].fillna(False).sum())
    said = "1 is a police building and is left out of plans"
    if police != 1:
        said = f"{police} are police buildings and are left out of plans"
    return Finding("fine", "venues", f"{counted(len(venues), 'venue')}. {said}.")


def far_venues(department: Department) -> list[str]:
    """Return the names of venues that lie so far from all beats that their position is probably wrong."""
    if department.venues is None:
        return []
    at = department.venues.geometry.to_crs(department.settings.crs)
    away = work_on(BEATS, "distances", areas=_ground(department), x=at.x.to_numpy(), y=at.y.to_numpy())["far"]
    return [str(name) for name in department.venues["name"][~(away <= FAR_KM * 1000)]]


def _check_roster(department: Department) -> Finding:
    if department.roster is None:
        return Finding(
            "look", "roster", "There is no roster. Add one to see how many officers you have.", "Add a roster file."
        )
    if unplaced := unplaced_note(department):
        what, fix = unplaced.split(". ", 1)
        return Finding("look", "roster", f"{what}.", fix)
    if nowhere := counts_nowhere(department):
        return Finding("look", "roster", nowhere, "Give their area and shift, unless they serve everywhere.")
    return Finding("fine", "roster", f"{officers_only(department.roster)['officer_id'].nunique()} officers.")
