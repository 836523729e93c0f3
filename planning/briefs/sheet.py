"""How a brief stands on paper: one page, and a second one for the reasons where somebody asks."""

from __future__ import annotations

from planning.briefs.brief import LANGUAGE_HEAD, OFFICER_HEAD, Brief, LanguageLine
from planning.lists import counted, listed
from planning.words.formats import short_day
from planning.words.paper import Block, Bullets, Columns, Heading, PageBreak, Paper, Paragraph, Table
from planning.words.wording import cell_with_error

LANGUAGES_IN_TABLE, OFFICERS_IN_TABLE, MEETINGS_TOLD, PARTNERS_TOLD, LANGUAGES_LACKING = 6, 6, 2, 5, 4
LONGEST = 110
"""Characters of a name that somebody typed; a longer one is cut, so that the page stays one."""
NO_MEETING = "No meeting is on record."


def brief_paper(brief: Brief, *, reasons: bool = False, made_from: str = "") -> Paper:
    """Return a brief as a paper: exactly one page, and one more for the reasons if asked.

    Parameters
    ----------
    made_from : str
        What it was made of, for programs.
    """
    page: tuple[Block, ...] = (
        Paragraph(f"{brief.answer} {brief.compared}".rstrip()),
        Columns(
            (*_where(brief), *_officers(brief), *_partners(brief)),
            (*_people(brief), *_meetings(brief), *_documents(brief), *_concerns(brief), *_beside(brief)),
        ),
        Heading("Do next"),
        Bullets(brief.next_steps, numbered=True),
        Paragraph(" ".join(brief.sources), small=True),
    )
    more: tuple[Block, ...] = (PageBreak(), *brief.reasons) if reasons else ()
    return Paper(
        brief.place,
        f"{brief.department} · {short_day(brief.today)} · {brief.period}",
        (*page, *more),
        is_demo=brief.is_demo,
        fitted=True,
        made_from=made_from,
    )


def cut(text: str) -> str:
    """Return what somebody typed on one line, not endless.

    Examples
    --------
    >>> cut("Kim  Hall\\n2"), len(cut("x" * 400))
    ('Kim Hall 2', 110)
    """
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def rest_line(lines: tuple[LanguageLine, ...]) -> str:
    """Return the languages that are in no table, in a line; empty if none.

    Examples
    --------
    >>> german = LanguageLine("german_west_germanic", "German", 90.0, 60.0, (30.0, 160.0), 0.001, "not met", "")
    >>> rest_line((german,))
    'Fewer people: German 90 ±60.'
    """
    spoken = [f"{line.name} {cell_with_error(line.lep, line.lep_moe)}" for line in lines if line.lep != 0]
    nobody = [line.name for line in lines if line.lep == 0]
    first = f"Fewer people: {', '.join(spoken)}." if spoken else ""
    return f"{first} {f'No one counted: {listed(nobody)}.' if nobody else ''}".strip()


def _where(brief: Brief) -> tuple[Block, ...]:
    return (brief.drawing,) if brief.drawing else (Paragraph("The whole department."),)


def _people(brief: Brief) -> tuple[Block, ...]:
    shown, rest = brief.languages[:LANGUAGES_IN_TABLE], brief.languages[LANGUAGES_IN_TABLE:]
    blocks: list[Block] = [
        Table(LANGUAGE_HEAD, tuple(line.cells for line in shown), numbers=(1, 2, 3, 4, 5)),
        Paragraph(
            f"{rest_line(rest)} ± is the survey’s margin. The likely range adds split tracts. Both are right about 9 "
            "times in 10. * A combined group of several languages.".lstrip(),
            small=True,
        ),
        Paragraph(brief.decided),
    ]
    return tuple(blocks)


def _officers(brief: Brief) -> tuple[Block, ...]:
    shown = brief.officers[:OFFICERS_IN_TABLE]
    blocks: list[Block] = [Heading("Officers", 3)]
    if shown:
        blocks.append(Table(OFFICER_HEAD, tuple(line.cells for line in shown), numbers=(1, 2, 3)))
    if brief.slots:
        blocks.append(Paragraph(brief.slots))
    if brief.about_officers:
        blocks.append(Paragraph(brief.about_officers, small=True))
    return tuple(blocks)


def _partners(brief: Brief) -> tuple[Block, ...]:
    shown, more = brief.partners[:PARTNERS_TOLD], len(brief.partners) - PARTNERS_TOLD
    names = [cut(name) for name in shown]
    text = ", ".join([*names, *([f"and {more} more"] if more > 0 else [])])
    return (Heading("Partners", 3), Paragraph(f"{text}." if names else "No partner is on record here."))


def _meetings(brief: Brief) -> tuple[Block, ...]:
    lines = [f"Held: {cut(one)}" for one in brief.held[:MEETINGS_TOLD]]
    lines += [f"Planned: {cut(one)}" for one in brief.planned[:MEETINGS_TOLD]]
    more = max(0, len(brief.held) - MEETINGS_TOLD) + max(0, len(brief.planned) - MEETINGS_TOLD)
    if more:
        lines.append(f"{counted(more, 'more meeting')} on record")
    return (Heading("Meetings", 3), Bullets(tuple(lines)) if lines else Paragraph(NO_MEETING))


def _documents(brief: Brief) -> tuple[Block, ...]:
    most = [f"{name} {count}" for name, count in brief.missing[:LANGUAGES_LACKING]]
    more = ", and others" if len(brief.missing) > len(most) else ""
    by_language = f" Missing by language: {', '.join(most)}{more}." if most else ""
    return (Heading("Documents", 3), Paragraph(f"{brief.documents}{by_language}"))


def _concerns(brief: Brief) -> tuple[Block, ...]:
    return (Heading("Concerns", 3), Paragraph(brief.concerns)) if brief.concerns else ()


def _beside(brief: Brief) -> tuple[Block, ...]:
    return (Heading("Compared with", 3), Bullets(brief.beside)) if brief.beside else ()
