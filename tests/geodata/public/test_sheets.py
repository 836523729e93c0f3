"""Cards, posters and invitations: letters that are there, what is on record and nothing else, streets if there are."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from fontTools.ttLib import TTCollection, TTFont
from pypdf import PdfReader

from geodata.demo.records import BY_COORDINATOR, open_demo_records
from geodata.departments import Opened, _prepared_demo
from geodata.papers.fonts import font_files
from geodata.papers.printed import paper_html, paper_pdf
from geodata.public.invitations import host_of, invitation_papers, line_of, meetings_to_come
from geodata.public.languages import POINT, languages_to_point_at, own_sentences
from geodata.public.way_map import way_svg
from geodata.public.wording import save_and_sign, sign
from outreach import cli
from planning.languages.named import NAMED_LANGUAGES
from planning.meetings.streets import StreetNetwork
from planning.public.contact import InterpreterLine
from planning.public.language_card import MOST_ON_A_CARD, card_language, card_paper, poster_paper
from planning.records.roles import Actor
from planning.words.catalogue import message_key
from planning.words.paper import texts_of

SCRIPTS = {
    "Latin": "Vietnamese",
    "Cyrillic": "Ukrainian",
    "Greek": "Greek",
    "Armenian": "Armenian",
    "Hebrew": "Hebrew",
    "Arabic": "Pashto",
    "Devanagari": "Nepali",
    "Bengali": "Bengali",
    "Gurmukhi": "Punjabi",
    "Gujarati": "Gujarati",
    "Tamil": "Tamil",
    "Telugu": "Telugu",
    "Kannada": "Kannada",
    "Malayalam": "Malayalam",
    "Sinhala": "Sinhala",
    "Odia": "Odia",
    "Thai": "Thai",
    "Lao": "Lao",
    "Burmese": "Burmese",
    "Georgian": "Georgian",
    "Hangul": "Korean",
    "Ethiopic": "Tigrinya",
    "Khmer": "Khmer",
    "Han": "Chinese",
    "Kana": "Japanese",
}


@pytest.fixture(scope="module")
def letters() -> set[int]:
    """Every code point that a font of the papers has a letter for, as fontTools reads them."""
    found: set[int] = set()
    for path in font_files():
        fonts = TTCollection(path).fonts if path.suffix == ".ttc" else [TTFont(path)]
        for font in fonts:
            found |= set(font.getBestCmap())
    return found


@pytest.fixture(scope="module")
def opened() -> Opened:
    store = open_demo_records(date(2026, 6, 1))
    store.clock = lambda: datetime(2026, 6, 1, 12, tzinfo=UTC)
    return Opened(_prepared_demo(), store, Actor("ada", "admin"))


def test_every_autonym_has_its_letters_in_more_than_20_scripts(letters: set[int]) -> None:
    autonyms = {name: card_language(name).autonym for name in SCRIPTS.values()}
    assert len(SCRIPTS) >= 20 and all(autonyms.values())
    assert [name for name, text in autonyms.items() if text == name] == []
    every = {one.name: one.autonym or one.name for one in NAMED_LANGUAGES.values()} | autonyms
    lacking = {name: text for name, text in every.items() if any(ord(s) not in letters for s in text if s.isalnum())}
    assert lacking == {}


def test_the_card_stands_twice_on_one_sheet_with_the_line_and_its_code(opened: Opened) -> None:
    found = languages_to_point_at(opened.prepared)
    paper = card_paper(found, line_of(opened.department), "Harbor Falls", own={"Korean": "언어를 가리키세요"})
    pages = PdfReader(io.BytesIO(paper_pdf(paper))).pages
    text = pages[0].extract_text()
    assert len(pages) == 1 and text.count("555-0150") == text.count("4471") == 2
    assert len(found) > MOST_ON_A_CARD and paper_html(paper).count('class="word"') == 2 * MOST_ON_A_CARD
    assert "언어를 가리키세요 · Korean" in paper_html(paper)
    poster = poster_paper(found, line_of(opened.department), "Harbor Falls")
    assert len(PdfReader(io.BytesIO(paper_pdf(poster))).pages) == 1
    told = " ".join(texts_of(poster))
    assert "555-0150" in told and "4471" not in told  # the code is for officers
    assert not any(
        "Interpreter line" in one for one in texts_of(poster_paper(found, InterpreterLine(), "Harbor Falls"))
    )
    assert all(any(one.autonym == text for text in texts_of(poster)) for one in found)


OWN = ("Укажите свой язык",)


def test_a_beat_has_the_languages_of_those_who_live_there(opened: Opened) -> None:
    here = [one.name for one in languages_to_point_at(opened.prepared, "beat", "42")]
    assert {"Spanish", "Ukrainian", "Russian"} <= set(here[:5]) and len(here) == len(set(here))
    assert not any("ther" in name.split()[0] for name in here)
    save_and_sign(
        opened.store, BY_COORDINATOR, "slavic:Russian", POINT, ("Укажите свой язык",), "Olga", date(2026, 6, 1)
    )
    said = own_sentences(opened.store, opened.actor, languages_to_point_at(opened.prepared, "beat", "42"))
    assert said == {"Russian": OWN[0]}


def test_an_invitation_says_what_is_on_record_in_each_language_it_can_be_given_in(opened: Opened) -> None:
    store = opened.store
    papers = message_key("invitation: about papers and IDs", PAPERS)
    sign(store, BY_COORDINATOR, "spanish", [papers], "Ines", date(2026, 6, 1))
    meetings = meetings_to_come(opened)
    days = [one.invitation.day for one in meetings]
    assert days == sorted(days) and days[0] >= opened.today
    spanish = next(one for one in meetings if one.languages == ("spanish",))
    made = dict(invitation_papers(opened, spanish))
    assert set(made) == {"english", "spanish"}
    english, text = " ".join(texts_of(made["english"])), " ".join(texts_of(made["spanish"]))
    assert PAPERS in english and "Interpreters, at no cost: Spanish." in english and "no steps" in english
    assert "child care" not in english  # nothing on record
    assert "Nadie le pedirá papeles" in text and "Where [EN]" in text and "miércoles" not in text.split("[EN]")[0]
    assert host_of(opened.department).contact.phone in text


PAPERS = "No one will ask you for papers: not for an ID, and not about your immigration status."


def test_what_people_wrote_for_the_flyer_is_filled_in_once(opened: Opened) -> None:
    store = opened.store
    flyers = {"V01": {"korean": {"headline": "함께해요", "safe": "", "contact": "555-0199"}}}
    plan = store.add(
        BY_COORDINATOR,
        "meeting_plan",
        {"title": "P", "inputs": {}, "result": {"flyers": flyers}, "department_hash": "a", "software_version": "1"},
    )
    event = {"title": "Meet", "state": "planned", "venue_id": "V01", "venue_name": "School", "languages": ["korean"]}
    store.add(BY_COORDINATOR, "event", event | {"meeting_plan_id": plan.id, "site_id": "V01"})
    meeting = next(one for one in meetings_to_come(opened) if one.invitation.day is None)
    made = dict(invitation_papers(opened, meeting))
    texts = list(texts_of(made["korean"]))
    assert texts[0] == "함께해요" and "555-0199" in texts
    assert f"**{PAPERS} [EN]**" in texts  # the sentence never goes, whatever was left blank


def test_streets_are_drawn_where_they_are_and_the_beats_where_not(opened: Opened) -> None:
    department = opened.department
    point = department.venues.geometry.iloc[0]
    middle = np.array(department.venues.to_crs(department.settings.crs).geometry.iloc[0].coords[0])
    grid = np.array([[-200.0, 0.0], [200.0, 0.0], [0.0, 200.0], [90_000.0, 0.0], [91_000.0, 0.0]]) + middle
    network = StreetNetwork(grid, np.array([[0, 1], [1, 2], [3, 4]]), np.array([400.0, 280.0, 1000.0]))
    svg, has_streets = way_svg(department, point.x, point.y, network)
    assert has_streets and svg.count("M") == 2 and "M-57.5,-0.0L57.5,-0.0" in svg.replace("-0.0", "-0.0")
    far = StreetNetwork(grid[3:], np.array([[0, 1]]), np.array([1000.0]))
    beats, has_streets = way_svg(department, point.x, point.y, far)
    assert has_streets is False and beats.count("<path") == 2  # beats, and the main roads of the ground
    assert way_svg(replace(department, ground=None), point.x, point.y)[0].count("<path") == 1


def test_the_commands_write_them(tmp_path: Path) -> None:
    for args, says in (
        (
            ["card", "demo", "--area", "42", "--by", "beat", "--also", "Georgian", "-o", "card.html"],
            "languages written",
        ),
        (["card", "demo", "--area", "99", "--by", "beat", "-o", "card.html"], "there is no area '99'"),
        (["publish", "demo", "--to", "site", "--language", "Slavic languages"], "outreach: "),
        (["words", "demo", "--language", "Spanish", "-o", "es.csv"], "a catalog is written as .po"),
        (["words", "demo"], "Spanish: 0 reviewed"),
    ):
        paths = [str(tmp_path / one) if "." in one or one == "site" else one for one in args]
        result = CliRunner().invoke(cli, paths)
        assert says in result.output and "Traceback" not in result.output, result.output
    assert "ქართული" in (tmp_path / "card.html").read_text()
