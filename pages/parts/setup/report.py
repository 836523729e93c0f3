"""Step 7: the whole department is put together and checked, before anybody sees it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geodata.checks.report import BECAME_OF
from geodata.department.findings import Finding
from geodata.setup.finish import check_work, missing_steps, read_report
from geodata.setup.jobs import find_job
from pages.parts.setup.flow import STEPS, Flow, show_way_on, show_work
from pages.parts.shell.messages import plain
from planning.lists import counted

ICONS = {"fine": ":material/check_circle:", "look": ":material/visibility:", "stop": ":material/block:"}


def draw(flow: Flow) -> None:
    """Draw the step."""
    missing = missing_steps(flow.draft)
    if missing:
        titles = ", ".join(step.title for step in STEPS if step.id in missing)
        show_way_on(flow, ready=False, why_not=f"Not everything is there yet: {titles}. Use All steps to go there.")
        return
    findings = read_report(flow.draft)
    fresh = findings is None and find_job(flow.draft.id) is None and flow.key("error") not in st.session_state
    if fresh:
        flow.start("the check", check_work(flow.draft, flow.sources))
    running = show_work(flow)
    findings = None if running else read_report(flow.draft)
    if findings is None:
        if not running:
            st.button(
                "Check it",
                key=flow.key("check"),
                icon=":material/rule:",
                type="primary",
                on_click=lambda: flow.start("the check", check_work(flow.draft, flow.sources)),
            )
        show_way_on(flow, ready=False)
        return
    stops = sum(finding.status == "stop" for finding in findings)
    st.markdown(answer(flow.entries.name, findings))
    show_findings(findings)
    show_way_on(flow, ready=not stops, why_not="Fix the errors under All steps, then come back.")


def answer(name: str, findings: Sequence[Finding]) -> str:
    """Return the verdict of a check report in words."""
    count = {status: sum(item.status == status for item in findings) for status in ICONS}
    if count["stop"]:
        number = counted(count["stop"], "finding stops it", "findings stop it")
        verdict = f"**{number}** from being used"
    elif count["look"]:
        things = counted(count["look"], "thing needs", "things need")
        verdict = f"Ready to use. **{things} a look**"
    else:
        verdict = "**Everything is fine**"
    ways = sum(not item.subject.startswith(BECAME_OF) for item in findings)
    return f"{plain(name)} was checked in {ways} ways. {verdict}."


def show_findings(findings: Sequence[Finding]) -> None:
    """Draw what stops a department and what needs a look, each with how to mend it, and below, folded, what is fine."""
    for item in findings:
        if item.status != "fine":
            st.markdown(_line(item))
    fine = [item for item in findings if item.status == "fine"]
    if fine:
        with st.expander(f"{counted(len(fine), 'check')} without a finding", key="setup-fine"):
            st.markdown("\n".join(f"- {_line(item)}" for item in fine))


def _line(item: Finding) -> str:
    fix = f" *{plain(item.fix)}*" if item.fix else ""
    said = f"{plain(item.subject)}: {plain(item.finding)}{fix}"
    return f"{ICONS[item.status]} **{item.status.capitalize()}** · {said}"
