"""Forms that several people fill in at once.

A form holds the version of the record that was on the screen when it was opened, for as long as it is open. What
is saved is what was changed; if somebody else saved meanwhile, both versions are shown and nothing is lost.

It also holds what there was to choose from. Where the department was replaced meanwhile, or a partner deleted, what
was chosen stays on the screen; it is saved where it is still there, and named where it is not.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st

from geodata.records.columns import LONGEST_LINE, LONGEST_TEXT
from geodata.records.kinds import CONFIRMED, find_kind
from geodata.records.seen import Seen
from geodata.records.store import Store
from geodata.records.work import Record
from pages.parts.forms import conflicts
from pages.parts.forms.choices import read_value
from pages.parts.forms.questions import Field, Values
from pages.parts.shell.context import Context
from pages.parts.shell.messages import leave_flash, plain
from pages.parts.shell.one_department import on_screen
from planning.errors import ConflictError, PersonalDetailsError, PlanningError

Save = Callable[[Store, Values, "Opened"], object]
"""Given the records of the department in which the form was opened, what was changed, and the form."""
PLACEHOLDERS = {False: "Choose", True: "Choose or type"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that is open: which record, as it stood when it was opened.

    Attributes
    ----------
    record_id : str or None
        None for a new one.
    seen : int
        The version on the screen; 0 for a new one.
    values : dict
    mark : str
        Tells this opening from every other, so that no answer typed before stands in it.
    seen_in : Seen
        The department and version on the screen when it was opened.
    options : mapping of field to its options
        What there was to choose from when it was first drawn.
    """

    record_id: str | None
    seen: int
    values: Values
    mark: str
    seen_in: Seen
    options: dict[str, Mapping[str, str]] = field(default_factory=dict)


def open_form(name: str, record: Record | None = None, values: Mapping[str, Any] | None = None) -> None:
    """Open a form for a record, or for a new one with these answers given. For callbacks."""
    held = dict(record.values) if record else dict(values or {})
    st.session_state[_open_key(name)] = Opened(
        record.id if record else None, record.version if record else 0, held, secrets.token_hex(4), on_screen()
    )
    st.session_state.pop(_question_key(name), None)


def close_form(name: str) -> None:
    """Close a form; what was typed goes. For callbacks."""
    st.session_state.pop(_open_key(name), None)
    st.session_state.pop(_question_key(name), None)


def opened_form(name: str) -> Opened | None:
    """Return the form if it is open."""
    opened: Opened | None = st.session_state.get(_open_key(name))
    return opened


def is_at_work(name: str) -> bool:
    """Return whether a form is open, or waits for a choice between two versions."""
    return opened_form(name) is not None or conflicts.is_held(name)


def _open_key(name: str) -> str:
    return f"form-{name}"


def _question_key(name: str) -> str:
    return f"form-question-{name}"


def show_form(
    context: Context,
    name: str,
    kind: str,
    fields: Sequence[Field],
    title: str,
    *,
    said: str = "Saved",
    save: Save | None = None,
) -> None:
    """Draw a form if it is open, or the two versions if somebody else saved first.

    Parameters
    ----------
    name : str
        The form's own name in this session.
    kind : str
        The kind of record.
    said : str
        What is said once it is saved.
    save : callable, optional
        Saves what was changed; the store's own add or change unless given.
    """
    labels = {question.name: question for question in fields}
    if conflicts.is_held(name):
        conflicts.show_conflict(context, name, labels, done=lambda: close_form(name))
        return
    opened = opened_form(name)
    if opened is None:
        return
    with st.container(border=True, key=f"form-box-{name}"):
        st.markdown(f"**{plain(title)}**")
        _show_newer(context, kind, opened)
        with st.form(f"{name}-{opened.mark}", border=False):
            given = _draw(_as_opened(fields, opened), f"{name}-{opened.mark}", opened.values)
            confirmed = _ask(name, given)
            row = st.container(horizontal=True)
            sent = row.form_submit_button("Save", type="primary", icon=":material/check:")
            left = row.form_submit_button("Cancel", help="You’ll lose what you typed.")
        if left:
            close_form(name)
            st.rerun()
        lacking = _lacking(kind, fields, given) if sent else []
        gone = _gone(fields, given, opened) if sent else []
        if gone:
            st.error(
                f"Not saved yet. Since you opened this form, {plain(' and '.join(gone))} can no longer be chosen here. "
                "Choose again.",
                icon=":material/error:",
            )
        elif lacking:
            st.error(f"Not saved yet. Fill in: {plain(', '.join(lacking))}.", icon=":material/error:")
        elif sent:
            changed = _changed(given, opened) | ({CONFIRMED: True} if confirmed else {})
            kept = save or _save(context, kind)
            run_save(name, given, lambda: kept(context.store.as_seen(opened.seen_in), changed, opened), said)


def _as_opened(fields: Sequence[Field], opened: Opened) -> list[Field]:
    """Return the questions with what there was to choose from when the form was first drawn, and what came since."""
    for question in fields:
        opened.options.setdefault(question.name, question.options)
    return [replace(one, options={**opened.options[one.name], **one.options}) for one in fields]


