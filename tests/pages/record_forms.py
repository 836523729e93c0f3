"""Filling in the forms of a page that is drawn without a browser."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest


def field(app: AppTest, kind: str, label: str) -> Any:
    """Return the one element of a kind with this label."""
    found = [element for element in app.get(kind) if element.label == label]
    assert len(found) == 1, f"{len(found)} of {kind} {label!r}; there are {[e.label for e in app.get(kind)]}"
    return found[0]


def buttons(app: AppTest) -> list[str]:
    """Return what the buttons of a page say."""
    return [button.label for button in app.button]


def press(app: AppTest, label: str, key: str = "") -> AppTest:
    """Press the first button with this label, or the one with this key, and look for faults."""
    found = [button for button in app.button if button.label == label and (not key or button.key == key)]
    assert found, f"no button {label!r}; there are {buttons(app)}"
    found[0].click().run()
    assert not app.exception
    return app


def section(app: AppTest, key: str, chosen: str) -> AppTest:
    """Switch to a section of a page."""
    app.button_group(key=key).set_value(chosen).run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Return every sentence on a page, without the signs that keep names from being markup."""
    kinds = ("markdown", "caption", "info", "warning", "error", "header", "subheader", "toast")
    return "\n".join(element.value for kind in kinds for element in app.get(kind)).replace("\\", "")
