"""The frame of the guided path: where one is, what is kept, back and on, and work that takes long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from geodata.fetch.sources import Sources
from geodata.fetch.steps import Progress
from geodata.files.limits import MEGABYTE
from geodata.inputs.account import Account
from geodata.setup.draft import Draft, Entries, keep_entries
from geodata.setup.finish import missing_steps
from geodata.setup.jobs import Work, find_job, forget_job, start_job
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain
from planning.errors import PlanningError
from planning.words.formats import tenths, whole_number

DRAFT = "setup-draft"
"""Session key: the draft this person is at."""
POLL_SECONDS = 2.0
"""How often progress is looked at; every look is a run of its own and costs the fetch a little time."""
NOTES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the path."""

    id: str
    title: str
    optional: bool = False


STEPS: tuple[Step, ...] = (
    Step("place", "Name and place"),
    Step("map", "Beat map"),
    Step("columns", "Beats and levels"),
    Step("census", "Census data"),
    Step("points", "Where people live"),
    Step("extras", "Venues and roster", optional=True),
    Step("report", "Check report"),
    Step("open", "Open"),
)
_NUMBER = {step.id: number for number, step in enumerate(STEPS, start=1)}


@dataclass(slots=True)
class Flow:
    """What a step is drawn from; its entries are kept as soon as they are given.

    Attributes
    ----------
    context : Context
    departments : Path
        The server's folder.
    draft : Draft
    sources : Sources
    """

    context: Context
    departments: Path
    draft: Draft
    sources: Sources

    @property
    def entries(self) -> Entries:
        """The entries so far."""
        return self.draft.entries

    def key(self, name: str) -> str:
        """Return the session key of a control of this draft."""
        return f"setup-{self.draft.id}-{name}"

    def keep(self, **values: Any) -> None:
        """Keep entries, if any of them is new."""
        entries = replace(self.entries, **values)
        if entries != self.entries:
            self.draft = keep_entries(self.draft, entries)

    def go(self, step: str) -> None:
        """Go to a step; for callbacks, before the page is drawn."""
        st.session_state.pop(self.key("error"), None)
        try:
            self.keep(step=step)
        except PlanningError as error:
            st.session_state[self.key("error")] = (str(error), False)

    def forget_error(self) -> None:
        """Take away what went wrong before, once a file has been read: it stands above and is no longer so."""
        if st.session_state.pop(self.key("error"), None) is not None:
            st.rerun()

    def start(self, name: str, work: Work) -> None:
        """Start long work for this draft."""
        st.session_state.pop(self.key("error"), None)
        start_job(self.draft.id, name, work)

    def try_to_start(self, name: str, make: Callable[[], Work]) -> None:
        """Start long work, or keep what is wrong with what it needs, to be shown; for callbacks."""
        try:
            self.start(name, make())
        except PlanningError as error:
            st.session_state[self.key("error")] = (str(error), False)


# -- where one is


def show_where(flow: Flow) -> None:
    """Draw how far one is, and the way to any step that can be gone to."""
    here = _NUMBER[flow.entries.step]
    step = STEPS[here - 1]
    name = f" · setting up **{plain(flow.entries.name)}**" if flow.entries.name.strip() else ""
    st.progress(here / len(STEPS), text=f"Step {here} of {len(STEPS)}{name}")
    left, right = st.columns([3, 1], vertical_alignment="center")
    left.header(step.title + (" (optional)" if step.optional else ""), anchor=False)
    with right.popover("All steps", icon=":material/list:", width="stretch", key=flow.key("all-steps")):
        missing = missing_steps(flow.draft)
        first = min((_NUMBER[name] for name in missing), default=len(STEPS))
        for number, other in enumerate(STEPS, start=1):
            done = other.id not in missing and number < max(here, first)
            st.button(
                f"{number}. {other.title}",
                key=flow.key(f"to-{other.id}"),
                width="stretch",
                icon=":material/check:" if done else None,
                disabled=number > first and number > here,
                on_click=flow.go,
                args=(other.id,),
            )
        st.caption("Your answers are saved. You can leave and pick up later.")


def show_way_on(
    flow: Flow, *, ready: bool, why_not: str = "", label: str = "Continue", on_go: Callable[[], bool] | None = None
) -> None:
    """Draw the buttons back and on; where it does not go on yet, say why.

    Parameters
    ----------
    on_go : callable, optional
        Asked when the button is pressed, for what was typed a moment before: whether it goes on.
    """

    def go_on() -> None:
        if on_go is None or on_go():
            flow.go(STEPS[here].id)

    here = _NUMBER[flow.entries.step]
    st.divider()
    row = st.container(horizontal=True, vertical_alignment="center")
    if here > 1:
        row.button(
            "Back", key=flow.key("back"), icon=":material/arrow_back:", on_click=flow.go, args=(STEPS[here - 2].id,)
        )
    if here < len(STEPS):
        row.button(
            label,
            key=flow.key("on"),
            type="primary",
            icon=":material/arrow_forward:",
            disabled=not ready,
            on_click=go_on,
        )
    row.button("Save and exit", key=flow.key("leave"), type="tertiary", on_click=leave)
    if why_not and not ready:
        st.caption(plain(why_not))


