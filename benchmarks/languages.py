"""Write the table of all living languages from ISO 639-3 and CLDR, beside the rows of names.csv that somebody checked.

python -m benchmarks.languages

Needs pycountry (ISO 639-3) and langcodes with language_data (CLDR); the program itself needs neither.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import langcodes
import pycountry

from planning.languages.named import NAMED_LANGUAGES, plain_key

TABLE = Path(__file__).resolve().parent.parent / "planning/languages/living.csv"
COLUMNS = ("name", "codes", "autonym", "other_names", "named")
LIVING, MACRO = "L", "M"
FURTHER = {
    "ase": ("ASL", "Sign Language", "Sign Language (ASL)", "Sign"),
    "kat": ("Gruzinski",),
    "eus": ("Euskara", "Euskera"),
    "mfe": ("Mauritian Creole",),
    "crs": ("Seychellois Creole", "Seychelles Creole"),
    "rcf": ("Reunion Creole",),
    "lir": ("Liberian Pidgin English", "Liberian Pidgin", "Liberian Kreyol"),
    "abk": ("Abkhaz",),
    "ava": ("Avar",),
    "lez": ("Lezgi", "Lezgin"),
    "kbd": ("Circassian",),
    "cop": ("Coptic",),
    "kon": ("Kikongo",),
    "laj": ("Lango",),
}
"""What people call a language that neither list has."""


def main() -> None:
    """Write the table: one row a language, ``named`` where it is one of names.csv."""
    known = {plain_key(name): one.name for one in NAMED_LANGUAGES.values() for name in one.names}
    tags = {one.bcp47: one.name for one in NAMED_LANGUAGES.values() if one.bcp47}
    taken = set(known)
    living = [one for one in pycountry.languages if one.type == LIVING]
    rows = []
    for one in sorted(living, key=lambda one: (one.scope == MACRO, one.name)):
        codes = [code for code in (getattr(one, "alpha_2", ""), one.alpha_3) if code]
        names = list(dict.fromkeys(_names(one)))
        named = next((tags[code] for code in codes if code in tags), "")
        named = named or next((known[plain_key(name)] for name in names if plain_key(name) in known), "")
        fresh = [name for name in names if plain_key(name) not in taken]
        taken |= {plain_key(name) for name in fresh}
        if fresh or not named:
            head = fresh[0] if fresh else f"{names[0]} ({one.alpha_3})"
            rows.append((head, "; ".join(codes), "" if named else _autonym(codes[0]), "; ".join(fresh[1:]), named))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows))


def _names(one: Any) -> Iterator[str]:
    for name in (getattr(one, "common_name", ""), one.name):
        if name:
            yield re.sub(r"\s*\((?:macrolanguage|individual language)\)", "", name)
    yield langcodes.Language.get(one.alpha_3).display_name()
    yield from (one.name, *filter(None, [getattr(one, "inverted_name", "")]))
    yield from FURTHER.get(one.alpha_3, ())


def _autonym(code: str) -> str:
    found = langcodes.Language.get(code).autonym()
    return "" if found == langcodes.Language.get(code).display_name() or found == code else found


if __name__ == "__main__":
    main()
