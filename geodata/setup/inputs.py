"""The other inputs of a draft: census tracts and languages, population points, venues, roster; fetched or own files."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.department.provenance import Provenance, file_provenance, said_in, survey_years
from geodata.departments import folder_name
from geodata.fetch.census_api import CensusApi
from geodata.fetch.extras import EXTRAS, Asked, fetch_extras, roles_of
from geodata.fetch.geocoder import locate
from geodata.fetch.places import require_in_state
from geodata.fetch.sources import Sources
from geodata.fetch.steps import OnProgress, Progress, Steps, fetch_census
from geodata.fetch.tiger import fetch_blocks, require_counties
from geodata.fetch.web import Cancel
from geodata.files.limits import MEGABYTE
from geodata.files.text_tables import read_text_table
from geodata.inputs.addresses import ADDRESS, Located, find_addresses
from geodata.inputs.language_table import language_from_frame, language_to_frame
from geodata.inputs.registry import INPUTS, Input
from geodata.inputs.said import Files
from geodata.inputs.survey_year import SurveyYear, hold_against
from geodata.setup.beat_map import fetch_map, made_beats, safe_name
from geodata.setup.draft import Draft, Entries
from geodata.setup.pieces import Piece, drop_piece, has_piece, load_piece, read_about, save_piece
from planning.errors import InputError, PlanningError
from planning.lists import counted
from planning.words.formats import tenths, whole_number

TRACTS, LANGUAGE, POPULATION, VENUES, ROSTER = "tracts", "language", "population", "venues", "roster"
OWN_TRACTS, OWN_LANGUAGE, OWN_POPULATION = "own_tracts", "own_language", "own_population"


# -- what is wanted, and whether it is there


def census_names(entries: Entries) -> tuple[str, str]:
    """Return the names of the pieces that tracts and languages come from."""
    return (OWN_TRACTS, OWN_LANGUAGE) if entries.census == "files" else (TRACTS, LANGUAGE)


def census_made_from(entries: Entries) -> str | None:
    """Return what the fetched census pieces must be made from; None for own files, which serve as they are."""
    if entries.census == "files":
        return None
    return f"{entries.census}|{entries.state}|{','.join(entries.counties)}|{entries.vintage}"


def has_census(draft: Draft) -> bool:
    """Return whether tracts and languages are there, as the entries have it."""
    made_from = census_made_from(draft.entries)
    return all(has_piece(draft.pieces, name, made_from) for name in census_names(draft.entries))


def points_name(entries: Entries) -> str:
    """Return the name of the piece that population points come from."""
    return OWN_POPULATION if entries.points == "file" else POPULATION


def points_made_from(entries: Entries) -> str | None:
    """Return what the fetched points must be made from; None for an own file."""
    if entries.points == "file":
        return None
    return f"blocks|{entries.state}|{','.join(entries.counties)}|{entries.vintage}"


def has_points(draft: Draft) -> bool:
    """Return whether the population points are there, or none are wanted."""
    entries = draft.entries
    return entries.points == "none" or has_piece(draft.pieces, points_name(entries), points_made_from(entries))


def wanted_piece(draft: Draft, name: str) -> Piece | None:
    """Return an input as the entries have it, or None."""
    entries = draft.entries
    if name == POPULATION:
        if entries.points == "none":
            return None
        return load_piece(draft.pieces, points_name(entries), points_made_from(entries))
    if name in (TRACTS, LANGUAGE):
        own = OWN_TRACTS if name == TRACTS else OWN_LANGUAGE
        return load_piece(draft.pieces, own if entries.census == "files" else name, census_made_from(entries))
    if name in roles_of(EXTRAS):
        asked = entries.census != "files" and name in roles_of(entries.also)
        return load_piece(draft.pieces, name, census_made_from(entries)) if asked else None
    return load_piece(draft.pieces, name)


# -- fetching


def map_work(draft: Draft, address: str, sources: Sources) -> Callable[[OnProgress, Cancel], None]:
    """Return the work of fetching a beat map."""

    def work(tell: OnProgress, cancel: Cancel) -> None:
        within = replace(sources, cancel=cancel)
        fetch_map(draft, address, within, Steps(2, within, tell))

    return work


def census_work(draft: Draft, sources: Sources, key: str | None) -> Callable[[OnProgress, Cancel], None]:
    """Return the work of fetching tracts and languages. The key stays in the memory of this work.

    Raises
    ------
    InputError
        If place, year or beats are not told yet.
    """
    entries = draft.entries
    require_counties(entries.state, entries.counties, entries.vintage)
    beats = made_beats(draft)
    if beats is None:
        raise InputError("the beat map is not there yet", fix="go back and give it")

    def work(tell: OnProgress, cancel: Cancel) -> None:
        within = replace(sources, cancel=cancel)
        steps = Steps(3 + len(entries.also), within, tell)
        census = fetch_census(
            entries.state, entries.counties, entries.vintage, entries.census == "bulk", beats.frame, within, key, steps
        )
        table = census.language.table
        asked = Asked(
            within, CensusApi(within, key), entries.state, entries.counties, entries.vintage, table, beats.frame
        )
        extras = fetch_extras(entries.also, asked, steps.run)
        made_from = census_made_from(entries) or ""
        about = {"sum": [census.finding.status, census.finding.finding]}
        save_piece(draft.pieces, TRACTS, Piece(census.tracts.frame, made_from, census.tracts.provenance))
        for source in extras.provenance:
            save_piece(draft.pieces, source.input, Piece(extras.frames[source.input], made_from, source))
        notes = (*census.notes, *extras.notes)
        language = language_to_frame(table)
        save_piece(draft.pieces, LANGUAGE, Piece(language, made_from, census.language.provenance, notes, about))

    return work


def points_work(draft: Draft, sources: Sources) -> Callable[[OnProgress, Cancel], None]:
    """Return the work of fetching the people of every block."""
    entries = draft.entries
    tracts = wanted_piece(draft, TRACTS)
    if tracts is None:
        raise InputError("the census tracts are not there yet", fix="go back and get them")
    require_counties(entries.state, entries.counties, entries.vintage)

    def work(tell: OnProgress, cancel: Cancel) -> None:
        within = replace(sources, cancel=cancel)
        found = Steps(1, within, tell).run(
            "fetching the people of every block",
            lambda progress: fetch_blocks(within, entries.state, entries.counties, tracts.frame, progress),
        )
        save_piece(
            draft.pieces, POPULATION, Piece(found.frame, points_made_from(entries) or "", found.provenance, found.notes)
        )

    return work


# -- own files


OWN_FILES = {OWN_TRACTS: TRACTS, OWN_LANGUAGE: LANGUAGE, OWN_POPULATION: POPULATION, VENUES: VENUES, ROSTER: ROSTER}
"""The pieces that are read from a file somebody gives, and the input each is."""


def department_place(draft: Draft) -> Path:
    """Return the folder that the department will have, whether or not one of its name is there."""
    return draft.folder.parent.parent / folder_name(draft.entries.name)


LOCATED = "located"
"""What the venues of a draft keep about the addresses that were looked up."""
Upload = tuple[str, bytes]
"""What a file that was uploaded is called, and what is in it."""


def take_files(
    draft: Draft,
    name: str,
    uploads: Sequence[Upload],
    said: Mapping[str, str] | None = None,
    located: Located | None = None,
) -> Piece:
    """Read one input from what was uploaded; the file itself is not kept, only what was understood.

    Parameters
    ----------
    name : str
        One of ``OWN_FILES``.
    uploads : sequence of (name, content)
        More than one only where the input may come in several files.
    said : mapping of role to heading, optional
        What somebody says the columns are; else what was said of a file of the same shape.
    located : Located, optional
        Where the addresses of venues are; unless given, as it was looked up for the same list before.

    Raises
    ------
    InputError
        With one sentence; the input that was there before stays.
    """
    row = INPUTS[OWN_FILES[name]]
    older = load_piece(draft.pieces, name)
    before = older.provenance.all_said if older and older.provenance else ()
    with _on_disk(row, uploads) as paths:
        path: Files = paths if row.several else paths[0]
        if name == VENUES:
            located = located or located_addresses(draft, uploads, said)
        own: dict[str, Any] = {TRACTS: {"crs": draft.entries.tracts_crs or None}, VENUES: {"located": located}}
        options = own.get(row.role, {})
        found = row.read(path, said=said, before=(*before, *said_in(department_place(draft))), **options)
        if row.role == TRACTS:
            require_in_state(found.frame, draft.entries.state, paths[0].name)
        from_file = file_provenance(row.role, path, read=found, zone=draft.zone)
    frame = language_to_frame(found.frame) if row.role == LANGUAGE else found.frame
    about: dict[str, Any] = {"year": [found.year.year, found.year.sure]} if found.year else {}
    if located is not None:
        about[LOCATED] = {"of": _list_of(uploads, said), **asdict(located)}
    made = Piece(frame, f"file|{from_file.sha256}", from_file, found.notes, about or None)
    return save_piece(draft.pieces, name, made)


def can_be_located(uploads: Sequence[Upload], said: Mapping[str, str] | None = None) -> bool:
    """Return whether a list of venues that was uploaded has addresses that can be looked up."""
    try:
        with _on_disk(INPUTS[VENUES], uploads) as paths:
            rows = read_text_table(paths[0], limits=INPUTS[VENUES].limits).rows
        return bool(find_addresses(rows, paths[0].name, said).rows)
    except PlanningError:
        return False


def geocode_work(
    draft: Draft, uploads: Sequence[Upload], sources: Sources, said: Mapping[str, str] | None = None
) -> Callable[[OnProgress, Cancel], None]:
    """Return the work of finding where the addresses of an uploaded list of venues are, and taking the list in."""

    def work(tell: OnProgress, cancel: Cancel) -> None:
        def so_far(done: int, total: int) -> None:
            tell(Progress(f"{whole_number(done)} of {whole_number(total)} addresses looked up", 1, 1, done, total))

        with _on_disk(INPUTS[VENUES], uploads) as paths:
            found = locate(paths[0], replace(sources, cancel=cancel), so_far, said)
        take_files(draft, VENUES, uploads, said, found)

    return work


def located_addresses(draft: Draft, uploads: Sequence[Upload], said: Mapping[str, str] | None = None) -> Located | None:
    """Return where the addresses of a list are, if they were looked up for the draft's venues; else None.

    What is said of other columns may change; another column of addresses is another list.
    """
    kept = ((read_about(draft.pieces, VENUES) or {}).get("about") or {}).get(LOCATED)
    if not isinstance(kept, dict) or kept["of"] != _list_of(uploads, said):
        return None
    return Located(
        {row: (lon, lat) for row, (lon, lat) in kept["positions"].items()}, kept["columns"], tuple(kept["notes"])
    )


def _list_of(uploads: Sequence[Upload], said: Mapping[str, str] | None) -> str:
    """Return what tells a list, and what is said of its addresses, from every other."""
    return " ".join([checksum_of(uploads), *(f"{role}={(said or {}).get(role)}" for role in ADDRESS)])


def checksum_of(uploads: Sequence[Upload]) -> str:
    """Return what tells an upload from every other."""
    return hashlib.sha256(b"".join(content for _, content in uploads)).hexdigest()


def look_at_files(name: str, uploads: Sequence[Upload]) -> pd.DataFrame:
    """Return the rows of what was uploaded under their own headings; nothing of it is kept.

    Raises
    ------
    InputError
    """
    row = INPUTS[OWN_FILES[name]]
    with _on_disk(row, uploads) as paths:
        looked = [row.look(path, row.limits) for path in paths]
    return looked[0] if len(looked) == 1 else pd.concat(looked, ignore_index=True)


@contextmanager
def _on_disk(row: Input, uploads: Sequence[Upload]) -> Iterator[tuple[Path, ...]]:
    """Give the paths of what was uploaded, while it is read."""
    for file_name, content in uploads:
        if len(content) > row.limits.file_bytes:
            raise InputError(
                f"{Path(file_name).name} is {tenths(len(content) / MEGABYTE)} MB, more than "
                f"{row.limits.file_bytes // MEGABYTE}",
                fix="cut it to your own area",
            )
    with tempfile.TemporaryDirectory(prefix="common-tongue-") as folder:
        paths: dict[Path, bytes] = {}
        for number, (file_name, content) in enumerate(uploads):
            path = Path(folder) / safe_name(file_name)
            paths[path if path not in paths else path.with_stem(f"{path.stem}-{number + 1}")] = content
        for path, content in paths.items():
            path.write_bytes(content)
        yield tuple(paths)


def about_year(draft: Draft) -> tuple[str, ...]:
    """Return a note where the language table's file has another year in its name than was chosen.

    Raises
    ------
    InputError
        If it is surely of another year.
    """
    piece = wanted_piece(draft, LANGUAGE)
    said = (piece.about or {}).get("year") if piece else None
    if piece is None or said is None:
        return ()
    title = piece.provenance.title if piece.provenance else "the language table"
    return hold_against(SurveyYear(*said), draft.entries.vintage, title)


def leave_out(draft: Draft, name: str) -> None:
    """Forget an input that is optional."""
    drop_piece(draft.pieces, name)


def with_survey_years(provenance: Provenance, vintage: int) -> Provenance:
    """Return where a language table came from, with its years, which a file does not say."""
    return provenance if provenance.vintage else replace(provenance, vintage=survey_years(vintage))


def join_sentence(draft: Draft) -> str:
    """Return how many tracts have a row in the language table, as a sentence; empty if either is not there."""
    tracts, language = wanted_piece(draft, TRACTS), wanted_piece(draft, LANGUAGE)
    if tracts is None or language is None:
        return ""
    rows = language_from_frame(language.frame).pop5.index
    matched = int(tracts.frame["geoid"].isin(rows).sum())
    return f"{whole_number(matched)} of {counted(len(tracts.frame), 'tract')} have a row in the language table."
