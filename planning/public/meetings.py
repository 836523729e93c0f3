"""Meetings to come, as the public reads them: those that were announced, and no other."""

from __future__ import annotations

from collections.abc import Sequence

from planning.public.invitation import Host, Invitation, when_words
from planning.public.not_asked import papers_sentence
from planning.words.paper import Block, Paper, Paragraph, Table
from planning.words.said import IN_ENGLISH, Words


def meetings_paper(meetings: Sequence[Invitation], host: Host, words: Words = IN_ENGLISH) -> Paper:
    """Return the meetings to come, the next first.

    Examples
    --------
    >>> meetings_paper((), Host("Harbor Falls Police")).blocks[0].text
    'No meeting has been announced. Look again soon.'
    """
    where = "meetings to come: column"
    head = (words.say(where, "Day and time"), words.say(where, "Place"), words.say(where, "Languages"))
    rows = tuple(
        (
            when_words(one, words),
            ", ".join(filter(None, (one.place, one.address))),
            words.listed([words.language(name) for name in one.languages]),
        )
        for one in meetings
    )
    blocks: list[Block] = []
    if rows:
        blocks.append(Table(head, rows))
    else:
        blocks.append(Paragraph(words.say("meetings to come: none", "No meeting has been announced. Look again soon.")))
    blocks.append(Paragraph(f"**{papers_sentence(words)}**"))
    return words.paper(
        words.say("meetings to come: title", "Meetings to come"),
        subtitle=host.department,
        blocks=blocks,
        is_demo=host.is_demo,
    )
