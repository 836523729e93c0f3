"""Two people saved the same record: both versions side by side, a choice for each field, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from geodata.records.kinds import CONFIRMED, find_kind
from geodata.records.work import Work
from pages.parts.forms.choices import read_value
from pages.parts.forms.questions import Field
from pages.parts.shell.context import Context
from pages.parts.shell.messages import leave_flash, plain
from planning.errors import ConflictError, PersonalDetailsError, PlanningError

THEIRS, MINE, BOTH = "theirs", "mine", "both"
WORDS = {THEIRS: "Theirs", MINE: "Mine", BOTH: "Both"}
TELLTALE = "It names no person"
SAYS_MORE = frozenset({"text", "many"})
"""Kinds of field in which both versions can stand together."""

Save = Callable[[dict[str, Any], ConflictError], object]


def hold(name: str, conflict: ConflictError) -> None:
    """Keep a conflict until somebody has chosen."""
    st.session_state[_key(name)] = conflict


def is_held(name: str) -> bool:
    """Return whether a form waits for a choice."""
    return _key(name) in st.session_state


def _key(name: str) -> str:
    return f"conflict-{name}"


def _question_key(name: str) -> str:
    return f"conflict-question-{name}"


def let_go(name: str) -> None:
    """Forget a conflict. For callbacks."""
    st.session_state.pop(_key(name), None)
    st.session_state.pop(_question_key(name), None)


def show_conflict(
    context: Context, name: str, fields: Mapping[str, Field], *, done: Callable[[], None], save: Save | None = None
) -> None:
    """Draw both versions of what could not be saved, and save what is chosen.

    Parameters
    ----------
    fields : mapping of field to its question
    done : callable
        Called once it is settled.
    save : callable, optional
        Saves the chosen values; the store's own change unless given.
    """
    conflict: ConflictError = st.session_state[_key(name)]
    with st.container(border=True, key=f"conflict-box-{name}"):
        st.warning(
            f"{plain(conflict.what)}. Both versions are here and in the audit trail.", icon=":material/compare_arrows:"
        )
        if conflict.theirs.get("deleted") or "deleted" in conflict.yours:
            chosen = _show_deleted(name, conflict, fields)
        else:
            chosen = _show_fields(name, conflict, fields)
        if chosen and st.session_state.get(_question_key(name)) and st.checkbox(TELLTALE, key=f"{name}-no-person"):
            chosen[CONFIRMED] = True
        row = st.container(horizontal=True)
        take = row.button("Save what I chose", type="primary", key=f"{name}-take", disabled=chosen is None)
        leave = row.button("Keep theirs", key=f"{name}-leave")
    if leave:
        _settle(name, done, "Theirs is kept. Yours is in the audit trail")
    if take and chosen is not None:
        _take(context, name, conflict, chosen, save, done)


def _settle(name: str, done: Callable[[], None], said: str) -> None:
    let_go(name)
    done()
    leave_flash(said)
    st.rerun()


def _take(
    context: Context,
    name: str,
    conflict: ConflictError,
    chosen: dict[str, Any],
    save: Save | None,
    done: Callable[[], None],
) -> None:
    try:
        (save or _saver(context))(chosen, conflict)
    except ConflictError as again:  # somebody was faster once more
        hold(name, again)
        st.rerun()
    except PersonalDetailsError as error:
        st.error(plain(str(error)), icon=":material/error:")
        if error.may_confirm:
            st.session_state[_question_key(name)] = True
            st.rerun()
    except PlanningError as error:
        st.error(plain(str(error)), icon=":material/error:")
    else:
        _settle(name, done, "Saved as you chose")


def _saver(context: Context) -> Save:
    def save(chosen: dict[str, Any], conflict: ConflictError) -> object:
        def steps(work: Work) -> object:
            seen = conflict.theirs_version
            kind, record_id = conflict.kind, conflict.record_id
            if "deleted" in conflict.yours:
                mark = work.delete if conflict.yours["deleted"] else work.restore
                return mark(kind, record_id, seen)
            if conflict.theirs.get("deleted"):
                seen = work.restore(kind, record_id, seen).version
            return work.change(kind, record_id, chosen, seen) if chosen else None

        return context.store.together(context.actor, steps)

    return save


def _show_deleted(name: str, conflict: ConflictError, fields: Mapping[str, Field]) -> dict[str, Any] | None:
    """Draw what stands against a deletion; return what to save if that is agreed to."""
    noun = find_kind(conflict.kind).noun
    if "deleted" in conflict.yours:
        word = "delete" if conflict.yours["deleted"] else "bring back"
        st.markdown(f"You wanted to {word} this {noun}. It now reads:")
        _show_values(conflict.theirs, fields)
        return {} if st.checkbox(f"{word.capitalize()} it all the same", key=f"{name}-anyway") else None
    st.markdown(f"They deleted this {noun}. What you had written:")
    _show_values(conflict.yours, fields)
    agreed = st.checkbox("Bring it back with what I wrote", key=f"{name}-anyway")
    return dict(conflict.yours) if agreed else None


def _show_values(values: Mapping[str, object], fields: Mapping[str, Field]) -> None:
    lines = [
        f"- {plain(fields[field].label)}: {plain(fields[field].read(value))}"
        for field, value in values.items()
        if field in fields
    ]
    st.markdown("\n".join(lines))


def _show_fields(name: str, conflict: ConflictError, fields: Mapping[str, Field]) -> dict[str, Any] | None:
    """Draw one choice a field; return the chosen values, or None while something is not chosen."""
    differing = {field: three for field, three in conflict.fields.items() if field != CONFIRMED}
    if not differing:
        st.markdown("You both wrote the same.")
        return {}
    picks = {}
    for field, (base, theirs, mine) in differing.items():
        question = fields.get(field)
        title = question.label if question else field.replace("_", " ")
        read = question.read if question else read_value
        st.markdown(f"**{plain(title)}** · before: {plain(read(base))}")
        left, right = st.columns(2)
        left.markdown(f"Theirs  \n{plain(read(theirs))}")
        right.markdown(f"Mine  \n{plain(read(mine))}")
        kinds = (THEIRS, MINE, BOTH) if question and question.kind in SAYS_MORE else (THEIRS, MINE)
        # Where they left the field as it was, there is nothing to choose between.
        start = kinds.index(MINE) if theirs == base else None
        picks[field] = st.radio(
            f"Keep, for {title}",
            kinds,
            start,
            format_func=WORDS.__getitem__,
            horizontal=True,
            key=f"{name}-{field}-{conflict.theirs_version}",
            label_visibility="collapsed",
        )
    if any(pick is None for pick in picks.values()):
        st.caption("Choose for every field.")
        return None
    chosen = {
        field: _joined(theirs, mine) if picks[field] == BOTH else mine
        for field, (_, theirs, mine) in differing.items()
        if picks[field] != THEIRS
    }
    return chosen | ({CONFIRMED: True} if chosen and conflict.yours.get(CONFIRMED) else {})


def _joined(theirs: Any, mine: Any) -> Any:
    """Return both versions together.

    Examples
    --------
    >>> _joined("The lamp is out.", "All lamps are out."), _joined(["korean"], ["arabic", "korean"]), _joined(None, "a")
    ('The lamp is out.\\nAll lamps are out.', ['korean', 'arabic'], 'a')
    """
    if not theirs or not mine:
        return theirs or mine
    if isinstance(theirs, list):
        return list(dict.fromkeys([*theirs, *mine]))
    return f"{theirs}\n{mine}"
