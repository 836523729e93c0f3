"""What areas are called in the reader's language; a name of their own stays as it is."""

from __future__ import annotations

from planning.words.said import IN_ENGLISH, Words


def kind_words(words: Words = IN_ENGLISH) -> dict[str, str]:
    """Return the kinds of area by their English word."""
    where = "a kind of police area, before its name"
    return {
        "beat": words.say(where, "Beat"),
        "district": words.say(where, "District"),
        "precinct": words.say(where, "Precinct"),
        "sector": words.say(where, "Sector"),
        "division": words.say(where, "Division"),
        "zone": words.say(where, "Zone"),
        "area": words.say(where, "Area"),
    }


def area_in_words(kind: str, name: str, words: Words = IN_ENGLISH, *, is_named: bool = False) -> str:
    """Return what one area is called.

    Parameters
    ----------
    kind : str
        As people of the department call it: ``beat``, ``district``.
    is_named : bool
        Whether its name can be understood alone: then the kind stands behind it.

    Examples
    --------
    >>> area_in_words("beat", "01"), area_in_words("district", "Old Port", is_named=True)
    ('Beat 01', 'Old Port (district)')
    """
    known = kind_words(words)
    said = known.get(kind, kind.capitalize())
    if is_named:
        kind_behind = said.lower() if words.is_english else said
        return words.say("a police area: its name, then its kind", "{name} ({kind})", name=name, kind=kind_behind)
    return words.say("a police area: its kind, then its name", "{kind} {name}", name=name, kind=said)
