"""What is begun with the server: in order, beside it, and no failure stops a start."""

from __future__ import annotations

import threading

from server.early import EarlyStart


def test_steps_run_in_order_once_the_server_stands_and_a_failure_stops_none() -> None:
    ran: list[str] = []
    stands, loaded, last = threading.Event(), threading.Event(), threading.Event()

    def needed() -> None:
        loaded.wait()
        ran.append("needed")
        raise ImportError("said again by whoever needs it")

    early = EarlyStart(stands.is_set)
    assert not early.is_under_way
    early.wait()  # nothing has begun: nobody waits
    early.begin(needed, lambda: ran.append("more"), last.set)
    assert early.is_under_way and not ran
    stands.set()
    loaded.set()
    early.wait()
    assert not early.is_under_way and ran[0] == "needed"
    assert last.wait(60)
    assert ran == ["needed", "more"]
