"""The frame around every page: whose data this is, of when, by which rule, and whether it is invented."""

from __future__ import annotations

import streamlit as st

from pages.parts.shell.access import ROLE_VARIABLE, Visitor
from pages.parts.shell.address import take_address, write_address
from pages.parts.shell.context import Context
from pages.parts.shell.messages import plain, show_flash
from pages.parts.shell.page import Page
from pages.parts.widgets.controls import show_shared_choice
from planning.records.roles import Actor

DEMO_SENTENCE = (
    "**Demo:** Harbor Falls is made up (state code 99, which no real place has), and so are its beats, officers, and "
    "numbers. Nothing here describes a real community."
)


def show_page(page: Page, context: Context, visitor: Visitor | None = None) -> None:
    """Draw a page in its frame, from what its address says; the address holds what it shows from then on."""
    take_address(page.kept, context)
    show_frame(page, context, visitor)
    try:
        page.render(context)
    except Exception:  # what went wrong may hang on what was chosen: a link to it shows the same
        write_address(context.in_address, page.kept, context)
        raise
    write_address(context.in_address, page.kept, context)


def show_frame(page: Page, context: Context, visitor: Visitor | None = None) -> None:
    """Draw the top of a page, the shared choice in the sidebar, and who is looking."""
    settings = context.department.settings
    rule = context.rule
    show_shared_choice(context)
    show_who(context.actor, visitor)
    due = ". Review overdue: read its source again" if rule.is_due_for_review(context.today) else ""
    badge = " :orange-badge[:material/science: Demo, made up]" if settings.is_demo else ""
    st.caption(
        f"**{plain(settings.name)}** · {settings.period_words} · Translation rule: {plain(rule.citation)}{due}{badge}",
        help=DEMO_SENTENCE if settings.is_demo else None,
    )
    st.title(page.title, anchor=False)
    show_flash()


def show_who(actor: Actor, visitor: Visitor | None) -> None:
    """Draw who is looking, and the way out."""
    with st.sidebar:
        st.divider()
        if visitor is None or not visitor.can_sign_out:
            st.caption(
                f"**Private to this computer.** Your role: **{actor.role}**.",
                help=f"Set {ROLE_VARIABLE} to see it as another role. To share it, see docs/deploy.md.",
            )
        else:
            st.caption(f"Signed in as {plain(actor.name)}, **{actor.role}**.")
            st.button("Sign out", on_click=st.logout, icon=":material/logout:", type="tertiary")


def show_closed(visitor: Visitor | None) -> None:
    """Draw what somebody sees who may not come in: one sentence, and what may help."""
    if visitor is None:  # the sentence stands above already
        return
    st.title("Common Tongue", anchor=False)
    st.markdown(plain(visitor.sentence[0].upper() + visitor.sentence[1:]))
    row = st.container(horizontal=True)
    if visitor.can_sign_in:
        row.button("Sign in", on_click=st.login, type="primary", icon=":material/login:")
    if visitor.can_sign_out:
        row.button("Sign out", on_click=st.logout, icon=":material/logout:")
