"""What a facilitator does about phones that are not people: one-time links, setting aside, and both taken back."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

import pytest

from components.live import control, doors, record
from components.live.arrivals import Arrival, ShutOut, arrive_all
from components.live.cast import Cast, Delivery, Refused, cast
from components.live.control import CannotControl
from components.live.origins import address_of, origin_of
from components.settings import settings
from db import answers, asides, corrections, history, meetings, origins, participants
from db.engine import Store
from db.ids import stamp
from db.one_time_links import Links
from tests.rooms import LINES, Made, answer, make_meeting, open_activity

VALUE = {"lines": {"expertise": 90}}


@pytest.fixture
def made(store: Store) -> Made:
    return make_meeting(store, configs={"spectrum": LINES})


@pytest.fixture
def asked(store: Store, made: Made) -> str:
    return open_activity(store, made, "spectrum")


def come(store: Store, made: Made, device: str, *, origin: str = "hall", link: str = "") -> ShutOut | str:
    """A phone comes in; who it is, or why it may not."""
    [found] = arrive_all(store, [Arrival(made.id, made.community_id, device, origin, link)])
    return found if isinstance(found, ShutOut) else found[0][0]


def stuff(store: Store, made: Made, asked: str, n: int = 30) -> None:
    """Fresh devices that answer at once."""
    for number in range(n):
        come(store, made, f"bot-{number}")
        answer(store, made, asked, f"bot-{number}", VALUE)


def people_answer(store: Store, made: Made, asked: str, n: int = 6) -> None:
    """People who came a while ago."""
    for number in range(n):
        come(store, made, f"person-{number}")
    store.execute("UPDATE origins SET at = :at", at=stamp(datetime.now().astimezone() - timedelta(hours=1)))
    for number in range(n):
        answer(store, made, asked, f"person-{number}", {"lines": {"expertise": 10}})


def looked(store: Store, made: Made) -> doors.Doors:
    meeting = meetings.by_id(store, made.id)
    assert meeting
    return doors.look(store, meeting)


def test_a_wave_is_seen_and_its_answers_set_aside_and_brought_back(store: Store, made: Made, asked: str) -> None:
    people_answer(store, made, asked)
    assert looked(store, made).wave is None
    stuff(store, made, asked)
    wave = looked(store, made).wave
    assert wave
    assert len(wave.phones) == 30
    before = meetings.by_id(store, made.id)
    done = doors.set_wave_aside(store, "Rosa", made.id)
    after = meetings.by_id(store, made.id)
    assert done
    assert (done.phones, done.answers) == (30, 30)
    assert before
    assert after
    assert after.control_revision > before.control_revision
    assert [answers.count(store, asked), participants.count_of_meeting(store, made.id)] == [6, 6]
    assert looked(store, made).wave is None
    control.end(store, made.id)
    assert [each.present for each in history.attendance(store, made.community_id)] == [6]
    assert record.withdrawn_lately(store, made.id) == []
    doors.let_count(store, "Rosa", made.id, done.at)
    assert [answers.count(store, asked), participants.count_of_meeting(store, made.id)] == [36, 36]
    assert asides.of_meeting(store, made.id) == []
    logged = corrections.of_community(store, made.community_id)
    assert [(each.what, each.by_name, each.words["phones"]) for each in logged] == [
        ("let_count", "Rosa", 30), ("set_aside", "Rosa", 30)]  # fmt: skip
    with pytest.raises(CannotControl, match="moved_on"):
        doors.let_count(store, "Rosa", made.id, done.at)


def test_a_hundred_people_who_scan_one_code_within_seconds_are_no_wave(store: Store, made: Made, asked: str) -> None:
    for number in range(100):
        come(store, made, f"person-{number}")
    assert looked(store, made).wave is None
    store.execute("UPDATE origins SET at = :at", at=stamp(datetime.now().astimezone() - timedelta(seconds=3)))
    for number in range(100):
        answer(store, made, asked, f"person-{number}", VALUE)
    assert looked(store, made).wave is None


def test_what_somebody_withdrew_before_stays_withdrawn_when_all_comes_back(
    store: Store, made: Made, asked: str
) -> None:
    stuff(store, made, asked)
    [first, *_] = answers.current(store, asked)
    store.execute("UPDATE answers SET withdrawn_at = '2026-01-01T00:00:00.000Z' WHERE id = :id", id=first.id)
    done = doors.set_wave_aside(store, "Rosa", made.id)
    assert done
    doors.let_count(store, "Rosa", made.id, done.at)
    assert answers.count(store, asked) == 29


def test_a_phone_that_was_set_aside_is_told_so_and_a_person_is_not(store: Store, made: Made, asked: str) -> None:
    people_answer(store, made, asked)
    stuff(store, made, asked)
    doors.set_wave_aside(store, "Rosa", made.id)
    with pytest.raises(Refused, match="phone_set_aside") as refused:
        answer(store, made, asked, "bot-3", VALUE)
    assert refused.value.reason == "door"
    answer(store, made, asked, "person-3", VALUE)
    answer(store, made, asked, "late comer", VALUE)


def test_a_dismissed_wave_comes_back_only_with_another_one(store: Store, made: Made, asked: str) -> None:
    stuff(store, made, asked)
    doors.calm(store, made.id)
    assert looked(store, made).wave is None
    for number in range(100, 125):
        come(store, made, f"bot-{number}")
        answer(store, made, asked, f"bot-{number}", VALUE)
    wave = looked(store, made).wave
    assert wave
    assert len(wave.phones) == 25


def test_with_the_number_of_people_said_many_more_phones_are_told(store: Store, made: Made) -> None:
    doors.say_people(store, made.id, 10)
    for number in range(15):
        come(store, made, f"p-{number}")
    assert looked(store, made).wave is None
    come(store, made, "one more")
    wave = looked(store, made).wave
    assert wave
    assert (wave.people, wave.phones) == (10, ())
    assert doors.set_wave_aside(store, "Rosa", made.id) is None
    with pytest.raises(CannotControl, match="out_of_range"):
        doors.say_people(store, made.id, 0)


def test_with_one_time_links_who_is_in_stays_and_who_has_one_comes_once(store: Store, made: Made, asked: str) -> None:
    come(store, made, "early")
    doors.ask_for_links(store, "Rosa", made.id, True)
    [code, other] = doors.make_links(store, made.id, 2)
    assert isinstance(come(store, made, "stranger"), ShutOut)
    with pytest.raises(Refused, match="one_time"):
        answer(store, made, asked, "stranger", VALUE)
    answer(store, made, asked, "early", VALUE)
    for value in ({"lines": {"expertise": 5}}, VALUE):
        cast(store, Delivery(made.id, "early", Cast(str(uuid.uuid4()), asked, value, seat=2)))
    assert isinstance(come(store, made, "late", link=code), str)
    answer(store, made, asked, "late", VALUE)
    assert isinstance(come(store, made, "thief", link=code), ShutOut)
    assert isinstance(come(store, made, "late", link=other), str)
    assert looked(store, made).links == Links(unused=1, used=1)
    doors.revoke_links(store, made.id)
    assert isinstance(come(store, made, "third", link=other), ShutOut)
    doors.ask_for_links(store, "Rosa", made.id, False)
    assert isinstance(come(store, made, "stranger"), str)
    assert [each.what for each in corrections.of_community(store, made.community_id)] == ["one_time_off", "one_time_on"]


def test_of_a_link_only_a_hash_is_kept_and_it_is_good_in_its_own_meeting_alone(store: Store, made: Made) -> None:
    codes = doors.make_links(store, made.id, 50)
    assert len(set(codes)) == 50
    assert min(len(code) for code in codes) == 16  # 96 random bits
    kept = str(store.query("SELECT * FROM one_time_links"))
    assert [code for code in codes if code in kept] == []
    other = make_meeting(store, configs={"spectrum": LINES}, account=made.account_id)
    doors.ask_for_links(store, "Rosa", other.id, True)
    assert isinstance(come(store, other, "phone", link=codes[0]), ShutOut)


def test_paper_ballots_are_typed_in_behind_one_time_links_too(store: Store, made: Made, asked: str) -> None:
    doors.ask_for_links(store, "Rosa", made.id, True)
    control.answer_for(store, made.id, Cast(str(uuid.uuid4()), asked, VALUE))
    assert answers.count(store, asked) == 1


def test_so_many_phones_from_one_address_and_no_more_where_that_is_set(
    store: Store, made: Made, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTUNE_MAX_PER_ADDRESS", "2")
    settings.cache_clear()
    for device in ("a", "b"):
        assert isinstance(come(store, made, device), str)
    shut = come(store, made, "c")
    assert isinstance(shut, ShutOut)
    assert shut.code == "too_many_here"
    assert isinstance(come(store, made, "a"), str)
    assert isinstance(come(store, made, "d", origin="elsewhere"), str)
    sent = Delivery(made.id, "e", Cast(str(uuid.uuid4()), asked, VALUE), origin="hall")
    with pytest.raises(Refused, match="too_many_here"):
        cast(store, sent)
    monkeypatch.delenv("ATTUNE_MAX_PER_ADDRESS")
    settings.cache_clear()
    assert isinstance(come(store, made, "c"), str)


def test_addresses_are_forgotten_at_the_end_and_after_a_day(store: Store, made: Made) -> None:
    come(store, made, "a")
    assert origins.count(store, made.id, "hall") == 1
    control.end(store, made.id)
    assert store.query("SELECT * FROM origins") == []
    other = make_meeting(store, configs={"spectrum": LINES}, account=made.account_id)
    come(store, other, "a")
    store.execute("UPDATE origins SET at = :at", at=stamp(datetime.now().astimezone() - timedelta(days=2)))
    assert origins.forget_old(store) == 1


def test_an_address_is_kept_as_a_hash_of_its_own_in_each_meeting(database: str) -> None:
    here, there = origin_of("203.0.113.9", "one"), origin_of("203.0.113.9", "two")
    assert len({here, there, origin_of("203.0.113.10", "one"), ""}) == 4
    assert "203" not in here
    assert origin_of("::ffff:203.0.113.9", "one") == here
    assert origin_of("2001:db8:1:2:3::4", "one") == origin_of("2001:db8:1:2:ffff::1", "one")
    assert origin_of("2001:db8:1:3::4", "one") != origin_of("2001:db8:1:2::4", "one")
    assert origin_of("no address", "one") == origin_of(None, "one") == ""


def test_only_a_trusted_proxy_is_believed_and_only_about_the_last_hop(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = "1.1.1.1, 198.51.100.7"
    assert address_of("203.0.113.9", forged) == "203.0.113.9"
    monkeypatch.setenv("ATTUNE_TRUSTED_PROXIES", "203.0.113.9, 10.0.0.0/8")
    settings.cache_clear()
    assert address_of("203.0.113.9", forged) == "198.51.100.7"
    assert address_of("203.0.113.9", f"{forged}, 10.1.2.3") == "198.51.100.7"
    assert address_of("203.0.113.9", "[2001:db8::1]:4711") == "2001:db8::1"
    assert address_of("203.0.113.9", "") == "203.0.113.9"
    assert address_of(None, forged) is None


def test_a_meeting_that_has_ended_or_is_rehearsed_has_no_doors(store: Store, made: Made, asked: str) -> None:
    stuff(store, made, asked)
    control.end(store, made.id)
    assert looked(store, made).wave is None
    acts = (
        lambda: doors.ask_for_links(store, "R", made.id, True),
        lambda: doors.calm(store, made.id),
        lambda: doors.set_wave_aside(store, "R", made.id),
        lambda: doors.make_links(store, made.id, 3),
    )
    for act in acts:
        with pytest.raises(CannotControl, match="not_live"):
            act()
