"""The paper for the public: the account of promises kept.

It is made from nothing but what ``planning.records.followup.Accountability`` holds, which is what may be published.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from planning.languages.spoken import spoken_name
from planning.records.answers import accountability_answer
from planning.records.followup import NO_THEME, NOT_ANSWERED, OTHER_THEMES, Accountability
from planning.records.suppression import TOTAL, in_steps
from planning.vocabulary import ANSWERED, TOLD
from planning.words.formats import capitalized, without_accents
from planning.words.paper import Block, Heading, Paper, Paragraph, Table
from planning.words.said import IN_ENGLISH, Words
from planning.words.wording import round_half_up


def accountability_paper(
    report: Accountability, department: str, *, is_demo: bool = False, words: Words = IN_ENGLISH
) -> Paper:
    """Return the account of promises kept, as a paper to publish, in one language.

    What people asked and were answered stays in the words it was cleared in.
    """
    return words.paper(
        words.say("community report: title", "What people asked, and what we did"),
        subtitle=words.say(
            "community report: below the title",
            "{department}, {first} to {last}",
            department=department,
            first=words.short_day(report.since),
            last=words.short_day(report.until),
        ),
        blocks=(
            Paragraph(accountability_answer(report, words)),
            attendance_table(report, words),
            concerns_table(report, words),
            *_asked(report.published, words),
        ),
        notes=(method_note(report.floor, words),),
        is_demo=is_demo,
    )


def method_note(floor: int, words: Words = IN_ENGLISH) -> str:
    """Return why some numbers are not shown."""
    where = "community report: how it counts"
    most = words.number(floor - 1)
    return " ".join(
        (
            words.say(where, "Counts from 1 to {most} are not shown, so that no one can be identified.", most=most),
            words.say(where, "Other counts are hidden where they would reveal those."),
            words.say(where, "Counts of people and concerns are rounded to the nearest 5, so they may not add up."),
            words.say(where, "Small themes are grouped with the other themes."),
            words.say(where, "Each report covers a half-year that is over, so no two overlap."),
            words.say(where, "People who attended are counted, never listed."),
            words.say(
                where,
                "A question appears in its own words only if its wording was cleared, and an answer only after we "
                "reported back.",
            ),
            words.say(where, "No more questions are listed than the counts show, so there may be others."),
            words.say(where, "Half of the answers took this many days or fewer."),
            words.say(where, "We can’t tell yet how long the rest will take."),
        )
    )


def counts_table(report: Accountability) -> pd.DataFrame:
    """Return every count of the account as a row: what, of, count; as it is told, and missing where it is hidden.

    Returns
    -------
    DataFrame
        ``what``: meetings held, attended, or how far concerns got; ``of``: a language, a theme, or ``total``.
    """
    came, concerns = report.attendance["persons"], report.concerns
    rows = [("meetings held", TOTAL, float(report.meetings_held))]
    rows += [("attended", str(language), float(came[language])) for language in came.index]
    rows += [
        (f"concerns: {state}", str(theme), float(concerns[state][theme]))
        for state in concerns.columns
        for theme in concerns.index
    ]
    told = [
        (what, of, count if what == "meetings held" or math.isnan(count) else in_steps(count))
        for what, of, count in rows
    ]
    return pd.DataFrame(told, columns=["what", "of", "count"])


def attendance_table(report: Accountability, words: Words = IN_ENGLISH) -> Table:
    """Return who came, by language."""
    came = report.attendance["persons"]
    rows = sorted(
        (
            (capitalized(words.language(spoken_name(str(name)))), shown_count(came[name], words))
            for name in came.index
            if name != TOTAL
        ),
        key=lambda row: without_accents(row[0]),
    )
    rows += [(_in_all(words), shown_count(came[TOTAL], words))] if TOTAL in came.index else []
    head = (words.say("community report: column", "Language"), words.say("community report: column", "People"))
    caption = words.say("community report: name of a table", "Attendance, by language")
    return Table(head, tuple(rows), caption=caption, numbers=(1,))


def concerns_table(report: Accountability, words: Words = IN_ENGLISH) -> Table:
    """Return what was asked about, and how far it has got; the parts add up to the total."""
    states = [name for name in report.concerns.columns if name != TOTAL]
    where = "community report: column"
    heads = {
        NOT_ANSWERED: words.say(where, "Not answered"),
        ANSWERED: words.say(where, "Answered"),
        TOLD: words.say(where, "Told"),
    }
    head = (words.say(where, "Theme"), *(heads[str(name)] for name in states), _in_all(words))
    rows = tuple(
        (_theme(str(theme), words), *(shown_count(row[name], words) for name in (*states, TOTAL)))
        for theme, row in report.concerns.iterrows()
    )
    numbers = tuple(range(1, len(head)))
    caption = words.say("community report: name of a table", "What people asked about, and where it is now")
    return Table(head, rows, caption=caption, numbers=numbers)


def _in_all(words: Words) -> str:
    return words.say("community report: the total of a row or column", "In all")


def _theme(theme: str, words: Words) -> str:
    """Return a theme as it is read: ours in the paper's language, any other as somebody typed it."""
    ours = {
        TOTAL: _in_all(words),
        OTHER_THEMES: words.say("community report: theme", "Other themes"),
        NO_THEME: words.say("community report: theme", "(not recorded)"),
    }
    return ours.get(theme, capitalized(theme))


def shown_count(count: float, words: Words = IN_ENGLISH) -> str:
    """Return a count as it is published; words where it is hidden: never 0, never nothing.

    Examples
    --------
    >>> shown_count(1242.0), shown_count(0.0), shown_count(math.nan)
    ('1,240', '0', 'not shown')
    """
    if math.isnan(count):
        return words.say("community report: a number that is hidden", "not shown")
    return words.number(in_steps(count))


def _asked(published: pd.DataFrame, words: Words) -> Iterator[Block]:
    if published.empty:
        return
    where = "community report: people’s own words"
    yield Heading(words.say(where, "In people’s own words"))
    for row in published.to_dict("records"):
        yield Heading(str(row["asked"]), level=3)
        if pd.isna(row["answer"]):
            yield Paragraph(words.say(where, "Not answered yet, or not reported back yet."), small=True)
            continue
        yield Paragraph(str(row["answer"]))
        days = round_half_up(row["days_to_answer"])
        took = words.say_many(where, "Answered in {count} day.", "Answered in {count} days.", days)
        how = words.say(where, "Reported back: {how}.", how=str(row["told_how"])) if pd.notna(row["told_how"]) else ""
        yield Paragraph(f"{took} {how}".strip(), small=True)
