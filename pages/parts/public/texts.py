"""The texts for the public in another language: what there is, where each stands, and who reviewed it."""

from __future__ import annotations

import base64
import gettext
import html
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from geodata.public import wording
from geodata.public.picture import picture_of
from pages.parts.forms.choices import NOTHING, language_options, language_title, read_day
from pages.parts.forms.record_tools import run
from pages.parts.shell.address import Kept, OneOf
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_answer
from pages.parts.widgets.controls import control_row, next_turn, turn_key
from pages.parts.widgets.downloads import show_file
from pages.parts.widgets.tables import Column, show_table
from planning.languages.groups import ENGLISH
from planning.languages.spoken import is_one_language, spoken_name
from planning.lists import counted
from planning.words.catalogue import DRAFT, REVIEWED, Forms, messages, new_catalogue
from planning.words.paper import MARK

LANGUAGE, SHOWN, TEXT = "public-language", "public-shown", "public-text"
EVERY = "all"
STATES = {EVERY: "All", wording.MISSING: "Missing", DRAFT: "Draft", REVIEWED: "Reviewed"}
NUMBERS_TRIED, NUMBERS_SHOWN = 200, 4


def languages_to_write() -> tuple[str, ...]:
    """Return the languages that texts can be written in: single ones, as records hold them."""
    return tuple(one for one in language_options() if one != ENGLISH and is_one_language(one))


KEPT = (
    Kept("in", LANGUAGE, OneOf(lambda _: languages_to_write()), "spanish"),
    Kept("state", SHOWN, OneOf(tuple(STATES)), EVERY),
    Kept("text", TEXT, OneOf(lambda _: tuple(messages()), may_be_blank=True)),
)


def show_texts(context: Context) -> None:
    """Draw the texts of a language, and the one that is open."""
    row = control_row(2)
    spoken = row[0].selectbox("Language", languages_to_write(), key=LANGUAGE, format_func=language_title)
    shown = row[1].selectbox("Show", list(STATES), key=SHOWN, format_func=STATES.__getitem__)
    table = wording.load_catalogue(context.store, context.actor, spoken)
    show_answer(catalogue_answer(table, spoken_name(spoken)))
    rows = table if shown == EVERY else table[table["state"] == shown]
    if not rows.empty:
        _show_table(rows)
    _show_one(context, spoken, table, rows["key"].tolist())
    if context.may("write", wording.KIND):
        _show_sign_all(context, spoken, table)
        _show_file(context, spoken)


def catalogue_answer(table: pd.DataFrame, language: str) -> str:
    """Return how far a language has got, and what that means on paper.

    Examples
    --------
    >>> catalogue_answer(pd.DataFrame({"state": ["draft", "reviewed", "missing"]}), "Korean")[:62]
    '**Korean: 1 of 3 texts is reviewed.** 1 is a draft, 1 missing.'
    """
    states = table["state"].value_counts()
    reviewed, draft, missing = (int(states.get(one, 0)) for one in (REVIEWED, DRAFT, wording.MISSING))
    first = f"**{language}: {reviewed} of {len(table)} texts {'is' if reviewed == 1 else 'are'} reviewed.**"
    if reviewed == len(table):
        return f"{first} Papers for the public print in {language}."
    rest = f"{draft} {'is a draft' if draft == 1 else 'are drafts'}, {missing} missing."
    return f"{first} {rest} Until a person reviews a text, it prints in English with the mark {MARK}."


def _show_table(rows: pd.DataFrame) -> None:
    shown = rows.assign(
        state=rows["state"].map(STATES),
        who=[reviewer or by or NOTHING for reviewer, by in zip(rows["reviewer"], rows["by"], strict=True)],
    )
    columns = (
        Column("context", "Where it is"),
        Column("english", "English"),
        Column("text", "Translation"),
        Column("state", "State"),
        Column("who", "Who"),
    )
    show_table(shown, columns, "public-texts", row_ids=rows["key"].tolist(), on_row=_open)


def _open(key: str) -> None:
    st.session_state[TEXT] = key


def _show_one(context: Context, spoken: str, table: pd.DataFrame, keys: Sequence[str]) -> None:
    by_key = table.set_index("key")
    options = list(by_key.index)
    usual = next(iter(keys), options[0])
    chosen = st.selectbox(
        "Text",
        options,
        key=TEXT,
        index=None,
        placeholder="Choose a text, or click one above",
        format_func=lambda key: f"{by_key.loc[key, 'english'].splitlines()[0][:90]} ({by_key.loc[key, 'context']})",
    )
    key = str(chosen or usual)
    row = {str(name): value for name, value in by_key.loc[[key]].iloc[0].items()}
    left, right = st.columns(2)
    with left:
        picture = picture_of(key)
        if picture is not None:
            name, drawn = picture
            # As markup: an image of Streamlit's has no words for whoever cannot see it.
            source = f"data:image/png;base64,{base64.b64encode(drawn).decode()}"
            st.html(f'<img alt="{html.escape(name)}: the text is between two arrows" src="{source}" width="100%">')
            st.caption(f"Where it is: {name}, between the arrows. All names are made up.")
        st.caption(f"{plain(row['context'])}. Keep words in braces as they are.")
    with right:
        st.markdown("\n\n".join(plain(line) for line in str(row["english"]).splitlines()))
        if context.may("write", wording.KIND):
            _show_form(context, spoken, key, row)
        else:
            st.markdown(plain(row["text"]) or "Nothing yet.")
        if row["state"] == REVIEWED:
            st.caption(f"Reviewed by {plain(row['reviewer'])}, {read_day(row['reviewed_on'])}.")


