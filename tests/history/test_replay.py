"""A replay shows what the live display let everybody see, in its steps, and nothing between them."""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.registry import ACTIVITIES, chart_of
from components.charts import Figure, Look
from components.charts.animated import animated
from components.history.replay import MOST, Scene, replay_of, stops
from components.live import control, past
from components.live.past import PastRound
from components.live.released import held, released
from db import meetings
from db.answers import Answer
from db.engine import Store
from db.ids import stamp
from tests.rooms import CONFIGS, LINES, Made, answer, in_memory, make_meeting, open_activity

RUDE = codecs.decode("chgn", "rot13")
START = datetime(2026, 3, 5, 10, tzinfo=UTC)
MOVING = {
    "adopt",
    "icebreaker",
    "spectrum",
    "ranking",
    "choice",
    "fist",
    "twobytwo",
    "words",
    "points",
    "checkin",
    "company",
}
ARRIVALS = st.lists(st.tuples(st.integers(0, 14), st.booleans(), st.booleans()), max_size=60)
"""Who answers, whether they pass, and whether a facilitator gave it for them."""


def arrived(arrivals: Sequence[tuple[int, bool, bool]]) -> list[Answer]:
    value = {True: json.dumps({"pass": True}), False: json.dumps({"lines": {}})}
    return [
        Answer(seq, f"a{seq}", "r", f"p{person}", value[is_pass], 1, on_behalf)
        for seq, (person, is_pass, on_behalf) in enumerate(arrivals, start=1)
    ]


def every_second(found: Sequence[Answer]) -> dict[str, str]:
    return {each.id: (START + timedelta(seconds=each.seq)).isoformat() for each in found}


def people_in(found: Sequence[Answer]) -> set[str]:
    return {each.participant_id for each in found if not each.on_behalf and "pass" not in each.value}


@given(ARRIVALS)
def test_at_five_every_step_was_once_on_the_live_display(arrivals: list[tuple[int, bool, bool]]) -> None:
    found = arrived(arrivals)
    live = [[each.id for each in released(found[:upto], 5)] for upto in range(len(found) + 1)]
    for upto in stops(found, every_second(found), 5):
        assert [each.id for each in held(found, upto)] in live


@given(ARRIVALS)
def test_at_five_a_replay_begins_with_five_people_and_each_step_brings_three_more(
    arrivals: list[tuple[int, bool, bool]],
) -> None:
    found = arrived(arrivals)
    seen = [people_in(found[:upto]) for upto in stops(found, every_second(found), 5)]
    assert all(len(people) >= 5 for people in seen[:1])
    assert all(len(after - before) >= 3 for before, after in zip(seen, seen[1:], strict=False))


@given(ARRIVALS, st.integers(2, MOST))
def test_a_shortened_replay_leaves_steps_out_and_adds_none(arrivals: list[tuple[int, bool, bool]], most: int) -> None:
    found = arrived(arrivals)
    for least in (1, 5):
        whole = stops(found, every_second(found), least, most=1000)
        short = stops(found, every_second(found), least, most)
        assert len(short) <= most
        assert set(short) <= set(whole)
        assert [*short[:1], *short[-1:]] == [*whole[:1], *whole[-1:]]


def test_at_once_it_is_no_finer_than_four_pictures_a_second() -> None:
    found = arrived([(person, False, False) for person in range(8)])
    at = {each.id: (START + timedelta(milliseconds=100 * each.seq)).isoformat() for each in found}
    assert stops(found, at, 1) == [3, 6, 8]


def place(db: Store, made: Made, round_id: str, places: Sequence[int]) -> None:
    for person, at in enumerate(places):
        answer(db, made, round_id, f"phone {person}", {"lines": {"expertise": at}})


def spread(db: Store) -> None:
    """A minute between one answer and the next, as long after the opening."""
    [first] = db.query("SELECT MIN(opened_at) AS at FROM rounds")
    began = datetime.fromisoformat(first["at"])
    for number, row in enumerate(db.query("SELECT id FROM answers ORDER BY seq"), start=1):
        db.execute(
            "UPDATE answers SET at = :at WHERE id = :id", id=row["id"], at=stamp(began + timedelta(minutes=number))
        )


def past_round(db: Store, made: Made) -> PastRound:
    meeting = meetings.by_id(db, made.id)
    assert meeting
    final = past.agenda_of(db, meeting)[0].final
    assert final
    return final


def replayed(db: Store, made: Made) -> list[Scene]:
    return replay_of(db, past_round(db, made))


