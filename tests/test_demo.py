from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import correlation, mean
from typing import Any

import pytest

from components.activities.base import Entry, Json, Pass, count
from components.activities.registry import ACTIVITIES, kind_of
from components.activities.spectrum.model import MOVE
from components.demo import build
from components.demo.beliefs import ISSUES, LINES, expected
from components.demo.people import everybody, present
from components.demo.plans import PAST
from components.directory.listing import read_listed
from components.directory.rollup import count as count_network
from components.directory.rollup import rolled
from components.history.groups import crowd_of, presence
from components.history.in_room import wanted
from components.live.entries import entries_of, parsed_config
from components.live.gate import OPEN
from components.live.room import read
from components.passwords import is_password
from db import (
    accounts,
    activities,
    answers,
    changes,
    communities,
    history,
    involvements,
    matches,
    meetings,
    network_offers,
    networks,
    public_pages,
    rounds,
    themes,
    wished_presence,
    workgroups,
)  # fmt: skip
from db.engine import Store
from db.ids import now
from db.meetings import Meeting
from db.rounds import Round
from tests.rooms import open_migrated

KEYS = {"account", "password", "display_url_path", "join_code", "meeting_id", "activities"}


@dataclass(frozen=True)
class Demo:
    """A built demo with its meetings, oldest first."""

    db: Store
    made: Json
    past: list[Meeting]
    live: Meeting | None


def build_demo(folder: Path, *, live: bool) -> Demo:
    db = open_migrated(folder / "attune.db")
    with db.atomic():
        made = build(db, live=live)
    account = accounts.by_username(db, "demo")
    assert account
    [community] = communities.of_account(db, account.id)
    found = meetings.of_community(db, community.id)[::-1]
    return Demo(db, made, found[:6], found[6] if len(found) > 6 else None)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    made = build_demo(tmp_path_factory.mktemp("demo"), live=True)
    yield made
    made.db.close()


def attendees(demo: Demo, meeting: Meeting) -> set[str]:
    rows = demo.db.query("SELECT participant_id AS p FROM attendances WHERE meeting_id = :id", id=meeting.id)
    return {row["p"] for row in rows}


def held(demo: Demo, kind: str, step: str = "answer") -> list[tuple[Meeting, Round, list[Entry]]]:
    """Every past round of a kind with everybody's current answer."""
    found = []
    for meeting in demo.past:
        for activity in activities.of_meeting(demo.db, meeting.id):
            for rnd in rounds.of_activity(demo.db, activity.id) if activity.kind == kind else ():
                if rnd.step == step:
                    found.append((meeting, rnd, entries(demo, kind, rnd)))
    return found


def entries(demo: Demo, kind: str, rnd: Round) -> list[Entry]:
    given = answers.current(demo.db, rnd.id)
    return entries_of(kind_of(kind), rnd, given, answers.moderations(demo.db, rnd.id), OPEN)


def tallies(demo: Demo, kind: str, step: str = "answer") -> list[tuple[Meeting, Round, Json]]:
    return [
        (meeting, rnd, count(kind_of(kind), parsed_config(kind, rnd.config), step, given, 5))
        for meeting, rnd, given in held(demo, kind, step)
    ]


def replies(demo: Demo, kind: str) -> list[tuple[Meeting, Round, str, Any]]:
    """Every current answer that is no pass: meeting, round, person, answer."""
    return [
        (meeting, rnd, entry.person, entry.answer)
        for meeting, rnd, given in held(demo, kind)
        for entry in given
        if not isinstance(entry.answer, Pass)
    ]


def test_it_says_exactly_how_to_get_in(demo: Demo) -> None:
    assert demo.live
    assert json.loads(json.dumps(demo.made)) == demo.made
    assert set(demo.made) == KEYS
    assert demo.made["meeting_id"] == demo.live.id
    assert demo.made["join_code"] == demo.live.join_code
    assert demo.made["display_url_path"] == f"/display?key={demo.live.display_key}"
    agenda = activities.of_meeting(demo.db, demo.live.id)
    assert demo.made["activities"] == [{"id": a.id, "kind": a.kind, "position": a.position} for a in agenda]


