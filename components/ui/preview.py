"""What a phone will show of an activity: the real ballot in a phone-shaped frame, deaf to what is sent."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components.activities.base import Json
from components.activities.registry import kind_of
from components.text import t
from db.communities import Community
from db.ids import now
from db.meetings import Meeting

_ROUND = "preview"


def phone_preview(
    kind_name: str, title: dict[str, str], config: Json, meeting: Meeting, community: Community, language: str, *,
    key: str, position: int = 1, of: int = 1,
) -> None:  # fmt: skip
    """Draw the phone with this activity's answers open. `config` has passed its kind's gate."""
    kind = kind_of(kind_name)
    steps = kind.steps
    step = kind.first_step(kind.parse_config(config)) if steps else ""
    if len(steps) > 1:
        step = str(
            st.segmented_control(
                t(language, "facilitator.preview_step"), steps, default=step, key=f"{key}.step", required=True,
                format_func=lambda name: t(language, f"facilitator.step_{name}"), label_visibility="collapsed",
            )
        )  # fmt: skip
    state = _state(kind_name, title, config, step, meeting, community)
    state["activity"] |= {"position": position, "of": of}
    _mount(kind_name, state, meeting.languages, language, key)


def _state(
    kind: str, title: dict[str, str], config: Json, step: str, meeting: Meeting, community: Community
) -> dict[str, Any]:
    """The state message of the phone protocol, as if answers to this activity were open now."""
    rnd = {"id": _ROUND, "number": 1, "step": step, "phase": "open", "closes_at": None} if step else None
    return {
        "type": "state", "revision": 1, "now": now(), "present": 1, "tally": None, "timer": None,
        "meeting": {
            "id": _ROUND, "title": meeting.title, "community": community.name, "phase": "live", "show": meeting.show,
            "names": meeting.names, "languages": list(meeting.languages),
        },
        "activity": {
            "id": _ROUND, "kind": kind, "position": 1, "of": 1, "title": title, "config": config, "answered": 0,
            "round": rnd,
        },
    }  # fmt: skip


def _mount(kind: str, state: dict[str, Any], languages: tuple[str, ...], language: str, key: str) -> None:
    st.json(state)
