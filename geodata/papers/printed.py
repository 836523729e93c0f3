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
from typing import NamedTuple

from geodata.papers.fonts import FOLDER
from geodata.papers.typeset import paper_data
from planning.errors import InputError
from planning.words.paper import (
    MARK,
    Block,
    Bullets,
    Columns,
    Drawing,
    Grid,
    Heading,
    PageBreak,
    Paper,
    Paragraph,
    Table,
    TwoUp,
    direction_of,
    strong_runs,
)

PDF, HTML = "application/pdf", "text/html"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPER_ENDINGS = (".html", ".pdf", ".docx")

TEMPLATE = Path(__file__).with_name("printed.typ")

STYLE = """
body { font: 16px/1.5 system-ui, "Segoe UI", sans-serif; color: #1d2527; background: #fff; max-width: 46rem;
  margin: 2rem auto; padding: 0 1rem; }
body.wide, body.fitted { max-width: 70rem; }
.columns { display: grid; grid-template-columns: minmax(0, .85fr) minmax(0, 1.15fr); gap: 0 1.6rem; }
@media (max-width: 45rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
h1 { font-size: 1.6rem; line-height: 1.25; margin-bottom: .3rem; }
h2 { font-size: 1.2rem; margin-top: 2rem; color: #0f6b6b; } h3 { font-size: 1.05rem; margin-bottom: .3rem; }
.table { overflow-x: auto; } .table + .table { margin-top: 1rem; } table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding: .4rem 0; max-width: calc(100vw - 2rem); }
th, td { text-align: start; padding: .35rem 0; padding-inline-end: .6rem; border-bottom: 1px solid #c9d1d3;
  vertical-align: top; }
th.number, td.number { text-align: end; } ul.boxes { list-style: "\\2610\\00a0\\00a0"; }
img { max-width: 100%; } .small { color: #4a5659; font-size: .9rem; }
footer { border-top: 1px solid #c9d1d3; margin-top: 2rem; }
.demo { border: 2px solid #b7791f; padding: .5rem .8rem; }
ul.grid { list-style: none; padding: 0; display: grid; gap: .4rem;
  grid-template-columns: repeat(auto-fill, minmax(max(8rem, calc(100% / var(--columns) - .4rem)), 1fr)); }
ul.grid li { border: 1px solid #c9d1d3; border-radius: .3rem; padding: .4rem .6rem; }
ul.grid span { display: block; } .word { font-size: 1.2rem; font-weight: 600; } .large .word { font-size: 2rem; }
nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .4rem 0; }
nav a { display: inline-block; padding: .25rem 0; color: #0f6b6b; } nav [aria-current] { font-weight: 600; }
.half { border-bottom: 1px dashed #8a979a; padding-bottom: 1rem; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } tr, li { break-inside: avoid; }
  h2, h3 { break-after: avoid; } .break { break-before: page; }
  body.fitted { font-size: 7.6pt; line-height: 1.3; } .fitted h1 { font-size: 14pt; margin-top: 0; }
  .fitted h2 { font-size: 9.5pt; margin: .5rem 0 .2rem; } .fitted h3 { font-size: 8.4pt; margin: .4rem 0 .15rem; }
  .fitted p, .fitted ul, .fitted ol { margin: .2rem 0; } .fitted th, .fitted td { padding: .1rem .3rem .1rem 0; }
  .fitted .columns { grid-template-columns: minmax(0, .85fr) minmax(0, 1.15fr); }
  .fitted .demo { padding: .1rem .4rem; } .fitted footer { margin-top: .5rem; } }
"""


class Way(NamedTuple):
    """The language of a page, and which way it runs."""

    lang: str = "en"
    direction: str = "ltr"


def paper_html(paper: Paper) -> str:
    """Return a paper as one whole HTML page; every text in it is escaped.

    Examples
    --------
    >>> page = paper_html(Paper("Promises", blocks=(Paragraph("**2 meetings** & <more>"),)))
    >>> "<p><strong>2 meetings</strong> &amp; &lt;more&gt;</p>" in page
    True
    """
    return html_page(
        paper.title,
        paper_body(paper),
        wide=paper.wide,
        fitted=paper.fitted,
        made_from=paper.made_from,
        lang=paper.lang,
        direction=paper.direction,
    )