def test_the_account_is_an_organizer_who_can_sign_in(demo: Demo) -> None:
    account = accounts.by_username(demo.db, demo.made["account"])
    assert account
    assert is_password(demo.made["password"], account.password_hash)
    assert accounts.allowed(demo.db, account.id, demo.past[0].community_id, "organizer")


def test_without_live_the_way_in_leads_to_the_newest_past_meeting(tmp_path: Path) -> None:
    demo = build_demo(tmp_path, live=False)
    demo.db.close()
    assert demo.live is None
    assert set(demo.made) == KEYS
    assert demo.made["meeting_id"] == demo.past[-1].id
    assert [meeting.phase for meeting in demo.past] == ["ended"] * 6


def test_the_live_meeting_waits_in_its_lobby_with_every_core_kind(demo: Demo) -> None:
    assert demo.live
    room = read(demo.db, demo.live.id)
    assert (room.meeting.phase, room.activity, room.meeting.show) == ("lobby", None, "at_five")
    assert {activity.kind for activity in room.agenda} >= {"icebreaker", "spectrum", "ranking", "reflection", "talk"}
    first_steps = {
        activity.kind: kind_of(activity.kind).first_step(parsed_config(activity.kind, activity.config))
        for activity in room.agenda
        if kind_of(activity.kind).steps
    }
    assert set(first_steps.values()) == {"answer"}
    ranking = next(activity for activity in room.agenda if activity.kind == "ranking")
    assert len(parsed_config("ranking", ranking.config).items) == len(ISSUES)


def test_meetings_have_the_planned_size_and_overlap(demo: Demo) -> None:
    came = [attendees(demo, meeting) for meeting in demo.past]
    assert [len(people) for people in came] == [plan.size for plan in PAST]
    assert all(12 <= len(people) <= 40 for people in came)
    for before, after in pairwise(came):
        assert 0.4 <= len(before & after) / len(after) <= 0.9
    visits = Counter(person for people in came for person in people)
    assert 55 <= len(visits) <= 65
    assert Counter(visits.values())[1] >= 8, "some come once"
    assert Counter(visits.values())[6] >= 8, "some always come"


@pytest.mark.parametrize("line", LINES)
def test_a_line_drifts_as_the_model_says(demo: Demo, line: str) -> None:
    placed: dict[str, list[float]] = {}
    for meeting, rnd, _, answer in replies(demo, "spectrum"):
        if rnd.number == 1 and answer.lines.get(line) is not None:
            placed.setdefault(meeting.id, []).append(answer.lines[line])
    asked = [index for index, meeting in enumerate(demo.past) if meeting.id in placed]
    first, last = asked[0], asked[-1]
    people = everybody()
    drift = [expected(present(people, index, PAST[index].size), line, index) for index in (first, last)]
    measured = [mean(placed[demo.past[index].id]) for index in (first, last)]
    assert measured[1] - measured[0] == pytest.approx(drift[1] - drift[0], abs=6)


def test_the_groups_trust_in_lived_experience_grows_clearly(demo: Demo) -> None:
    people = everybody()
    first, last = (expected(present(people, index, PAST[index].size), "expertise", index) for index in (0, 5))
    assert last - first > 15


def test_people_disagree_on_every_line(demo: Demo) -> None:
    for _, _, tally in tallies(demo, "spectrum"):
        for line in tally["lines"].values():
            assert line["dots"][-1] - line["dots"][0] > 40


def test_people_stay_themselves_from_round_to_round(demo: Demo) -> None:
    by_round: dict[str, dict[int, dict[str, float]]] = {}
    for meeting, rnd, person, answer in replies(demo, "spectrum"):
        if answer.lines.get("expertise") is not None:
            by_round.setdefault(meeting.id, {}).setdefault(rnd.number, {})[person] = answer.lines["expertise"]
    twice = [found for found in by_round.values() if 2 in found]
    assert len(twice) >= 3
    for found in twice:
        both = sorted(found[1].keys() & found[2].keys())
        before, after = [found[1][p] for p in both], [found[2][p] for p in both]
        moved = [abs(a - b) > MOVE for a, b in zip(before, after, strict=True)]
        assert correlation(before, after) > 0.8
        assert 0 < sum(moved) < len(moved)


