"""What a facilitator does about time, and the silent time to think."""

from __future__ import annotations

import pytest

from components.live import control, pace
from components.live.agenda import neighbour, next_step
from components.live.cast import Refused
from components.live.control import CannotControl, Seen
from components.live.room import read
from components.live.schedule import state_of
from components.live.state import phone_state
from db import activities, communities, meetings, rounds
from db.engine import Store
from db.ids import now
from tests.rooms import CARDS, EXIT, LINES, TALK, WORD, Made, answer, make_meeting, open_activity

AGENDA = {"talk": TALK, "icebreaker": WORD, "spectrum": LINES, "reflection": EXIT}
PROPOSE = {"items": [], "top": 3, "propose": True}


@pytest.fixture
def made(store: Store) -> Made:
    """A live meeting at its first of four activities, five minutes each."""
    made = make_meeting(store, configs=AGENDA)
    control.show(store, made.id, made.activity_ids["talk"])
    return made


def begin_late(store: Store, made: Made, minutes: float) -> None:
    """Let the meeting have gone live so many minutes ago."""
    meetings.change(store, made.id, live_at=now(later=-60 * minutes))


def late(store: Store, made: Made) -> int:
    standing = pace.stand(read(store, made.id))
    assert standing
    return standing.late


def states(store: Store, made: Made) -> list[str]:
    room = read(store, made.id)
    on_phones = {each.activity.id for each in room.still_open}
    return [state_of(each, room.meeting.activity_id, on_phones) for each in room.agenda]


def minutes(store: Store, made: Made) -> list[int]:
    return [each.minutes for each in activities.of_meeting(store, made.id)]


def step(store: Store, made: Made) -> str:
    return next_step(read(store, made.id))


# Time


def test_arriving_is_no_delay_and_the_clock_begins_with_the_first_activity(store: Store) -> None:
    made = make_meeting(store, configs=AGENDA)
    begin_late(store, made, 20)
    assert pace.stand(read(store, made.id)) is None
    control.show(store, made.id, made.activity_ids["talk"])
    assert late(store, made) == 0
    begin_late(store, made, 15)
    assert late(store, made) == 15
    control.show(store, made.id, made.activity_ids["icebreaker"])
    assert late(store, made) == 10


def test_what_is_skipped_makes_up_time_is_passed_over_and_comes_back(store: Store, made: Made) -> None:
    begin_late(store, made, 10)
    for kind in ("icebreaker", "spectrum"):
        pace.skip(store, made.id, made.activity_ids[kind])
    assert states(store, made) == ["now", "skipped", "skipped", "coming"]
    assert late(store, made) == 0
    following = neighbour(read(store, made.id), 1)
    assert following
    assert following.kind == "reflection"
    pace.skip(store, made.id, made.activity_ids["icebreaker"], is_skipped=False)
    assert states(store, made) == ["now", "coming", "skipped", "coming"]


def test_phones_count_only_what_is_left_of_the_agenda(store: Store, made: Made) -> None:
    pace.skip(store, made.id, made.activity_ids["icebreaker"])
    control.show(store, made.id, made.activity_ids["spectrum"])
    told = phone_state(read(store, made.id), 1)["activity"]
    assert (told["position"], told["of"]) == (2, 3)


def test_a_skipped_activity_that_is_shown_after_all_is_not_skipped_any_more(store: Store, made: Made) -> None:
    pace.skip(store, made.id, made.activity_ids["spectrum"])
    control.show(store, made.id, made.activity_ids["spectrum"])
    assert states(store, made) == ["done", "coming", "now", "coming"]


def test_what_has_had_its_turn_cannot_be_skipped(store: Store, made: Made) -> None:
    for kind in ("talk", "icebreaker"):
        control.show(store, made.id, made.activity_ids[kind])
    for kind in ("talk", "icebreaker"):
        with pytest.raises(CannotControl) as refused:
            pace.skip(store, made.id, made.activity_ids[kind])
        assert refused.value.code == "already_shown"


def test_a_meeting_with_nothing_left_to_come_leads_to_its_end(store: Store, made: Made) -> None:
    for kind in ("icebreaker", "spectrum", "reflection"):
        pace.skip(store, made.id, made.activity_ids[kind])
    assert step(store, made) == "finish"


def test_the_rest_is_shortened_in_one_go_and_gets_its_minutes_back(store: Store, made: Made) -> None:
    begin_late(store, made, 9)
    pace.shorten(store, made.id)
    assert minutes(store, made) == [5, 2, 2, 2]
    assert late(store, made) == 0
    with pytest.raises(CannotControl) as refused:
        pace.shorten(store, made.id)
    assert refused.value.code == "nothing_to_shorten"
    pace.unshorten(store, made.id)
    assert minutes(store, made) == [5, 5, 5, 5]
    assert late(store, made) == 9


def test_an_edited_length_is_the_new_plan(store: Store, made: Made) -> None:
    begin_late(store, made, 9)
    pace.shorten(store, made.id)
    edited = activities.of_meeting(store, made.id)[1]
    activities.change(store, edited, title=edited.title, config=edited.config, minutes=4)
    pace.unshorten(store, made.id)
    assert minutes(store, made) == [5, 4, 5, 5]


