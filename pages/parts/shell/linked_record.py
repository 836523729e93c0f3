"""The record that the address names: a saved plan or scenario a colleague sent a link to."""

from __future__ import annotations

import streamlit as st

from geodata.records.work import Record
from pages.parts.shell.address import end_from
from pages.parts.shell.context import Context
from planning.errors import InputError


def linked_record(context: Context, kind: str, key: str, missing: str) -> Record | None:
    """Return the record that the address names; None without one, or where whoever looks may not read it.

    Parameters
    ----------
    key : str
        Where the session holds the id that the address gave.
    missing : str
        What is said where it is not among the records: it was deleted, or is another department's.
    """
    named = st.session_state.get(key)
    if not named or not context.may("read", kind):
        return None
    try:
        record = context.store.get(context.actor, kind, named)
    except InputError:
        record = None
    if record is None or record.deleted:
        st.warning(missing, icon=":material/link_off:")
        end_from()
        return None
    return record
