"""Texts for the public on record: drafts, reviews by a named person, roles, files that go out and come back."""

from __future__ import annotations

from datetime import date

import pytest
from click.testing import CliRunner

from geodata.public.wording import load_catalogue, load_words, one_language, save_and_sign, save_draft, sign, take_in
from geodata.records.engine import open_temporary_store
from geodata.records.store import Store
from outreach import cli
from planning.errors import AccessError, InputError, PlanningError
from planning.records.roles import Actor
from planning.words.catalogue import message_key, messages

KIM, LEE, VIC = Actor("kim@pd.example", "coordinator"), Actor("lee@pd.example", "commander"), Actor("vic", "viewer")
WHERE = "what we do not ask: title"
KEY = message_key(WHERE, "What we do not ask")
DAY = date(2026, 6, 1)


@pytest.fixture
def store() -> Store:
    return open_temporary_store()


def said(store: Store, spoken: str = "spanish", *, drafts: bool = False) -> str:
    return load_words(store, VIC, spoken, drafts=drafts).say(WHERE, "What we do not ask")


def test_a_draft_is_not_printed_before_a_named_person_has_signed_it(store: Store) -> None:
    assert (said(store), said(store, drafts=True)) == ("What we do not ask [EN]", "Lo que no preguntamos")
    with pytest.raises(InputError, match="name of the reviewer"):
        sign(store, KIM, "spanish", [KEY], "  ", DAY)
    assert sign(store, KIM, "spanish", [KEY], "Ines Marlow", DAY) == 1
    assert said(store) == "Lo que no preguntamos"
    row = load_catalogue(store, KIM, "spanish").set_index("key").loc[KEY]
    assert (row["state"], row["reviewer"], row["reviewed_on"]) == ("reviewed", "Ines Marlow", DAY)
    assert store.audit(Actor("ada", "admin"), kind="public_words")["who"].tolist() == [KIM.name]


def test_a_reviewed_text_that_changes_is_a_draft_again(store: Store) -> None:
    sign(store, KIM, "spanish", [KEY], "Ines Marlow", DAY)
    assert save_draft(store, KIM, "spanish", {KEY: ("Lo que no le preguntamos",)}) == 1
    assert said(store) == "What we do not ask [EN]"
    record = store.records(KIM, "public_words")[0]
    assert (record["state"], record["reviewer"]) == ("draft", None)
    save_and_sign(store, KIM, "spanish", KEY, ("Lo que no le preguntamos",), "Ines Marlow", DAY)
    assert said(store) == "Lo que no le preguntamos"
    with pytest.raises(InputError, match="has to be reviewed again"):
        record = store.records(KIM, "public_words")[0]
        store.change(KIM, "public_words", record.id, {"text": "Otra cosa"}, record.version)


def test_nothing_is_kept_that_would_lose_what_is_filled_in(store: Store) -> None:
    call = message_key("contact: how to ask", "Call {phone}.")
    for texts in ({KEY: ("질문",), call: ("전화하세요",)}, {call: ("{phone} {phone} {code}",)}):
        with pytest.raises(InputError, match="same words in braces"):
            save_draft(store, KIM, "korean", texts)
    assert store.records(KIM, "public_words") == ()  # all or none
    with pytest.raises(InputError, match="missing cannot be reviewed"):
        sign(store, KIM, "korean", [KEY], "Min", DAY)


@pytest.mark.parametrize("name", ["English", "Slavic languages", "slavic", "other"])
def test_nothing_is_translated_into_english_or_a_group_of_several(name: str) -> None:
    with pytest.raises(PlanningError):
        one_language(name)


def test_roles_and_languages_hold(store: Store) -> None:
    for actor in (LEE, VIC, Actor("ru", "recruiter")):
        with pytest.raises(AccessError):
            save_draft(store, actor, "korean", {KEY: ("질문",)})
    with pytest.raises(AccessError):
        load_catalogue(store, VIC, "spanish")
    with pytest.raises(InputError, match="name one language"):
        save_draft(store, KIM, "slavic", {KEY: ("x",)})


def test_a_text_of_an_english_that_is_gone_is_not_printed(store: Store) -> None:
    old = {"language": "korean", "message_key": "0" * 16, "context": "x", "english": "Gone", "text": "없음"}
    store.add(KIM, "public_words", {**old, "state": "draft"})
    assert len(load_catalogue(store, KIM, "korean")) == len(messages())
    assert load_words(store, KIM, "korean", drafts=True).known == frozenset()


def test_a_partner_fills_in_a_file_and_it_comes_back_as_drafts(store: Store, tmp_path) -> None:
    file = tmp_path / "ko.po"
    made = CliRunner().invoke(cli, ["words", "demo", "--language", "Korean", "-o", str(file)])
    assert made.exit_code == 0 and f"Korean: 0 reviewed, 0 drafts, {len(messages())} missing" in made.output
    filled = file.read_text().replace('msgid "Contact"\nmsgstr ""', 'msgid "Contact"\nmsgstr "문의"')
    assert take_in(store, KIM, "korean", filled.encode()) == 1
    assert take_in(store, KIM, "korean", filled.encode()) == 0
    where = "site: name of a page"
    assert load_words(store, KIM, "korean", drafts=True).say(where, "Contact") == "문의"
    assert load_words(store, KIM, "korean").say(where, "Contact") == "Contact [EN]"
