"""What a phone will show of an activity: the real ballot in a phone-shaped frame, deaf to what is sent."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.activities.base import Json
from components.activities.registry import kind_of
from components.phone.bundle import bundle, stylesheet
from components.text import t
from components.ui.words import writing_language
from db.communities import Community
from db.ids import now
from db.meetings import Meeting

_HERE = Path(__file__).parent
_MEETING = "preview"
_ENTRY = re.compile(r"\bexport default function\b")
_CSS = """
.phone { width: 100%; max-width: 24rem; margin: 0 auto; border: .6rem solid #1f2933; border-radius: 2.75rem;
  overflow: hidden; background: #fbfaf7; box-sizing: border-box; }
iframe { display: block; width: 100%; height: clamp(30rem, 66vh, 45rem); border: 0; }
@media (prefers-color-scheme: dark) { .phone { border-color: #3a464d; background: #12181b; } }
"""


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
    if step and not kind.can_open(kind.parse_config(config), step):
        st.info(t(language, "facilitator.preview_nothing"))
        return
    state = _state(kind_name, title, config, step, meeting, community)
    state["activity"] |= {"position": position, "of": of}
    tongue = writing_language(meeting.languages, language)
    _mount(kind_name, state, tongue, t(language, "facilitator.preview_label"), key)


def _state(
    kind: str, title: dict[str, str], config: Json, step: str, meeting: Meeting, community: Community
) -> dict[str, Any]:
    """The state message of the phone protocol, as if answers to this activity were open now."""
    rnd = {"id": f"{_MEETING}-{step}", "number": 1, "step": step, "phase": "open", "closes_at": None} if step else None
    return {
        "type": "state", "revision": 1, "now": now(), "present": 1, "tally": None, "timer": None,
        "meeting": {
            "id": _MEETING, "title": meeting.title, "community": community.name, "phase": "live", "show": meeting.show,
            "names": meeting.names, "languages": list(meeting.languages),
        },
        "activity": {
            "id": _MEETING, "kind": kind, "position": 1, "of": 1, "title": title, "config": config, "answered": 0,
            "round": rnd,
        },
    }  # fmt: skip


@cache
def _component(kind: str) -> Any:
    """The phone's page for one kind, inside a frame without any right but to run: it keeps and sends nothing."""
    phone, found = _ENTRY.subn("const phone = function", bundle(kind))
    assert found == 1, "the bundle exports one function"
    page = (_HERE / "preview.html").read_text(encoding="utf-8")
    page = page.replace("STYLE", stylesheet()).replace("BUNDLE", phone.replace("</script", "<\\/script"))
    js = f"const PAGE = {json.dumps(page)};\n" + (_HERE / "preview.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"attune_preview_{kind}", html='<div class="phone"></div>', css=_CSS, js=js)


def _mount(kind: str, state: dict[str, Any], language: str, label: str, key: str) -> None:
    """Draw it in a language. The phone is told that nothing was answered yet, so that it asks at once."""
    rnd = state["activity"]["round"]
    recalled = kind_of(kind).recalled
    own = {"own": recalled(language)} if recalled else {}
    mine = [{"type": "mine", "round": rnd["id"], "seat": 1, "value": None, "previous": None, **own}] if rnd else []
    _component(kind)(key=f"{key}.{language}", data={"state": state, "mine": mine, "language": language, "label": label})