def test_starting_for_real_forgets_what_the_rehearsal_skipped_and_shortened(store: Store) -> None:
    made = make_meeting(store, live=False, configs=AGENDA)
    control.rehearse(store, made.id)
    control.show(store, made.id, made.activity_ids["talk"])
    begin_late(store, made, 9)
    pace.skip(store, made.id, made.activity_ids["icebreaker"])
    pace.shorten(store, made.id)
    control.start_for_real(store, made.id)
    assert minutes(store, made) == [5, 5, 5, 5]
    assert states(store, made) == ["coming"] * 4


# Finish on phones


def test_the_room_goes_on_while_phones_finish(store: Store, made: Made) -> None:
    round_id = open_activity(store, made, "icebreaker")
    pace.finish_on_phones(store, made.id, made.activity_ids["icebreaker"])
    room = read(store, made.id)
    assert room.activity
    assert room.activity.kind == "spectrum"
    [told] = phone_state(room, 1)["still_open"]
    assert (told["id"], told["round"]["id"], told["until"]) == (made.activity_ids["icebreaker"], round_id, None)
    answer(store, made, round_id, "slow phone", {"word": "hope"})
    assert states(store, made) == ["done", "on_phones", "now", "coming"]


def test_what_is_still_to_come_can_be_left_to_phones_and_is_passed_over(store: Store, made: Made) -> None:
    pace.finish_on_phones(store, made.id, made.activity_ids["reflection"])
    assert states(store, made) == ["now", "coming", "coming", "on_phones"]
    [each] = read(store, made.id).still_open
    answer(store, made, each.round.id, "phone", {"useful": 5})
    control.show(store, made.id, made.activity_ids["spectrum"])
    assert neighbour(read(store, made.id), 1) is None


def test_leaving_the_last_activity_to_phones_leads_to_the_end(store: Store, made: Made) -> None:
    round_id = open_activity(store, made, "reflection")
    pace.finish_on_phones(store, made.id, made.activity_ids["reflection"])
    assert step(store, made) == "finish"
    answer(store, made, round_id, "phone", {"useful": 5})


def test_coming_back_to_what_was_left_makes_it_the_rooms_again(store: Store, made: Made) -> None:
    round_id = open_activity(store, made, "icebreaker")
    pace.finish_on_phones(store, made.id, made.activity_ids["icebreaker"])
    control.show(store, made.id, made.activity_ids["icebreaker"])
    room = read(store, made.id)
    assert room.round
    assert (room.round.id, room.round.phase, room.still_open) == (round_id, "open", [])
    assert step(store, made) == "close"


def test_what_was_left_can_be_closed(store: Store, made: Made) -> None:
    round_id = open_activity(store, made, "icebreaker")
    pace.finish_on_phones(store, made.id, made.activity_ids["icebreaker"])
    pace.take_back(store, made.id, made.activity_ids["icebreaker"])
    assert read(store, made.id).still_open == []
    with pytest.raises(Refused) as refused:
        answer(store, made, round_id, "phone", {"word": "hope"})
    assert refused.value.reason == "closed"


def test_nothing_is_left_to_phones_that_asks_nothing_or_was_shown(store: Store, made: Made) -> None:
    open_activity(store, made, "spectrum")
    control.reveal(store, made.id)
    for kind in ("talk", "spectrum"):
        with pytest.raises(CannotControl) as refused:
            pace.finish_on_phones(store, made.id, made.activity_ids[kind])
        assert refused.value.code == "not_for_phones"


def test_proposals_are_not_left_to_phones_since_the_order_is_made_of_them(store: Store) -> None:
    made = make_meeting(store, configs={"ranking": PROPOSE, "reflection": EXIT})
    open_activity(store, made, "ranking")
    with pytest.raises(CannotControl):
        pace.finish_on_phones(store, made.id, made.activity_ids["ranking"])


def test_the_small_group_rule_holds_for_what_was_left(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs=AGENDA)
    round_id = open_activity(store, made, "icebreaker")
    pace.finish_on_phones(store, made.id, made.activity_ids["icebreaker"])
    for device in "abcd":
        answer(store, made, round_id, device, {"word": "hope"})
    control.show(store, made.id, made.activity_ids["icebreaker"])
    assert read(store, made.id).tally == {"hidden": "few"}


# Time to think


def think(store: Store, made: Made, kind: str, seconds: float = 20) -> str:
    control.show(store, made.id, made.activity_ids[kind])
    return control.open_round(store, made.id, think=seconds)


def run_out(store: Store, round_id: str) -> None:
    """Let the time to think be over."""
    store.execute("UPDATE rounds SET opens_at = :at WHERE id = :id", at=now(later=-0.01), id=round_id)


