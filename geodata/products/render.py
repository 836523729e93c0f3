"""A product as the bytes of a file, by its ending: what its download or command writes."""

from __future__ import annotations

from dataclasses import replace

from geodata.departments import Opened
from geodata.gis.writers import map_bytes
from geodata.papers import exports
from geodata.papers.printed import PAPER_ENDINGS, paper_bytes
from geodata.papers.stamp import Stamp
from geodata.products.made import Made, MapMade, TableMade, about_made, map_of
from planning.errors import InputError


def render(opened: Opened, made: Made, stamp: Stamp, ending: str, name: str) -> bytes:
    """Return a product as a file.

    Parameters
    ----------
    stamp : Stamp
        As the file has it that is made again.
    ending : str
    name : str
        Of the table in a zip, without its ending.

    Raises
    ------
    InputError
        If the product is never written so.
    """
    if isinstance(made, MapMade):
        return map_bytes(map_of(opened, made, stamp), ending)
    if isinstance(made, TableMade):
        return _table(made, about_made(opened, made, stamp), ending, name)
    paper = replace(made, made_from=stamp.line)
    if ending in PAPER_ENDINGS:
        return paper_bytes(paper, ending)
    raise _never(ending)


def _table(made: TableMade, about: str, ending: str, name: str) -> bytes:
    match ending:
        case ".csv":
            return exports.csv_bytes(made.frame)
        case ".json":
            return exports.json_bytes(made.frame)
        case ".xlsx":
            return exports.excel_bytes(made.frame, about)
        case ".zip":
            return exports.zip_bytes(made.frame, name, about)
    raise _never(ending)


def _never(ending: str) -> InputError:
    return InputError("what the file’s note names is never written in this form", value=ending or "no ending")
