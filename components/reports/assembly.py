"""Reports put together from what ended meetings came to, under the same rules for small groups as everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from components.activities.base import LEAST_AT_FIVE
from components.activities.registry import ACTIVITIES, chart_of
from components.activities.written import asked_and_said, clean
from components.charts import Moment
from components.charts.editable import Editable, days_of
from components.history.groups import crowd_of
from components.history.joins import followed
from components.history.story import Change, changes_of, top_of
from components.history.summaries import Summary
from components.history.tables import moment_of, numbers_of, participation_of
from components.history.told import how_far, method, rests_on, whose
from components.live.agreed import parse_agreed
from components.reports import families
from components.reports.goals import goal_parts
from components.reports.groups import group_parts
from components.reports.report import (
    OUTSIDE,
    PEER,
    SPONSOR,
    Article,
    NotAgreed,
    NothingToReport,
    Order,
    Part,
    Report,
    Rows,
    Sheet,
)
from components.reports.room import seen_in_room
from components.text import UnknownText, say, t
from components.text.days import day
from db import communities, history
from db.communities import Community
from db.engine import Store
from db.history import Attendance

MOST_TOLD = 3
MOST_ON_A_PAGE = 4
"""How many charts one sheet of paper has room for."""


def report_of(db: Store, order: Order) -> Report:
    """The report somebody asks for, as things stand now.

    Raises:
        NotAgreed: it is for a funder or an agency, and the group has agreed on nothing they see.
        NothingToReport: there is no such community, or no ended meeting among those chosen has answers.
    """
    community = communities.by_id(db, order.community_id)
    if community is None:
        raise NothingToReport(order.community_id)
    sees = parse_agreed(community.funders_see).sees
    if (order.audience in OUTSIDE and sees == "none") or (order.audience == SPONSOR and sees == "sent"):
        raise NotAgreed(order.community_id)
    found = _chosen(followed(db, community.id).summaries, order.meetings)
    if not found:
        raise NothingToReport(order.community_id)
    attended = [
        each
        for each in history.attendance(db, community.id)
        if not order.meetings or each.meeting.id in order.meetings
    ]  # fmt: skip
    if order.audience == "families":
        return families.report(db, community, found)
    if order.audience in (SPONSOR, PEER):
        return Report((_seen_on_the_wall(db, community, [each for each in found if not _is_written(each)], order),))
    if order.audience in OUTSIDE:
        if sees == "wall":
            return Report((_seen_on_the_wall(db, community, found, order),))
        return Report((_summary(community, found, attended, order),))
    sheets = tuple(_sheet(each, order.language) for each in found if not each.is_hidden)
    goals = [] if order.meetings else goal_parts(db, community.id, found, attended, order.language)
    aims = tuple(_sheet_of(part, found) for part in goals)
    if _is_one(found):
        return Report((_one_meeting(community, found, order, goals),), (*sheets, *aims))
    by_kind, crowd = _by_kind(found), crowd_of(db, community)
    groups = group_parts(by_kind, crowd, order.language)
    whole = group_parts(by_kind, crowd, order.language, is_whole=True)
    more = tuple(_sheet_of(part, found) for part in whole)
    return Report((_many_meetings(community, found, attended, order, groups, goals),), (*sheets, *more, *aims))


def _chosen(found: Iterable[Summary], meetings: Sequence[str]) -> list[Summary]:
    return [each for each in found if not meetings or each.meeting.id in meetings]


def _is_one(found: Sequence[Summary]) -> bool:
    return len({each.meeting.id for each in found}) == 1


def _article(
    community: Community, found: Sequence[Summary], order: Order, title: str, *, parts: Iterable[Part],
    notes: tuple[str, ...], told: tuple[tuple[str, str], ...] = (),
) -> Article:  # fmt: skip
    language = order.language
    days = sorted({each.meeting.held_on for each in found})
    between = t(language, "reports.from_to", first=day(days[0], language), last=day(days[-1], language))
    return Article(
        language=language,
        audience=order.audience,
        community=clean(say(community.name, language)),
        title=clean(title),
        days=between if len(days) > 1 else day(days[0], language),
        made=t(language, "reports.made", day=day(datetime.now(UTC).date().isoformat(), language)),
        told=told,
        parts=tuple(parts),
        notes=notes,
    )


# For organizers


def _many_meetings(
    community: Community, found: Sequence[Summary], attended: Sequence[Attendance], order: Order,
    groups: Sequence[Part], goals: Sequence[Part],
) -> Article:  # fmt: skip
    """All that History shows: what has changed, each kind from meeting to meeting, and for whom it holds; the goals."""
    language, by_kind = order.language, _by_kind(found)
    changes = changes_of(by_kind)
    parts = [
        _kind_part(name, by_kind[name], [each for each in changes if each.kind == name], language)
        for name in ACTIVITIES
        if by_kind.get(name)
    ]
    parts = [
        part
        for part in [*parts, *map(_clean_part, groups), _participation(attended, language), *goals]
        if part.charts or part.rows or part.said
    ]
    return _article(
        community, found, order, t(language, "story.title"), told=_told(changes, language), parts=parts,
        notes=_notes(language, (*method(language), *([t(language, "groups.rule")] if groups else []))),
    )  # fmt: skip


def _by_kind(found: Sequence[Summary]) -> dict[str, list[Summary]]:
    kinds: dict[str, list[Summary]] = {}
    for each in found:
        kinds.setdefault(each.kind, []).append(each)
    return kinds


def _kind_part(name: str, found: Sequence[Summary], changes: Sequence[Change], language: str) -> Part:
    shown = [each for each in found if not each.is_hidden]
    said = tuple(" ".join(filter(None, _sentences(change, language))) for change in changes[:MOST_TOLD])
    charts = chart_of(name).editable([moment_of(each, language) for each in shown], language)
    rows = _clean_rows(numbers_of(shown, language))
    return Part(kind_name(name, language), tuple(map(clean, said)), charts=_clean(charts), rows=rows)


def _one_meeting(community: Community, found: Sequence[Summary], order: Order, goals: Sequence[Part]) -> Article:
    """All that a meeting's page shows of what its activities ended with."""
    language = order.language
    parts = [*(_activity_part(each, language) for each in found), *goals]
    title = say(found[0].meeting.title, language)
    return _article(community, found, order, title, parts=parts, notes=_notes(language, ()))


