"""The form in which organizers decide what people may say about themselves."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

import streamlit as st

from components.activities.written import clean
from components.live.about import LISTS, parse_asked
from components.text import LANGUAGE_NAMES, LANGUAGES, t
from db.communities import Community
from db.ids import new_id

_LONGEST = 60
_SUGGESTED = {"roles": 6, "sector": 7, "region": 0, "size": 4}
"""How many suggestions the catalogs have for a list."""
_FAMILY = "roles-1"
"""The suggested role of parents."""


def about_form(community: Community, language: str, *, is_open: bool) -> str | None:
    """Draw the form; once it is sent, what is asked as the JSON text that is stored."""
    asked = parse_asked(community.asks_about)
    key = f"about-{community.id}"
    with st.form(key, border=False):
        lists = {
            name: _list(
                name, dict(asked.choices.get(name, {})), asked.families, language, key=f"{key}-{name}", is_open=is_open
            )
            for name in LISTS
        }
        plain = {
            name: st.checkbox(
                t(language, f"facilitator.about_{name}"),
                getattr(asked, name),
                key=f"{key}-{name}",
                disabled=not is_open,
            )
            for name in ("new", "organization")
        }
        is_sent = st.form_submit_button(t(language, "facilitator.save"), type="primary", disabled=not is_open)
    if not is_sent:
        return None
    chosen: dict[str, Any] = {name: options for name, options in lists.items() if options}
    return json.dumps(chosen | {name: True for name, is_on in plain.items() if is_on}, ensure_ascii=False)


def _list(
    name: str, known: dict[str, Any], families: Collection[str], language: str, *, key: str, is_open: bool
) -> list[dict[str, Any]]:
    """One question with its choices, each in every language; one that is not ticked is not asked."""
    is_on = st.checkbox(
        t(language, f"facilitator.about_{name}"), bool(known), key=f"{key}-on", disabled=not is_open,
        help=t(language, f"facilitator.about_{name}_hint"),
    )  # fmt: skip
    rows = [
        {"id": choice, **dict.fromkeys(LANGUAGES, ""), **words, "family": choice in families}
        for choice, words in known.items()
    ]
    columns: dict[str, Any] = {
        tongue: st.column_config.TextColumn(LANGUAGE_NAMES[tongue], max_chars=_LONGEST) for tongue in LANGUAGES
    }
    edited = st.data_editor(
        rows or suggestions(name), key=key, num_rows="dynamic", hide_index=True, disabled=not is_open,
        column_order=(*LANGUAGES, "family") if name == "roles" else LANGUAGES,
        column_config=columns | {"family": st.column_config.CheckboxColumn(t(language, "facilitator.about_family"))},
    )  # fmt: skip
    return [option for option in map(_option, edited) if option["text"]] if is_on else []


def suggestions(name: str) -> list[dict[str, Any]]:
    """Choices many communities have use for, to begin with; one empty row where there are none."""
    count = _SUGGESTED[name]
    return [
        {
            "id": f"{name}-{n}",
            "family": f"{name}-{n}" == _FAMILY,
            **{tongue: t(tongue, f"facilitator.about_{name}_{n}") for tongue in LANGUAGES},
        }
        for n in range(1, count + 1)
    ] or [{"id": "", **dict.fromkeys(LANGUAGES, "")}]


def _option(row: dict[str, Any]) -> dict[str, Any]:
    words = {tongue: clean(str(row.get(tongue) or ""))[:_LONGEST] for tongue in LANGUAGES}
    marked = {"family": True} if row.get("family") else {}
    return {"id": row.get("id") or new_id(), "text": {tongue: text for tongue, text in words.items() if text}} | marked