def test_people_stay_themselves_from_meeting_to_meeting(demo: Demo) -> None:
    first, last = ({}, {})  # type: tuple[dict[str, float], dict[str, float]]
    for meeting, rnd, person, answer in replies(demo, "spectrum"):
        if rnd.number == 1 and answer.lines.get("expertise") is not None:
            {demo.past[0].id: first, demo.past[5].id: last}.get(meeting.id, {})[person] = answer.lines["expertise"]
    both = sorted(first.keys() & last.keys())
    assert len(both) >= 10
    assert correlation([first[p] for p in both], [last[p] for p in both]) > 0.5


def test_the_room_proposed_what_it_ranks_ever_since(demo: Demo) -> None:
    [(_, _, proposed)] = tallies(demo, "ranking", "propose")
    texts = {issue.text["en"] for issue in ISSUES}
    assert set(proposed["items"]) == texts
    rankings = held(demo, "ranking")
    items = [parsed_config("ranking", rnd.config).items for _, rnd, _ in rankings]
    assert len(items) == 5
    assert all({item.id for item in each} == {item.id for item in items[0]} for each in items)
    assert all({item.text["en"] for item in each} == texts for each in items)


def test_priorities_change_places(demo: Demo) -> None:
    averages = []
    for _, rnd, tally in tallies(demo, "ranking"):
        text = {item.id: item.text["en"] for item in parsed_config("ranking", rnd.config).items}
        averages.append({text[item]: place for item, place in tally["average"].items()})
    childcare, housing, *_ = (issue.text["en"] for issue in ISSUES)
    assert averages[0][childcare] < averages[0][housing]
    assert averages[-1][housing] < averages[-1][childcare]


def test_nobody_writes_the_same_sentence_as_somebody_else_in_a_round(demo: Demo) -> None:
    for kind in ("icebreaker", "reflection"):
        for _, rnd, given in held(demo, kind):
            config = parsed_config(kind, rnd.config)
            texts = Counter(
                piece.text
                for entry in given
                if not isinstance(entry.answer, Pass)
                for piece in kind_of(kind).pieces(config, rnd.step, entry.answer)
                if " " in piece.text
            )
            assert [text for text, times in texts.items() if times > 1] == []


def test_who_rates_one_meeting_well_tends_to_rate_another_well(demo: Demo) -> None:
    by_meeting: dict[str, dict[str, int]] = {}
    for meeting, _, person, answer in replies(demo, "reflection"):
        if "useful" in answer.replies:
            by_meeting.setdefault(meeting.id, {})[person] = answer.replies["useful"]
    own: dict[str, list[float]] = {}
    for ratings in by_meeting.values():
        for person, rating in ratings.items():
            own.setdefault(person, []).append(rating - mean(ratings.values()))
    often = [ratings for ratings in own.values() if len(ratings) >= 3]
    assert len(often) >= 15
    assert correlation([mean(r[::2]) for r in often], [mean(r[1::2]) for r in often]) > 0.4


def test_a_commitment_is_due_after_its_meeting(demo: Demo) -> None:
    due = [
        (answer.replies["try"].by.isoformat(), meeting.held_on)
        for meeting, _, _, answer in replies(demo, "reflection")
        if "try" in answer.replies and answer.replies["try"].by
    ]
    assert len(due) >= 20
    assert all(by > held_on for by, held_on in due)


def test_every_later_meeting_begins_with_what_became_of_commitments(demo: Demo) -> None:
    begins = [activities.of_meeting(demo.db, meeting.id)[0].kind for meeting in demo.past]
    assert begins == ["talk", *["checkin"] * 5]


def test_people_check_in_on_what_they_themselves_committed_to(demo: Demo) -> None:
    committed = {person for _, _, person, answer in replies(demo, "reflection") if "try" in answer.replies}
    found = replies(demo, "checkin")
    bound = [person for _, _, person, answer in found if answer.did]
    assert len(bound) >= 30
    assert set(bound) <= committed
    assert len(found) - len(bound) >= 20, "who comes for the first time had none"


def test_more_commitments_are_done_as_time_goes_on(demo: Demo) -> None:
    shares = []
    for _, _, tally in tallies(demo, "checkin"):
        counts = tally["questions"]["did"]
        if not counts.get("hidden"):
            shares.append(counts["done"] / (counts["done"] + counts["partly"] + counts["not_yet"]))
    assert len(shares) >= 4
    assert shares[-1] > shares[0] + 0.15


