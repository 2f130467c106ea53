"""The form in which organizers set down what was agreed that funders and agencies see."""

from __future__ import annotations

import streamlit as st

from components.live.agreed import CHOICES, Agreed, parse_agreed
from components.text import LANGUAGES, t
from components.ui.words import every_language
from db.communities import Community

_LONGEST = 160


def funders_form(community: Community, language: str, *, is_open: bool) -> Agreed | None:
    """Draw the form; once it is sent, what was agreed with the sentence phones say."""
    known = parse_agreed(community.funders_see)
    key = f"funders-{community.id}"
    with st.form(key, border=False):
        with st.container(key=f"choices-{key}"):
            choice = st.radio(
                t(language, "facilitator.funders"), CHOICES, CHOICES.index(known.sees), key=f"{key}.choice",
                width="stretch", disabled=not is_open, label_visibility="collapsed",
                format_func=lambda one: t(language, f"facilitator.funders_{one}"),
                captions=[t(language, f"facilitator.funders_told_{one}") for one in CHOICES],
            )  # fmt: skip
        own = every_language(
            t(language, "facilitator.funders_own"), known.own, LANGUAGES, language, key=f"{key}.own", most=_LONGEST
        )
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary", disabled=not is_open)
    return Agreed(str(choice), own, sentence(str(choice), own)) if is_sent else None


def sentence(choice: str, own: dict[str, str]) -> dict[str, str]:
    """What phones say in each language: the choice, and what the community adds; nothing where nothing is agreed."""
    first = (
        {} if choice == "none" else {tongue: t(tongue, f"facilitator.funders_told_{choice}") for tongue in LANGUAGES}
    )
    said = {tongue: " ".join(filter(None, [first.get(tongue), own.get(tongue)])) for tongue in LANGUAGES}
    return {tongue: text for tongue, text in said.items() if text}
