"""The pages for the public: what is on them, and above all what is not; written whole or not at all."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from geodata.demo.records import BY_COORDINATOR, open_demo_records
from geodata.departments import Opened, _prepared_demo
from geodata.public.publish import LIST, write_folder
from geodata.public.site import build_site
from geodata.public.wording import load_catalogue, sign
from planning.errors import InputError
from planning.public.pages import PAGES
from planning.records.roles import Actor

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def opened() -> Opened:
    store = open_demo_records(TODAY)
    store.clock = lambda: datetime(2026, 6, 1, 12, tzinfo=UTC)
    return Opened(_prepared_demo(), store, Actor("ada", "admin"))


@pytest.fixture(scope="module")
def site(opened: Opened) -> dict[str, str]:
    made = build_site(opened, ("spanish", "arabic"), drafts=True)
    return {name: page.decode() for name, page in made.items()}


def text_of(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)


def test_every_page_is_there_in_each_language_and_leads_only_to_pages_that_are_there(site: dict[str, str]) -> None:
    assert set(site) == {f"{folder}{page}.html" for folder in ("", "es/", "ar/") for page in PAGES}
    for name, page in site.items():
        assert "<script" not in page and not re.search(r"https?:|//|@import|url\(", page.split("</style>")[1]), name
        for link in re.findall(r'href="([^"]*)"', page):
            assert (Path(name).parent / link).as_posix().replace("es/../", "").replace("ar/../", "") in site, link
    assert '<html lang="ar" dir="rtl">' in site["ar/index.html"] and '<html lang="es">' in site["es/index.html"]


def test_it_tells_what_was_announced_and_nothing_that_is_only_planned(site: dict[str, str], opened: Opened) -> None:
    events = opened.store.frame(BY_COORDINATOR, "event")
    to_come = events[events["date"] >= "2026-06-01"].groupby("state")["venue_name"].agg(list)
    for name in ("index.html", "es/index.html", "ar/index.html"):
        assert all(venue in site[name] for venue in to_come["announced"])
        assert not any(venue in site[name] for venue in to_come["planned"])
    assert "Welcome House" in site["directory.html"] and "Nhà" not in site["directory.html"]
    assert "555-0190" in site["contact.html"] and "Reuniones" in site["es/contact.html"]


def test_nothing_of_officers_contacts_notes_or_the_line_is_on_it(site: dict[str, str], opened: Opened) -> None:
    store, text = opened.store, " ".join(map(text_of, site.values()))
    contacts = store.frame(BY_COORDINATOR, "partner_contact")
    secret = {*contacts["name"], *contacts["email"], *contacts["phone"]}
    secret |= {opened.department.settings.interpreter_code, opened.department.settings.interpreter_line}
    secret |= set(opened.department.roster["officer_id"].astype("str"))
    partners = store.frame(BY_COORDINATOR, "partner")
    secret |= set(partners.loc[~partners["listed"], "organisation"]) | set(partners["hosts"].dropna())
    concerns = store.frame(BY_COORDINATOR, "concern")
    secret |= set(concerns["owner"]) | set(concerns.loc[concerns["public_text"].isna(), "text"])
    found = {one for one in secret if re.search(rf"(?<![\w-]){re.escape(str(one))}(?![\w-])", text)}
    # A venue may be named as a partner is, and a district as who owes an answer.
    assert found <= {"Vietnamese Martyrs Parish"}, found


def test_a_language_comes_with_its_first_reviewed_text(opened: Opened) -> None:
    assert {name.partition("/")[0] for name in build_site(opened) if "/" in name} == set()
    key = load_catalogue(opened.store, BY_COORDINATOR, "spanish")["key"].iloc[0]
    sign(opened.store, BY_COORDINATOR, "spanish", [key], "Ines", TODAY)
    assert {name.partition("/")[0] for name in build_site(opened) if "/" in name} == {"es"}


def test_a_folder_is_written_whole_or_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    write_folder({"index.html": b"1", "es/index.html": b"1", "gone.html": b"1"}, folder)
    write_folder({"index.html": b"2", "es/index.html": b"2"}, folder)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there == {"index.html", "es/index.html", LIST} and (folder / "index.html").read_bytes() == b"2"
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.parent.name == "es":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError):
        write_folder({"index.html": b"3", "es/index.html": b"3"}, folder)
    monkeypatch.undo()
    rename = Path.rename
    moved: list[Path] = []

    def once(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == 2:
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(OSError):
        write_folder({"index.html": b"4"}, folder)
    assert (folder / "index.html").read_bytes() == b"2" and [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_others_keep_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "web"
    write_folder({"index.html": b"1"}, folder)
    (folder / "logo.svg").write_text("theirs")
    with pytest.raises(InputError, match="not published from here"):
        write_folder({"index.html": b"2"}, folder)
    assert (folder / "logo.svg").exists() and (folder / "index.html").read_bytes() == b"1"
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(InputError, match="folder of their own"):
        write_folder({"index.html": b"2"}, file)