def test_some_pass(demo: Demo) -> None:
    everything = [entry for kind in ACTIVITIES for _, _, given in held(demo, kind) for entry in given]
    assert 0.05 < mean(isinstance(entry.answer, Pass) for entry in everything) < 0.09


def test_some_changed_their_answer(demo: Demo) -> None:
    row = demo.db.one("SELECT COUNT(*) AS n, COUNT(DISTINCT round_id || participant_id) AS k FROM answers")
    assert row
    assert 10 < row["n"] - row["k"] < row["n"] * 0.1


def test_every_stored_answer_is_one_a_phone_could_have_sent(demo: Demo) -> None:
    rows = demo.db.query(
        """SELECT a.kind, r.config, r.step, n.value FROM answers n JOIN rounds r ON r.id = n.round_id
           JOIN activities a ON a.id = r.activity_id"""
    )
    assert len(rows) > 500
    for row in rows:
        value = json.loads(row["value"])
        if value != {"pass": True}:
            kind_of(row["kind"]).parse_answer(parsed_config(row["kind"], row["config"]), row["step"], value)


def test_every_picture_can_be_shown(demo: Demo) -> None:
    found = [tally for kind, record in ACTIVITIES.items() for step in record.steps for *_, tally in
             tallies(demo, kind, step)]  # fmt: skip
    assert len(found) >= 20
    assert all(tally["n"] >= 12 for tally in found)


def test_rounds_end_as_a_facilitator_leaves_them(demo: Demo) -> None:
    phases = {
        kind: {rnd.phase for step in record.steps for _, rnd, _ in held(demo, kind, step)}
        for kind, record in ACTIVITIES.items()
        if record.steps
    }
    held_ones = {kind: found for kind, found in phases.items() if found}
    assert held_ones == {
        "icebreaker": {"closed"}, "spectrum": {"revealed"}, "ranking": {"revealed"}, "reflection": {"closed"},
        "checkin": {"revealed"}, "adopt": {"revealed"}, "fist": {"revealed"}, "workgroups": {"revealed"},
        "match": {"closed", "revealed"}, "company": {"revealed"},
    }  # fmt: skip


def test_without_a_live_meeting_what_was_changed_waits_for_the_next_one(tmp_path: Path) -> None:
    made = build_demo(tmp_path, live=False)
    assert len(changes.waiting(made.db, made.past[0].community_id)) == 2


def test_the_last_stages_three_questions_have_answers(demo: Demo) -> None:
    asked = ("feedback", "value", "keep_going")
    said = Counter(part for *_, answer in replies(demo, "reflection") for part in answer.replies if part in asked)
    assert set(said) == set(asked)
    assert min(said.values()) >= 5


def test_a_picked_text_is_one_its_writer_allowed(demo: Demo) -> None:
    picked = [(e.answer, part) for *_, given in held(demo, "reflection") for e in given for part in e.picked]
    assert len(picked) == 7
    assert all(kind_of("reflection").may_share(answer, part) for answer, part in picked)


def test_meetings_lie_about_six_weeks_apart_and_in_the_past(demo: Demo) -> None:
    days = [datetime.fromisoformat(meeting.held_on).replace(tzinfo=UTC) for meeting in demo.past]
    assert all(35 <= (after - before).days <= 49 for before, after in pairwise(days))
    assert 35 <= (datetime.now(UTC) - days[-1]).days <= 50


def test_everything_happened_in_its_order_and_before_now(demo: Demo) -> None:
    rows = demo.db.query(
        """SELECT c.created_at AS community, m.created_at AS planned, m.live_at, p.created_at AS known, t.first_at,
                  r.opened_at, n.at, r.closed_at, m.ended_at
           FROM answers n JOIN rounds r ON r.id = n.round_id JOIN activities a ON a.id = r.activity_id
           JOIN meetings m ON m.id = a.meeting_id JOIN communities c ON c.id = m.community_id
           JOIN participants p ON p.id = n.participant_id
           JOIN attendances t ON t.meeting_id = m.id AND t.participant_id = p.id"""
    )
    total = demo.db.one("SELECT COUNT(*) AS n FROM answers")
    assert total
    assert len(rows) == total["n"], "nobody answered without being there"
    for row in rows:
        assert row["known"] <= row["first_at"]
        names = ("community", "planned", "live_at", "first_at", "opened_at", "at", "closed_at", "ended_at")
        order = [*(row[name] for name in names), now()]
        assert order == sorted(order)


