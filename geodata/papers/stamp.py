"""What a file of ours was made of, in one line that a program reads: so that it can be made again and held against it.

The line stands in the notes beside or inside every file, and where a paper's reader does not see it: HTML ``meta``,
keywords of a PDF.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from geodata.department.department import Department
from geodata.version import software_version

BEGINS = "Made from: "
"""How the line begins."""
LONGEST = 20_000
"""Signs of such a line; a longer one is none of ours."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was made of.

    Attributes
    ----------
    product : str
        One of ``geodata.products.registry.PRODUCTS``.
    asked : mapping of str to what JSON holds
        What was asked of it: level, rule, years.
    department : str
        The department's name.
    content : str
        Its content hash: equal hash, equal figures.
    version : str
        The version of its folder; empty for one without.
    inputs : mapping of input to hash
        See ``Department.input_hashes``.
    records : mapping of kind to hash
        The records that took part.
    rule : str
        The rule's fingerprint; empty where none took part.
    day : str
        The day it was made, as 2026-11-28.
    software : str
    is_demo : bool
    title : str
        What the table was called.
    """

    product: str
    asked: Mapping[str, Any] = field(default_factory=dict)
    department: str = ""
    content: str = ""
    version: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)
    rule: str = ""
    day: str = ""
    software: str = ""
    is_demo: bool = False
    title: str = ""

    @property
    def line(self) -> str:
        """The line that says all of it.

        Examples
        --------
        >>> read_stamp(Stamp("need", {"level": "beat"}).line).asked
        {'level': 'beat'}
        """
        given = {name: value for name, value in asdict(self).items() if value not in ("", {}, False)}
        return BEGINS + json.dumps(given, ensure_ascii=True, separators=(",", ":"))


def stamp_department(department: Department, product: str, asked: Mapping[str, Any], day: str = "") -> Stamp:
    """Return the stamp of what was made of a department alone."""
    return Stamp(
        product,
        {name: value for name, value in asked.items() if value is not None},
        department=department.settings.name,
        content=department.content_hash,
        version=department.version,
        inputs=department.input_hashes,
        day=day,
        software=software_version(),
        is_demo=department.settings.is_demo,
    )


def read_stamp(text: str) -> Stamp | None:
    """Return the first stamp in a text; None where there is none, or none that can be read.

    Examples
    --------
    >>> read_stamp("no stamp"), read_stamp("Made from: {"), read_stamp('Made from: {"product": 7}')
    (None, None, None)
    """
    for line in text.splitlines():
        at = line.find(BEGINS)
        if at >= 0:
            return _read(line[at + len(BEGINS) :])
    return None


def _read(written: str) -> Stamp | None:
    if len(written) > LONGEST:
        return None
    try:
        given, _ = json.JSONDecoder().raw_decode(written.strip())
        stamp = Stamp(**given)
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (
        stamp.product,
        stamp.department,
        stamp.content,
        stamp.version,
        stamp.rule,
        stamp.day,
        stamp.software,
        stamp.title,
    )
    maps = (stamp.asked, stamp.inputs, stamp.records)
    fits = all(isinstance(text, str) for text in texts) and all(isinstance(one, dict) for one in maps)
    return stamp if fits and isinstance(stamp.is_demo, bool) else None
