"""Papers on their way out: HTML and PDF, made of the same plain data.

HTML is whole in one file: nothing is asked of another host and no script runs. PDF is set by Typst, which orders,
joins and breaks the scripts the product names; what a paper says reaches it as data, never as markup.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterable, Sequence
from functools import singledispatch
from pathlib import Path
from typing import Any

from geodata.papers.fonts import FOLDER, font_sentence
from planning.errors import InputError
from planning.words.paper import (
    Bullets,
    Drawing,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Table,
    direction_of,
    strong_runs,
    texts_of,
)

PDF, HTML = "application/pdf", "text/html"
PAPER_ENDINGS = (".html", ".pdf")

DEMO_NOTE = "Demo: the place, the organizations, and every number are made up."

LEAST_SHARE, MOST_SHARE = 8, 60
"""Letters: a column of short words is not squeezed, one of sentences does not squeeze the others."""

TEMPLATE = Path(__file__).with_name("printed.typ")

FONTS = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Gujarati",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Kannada",
    "Noto Sans Malayalam",
    "Noto Sans Sinhala",
    "Noto Sans Oriya",
    "Noto Sans Ethiopic",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Thai",
    "Noto Sans Myanmar",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans CJK SC",
    "Noto Sans Symbols",
)
"""A letter is taken from the first of these that has it."""

STYLE = """
body { font: 16px/1.5 system-ui, "Segoe UI", sans-serif; color: #1d2527; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }
body.wide { max-width: 70rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin-bottom: .3rem; }
h2 { font-size: 1.2rem; margin-top: 2rem; color: #0f6b6b; } h3 { font-size: 1.05rem; margin-bottom: .3rem; }
.table { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .4rem 0; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid #c9d1d3; vertical-align: top; }
th.number, td.number { text-align: right; } ul.boxes { list-style: "\\2610\\00a0\\00a0"; }
img { max-width: 100%; } .small { color: #4a5659; font-size: .9rem; }
footer { border-top: 1px solid #c9d1d3; margin-top: 2rem; }
.demo { border: 2px solid #b7791f; padding: .5rem .8rem; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } tr, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; } .break { break-before: page; } }
"""


def paper_html(paper: Paper) -> str:
    """Return a paper as one whole HTML page; every text in it is escaped.

    Examples
    --------
    >>> page = paper_html(Paper("Promises", blocks=(Paragraph("**2 meetings** & <more>"),)))
    >>> "<p><strong>2 meetings</strong> &amp; &lt;more&gt;</p>" in page
    True
    """
    parts = [f"<h1{_attributes(paper.title)}>{html.escape(paper.title)}</h1>"]
    if paper.subtitle:
        parts.append(f'<p class="small">{html.escape(paper.subtitle)}</p>')
    if paper.is_demo:
        parts.append(f'<p class="demo">{DEMO_NOTE}</p>')
    parts += [_as_html(block) for block in paper.blocks]
    if paper.notes:
        parts.append("<footer>" + "".join(f'<p class="small">{_strong_html(note)}</p>' for note in paper.notes))
        parts.append("</footer>")
    return html_page(paper.title, "\n".join(parts), wide=paper.wide, made_from=paper.made_from)


def html_page(title: str, body: str, *, wide: bool = False, made_from: str = "") -> str:
    """Return one whole HTML page in the style of the papers; ``body`` is markup already.

    ``made_from``: what it was made of, for programs (``Paper.made_from``).

    Examples
    --------
    >>> "<title>A &amp; B</title>" in html_page("A & B", "<p>Both</p>")
    True
    """
    kind = ' class="wide"' if wide else ""
    meta = f'<meta name="common-tongue" content="{html.escape(made_from)}">\n' if made_from else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{meta}<title>{html.escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body{kind}>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def paper_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF on US letter; equal papers give equal bytes.

    Examples
    --------
    >>> paper_pdf(Paper("Promises", blocks=(Paragraph("한국어 · العربية"),)))[:5]
    b'%PDF-'
    """
    import typst  # costs a tenth of a second to load, and most answers are not papers

    given = {
        "title": paper.title,
        "title_set": _set(paper.title),
        "warning": font_sentence(texts_of(paper)),
        "subtitle": paper.subtitle,
        "footer": paper.title,
        "is_demo": paper.is_demo,
        "demo_note": DEMO_NOTE,
        "wide": paper.wide,
        "made_from": paper.made_from,
        "blocks": [_as_data(block) for block in paper.blocks],
        "notes": [_runs(note) for note in paper.notes],
        "fonts": FONTS,
    }
    made = typst.compile(
        TEMPLATE, font_paths=[FOLDER], ignore_system_fonts=True, sys_inputs={"paper": json.dumps(given)}
    )
    assert isinstance(made, bytes)
    return made


def write_paper(paper: Paper, target: Path) -> None:
    """Write a paper to a file, HTML or PDF by its ending.

    Raises
    ------
    InputError
        If the ending is another one.
    """
    ending = target.suffix.lower()
    if ending not in PAPER_ENDINGS:
        raise InputError("a paper is written as .html or .pdf", value=target.name, fix="give the file such an ending")
    made = paper_pdf(paper) if ending == ".pdf" else paper_html(paper).encode()
    part = target.with_name(target.name + ".part")
    part.write_bytes(made)
    part.replace(target)


def _runs(text: str) -> list[dict[str, object]]:
    return [{"text": piece, "strong": strong} for piece, strong in strong_runs(text)]


def _set(text: str, lang: str = "", direction: str = "") -> dict[str, str]:
    """Return by which rules a text is set. Typst wants the bare language: "zh", not "zh-Hans"."""
    runs, language = direction_of(text)
    bare = (lang or language).split("-")[0]
    return {"lang": bare if len(bare) in (2, 3) else "en", "direction": direction or runs}


def _cell(text: str) -> dict[str, Any]:
    return {"runs": _runs(text), **_set(text)}


def _attributes(text: str, lang: str = "", direction: str = "") -> str:
    """Return what an element says of its text where that is not English from left to right."""
    runs, language = direction_of(text)
    lang, direction = lang or language, direction or runs
    return f' lang="{html.escape(lang)}" dir="{direction}"' if (lang, direction) != ("en", "ltr") else ""


def _strong_html(text: str) -> str:
    pieces = ((html.escape(piece), strong) for piece, strong in strong_runs(text))
    return "".join(f"<strong>{piece}</strong>" if strong else piece for piece, strong in pieces)


@singledispatch
def _as_html(block: object) -> str:
    raise TypeError(block)


@_as_html.register
def _(block: Heading) -> str:
    return f"<h{block.level}{_attributes(block.text)}>{html.escape(block.text)}</h{block.level}>"


@_as_html.register
def _(block: Paragraph) -> str:
    small = ' class="small"' if block.small else ""
    return f"<p{small}{_attributes(block.text, block.lang, block.direction)}>{_strong_html(block.text)}</p>"


@_as_html.register
def _(block: Bullets) -> str:
    boxes = ' class="boxes"' if block.boxes else ""
    return (
        f"<ul{boxes}>" + "".join(f"<li{_attributes(item)}>{_strong_html(item)}</li>" for item in block.items) + "</ul>"
    )


@_as_html.register
def _(block: Table) -> str:
    caption = f"<caption>{html.escape(block.caption)}</caption>" if block.caption else ""
    head = _row_html("th", block.head, block.numbers)
    rows = "\n".join(_row_html("td", row, block.numbers) for row in block.rows)
    table = f"<table>{caption}\n<thead>{head}</thead>\n<tbody>{rows}</tbody></table>"
    return f'<div class="table">{table}</div>'


def _row_html(tag: str, cells: Sequence[str], numbers: Iterable[int]) -> str:
    sides = [' class="number"' if place in tuple(numbers) else "" for place in range(len(cells))]
    made = (
        f"<{tag}{side}{_attributes(cell)}>{_strong_html(cell)}</{tag}>" for side, cell in zip(sides, cells, strict=True)
    )
    return f"<tr>{''.join(made)}</tr>"


@_as_html.register
def _(block: Drawing) -> str:
    # As an image, so that nothing in the drawing can run.
    drawn = base64.b64encode(block.svg.encode()).decode()
    return f'<p><img src="data:image/svg+xml;base64,{drawn}" alt="{html.escape(block.words)}"></p>'


@_as_html.register
def _(block: PageBreak) -> str:
    return '<div class="break"></div>'


@singledispatch
def _as_data(block: object) -> dict[str, Any]:
    raise TypeError(block)


@_as_data.register
def _(block: Heading) -> dict[str, Any]:
    return {"kind": "Heading", "text": block.text, "level": block.level, **_set(block.text)}


@_as_data.register
def _(block: Paragraph) -> dict[str, Any]:
    return {
        "kind": "Paragraph",
        "runs": _runs(block.text),
        "small": block.small,
        **_set(block.text, block.lang, block.direction),
    }


@_as_data.register
def _(block: Bullets) -> dict[str, Any]:
    return {"kind": "Bullets", "items": [_cell(item) for item in block.items], "boxes": block.boxes}


@_as_data.register
def _(block: Table) -> dict[str, Any]:
    return {
        "kind": "Table",
        "head": block.head,
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
        "caption": block.caption,
        "numbers": block.numbers,
        "shares": [_share(block, place) for place in range(len(block.head))],
    }


def _share(table: Table, place: int) -> int:
    """Return how wide a column is beside the others: as its longest cell, within reason."""
    longest = max(len(row[place]) for row in (table.head, *table.rows))
    return min(max(longest, LEAST_SHARE), MOST_SHARE)


@_as_data.register
def _(block: Drawing) -> dict[str, Any]:
    return {"kind": "Drawing", "svg": block.svg, "words": block.words}


@_as_data.register
def _(block: PageBreak) -> dict[str, Any]:
    return {"kind": "PageBreak"}