def leave() -> None:
    """Leave the path; the draft stays."""
    st.session_state.pop(DRAFT, None)


# -- what is said


def show_understood(
    title: str, facts: Sequence[tuple[str, object]], notes: Iterable[str] = (), *accounts: Account | None, of: str = ""
) -> None:
    """Say what was understood from files, before they are used: facts, accounts, and what was noticed and mended.

    Two of one step say with ``of`` which input each is.
    """
    st.markdown(f"**{title}**")
    st.markdown("\n".join(f"- {plain(name)}: **{plain(value)}**" for name, value in facts))
    for account in accounts:
        if account is not None:
            st.caption(plain(account.sentence()))
    seen = list(notes)
    if seen:
        with st.expander(
            f"{len(seen)} things were noticed" if len(seen) > 1 else "1 thing was noticed",
            expanded=True,
            key=f"noticed-{of or title}",
        ):
            st.markdown("\n".join(f"- {plain(note)}" for note in seen[:NOTES_SHOWN]))
            if len(seen) > NOTES_SHOWN:
                st.caption(f"... and {len(seen) - NOTES_SHOWN} more. All of them are in the check report.")


def show_error(error: PlanningError) -> None:
    """Show what can be mended, in place."""
    st.error(plain(str(error)), icon=":material/error:")


def tried(what: Callable[[], Any]) -> Any:
    """Return what a function gives, or show what it says is wrong and return None."""
    try:
        return what()
    except PlanningError as error:
        show_error(error)
        return None


def take_upload(flow: Flow, name: str, label: str, endings: Sequence[str], take: Callable[[str, bytes], Any]) -> None:
    """Draw an uploader, and take in each file that is given once.

    Parameters
    ----------
    take : callable
        Given the file's name and content; raises ``PlanningError`` where it is no good.
    """
    given = st.file_uploader(label, type=[ending.lstrip(".") for ending in endings], key=flow.key(f"file-{name}"))
    seen = flow.key(f"seen-{name}")
    if given is None:
        st.session_state.pop(seen, None)
        return
    before = st.session_state.get(seen)
    if before is None or before[0] != given.file_id:
        said = ""
        with st.spinner("Reading the file"):
            try:
                take(given.name, given.getvalue())
            except PlanningError as error:
                said = str(error)
        before = st.session_state[seen] = (given.file_id, said)
        if not said:
            flow.forget_error()
    if before[1]:
        st.error(plain(before[1]), icon=":material/error:")


# -- work that takes long


def show_work(flow: Flow) -> bool:
    """Draw the work of this draft, if any is under way, and return whether it is; say how it ended."""
    return show_job(flow.draft.id, flow.key("error"))


def show_job(key: str, error_key: str) -> bool:
    """Draw the work of a key, if any is under way, and return whether it is; say how it ended.

    Parameters
    ----------
    error_key : str
        Session key under which it is kept how it ended, until it is started again.
    """
    job = find_job(key)
    if job is not None and not job.done:
        _watch(key)
        return True
    if job is not None:
        forget_job(key)
        if job.error is not None:
            st.session_state[error_key] = (str(job.error), job.was_stopped)
    said = st.session_state.get(error_key)
    if said is not None:
        (st.warning if said[1] else st.error)(plain(said[0]), icon=":material/error:")
    return False


@st.fragment(run_every=POLL_SECONDS)
def _watch(draft_id: str) -> None:
    job = find_job(draft_id)
    if job is None or job.done:
        st.rerun()
    share = job.progress.share if job.progress else 0.0
    st.progress(share, text=plain(_in_words(job.progress)))
    st.button(
        "Stopping" if job.is_stopping else "Stop",
        key=f"setup-{draft_id}-stop",
        icon=":material/stop_circle:",
        on_click=job.stop,
        disabled=job.is_stopping,
    )
    st.caption("You can leave this page. The work continues, and its result is saved.")


def _in_words(progress: Progress | None) -> str:
    """Return what is being done, and how much of it.

    Examples
    --------
    >>> _in_words(Progress("fetching census tracts", 1, 3, 5 * 1024 * 1024, 20 * 1024 * 1024))
    'Fetching census tracts (step 1 of 3): 5.0 of 20.0 MB'
    >>> _in_words(Progress("fetching the beat map", 1, 2, 40, 60))
    'Fetching the beat map (step 1 of 2): 40 of 60'
    """
    if progress is None:
        return "Beginning"
    text = f"{progress.step[:1].upper()}{progress.step[1:]}"
    if progress.steps > 1:
        text += f" (step {progress.number} of {progress.steps})"
    if progress.done is None:
        return text
    if progress.total is None:
        return f"{text}: {_amount(progress.done)}"
    if progress.total >= MEGABYTE:
        return f"{text}: {tenths(progress.done / MEGABYTE)} of {tenths(progress.total / MEGABYTE)} MB"
    return f"{text}: {whole_number(progress.done)} of {whole_number(progress.total)}"


def _amount(done: int) -> str:
    return f"{tenths(done / MEGABYTE)} MB" if done >= MEGABYTE else whole_number(done)
