"""Whom a community wants present against who comes, and whose voice is missing from the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import streamlit as st

from components.history.groups import Crowd, Group
from components.history.in_room import Came, Voices, Wanted, quietest
from components.text import say, t
from components.text.days import day
from components.text.distinct import distinct
from components.ui.frame import COMMUNITY, empty_state, link, section
from db.communities import Community
from db.meetings import Meeting

_CSS = Path(__file__).with_name("wanted.css")
_MARKS = {"there": "●", "fewer": "◐", "untold": "–"}
MEETINGS_TOLD = 8
"""So many meetings fit beside each other; the latest are told."""


def wish_form(
    community: Community, wished: Mapping[Group, int | None], crowd: Crowd, language: str, *, is_open: bool
) -> dict[Group, int | None] | None:  # fmt: skip
    """Whom the community wants present; once it is sent, the groups with the wished share in percent or None."""
    section(t(language, "room.wanted"))
    st.caption(t(language, "room.wanted_lead"))
    if not crowd.labels:
        empty_state(t(language, "room.asks_nothing"))
        link(t(language, "room.to_community"), COMMUNITY)
        return None
    rows = [
        {"of": t(language, f"groups.by_{group[0]}"), "who": say(words, language), "is": group in wished,
         "share": wished.get(group)}
        for group, words in crowd.labels.items()
    ]  # fmt: skip
    config = {
        "of": st.column_config.TextColumn(t(language, "room.list"), disabled=True),
        "who": st.column_config.TextColumn(t(language, "room.who"), disabled=True),
        "is": st.column_config.CheckboxColumn(t(language, "room.is_wanted")),
        "share": st.column_config.NumberColumn(
            t(language, "room.wished_share"), min_value=1, max_value=100, step=1, format="%d %%"
        ),
    }
    with (
        st.expander(t(language, "room.choose_wanted"), expanded=not wished, icon=":material/checklist:"),
        st.form(f"wanted-{community.id}", border=False),
    ):
        edited = st.data_editor(
            rows, key=f"wanted-rows-{community.id}", hide_index=True, disabled=not is_open, column_config=config
        )
        st.caption(t(language, "room.share_about"))
        if not st.form_submit_button(t(language, "facilitator.save"), type="primary", disabled=not is_open):
            return None
    return {group: _share(row) for group, row in zip(crowd.labels, edited, strict=True) if row["is"]}


def _share(row: Mapping[str, object]) -> int | None:
    """A share of a row as it is stored; a forged table may hold anything."""
    value = row["share"]
    return min(100, max(1, round(value))) if isinstance(value, int | float) and value == value else None


def against(found: Sequence[Wanted], held: Sequence[Meeting], crowd: Crowd, language: str) -> None:
    """A sentence for each group about the latest meeting, and the table of all: a mark, how many, which share."""
    if not found:
        return
    if not held:
        empty_state(t(language, "room.no_meeting_yet"))
        return
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")
    with st.container(key="card-past-wanted"):
        lines = "".join(f"<li>{escape(_sentence(each, len(held), crowd, language))}</li>" for each in found)
        st.html(f'<ul class="attune-wanted">{lines}</ul>')
        st.html(_table(found, held, crowd, language))
        st.html(_legend(language))
        st.caption(t(language, "participation.groups_rule"))


def _sentence(one: Wanted, meetings: int, crowd: Crowd, language: str) -> str:
    name = say(crowd.labels[one.group], language)
    latest = one.came[-1]
    words = t(language, f"room.told_{one.latest}", name=name, n=latest.people, share=latest.share, wished=one.wished)
    if one.latest == "there" and one.wished is not None:
        words = t(language, "room.told_enough", name=name, n=latest.people, share=latest.share, wished=one.wished)
    return f"{words} {t(language, 'room.times', times=one.times, meetings=meetings)}"


def _table(found: Sequence[Wanted], held: Sequence[Meeting], crowd: Crowd, language: str) -> str:
    days = distinct({meeting.id: day(meeting.held_on, language) for meeting in held[-MEETINGS_TOLD:]})
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in days.values())
    lines = "".join(
        f'<tr><th scope="row">{escape(say(crowd.labels[one.group], language))}{_wished(one, language)}</th>'
        + "".join(_cell(came, one.wished, language) for came in one.came[-MEETINGS_TOLD:])
        + "</tr>"
        for one in found
    )
    caption = escape(t(language, "room.table"))
    return (
        f'<div class="attune-grid" tabindex="0"><table><caption>{caption}</caption><thead><tr><td></td>{head}</tr>'
        f"</thead><tbody>{lines}</tbody></table></div>"
    )


def _wished(one: Wanted, language: str) -> str:
    words = "room.wished_there" if one.wished is None else "room.wished_percent"
    return f"<small>{escape(t(language, words, n=one.wished))}</small>"


def _cell(came: Came, wished: int | None, language: str) -> str:
    standing = came.standing(wished)
    told = f"{came.people} · {came.share} %" if came.people is not None else ""
    words = escape(t(language, f"room.mark_{standing}"))
    mark = f'<i aria-hidden="true">{_MARKS[standing]}</i><span class="attune-hidden">{words}</span>'
    return f'<td class="{standing}" title="{words}">{mark}{told}</td>'


def _legend(language: str) -> str:
    return '<p class="attune-facts">' + " &nbsp; ".join(
        f"{mark} {escape(t(language, f'room.mark_{name}'))}" for name, mark in _MARKS.items()
    ) + "</p>"  # fmt: skip


def missing_voices(
    found: Sequence[tuple[Meeting, Voices]], crowd: Crowd, language: str
) -> None:  # fmt: skip
    """Of whom how many gave an answer at the latest meetings, in sentences and a table."""
    section(t(language, "room.voices"))
    st.caption(t(language, "room.voices_lead"))
    told = [(meeting, each) for meeting, each in found if each.everybody is not None]
    if not told:
        empty_state(t(language, "room.voices_empty"))
        return
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")
    with st.container(key="card-past-voices"):
        meeting, latest = told[-1]
        words = [t(language, "room.answered", n=latest.everybody, day=day(meeting.held_on, language))]
        words += [
            t(language, "room.quiet", name=say(crowd.labels[group], language), n=latest.groups[group])
            for group in quietest(latest)
        ] or [t(language, "room.nobody_quiet")]
        st.html('<ul class="attune-wanted">' + "".join(f"<li>{escape(each)}</li>" for each in words) + "</ul>")
        st.html(_voices_table(told[-MEETINGS_TOLD:], crowd, language))
        st.caption(t(language, "room.voices_rule"))


def _voices_table(told: Sequence[tuple[Meeting, Voices]], crowd: Crowd, language: str) -> str:
    days = distinct({meeting.id: day(meeting.held_on, language) for meeting, _ in told})
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in days.values())
    rows = [(t(language, "room.everybody"), [each.everybody for _, each in told])]
    rows += [
        (say(words, language), [each.groups.get(group) for _, each in told]) for group, words in crowd.labels.items()
    ]
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th>' + "".join(_tenths(n, language) for n in numbers) + "</tr>"
        for name, numbers in rows
        if any(n is not None for n in numbers)
    )
    caption = escape(t(language, "room.voices_table"))
    return (
        f'<div class="attune-grid" tabindex="0"><table><caption>{caption}</caption><thead><tr><td></td>{head}</tr>'
        f"</thead><tbody>{lines}</tbody></table></div>"
    )


def _tenths(n: int | None, language: str) -> str:
    if n is None:
        return '<td class="untold">–</td>'
    bar = f'<i class="bar" style="--n:{n}" aria-hidden="true"></i>'
    return f"<td>{bar}{escape(t(language, 'room.tenths', n=n))}</td>"
