"""What nobody is asked at a meeting, told to the people who come: the public side of the meeting checklist."""

from __future__ import annotations

from planning.words.paper import Bullets, Paper
from planning.words.said import IN_ENGLISH, Words


def papers_sentence(words: Words = IN_ENGLISH) -> str:
    """Return the sentence that nobody is asked for papers, which no invitation goes without."""
    return words.say(
        "invitation: about papers and IDs",
        "No one will ask you for papers: not for an ID, and not about your immigration status.",
    )


def not_asked_paper(department: str, *, is_demo: bool = False, words: Words = IN_ENGLISH) -> Paper:
    """Return what is not asked, and what people may count on, as a sheet for the door of a meeting.

    Examples
    --------
    >>> not_asked_paper("Harbor Falls Police").blocks[0].items[1]
    'You don’t have to give your name or address, or sign anything.'
    """
    where = "what we do not ask: a line"
    return words.paper(
        words.say("what we do not ask: title", "What we do not ask"),
        subtitle=words.say(
            "what we do not ask: below the title", "At every meeting of {department}", department=department
        ),
        blocks=(
            Bullets(
                (
                    papers_sentence(words),
                    words.say(where, "You don’t have to give your name or address, or sign anything."),
                    words.say(where, "We don’t ask where you were born."),
                    words.say(where, "No one takes a photo or video of you without asking you first."),
                    words.say(where, "No one is arrested or questioned at the meeting."),
                    words.say(where, "We count how many people come, by language. We don’t list them."),
                    words.say(where, "We note your questions without your name, and we come back with answers."),
                )
            ),
        ),
        is_demo=is_demo,
    )