def _show_form(context: Context, spoken: str, key: str, row: Mapping[str, object]) -> None:
    lines = str(row["text"]).split("\n")
    labels = form_labels(wording.tag_of(spoken), messages()[key].many != "")
    prefix = f"public-{spoken}-{key}"
    with st.form(prefix, border=False):
        for place, label in enumerate(labels):
            text = lines[place] if place < len(lines) else ""
            st.text_area(label, text, key=f"{prefix}-{place}", height=90, max_chars=1000)
        st.text_input("Reviewed by", key=f"{prefix}-reviewer", max_chars=200, help="Someone who reads the language.")
        buttons = st.container(horizontal=True)
        fields = [f"{prefix}-{place}" for place in range(len(labels))]
        args = (context, spoken, key, fields)
        buttons.form_submit_button("Save as draft", on_click=_keep, args=args)
        buttons.form_submit_button("Save as reviewed", on_click=_keep_reviewed, args=(*args, f"{prefix}-reviewer"))


def form_labels(tag: str, is_counted: bool) -> tuple[str, ...]:
    """Return what the fields of a string are called: for which numbers each plural form is.

    Examples
    --------
    >>> form_labels("es", False), form_labels("es", True), form_labels("ar", True)[2]
    (('Translation',), ('Translation for 1', 'Translation for 0, 2, 3, 4 and so on'), 'Translation for 2')
    """
    if not is_counted:
        return ("Translation",)
    held = new_catalogue(tag)
    form_of: Callable[[int], int] = gettext.c2py(str(held.plural_expr))
    found: dict[int, list[str]] = {form: [] for form in range(int(held.num_plurals))}
    for number in range(NUMBERS_TRIED):
        found[form_of(number)].append(str(number))
    return tuple(
        f"Translation for {', '.join(some[:NUMBERS_SHOWN])}{' and so on' if len(some) > NUMBERS_SHOWN else ''}"
        for some in found.values()
    )


def _forms(fields: Sequence[str]) -> Forms:
    # A line end would be read as the beginning of the next plural form.
    return tuple(" ".join(str(st.session_state.get(name, "")).split()) for name in fields)


def _keep(context: Context, spoken: str, key: str, fields: Sequence[str]) -> None:
    texts: Mapping[str, Forms] = {key: _forms(fields)}
    run(lambda: wording.save_draft(context.store, context.renew(), spoken, texts), "Saved as a draft")


def _keep_reviewed(context: Context, spoken: str, key: str, fields: Sequence[str], reviewer: str) -> None:
    forms, name = _forms(fields), str(st.session_state.get(reviewer, ""))

    def save() -> None:
        wording.save_and_sign(context.store, context.renew(), spoken, key, forms, name, context.today)

    run(save, "Saved as reviewed")


def _show_sign_all(context: Context, spoken: str, table: pd.DataFrame) -> None:
    drafts = table.loc[(table["state"] == DRAFT).to_numpy(), "key"].tolist()
    if not drafts:
        return
    with st.expander(f"Sign all {len(drafts)} drafts as reviewed", key="public-sign-all"), st.form("public-sign"):
        st.markdown("For someone who has read each of them, in the table above or in the file below.")
        st.text_input("Reviewed by", key="public-signer", max_chars=200)
        st.form_submit_button("Sign all drafts", on_click=_sign_all, args=(context, spoken, drafts))


def _sign_all(context: Context, spoken: str, keys: Sequence[str]) -> None:
    name = str(st.session_state.get("public-signer", ""))
    said = f"{counted(len(keys), 'text')} signed as reviewed"
    run(lambda: wording.sign(context.store, context.renew(), spoken, keys, name, context.today), said)


def _show_file(context: Context, spoken: str) -> None:
    with st.expander("Send the texts to a partner as a file, and take them in again", key="public-file"):
        st.markdown("The file (.po) opens in any translation editor. What comes back is a draft until it is reviewed.")
        tag = wording.tag_of(spoken)
        show_file(
            "Catalog to fill in (.po)",
            lambda: wording.catalogue_file(context.store, context.renew(), spoken),
            f"public-{tag}.po",
            "text/x-gettext-translation",
            kind=wording.KIND,
        )
        given = st.file_uploader("Catalog that came back (.po)", type=["po"], key=turn_key(f"public-po-{spoken}"))
        if given is not None:
            given_now = (context, spoken, given.getvalue())
            st.button("Save these texts as drafts", on_click=_take_in, args=given_now, type="primary")


def _take_in(context: Context, spoken: str, content: bytes) -> None:
    if run(lambda: wording.take_in(context.store, context.renew(), spoken, content), "Saved as drafts"):
        next_turn(f"public-po-{spoken}")
