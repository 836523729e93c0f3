"""What the public reads: all of it from the catalogue, in every language set and counted as CLDR has it."""

from __future__ import annotations

import dataclasses
import re
from datetime import date, time

import pytest

from commands.catalogues import FOLDER, as_file, build_template, renewed, strings_in
from geodata.papers.fonts import scripts_without_font
from geodata.papers.printed import paper_html, paper_pdf
from planning.errors import InputError
from planning.languages.named import NAMED_LANGUAGES
from planning.public.samples import SAMPLES, Made
from planning.words.catalogue import (
    Message,
    catalogue_to_fill,
    drafts_that_come,
    forms_in,
    message_key,
    messages,
    read_catalogue,
    require_forms,
)
from planning.words.paper import MARK, texts_of
from planning.words.said import IN_PSEUDO, Words, words_in

GREEK = Made(**{one.name: "Ωμεγα" for one in dataclasses.fields(Made)})
"""Data without a Latin letter: what is left in plain letters has not come out of the catalogue."""
PLAIN = re.compile(r"[A-Za-z]{2,}")


def test_no_text_of_a_public_paper_is_outside_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[str] = set()
    finish = Words._finish
    monkeypatch.setattr(Words, "_finish", lambda self, one, *rest: said.add(one.key) or finish(self, one, *rest))
    for name, draw in SAMPLES.items():
        paper = draw(IN_PSEUDO, GREEK)
        found = [text for text in texts_of(paper) if PLAIN.search(text)]
        assert found == [], name
        body = re.sub(r"<style>.*?</style>|<[^>]*>|&\w+;", " ", paper_html(paper), flags=re.DOTALL)
        assert not PLAIN.search(body), (name, PLAIN.findall(body))
    unsaid = {one.one for key, one in messages().items() if key not in said}
    assert unsaid == {"in English, because no one has reviewed a translation yet."}, "give it a sample"


def test_a_plain_text_would_be_found() -> None:
    assert PLAIN.search("Ωμεγα at the hall") and not PLAIN.search(IN_PSEUDO.say("x", "at the hall"))


def test_the_catalogues_are_those_of_the_source() -> None:
    template = build_template()
    assert (FOLDER / "public.pot").read_bytes() == as_file(template), "make catalogues"
    for path in FOLDER.glob("*.po"):
        assert path.read_bytes() == renewed(path.stem, path.read_bytes(), template), "make catalogues"


def test_a_string_that_is_not_written_out_is_refused() -> None:
    with pytest.raises(InputError, match=r"x.py line 1: a string for the public is not written out"):
        list(strings_in("words.say('card', name)", "x.py"))


def test_spanish_is_complete_formal_and_fits() -> None:
    spanish = drafts_that_come("es")
    assert spanish.keys() == messages().keys()
    for key, forms in spanish.items():
        require_forms(messages()[key], forms, "es")
        assert not re.search(r"\b(tú|tu|tus|ti|contigo|vosotros|puedes|tienes)\b", " ".join(forms).lower())
    words = words_in("spanish", drafts=spanish)
    assert words.say_many("community report: people’s own words", *MEETINGS, 1) == "Se respondió en 1 día."
    assert words.say_many("community report: people’s own words", *MEETINGS, 1200) == "Se respondió en 1,200 días."
    paper = SAMPLES["Directory"](words, GREEK)
    assert paper.lang == "es" and "no one has reviewed" in paper.warning and MARK not in " ".join(texts_of(paper))


MEETINGS = ("Answered in {count} day.", "Answered in {count} days.")


def test_what_nobody_has_reviewed_is_in_english_with_a_mark() -> None:
    key = message_key("what we do not ask: title", "What we do not ask")
    words = words_in("arabic", {key: ("ما لا نسأل عنه",)})
    paper = SAMPLES["What we do not ask"](words, GREEK)
    assert paper.title == "ما لا نسأل عنه" and (paper.lang, paper.direction) == ("ar", "rtl")
    assert all(item.endswith(MARK) for item in paper.blocks[0].items) and paper.notes[-1].startswith(MARK)
    page = paper_html(paper)
    assert '<html lang="ar" dir="rtl">' in page and '<li><span lang="en" dir="ltr">We don’t ask where' in page


RTL = ("arabic", "other_indo_european:Persian", "other_indo_european:Urdu", "other:Hebrew")


@pytest.mark.parametrize("spoken", RTL)
def test_whole_papers_run_from_right_to_left(spoken: str) -> None:
    title = {"arabic": "الاجتماعات القادمة", "other:Hebrew": "מפגשים קרובים"}.get(spoken, "جلسه‌های آینده")
    words = words_in(spoken, {message_key("meetings to come: title", "Meetings to come"): (title,)})
    paper = SAMPLES["Meetings to come"](words, GREEK)
    assert f'<html lang="{words.tag}" dir="rtl">' in paper_html(paper)
    assert scripts_without_font(texts_of(paper)) == () and paper_pdf(paper).startswith(b"%PDF-")


def test_what_is_filled_in_does_not_turn_the_sentence() -> None:
    key = message_key("contact: how to ask", "Call {phone}.")
    words = words_in("arabic", {key: ("اتصل على {phone}.",)})
    assert words.say("contact: how to ask", "Call {phone}.", phone="555-0100") == "اتصل على \u2068555-0100\u2069."


def test_every_language_has_numbers_days_and_lists() -> None:
    for one in NAMED_LANGUAGES.values():
        words = words_in(one.spoken)
        assert "2026" in words.day(date(2026, 9, 15)) or words.day(date(2026, 9, 15)).strip(), one.name
        assert "30" in words.time(time(18, 30)) or words.locale is not None, one.name
        listed = words.listed(["Ω1", "Ω2", "Ω3"])
        assert all(item in listed for item in ("Ω1", "Ω2", "Ω3")), one.name
        assert words.language("Korean"), one.name


@pytest.mark.parametrize(
    ("forms", "says"),
    [
        (["Llame"], "same words in braces: {phone}"),
        (["Llame al {phone} {email}"], "same words in braces"),
        (["Llame al {telefono}"], "same words in braces"),
        ([" "], "one line"),
        (["a {phone}", "b {phone}"], "one line"),
    ],
)
def test_a_translation_that_would_lose_something_is_refused(forms: list[str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        require_forms(Message("contact: how to ask", "Call {phone}."), forms, "es")


def test_a_counted_string_needs_each_form_and_may_leave_the_figure_out() -> None:
    counted = Message("x", "{count} day", "{count} days")
    require_forms(counted, ["un día", "{count} días"], "es")
    with pytest.raises(InputError, match="needs 6 forms"):
        require_forms(counted, ["a", "b"], "ar")


def test_a_catalogue_goes_out_and_comes_back() -> None:
    drafts = drafts_that_come("es")
    sent = catalogue_to_fill("es", drafts, frozenset(drafts))
    assert forms_in(read_catalogue(sent)) == dict(drafts)
    empty = read_catalogue(catalogue_to_fill("ar", {}, frozenset()))
    assert forms_in(empty) == {} and empty.num_plurals == 6 and len(empty) == len(messages())
    for damaged in (b"\xff\xfe", b'msgid "x', b"not a catalog at all"):
        with pytest.raises(InputError, match="not a gettext catalog"):
            read_catalogue(damaged)


def test_nothing_in_a_translation_is_code() -> None:
    key = message_key("contact: how to ask", "Call {phone}.")
    words = words_in("spanish", {key: ("{phone.__class__} {phone!r} %s {phone}",)})
    assert words.say("contact: how to ask", "Call {phone}.", phone="{x}") == "{phone.__class__} {phone!r} %s {x}"
