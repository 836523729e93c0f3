"""Readers that a hostile file has taken over: what each tries, ``geodata.files.own_process`` stops."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from planning.errors import MissingColumnError

Asked = dict[str, Any]


def sleeps(_: Asked) -> Asked:
    time.sleep(30)
    return {}


def computes(_: Asked) -> Asked:
    while True:
        pass


def eats_memory(_: Asked) -> Asked:
    return {"length": len(bytearray(1 << 40))}


def floods(_: Asked) -> tuple[Asked, bytes]:
    return {}, bytes(3 << 20)


def fills_the_disk(_: Asked) -> Asked:
    Path("much").write_bytes(bytes(3 << 20))
    return {}


def dies(_: Asked) -> Asked:
    os._exit(0)


def quotes(asked: Asked) -> Asked:
    raise ValueError(asked["secret"])


def talks_nonsense(_: Asked) -> Asked:
    return {"not": {1, 2}}  # type: ignore[dict-item]


def tells_all(_: Asked) -> Asked:
    """Tell what can be seen from in there: surroundings, open files, what an earlier file left behind, where it is."""
    seen = globals().get("LEFT_BEHIND")
    globals()["LEFT_BEHIND"] = "a row of an earlier file"
    Path("left").touch()
    opened = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.exists()]
    return {
        "environment": dict(os.environ),
        "seen": seen,
        "folder": str(Path.cwd()),
        "sockets": sum(name.startswith("socket:") for name in opened),
        "files": [name for name in opened if name.startswith("/") and not name.startswith(("/dev/", "/proc/"))],
    }


def calls_out(asked: Asked) -> Asked:
    """Ask the web as libraries do, by what the surroundings say."""
    import urllib.request

    with urllib.request.urlopen(asked["address"], timeout=2) as reply:
        return {"got": reply.read().decode()}


def misses_a_column(_: Asked) -> Asked:
    raise MissingColumnError("x.csv has no column 'beat'", fix="say which it is", role="beat", meant="bete")


def answers(asked: Asked) -> tuple[Asked, bytes]:
    return {"limits": asked["limits"]}, b"{}\n" + bytes(10)
