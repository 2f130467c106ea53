"""The parts of somebody's own page, each a function in `PARTS`: another part is another function there.

A kind of activity brings what it has to show by its record: `follows`, `stands`, `between`, and `own` of its chart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from components.activities.base import PASS, Followed
from components.activities.registry import ACTIVITIES, chart_of, kind_of
from components.activities.written import clean
from components.live.entries import parse_value, parsed_config
from components.live.matched import OwnMatch, over_time
from components.member.own import Own, by_person
from components.text import say, t
from components.text.days import day
from db import library, members
from db.engine import Store
from db.members import Member

_ON_THE_WEB = ("https://", "http://")


@dataclass(frozen=True)
class Line:
    """A line of text and, smaller, what is to be said about it. With a `promise` its owner may note a status.

    `link` is the address it leads to, on the web.
    """

    text: str
    about: tuple[str, ...] = ()
    link: str = ""
    promise: str = ""
    status: str = ""


@dataclass(frozen=True)
class Path:
    """Where somebody stood between two poles, by day; each from 0 (left) to 100."""

    asked: str
    left: str
    right: str
    stood: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Group:
    """Lines under a heading of their own, folded away where `is_folded`."""

    head: str
    lines: tuple[Line, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the page; every text is plain text, and what it is put into must escape it."""

    name: str
    head: str
    lead: str = ""
    lines: tuple[Line, ...] = ()
    paths: tuple[Path, ...] = ()
    groups: tuple[Group, ...] = ()


def parts_of(db: Store, member: Member, own: Sequence[Own], language: str) -> list[Part]:
    """All parts that have something to show."""
    found = [part(db, member, own, language) for part in PARTS]
    return [each for each in found if each and (each.lines or each.paths or each.groups)]


def along(db: Store, member: Member, own: Sequence[Own], language: str) -> Part | None:
    """What somebody takes along from the latest meeting: the group they joined, and the like."""
    last = own[-1].row.meeting_id if own else ""
    lines = tuple(
        Line(clean(say(words, language)), (t(language, f"{each.row.kind}.name"),))
        for each in own
        if each.row.meeting_id == last
        for words in each.kind.between(each.config, each.row.step, each.answer)
    )
    return Part("along", t(language, "member.along"), lines=lines)


def commitments(db: Store, member: Member, own: Sequence[Own], language: str) -> Part | None:
    """What somebody said they would do, what they said became of it at meetings, and what they noted since."""
    follow = next((kind.follows for kind in ACTIVITIES.values() if kind.follows), None)
    if follow is None:
        return None
    days = {each.row.meeting_id: each.row.held_on for each in own}
    noted = members.marks_of(db, member)
    lines = [
        _commitment(each, days, noted, language)
        for answers in by_person(own)
        for each in follow([answer.earlier for answer in answers])
    ]
    return Part("commitments", t(language, "member.commitments"), t(language, "member.commitments_lead"), tuple(lines))


def _commitment(
    each: Followed, days: dict[str, str], noted: dict[str, tuple[str, str]], language: str
) -> Line:  # fmt: skip
    promise = each.promise
    about = [t(language, "member.by", day=day(promise.by, language))] if promise.by else []
    about += [t(language, "member.obstacle", obstacle=clean(promise.obstacle))] if promise.obstacle else []
    about += [
        t(language, "member.said", day=day(days[meeting], language), status=t(language, f"member.status_{status}"))
        for meeting, status in each.said
        if meeting in days
    ]
    status, at = noted.get(each.id, ("", ""))
    if status:
        words = t(language, f"member.status_{status}")
        about.append(t(language, "member.noted", day=day(at[:10], language), status=words))
    latest = status or (each.said[-1][1] if each.said else "")
    return Line(clean(promise.text), tuple(about), promise=each.id, status=latest)


def matched(db: Store, member: Member, own: Sequence[Own], language: str) -> Part | None:
    """Whom somebody was matched with, the latest first, and what they noted of it."""
    days = {each.row.meeting_id: each.row.held_on for each in own}
    lines = []
    for each in over_time(db, member.people):
        on = [day(days[each.meeting_id], language)] if each.meeting_id in days else []
        for words in chart_of(each.kind).met(each.config, each.told, language):
            lines.append(Line(clean(words), (*on, *_came_of(each, language))))
    return Part("matched", t(language, "member.matched"), t(language, "member.matched_lead"), tuple(lines))


def _came_of(each: OwnMatch, language: str) -> list[str]:
    kind, config = kind_of(each.kind), parsed_config(each.kind, json.dumps(each.config))
    answer = parse_value(kind, config, kind.steps[-1], each.answer) if each.answer else PASS
    if answer is PASS:
        return []
    return [clean(words) for words in chart_of(each.kind).own(each.config, kind.steps[-1], answer, language)]


def reading(db: Store, member: Member, own: Sequence[Own], language: str) -> Part | None:
    """What the community wants to have read until it meets again."""
    lines = tuple(
        Line(clean(item.title), link=item.link if item.link.startswith(_ON_THE_WEB) else "")
        for item in library.reading_list(db, member.community_id)
    )
    return Part("reading", t(language, "library.reading"), lines=lines)


def stands(db: Store, member: Member, own: Sequence[Own], language: str) -> Part | None:
    """Somebody's own marks on each line as they moved from meeting to meeting, the last of each meeting."""
    lines: dict[tuple[str, str], tuple[Path, dict[str, float]]] = {}
    for each in own:
        for stand in each.kind.stands(each.config, each.answer):
            asked, left, right = (clean(say(text, language)) for text in (stand.asked, stand.left, stand.right))
            key = (each.row.participant_id, stand.id)
            stood = lines[key][1] if key in lines else {}
            lines[key] = (Path(asked, left, right, ()), stood | {each.row.held_on: stand.at})
    paths = tuple(
        Path(path.asked, path.left, path.right, tuple((day(on, language), at) for on, at in sorted(stood.items())))
        for path, stood in lines.values()
    )
    return Part("stands", t(language, "member.stands"), t(language, "member.stands_lead"), paths=paths)


def answered(db: Store, member: Member, own: Sequence[Own], language: str) -> Part | None:
    """Everything somebody answered, meeting by meeting, the latest first and the earlier ones folded away."""
    meetings: dict[str, list[Own]] = {}
    for each in own:
        meetings.setdefault(each.row.meeting_id, []).append(each)
    groups = [
        _meeting(answers, language, is_folded=place > 0) for place, answers in enumerate([*meetings.values()][::-1])
    ]
    return Part("answered", t(language, "member.answered"), groups=tuple(group for group in groups if group.lines))


def _meeting(answers: Sequence[Own], language: str, *, is_folded: bool) -> Group:
    latest = {(each.row.participant_id, each.row.activity_id): each for each in answers}
    lines = [
        Line(clean(say(each.title, language)) or t(language, f"{each.row.kind}.name"), tuple(words))
        for each in latest.values()
        if (words := _words(each, language))
    ]
    held = answers[0].row
    return Group(
        f"{clean(say(_loads(held.meeting), language))} · {day(held.held_on, language)}", tuple(lines), is_folded
    )


def _words(each: Own, language: str) -> list[str]:
    told = chart_of(each.row.kind).own(each.asked, each.row.step, each.answer, language)
    return [words for words in map(clean, told) if words]


def _loads(text: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(text)
    return words


PARTS: tuple[Callable[[Store, Member, Sequence[Own], str], Part | None], ...] = (
    along, commitments, matched, reading, stands, answered,
)  # fmt: skip
"""The parts in the order they stand on the page."""
