"""Roles and invitations as they are stored, on both engines; and what belongs to one person between meetings."""

from __future__ import annotations

import pytest

from components.live import control
from db import communities, erasure, invitations, meetings, members, open_questions, participants, roles, unlinking
from db.engine import Store
from db.ids import now
from tests.rooms import make_account, make_meeting


@pytest.fixture
def community(store: Store) -> str:
    return communities.create(store, {"en": "North Coast"}, make_account(store))


def test_a_role_is_held_from_its_day_up_to_the_day_it_ends(store: Store, community: str) -> None:
    role_id = roles.begin(store, community, "sponsor", "Fund", began="2026-01-01", ended="2026-02-01")
    held = roles.by_id(store, community, role_id)
    assert held
    assert [held.holds(day) for day in ("2025-12-31", "2026-01-01", "2026-01-31", "2026-02-01")] == [
        False, True, True, False,
    ]  # fmt: skip


def test_what_somebody_may_read_ends_with_their_role(store: Store, community: str) -> None:
    bea = make_account(store, "bea")
    role_id = roles.begin(store, community, "sponsor", "Bea", account_id=bea)
    assert roles.begin(store, community, "sponsor", "Bea", account_id=bea) == role_id
    assert roles.read_by(store, bea) == {community: {"sponsor"}}
    assert communities.role_of(store, community, bea) is None
    assert communities.of_account(store, bea) == []
    roles.change(store, community, role_id, name="X", began="2026-01-01", ended=now()[:10])
    assert roles.read_by(store, bea) == {}


def test_a_role_that_runs_meetings_is_ended_by_taking_the_account_out_alone(store: Store, community: str) -> None:
    [ana] = roles.of_community(store, community)
    roles.end(store, community, ana.id)
    roles.remove(store, community, ana.id)
    roles.change(store, community, ana.id, name="X", began="2026-01-01", ended="2026-02-01")
    [still] = roles.of_community(store, community)
    assert (still.name, still.began, still.ended) == ("Ana", "2026-01-01", None)


def test_who_is_removed_as_an_account_stays_in_the_record_by_name(store: Store, community: str) -> None:
    bea = make_account(store, "bea")
    communities.add_member(store, community, bea, "facilitator")
    store.execute("DELETE FROM accounts WHERE id = :id", id=bea)
    assert [(each.name, each.account_id) for each in roles.of_community(store, community)][-1] == ("Bea", None)


def test_an_invitation_is_used_once(store: Store, community: str) -> None:
    ana = make_account(store)
    invitations.add(store, community, "facilitator", "secret", now(later=60), ana, name="Bea")
    found = invitations.by_token(store, "secret")
    assert found
    assert (found.by_name, found.name, found.role) == ("Ana", "Bea", "facilitator")
    assert invitations.use(store, found.id, ana)
    assert not invitations.use(store, found.id, ana)
    assert invitations.by_token(store, "secret") is None
    assert invitations.of_community(store, community) == []


def test_a_link_and_all_of_its_owner_s_go_when_they_are_erased(store: Store) -> None:
    made = make_meeting(store)
    person = participants.find_or_create(store, made.community_id, "phone")
    member = members.on_device(store, made.community_id, participants.hash_device("phone"))
    assert member
    members.put_link(store, member, "secret")
    members.mark(store, member, "promise", "partly")
    members.mark(store, member, "promise", "done")
    asked = open_questions.open_question(store, made.community_id, {"en": "How?"})
    open_questions.put_reply(store, asked, person, "Slowly")
    assert members.by_link(store, "secret") == member
    assert members.marks_of(store, member)["promise"][0] == "done"
    erasure.erase_everywhere(store, [person])
    assert members.by_link(store, "secret") is None
    assert open_questions.replies(store, asked) == []
    assert store.query("SELECT * FROM own_marks") == []


def test_a_question_is_open_until_it_is_closed_or_another_is_asked(store: Store, community: str) -> None:
    first = open_questions.open_question(store, community, {"en": "One?"})
    second = open_questions.open_question(store, community, {"en": "Two?"})
    found = open_questions.of_community(store, community, most=5)
    assert [(each.id, each.is_open) for each in found] == [(second, True), (first, False)]
    open_questions.close(store, community)
    latest = open_questions.latest(store, community)
    assert latest
    assert not latest.is_open


def test_a_meeting_that_is_deleted_takes_the_way_to_its_control_along_and_brings_it_back(store: Store) -> None:
    made = make_meeting(store)
    invitations.add(store, made.community_id, "facilitator", "secret", now(later=60), made.account_id,
                    meeting_id=made.id)  # fmt: skip
    gone = meetings.delete(store, made.id)
    assert invitations.by_token(store, "secret") is None
    meetings.put_back(store, made.id, gone)
    assert invitations.by_token(store, "secret")


def test_what_was_replied_between_meetings_becomes_unlinkable_with_the_meeting_after_it(store: Store) -> None:
    made = make_meeting(store, live=False)
    person = participants.find_or_create(store, made.community_id, "phone")
    member = members.on_device(store, made.community_id, participants.hash_device("phone"))
    assert member
    asked = open_questions.open_question(store, made.community_id, {"en": "How?"})
    open_questions.put_reply(store, asked, person, "Slowly")
    members.mark(store, member, "promise", "done")
    control.go_live(store, made.id)
    control.end(store, made.id)
    unlinking.unlink(store, made.id)
    assert [reply.text for reply in open_questions.replies(store, asked)] == ["Slowly"]
    assert open_questions.reply_of(store, asked, person) == ""
    assert members.marks_of(store, member) == {}
