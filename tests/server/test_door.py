"""The door of a running server: who is not let in gives nothing, takes nothing and learns nothing."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from geodata.demo.harbor_falls import build_demo
from geodata.department.department import save_department
from geodata.departments import open_records
from geodata.meetings.feeds import make_feed
from planning.records.roles import Actor
from server.files import PERSON_MB
from server.lines import LONGEST_FROM_STRANGERS
from tests.server.caller import ROOT, Caller, dashboard

pytestmark = pytest.mark.browser

ADA = "ada@pd.example"
MB = 1024 * 1024


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Path]]:
    work = tmp_path_factory.mktemp("door")
    save_department(build_demo(), work / "department")
    settings = {"COMMON_TONGUE_DEPARTMENT": str(work / "department"), "COMMON_TONGUE_FIRST_ADMIN": ADA}
    with dashboard(work, shared=True, **settings) as (address, log):
        yield address, log, work


@pytest.fixture(scope="module")
def ada(house: tuple[str, Path, Path]) -> Caller:
    return Caller.of(house[0], ADA).open()


def test_whoever_is_not_let_in_gives_no_file_and_learns_no_path(house: tuple[str, Path, Path], ada: Caller) -> None:
    address, _, work = house
    for stranger in (Caller.of(address).open(), Caller.of(address, "eve@pd.example").open()):
        assert [stranger.give(19 * MB) for _ in range(3)] == [403] * 3
        assert stranger.give(10, session=ada.session) == 403
        assert stranger.give(10, session="no-session") == 403
        for path in (str(ROOT), str(work), "dashboard.py:", "Harbor Falls"):
            assert path.encode() not in stranger.heard, path
    assert str(ROOT).encode() not in ada.heard
    for path in (
        "/_stcore/metrics",
        "/media/x",
        "/media/%2e%2e%2fetc%2fpasswd",
        "/_stcore/upload_file/a",
        "/component/x/y",
    ):
        answer = requests.get(address + path, timeout=20)
        assert str(ROOT) not in answer.text and str(work) not in answer.text and answer.status_code >= 400, path


def test_a_calendar_is_served_to_whoever_has_its_key(house: tuple[str, Path, Path], ada: Caller) -> None:
    address, _, work = house
    assert ada.session  # who has never come in is nobody whose calendar could be read
    key = make_feed(open_records(work / "department", ""), Actor(ADA, "admin"))
    answer = requests.get(f"{address}/calendar/{key}.ics", timeout=20)
    assert answer.status_code == 200 and answer.text.startswith("BEGIN:VCALENDAR")
    assert requests.get(f"{address}/calendar/{'x' * 43}.ics", timeout=20).status_code == 404


def test_a_stranger_may_press_a_button_and_nothing_more(house: tuple[str, Path, Path]) -> None:
    stranger = Caller.of(house[0]).open()
    for asked in (BackMsg(load_git_info=True), BackMsg(clear_cache=True), BackMsg(debug_shutdown_runtime=True)):
        stranger.line.send(asked.SerializeToString())
    heard = set()
    with suppress(TimeoutError):
        while True:
            heard.add(ForwardMsg.FromString(stranger.line.recv(timeout=1)).WhichOneof("type"))
    assert "git_info_changed" not in heard
    assert requests.get(f"{house[0]}/_stcore/health", timeout=20).text == "ok"
    asked = BackMsg()
    asked.rerun_script.query_string = "x" * (LONGEST_FROM_STRANGERS + 1)
    stranger.line.send(asked.SerializeToString())
    with pytest.raises(ConnectionClosed):
        stranger.line.recv(timeout=20)


def test_a_download_is_for_the_sign_in_it_was_made_for_and_kept_nowhere(
    house: tuple[str, Path, Path], ada: Caller
) -> None:
    address = house[0]
    file = ada.press(ada.buttons[0])
    taken = ada.take(file)
    assert (taken.status_code, taken.headers["cache-control"]) == (200, "no-store")
    assert taken.content.startswith(b"PK")
    for other in (Caller.of(address), Caller.of(address, "eve@pd.example").open(), Caller.of(address, ADA)):
        assert other.take(file).status_code == 404  # also their own second sign-in has not opened that page
    with pytest.raises(InvalidStatus, match="403"):
        Caller.of(address).open(session=ada.session)  # nor is their page taken up by another sign-in


def test_a_person_may_give_so_much_on_all_their_screens_and_others_still_can(house: tuple[str, Path, Path]) -> None:
    address = house[0]
    first = Caller.of(address, ADA).open()
    second = Caller.of(address, ADA).open()
    given = [(first, second)[k % 2].give(19 * MB) for k in range(7)]
    assert given == [204] * (PERSON_MB // 19) + [413] * (7 - PERSON_MB // 19)
    first.line.close(), second.line.close()


def test_the_server_asks_nobody_outside(house: tuple[str, Path, Path]) -> None:
    address, log, _ = house
    for origin in ("https://evil.example", "http://localhost:1", "null", "https://127.0.0.1.evil.example"):
        with pytest.raises(InvalidStatus, match="403"):
            Caller.of(address).open(Origin=origin)
    said = log.read_text(errors="replace")
    assert "OUTSIDE" not in said, said[-2000:]


def test_local_mode_is_for_one_account_and_its_token(tmp_path: Path) -> None:
    settings = {"COMMON_TONGUE_DEPARTMENT": "demo", "COMMON_TONGUE_TOKEN": "opensesame"}
    # Bound to every address, Streamlit would look for its own outside one at the start, and says it is shared.
    with dashboard(tmp_path, shared=False, **settings) as (address, log):
        page = {"Accept": "text/html"}
        assert "in local mode and for one account" in requests.get(address, headers=page, timeout=20).text
        with pytest.raises(InvalidStatus, match="403"):
            Caller.of(address).open()
        mine = Caller.of(address)
        opened = mine.web.get(f"{address}//evil.example?token=opensesame&area=7", headers=page, allow_redirects=False)
        assert (opened.status_code, opened.headers["location"]) == (303, "/evil.example?area=7")
        assert "opensesame" not in opened.headers["set-cookie"] and "HttpOnly" in opened.headers["set-cookie"]
        mine.open()
        assert b"Harbor Falls" in mine.heard and mine.give(10) == 204
        assert "?token=opensesame" in log.read_text()
        if os.geteuid() == 0:
            ask = f"import urllib.request as r; print(r.urlopen('{address}/').status)"
            other = subprocess.run(
                ["python3", "-c", ask], user="nobody", capture_output=True, text=True, timeout=30, check=False
            )
            assert "403" in other.stderr
