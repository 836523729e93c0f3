"""How much may wait: of one person, of all people of a server, in files and in what is still on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from planning.records.roles import Actor
from server import files
from server.files import BYTES_PER_MB, MOST_FILES, PERSON_MB, SERVER_MB, Files
from server.visits import Visits

People = dict[str, Actor]


class Door:
    """The middleware with people who have come in, and what Streamlit keeps of their files: sizes, not bytes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, people: int) -> None:
        self.visits, self.waiting = Visits(), dict[str, dict[str, Any]]()
        monkeypatch.setattr(files, "_kept", lambda: self.waiting)
        self.passed, self.hold = 0, asyncio.Event()
        self.hold.set()
        self.files = Files(self._take, self.visits)
        for number in range(people):
            actor = Actor(f"p{number}@pd.example", "coordinator")
            self.visits.connect(f"s{number}", "")
            self.visits.come_in(f"s{number}", actor, lambda actor=actor: actor)

    async def _take(self, scope: Any, receive: Any, send: Any) -> None:
        await self.hold.wait()
        self.passed += 1
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def keep(self, person: int, size: int) -> None:
        own = self.waiting.setdefault(f"s{person}", {})
        own[f"f{len(own)}"] = SimpleNamespace(data=range(size))

    async def give(self, person: int, size: int | None) -> int:
        told: list[int] = []

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                told.append(message["status"])

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        headers = [] if size is None else [(b"content-length", str(size).encode())]
        path = f"/_stcore/upload_file/s{person}/file"
        await self.files({"type": "http", "method": "PUT", "path": path, "headers": headers}, receive, send)
        return told[0]


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Door]:
    return lambda people: Door(monkeypatch, people)


def test_so_many_files_of_a_person(door: Callable[[int], Door]) -> None:
    house = door(2)
    for _ in range(MOST_FILES - 1):
        house.keep(0, 1)
    assert asyncio.run(house.give(0, 1)) == 204
    house.keep(0, 1)
    assert asyncio.run(house.give(0, 1)) == 413 and asyncio.run(house.give(1, 1)) == 204
    house.waiting["s0"].popitem()  # one is taken back
    assert asyncio.run(house.give(0, 1)) == 204


def test_so_much_of_a_person_and_of_all(door: Callable[[int], Door]) -> None:
    people = SERVER_MB // PERSON_MB + 1
    house = door(people)
    for person in range(people - 1):
        house.keep(person, PERSON_MB * BYTES_PER_MB)
    assert [asyncio.run(house.give(person, 1)) for person in range(people)] == [413] * people
    house.waiting.pop("s0")
    assert asyncio.run(house.give(people - 1, PERSON_MB * BYTES_PER_MB)) == 204
    assert asyncio.run(house.give(people - 1, PERSON_MB * BYTES_PER_MB + 1)) == 413
    assert house.passed == 1


def test_what_is_on_its_way_counts_and_what_does_not_say_its_size_counts_as_the_most(
    door: Callable[[int], Door],
) -> None:
    house = door(1)

    async def at_once() -> list[int]:
        house.hold.clear()
        given = [asyncio.create_task(house.give(0, 40 * BYTES_PER_MB)) for _ in range(3)]
        await asyncio.sleep(0)
        while sum(one.done() for one in given) < 1:  # the one that is refused
            await asyncio.sleep(0.001)
        house.hold.set()
        return await asyncio.gather(*given)

    assert sorted(asyncio.run(at_once())) == [204, 204, 413]
    assert not house.files.on_their_way  # nothing stays counted
    house.keep(0, (PERSON_MB - 1) * BYTES_PER_MB)
    assert asyncio.run(house.give(0, None)) == 413 and asyncio.run(house.give(0, 1)) == 204
