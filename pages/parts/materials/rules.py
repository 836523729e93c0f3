"""The rule that materials are judged by: choose one, read it, make one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geodata.department import answers
from geodata.department.rules import put_in_force, remove_rule, save_rule
from pages.parts.forms.choices import language_options, language_title
from pages.parts.forms.record_tools import PROBLEM
from pages.parts.materials.facts import ALSO_OPEN, READ_AT
from pages.parts.shell.address import Flag, Kept, OneOf, Several
from pages.parts.shell.context import Context, known_areas
from pages.parts.shell.messages import leave_flash, plain
from pages.parts.widgets.tables import Column, show_table
from planning.errors import PlanningError
from planning.languages.groups import language_name
from planning.languages.spoken import is_one_language
from planning.lists import listed
from planning.need.evidence import EVIDENCE_KINDS
from planning.records.roles import Actor, require_may
from planning.rules import BASES, PRESETS, SIGN, ThresholdRule, find_rule
from planning.vocabulary import BEAT_LEVEL, CANNOT_TELL, CUSTOM_LEVEL, DEPARTMENT_LEVEL, MET, NOTICE_ONLY
from planning.words.formats import short_day, whole_number

RULE = "materials-rule"
BESIDE = "materials-rules-beside"
MAKING = "materials-making-rule"


def known_rules(context: Context) -> dict[str, ThresholdRule]:
    """Return every rule that can be chosen: own ones, then presets."""
    own = context.own_rules.rules
    return {**own, **{name: rule for name, rule in PRESETS.items() if name not in own}}


def _in_use(context: Context) -> list[str]:
    """Return the names of the rules in use here: one, or several at once."""
    known = known_rules(context)
    names = [name for name in context.rule.name.split(SIGN) if name in known]
    return names or list(known)[:1]


def _usual_rule(context: Context) -> str:
    return _in_use(context)[0]


def _first_rule(context: Context) -> str:
    chosen = st.session_state.get(RULE, "")
    return chosen if chosen in known_rules(context) else _usual_rule(context)


def _rules_beside(context: Context) -> tuple[str, ...]:
    """Return the rules that may apply at the same time as the one chosen; a rule of beats it names holds alone."""
    known, first = known_rules(context), _first_rule(context)
    if known[first].base == CUSTOM_LEVEL:
        return ()
    return tuple(name for name, rule in known.items() if name != first and rule.base != CUSTOM_LEVEL)


def _usually_beside(context: Context) -> list[str]:
    first, *others = _in_use(context)
    return others if first == _first_rule(context) else []


def _chosen_rule(context: Context) -> ThresholdRule:
    """Return the rule that is chosen, or all that are chosen to apply at once."""
    beside, allowed = st.session_state.get(BESIDE, _usually_beside(context)), _rules_beside(context)
    names = [_first_rule(context), *(name for name in beside if name in allowed)]
    return find_rule(SIGN.join(names), context.own_rules.rules)


KEPT = (
    Kept("rule", RULE, OneOf(lambda context: tuple(known_rules(context))), _usual_rule),
    Kept("also", BESIDE, Several(_rules_beside), _usually_beside),
    Kept(
        "read",
        lambda context: READ_AT + _chosen_rule(context).name,
        OneOf(lambda context: (*context.department.levels, CUSTOM_LEVEL)),
        lambda context: answers.level_of(context.department, _chosen_rule(context)),
    ),
    Kept("open", ALSO_OPEN, Flag(), False),
)
"""What is chosen of the rule, as it stands in the address: the rule before the level it is read at."""
FIELD = "own-rule-"
_BASES_ASKED = (BEAT_LEVEL, "district", DEPARTMENT_LEVEL, CUSTOM_LEVEL)
FIELDS = (
    "title",
    "text",
    "jurisdiction",
    "base",
    "share",
    "share_strict",
    "count",
    "combine",
    "floor",
    "always",
    "top_n",
    "agency_use_n",
    "agency_use_count",
    "agency_use_kind",
    "areas",
    "decide",
    "source",
)
DECIDES = {
    "interval": "the estimate with its margin of error (if too close: can’t tell)",
    "estimate": "the estimate alone, whatever its margin",
}
COMBINES = {"min": "whichever is less", "max": "whichever is more"}

Result = TypeVar("Result")


def pick_rule(context: Context) -> ThresholdRule:
    """Draw the choice of the rule, and the way to one's own, and return the chosen one."""
    rules = known_rules(context)
    names = list(rules)
    if st.session_state.get(RULE) not in names:
        st.session_state[RULE] = _usual_rule(context)
    row = st.columns((3, 2, 1), vertical_alignment="bottom")
    row[0].selectbox(
        "Rule",
        names,
        key=RULE,
        format_func=lambda name: _label(context, rules[name]),
        help="A planning threshold: the tool does not say that a law binds this department.",
    )
    _pick_beside(context, rules, row[1])
    if context.may("write", "translation"):
        row[2].button(
            "Make our own rule",
            icon=":material/edit_note:",
            on_click=_open,
            args=(rules[_first_rule(context)],),
            width="stretch",
            key="own-rule-open",
        )
    for note in context.own_rules.notes:
        st.warning(plain(note), icon=":material/warning:")
    if st.session_state.get(MAKING):
        _show_form(context)
    return _chosen_rule(context)


