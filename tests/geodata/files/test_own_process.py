"""Whatever a file makes its reader do, it stays within its process, and the next file is read as if it had not been."""

from __future__ import annotations

import http.server
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from geodata.files import own_process
from geodata.files.limits import MEGABYTE, Limits
from geodata.files.own_process import Reader, read_apart
from geodata.files.safe_read import MAPS
from geodata.files.text_tables import TABLES
from geodata.inputs.interpreter_bill import BILLS
from geodata.meetings.street_network import NETWORKS
from planning.errors import InputError, MissingColumnError
from tests import hostile_readers as hostile

READERS = {"maps": MAPS, "tables": TABLES, "bills": BILLS, "streets": NETWORKS}
LIMITS = Limits(seconds=5, written_bytes=2 * MEGABYTE)
CANARY = "hunter2"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the caps are those of Linux and macOS")


@pytest.fixture(params=[True, False] if own_process.FORKS else [False], ids=lambda forks: "fork" if forks else "new")
def _either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "FORKS", request.param)


def refusal(reader: Reader, limits: Limits = LIMITS, **request: object) -> str:
    with pytest.raises(InputError) as refused:
        read_apart(reader, "x.bin", request, limits)
    return str(refused.value)


DAMAGED = "x.bin cannot be read: it is damaged or too large: {again}."
BREAKS = {
    hostile.eats_memory: "x.bin needs too much memory to read: {smaller}.",
    hostile.quotes: DAMAGED,
    hostile.dies: DAMAGED,
    hostile.talks_nonsense: DAMAGED,
    hostile.floods: DAMAGED,
    hostile.fills_the_disk: DAMAGED,
}
EACH_BREAK = [(READERS["tables"], does) for does in BREAKS]
EACH_READER = [(reader, does) for reader in READERS.values() for does in (hostile.eats_memory, hostile.quotes)]


@pytest.mark.parametrize(
    ("reader", "does"),
    [
        pytest.param(
            reader,
            does,
            id=f"{name}-{does.__name__}",
            marks=() if (reader, does) in (*EACH_BREAK, *EACH_READER) else pytest.mark.thorough,
        )
        for name, reader in READERS.items()
        for does in BREAKS
    ],
)
def test_each_reader_tells_how_to_mend_a_file_that_breaks_it(
    reader: Reader, does: Callable[[hostile.Asked], hostile.Asked], caplog: pytest.LogCaptureFixture
) -> None:
    said = refusal(replace(reader, function=does), secret=CANARY)
    assert said == BREAKS[does].format(smaller=reader.smaller, again=reader.again)
    assert CANARY not in caplog.text


@pytest.mark.usefixtures("_either_way")
def test_what_is_stopped_is_stopped_both_ways() -> None:
    begun = time.monotonic()
    short = Limits(seconds=1)
    slow = "x.bin takes longer than 1 seconds to read: cut it to your own area."
    damaged = "x.bin cannot be read: it is damaged or too large: export it again."
    assert refusal(Reader(hostile.sleeps), short) == slow
    assert refusal(Reader(hostile.floods)) == damaged
    assert refusal(Reader(hostile.fills_the_disk)) == damaged
    assert "needs too much memory" in refusal(Reader(hostile.eats_memory))
    assert time.monotonic() - begun < 20


def test_a_process_that_computes_without_end_is_stopped() -> None:
    """By the processor's time or by the clock, whichever is first."""
    said = refusal(Reader(hostile.computes), Limits(seconds=1))
    assert "damaged or too large" in said or "takes longer than 1 seconds" in said


@pytest.mark.usefixtures("_either_way")
def test_nothing_of_the_product_or_of_another_file_is_in_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CENSUS_API_KEY", CANARY)
    monkeypatch.setenv("DATABASE_URL", CANARY)
    with (tmp_path / "roster.csv").open("w"):
        told = [
            read_apart(Reader(hostile.tells_all), "x.bin", {}, LIMITS, surroundings={"GDAL_SKIP": str(k)}).facts
            for k in range(2)
        ]
    for k, facts in enumerate(told):
        assert CANARY not in facts["environment"].values()
        assert facts["environment"]["GDAL_SKIP"] == str(k)
        assert facts["seen"] is None
        assert facts["sockets"] <= 1  # the one it answers on
        assert facts["files"] == []
        assert not Path(facts["folder"]).exists()
    assert told[0]["folder"] != told[1]["folder"]


def test_nobody_is_called() -> None:
    seen: list[str] = []

    class Notes(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)

    with http.server.HTTPServer(("127.0.0.1", 0), Notes) as listening:
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        refusal(Reader(hostile.calls_out), address=f"http://127.0.0.1:{listening.server_port}/x")
        listening.shutdown()
    assert seen == []


@pytest.mark.usefixtures("_either_way")
def test_errors_and_answers_come_back_as_they_were() -> None:
    with pytest.raises(MissingColumnError) as missing:
        read_apart(Reader(hostile.misses_a_column), "x.csv", {}, LIMITS)
    assert str(missing.value) == "x.csv has no column 'beat': say which it is."
    assert (missing.value.role, missing.value.meant) == ("beat", "bete")
    reply = read_apart(Reader(hostile.answers), "x.csv", {}, LIMITS)
    assert (reply.facts, reply.content) == ({"limits": asdict(LIMITS)}, b"{}\n" + bytes(10))


@pytest.mark.skipif(not own_process.FORKS, reason="no process waits here")
def test_a_waiting_process_that_was_ended_is_replaced() -> None:
    read_apart(Reader(hostile.answers), "x.csv", {}, LIMITS)
    waiting = own_process._WAITING._process
    assert waiting is not None
    waiting.send_signal(signal.SIGKILL)
    waiting.wait()
    assert read_apart(Reader(hostile.answers), "x.csv", {}, LIMITS).content
    assert own_process._WAITING._process is not waiting


def test_several_are_read_at_one_time() -> None:
    found: list[int] = []

    def read() -> None:
        found.append(len(read_apart(Reader(hostile.answers), "x.csv", {}, LIMITS).content))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [13] * 8


def test_a_command_ends_at_once_while_the_waiting_process_is_busy(tmp_path: Path) -> None:
    waiting = own_process._Waiting()
    waiting._start()
    assert waiting._process is not None
    os.kill(waiting._process.pid, signal.SIGSTOP)  # as one that gets no turn
    waiting.end()
    assert waiting._process.returncode == -signal.SIGKILL
