"""A paper as a Word document, from the same blocks as HTML and PDF, for whoever has to write into it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import singledispatch
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from geodata.papers.pictures import picture_png
from planning.words.paper import (
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

LETTER = (Cm(21.59), Cm(27.94))
MARGIN, MARGIN_FITTED = Cm(2), Cm(1.4)
GREY, ACCENT = RGBColor(0x4A, 0x56, 0x59), RGBColor(0x0F, 0x6B, 0x6B)
USUAL_PT, FITTED_PT = 10.5, 7.5
TAGS = {"en": "en-US"}
MOST_SHARE, ROOM = 48, 5
"""Letters: a column of sentences does not squeeze the others; what a cell keeps free at its sides."""
MANY_COLUMNS, SMALL = 7, Pt(8)
"""From so many columns on a table is set in smaller letters."""
NEVER = datetime(2020, 1, 1)
"""A document's own day: equal papers give equal bytes, so no clock is asked."""
SIDES = (0.43, 0.57)
"""Shares of the two columns, as in print."""


def paper_docx(paper: Paper) -> bytes:
    """Return a paper as a Word document on US letter; equal papers give equal bytes.

    Examples
    --------
    >>> paper_docx(Paper("Beat 42", blocks=(Paragraph("**4,980** people"),)))[:2]
    b'PK'
    """
    document = docx.Document()
    _set_up(document, paper)
    document.add_heading(paper.title, 0)
    if paper.subtitle:
        _write(document.add_paragraph(), paper.subtitle, small=True)
    if paper.is_demo:
        _write(document.add_paragraph(), f"**{paper.demo_note}**")
    if paper.contents:
        _add_contents(document, [block for block in paper.blocks if isinstance(block, Heading)])
    margin = MARGIN_FITTED if paper.fitted else MARGIN
    width = float((LETTER[1] if paper.wide else LETTER[0]) - 2 * margin)
    for block in paper.blocks:
        _add(block, document, width)
    for note in paper.notes:
        _write(document.add_paragraph(), note, small=True)
    kept = io.BytesIO()
    document.save(kept)
    return _of_no_day(kept.getvalue())


def _set_up(document: Any, paper: Paper) -> None:
    """Set sheet, margins, letters and what the document says of itself."""
    section = document.sections[0]
    section.page_width, section.page_height = LETTER[::-1] if paper.wide else LETTER
    margin = MARGIN_FITTED if paper.fitted else MARGIN
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    size = FITTED_PT if paper.fitted else USUAL_PT
    for name, share in (("Normal", 1.0), ("Title", 1.8), ("Heading 1", 1.25), ("Heading 2", 1.08)):
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size * share), "Noto Sans"
        style.paragraph_format.space_before = Pt(0 if name == "Normal" else size * 0.5)
        style.paragraph_format.space_after = Pt(size * 0.25)
        if name.startswith("Heading"):
            style.font.color.rgb = ACCENT
    about = document.core_properties
    about.title, about.author, about.language = paper.title, "", TAGS.get(paper.lang, paper.lang)
    about.created = about.modified = NEVER
    # What it was made from is longer than the 255 letters that python-docx takes.
    about._element._get_or_add("keywords").text = paper.made_from
    for tongue in document.styles.element.iter(qn("w:lang")):
        tongue.set(qn("w:val"), about.language)


def _add_contents(document: Any, headings: Sequence[Heading]) -> None:
    """Add a field that Word makes a table of contents of, with the headings in it until it does."""
    document.add_paragraph("Contents", style="TOC Heading")
    for number, heading in enumerate(headings):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = Cm(0.6 * (heading.level - 2))
        if number == 0:
            _add_mark(line, "begin")
            order = OxmlElement("w:instrText")
            order.set(qn("xml:space"), "preserve")
            order.text = ' TOC \\o "1-2" \\h \\z \\u '
            line.add_run()._r.append(order)
            _add_mark(line, "separate")
        _write(line, heading.text)
        if number == len(headings) - 1:
            _add_mark(line, "end")


def _add_mark(paragraph: Any, kind: str) -> None:
    """Add the beginning, the middle or the end of a field."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if kind == "begin":
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)


def _of_no_day(content: bytes) -> bytes:
    """Return the document with its parts dated alike, so that it depends on the paper alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), given.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _write(paragraph: Any, text: str, *, small: bool = False, direction: str = "") -> Any:
    """Write a text with its strong words into a paragraph; from right to left where its letters run so."""
    for piece, strong in strong_runs(text):
        run = paragraph.add_run("".join(sign for sign in piece if sign.isprintable() or sign == " "))
        run.bold = strong or None
        if small:
            run.font.color.rgb = GREY
    if (direction or direction_of(text)[0]) == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


