"""An activity for families first over the phone lane: who is asked, who may answer, and who is told the result."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from components.exports import rows_of
from components.live import control, past
from components.live.cast import Cast
from components.live.closing import closing_of
from components.live.room import read
from components.live.store import open_store, save
from components.phone.app import app
from components.takeaway.told import told
from components.text import t
from db import activities, answers, communities, meetings
from db.engine import Store
from db.ids import new_id
from tests.phone.test_protocol import another_phone, answer_message, hear, send
from tests.rooms import LINES, Made, make_meeting, open_activity

ROLES = {
    "roles": [
        {"id": "parent", "text": {"en": "Parent"}, "family": True},
        {"id": "funder", "text": {"en": "Funder"}},
    ]
}
DOT = {"lines": {"expertise": 73}}


@pytest.fixture
def server(database: str) -> Iterator[TestClient]:
    with TestClient(app, follow_redirects=False) as client:
        yield client


@dataclass(frozen=True)
class Opened:
    """A meeting with an activity that is open."""

    made: Made
    round_id: str


def opened(whom: str) -> Opened:
    def job(db: Store) -> Opened:
        made = make_meeting(db, configs={"spectrum": LINES})
        communities.ask_about(db, made.community_id, json.dumps(ROLES))
        [activity] = activities.of_meeting(db, made.id)
        activities.change(db, activity, title=activity.title, config=activity.config, minutes=5, whom=whom)
        return Opened(made, open_activity(db, made, "spectrum"))

    return save(job)


def state_of(phone: TestClient, made: Made) -> dict[str, Any]:
    return dict(phone.get(f"/j/{made.code}/state").json()["state"])


def says(phone: TestClient, made: Made, **attributes: Any) -> None:
    told = phone.post(f"/j/{made.code}/about", content=json.dumps({"type": "about", "attributes": attributes}))
    assert told.status_code == 204


def phone_that(server: TestClient, made: Made, **attributes: Any) -> TestClient:
    """A phone in the meeting whose owner said this."""
    phone = another_phone(server)
    phone.get(f"/j/{made.code}")
    if attributes:
        says(phone, made, **attributes)
    return phone


def post(phone: TestClient, room: Opened, value: dict[str, Any] = DOT, **more: Any) -> dict[str, Any]:
    body = json.dumps(answer_message(room.round_id, value, **more))
    return dict(phone.post(f"/j/{room.made.code}/answers", content=body).json())


def stored(round_id: str) -> int:
    with open_store() as db:
        return answers.count(db, round_id)


@pytest.mark.parametrize(
    ("attributes", "kind", "is_asked"),
    [
        ({}, "families", True),
        ({"sector": "health"}, "families", True),
        ({"roles": ["funder"]}, "families", False),
        ({"family": "no"}, "families", False),
        ({"roles": ["parent", "funder"]}, "spectrum", None),
        ({"family": "yes"}, "spectrum", None),
    ],
)
def test_a_phone_is_asked_waits_or_answers_by_what_was_said_on_it(
    server: TestClient, attributes: dict[str, Any], kind: str, is_asked: bool | None
) -> None:
    room = opened("families_first")
    activity = state_of(phone_that(server, room.made, **attributes), room.made)["activity"]
    assert (activity["kind"], activity["config"].get("ask")) == (kind, is_asked)
    assert bool(activity["round"]) is (kind == "spectrum")


@pytest.mark.parametrize("attributes", [{}, {"roles": ["funder"]}, {"family": "no"}])
def test_an_answer_from_a_phone_of_others_is_refused_with_a_sentence(
    server: TestClient, attributes: dict[str, Any]
) -> None:
    room = opened("families_first")
    phone = phone_that(server, room.made, **attributes)
    for seat in (1, 2):
        refused = post(phone, room, seat=seat)
        assert (refused["type"], refused["reason"]) == ("refused", "families")
        assert refused["message"]["es"] == t("es", "errors.for_families")
    assert stored(room.round_id) == 0


def test_everybody_on_a_familys_phone_answers(server: TestClient) -> None:
    room = opened("families_first")
    phone = phone_that(server, room.made, family="yes")
    assert [post(phone, room)["type"], post(phone, room, seat=2)["type"]] == ["saved", "saved"]
    assert stored(room.round_id) == 2


def test_others_get_the_result_only_once_it_is_shown_to_everybody(server: TestClient) -> None:
    room = opened("families_first")
    family = phone_that(server, room.made, family="yes")
    others = [phone_that(server, room.made), phone_that(server, room.made, roles=["funder"])]
    post(family, room)
    save(lambda db: control.reveal(db, room.made.id))
    assert state_of(family, room.made)["tally"]["lines"]["expertise"]["dots"] == [73]
    for other in others:
        state = state_of(other, room.made)
        assert state["tally"] is None
        assert state["activity"]["round"] is None
        assert state["activity"]["config"].keys() == {"whom", "ask"}
    save(lambda db: control.share(db, room.made.id))
    assert [state_of(other, room.made)["tally"]["n"] for other in others] == [1, 1]
    save(lambda db: control.hide(db, room.made.id))
    assert [state_of(other, room.made)["activity"]["kind"] for other in others] == ["families", "families"]


def connected_until(socket: WebSocketTestSession, kind: str) -> dict[str, Any]:
    """The first state in which the activity is of this kind; no state before it may hold a tally."""
    while True:
        state = hear(socket, "state")
        if state["activity"]["kind"] == kind:
            return state
        assert state["tally"] is None


def test_over_the_open_connection_each_phone_is_told_what_is_for_it(server: TestClient) -> None:
    room = opened("families_first")
    one, other = another_phone(server), another_phone(server)
    address = f"/j/{room.made.code}/live"
    with one.websocket_connect(address) as family, other.websocket_connect(address) as funder:
        assert connected_until(family, "families")["activity"]["config"]["ask"] is True
        family.send_text(json.dumps({"type": "about", "attributes": {"family": "yes"}}))
        funder.send_text(json.dumps({"type": "about", "attributes": {"roles": ["funder"]}}))
        connected_until(family, "spectrum")
        assert send(family, answer_message(room.round_id, DOT))["type"] == "saved"
        assert send(funder, answer_message(room.round_id, DOT))["reason"] == "families"
        save(lambda db: control.reveal(db, room.made.id))
        shown = hear(family, "state")
        while shown["tally"] is None:
            shown = hear(family, "state")
        save(lambda db: control.share(db, room.made.id))
        assert connected_until(funder, "spectrum")["tally"]["n"] == 1


def test_a_small_group_of_families_is_hidden_from_them_too(server: TestClient) -> None:
    room = opened("families_first")
    save(lambda db: meetings.change(db, room.made.id, show="at_five"))
    family = phone_that(server, room.made, family="yes")
    post(family, room)
    save(lambda db: control.reveal(db, room.made.id))
    assert state_of(family, room.made)["tally"] == {"hidden": "few"}


def test_whether_somebody_is_family_stays_beside_what_else_they_say(server: TestClient) -> None:
    room = opened("families_first")
    phone = phone_that(server, room.made, sector="health")
    says(phone, room.made, family="yes")
    says(phone, room.made, region="north")
    with open_store() as db:
        [row] = db.query("SELECT attributes FROM participants")
    assert json.loads(row["attributes"]) == {"family": "yes", "region": "north"}


@pytest.mark.parametrize("whom", ["families_first", "families"])
def test_what_was_not_shown_to_everybody_is_on_no_wall_and_in_no_takeaway(server: TestClient, whom: str) -> None:
    room = opened(whom)
    post(phone_that(server, room.made, family="yes"), room)
    save(lambda db: control.reveal(db, room.made.id))
    with open_store() as db:
        seen = read(db, room.made.id)
        assert (seen.is_shown, seen.tally, seen.comparison) == (False, None, None)
        assert seen.preview
    save(lambda db: control.end(db, room.made.id))
    with open_store() as db:
        ended = read(db, room.made.id)
        agenda = past.agenda_of(db, ended.meeting)
        words = told(ended.meeting, ended.community, agenda, closing_of(db, ended.meeting), "en")
    assert [(part.said, part.rows) for part in words.parts] == [((t("en", "closing.families"),), ())]
    assert [row.value for row in rows_of(ended.meeting, agenda, "en")] == [t("en", "history.export_families")]


def test_what_is_for_families_only_cannot_be_shown_to_everybody(server: TestClient) -> None:
    room = opened("families")
    save(lambda db: control.reveal(db, room.made.id))
    with pytest.raises(control.CannotControl, match="stays_with_families"):
        save(lambda db: control.share(db, room.made.id))


def test_whom_an_activity_is_for_stays_once_it_was_opened(server: TestClient) -> None:
    room = opened("families")
    save(lambda db: control.reveal(db, room.made.id))

    def change(db: Store) -> str:
        [activity] = activities.of_meeting(db, room.made.id)
        activities.change(db, activity, title=activity.title, config=activity.config, minutes=5, whom="everybody")
        return activities.of_meeting(db, room.made.id)[0].whom

    assert save(change) == "families"


def test_a_facilitator_may_answer_for_somebody_without_a_phone(server: TestClient) -> None:
    room = opened("families_first")
    save(lambda db: control.answer_for(db, room.made.id, Cast(new_id(), room.round_id, DOT)))
    assert stored(room.round_id) == 1
