"""Where a string stands: the piece of a made-up paper that says it, as a picture with arrows at the string."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from geodata.papers.printed import paper_picture
from planning.public.samples import SAMPLES, Made
from planning.words.paper import Block, Paper, TwoUp, texts_of
from planning.words.said import IN_ENGLISH, POINTER

AROUND = 1
"""Blocks shown before and after the one with the string."""


@lru_cache(maxsize=256)
def picture_of(key: str) -> tuple[str, bytes] | None:
    """Return the name of a paper that says a string, and a PNG of where; None where none does.

    Examples
    --------
    >>> from planning.words.catalogue import message_key
    >>> name, png = picture_of(message_key("invitation: heading", "Where"))
    >>> name, png[1:4], picture_of("nothing")
    ('Invitation', b'PNG', None)
    """
    words = replace(IN_ENGLISH, pointed=key)
    for name, draw in SAMPLES.items():
        paper = draw(words, Made())
        if any(POINTER in text for text in texts_of(paper)):
            return name, paper_picture(excerpt(paper))
    return None


def excerpt(paper: Paper) -> Paper:
    """Return the part of a paper around the string that is pointed at; title and subtitle stay.

    Examples
    --------
    >>> from planning.words.paper import Heading
    >>> long = Paper("Long", blocks=tuple(Heading(text) for text in ("a", "b", f"{POINTER} c", "d", "e")))
    >>> [block.text for block in excerpt(long).blocks]
    ['b', '▶ c', 'd']
    """
    places = [place for place, block in enumerate(paper.blocks) if _points(block)]
    first, last = (places[0], places[-1]) if places else (0, 0)
    shown = paper.blocks[max(first - AROUND, 0) : last + AROUND + 1]
    flat = tuple(one for block in shown for one in (block.blocks if isinstance(block, TwoUp) else (block,)))
    notes = tuple(note for note in paper.notes if POINTER in note)
    return replace(paper, blocks=flat, notes=notes, is_demo=paper.is_demo and POINTER in paper.demo_note, wide=False)


def _points(block: Block) -> bool:
    return any(POINTER in text for text in texts_of(Paper("", blocks=(block,))))
