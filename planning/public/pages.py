"""The pages of a public site: their names, and the words around them."""

from __future__ import annotations

from planning.words.said import IN_ENGLISH, Words

PAGES = ("index", "directory", "report", "not-asked", "contact")
"""File names without ending, in the order of the menu."""


def page_names(words: Words = IN_ENGLISH) -> dict[str, str]:
    """Return what each page is called in the menu."""
    where = "site: name of a page"
    return {
        "index": words.say(where, "Meetings"),
        "directory": words.say(where, "People who help"),
        "report": words.say(where, "What we did"),
        "not-asked": words.say(where, "What we do not ask"),
        "contact": words.say(where, "Contact"),
    }


def menu_words(words: Words = IN_ENGLISH) -> dict[str, str]:
    """Return what the two menus are called, for whoever hears the page."""
    where = "site: name of a menu"
    return {"pages": words.say(where, "Pages"), "languages": words.say(where, "Languages")}


def made_on_words(day: str, words: Words = IN_ENGLISH) -> str:
    """Return when the pages were made."""
    return words.say("site: at the foot", "Made on {day}.", day=day)


def earlier_words(words: Words = IN_ENGLISH) -> str:
    """Return what stands above the account before the last."""
    return words.say("site: heading", "The half-year before")