def _pick_beside(context: Context, rules: Mapping[str, ThresholdRule], place: DeltaGenerator) -> None:
    """Draw the choice of the rules that apply at the same time."""
    allowed = _rules_beside(context)
    kept = st.session_state.get(BESIDE, _usually_beside(context))
    st.session_state[BESIDE] = [name for name in kept if name in allowed]
    place.multiselect(
        "Other rules that apply",
        allowed,
        key=BESIDE,
        format_func=lambda name: rules[name].title,
        placeholder="None",
        disabled=not allowed,
        help="A language qualifies if it qualifies by any of them. The rule’s text shows each one’s own result.",
    )


def _label(context: Context, rule: ThresholdRule) -> str:
    marks = [
        "in use here" if rule.name in context.rule.name.split(SIGN) else "",
        "our own" if rule.name in context.own_rules.rules else "",
        "review overdue" if rule.is_due_for_review(context.today) else "",
    ]
    notes = ", ".join(mark for mark in marks if mark)
    return f"{rule.title} ({notes})" if notes else rule.title


def show_rule(context: Context, rule: ThresholdRule) -> None:
    """Draw what a rule says, where it comes from and whom its own text binds."""
    with st.expander(
        f"The rule: {rule.title}", expanded=rule.is_due_for_review(context.today), key=f"rule-open-{rule.name}"
    ):
        if rule.is_due_for_review(context.today):
            st.warning(
                f"The review date ({short_day(rule.review_by)}) has passed. Read the source again before you "
                "rely on it.",
                icon=":material/event:",
            )
        if SIGN in rule.name:
            _show_each(context, rule)
        st.markdown(plain(rule.text))
        facts = {
            "Where": rule.jurisdiction,
            "In effect since": rule.in_force.isoformat() if rule.in_force else "",
            "Last changed": rule.amended.isoformat() if rule.amended else "",
            "To be fulfilled by": rule.due.isoformat() if rule.due else "",
            "Figures it names": rule.data_source,
            "Who must follow it": rule.binds,
            "What it is about": rule.scope,
            "Read for": BASES[rule.base] + (f" ({', '.join(rule.areas)})" if rule.areas else ""),
            "Text as of": short_day(rule.as_of),
            "To be read again by": short_day(rule.review_by),
            "Decided by": DECIDES[rule.decide],
            "Known from": rule.seen,
            "Source": rule.source,
            "Note": rule.source_note,
        }
        st.markdown("\n".join(f"- {name}: {plain(value)}" for name, value in facts.items() if value))
        st.markdown("For planning, not legal advice. Ask your legal counsel whether this rule applies to you.")
        if rule.name == context.rule.name or not context.may("write", "translation"):
            return
        row = st.container(horizontal=True)
        if context.department.folder is not None and context.may("write", "live_department"):
            row.button(
                "Use this rule",
                icon=":material/gavel:",
                on_click=_put_in_force,
                args=(context, rule.name),
                key="rule-in-force",
                help="Every page uses it from then on, for everyone.",
            )
        if rule.name in context.own_rules.rules:
            row.button(
                "Delete this rule",
                icon=":material/delete:",
                on_click=_remove,
                args=(context, rule.name),
                key="own-rule-remove",
            )