def test_it_goes_from_the_first_picture_to_the_one_the_page_shows() -> None:
    db = in_memory()
    made = make_meeting(db, show="at_five", configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    place(db, made, round_id, [10, 20, 30, 40, 50, 60, 70, 80, 90])
    control.close(db, made.id, seconds=0)
    scenes = replayed(db, made)
    assert [scene.answers for scene in scenes] == [5, 8, 9]
    assert scenes[-1].tally == past_round(db, made).tally
    assert [scene.is_last for scene in scenes] == [False, False, True]


def test_a_changed_answer_comes_with_the_next_step_or_the_end() -> None:
    db = in_memory()
    made = make_meeting(db, show="at_five", configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    place(db, made, round_id, [10, 20, 30, 40, 50])
    answer(db, made, round_id, "phone 0", {"lines": {"expertise": 100}})
    control.close(db, made.id, seconds=0)
    dots = [scene.tally["lines"]["expertise"]["dots"] for scene in replayed(db, made)]
    assert dots == [[10, 20, 30, 40, 50], [20, 30, 40, 50, 100]]


@pytest.mark.parametrize("places", [[10, 20, 30, 40], [10, 20, 30, 40, 50]], ids=["too few", "all in one step"])
def test_where_nothing_was_seen_to_grow_there_is_no_replay(places: list[int]) -> None:
    db = in_memory()
    made = make_meeting(db, show="at_five", configs={"spectrum": LINES})
    place(db, made, open_activity(db, made, "spectrum"), places)
    control.close(db, made.id, seconds=0)
    assert replayed(db, made) == []


def test_what_is_for_families_alone_has_no_replay() -> None:
    db = in_memory()
    made = make_meeting(db, configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    place(db, made, round_id, [10, 20, 30])
    spread(db)
    control.close(db, made.id, seconds=0)
    assert replayed(db, made)
    db.execute("UPDATE activities SET whom = 'families'")
    assert past_round(db, made).is_kept
    assert replayed(db, made) == []


def test_an_answer_that_came_after_the_meeting_is_only_in_the_last_picture() -> None:
    db = in_memory()
    made = make_meeting(db, configs={"spectrum": LINES})
    round_id = open_activity(db, made, "spectrum")
    place(db, made, round_id, [10, 20, 30])
    db.execute("UPDATE answers SET is_late = 1 WHERE seq = (SELECT MAX(seq) FROM answers)")
    spread(db)
    control.close(db, made.id, seconds=0)
    assert [scene.answers for scene in replayed(db, made)][-2:] == [2, 3]


def test_a_word_let_through_by_a_tap_is_in_no_picture_before_the_last() -> None:
    db = in_memory()
    made = make_meeting(db, configs={"words": CONFIGS["words"]})
    round_id = open_activity(db, made, "words")
    for person, word in enumerate([RUDE, "hope", "calm"]):
        answer(db, made, round_id, f"phone {person}", {"words": [word]})
    spread(db)
    db.execute(
        "INSERT INTO moderations (answer_id, part, is_let) SELECT id, 'word1', 1 FROM answers ORDER BY seq LIMIT 1"
    )
    control.close(db, made.id, seconds=0)
    told = [json.dumps(scene.tally) for scene in replayed(db, made)]
    assert RUDE in told[-1]
    assert [words for words in told[:-1] if RUDE in words] == []


@pytest.mark.parametrize("kind", [name for name, kind in ACTIVITIES.items() if kind.steps])
def test_every_kind_s_pictures_can_follow_one_another(kind: str) -> None:
    db, model, rng = in_memory(), ACTIVITIES[kind], Random(4)
    made = make_meeting(db, configs={kind: CONFIGS[kind]})
    step = model.first_step(model.parse_config(CONFIGS[kind]))
    round_id = open_activity(db, made, kind, step)
    [row] = db.query("SELECT config FROM rounds WHERE id = :id", id=round_id)
    config = model.parse_config(json.loads(row["config"]))
    for person in range(12):
        answer(db, made, round_id, f"phone {person}", model.pretend(config, step, rng, 0.2))
    spread(db)
    control.close(db, made.id, seconds=0)
    rnd = past_round(db, made)
    drawn = [
        chart_of(kind).picture(rnd.config_json, rnd.step, scene.tally, Look(), None, None)
        for scene in replay_of(db, rnd)
    ]
    figures = [each for each in drawn if isinstance(each, Figure)]
    assert len(figures) == (12 if kind in MOVING else 0)
    movie = animated(figures) if figures else {"data": [], "frames": []}
    assert {len(frame["data"]) for frame in movie["frames"]} <= {len(movie["data"])}
