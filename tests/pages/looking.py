"""Pages that tests only look at: each is drawn once, and nobody may draw it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.widgets import tables
from pages.parts.widgets.fit import Fit


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
            with nothing_cut():
                app = self._draw(path, **query)
            app._run = _refuse  # type: ignore[method-assign]
            self._drawn[key] = app
        return self._drawn[key]


@contextmanager
def nothing_cut() -> Iterator[None]:
    """Fail where a table drawn meanwhile is wider than a desk's screen: a cell would be cut, or stand beside it."""
    cut: list[tuple[str, ...]] = []
    fit, sentences = tables.fit_columns, tables.show_sentences

    def watched(titles: Sequence[str], cells: Sequence[Sequence[str]], *how: Any) -> Fit:
        found = fit(titles, cells, *how)
        if not found.is_whole:
            cut.append(tuple(titles))
        return found

    def as_sentences(titles: Sequence[str], *how: Any) -> None:
        cut.remove(tuple(titles))  # every row as high as its text
        sentences(titles, *how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "fit_columns", watched)
        patch.setattr(tables, "show_sentences", as_sentences)
        yield
    assert not cut, cut


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
