"""What the public gets: its words in each language, cards, invitations, the pages of a web site."""

from __future__ import annotations

from pathlib import Path

import click

from commands.shared import any_path, department_argument, existing_file, level_option, open_asked
from geodata.departments import open_records
from geodata.meetings.street_network import read_streets
from geodata.papers.printed import paper_html, paper_pdf, write_paper
from geodata.public import wording
from geodata.public.invitations import invitation_papers, line_of, meetings_to_come
from geodata.public.languages import languages_to_point_at, own_sentences
from geodata.public.publish import write_folder
from geodata.public.site import build_site
from geodata.records.store import Store, command_line_actor
from planning.errors import InputError
from planning.languages.spoken import spoken_name
from planning.public.language_card import MOST_ON_A_CARD, card_paper, poster_paper, with_more
from planning.records.roles import PUBLISHED, Actor
from planning.records.suppression import FLOOR
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.catalogue import DRAFT, REVIEWED

drafts_option = click.option(
    "--drafts", is_flag=True, help="Print what no one has reviewed too: to look at, not to hand out."
)


@click.command()
@department_argument
@click.option("--language", metavar="NAME", help="Such as Spanish or Farsi. Default: list the languages.")
@click.option("--read", "given", type=existing_file, metavar="FILE.po", help="Take in texts as drafts.")
@click.option("--reviewed-by", "reviewer", metavar="NAME", help="Sign every draft as reviewed by this person.")
@click.option("-o", "--output", type=any_path, metavar="FILE.po", help="Write the catalog, for a partner to fill in.")
def words(dept: str, language: str | None, given: Path | None, reviewer: str | None, output: Path | None) -> None:
    """List, write, and review the texts for the public in another language. People translate them."""
    if language is None:
        opened = open_asked(dept)
        for spoken in wording.languages_begun(opened.store, opened.actor):
            click.echo(_counts(opened.store, opened.actor, spoken))
        return
    spoken, actor = wording.one_language(language), command_line_actor()
    # Asking leaves no file in a folder.
    store = open_asked(dept).store if given is None and reviewer is None else open_records(dept)
    if given is not None:
        taken = wording.take_in(store, actor, spoken, given.read_bytes())
        click.echo(f"{taken} texts saved as drafts", err=True)
    if reviewer is not None:
        table = wording.load_catalogue(store, actor, spoken)
        keys = table["key"][table["state"] == DRAFT].tolist()
        signed = wording.sign(store, actor, spoken, keys, reviewer, store.today())
        click.echo(f"{signed} texts signed as reviewed by {reviewer}", err=True)
    if output is not None:
        if output.suffix.lower() != ".po":
            raise InputError("a catalog is written as .po", value=output.name, fix="give the file such an ending")
        output.write_bytes(wording.catalogue_file(store, actor, spoken))
        click.echo(f"catalog written to {output}", err=True)
    click.echo(_counts(store, actor, spoken))


def _counts(store: Store, actor: Actor, spoken: str) -> str:
    states = wording.load_catalogue(store, actor, spoken)["state"].value_counts()
    reviewed, draft, missing = (int(states.get(one, 0)) for one in (REVIEWED, DRAFT, wording.MISSING))
    return f"{spoken_name(spoken)}: {reviewed} reviewed, {draft} drafts, {missing} missing"


@click.command()
@department_argument
@click.option("--area", metavar="ID", help="ID of the area. Default: the whole department.")
@level_option
@click.option("--also", multiple=True, metavar="LANGUAGE", help="A language to put first. May be repeated.")
@click.option("--poster", is_flag=True, help="The poster of the same languages, in place of the card.")
@click.option("-o", "--output", required=True, type=any_path, help="File to write: .html or .pdf.")
def card(dept: str, area: str | None, level: str | None, also: tuple[str, ...], poster: bool, output: Path) -> None:
    """Print the card "Point to your language", two to a sheet, or its poster."""
    opened = open_asked(dept)
    department = opened.department
    usual = DEPARTMENT_LEVEL if area is None else department.levels[0]
    found = with_more(languages_to_point_at(opened.prepared, level or usual, area), also)
    said = own_sentences(opened.store, opened.actor, found)
    name, is_demo = department.settings.name, department.settings.is_demo
    if poster:
        paper = poster_paper(found, line_of(department), name, is_demo=is_demo, own=said)
    else:
        paper = card_paper(found, line_of(department), name, is_demo=is_demo, own=said)
        if not department.settings.interpreter_line:
            click.echo("note: no interpreter line is set. Set it with: outreach.py settings DEPT --set", err=True)
        if len(found) > MOST_ON_A_CARD:
            click.echo(f"note: the card has room for {MOST_ON_A_CARD} of {len(found)} languages", err=True)
    write_paper(paper, output)
    click.echo(f"{len(found)} languages written to {output}", err=True)


@click.command()
@department_argument
@click.option("--to", "folder", required=True, type=any_path, metavar="FOLDER", help="Folder to write to.")
@click.option("--streets", type=existing_file, metavar="FILE", help="Streets for the map: .osm.pbf or .graphml.")
@drafts_option
def invite(dept: str, folder: Path, streets: Path | None, drafts: bool) -> None:
    """Write an invitation to each planned meeting, in English and in each of its languages, as PDF and HTML."""
    opened = open_asked(dept)
    network = None if streets is None else read_streets(streets, opened.department.settings.crs)
    files: dict[str, bytes] = {}
    for number, meeting in enumerate(meetings_to_come(opened, network), start=1):
        made = dict(invitation_papers(opened, meeting, drafts=drafts))
        for spoken, paper in made.items():
            name = "-".join(spoken_name(spoken).lower().split())
            files |= {f"meeting-{number}-{name}.html": paper_html(paper).encode()}
            files |= {f"meeting-{number}-{name}.pdf": paper_pdf(paper)}
        gone = [spoken_name(one) for one in meeting.languages if one not in made]
        without = f". No text is reviewed yet in {', '.join(gone)}" if gone else ""
        click.echo(f"{number}. {meeting.title}: {', '.join(map(spoken_name, made))}{without}", err=True)
    write_folder(files, folder)
    click.echo(f"{len(files)} files written to {folder}", err=True)


@click.command()
@department_argument
@click.option("--to", "folder", required=True, type=any_path, metavar="FOLDER", help="Folder to write to.")
@click.option("--language", "named", multiple=True, metavar="NAME", help="Default: every language with reviewed texts.")
@click.option(
    "--floor", type=click.IntRange(FLOOR), default=FLOOR, show_default=True, help="Smaller counts are hidden."
)
@drafts_option
def publish(dept: str, folder: Path, named: tuple[str, ...], floor: int, drafts: bool) -> None:
    """Write the pages for the public: meetings to come, who helps, what was done, contact. No script, no request."""
    opened = open_asked(dept)
    files = build_site(opened, tuple(map(wording.one_language, named)), drafts=drafts, floor=floor)
    write_folder(files, folder)
    opened.store.record_export(opened.actor, PUBLISHED, f"public pages: {folder.name}", len(files))
    click.echo(f"{len(files)} pages written to {folder}. Begin with {folder / 'index.html'}", err=True)