@singledispatch
def _add(block: Block, place: Any, width: float) -> None:
    """Add a block to a document or a cell that is so wide, in Word's units."""
    raise TypeError(block)


@_add.register
def _(block: Heading, place: Any, width: float) -> None:
    _write(place.add_paragraph(style=f"Heading {block.level - 1}"), block.text)


@_add.register
def _(block: Paragraph, place: Any, width: float) -> None:
    _write(place.add_paragraph(), block.text, small=block.small, direction=block.direction)


@_add.register
def _(block: Bullets, place: Any, width: float) -> None:
    for number, item in enumerate(block.items, start=1):
        if block.boxes or block.numbered:  # a list that Word numbers would go on from the one before
            _write(place.add_paragraph(), f"{'☐' if block.boxes else f'{number}.'} {item}")
        else:
            _write(place.add_paragraph(style="List Bullet"), item)


@_add.register
def _(block: Table, place: Any, width: float) -> None:
    if block.caption:
        # A caption at the foot of a page belongs to the table on the next.
        _write(place.add_paragraph(), f"**{block.caption}**").paragraph_format.keep_with_next = True
    rows = [block.head, *block.rows]
    table = _table(place, len(rows), len(block.head), width)
    table.style = "Table Grid"
    shares = [_share([row[column] for row in rows]) for column in range(len(block.head))]
    widths = [int(width * share / sum(shares)) for share in shares]
    for place_of, wide in zip(table.columns, widths, strict=True):
        place_of.width = wide
    for number, (made, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for column, (cell, text) in enumerate(zip(made.cells, texts, strict=True)):
            cell.width = widths[column]
            paragraph = cell.paragraphs[0]
            _write(paragraph, f"**{text}**" if number == 0 and text else text)
            paragraph.paragraph_format.space_after = Pt(0)
            if len(block.head) >= MANY_COLUMNS:
                for run in paragraph.runs:
                    run.font.size = SMALL
            if column in block.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _repeat_head(table.rows[0])


@_add.register
def _(block: Drawing, place: Any, width: float) -> None:
    run = place.add_paragraph().add_run()
    picture = run.add_picture(io.BytesIO(picture_png(block.svg)), width=int(width * 0.97))
    picture._inline.docPr.set("descr", block.words)


@_add.register
def _(block: PageBreak, place: Any, width: float) -> None:
    place.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


@_add.register
def _(block: Grid, place: Any, width: float) -> None:
    table = _table(place, -(-len(block.cells) // block.columns), block.columns, width)
    for number, field in enumerate(block.cells):
        cell = table.cell(*divmod(number, block.columns))
        _write(cell.paragraphs[0], f"**{field.text}**", direction=field.direction)
        if field.below:
            _write(cell.add_paragraph(), field.below, small=True)


@_add.register
def _(block: TwoUp, place: Any, width: float) -> None:
    for one in (*block.blocks, *block.blocks):
        _add(one, place, width)


@_add.register
def _(block: Columns, place: Any, width: float) -> None:
    table = _table(place, 1, 2, width)
    for cell, blocks, share in zip(table.rows[0].cells, (block.left, block.right), SIDES, strict=True):
        cell.width = int(width * share)
        table.columns[(block.left, block.right).index(blocks)].width = int(width * share)
        _fill(cell, blocks, width * share * 0.96)


def _fill(cell: Any, blocks: Sequence[Block], width: float) -> None:
    for block in blocks:
        _add(block, cell, width)
    first = cell.paragraphs[0]
    if not first.text and len(cell.paragraphs) > 1:  # the empty one that every cell begins with
        first._p.getparent().remove(first._p)
    if cell._tc[-1].tag == qn("w:tbl"):  # Word wants a paragraph after a table in a cell
        cell.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(place: Any, rows: int, columns: int, width: float) -> Any:
    """Return a table in a document or a cell, which make one in unlike ways."""
    if hasattr(place, "_tc"):
        table = place.add_table(rows, columns)
        after = place.paragraphs[-1]  # a cell puts an empty paragraph behind each
        if not after.text:
            after._p.getparent().remove(after._p)
    else:
        table = place.add_table(rows, columns)
    table.autofit = False
    return table


def _share(cells: Sequence[str]) -> float:
    """Return how wide a column is beside the others: by its longest cell, but never so that a word is broken."""
    longest_word = max(len(word) for cell in cells for word in cell.split() or [""])
    return max(min(longest_word, MOST_SHARE) + ROOM, 0.7 * min(max(map(len, cells)), MOST_SHARE))


def _repeat_head(row: Any) -> None:
    """Let the head of a table stand on every page it goes over."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
