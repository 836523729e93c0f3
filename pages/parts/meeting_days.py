"""The days kept free of meetings: the built-in list, changed on the page, kept with a plan, taken along as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from geodata.records.work import Record
from geodata.season_files import kept_days, observances_csv
from pages.parts.context import Context
from pages.parts.downloads import CSV, show_file
from pages.parts.record_tools import run
from planning.languages import LANGUAGES
from planning.meetings.observances import (
    Observance,
    built_in_observances,
    observances_frame,
    read_observances,
    renew_observances,
)
from planning.meetings.season import SeasonWishes

DAYS_FREE = "season-days-free"
"""The list as it was last changed on the page, as a plan keeps it; None while it is the built-in one."""


def show_days_free(context: Context, wishes: SeasonWishes, kept: Record | None) -> tuple[Observance, ...]:
    """Draw the list of days kept free, to be changed; return it."""
    begin = _begin_with(wishes, kept)
    with st.expander("Days kept free"):
        st.caption(
            "Built in: a place to start asking, not a statement about what anybody keeps. Change, add and delete "
            "rows; “avoid” keeps the days free for meetings in the languages named, all if none is; “ask” is only "
            "told. The list is saved with the plan."
        )
        edited = st.data_editor(
            observances_frame(begin),
            key=f"season-observances-{wishes.first}-{wishes.last}-{'' if kept is None else kept.version}",
            num_rows="dynamic", hide_index=True,
            width="stretch",
            column_config={
                "name": st.column_config.TextColumn("What"),
                "first": st.column_config.DateColumn("First day"),
                "last": st.column_config.DateColumn("Last day"),
                "languages": st.column_config.TextColumn("Languages", help=" ".join(LANGUAGES)),
                "strength": st.column_config.SelectboxColumn("Avoid or ask", options=["avoid", "ask"]),
            },
        )  # fmt: skip
        observances = read_observances(edited)
        told = _as_kept(wishes, observances)
        st.session_state[DAYS_FREE] = told if observances != built_in_observances(wishes.first, wishes.last) else None
        row = st.container(horizontal=True)
        if kept is not None and observances != begin and context.may("write", "meeting_plan"):
            row.button("Keep this list with the plan", icon=":material/save:", key="keep-days-free",
                       on_click=_keep, args=(context, kept, told))  # fmt: skip
        with row:
            show_file("Days kept free (CSV)", lambda: observances_csv(observances), "observances.csv", CSV)
    return observances


def _begin_with(wishes: SeasonWishes, kept: Record | None) -> tuple[Observance, ...]:
    days = None if kept is None else kept_days(kept["result"])
    if days is None:
        return built_in_observances(wishes.first, wishes.last)
    return renew_observances(days.observances, (days.first, days.last), (wishes.first, wishes.last))


def _as_kept(wishes: SeasonWishes, observances: Sequence[Observance]) -> dict[str, Any]:
    rows = observances_frame(observances).astype({"first": "str", "last": "str"}).to_dict("records")
    return {"first": wishes.first.isoformat(), "last": wishes.last.isoformat(), "rows": rows}


def _keep(context: Context, kept: Record, told: dict[str, Any]) -> None:
    def save() -> None:
        result = dict(kept["result"]) | {"observances": told}
        context.store.change(context.renew(), "meeting_plan", kept.id, {"result": result}, kept.version)

    run(save, "Days kept free are saved with the plan")