def paper_body(paper: Paper) -> str:
    """Return what a paper says as markup, for a page that has more around it."""
    way = Way(paper.lang, paper.direction)
    parts = [_element("h1", paper.title, way, strong=False)]
    parts += [_element("p", paper.subtitle, way, ' class="small"')] if paper.subtitle else []
    parts += [_element("p", paper.demo_note, way, ' class="demo"')] if paper.is_demo else []
    parts += [_element("p", paper.warning, way, ' class="demo"', "en", "ltr")] if paper.warning else []
    parts.append(blocks_html(paper.blocks, *way))
    if paper.notes:
        notes = "".join(_element("p", note, way, ' class="small"') for note in paper.notes)
        parts.append(f"<footer>{notes}</footer>")
    return "\n".join(parts)


def html_page(
    title: str,
    body: str,
    *,
    wide: bool = False,
    fitted: bool = False,
    made_from: str = "",
    lang: str = "en",
    direction: str = "ltr",
    before: str = "",
) -> str:
    """Return one whole HTML page in the style of the papers; ``body`` is markup already, as is what stands before it.

    ``made_from``: what it was made of, for programs (``Paper.made_from``).

    Examples
    --------
    >>> "<title>A &amp; B</title>" in html_page("A & B", "<p>Both</p>")
    True
    """
    kind = ' class="fitted"' if fitted else ' class="wide"' if wide else ""
    runs = ' dir="rtl"' if direction == "rtl" else ""
    meta = f'<meta name="common-tongue" content="{html.escape(made_from)}">\n' if made_from else ""
    return (
        f'<!doctype html>\n<html lang="{html.escape(lang)}"{runs}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{meta}<title>{html.escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body{kind}>\n{before}<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def paper_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF on US letter; equal papers give equal bytes.

    Examples
    --------
    >>> paper_pdf(Paper("Promises", blocks=(Paragraph("한국어 · العربية"),)))[:5]
    b'%PDF-'
    """
    import typst  # costs a tenth of a second to load, and most answers are not papers

    made = typst.compile(
        TEMPLATE, font_paths=[FOLDER], ignore_system_fonts=True, sys_inputs={"paper": json.dumps(paper_data(paper))}
    )
    assert isinstance(made, bytes)
    return made


def paper_picture(paper: Paper) -> bytes:
    """Return a paper as a picture on one sheet as high as what it says: a PNG.

    Examples
    --------
    >>> paper_picture(Paper("Contact"))[1:4]
    b'PNG'
    """
    import typst

    given = {"paper": json.dumps(paper_data(paper) | {"one_sheet": True})}
    made = typst.compile(
        TEMPLATE, format="png", ppi=110.0, font_paths=[FOLDER], ignore_system_fonts=True, sys_inputs=given
    )
    assert isinstance(made, bytes)
    return made


def write_paper(paper: Paper, target: Path) -> None:
    """Write a paper to a file: HTML, PDF or Word, by its ending.

    Raises
    ------
    InputError
        If the ending is another one.
    """
    ending = target.suffix.lower()
    if ending not in PAPER_ENDINGS:
        fix = "give the file such an ending"
        raise InputError("a paper is written as .html, .pdf, or .docx", value=target.name, fix=fix)
    made = paper_bytes(paper, ending)
    part = target.with_name(target.name + ".part")
    part.write_bytes(made)
    part.replace(target)


def paper_bytes(paper: Paper, ending: str) -> bytes:
    """Return a paper as the file of an ending, one of ``PAPER_ENDINGS``."""
    if ending == ".docx":
        from geodata.papers.word import paper_docx  # costs a tenth of a second to load

        return paper_docx(paper)
    return paper_pdf(paper) if ending == ".pdf" else paper_html(paper).encode()


def _attributes(text: str, way: Way, lang: str = "", direction: str = "") -> str:
    """Return what an element says of its text where that is not in the paper's language, or runs another way."""
    runs, language = direction_of(text)
    if not lang and way.lang != "en" and text.endswith(MARK):
        lang = "en"
    lang, direction = lang or (way.lang if runs == way.direction else language), direction or runs
    return f' lang="{html.escape(lang)}" dir="{direction}"' if (lang, direction) != way else ""


def _element(
    tag: str, text: str, way: Way, more: str = "", lang: str = "", direction: str = "", *, strong: bool = True
) -> str:
    """Return a text as an element; on a paper that runs from right to left it keeps to the right, whatever it says."""
    apart = _attributes(text, way, lang, direction)
    said = _strong_html(text) if strong else html.escape(text)
    if apart and way.direction == "rtl":
        return f"<{tag}{more}><span{apart}>{said}</span></{tag}>"
    return f"<{tag}{more}{apart}>{said}</{tag}>"


def _strong_html(text: str) -> str:
    pieces = ((html.escape(piece), strong) for piece, strong in strong_runs(text))
    return "".join(f"<strong>{piece}</strong>" if strong else piece for piece, strong in pieces)


def blocks_html(blocks: Sequence[Block], lang: str = "en", direction: str = "ltr") -> str:
    """Return blocks as markup, for a page in a language.

    Examples
    --------
    >>> blocks_html([Heading("Contact"), Paragraph("555-0100")], "fa", "rtl")
    '<h2><span lang="en" dir="ltr">Contact</span></h2>\\n<p><span lang="en" dir="ltr">555-0100</span></p>'
    """
    return "\n".join(_as_html(block, Way(lang, direction)) for block in blocks)


@singledispatch
def _as_html(block: object, way: Way) -> str:
    raise TypeError(block)


@_as_html.register
def _(block: Heading, way: Way) -> str:
    return _element(f"h{block.level}", block.text, way, strong=False)


@_as_html.register
def _(block: Paragraph, way: Way) -> str:
    small = ' class="small"' if block.small else ""
    return _element("p", block.text, way, small, block.lang, block.direction)


@_as_html.register
def _(block: Bullets, way: Way) -> str:
    boxes = ' class="boxes"' if block.boxes else ""
    tag = "ol" if block.numbered else "ul"
    return f"<{tag}{boxes}>" + "".join(_element("li", item, way) for item in block.items) + f"</{tag}>"


@_as_html.register
def _(block: Table, way: Way) -> str:
    caption = _element("caption", block.caption, way) if block.caption else ""
    head = _row_html("th", block.head, block.numbers, way)
    rows = "\n".join(_row_html("td", row, block.numbers, way) for row in block.rows)
    table = f"<table>{caption}\n<thead>{head}</thead>\n<tbody>{rows}</tbody></table>"
    return f'<div class="table">{table}</div>'


def _row_html(tag: str, cells: Sequence[str], numbers: Iterable[int], way: Way) -> str:
    sides = [' class="number"' if place in tuple(numbers) else "" for place in range(len(cells))]
    return f"<tr>{''.join(_element(tag, cell, way, side) for side, cell in zip(sides, cells, strict=True))}</tr>"


@_as_html.register
def _(block: Drawing, way: Way) -> str:
    # As an image, so that nothing in the drawing can run.
    drawn = base64.b64encode(block.svg.encode()).decode()
    return f'<p><img src="data:image/svg+xml;base64,{drawn}" alt="{html.escape(block.words)}"></p>'


@_as_html.register
def _(block: Columns, way: Way) -> str:
    sides = ("".join(_as_html(one, way) for one in side) for side in (block.left, block.right))
    return '<div class="columns">' + "".join(f"<div>{side}</div>" for side in sides) + "</div>"


@_as_html.register
def _(block: PageBreak, way: Way) -> str:
    return '<div class="break"></div>'


@_as_html.register
def _(block: Grid, way: Way) -> str:
    large = " large" if block.large else ""
    word, small = ' class="word"', ' class="small"'
    cells = "".join(
        f"<li>{_element('span', cell.text, way, word, cell.lang, cell.direction)}"
        f"{_element('span', cell.below, way, small)}</li>"
        for cell in block.cells
    )
    return f'<ul class="grid{large}" style="--columns: {block.columns}">{cells}</ul>'


@_as_html.register
def _(block: TwoUp, way: Way) -> str:
    once = "\n".join(_as_html(one, way) for one in block.blocks)
    # The second is for the scissors: who listens to the page has had it.
    return f'<div class="half">{once}</div>\n<div class="half" aria-hidden="true">{once}</div>'
