"""Writing a part of the charter: what can be chosen from lists, words of one's own, and both as one text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from components.activities.written import clean
from components.charter.parts import LONGEST_OWN, PARTS, Part
from components.live import charter
from components.live.store import open_store
from components.text import LANGUAGE_NAMES, LANGUAGES, say, t
from components.text.days import day
from components.ui.dates import PICKER
from components.ui.guard import do, may_run
from db import charters
from db.accounts import Account
from db.charters import Said
from db.communities import Community
from db.engine import Store

_UNTIL, _NUMBER = "until", "number"
_MOST_PEOPLE = 5000


def write_dialog(account: Account, community: Community, part: Part, language: str) -> None:
    """The form, and once it is sent the text as a proposal or adopted at once."""
    if not may_run(account, community.id):
        st.rerun()
    st.caption(t(language, f"charter.hint_{part.name}"))
    written = _form(community, part, _from_the_room(community, part, language), language)
    if written is None:
        return
    said, is_adopted = written
    if not said.text:
        st.error(t(language, "charter.nothing_written"))
        return
    if is_adopted:
        do(account, community.id, lambda db: _adopt(db, community, part, said, account.name))
    else:
        do(account, community.id, lambda db: charters.propose(db, community.id, part.name, said, account.name))
    st.rerun()


def _adopt(db: Store, community: Community, part: Part, said: Said, by: str) -> None:
    text_id = charters.propose(db, community.id, part.name, said, by)
    charters.adopt(db, community.id, part.name, said, by, proposal=text_id)


def _from_the_room(community: Community, part: Part, language: str) -> Mapping[str, str] | None:
    """What is chosen of the words the room put first when it was asked about this part, to write on at."""
    with open_store() as db:
        found = charter.put_first(db, community.id, part.name)
    if found is None:
        return None
    meeting, first = found
    on = day(meeting.held_on, language)
    chosen = st.pills(
        t(language, "charter.put_first", meeting=say(meeting.title, language), day=on), range(len(first)),
        key=f"charter-{community.id}-{part.name}.first", format_func=lambda number: say(first[number], language),
    )  # fmt: skip
    return None if chosen is None else first[chosen]


def _form(community: Community, part: Part, begun: Mapping[str, str] | None, language: str) -> tuple[Said, bool] | None:
    """What is written, and whether it shall hold at once; None before the form is sent.

    Words of one's own begin with what is `begun`, or with what was written before.
    """
    known = part.latest.said if part.latest else Said({})
    key = f"charter-{community.id}-{part.name}"
    with st.form(key, border=False):
        choices = _choices(part.name, known.choices, language, key)
        before = known.own if known.own or known.choices else known.text
        place = f"{key}.own" if begun is None else f"{key}.own.{say(begun, language)}"
        own = own_words(t(language, "charter.own"), begun or before, language, key=place, most=LONGEST_OWN)
        st.caption(t(language, "charter.adopt_where"))
        with st.container(horizontal=True):
            is_proposed = st.form_submit_button(t(language, "charter.keep"), type="primary")
            is_adopted = st.form_submit_button(t(language, "charter.adopt_now"))
    return (said_of(choices, own), is_adopted) if is_proposed or is_adopted else None


def _choices(part: str, known: Mapping[str, str], language: str, key: str) -> dict[str, str]:
    """What is chosen of each list of a part, by the list's name; nothing where nothing is."""
    found: dict[str, str] = {}
    for name, values in PARTS[part].items():
        chosen = st.pills(
            t(language, f"charter.{name}"), values, default=known.get(name), key=f"{key}.{name}",
            format_func=lambda value, name=name: t(language, f"charter.{name}_{value}"),
        )  # fmt: skip
        found |= {name: str(chosen)} if chosen else {}
    if part == "duration":
        before = date.fromisoformat(known[_UNTIL]) if _UNTIL in known else None
        until = st.date_input(
            t(language, "charter.until"), before, format=PICKER[language], key=f"{key}.until", width=220
        )
        found |= {_UNTIL: until.isoformat()} if until else {}
    if part == "membership":
        number = st.number_input(
            t(language, "charter.number"), 1, _MOST_PEOPLE, int(known[_NUMBER]) if _NUMBER in known else None,
            key=f"{key}.number", width=220,
        )  # fmt: skip
        found |= {_NUMBER: str(int(number))} if number else {}
    return found


def own_words(label: str, known: Mapping[str, str], language: str, *, key: str, most: int) -> dict[str, str]:
    """A few lines of one's own in every language, in the reader's first; what is written, by language."""
    tongues = [language, *(tongue for tongue in LANGUAGES if tongue != language)]
    written = {
        tongue: clean(
            st.text_area(
                f"{label} · {LANGUAGE_NAMES[tongue]}", known.get(tongue, ""), 84, most, key=f"{key}.{tongue}"
            ),
            lines=True,
        )
        for tongue in tongues
    }  # fmt: skip
    return {tongue: text for tongue, text in written.items() if text}


def said_of(choices: Mapping[str, str], own: Mapping[str, str]) -> Said:
    """The sentences of what was chosen and the words of one's own, as one text in every language."""
    text = {}
    for tongue in LANGUAGES:
        first = " ".join(_sentence(name, value, tongue) for name, value in choices.items())
        words = own.get(tongue, "")
        text[tongue] = "\n".join(filter(None, [first, words]))
    if own and not choices:
        text = {tongue: words for tongue, words in text.items() if tongue in own}
    return Said({tongue: words for tongue, words in text.items() if words}, dict(choices), dict(own))


def _sentence(name: str, value: str, tongue: str) -> str:
    if name == _UNTIL:
        return t(tongue, "charter.said_until", day=day(value, tongue))
    if name == _NUMBER:
        return t(tongue, "charter.said_number", n=value)
    return t(tongue, f"charter.said_{name}_{value}")
