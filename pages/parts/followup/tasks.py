"""What is to be done for a meeting, each on its day; the days follow the meeting's when it moves."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.meetings.board import event_tasks
from geodata.meetings.own_days import as_observances, load_own_days
from geodata.records.work import Record
from pages.parts.forms.record_tools import run
from pages.parts.shell.context import Context
from planning.vocabulary import CANCELLED
from planning.words.formats import short_day


def show_tasks(context: Context, event: Record) -> None:
    """Draw the tasks of a meeting that has a day, to be ticked by whoever may write it."""
    if event["date"] is None or event["state"] == CANCELLED:
        return
    tasks = event_tasks(event["date"], as_observances(load_own_days(context.store, context.actor)))
    done = set(event["tasks_done"])
    waiting = sum(task.what not in done for task in tasks)
    with st.expander(f"To do: {waiting} of {len(tasks)} open", key=f"tasks-{event.id}"):
        for number, task in enumerate(tasks):
            assert task.due is not None
            late = task.what not in done and pd.Timestamp(task.due) < pd.Timestamp(context.today)
            day = short_day(task.due)
            st.checkbox(
                f"{f':red[{day}]' if late else day} · {task.what}",
                task.what in done,
                key=f"task-{event.id}-{event.version}-{number}",
                disabled=not context.may("write", "event"),
                on_change=_tick,
                args=(context, event, task.what),
            )


def _tick(context: Context, event: Record, what: str) -> None:
    done = list(event["tasks_done"])
    changed = [one for one in done if one != what] if what in done else [*done, what]
    run(
        lambda: context.store.change(context.renew(), "event", event.id, {"tasks_done": changed}, event.version),
        "Saved",
        f"event-{event.id}",
    )
