"""A drawing as a picture: PNG or PDF of an SVG of our own making, offline, with the product's own letters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from geodata.papers.fonts import FOLDER
from geodata.papers.typeset import FONTS

PNG = "image/png"
TEMPLATE = Path(__file__).with_name("picture.typ")
DOTS_AN_INCH = 150


def picture_png(svg: str) -> bytes:
    """Return an SVG as PNG.

    Examples
    --------
    >>> picture_png('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>')[1:4]
    b'PNG'
    """
    return _made(svg, sheet=False)


def picture_pdf(svg: str) -> bytes:
    """Return an SVG as PDF: one sheet of US letter across.

    Examples
    --------
    >>> picture_pdf('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>')[:5]
    b'%PDF-'
    """
    return _made(svg, sheet=True)


def _made(svg: str, *, sheet: bool) -> bytes:
    import typst  # costs a tenth of a second to load

    given = {"svg": svg, "fonts": json.dumps(FONTS), "sheet": "yes" if sheet else ""}
    form: Literal["pdf", "png"] = "pdf" if sheet else "png"
    made = typst.compile(
        TEMPLATE, font_paths=[FOLDER], ignore_system_fonts=True, format=form, ppi=DOTS_AN_INCH, sys_inputs=given
    )
    assert isinstance(made, bytes)
    return made
