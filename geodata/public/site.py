"""The pages for the public: one folder of HTML that a city puts on its site, without a script or a request elsewhere.

Made from nothing but what may be published: announced meetings, the directory, the community report with its floors.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

import pandas as pd

from geodata.departments import Opened
from geodata.papers.printed import html_page, paper_body
from geodata.public.areas import areas_in_words
from geodata.public.invitations import host_of, meetings_to_come
from geodata.public.wording import languages_reviewed, load_words
from geodata.records.partners import load_directory
from geodata.records.published import load_accountability, load_half_years
from planning.languages.groups import ENGLISH
from planning.languages.spoken import file_word, spoken_name
from planning.public.contact import contact_paper
from planning.public.invitation import Invitation
from planning.public.language_card import card_language
from planning.public.meetings import meetings_paper
from planning.public.not_asked import not_asked_paper
from planning.public.pages import PAGES, earlier_words, made_on_words, menu_words, page_names
from planning.records.account_paper import accountability_paper
from planning.records.directory_paper import directory_paper
from planning.records.followup import Accountability
from planning.records.suppression import FLOOR
from planning.words.paper import Heading, Paper, Paragraph
from planning.words.said import Words

HALF_YEARS = 2
"""Half-years told of, the newest first: no two overlap."""


def build_site(
    opened: Opened, languages: Sequence[str] = (), *, drafts: bool = False, floor: int = FLOOR
) -> dict[str, bytes]:
    """Return the files of the site by their path in its folder, English at the top.

    Parameters
    ----------
    languages : sequence of str
        As records hold them; those in which anything was reviewed unless given.
    drafts : bool
        Also print what nobody has reviewed: to look at.
    floor : int
        Counts of people and concerns under it are hidden.
    """
    spoken = (ENGLISH, *(one for one in languages or languages_reviewed(opened.store, opened.actor) if one != ENGLISH))
    every = [load_words(opened.store, opened.actor, one, drafts=drafts) for one in dict.fromkeys(spoken)]
    halves = load_half_years(opened.store, opened.actor)[:HALF_YEARS]
    reports = [load_accountability(opened.store, opened.actor, half, floor) for half in halves]
    directory = load_directory(opened.store, opened.actor)
    announced = [one.invitation for one in meetings_to_come(opened) if one.is_announced]
    folders = {words.spoken: folder_of(words) for words in every}
    made: dict[str, bytes] = {}
    for words in every:
        papers = _papers(opened, words, reports, directory, announced)
        for page in PAGES:
            path = f"{folders[words.spoken]}{page}.html"
            made[path] = _page(opened, words, page, papers[page], folders).encode()
    return made


def folder_of(words: Words) -> str:
    """Return the folder of a language's pages, with its slash; none for English.

    Examples
    --------
    >>> from planning.words.said import words_in
    >>> folder_of(words_in("spanish")), folder_of(words_in("english"))
    ('es/', '')
    """
    if words.is_english:
        return ""
    return f"{words.tag if words.tag != 'und' else file_word(words.spoken)}/"


def _papers(
    opened: Opened,
    words: Words,
    reports: Sequence[Accountability],
    directory: pd.DataFrame,
    announced: Sequence[Invitation],
) -> Mapping[str, Paper]:
    department, host = opened.department, host_of(opened.department)
    name, is_demo = host.department, host.is_demo
    named = directory.assign(areas=[areas_in_words(department, refs, words) for refs in directory["areas"]])
    return {
        "index": meetings_paper(announced, host, words),
        "directory": directory_paper(named, name, opened.today, is_demo=is_demo, words=words),
        "report": _account(reports, name, words, is_demo),
        "not-asked": not_asked_paper(name, is_demo=is_demo, words=words),
        "contact": contact_paper(host.contact, name, is_demo=is_demo, words=words),
    }


def _account(reports: Sequence[Accountability], name: str, words: Words, is_demo: bool) -> Paper:
    newest, *earlier = [accountability_paper(one, name, is_demo=is_demo, words=words) for one in reports]
    more = [
        block
        for paper in earlier
        for block in (Heading(earlier_words(words)), Paragraph(paper.subtitle, small=True), *paper.blocks)
    ]
    return words.paper(
        newest.title, subtitle=newest.subtitle, blocks=(*newest.blocks, *more), notes=newest.notes[:1], is_demo=is_demo
    )


def _page(opened: Opened, words: Words, page: str, paper: Paper, folders: Mapping[str, str]) -> str:
    made = made_on_words(words.short_day(opened.today), words)
    body = f'{paper_body(paper)}\n<p class="small">{html.escape(made)}</p>'
    names, menus, up = page_names(words), menu_words(words), "" if words.is_english else "../"
    others = "".join(
        _link(f"{up}{folder}{page}.html", card_language(spoken_name(spoken)).autonym, spoken == words.spoken, spoken)
        for spoken, folder in folders.items()
    )
    own = "".join(_link(f"{one}.html", names[one], one == page) for one in PAGES)
    before = (
        f'<header>\n<nav aria-label="{html.escape(menus["languages"])}"><ul>{others}</ul></nav>\n'
        f'<nav aria-label="{html.escape(menus["pages"])}"><ul>{own}</ul></nav>\n</header>\n'
    )
    return html_page(paper.title, body, lang=paper.lang, direction=paper.direction, before=before)


def _link(to: str, text: str, is_here: bool, spoken: str = "") -> str:
    one = card_language(spoken_name(spoken)) if spoken else None
    lang = f' lang="{html.escape(one.tag or "en")}" dir="{one.direction or "ltr"}"' if one else ""
    here = ' aria-current="page"' if is_here else ""
    return f'<li><a href="{html.escape(to)}"{lang}{here}>{html.escape(text)}</a></li>'
