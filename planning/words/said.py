"""What the public's papers say, in one language: strings by its catalogue, numbers, days and lists by CLDR."""

from __future__ import annotations

import gettext
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal

from planning.errors import UnknownNameError
from planning.languages.groups import ENGLISH, LANGUAGES
from planning.languages.spoken import clean_spoken, spoken_name, written_as
from planning.lists import listed
from planning.words.catalogue import BLANK, Forms, Message, locale_of, messages, new_catalogue
from planning.words.formats import clock, day_words, short_day, whole_number
from planning.words.paper import MARK, Block, Paper, texts_of

ISOLATE, END_ISOLATE = "\u2068", "\u2069"
"""Around what is filled into a sentence that runs from right to left (Unicode bidirectional algorithm, FSI and PDI)."""
PSEUDO = "pseudo"
POINTER, POINTER_BACK = "▶", "◀"
"""Around a string that is pointed at."""
DRAFT_WARNING = "Draft: no one has reviewed this translation. To look at, not to hand out."
"""For whoever prints it, who reads English."""
_ACCENTED = str.maketrans(
    "AaBbCcDdEeGgHhIiJjKkLlMmNnOoPpRrSsTtUuVvWwYyZzFfQqXx", "ÀàßƀĆćĐđËëĜĝĦħÎîĴĵĶķĹĺṀṁÑñÖöƤƥŔŕŠšŢţÛûṼṽŴŵÝýŽžƑƒɊɋẊẋ"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language.

    Made by ``words_in``; ``IN_ENGLISH`` and ``IN_PSEUDO`` are there always.

    Attributes
    ----------
    spoken : str
        The language as records hold it.
    tag : str
        Of BCP 47.
    direction : str
        ``ltr`` or ``rtl``.
    locale : Locale or None
        None where CLDR has nothing of the language: numbers and days are then written as in English.
    known : frozenset of str
        Keys of the strings that are said in this language; any other is said in English, with ``MARK``.
    drafts : frozenset of str
        Of the known, those that nobody has reviewed: for a look at it, never to hand out.
    pointed : str
        The key of a string to point at.
    """

    spoken: str = ENGLISH
    tag: str = "en"
    direction: str = "ltr"
    locale: Locale | None = None
    known: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    pointed: str = ""
    compiled: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, compare=False, repr=False)

    @property
    def is_english(self) -> bool:
        """Whether it is the language the strings are written in."""
        return self.tag == "en"

    def say(self, context: str, text: str, **values: str) -> str:
        """Return a string; ``values`` are filled in as they are.

        Examples
        --------
        >>> IN_ENGLISH.say("example", "Call {number}", number="555-0100")
        'Call 555-0100'
        """
        one = Message(context, text)
        said = self.compiled.pgettext(context, text) if one.key in self.known else text
        return self._finish(one, said, values)

    def say_many(self, context: str, one: str, many: str, count: int, **values: str) -> str:
        """Return a string by a count, which is filled in as ``{count}``.

        Examples
        --------
        >>> IN_ENGLISH.say_many("example", "{count} meeting", "{count} meetings", 1200)
        '1,200 meetings'
        """
        message = Message(context, one, many)
        if message.key in self.known:
            said = self.compiled.npgettext(context, one, many, count)
        else:
            said = one if count == 1 else many
        return self._finish(message, said, {"count": self.number(count), **values})

    def _finish(self, message: Message, said: str, values: Mapping[str, str]) -> str:
        if self.tag == PSEUDO:
            # What is filled in has been made strange already, or is a name.
            pieces = BLANK.split(said)
            said = "".join(f"{{{p}}}" if n % 2 else p.translate(_ACCENTED) for n, p in enumerate(pieces))
        isolates = self.direction == "rtl" and message.key in self.known
        filled = BLANK.sub(lambda found: _apart(values[found[1]], isolates), said)
        if message.key == self.pointed:
            filled = f"{POINTER} {filled} {POINTER_BACK}"
        if self.is_english or self.tag == PSEUDO or message.key in self.known:
            return filled
        # One mark is enough for a sentence, also where it is put together from others.
        return f"{filled.replace(f' {MARK}', '')} {MARK}"

    def number(self, number: float) -> str:
        """Return a whole number.

        Examples
        --------
        >>> IN_ENGLISH.number(1234), words_in("other_indo_european:Portuguese").number(1234)
        ('1,234', '1.234')
        """
        return whole_number(number) if self.locale is None else str(format_decimal(round(number), locale=self.locale))

    def day(self, day: date) -> str:
        """Return a day with its weekday and year; in English as docs/style.md has it.

        Examples
        --------
        >>> IN_ENGLISH.day(date(2026, 9, 15)), words_in("spanish").day(date(2026, 9, 15))
        ('Tuesday, Sept. 15, 2026', 'martes, 15 de septiembre de 2026')
        """
        return self._strange(day_words(day) if self.locale is None else str(format_date(day, "full", self.locale)))

    def short_day(self, day: date) -> str:
        """Return a day without its weekday.

        Examples
        --------
        >>> IN_ENGLISH.short_day(date(2026, 9, 5)), words_in("spanish").short_day(date(2026, 9, 5))
        ('Sept. 5, 2026', '5 de septiembre de 2026')
        """
        return self._strange(short_day(day) if self.locale is None else str(format_date(day, "long", self.locale)))

    def time(self, at: time) -> str:
        """Return a time of day.

        Examples
        --------
        >>> IN_ENGLISH.time(time(18, 30)), words_in("korean").time(time(18, 30))
        ('6:30 p.m.', 'PM 6:30')
        """
        return self._strange(clock(at) if self.locale is None else str(format_time(at, "short", locale=self.locale)))

    def listed(self, words: Sequence[str]) -> str:
        """Return several as in speech.

        Examples
        --------
        >>> IN_ENGLISH.listed(["a", "b", "c"]), words_in("spanish").listed(["a", "b", "c"])
        ('a, b, and c', 'a, b y c')
        """
        if self.locale is None or not words:
            # The joining word alone is ours.
            return listed(list(words), self._strange("and"))
        try:
            return str(format_list(list(words), locale=self.locale))
        except KeyError:  # CLDR says only of the language, not of this country, how three are listed
            return str(format_list(list(words), locale=Locale.parse(self.locale.language)))

    def language(self, name: str) -> str:
        """Return what a language is called in this one, from its English name; in English where CLDR does not say.

        Examples
        --------
        >>> words_in("spanish").language("Korean"), words_in("spanish").language("Mam"), IN_ENGLISH.language("Khmer")
        ('coreano', 'Mam', 'Khmer')
        """
        try:
            spoken = clean_spoken(name)
        except UnknownNameError:
            return name
        if spoken in LANGUAGES and LANGUAGES[spoken].is_lump:
            return group_words(self)[spoken]
        written = written_as(spoken)
        tag = "en" if spoken == ENGLISH else (written.bcp47 if written is not None else None)
        names = {} if self.locale is None else self.locale.languages
        return self._strange(str(names.get((tag or "").replace("-", "_"), spoken_name(spoken))))

    def paper(
        self,
        title: str,
        *,
        subtitle: str = "",
        blocks: Sequence[Block] = (),
        notes: Sequence[str] = (),
        is_demo: bool = False,
        wide: bool = False,
    ) -> Paper:
        """Return a paper in this language: set its way, with a note on what is not translated yet.

        Examples
        --------
        >>> paper = words_in("arabic").paper("Contact [EN]")
        >>> paper.lang, paper.direction, paper.notes[0][:28]
        ('ar', 'rtl', '[EN]: in English, because no')
        """
        demo = self.say("note on top of a demo", "Demo: the place, the organizations, and every number are made up.")
        made = Paper(
            title,
            subtitle,
            tuple(blocks),
            tuple(notes),
            is_demo,
            wide,
            lang="en" if self.tag == PSEUDO else self.tag,
            direction=self.direction,
            demo_note=demo,
            warning=DRAFT_WARNING if self.drafts else "",
        )
        if not any(MARK in text for text in texts_of(made)):
            return made
        note = self.say("note on what is in English", "in English, because no one has reviewed a translation yet.")
        return replace(made, notes=(*made.notes, f"{MARK}: {note.removesuffix(f' {MARK}')}"))

    def _strange(self, text: str) -> str:
        return text.translate(_ACCENTED) if self.tag == PSEUDO else text


def _apart(value: str, isolates: bool) -> str:
    return f"{ISOLATE}{value}{END_ISOLATE}" if isolates else value


def group_words(words: Words) -> dict[str, str]:
    """Return what the census groups of several languages are called."""
    where = "name of a census group of languages"
    return {
        "french_haitian": words.say(where, "French, Haitian or Cajun"),
        "german_west_germanic": words.say(where, "German and other West Germanic"),
        "slavic": words.say(where, "Russian, Polish and other Slavic"),
        "other_indo_european": words.say(where, "Other Indo-European"),
        "other_asian_pacific": words.say(where, "Other Asian and Pacific Island"),
        "other": words.say(where, "Other and unspecified"),
    }


def words_in(
    spoken: str, reviewed: Mapping[str, Forms] | None = None, drafts: Mapping[str, Forms] | None = None
) -> Words:
    """Return the words of a language, its catalogue compiled.

    Parameters
    ----------
    spoken : str
        As records hold it: ``spanish``, ``other_indo_european:Persian``.
    reviewed : mapping of key to forms, optional
    drafts : mapping of key to forms, optional
        What is to be looked at before somebody has reviewed it.

    Examples
    --------
    >>> from planning.words.catalogue import message_key
    >>> where = "name of a census group of languages"
    >>> words = words_in("spanish", {message_key(where, "Other Indo-European"): ("Otras indoeuropeas",)})
    >>> words.say(where, "Other Indo-European"), words.say(where, "Other and unspecified")
    ('Otras indoeuropeas', 'Other and unspecified [EN]')
    """
    if spoken == ENGLISH:
        return IN_ENGLISH
    written = written_as(spoken)
    tag = (written.bcp47 if written is not None else None) or "und"
    direction = "ltr" if written is None else written.direction
    texts = {**(drafts or {}), **(reviewed or {})}
    texts = {key: forms for key, forms in texts.items() if key in messages()}
    held = new_catalogue(tag)
    for key, forms in texts.items():
        one = messages()[key]
        if one.many:
            held.add((one.one, one.many), forms, context=one.context)
        else:
            held.add(one.one, forms[0], context=one.context)
    content = BytesIO()
    write_mo(content, held)
    content.seek(0)
    waiting = frozenset(texts) - frozenset(reviewed or {})
    compiled = gettext.GNUTranslations(content)
    return Words(spoken, tag, direction, locale_of(tag), frozenset(texts), waiting, compiled=compiled)


IN_ENGLISH = Words()
IN_PSEUDO = Words("pseudo", PSEUDO)
"""English made strange letter by letter: plain English on such a paper has not come out of a catalogue."""