def test_answers_were_stored_in_the_order_they_came(demo: Demo) -> None:
    for row in demo.db.query("SELECT id FROM rounds"):
        times = demo.db.query("SELECT at FROM answers WHERE round_id = :id ORDER BY seq", id=row["id"])
        assert times == sorted(times, key=lambda answer: answer["at"])


def test_the_same_people_say_the_same_every_time(demo: Demo, tmp_path: Path) -> None:
    again = build_demo(tmp_path, live=True)
    try:
        assert [tally for *_, tally in tallies(again, "spectrum")] == [tally for *_, tally in tallies(demo, "spectrum")]
        assert again.made["meeting_id"] != demo.made["meeting_id"]
        assert again.made["password"] != demo.made["password"]
    finally:
        again.db.close()


def test_an_account_of_that_name_keeps_its_password(tmp_path: Path) -> None:
    with_account = open_migrated(tmp_path / "attune.db")
    accounts.create(with_account, "demo", "Somebody", "hash")
    with with_account.atomic():
        made = build(with_account, live=False)
    somebody = accounts.by_username(with_account, "demo")
    with_account.close()
    assert made["account"] == "demo2"
    assert somebody
    assert somebody.password_hash == "hash"


def test_people_met_two_by_two_and_workgroups_are_at_work(demo: Demo) -> None:
    community_id = demo.past[0].community_id
    assert len(matches.met(demo.db, community_id)) >= 6
    [(_, _, tally)] = tallies(demo, "match")
    assert sum(len(notes) for notes in tally["notes"].values()) >= 2
    groups = workgroups.of_community(demo.db, community_id)
    assert [group.is_open for group in groups] == [True, True, False]
    assert all(group.goal and group.lead and group.people for group in groups)
    assert groups[-1].outcome
    [asked] = [a for a in activities.of_meeting(demo.db, demo.past[-1].id) if a.title["en"].startswith("Workgroup: ")]
    assert asked.kind == "talk"


def test_what_was_written_is_sorted_into_themes_that_come_back(demo: Demo) -> None:
    community_id = demo.past[0].community_id
    found = themes.of_community(demo.db, community_id)
    counts = themes.counts(demo.db, community_id)
    assert len(found) == 5
    for theme in found:
        assert theme.name.keys() == {"en", "es"}
        assert len(counts[theme.id]) >= 2, theme.name
    assert counts[found[0].id].keys() >= {demo.past[0].id, demo.past[-1].id}


def test_whom_it_wants_in_the_room_is_told_at_some_meetings_and_missing_at_others(demo: Demo) -> None:
    community = communities.by_id(demo.db, demo.past[0].community_id)
    assert community
    wished = wished_presence.of_community(demo.db, community.id)
    attended = history.attendance(demo.db, community.id)
    shown = presence(
        history.present(demo.db, community.id), [each.meeting.id for each in attended], crowd_of(demo.db, community)
    )
    found = wanted(wished, shown, [each.present for each in attended])
    assert len(found) == len(wished) == 4
    assert all(0 < each.times < len(attended) for each in found)
    assert {one.part for one in involvements.of_community(demo.db, community.id)} == set(involvements.PARTS)


def test_its_page_is_open_and_its_network_comes_to_something_in_every_region_but_one(demo: Demo) -> None:
    own = demo.past[0].community_id
    page = public_pages.of_community(demo.db, own)
    assert page.is_open
    assert page.is_listed
    assert public_pages.released(demo.db, own) == {meeting.id for meeting in demo.past[-2:]}
    [network] = networks.of_community(demo.db, own)
    found = rolled(count_network(demo.db, network.id))
    assert found.whole.people
    assert len(found.regions) == 5
    assert all(region.people for region in found.regions.values())
    assert found.whole.goals == 3
    assert sum(bool(region.goals) for region in found.regions.values()) == 3
    assert {offer.sort for offer in network_offers.of_networks(demo.db, [network.id])} == {
        "template",
        "prompt",
        "lesson",
    }
    assert [listed.name["en"] for listed in read_listed(demo.db) if listed.page.community_id == own]
