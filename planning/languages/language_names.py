"""The names by which people write a language, and the census group each belongs to."""

from __future__ import annotations

import re
from types import MappingProxyType

from planning.languages.groups import LANGUAGES

OTHER_NAMES = MappingProxyType(
    {
        "chinese": ("mandarin", "cantonese", "taiwanese", "toisan", "toishanese", "fujianese", "hakka"),
        "tagalog": ("filipino", "pilipino"),
        "spanish": ("castilian",),
        "french_haitian": ("haitian", "kreyol", "haitian kreyol", "french creole"),
        "slavic": ("serbo-croatian", "slovak", "slovene", "slovenian", "macedonian", "belarusian"),
        "german_west_germanic": ("pennsylvania german", "frisian", "luxembourgish"),
        "other_indo_european": (
            *("farsi", "dari", "pashto", "kurdish", "marathi", "sinhala", "panjabi", "bangla", "albanian"),
            *("lithuanian", "latvian", "cape verdean", "swedish", "norwegian", "danish", "icelandic", "irish", "welsh"),
            *("catalan",),
        ),
        "other_asian_pacific": (
            *("cambodian", "laotian", "mien", "malay", "indonesian", "hawaiian", "tongan", "chamorro"),
            *("malayalam", "kannada", "mongolian", "ilokano", "turkish", "uzbek", "kazakh", "tibetan", "cebuano"),
        ),
        "other": (
            *("finnish", "estonian", "hausa", "fulani", "mandinka", "assyrian", "chaldean", "aramaic"),
            *("mam", "quechua", "mixtec", "mixteco", "kanjobal", "quiche"),
            *("oromo", "tigrigna", "kinyarwanda", "lingala", "wolof", "akan", "kiswahili", "maay maay"),
        ),
    }
)
"""Further names by which a language is known, by group.

They are sorted here by family: Dravidian, Turkic and Austronesian languages stand with Asia and the Pacific; Uralic and
Semitic languages, those of Africa and the native languages of the Americas stand in "other"; Scandinavian and Celtic
ones in "other Indo-European", since only West Germanic has a group of its own. The Census Bureau too describes its
groups by family ("About Language Use in the U.S. Population"), but these names were not compared with its code list one
by one; Turkic languages and Mongolian are the least certain. A group of several languages never has a post, so that a
name in the wrong one of these changes no gap. Creoles from English, Georgian and Basque are left out: whichever group
they count in, a person decides.
"""

CODES = MappingProxyType(
    {
        **dict.fromkeys(("es", "esp", "spa", "sp"), "Spanish"),
        **dict.fromkeys(("ko", "kor"), "Korean"),
        **dict.fromkeys(("zh", "zho", "chi", "cmn"), "Chinese"),
        **dict.fromkeys(("yue",), "Cantonese"),
        **dict.fromkeys(("vi", "vie", "viet"), "Vietnamese"),
        **dict.fromkeys(("tl", "tgl", "fil"), "Tagalog"),
        **dict.fromkeys(("ar", "ara"), "Arabic"),
        **dict.fromkeys(("ru", "rus"), "Russian"),
        **dict.fromkeys(("uk", "ukr"), "Ukrainian"),
        **dict.fromkeys(("pl", "pol"), "Polish"),
        **dict.fromkeys(("pt", "por", "port"), "Portuguese"),
        **dict.fromkeys(("fr", "fra", "fre"), "French"),
        **dict.fromkeys(("ht", "hat"), "Haitian Creole"),
        **dict.fromkeys(("de", "deu", "ger"), "German"),
        **dict.fromkeys(("fa", "fas", "per"), "Persian"),
        **dict.fromkeys(("hi", "hin"), "Hindi"),
        **dict.fromkeys(("pa", "pan"), "Punjabi"),
        **dict.fromkeys(("ja", "jpn"), "Japanese"),
        **dict.fromkeys(("km", "khm"), "Khmer"),
        **dict.fromkeys(("so", "som"), "Somali"),
        **dict.fromkeys(("am", "amh"), "Amharic"),
        **dict.fromkeys(("it", "ita"), "Italian"),
    }
)
"""Short forms and ISO 639 codes: suggestions only, since a short form may mean something else in a roster."""


def _group_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for group in LANGUAGES.values():
        own = (group.id, group.name, group.acs_label, group.autonym, group.bcp47, *group.may_hide)
        for name in (*own, *OTHER_NAMES.get(group.id, ())):
            if name:
                names[name.casefold()] = group.id
    return names


GROUP_OF = MappingProxyType(_group_names())
"""Every name, in lower case, and its group."""


def find_language_group(name: str) -> str | None:
    """Return the census group a language belongs to, by any of its names; None if it is not known.

    Examples
    --------
    >>> [find_language_group(name) for name in ("Español", "Somali", "Chinese (Mandarin)")]
    ['spanish', 'other', 'chinese']
    """
    whole = name.strip().casefold()
    without = re.sub(r"\s*\(.*?\)\s*", "", whole)
    inside = re.search(r"\((.*?)\)", whole)
    for candidate in (whole, without, inside[1] if inside else ""):
        if candidate in GROUP_OF:
            return GROUP_OF[candidate]
    return None