def _activity_part(each: Summary, language: str) -> Part:
    head = clean(say(each.title, language)) or kind_name(each.kind, language)
    if each.is_hidden:
        return Part(head, (t(language, "history.few", least=LEAST_AT_FIVE),))
    chart = chart_of(each.kind)
    said = clean(chart.headline(each.config, each.step, each.tally, language))
    charts = _clean(chart.editable([moment_of(each, language)], language))
    rows = _clean_rows(chart.plain(each.config, each.step, each.tally, language))
    return Part(head, (said,) if said and said not in [one.title for one in charts] else (), charts=charts, rows=rows)


def _sheet(each: Summary, language: str) -> Sheet:
    chart = chart_of(each.kind)
    rows = chart.plain(each.config, each.step, each.tally, language)
    said = chart.headline(each.config, each.step, each.tally, language)
    title, meeting = (clean(say(words, language)) for words in (each.title, each.meeting.title))
    return Sheet(title, meeting, each.meeting.held_on, clean(said), _clean_rows(rows))


def _sheet_of(part: Part, found: Sequence[Summary]) -> Sheet:
    """What a part that is about all meetings holds, as of the latest."""
    return Sheet(part.head, "", found[-1].meeting.held_on, " ".join(part.said or part.items), _clean_rows(part.rows))


# For a funder or an agency


def _summary(community: Community, found: Sequence[Summary], attended: Sequence[Attendance], order: Order) -> Article:
    """A summary of the results: no text that a person wrote, and nothing that fewer than five answered."""
    language = order.language
    enough = [each for each in found if not each.is_hidden and each.answered >= LEAST_AT_FIVE]
    by_kind = _by_kind([each for each in enough if not _is_written(each)])
    changes = changes_of(by_kind)
    latest = max((each.meeting.held_on for each in enough), default="")
    now = [each for each in enough if each.meeting.held_on == latest and not _is_written(each)]
    standing = Part(
        t(language, "reports.stands"), items=tuple(filter(None, (_stands(each, language) for each in now)))[:MOST_TOLD]
    )
    charts = [
        chart
        for name in ACTIVITIES
        if by_kind.get(name)
        for chart in chart_of(name).editable([moment_of(each, language) for each in by_kind[name]], language)[:2]
    ]
    some, came = _clean(charts)[: MOST_ON_A_PAGE - 1], _participation(attended, language).charts
    is_agency = order.audience == "agency"
    seen = Part(t(language, "reports.seen"), charts=(*some, *came) if is_agency else (*came, *some))
    parts = [standing, seen] if is_agency else [seen, standing]
    title = t(language, f"reports.title_{order.audience}")
    return _article(
        community, found, order, title, told=_told(changes, language),
        parts=[part for part in parts if part.charts or part.items or part.said],
        notes=(_agreed(community, language), *_notes(language, method(language)[1:2])),
    )  # fmt: skip