def _show_each(context: Context, rule: ThresholdRule) -> None:
    """Draw what each of several rules says on its own, whom it binds and by when it is due."""
    parts = [find_rule(name, context.own_rules.rules) for name in rule.name.split(SIGN)]
    rows = pd.DataFrame(
        [
            {
                "rule": part.title,
                **_said_by(context, part),
                "binds": part.binds,
                "due": None if part.due is None else short_day(part.due),
                "base": BASES[part.base],
            }
            for part in parts
        ]
    )
    columns = (
        Column("rule", "Rule"),
        Column("met", "Qualify"),
        Column("open", "Can’t tell"),
        Column("base", "Read for"),
        Column("binds", "Who must follow it"),
        Column("due", "Due"),
    )
    show_table(rows, columns, "materials-each-rule", missing="no date")


def _said_by(context: Context, rule: ThresholdRule) -> dict[str, str]:
    """Return which languages qualify by a rule at its own level, somewhere, and for which nobody can tell."""
    details = context.verdict_details(rule)
    met = details.loc[details["verdict"].isin([MET, NOTICE_ONLY]), "language"]
    doubtful = details.loc[details["verdict"].eq(CANNOT_TELL) & ~details["language"].isin(met), "language"]
    return {
        name: listed([language_name(language) for language in dict.fromkeys(found)]) or "none"
        for name, found in (("met", met), ("open", doubtful))
    }


def _open(like: ThresholdRule) -> None:
    """Open the form, filled in like the rule that was on the screen."""
    st.session_state[MAKING] = like.name
    values: dict[str, Any] = {
        "title": "",
        "text": "",
        "jurisdiction": like.jurisdiction if like.seen == "own" else "",
        "base": like.base if like.base in _BASES_ASKED else DEPARTMENT_LEVEL,
        "share": None if like.share is None else 100 * like.share,
        "share_strict": like.share_strict,
        "count": None if like.count is None else int(like.count),
        "combine": like.combine,
        "floor": int(like.floor),
        "always": list(like.always),
        "top_n": like.top_n,
        "agency_use_n": like.agency_use_n,
        "agency_use_count": None if like.agency_use_count is None else int(like.agency_use_count),
        "agency_use_kind": like.agency_use_kind,
        "areas": list(like.areas),
        "decide": like.decide,
        "source": "",
    }
    for name, value in values.items():
        st.session_state[FIELD + name] = value


def _show_form(context: Context) -> None:
    with st.container(border=True, key="own-rule-form"):
        st.markdown("**Our own rule**")
        st.caption("Copied from the rule on screen. It is saved with the department, for everyone.")
        with st.form("own-rule", border=False):
            _ask_numbers()
            with st.expander(
                "More: floor, languages that always qualify, ranks, use of services, margins",
                key="rules-more-floor-languages-always",
            ):
                _ask_more(context)
            row = st.container(horizontal=True)
            row.form_submit_button(
                "Save the rule", type="primary", on_click=_save, args=(context,), icon=":material/check:"
            )
            row.form_submit_button("Close", on_click=_close)


def _ask_numbers() -> None:
    left, right = st.columns(2)
    left.text_input("What it is called", key=FIELD + "title", max_chars=80, placeholder="Chief's order 12")
    right.text_input("Where it is written", key=FIELD + "source", placeholder="Order of May 3, 2026, section 4")
    left.number_input(
        "Share of people 5 and over, %", 0.0, 99.0, step=0.5, key=FIELD + "share", value=None, placeholder="none"
    )
    right.number_input("People", 1, 1_000_000, step=50, key=FIELD + "count", value=None, placeholder="none")
    left.selectbox("Of the two", list(COMBINES), format_func=COMBINES.__getitem__, key=FIELD + "combine")
    right.selectbox("Read for", _BASES_ASKED, key=FIELD + "base", format_func=lambda base: BASES[base])
    left.text_input("Whose rule", key=FIELD + "jurisdiction", placeholder="this department")
    right.text_input("In one sentence", key=FIELD + "text", placeholder="written from the numbers unless you say it")


