"""The page for the public, whole in one file: the account of promises kept.

It is made from nothing but what ``planning.followup.Accountability`` holds, which is what may be published. Every
text is escaped; nothing is asked of another host, and no script runs.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from planning.followup import Accountability
from planning.promises import accountability_answer
from planning.spoken import spoken_name
from planning.suppression import TOTAL

HIDDEN = "not shown"
"""Stands where a number is hidden: never 0, never nothing."""

STYLE = """
body { font: 16px/1.5 system-ui, "Segoe UI", sans-serif; color: #1d2527; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; }
h3 { font-size: 1.05rem; margin: 0; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #c9d1d3; vertical-align: top; }
td.number { text-align: right; } th.number { text-align: right; }
.entry { border-top: 1px solid #c9d1d3; padding: .8rem 0; break-inside: avoid; } .entry p { margin: .2rem 0; }
.note { color: #4a5659; font-size: .9rem; } .demo { border: 2px solid #b7791f; padding: .5rem .8rem; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } tr, .entry { break-inside: avoid; } }
"""

DEMO_NOTE = "Demo: the place, the organisations and every figure are invented."


def page(title: str, parts: Iterable[str], *, is_demo: bool) -> str:
    """Return a whole HTML page; ``parts`` are HTML, everything else is text."""
    demo = f'<p class="demo">{DEMO_NOTE}</p>' if is_demo else ""
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escaped(title)}</h1>\n{demo}\n{body}\n</main>\n</body>\n</html>\n"
    )


def escaped(text: object) -> str:
    """Return text as HTML shows it.

    Examples
    --------
    >>> escaped("<b> & 'c'")
    '&lt;b&gt; &amp; &#x27;c&#x27;'
    """
    return html.escape(str(text))


def strong(sentences: str) -> str:
    """Return sentences as HTML, the words between ``**`` strong.

    Examples
    --------
    >>> strong("**2 meetings** were held.")
    '<p><strong>2 meetings</strong> were held.</p>'
    """
    pieces = escaped(sentences).split("**")
    marked = "".join(f"<strong>{piece}</strong>" if place % 2 else piece for place, piece in enumerate(pieces))
    return f"<p>{marked}</p>"


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[object]], numbers: Sequence[int] = ()) -> str:
    """Return an HTML table; ``numbers`` are the places of columns set to the right."""

    def cell(tag: str, place: int, value: object) -> str:
        kind = ' class="number"' if place in numbers else ""
        return f"<{tag}{kind}>{escaped(value)}</{tag}>"

    top = "".join(cell("th", place, name) for place, name in enumerate(head))
    lines = "\n".join(
        "<tr>" + "".join(cell("td", place, value) for place, value in enumerate(row)) + "</tr>" for row in rows
    )
    return (
        f"<table><caption>{escaped(caption)}</caption>\n<thead><tr>{top}</tr></thead>\n<tbody>{lines}</tbody></table>"
    )


def accountability_html(report: Accountability, department: str, *, is_demo: bool = False) -> str:
    """Return the account of promises kept as a page to publish."""
    period = f"{_day(report.since)} to {_day(report.until)}"
    parts = [f'<p class="note">{escaped(department)}, {period}.</p>', strong(accountability_answer(report))]
    parts += [table(*part) for part in accountability_tables(report)]
    parts += _asked(report.published)
    parts.append(f'<p class="note">{escaped(method_note(report.floor))}</p>')
    return page("What was asked, and what was done", parts, is_demo=is_demo)


def method_note(floor: int) -> str:
    """Return why some numbers are not shown."""
    return (
        f"Counts from 1 to {floor - 1} are not shown, so that nobody can be recognised, and others are left out where "
        "they would give one away. People who came are counted, never listed. A question stands here in words only "
        "where its wording was cleared, and an answer only once the community was told it."
    )


def accountability_tables(
    report: Accountability,
) -> list[tuple[str, tuple[str, ...], list[tuple[str, ...]], tuple[int, ...]]]:
    """Return the two tables of counts as text: caption, head, rows, places of numbers."""
    came = report.attendance["persons"]
    people: list[tuple[str, ...]] = [
        (TOTAL_WORD if name == TOTAL else spoken_name(str(name)), shown_count(came[name])) for name in came.index
    ]
    states = [name for name in report.concerns.columns if name != TOTAL]
    head = ("Theme", *(name.capitalize() for name in states), TOTAL_WORD)
    themes: list[tuple[str, ...]] = [
        (
            TOTAL_WORD if theme == TOTAL else str(theme).capitalize(),
            *(shown_count(row[name]) for name in (*states, TOTAL)),
        )
        for theme, row in report.concerns.iterrows()
    ]
    return [
        ("People who came, by language", ("Language", "People"), people, (1,)),
        ("What was asked about, and how far it has got", head, themes, tuple(range(1, len(head)))),
    ]


TOTAL_WORD = "In all"


def shown_count(count: float) -> str:
    """Return a count as it is published.

    Examples
    --------
    >>> shown_count(1240.0), shown_count(0.0), shown_count(math.nan)
    ('1,240', '0', 'not shown')
    """
    return HIDDEN if math.isnan(count) else f"{count:,.0f}"


def _asked(published: pd.DataFrame) -> list[str]:
    if published.empty:
        return []
    parts = ["<h2>In the words of the community</h2>"]
    for row in published.to_dict("records"):
        answer = f"<p>{escaped(row['answer'])}</p>" if pd.notna(row["answer"]) else "<p><em>Not answered yet.</em></p>"
        days = f"Answered in {row['days_to_answer']:.0f} days" if pd.notna(row["days_to_answer"]) else ""
        how = f"; told {escaped(row['told_how'])}" if pd.notna(row["told_how"]) else ""
        took = f'<p class="note">{days}{how}</p>' if days and pd.notna(row["answer"]) else ""
        parts.append(f'<div class="entry"><h3>{escaped(row["asked"])}</h3>{answer}{took}</div>')
    return parts


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
