from __future__ import annotations

from components.live import control, reading
from components.live.room import read
from components.live.store import open_store, save
from components.text import t
from tests.rooms import CARDS, Made, answer, make_account, make_meeting, note, open_activity
from tests.tabs import one, open_tab, primary, said


def made_meeting() -> Made:
    return save(lambda db: make_meeting(db, live=False))


def stands(made: Made) -> tuple[str, str | None]:
    """The meeting's phase and its round's."""
    with open_store() as db:
        room = read(db, made.id)
    return room.meeting.phase, room.round.phase if room.round else None


def test_nobody_controls_a_meeting_without_signing_in(database: str) -> None:
    made = made_meeting()
    tab = open_tab("facilitator/control.py", meeting=made.id)
    assert "Spring meeting" not in said(tab)
    assert tab.text_input


def test_somebody_elses_meeting_behaves_like_one_that_does_not_exist(database: str) -> None:
    made = made_meeting()
    stranger = save(lambda db: make_account(db, "stranger"))
    foreign = said(open_tab("facilitator/control.py", stranger, meeting=made.id))
    unknown = said(open_tab("facilitator/control.py", stranger, meeting="nothing"))
    assert foreign == unknown
    assert "Spring meeting" not in foreign


def test_the_big_button_leads_from_the_lobby_to_the_end(database: str) -> None:
    made = save(lambda db: make_meeting(db, live=False, configs={"spectrum": _lines()}))
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
    seen = []
    for _ in range(7):
        primary(tab).click().run()
        assert not tab.exception
        seen.append(stands(made))
    assert seen == [
        ("lobby", None), ("live", None), ("live", "open"), ("live", "open"), ("live", "closed"), ("live", "revealed"),
        ("ended", "revealed"),
    ]  # fmt: skip


def _lines() -> dict[str, object]:
    from tests.rooms import LINES

    return dict(LINES)


def test_a_reveal_is_taken_back_with_one_button(database: str) -> None:
    made = made_meeting()
    save(lambda db: control.go_live(db, made.id))
    save(lambda db: open_activity(db, made, "spectrum"))
    save(lambda db: control.reveal(db, made.id))
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
    one(tab.button, t("en", "control.do_hide")).click().run()
    assert stands(made) == ("live", "closed")


def test_what_people_write_can_be_hidden_and_brought_back(database: str) -> None:
    made = save(lambda db: make_meeting(db, configs={"icebreaker": CARDS}, texts_at_once=True))
    round_id = save(lambda db: open_activity(db, made, "icebreaker"))
    save(lambda db: answer(db, made, round_id, "phone", {"text": "A walk with Ana"}))
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
    assert "A walk with Ana" in said(tab)
    one(tab.button, "Hide").click().run()
    with open_store() as db:
        tally = read(db, made.id).tally
    assert tally is not None
    assert tally["texts"] == []
    one(tab.button, "Bring back").click().run()
    with open_store() as db:
        tally = read(db, made.id).tally
    assert tally is not None
    assert tally["texts"] == ["A walk with Ana"]


def test_notes_are_kept_for_facilitators_alone(database: str) -> None:
    made = made_meeting()
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
    tab.text_area[0].set_value("Ask Rosa about the bus").run()
    with open_store() as db:
        assert read(db, made.id).meeting.notes == "Ask Rosa about the bus"
    assert "Rosa" not in said(open_tab("display/screen.py", key=made.display_key))


def test_notes_for_an_activity_show_while_it_is_on_and_no_longer(database: str) -> None:
    made = save(make_meeting)
    save(lambda db: note(db, made.activity_ids["spectrum"], "Ask <Rosa> first"))
    seen = []
    for kind in ("talk", "spectrum", "ranking"):
        save(lambda db, kind=kind: control.show(db, made.id, made.activity_ids[kind]))  # type: ignore[misc]
        tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
        seen.append("Ask &lt;Rosa&gt; first" in said(tab))
    assert seen == [False, True, False]


def test_an_action_from_an_older_screen_is_refused_with_a_sentence(database: str) -> None:
    made = made_meeting()
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
    save(lambda db: control.go_live(db, made.id))
    one(tab.button, t("en", "control.do_rehearse")).click().run()
    assert stands(made) == ("lobby", None)
    with open_store() as db:
        assert not read(db, made.id).meeting.is_rehearsal


def test_the_control_speaks_spanish(database: str) -> None:
    made = made_meeting()
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id, lang="es")
    assert primary(tab).label == "Poner en vivo"


def test_a_question_is_answered_and_joined_with_another(database: str) -> None:
    made = save(lambda db: make_meeting(db, configs={"questions": {"prompt": {"en": "Ask!"}}}))
    round_id = save(lambda db: open_activity(db, made, "questions"))
    given = save(lambda db: answer(db, made, round_id, "phone", {"questions": ["When?"]}))
    save(lambda db: reading.let_through(db, made.id, [(given.id, "questions.0")]))
    tab = open_tab("facilitator/control.py", made.account_id, meeting=made.id)
    one(tab.button, "Mark as answered").click().run()
    assert [each["answered"] for each in _questions(made)] == [True]
    one(tab.button, "Not answered yet").click().run()
    assert [each["answered"] for each in _questions(made)] == [False]
    other = save(lambda db: answer(db, made, round_id, "another", {"questions": ["At what time?"]}))
    save(lambda db: reading.let_through(db, made.id, [(other.id, "questions.0")]))
    save(lambda db: control.merge_piece(db, made.id, other.id, "questions.0", (given.id, "questions.0")))
    tab.run()
    assert not tab.exception
    assert len(_questions(made)) == 1
    assert "Counted together with:" in said(tab)


def _questions(made: Made) -> list[dict[str, object]]:
    with open_store() as db:
        tally = read(db, made.id).tally
    assert tally is not None
    return list(tally["questions"])