def _ask_more(context: Context) -> None:
    left, right = st.columns(2)
    left.checkbox("The share must be passed, not only reached", key=FIELD + "share_strict")
    right.number_input("Under so many people a notice is enough", 0, 100_000, step=10, key=FIELD + "floor")
    single = [language for language in language_options() if is_one_language(language) and language != "english"]
    left.multiselect(
        "Languages that always qualify",
        single,
        format_func=language_title,
        key=FIELD + "always",
        accept_new_options=True,
        help="Any living language: type its name if it is not in the list.",
    )
    right.number_input("Instead: the languages with the most people, how many", 1, 12, key=FIELD + "top_n", value=None)
    left.number_input("And the languages used most, how many more", 1, 20, key=FIELD + "agency_use_n", value=None)
    right.number_input(
        "And every language used so often a year", 1, 1_000_000, key=FIELD + "agency_use_count", value=None
    )
    left.selectbox("Use is counted by", list(EVIDENCE_KINDS), key=FIELD + "agency_use_kind")
    right.multiselect(
        "Custom area: these beats together", known_areas(context.prepared, BEAT_LEVEL), key=FIELD + "areas"
    )
    left.selectbox("Decided by", list(DECIDES), format_func=DECIDES.__getitem__, key=FIELD + "decide")


def _close() -> None:
    st.session_state.pop(MAKING, None)


def rule_values(given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the answers of the form as the values of a rule.

    Examples
    --------
    >>> values = rule_values({"title": "Ours", "share": 4.0, "count": 500, "base": "beat"}, date(2026, 5, 1))
    >>> values["share"], values["review_by"].isoformat(), values["text"]
    (0.04, '2027-05-01', '4% of residents age 5 and older or 500 people, whichever is less.')
    """
    values = {name: value for name, value in given.items() if value not in (None, "", [])}
    if "share" in values:
        values["share"] = round(float(values["share"]) / 100, 6)
    if values.get("base") != CUSTOM_LEVEL:
        values.pop("areas", None)
    return {
        "combine": "min",
        "jurisdiction": "this department",
        "source": "",
        **values,
        "text": values.get("text") or _sentence(values),
        "as_of": today,
        "review_by": today.replace(year=today.year + 1, day=min(today.day, 28)),
        "seen": "own",
    }


def _sentence(values: Mapping[str, Any]) -> str:
    parts = []
    if "share" in values:
        parts.append(f"{100 * float(values['share']):g}% of residents age 5 and older")
    if "count" in values:
        parts.append(f"{whole_number(values['count'])} people")
    if "top_n" in values:
        parts.append(f"the {values['top_n']} languages with the most people")
    either = f", {COMBINES[values.get('combine', 'min')]}" if "share" in values and "count" in values else ""
    return f"{' or '.join(parts) or 'What the fields say'}{either}."


def _save(context: Context) -> None:
    """Save the rule and choose it. For callbacks: whoever presses is asked anew who they are."""
    given = {name: st.session_state.get(FIELD + name) for name in FIELDS}

    def save(actor: Actor) -> ThresholdRule:
        before = set(context.own_rules.rules)
        rule = save_rule(context.department, rule_values(given, context.today), by=context.writer(actor))
        done = "changed" if rule.name in before else "kept"
        context.store.record_rule(actor, f"{done}: {rule.title}")
        return rule

    rule = _as_writer(context, save)
    if rule is None:
        return
    _close()
    st.session_state[RULE] = rule.name
    leave_flash(f"Kept with the department: {rule.title}")


def _put_in_force(context: Context, name: str) -> None:
    """Make the rule the one in force. For callbacks."""

    def change(actor: Actor) -> str:
        rule = put_in_force(context.department, name, context.writer(actor))
        context.store.record_rule(actor, f"in use from now on: {rule.title}")
        return rule.title

    # Everybody's pages go by it, so it is the administrator's.
    title = _as_writer(context, change, "live_department")
    if title is not None:
        leave_flash(f"In use: {title}")


def _remove(context: Context, name: str) -> None:
    def remove(actor: Actor) -> str:
        remove_rule(context.department, name, context.writer(actor))
        context.store.record_rule(actor, f"removed: {name}")
        return name

    if _as_writer(context, remove) is not None:
        st.session_state.pop(RULE, None)
        leave_flash("The rule is gone")


def _as_writer(context: Context, change: Callable[[Actor], Result], kind: str = "translation") -> Result | None:
    """Do something with a rule as who is looking now, asked anew; say why if it cannot be done."""
    try:
        actor = context.renew()
        require_may(actor, "write", kind)
        return change(actor)
    except PlanningError as error:
        st.session_state[PROBLEM] = str(error)
        return None
