"""Single languages by name: which census group each is counted in, its tag, and its name in its own script.

An interpreter's log says Khmer or Dari, the census says "Other Asian and Pacific Island" or "Other
Indo-European". This table joins the two. Groups follow the Bureau's own code list for C16001. Tags are BCP 47
(IANA registry). Autonyms come from CLDR (by langcodes, once); those marked ``by hand`` were wrong or absent
there. Have a native speaker look at any name before it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from planning.errors import UnknownNameError
from planning.languages.groups import LANGUAGES, Language
from planning.languages.spoken import clean_spoken, group_of, spoken_name

CLDR, BY_HAND = "CLDR", "by hand"


@dataclass(frozen=True, slots=True)
class NamedLanguage:
    """One language.

    Attributes
    ----------
    name : str
        In English, as the Bureau writes it where it does.
    group : str
        The census group it is counted in.
    bcp47 : str
    autonym : str or None
        In its own script; None where nobody has confirmed one.
    direction : {"ltr", "rtl"}
    other_names : tuple of str
        Further English names it goes by.
    source : str
        Where the autonym comes from.
    """

    name: str
    group: str
    bcp47: str
    autonym: str | None
    direction: Literal["ltr", "rtl"] = "ltr"
    other_names: tuple[str, ...] = ()
    source: str = CLDR

    @property
    def spoken(self) -> str:
        """Return the language as records hold it; see ``planning.languages.spoken``.

        Examples
        --------
        >>> find_named("Dari").spoken, find_named("Cantonese").spoken
        ('other_indo_european:Dari', 'chinese')
        """
        return f"{self.group}:{self.name}" if LANGUAGES[self.group].is_lump else self.group


_FR, _DE, _SL = "french_haitian", "german_west_germanic", "slavic"
_IE, _AP, _OT = "other_indo_european", "other_asian_pacific", "other"

_NAMED = (
    NamedLanguage("Spanish", "spanish", "es", "español", other_names=("Castilian",)),
    NamedLanguage("Korean", "korean", "ko", "한국어"),
    NamedLanguage("Chinese", "chinese", "zh", "中文"),
    NamedLanguage("Mandarin", "chinese", "cmn", "中文", other_names=("Taiwanese Mandarin",)),
    NamedLanguage("Cantonese", "chinese", "yue", "粵語", other_names=("Toishanese", "Toisan")),
    NamedLanguage("Vietnamese", "vietnamese", "vi", "Tiếng Việt"),
    NamedLanguage("Tagalog", "tagalog", "tl", "Tagalog", other_names=("Filipino", "Pilipino"), source=BY_HAND),
    NamedLanguage("Arabic", "arabic", "ar", "العربية", "rtl"),
    NamedLanguage("French", _FR, "fr", "français"),
    NamedLanguage("Haitian Creole", _FR, "ht", "Kreyòl Ayisyen", other_names=("Haitian", "Kreyol", "Haitian Kreyol")),
    NamedLanguage("Cajun", _FR, "frc", None, other_names=("Cajun French",), source=BY_HAND),
    NamedLanguage("German", _DE, "de", "Deutsch"),
    NamedLanguage("Yiddish", _DE, "yi", "ייִדיש", "rtl"),
    NamedLanguage("Pennsylvania Dutch", _DE, "pdc", None, other_names=("Pennsylvania German",), source=BY_HAND),
    NamedLanguage("Dutch", _DE, "nl", "Nederlands"),
    NamedLanguage("Afrikaans", _DE, "af", "Afrikaans"),
    NamedLanguage("Russian", _SL, "ru", "русский"),
    NamedLanguage("Polish", _SL, "pl", "polski"),
    NamedLanguage("Ukrainian", _SL, "uk", "українська"),
    NamedLanguage("Serbian", _SL, "sr", "српски"),
    NamedLanguage("Croatian", _SL, "hr", "hrvatski"),
    NamedLanguage("Bosnian", _SL, "bs", "bosanski"),
    NamedLanguage("Bulgarian", _SL, "bg", "български"),
    NamedLanguage("Czech", _SL, "cs", "čeština"),
    NamedLanguage("Slovak", _SL, "sk", "slovenčina"),
    NamedLanguage("Slovenian", _SL, "sl", "slovenščina", other_names=("Slovene",)),
    NamedLanguage("Macedonian", _SL, "mk", "македонски"),
    NamedLanguage("Belarusian", _SL, "be", "беларуская"),
    NamedLanguage("Portuguese", _IE, "pt", "português"),
    NamedLanguage("Cape Verdean", _IE, "kea", "kabuverdianu", other_names=("Kabuverdianu", "Kriolu")),
    NamedLanguage("Hindi", _IE, "hi", "हिन्दी"),
    NamedLanguage("Urdu", _IE, "ur", "اردو", "rtl"),
    NamedLanguage("Punjabi", _IE, "pa", "ਪੰਜਾਬੀ", other_names=("Panjabi",)),
    NamedLanguage("Bengali", _IE, "bn", "বাংলা", other_names=("Bangla",)),
    NamedLanguage("Gujarati", _IE, "gu", "ગુજરાતી"),
    NamedLanguage("Marathi", _IE, "mr", "मराठी"),
    NamedLanguage("Nepali", _IE, "ne", "नेपाली"),
    NamedLanguage("Sinhala", _IE, "si", "සිංහල"),
    NamedLanguage("Persian", _IE, "fa", "فارسی", "rtl", ("Farsi",)),
    NamedLanguage("Dari", _IE, "prs", "دری", "rtl", source=BY_HAND),
    NamedLanguage("Pashto", _IE, "ps", "پښتو", "rtl"),
    NamedLanguage("Kurdish", _IE, "kmr", "kurdî", other_names=("Kurmanji",), source=BY_HAND),
    NamedLanguage("Armenian", _IE, "hy", "հայերեն"),
    NamedLanguage("Italian", _IE, "it", "italiano"),
    NamedLanguage("Greek", _IE, "el", "Ελληνικά"),
    NamedLanguage("Romanian", _IE, "ro", "română"),
    NamedLanguage("Albanian", _IE, "sq", "shqip"),
    NamedLanguage("Lithuanian", _IE, "lt", "lietuvių"),
    NamedLanguage("Latvian", _IE, "lv", "latviešu"),
    NamedLanguage("Khmer", _AP, "km", "ខ្មែរ", other_names=("Cambodian",)),
    NamedLanguage("Hmong", _AP, "hmn", "Hmoob", source=BY_HAND),
    NamedLanguage("Lao", _AP, "lo", "ລາວ", other_names=("Laotian",)),
    NamedLanguage("Thai", _AP, "th", "ไทย"),
    NamedLanguage("Japanese", _AP, "ja", "日本語"),
    NamedLanguage("Burmese", _AP, "my", "မြန်မာ"),
    NamedLanguage("Karen", _AP, "ksw", None, other_names=("S'gaw Karen", "Sgaw Karen"), source=BY_HAND),
    NamedLanguage("Tamil", _AP, "ta", "தமிழ்"),
    NamedLanguage("Telugu", _AP, "te", "తెలుగు"),
    NamedLanguage("Malayalam", _AP, "ml", "മലയാളം"),
    NamedLanguage("Kannada", _AP, "kn", "ಕನ್ನಡ"),
    NamedLanguage("Ilocano", _AP, "ilo", "Ilokano", other_names=("Iloko", "Ilokano")),
    NamedLanguage("Samoan", _AP, "sm", "Gagana Samoa", source=BY_HAND),
    NamedLanguage("Tongan", _AP, "to", "lea fakatonga"),
    NamedLanguage("Hawaiian", _AP, "haw", "ʻŌlelo Hawaiʻi"),
    NamedLanguage("Chamorro", _AP, "ch", "Chamoru", source=BY_HAND),
    NamedLanguage("Chuukese", _AP, "chk", None, source=BY_HAND),
    NamedLanguage("Marshallese", _AP, "mh", "Kajin M̧ajeļ", source=BY_HAND),
    NamedLanguage("Pohnpeian", _AP, "pon", None, source=BY_HAND),
    NamedLanguage("Kosraean", _AP, "kos", None, source=BY_HAND),
    NamedLanguage("Mongolian", _AP, "mn", "монгол"),
    NamedLanguage("Indonesian", _AP, "id", "bahasa Indonesia"),
    NamedLanguage("Malay", _AP, "ms", "bahasa Melayu", source=BY_HAND),
    NamedLanguage("Amharic", _OT, "am", "አማርኛ"),
    NamedLanguage("Somali", _OT, "so", "Soomaali"),
    NamedLanguage("Oromo", _OT, "om", "Oromoo"),
    NamedLanguage("Tigrinya", _OT, "ti", "ትግርኛ", other_names=("Tigrigna",)),
    NamedLanguage("Swahili", _OT, "sw", "Kiswahili", other_names=("Kiswahili",)),
    NamedLanguage("Kinyarwanda", _OT, "rw", "Ikinyarwanda"),
    NamedLanguage("Lingala", _OT, "ln", "lingála"),
    NamedLanguage("Yoruba", _OT, "yo", "Èdè Yorùbá"),
    NamedLanguage("Igbo", _OT, "ig", "Igbo"),
    NamedLanguage("Twi", _OT, "tw", "Twi", other_names=("Akan",), source=BY_HAND),
    NamedLanguage("Wolof", _OT, "wo", "Wolof"),
    NamedLanguage("Hebrew", _OT, "he", "עברית", "rtl"),
    NamedLanguage("Hungarian", _OT, "hu", "magyar"),
    NamedLanguage("Navajo", _OT, "nv", "Diné Bizaad"),
)

NAMED_LANGUAGES: Mapping[str, NamedLanguage] = MappingProxyType({one.name: one for one in _NAMED})
"""The languages by English name. Others may be written as ``group:Name``."""

_BY_ANY_NAME = {
    name.casefold(): one
    for one in reversed(_NAMED)
    for name in (one.name, *one.other_names, one.bcp47, *filter(None, [one.autonym]))
} | {one.name.casefold(): one for one in _NAMED}


def find_named(text: str) -> NamedLanguage:
    """Return the language that goes by this name, tag or autonym.

    Raises
    ------
    UnknownNameError
        If there is none; the nearest known name is offered.

    Examples
    --------
    >>> find_named("Farsi").name, find_named("ខ្មែរ").group, find_named("cambodian").autonym
    ('Persian', 'other_asian_pacific', 'ខ្មែរ')
    """
    try:
        return _BY_ANY_NAME[text.strip().casefold()]
    except KeyError:
        known = [name for one in _NAMED for name in (one.name, *one.other_names)]
        raise UnknownNameError("language", text.strip()[:40], known) from None


def spoken_of(text: str) -> str:
    """Return a language as records hold it, by any of its names or as ``group:Name``.

    Examples
    --------
    >>> spoken_of("Dari"), spoken_of("korean"), spoken_of("other: Mam"), spoken_of("slavic")
    ('other_indo_european:Dari', 'korean', 'other:Mam', 'slavic')
    """
    plain = text.strip()
    if plain.casefold() in _BY_ANY_NAME and plain not in LANGUAGES:
        return find_named(plain).spoken
    try:
        return clean_spoken(plain)
    except UnknownNameError:
        return find_named(plain).spoken


def is_one_language(spoken: str) -> bool:
    """Whether somebody could write it: not a lump, unless a language inside it is named.

    Examples
    --------
    >>> is_one_language("korean"), is_one_language("slavic"), is_one_language("slavic:Polish")
    (True, False, True)
    """
    return ":" in spoken or not (spoken in LANGUAGES and LANGUAGES[spoken].is_lump)


def written_as(spoken: str) -> NamedLanguage | Language | None:
    """Return what is known of a stored language's script and tag; None for one nobody has entered.

    Examples
    --------
    >>> written_as("other:Somali").bcp47, written_as("arabic").direction, written_as("other:Mam")
    ('so', 'rtl', None)
    """
    return NAMED_LANGUAGES.get(spoken_name(spoken)) if ":" in spoken else LANGUAGES.get(group_of(spoken))
