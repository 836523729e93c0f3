"""The tables of docs/calibration.md: how one is written, and put in the place of the last."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd


def markdown(table: pd.DataFrame, shares: set[str]) -> str:
    """Return a Markdown table; the columns named are shown as per cent."""

    def shown(name: str, value: object) -> str:
        if value is None or value != value:
            return ""
        if name in shares:
            return f"{float(value) * 100:.1f} %"  # type: ignore[arg-type]
        if isinstance(value, float):
            return f"{value:,.0f}" if value == round(value) and abs(value) >= 10 else f"{value:,}"
        return f"{value:,}" if isinstance(value, int) else str(value)

    names = [str(name) for name in table.columns]
    lines = [
        "| " + " | ".join(name.replace("_", " ") for name in names) + " |",
        "| " + " | ".join("---" for _ in names) + " |",
    ]
    for row in table.itertuples(index=False):
        cells = [
            shown(name, value.item() if hasattr(value, "item") else value)
            for name, value in zip(names, row, strict=True)
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def renew_tables(page: str, texts: Mapping[str, str]) -> str:
    """Return the page with what stands between its table marks made anew."""
    for name, text in texts.items():
        marks = re.compile(rf"(<!-- table {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page = marks.sub(lambda found, text=text: found[1] + text + found[2], page)
    return page
