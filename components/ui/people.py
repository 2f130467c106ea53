"""Who holds which role in a community: cards for each, and what an organizer changes about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from components.text import t
from components.text.days import day
from components.text.literal import literal
from components.ui.dates import PICKER, today
from components.ui.frame import confirm, tag
from components.ui.guard import do
from db import communities, roles
from db.accounts import Account
from db.communities import Community
from db.engine import Store
from db.roles import ROLES, RUN, Role

LONGEST_NAME = 80


def show_people(account: Account, community: Community, held: Sequence[Role], may_change: bool, language: str) -> None:
    """Everybody who holds a role today, by role; an organizer changes it, but never takes the last organizer away."""
    now = [each for each in held if each.holds(today())]
    for role in ROLES:
        found = [each for each in now if each.role == role]
        if not found:
            continue
        about = escape(t(language, f"people.about_{role}"))
        st.html(f'<p class="attune-role"><b>{escape(t(language, f"people.role_{role}"))}</b> <span>{about}</span></p>')
        for each in found:
            _card(account, community, each, now, may_change, language)


def _card(
    account: Account, community: Community, held: Role, now: Sequence[Role], may_change: bool, language: str
) -> None:
    key = held.account_id if held.account_id and held.role in RUN else held.id
    with st.container(key=f"card-person-{key}", horizontal=True, vertical_alignment="center"):
        tags = tag(t(language, "facilitator.you")) if held.account_id == account.id else ""
        tags += "" if held.account_id else tag(t(language, "people.no_account"))
        since = escape(_since(held, language))
        st.html(f'<div class="attune-what"><b>{escape(held.name)}</b><span>{since}</span>{tags}</div>')
        wishes = _wishes(held, now) if may_change else []
        if not wishes:
            return
        wish = st.menu_button(
            t(language, "facilitator.more"), wishes, key=f"person-{key}", type="tertiary",
            format_func=lambda name: t(language, f"people.do_{name}"),
        )  # fmt: skip
        if wish:
            _do(account, community, held, str(wish), language)


def _since(held: Role, language: str) -> str:
    began = day(held.began, language)
    if held.ended is None:
        return t(language, "people.since", day=began)
    return t(language, "people.from_to", first=began, last=day(held.ended, language))


def _wishes(held: Role, now: Sequence[Role]) -> list[str]:
    """What an organizer may do about somebody in a role."""
    if held.account_id and held.role in RUN:
        is_last = (
            held.role == "organizer" and sum(each.role == "organizer" and bool(each.account_id) for each in now) == 1
        )
        return [] if is_last else [*(role for role in RUN if role != held.role), "dates", "remove"]
    return ["dates", "end", "mistake"]


def _do(account: Account, community: Community, held: Role, wish: str, language: str) -> None:
    if wish in ("dates", "mistake"):
        ask = _ask_dates if wish == "dates" else _ask_mistake
        st.dialog(literal(held.name), width="medium")(ask)(account, community, held, language)
    elif wish == "end":
        do(account, community.id, lambda db: roles.end(db, community.id, held.id), "organizer", still="people")
        st.rerun()
    elif held.account_id:
        change_person(account, community, held.account_id, wish)


def _ask_dates(account: Account, community: Community, held: Role, language: str) -> None:
    """From when to when, and the name of somebody without an account."""
    runs = bool(held.account_id) and held.role in RUN and held.ended is None
    with st.form(f"dates-{held.id}", border=False):
        name = held.name
        if not held.account_id:
            name = st.text_input(t(language, "people.name"), held.name, LONGEST_NAME, key=f"dates-name-{held.id}")
        began, ended = _days(f"dates-{held.id}", held.began, held.ended, language, has_end=not runs)
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary")
    if is_sent:
        plain = " ".join((name or "").split())
        do(
            account, community.id,
            lambda db: roles.change(db, community.id, held.id, name=plain, began=began, ended=ended), "organizer",
            still="people",
        )  # fmt: skip
        st.rerun()


def _days(key: str, began: str, ended: str | None, language: str, *, has_end: bool) -> tuple[str, str | None]:
    left, right = st.columns(2)
    first = left.date_input(
        t(language, "people.began"), date.fromisoformat(began), key=f"{key}-began", format=PICKER[language]
    )
    last = right.date_input(
        t(language, "people.ended"), date.fromisoformat(ended) if ended else None, key=f"{key}-ended",
        format=PICKER[language], help=t(language, "people.ended_help"),
    ) if has_end else None  # fmt: skip
    return (first or date.fromisoformat(began)).isoformat(), last.isoformat() if isinstance(last, date) else None


def _ask_mistake(account: Account, community: Community, held: Role, language: str) -> None:
    question = t(language, "people.mistake_sure", name=held.name)
    if confirm(question, t(language, "people.do_mistake"), language, key=f"mistake-{held.id}"):
        do(account, community.id, lambda db: roles.remove(db, community.id, held.id), "organizer", still="people")
        st.rerun()


def show_before(
    account: Account, community: Community, held: Sequence[Role], may_change: bool, language: str
) -> None:  # fmt: skip
    """Roles that are held no longer, or not yet, one click away; the latest first."""
    before = [each for each in reversed(held) if not each.holds(today())]
    if not before:
        return
    with st.expander(t(language, "people.before", n=len(before)), icon=":material/history:"):
        for each in before:
            with st.container(key=f"card-person-{each.id}", horizontal=True, vertical_alignment="center"):
                facts = f"{t(language, f'people.role_{each.role}')} · {_since(each, language)}"
                st.html(f'<div class="attune-what"><b>{escape(each.name)}</b><span>{escape(facts)}</span></div>')
                if not may_change:
                    continue
                wish = st.menu_button(
                    t(language, "facilitator.more"), ["dates", "mistake"], key=f"person-{each.id}", type="tertiary",
                    format_func=lambda name: t(language, f"people.do_{name}"),
                )  # fmt: skip
                if wish:
                    _do(account, community, each, str(wish), language)


def note_form(account: Account, community: Community, language: str) -> None:
    """Note somebody by name who holds a role and never signs in."""
    st.caption(t(language, "people.note_lead"))
    with st.form("note-person", border=False, clear_on_submit=True):
        left, right = st.columns(2)
        name = left.text_input(t(language, "people.name"), key="note-name", max_chars=LONGEST_NAME)
        role = right.selectbox(
            t(language, "facilitator.role"), ROLES, 1, key="note-role",
            format_func=lambda one: t(language, f"people.role_{one}"),
        )  # fmt: skip
        began, ended = _days("note", today(), None, language, has_end=True)
        is_sent = st.form_submit_button(t(language, "people.note"))
    plain = " ".join((name or "").split())
    if is_sent and not plain:
        st.error(t(language, "people.name_missing"))
    elif is_sent:
        do(
            account, community.id,
            lambda db: roles.begin(db, community.id, str(role), plain, began=began, ended=ended), "organizer",
            still="people",
        )  # fmt: skip
        st.rerun()


def change_person(account: Account, community: Community, account_id: str, wish: str) -> None:
    """Give another role, or take the person out."""
    role = None if wish == "remove" else wish
    do(account, community.id, lambda db: put_role(db, community.id, account_id, role), "organizer", still="people")
    st.rerun()


def put_role(db: Store, community_id: str, account_id: str, role: str | None) -> bool:
    """Give a member another role, or None to take them out; whether it was done: the last organizer stays one."""
    organizers = [person["id"] for person in communities.members(db, community_id) if person["role"] == "organizer"]
    if organizers == [account_id] or communities.role_of(db, community_id, account_id) is None:
        return False
    if role is None:
        communities.remove_member(db, community_id, account_id)
    else:
        communities.add_member(db, community_id, account_id, role)
    return True
