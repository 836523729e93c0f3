"""In which language a paper for the public is printed: English, those that are reviewed, and drafts to look at."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from geodata.public.wording import KIND, languages_begun, languages_reviewed, load_words
from pages.parts.shell.context import Context
from planning.languages.groups import ENGLISH
from planning.languages.spoken import file_word, spoken_name
from planning.words.said import Words


@dataclass(frozen=True, slots=True)
class PaperLanguage:
    """The language chosen, and whether what nobody has reviewed is printed too."""

    spoken: str
    drafts: bool
    words: Words

    @property
    def asked(self) -> dict[str, object]:
        """Return what a file's note says of it; nothing for English."""
        return {} if self.words.is_english else {"spoken": self.spoken, "drafts": self.drafts}

    @property
    def ending(self) -> str:
        """Return what a file's name ends with; nothing for English."""
        return "" if self.words.is_english else f"-{file_word(self.spoken)}"


def choose_paper_language(context: Context, key: str) -> PaperLanguage:
    """Draw the choice, and return it. Drafts are offered to those who may read the texts, and their papers say so."""
    reviewed = (ENGLISH, *languages_reviewed(context.store, context.actor))
    begun = languages_begun(context.store, context.actor) if context.may("read", KIND) else ()
    drafts = tuple(one for one in begun if one not in reviewed)

    def named(spoken: str) -> str:
        return f"{spoken_name(spoken)} (draft, not reviewed)" if spoken in drafts else spoken_name(spoken)

    spoken = st.selectbox("Print in", (*reviewed, *drafts), key=key, format_func=named, width=320)
    is_draft = spoken in drafts
    return PaperLanguage(spoken, is_draft, load_words(context.store, context.actor, spoken, drafts=is_draft))
