"""What communities of a network share: as it was planned, and taken as a copy."""

from __future__ import annotations

import json

from components.live import sharing
from components.templates import you_said
from db import activities, communities, meetings, networks
from db.engine import Store
from tests.rooms import LINES, WORD, Made, make_account, make_meeting


def neighbours(db: Store) -> tuple[str, Made, Made]:
    """A network with two communities, each with a meeting."""
    one = make_meeting(db, configs={"spectrum": LINES, "icebreaker": WORD}, live=False)
    other = make_meeting(db, account=make_account(db, "bea"), configs={"talk": {"text": {"en": "Hi"}}}, live=False)
    network_id = networks.create(db, one.account_id, {"en": "N"}, "counties")
    for made in (one, other):
        networks.enter(db, network_id, made.community_id)
    return network_id, one, other


def test_an_agenda_is_taken_as_a_meeting_of_ones_own(store: Store) -> None:
    network_id, one, other = neighbours(store)
    offer_id = sharing.share_meeting(store, one.community_id, network_id, one.id, {"en": "Worked well"})
    assert offer_id
    taken = sharing.take_template(store, other.community_id, offer_id, "2026-06-01")
    assert taken
    meeting = meetings.by_id(store, taken)
    assert meeting
    assert (meeting.community_id, meeting.held_on, meeting.phase) == (other.community_id, "2026-06-01", "planned")
    copied = [(each.kind, json.loads(each.config)) for each in activities.of_meeting(store, taken)]
    assert copied == [("spectrum", LINES), ("icebreaker", WORD)]


def test_a_prompt_is_put_on_an_agenda_of_ones_own_and_on_nobody_elses(store: Store) -> None:
    network_id, one, other = neighbours(store)
    offer_id = sharing.share_prompt(store, one.community_id, network_id, one.activity_ids["icebreaker"], {})
    assert offer_id
    assert sharing.take_prompt(store, other.community_id, offer_id, one.id) is None
    assert sharing.take_prompt(store, other.community_id, offer_id, other.id) == other.id
    assert [each.kind for each in activities.of_meeting(store, other.id)] == ["talk", "icebreaker"]


def test_a_copy_stays_when_what_was_shared_is_taken_back(store: Store) -> None:
    network_id, one, other = neighbours(store)
    offer_id = sharing.share_meeting(store, one.community_id, network_id, one.id, {})
    assert offer_id
    taken = sharing.take_template(store, other.community_id, offer_id, "2026-06-01")
    networks.withdraw_offer(store, other.community_id, offer_id)
    assert len(networks.offers(store, [network_id])) == 1, "only who shared it takes it back"
    networks.withdraw_offer(store, one.community_id, offer_id)
    assert networks.offers(store, [network_id]) == []
    assert taken
    assert len(activities.of_meeting(store, taken)) == 2


def test_nobody_outside_the_network_takes_or_shares_anything(store: Store) -> None:
    network_id, one, _ = neighbours(store)
    stranger = communities.create(store, {"en": "Elsewhere"}, make_account(store, "eve"))
    offer_id = sharing.share_meeting(store, one.community_id, network_id, one.id, {})
    assert offer_id
    assert sharing.take_template(store, stranger, offer_id, "2026-06-01") is None
    assert sharing.share_meeting(store, stranger, network_id, one.id, {}) is None
    networks.leave(store, network_id, one.community_id)
    assert sharing.share_meeting(store, one.community_id, network_id, one.id, {}) is None


def test_another_communitys_meeting_is_not_shared(store: Store) -> None:
    network_id, one, other = neighbours(store)
    assert sharing.share_meeting(store, one.community_id, network_id, other.id, {}) is None
    assert sharing.share_prompt(store, one.community_id, network_id, other.activity_ids["talk"], {}) is None


def test_what_people_said_and_what_was_changed_stays_at_home(store: Store) -> None:
    network_id, one, _ = neighbours(store)
    step = you_said([{"said": {"en": "Rosa cannot come at six"}, "changed": {"en": "We meet at four"}}])
    told = activities.add(store, one.id, step.kind, dict(step.title), json.dumps(step.config))
    assert told not in {each.id for each in sharing.shareable(store, one.community_id, one.id)}
    offer_id = sharing.share_meeting(store, one.community_id, network_id, one.id, {})
    [offer] = networks.offers(store, [network_id])
    assert offer.id == offer_id
    assert "Rosa" not in offer.steps


def test_every_word_that_goes_along_is_told_before(store: Store) -> None:
    _, one, _ = neighbours(store)
    texts = sharing.texts_of(sharing.as_steps(sharing.shareable(store, one.community_id, one.id)))
    assert {"Authority", "Experiencia vivida", "One word for today?", "Spectrum"} <= set(texts)
    assert "expertise" not in texts, "an id is nobody's word"


def test_what_this_app_does_not_know_is_left_out_of_a_copy(store: Store) -> None:
    network_id, one, _ = neighbours(store)
    steps = [{"kind": "levitation", "title": {"en": "Up"}, "config": {}, "minutes": 5},
             {"kind": "icebreaker", "title": {"en": "Hi"}, "config": WORD, "minutes": 5},
             {"kind": "icebreaker", "title": {"en": "Hi"}, "config": {"prompt": 3}, "minutes": 5}]  # fmt: skip
    networks.offer(store, network_id, one.community_id, "template", {"en": "A"}, {}, json.dumps(steps))
    [offer] = networks.offers(store, [network_id])
    assert [step.kind for step in sharing.steps_of(offer)] == ["icebreaker"]