def test_while_everybody_thinks_phones_see_the_prompt_and_the_time_and_cannot_answer(store: Store, made: Made) -> None:
    round_id = think(store, made, "icebreaker")
    told = phone_state(read(store, made.id), 1)["activity"]
    assert told["config"]["prompt"]["en"] == "One word for today?"
    assert told["round"] is None
    assert told["thinking"]["opens_at"] > now()
    assert step(store, made) == "open_now"
    with pytest.raises(Refused) as refused:
        answer(store, made, round_id, "hasty phone", {"word": "hope"})
    assert refused.value.reason == "closed"


def test_answers_open_by_themselves_and_say_so_once(store: Store, made: Made) -> None:
    round_id = think(store, made, "icebreaker")
    run_out(store, round_id)
    answer(store, made, round_id, "phone", {"word": "hope"})  # whoever closes the books comes a moment later
    before = meetings.by_id(store, made.id)
    control.settle(store)
    after = meetings.by_id(store, made.id)
    assert before
    assert after
    assert after.control_revision == before.control_revision + 1
    control.settle(store)
    assert meetings.by_id(store, made.id) == after
    told = phone_state(read(store, made.id), 1)["activity"]
    assert (told["round"]["id"], told["round"]["phase"], told["thinking"]) == (round_id, "open", None)


def test_whoever_looks_next_knows_when_the_time_is_over(store: Store, made: Made) -> None:
    assert rounds.next_turn(store) is None
    round_id = think(store, made, "icebreaker")
    opened = rounds.by_id(store, round_id)
    assert opened
    assert rounds.next_turn(store) == opened.opens_at
    pace.open_now(store, made.id)
    assert rounds.next_turn(store) is None


def test_the_facilitator_can_open_at_once(store: Store, made: Made) -> None:
    round_id = think(store, made, "icebreaker")
    pace.open_now(store, made.id)
    answer(store, made, round_id, "phone", {"word": "hope"})
    pace.open_now(store, made.id)  # a second press, or one that comes just after the time, harms nothing
    assert step(store, made) == "close"


def test_opening_can_be_taken_back_while_everybody_thinks(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS | {"prompt_id": "what-helped"}})
    think(store, made, "icebreaker")
    assert communities.prompts_used(store, made.community_id) == ["what-helped"]
    pace.not_yet(store, made.id)
    assert rounds.of_meeting(store, made.id) == []
    assert communities.prompts_used(store, made.community_id) == []
    assert step(store, made) == "open"
    with pytest.raises(CannotControl):
        pace.not_yet(store, made.id)


def test_going_on_while_everybody_thinks_leaves_no_empty_round(store: Store, made: Made) -> None:
    think(store, made, "icebreaker")
    control.show(store, made.id, made.activity_ids["spectrum"])
    think(store, made, "spectrum")
    control.end(store, made.id)
    assert rounds.of_meeting(store, made.id) == []


def test_answers_are_not_opened_twice(store: Store, made: Made) -> None:
    think(store, made, "icebreaker")
    with pytest.raises(CannotControl) as refused:
        control.open_round(store, made.id)
    assert refused.value.code == "already_open"


def test_a_facilitator_who_saw_everybody_thinking_does_not_close_what_has_opened(store: Store, made: Made) -> None:
    round_id = think(store, made, "icebreaker")
    seen = Seen.of(read(store, made.id))
    run_out(store, round_id)
    with pytest.raises(CannotControl) as refused:
        control.show(store, made.id, made.activity_ids["spectrum"], seen)
    assert refused.value.code == "moved_on"


def test_an_activity_may_have_its_own_time_to_think(store: Store, made: Made) -> None:
    control.show(store, made.id, made.activity_ids["icebreaker"])
    meetings.change(store, made.id, think_seconds=20)
    assert read(store, made.id).think_seconds == 20
    own = activities.of_meeting(store, made.id)[1]
    for seconds in (0, 60):
        activities.set_thinking(store, own, seconds)
        assert read(store, made.id).think_seconds == seconds


def test_who_says_nothing_opens_at_once(store: Store, made: Made) -> None:
    meetings.change(store, made.id, think_seconds=20)
    round_id = open_activity(store, made, "icebreaker")
    answer(store, made, round_id, "phone", {"word": "hope"})


def test_a_meeting_has_twenty_seconds_to_think_unless_it_says_otherwise(store: Store, made: Made) -> None:
    meeting_id = meetings.create(store, made.community_id, {"en": "Another"})
    found = meetings.by_id(store, meeting_id)
    assert found
    assert found.think_seconds == 20


def test_another_prompt_is_not_drawn_while_everybody_thinks_about_this_one(store: Store) -> None:
    made = make_meeting(store, configs={"icebreaker": CARDS | {"prompt_id": "what-helped"}})
    think(store, made, "icebreaker")
    with pytest.raises(CannotControl):
        control.draw_another(store, made.id)


def test_what_people_answered_on_phones_is_kept_when_it_is_taken_back(store: Store, made: Made) -> None:
    pace.finish_on_phones(store, made.id, made.activity_ids["reflection"])
    [each] = read(store, made.id).still_open
    answer(store, made, each.round.id, "phone", {"useful": 5})
    pace.take_back(store, made.id, made.activity_ids["reflection"])
    [kept] = rounds.of_meeting(store, made.id)
    assert (kept.id, kept.phase) == (each.round.id, "closed")