def _gone(fields: Sequence[Field], given: Values, opened: Opened) -> list[str]:
    """Return what was chosen that is not there any more, as a person reads it; what the record had before stays."""
    found = []
    for question in fields:
        then = opened.options[question.name]
        kept = opened.values.get(question.name)
        before = set(kept) if isinstance(kept, list | tuple) else {kept}
        chosen = given[question.name] if question.kind == "many" else [given[question.name]]
        if question.kind in ("one", "many"):
            found += [then[one] for one in chosen or () if one in then and one not in (*question.options, *before)]
    return found


def _lacking(kind: str, fields: Sequence[Field], given: Values) -> list[str]:
    """Return the questions without an answer that no record of this kind can be without."""
    columns = find_kind(kind).table.c
    return [
        question.label for question in fields if given[question.name] is None and not columns[question.name].nullable
    ]


def run_save(name: str, given: Values, save: Callable[[], object], said: str) -> None:
    """Run a save of a form, and say what came of it."""
    try:
        save()
    except ConflictError as conflict:
        conflicts.hold(name, conflict)
    except PersonalDetailsError as error:
        if not error.may_confirm:
            st.error(plain(str(error)), icon=":material/error:")
            return
        st.session_state[_question_key(name)] = (str(error), _texts(given))
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    else:
        close_form(name)
        leave_flash(said)
    st.rerun()


def _save(context: Context, kind: str) -> Save:
    def save(store: Store, changed: Values, opened: Opened) -> object:
        if opened.record_id is None:
            return store.add(context.actor, kind, changed)
        return store.change(context.actor, kind, opened.record_id, changed, opened.seen) if changed else None

    return save


def _show_newer(context: Context, kind: str, opened: Opened) -> None:
    if opened.record_id is None or not context.may("read", kind):
        return
    stands = context.store.get(context.actor, kind, opened.record_id)
    if stands.version != opened.seen and not stands.deleted:
        st.info(
            f"{plain(stands.updated_by)} has saved this since you opened it. When you save, you see both versions.",
            icon=":material/group:",
        )


def _ask(name: str, given: Values) -> bool:
    """Put the question whether a text names a person, and return whether it was answered for this very text."""
    asked = st.session_state.get(_question_key(name))
    if asked is None:
        return False
    sentence, texts = asked
    st.warning(plain(sentence), icon=":material/person_alert:")
    return st.checkbox(conflicts.TELLTALE, key=f"{name}-confirmed-{hash(texts)}") and texts == _texts(given)


def _texts(given: Values) -> tuple[str, ...]:
    return tuple(value for value in given.values() if isinstance(value, str))


def _changed(given: Values, opened: Opened) -> Values:
    if opened.record_id is None:
        return {name: value for name, value in given.items() if value is not None}
    return {name: value for name, value in given.items() if value != _as_given(opened.values.get(name))}


def _as_given(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _draw(fields: Sequence[Field], prefix: str, values: Values) -> Values:
    """Draw the questions, short ones two in a row, and return the answers."""
    given: Values = {}
    columns: Sequence[Any] = ()
    for question in fields:
        if question.kind == "text":
            columns = ()
            place: Any = st
        else:
            columns = columns or st.columns(2)
            place, columns = columns[0], columns[1:]
        given[question.name] = _widget(place, question, f"{prefix}-{question.name}", values.get(question.name))
    return given


def _widget(place: Any, question: Field, key: str, value: Any) -> Any:
    about = {"label": question.label, "key": key, "help": question.help or None}
    options = _with(question.options, value)
    match question.kind:
        case "text":
            return place.text_area(value=value or "", max_chars=LONGEST_TEXT, **about).strip() or None
        case "day":
            return place.date_input(value=_day(value), format="MM/DD/YYYY", min_value=date(2000, 1, 1), **about)
        case "count":
            number = place.number_input(value=None if value is None else int(value), min_value=0, step=1, **about)
            return number if number is None else int(number)
        case "money":
            return place.number_input(value=value, min_value=0.0, step=10.0, **about)
        case "one":
            index = list(options).index(value) if value in options else None
            return place.selectbox(
                options=list(options),
                index=index,
                format_func=lambda one: options.get(one, one),
                placeholder=PLACEHOLDERS[question.open],
                accept_new_options=question.open,
                **about,
            )
        case "many":
            return place.multiselect(
                options=list(options),
                default=list(value or ()),
                format_func=lambda one: options.get(one, one),
                placeholder=PLACEHOLDERS[question.open],
                accept_new_options=question.open,
                **about,
            )
        case "flag":
            return place.checkbox(value=bool(value), **about)
        case _:
            return place.text_input(value=value or "", max_chars=LONGEST_LINE, **about).strip() or None


def _with(options: Mapping[str, str], value: Any) -> dict[str, str]:
    """Return the options, and what stands in the record though the list no longer has it."""
    held = value if isinstance(value, list | tuple) else [value] if value else []
    return dict(options) | {str(one): read_value(one) for one in held if one not in options}


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