def _is_written(each: Summary) -> bool:
    """Whether what it shows are people's own words."""
    return ACTIVITIES[each.kind].writes and not each.measures


def _stands(each: Summary, language: str) -> str:
    said = chart_of(each.kind).headline(each.config, each.step, each.tally, language)
    return clean(asked_and_said(say(each.title, language), said)) if said else ""


def _seen_on_the_wall(db: Store, community: Community, found: Sequence[Summary], order: Order) -> Article:
    """What the wall showed of the latest meeting, and nothing else."""
    if not found:
        raise NothingToReport(order.community_id)
    language, latest = order.language, found[-1].meeting
    seen = seen_in_room(db, latest)
    parts = [_activity_part(each, language) for each in found if each.activity_id in seen and not each.is_hidden]
    parts = [Part(part.head, part.said, charts=part.charts[:1]) for part in parts]
    told = tuple((said, "") for part in parts for said in part.said[:1])[:MOST_TOLD]
    only = [each for each in found if each.meeting.id == latest.id]
    return _article(
        community, only, order, say(latest.title, language), told=told,
        parts=[Part(part.head, charts=part.charts) for part in parts if part.charts][:MOST_ON_A_PAGE],
        notes=(_agreed(community, language), *_notes(language, ())),
    )  # fmt: skip


def _agreed(community: Community, language: str) -> str:
    return clean(say(parse_agreed(community.funders_see).told, language))


# What all share


def _told(changes: Sequence[Change], language: str) -> tuple[tuple[str, str], ...]:
    return tuple(_pair(change, language) for change in top_of(changes, MOST_TOLD))


def _pair(change: Change, language: str) -> tuple[str, str]:
    first, *rest = _sentences(change, language)
    return clean(first), clean(" ".join(filter(None, rest)))


def _sentences(change: Change, language: str) -> list[str]:
    moved, _, _ = change.told
    sure = t(language, f"story.{change.certainty}") if moved else ""
    return [how_far(change, language), sure, whose(change, language), *rests_on(change, language)]


def _participation(attended: Sequence[Attendance], language: str) -> Part:
    """Who came and who came back."""
    head = t(language, "participation.title")
    if not attended:
        return Part(head)
    last, many = attended[-1], len(attended)
    values = {"n": last.present, "back": last.returning, "day": day(last.held_on, language)}
    title = t(language, "participation.first" if many == 1 else "participation.last", **values)
    names = [t(language, f"participation.{name}") for name in ("back", "new")]
    counts = [[each.returning for each in attended], [each.present - each.returning for each in attended]]
    series = tuple((name, tuple(row)) for name, row in zip(names, counts, strict=True))
    held = [Moment(each.meeting.id, "", each.held_on, {}, "", {}) for each in attended]
    lost = [t(language, "participation.unlinked")] if any(each.meeting.unlinked_at for each in attended) else []
    note = " ".join([t(language, "participation.caption"), *lost])
    chart = Editable(title, days_of(held, language), series, "piled", note, "parts")
    return Part(head, charts=(chart,), rows=_clean_rows(participation_of(attended, language)))


def kind_name(name: str, language: str) -> str:
    """What a kind is called."""
    try:
        return t(language, f"{name}.name")
    except UnknownText:
        return name.capitalize()


def _notes(language: str, more: Sequence[str]) -> tuple[str, ...]:
    return (*more, t(language, "reports.note_small"), t(language, "reports.note_poles"))


def _clean(charts: Iterable[Editable]) -> tuple[Editable, ...]:
    return tuple(
        Editable(
            clean(chart.title), tuple(map(clean, chart.categories)),
            tuple((clean(name), numbers) for name, numbers in chart.series), chart.form, chart.note, chart.tone,
            chart.is_share, chart.is_place,
        )
        for chart in charts
        if not chart.is_empty
    )  # fmt: skip


def _clean_part(part: Part) -> Part:
    return Part(clean(part.head), part.said, charts=_clean(part.charts), rows=_clean_rows(part.rows))


def _clean_rows(rows: Rows) -> Rows:
    return [{clean(name): clean(cell) if isinstance(cell, str) else cell for name, cell in row.items()} for row in rows]
