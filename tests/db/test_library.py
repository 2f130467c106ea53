"""The library on either engine: found by whichever form of a word, removed and put back, gone with its author."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.library.consent import NobodyAsked, Said, take
from components.library.keeping import attach, keep
from components.library.promoting import ask, texts_of
from components.library.words import wanted
from components.live import control
from components.live.erasing import erase_from
from components.live.mine import mine, mine_of_all
from components.live.room import read
from db import library, library_asks, library_files, meetings, participants, themes, unlinking
from db.copying import copy_into_new_file
from db.engine import Store, open_reader
from db.ids import new_id
from db.library import Item
from db.meetings import Meeting
from tests.rooms import CARDS, EXIT, Made, answer, make_account, make_meeting, open_activity

DEVICES = [f"phone-{n}" for n in range(6)]


@pytest.fixture
def made(store: Store) -> Made:
    """Six people have written something, and the meeting has ended."""
    made = make_meeting(store, configs={"icebreaker": CARDS}, texts_at_once=True)
    rnd = open_activity(store, made, "icebreaker")
    for n, device in enumerate(DEVICES):
        answer(store, made, rnd, device, {"text": f"We tried number {n}"})
    control.end(store, made.id)
    return made


def meeting_of(db: Store, made: Made) -> Meeting:
    found = meetings.by_id(db, made.id)
    assert found
    return found


def put(db: Store, made: Made, title: str, body: str = "", **more: object) -> str:
    return keep(db, made.community_id, Item("", "worked", title, body, **more))  # type: ignore[arg-type]


def found(db: Store, made: Made, typed: str) -> list[str]:
    titles = {item.id: item.title for item in library.of_community(db, made.community_id)}
    return [titles[name] for name in library.find(db, made.community_id, wanted(typed))]


def people_on(db: Store, made: Made, device: str) -> list[str]:
    return [person for person, _ in participants.seats_of_device(db, made.community_id, device)]


def asked_on(db: Store, made: Made) -> tuple[str, str]:
    """The device that is asked, and what it is asked by id."""
    waiting = library_asks.of_people(
        db, made.community_id, [pid for each in DEVICES for pid in people_on(db, made, each)]
    )
    [(person, [one])] = waiting.items()
    return next(each for each in DEVICES if person in people_on(db, made, each)), one.id


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("bus", ["Buses for families"]),
        ("families BUSES", ["Buses for families"]),
        ("reuniones", ["La reunión de noche"]),
        ("reunion ninos", ["La reunión de noche"]),
        ("niños", ["La reunión de noche"]),
        ("handed", ["Buses for families"]),
        ("pass", ["Passes", "Buses for families"]),
        ("#transporte", ["La reunión de noche"]),
        ("nothing of this", []),
        ("'\" OR 1=1 -- )", []),
        ("families noche", []),
    ],
)
def test_an_entry_is_found_by_any_form_of_its_words(store: Store, made: Made, typed: str, titles: list[str]) -> None:
    put(store, made, "Buses for families", "We handed out passes at the clinic.")
    put(store, made, "La reunión de noche", "Los niños se cansan.", tags=("Transporte",))
    put(store, made, "Passes", "For all.")
    other = make_meeting(store, configs={"icebreaker": CARDS}, account=make_account(store, "bea"))
    put(store, other, "Buses for families elsewhere")
    assert found(store, made, typed) == titles


def test_the_search_follows_changes_removal_and_undo(store: Store, made: Made) -> None:
    item_id = put(store, made, "Rides", "By van.")
    keep(store, made.community_id, Item(item_id, "tool", "Bicycles"))
    assert (found(store, made, "van"), found(store, made, "bicycle")) == ([], ["Bicycles"])
    removed = library.remove(store, made.community_id, item_id)
    assert removed
    assert found(store, made, "bicycle") == []
    library.put_back(store, made.community_id, removed)
    assert found(store, made, "bicycle") == ["Bicycles"]


def test_an_entry_comes_back_with_files_themes_and_links(store: Store, made: Made) -> None:
    theme_id = new_id()
    themes.add(store, made.community_id, theme_id, {"en": "Roads"})
    other = put(store, made, "Other")
    item_id = keep(store, made.community_id, Item("", "tool", "Form", themes=frozenset([theme_id])), [other])
    content = bytes(range(256)) * 600
    assert attach(store, made.community_id, item_id, "a.pdf", b"%PDF-" + content, 10**6)
    removed = library.remove(store, made.community_id, item_id)
    assert removed
    assert library_files.total(store) == 0
    library.put_back(store, made.community_id, removed)
    [file] = library_files.of_community(store, made.community_id)[item_id]
    assert library_files.content(store, file.id) == b"%PDF-" + content
    assert library.links_of(store, made.community_id)[other] == {item_id}
    assert {item.id: item.themes for item in library.of_community(store, made.community_id)}[item_id] == {theme_id}


def test_the_reading_list_belongs_to_the_latest_meeting(store: Store, made: Made) -> None:
    item_id = put(store, made, "Read me")
    library.read_next(store, made.community_id, item_id, True)
    assert [item.title for item in library.reading_list_after(store, meeting_of(store, made))] == ["Read me"]
    library.read_next(store, made.community_id, item_id, False)
    assert library.reading_list(store, made.community_id) == []


def test_nothing_is_in_the_library_before_its_author_says_yes(store: Store, made: Made) -> None:
    text = texts_of(store, meeting_of(store, made))[0]
    assert ask(store, meeting_of(store, made), text.id, "worked", "A try")
    assert not ask(store, meeting_of(store, made), text.id, "worked", "Once more")
    assert library.of_community(store, made.community_id) == []
    device, ask_id = asked_on(store, made)
    for stranger in (each for each in DEVICES if each != device):
        with pytest.raises(NobodyAsked):
            take(store, made.community_id, people_on(store, made, stranger), Said(ask_id, True, ""))
    take(store, made.community_id, people_on(store, made, device), Said(ask_id, True, ""))
    [item] = library.of_community(store, made.community_id)
    assert (item.title, item.body, item.credit, item.is_agreed) == ("A try", text.card.text, "", True)
    with pytest.raises(NobodyAsked):
        take(store, made.community_id, people_on(store, made, device), Said(ask_id, True, ""))


def test_a_no_leaves_nothing_behind_and_is_not_asked_again(store: Store, made: Made) -> None:
    text = texts_of(store, meeting_of(store, made))[0]
    ask(store, meeting_of(store, made), text.id, "did_not", "A try")
    device, ask_id = asked_on(store, made)
    take(store, made.community_id, people_on(store, made, device), Said(ask_id, False, ""))
    assert library.of_community(store, made.community_id) == []
    [asked] = library_asks.of_answers(store, [text.card.place[0]])
    assert (asked.said, asked.title, asked.body) == ("no", "", "")
    assert not ask(store, meeting_of(store, made), text.id, "did_not", "A try")


def test_words_their_author_agreed_to_stay_as_they_are(store: Store, made: Made) -> None:
    item_id = agree(store, made)
    [item] = library.of_community(store, made.community_id)
    keep(store, made.community_id, Item(item_id, "story", "Better title", "Other words", credit="Somebody else"))
    [changed] = library.of_community(store, made.community_id)
    assert (changed.title, changed.body, changed.credit) == ("Better title", item.body, "Ana of the north")


def agree(db: Store, made: Made) -> str:
    """One text goes in with its author's name; the entry's id."""
    ask(db, meeting_of(db, made), texts_of(db, meeting_of(db, made))[0].id, "worked", "A try")
    device, ask_id = asked_on(db, made)
    take(db, made.community_id, people_on(db, made, device), Said(ask_id, True, "Ana of the north"))
    return library.of_community(db, made.community_id)[0].id


@pytest.mark.parametrize("what", ["meeting", "community"])
def test_who_erases_what_they_said_takes_it_out_of_the_library_too(store: Store, made: Made, what: str) -> None:
    put(store, made, "Stays")
    item_id = agree(store, made)
    removed = library.remove(store, made.community_id, item_id)
    assert removed
    library.put_back(store, made.community_id, removed)
    for device in DEVICES:
        erase_from(store, made.id, device, what)  # type: ignore[arg-type]
    assert [item.title for item in library.of_community(store, made.community_id)] == ["Stays"]
    library.put_back(store, made.community_id, removed)
    assert [item.title for item in library.of_community(store, made.community_id)] == ["Stays"]


def test_once_answers_are_unlinked_the_library_keeps_what_was_agreed_and_nobody_can_be_asked(
    store: Store, made: Made
) -> None:
    agree(store, made)
    ask(store, meeting_of(store, made), texts_of(store, meeting_of(store, made))[1].id, "worked", "Another")
    unlinking.unlink(store, made.id)
    assert [item.title for item in library.of_community(store, made.community_id)] == ["A try"]
    assert store.query("SELECT * FROM library_sources") == store.query("SELECT * FROM library_asks") == []
    assert texts_of(store, meeting_of(store, made)) == []


def test_a_phone_is_asked_at_any_meeting_of_its_community_and_only_that_phone(store: Store, made: Made) -> None:
    ask(store, meeting_of(store, made), texts_of(store, meeting_of(store, made))[0].id, "worked", "A try")
    device, ask_id = asked_on(store, made)
    room = read(store, made.id)
    seats = [participants.seats_of_device(store, made.community_id, each) for each in DEVICES]
    told = [[message for message in own if message["type"] == "ask"] for own in mine_of_all(room, seats)]
    assert [bool(each) for each in told] == [each == device for each in DEVICES]
    assert [told[DEVICES.index(device)]] == [
        [message for message in mine(room, seats[DEVICES.index(device)]) if message["type"] == "ask"]
    ]
    [message] = told[DEVICES.index(device)]
    assert [(one["id"], one["title"]) for one in message["asks"]] == [(ask_id, "A try")]


def test_what_too_few_wrote_can_be_asked_of_nobody(store: Store) -> None:
    made = make_meeting(store, show="at_five", configs={"reflection": EXIT}, texts_at_once=True)
    rnd = open_activity(store, made, "reflection")
    for device in DEVICES[:4]:
        answer(store, made, rnd, device, {"try": "Mine alone"})
    control.end(store, made.id)
    assert texts_of(store, meeting_of(store, made)) == []


def test_a_backup_holds_the_library_with_its_files_and_can_be_searched(
    store: Store, made: Made, tmp_path: Path
) -> None:
    item_id = put(store, made, "Reuniones con guardería", tags=("niños",))
    attach(store, made.community_id, item_id, "a.txt", b"Hola" * 40_000, 10**6)
    copy_into_new_file(store, tmp_path / "copy.db")
    copy = open_reader(tmp_path / "copy.db")
    try:
        assert library.find(copy, made.community_id, wanted("reunion nino")) == [item_id]
        [file] = library_files.of_community(copy, made.community_id)[item_id]
        assert library_files.content(copy, file.id) == b"Hola" * 40_000
    finally:
        copy.close()
