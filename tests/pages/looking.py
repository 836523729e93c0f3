"""Pages that tests only look at: each is drawn once, and nobody may draw it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest


class Looked:
    """Draws a page the first time it is looked at, and hands out the same one from then on.

    Whatever would draw it anew fails: what one test changes, the next would look at.
    """

    def __init__(self, draw: Callable[..., AppTest]) -> None:
        self._draw = draw
        self._drawn: dict[tuple[object, ...], AppTest] = {}

    def at(self, path: str, **query: str) -> AppTest:
        """Return a page of the demo."""
        key = (path, *sorted(query.items()))
        if key not in self._drawn:
            app = self._draw(path, **query)
            app._run = _refuse  # type: ignore[method-assign]
            self._drawn[key] = app
        return self._drawn[key]


def _refuse(*_: object, **__: object) -> AppTest:
    raise AssertionError("this page is only looked at, by several tests: draw one of its own to press anything")


def nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from nodes(child)


def everything_sent(app: AppTest) -> str:
    """Everything a page sends to the browser: labels, help, options, text; and the cells of its tables."""
    told = []
    for part in (app.main, app.sidebar):
        for node in nodes(part):
            told.append(str(getattr(node, "proto", "")))
            value = getattr(node, "value", None)
            told.append(value.to_csv() if isinstance(value, pd.DataFrame) else str(value))
    return "\n".join(told)
