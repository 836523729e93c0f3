"""The languages to point at in an area: who lives there by the census, and what combined groups hold around it."""

from __future__ import annotations

import pandas as pd

from geodata.department import answers
from geodata.department.answers import PreparedDepartment
from geodata.department.inside_groups import inside_groups
from geodata.public.wording import load_words
from geodata.records.store import Store
from planning.errors import UnknownNameError
from planning.languages.groups import LANGUAGES, language_name
from planning.languages.spoken import clean_spoken, is_one_language
from planning.public.language_card import CardLanguage, card_language
from planning.records.roles import Actor
from planning.vocabulary import DEPARTMENT_LEVEL
from planning.words.catalogue import message_key

POINT = message_key("pocket card: title", "Point to your language")


def languages_to_point_at(
    prepared: PreparedDepartment, level: str = DEPARTMENT_LEVEL, area: str | None = None
) -> tuple[CardLanguage, ...]:
    """Return the languages of the people who speak English less than very well in an area, most people first.

    A combined group stands for the languages it is known to hold around (table B16001), by their shares there; where
    that is not known, for all it may hold, as if it held as much of each. That decides the order, and is shown nowhere.

    Parameters
    ----------
    level : str
    area : str, optional
        All areas together unless given.

    Raises
    ------
    UnknownNameError
        If the level has no such area.

    Examples
    --------
    >>> from geodata.department.answers import prepare
    >>> from geodata.demo.harbor_falls import build_demo
    >>> [one.name for one in languages_to_point_at(prepare(build_demo()), "beat", "42")][:3]
    ['Spanish', 'Vietnamese', 'Ukrainian']
    """
    need = answers.need(prepared, level)
    if area is not None:
        known = sorted(set(need["area_id"]))
        if area not in known:
            raise UnknownNameError("area", area, known)
        need = need[need["area_id"] == area]
    people = need[need["language"].isin(list(LANGUAGES))].groupby("language")["lep"].sum()
    inside = inside_groups(prepared, level, area)
    size: dict[str, float] = {}
    for group, lep in people[people > 0].sort_values(ascending=False, kind="stable").items():
        for name, share in _held(str(group), inside).items():
            size[name] = size.get(name, 0.0) + share * float(lep)
    return tuple(card_language(name) for name in sorted(size, key=lambda name: -size[name]))


def _held(group: str, inside: pd.DataFrame) -> dict[str, float]:
    """Return the single languages of a census group, each with its share of it."""
    one = LANGUAGES[group]
    if not one.is_lump:
        return {language_name(group): 1.0}
    held = inside[(inside["group"] == group) & (inside["lep"] > 0)]
    shares: dict[str, float] = {}
    for text, share in zip(held["language"], held["share"], strict=True):
        names = _single(str(text))
        shares |= {name: shares.get(name, 0.0) + float(share) / len(names) for name in names}
    return shares or dict.fromkeys(one.may_hide, 1 / len(one.may_hide))


def _single(text: str) -> list[str]:
    """Return the single languages that a line of table B16001 names; nothing for a group of several.

    Examples
    --------
    >>> _single("Ukrainian / other Slavic"), _single("Hmong")
    (['Ukrainian'], ['Hmong'])
    """
    found = []
    for part in text.replace(" or ", " / ").split("/"):
        name = part.strip().removesuffix(")").partition(" (")[0]
        try:
            spoken = clean_spoken(name)
        except UnknownNameError:
            continue
        if is_one_language(spoken):
            found.append(name)
    return found


def own_sentences(store: Store, actor: Actor, languages: tuple[CardLanguage, ...]) -> dict[str, str]:
    """Return "Point to your language" in each of the languages that somebody has reviewed it in, by English name."""
    found = {}
    for one in languages:
        try:
            words = load_words(store, actor, clean_spoken(one.name))
        except UnknownNameError:
            continue
        if POINT in words.known:
            found[one.name] = words.say("pocket card: title", "Point to your language")
    return found
