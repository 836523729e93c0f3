"""The strings of the public's papers: each in English with its context and plural, and what a language has of them.

``catalogues/public.pot`` is written from the source by ``make catalogues``. A ``.po`` beside it holds drafts that come
with the product; whatever else a language has, a department keeps in its records. Nothing is translated by a machine.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from planning.errors import InputError
from planning.lists import listed

TEMPLATE = "public.pot"
KEYWORDS: Mapping[str, int] = MappingProxyType({"say": 2, "say_many": 3})
"""Calls that name a string of the catalogue, and how many of their arguments do: context, text and plural."""
BLANK = re.compile(r"\{(\w+)\}")

Forms = tuple[str, ...]
"""A string in one language: one text, or one for each plural form of that language."""

DRAFT, REVIEWED = "draft", "reviewed"
WORDING_STATES = (DRAFT, REVIEWED)

_OTHER_TAGS = {"prs": "fa_AF", "kmr": "ku", "tl": "fil", "zh": "zh_Hans"}
"""Languages that CLDR holds under another tag."""


@dataclass(frozen=True, slots=True)
class Message:
    """One string.

    Attributes
    ----------
    context : str
        Where it stands, for whoever translates it; the same English in two contexts is two strings.
    one : str
        In English; names in braces are filled in.
    many : str
        In English for any other number than one; empty where no number is counted.
    """

    context: str
    one: str
    many: str = ""

    @property
    def key(self) -> str:
        """What a record names the string by; another one once its English changes."""
        return message_key(self.context, self.one)

    @property
    def blanks(self) -> frozenset[str]:
        """The names that are filled in."""
        return frozenset(BLANK.findall(self.many or self.one))


def message_key(context: str, text: str) -> str:
    """Return the key of a string.

    Examples
    --------
    >>> message_key("card", "Point to your language") == message_key("poster", "Point to your language")
    False
    """
    return hashlib.sha256(f"{context}\x04{text}".encode()).hexdigest()[:16]


@cache
def messages() -> Mapping[str, Message]:
    """Return every string by key, in the order of the template.

    Examples
    --------
    >>> {one.context for one in messages().values() if one.one == "Contact"}
    {'site: name of a page'}
    """
    found = (_message_of(one.id, str(one.context or "")) for one in _read(TEMPLATE) if one.id)
    return MappingProxyType({one.key: one for one in found})


@cache
def drafts_that_come(tag: str) -> Mapping[str, Forms]:
    """Return the drafts of a language that come with the product, by key; empty where there are none.

    Examples
    --------
    >>> len(drafts_that_come("es")) == len(messages()), len(drafts_that_come("ko"))
    (True, 0)
    """
    name = f"{tag}.po"
    if not files("planning.words.catalogues").joinpath(name).is_file():
        return MappingProxyType({})
    return MappingProxyType(forms_in(_read(name)))


def forms_in(catalogue: Catalog) -> dict[str, Forms]:
    """Return what a gettext catalogue holds of the strings, by key; empty strings are none."""
    found = {}
    for one in catalogue:
        forms = one.string if isinstance(one.string, tuple | list) else (one.string,)
        if one.id and all(forms):
            found[_message_of(one.id, str(one.context or "")).key] = tuple(str(form) for form in forms)
    return found


def _message_of(ids: str | Sequence[str], context: str) -> Message:
    return Message(context, ids) if isinstance(ids, str) else Message(context, ids[0], ids[1])


def _read(name: str) -> Catalog:
    return read_catalogue(files("planning.words.catalogues").joinpath(name).read_bytes())


def read_catalogue(content: bytes) -> Catalog:
    """Return the gettext catalogue in a ``.po`` file.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        return read_po(BytesIO(content), abort_invalid=True)
    except Exception as error:  # babel raises whatever its parser comes upon
        raise InputError(
            "this is not a gettext catalog (.po)", value=str(error)[:80], fix="export it again, as UTF-8"
        ) from None


def catalogue_to_fill(tag: str, known: Mapping[str, Forms], drafts: frozenset[str]) -> bytes:
    """Return the ``.po`` of a language: every string, with what there is of it; drafts are marked fuzzy.

    Parameters
    ----------
    known : mapping of key to forms
    drafts : frozenset of key
    """
    made = new_catalogue(tag)
    for key, one in messages().items():
        text = known.get(key, ("",) * (plural_forms(tag) if one.many else 1))
        made.add(
            (one.one, one.many) if one.many else one.one,
            text if one.many else text[0],
            context=one.context,
            flags=["fuzzy"] if key in drafts else [],
        )
    content = BytesIO()
    write_po(content, made, width=0, omit_header=False)
    return content.getvalue()


def new_catalogue(tag: str) -> Catalog:
    """Return an empty gettext catalogue of a language, with the plural forms that CLDR and gettext give it."""
    locale = locale_of(tag)
    return Catalog(locale=locale, project="Common Tongue", fuzzy=False)


def plural_forms(tag: str) -> int:
    """Return how many forms a counted string has in a language.

    Examples
    --------
    >>> plural_forms("es"), plural_forms("ko"), plural_forms("ar"), plural_forms("mam")
    (2, 1, 6, 2)
    """
    return int(new_catalogue(tag).num_plurals)


@cache
def locale_of(tag: str) -> Locale | None:
    """Return what CLDR knows of a language's numbers and days, as written in the United States where it says so.

    None where CLDR has nothing of this very language: a related one would be another language.

    Examples
    --------
    >>> locale_of("es"), locale_of("prs"), locale_of("ht"), locale_of("hmn")
    (Locale('es', territory='US'), Locale('fa', territory='AF'), None, None)
    """
    wanted = _OTHER_TAGS.get(tag, tag).replace("-", "_")
    for name in (f"{wanted}_US", wanted):
        try:
            found = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        if found.language == wanted.split("_")[0] and not _is_filled_up(found.language):
            return found
    return None


def _is_filled_up(language: str) -> bool:
    """Return whether CLDR fills a language up with another one, as Haitian Creole with French."""
    parent = get_global("parent_exceptions").get(language)
    return parent is not None and parent.split("_")[0] != language


def require_forms(message: Message, forms: Sequence[str], tag: str) -> None:
    """Return nothing if these texts can stand for a string.

    Raises
    ------
    InputError
        If a plural form is missing, or a name in braces: what is filled in would be lost.

    Examples
    --------
    >>> require_forms(Message("card", "Call {number}"), ["Llame"], "es")
    Traceback (most recent call last):
    ...
    planning.errors.InputError: the translation must hold the same words in braces: {number} (got 'Llame'): keep ...
    """
    wanted = plural_forms(tag) if message.many else 1
    if len(forms) != wanted or not all(form.strip() for form in forms):
        raise InputError(
            f"this text needs {wanted} forms in this language, one for each kind of number"
            if wanted > 1
            else "this text is one line",
            value=len(forms),
            fix="fill in each line",
        )
    for form in forms:
        found = frozenset(BLANK.findall(form))
        # "One meeting" may be said without its figure.
        may_go = frozenset({"count"}) if message.many else frozenset()
        if found | may_go != message.blanks | may_go:
            names = listed(sorted(f"{{{name}}}" for name in message.blanks)) or "none"
            raise InputError(
                f"the translation must hold the same words in braces: {names}",
                value=form[:80],
                fix="keep them as they are, not translated",
            )
