"""The demo's library: what its people brought by hand, and words from meetings whose authors said yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from components.library import promoting
from components.library.consent import Said, take
from components.library.keeping import attach, keep
from components.library.tried import keep_lesson
from db import answers, library, library_asks, meetings, themes, trials
from db.engine import Store
from db.ids import stamp
from db.library import Item

_ROOM = 1024 * 1024
_WEEKS = 5


@dataclass(frozen=True)
class _Entry:
    """An entry, the English names of the themes it is in, and the title of one it goes together with."""

    item: Item
    themes: Sequence[str] = ()
    beside: str = ""


def _new(kind: str, title: str, body: str, tags: Sequence[str] = (), **more: object) -> Item:
    return replace(Item("", kind, title, body, tags=tuple(tags)), **more)  # type: ignore[arg-type]


_ENTRIES = (
    _Entry(_new("worked", "Two parents open every meeting",
                "Since two parents open the meeting, not one of us, **twice as many families speak** in the first half"
                " hour.\n\n- It worked for families who had come at least once.\n- It did not help those who came for"
                " the first time: they still need somebody beside them.\n\nWhy: who opens the room owns it.",
                ("families", "opening"), stage="getting_started", sector="services"), ("Parents lead",)),
    _Entry(_new("did_not", "An evening meeting without childcare",
                "We moved to 6 pm so that parents could come. Without childcare nobody with small children stayed past"
                " seven. We would ask for childcare first, and for the hour afterwards.", ("childcare", "evenings"),
                stage="getting_started"), ("Time and money",), "Two parents open every meeting"),
    _Entry(_new("story", "How the clinic and the school came to share one form",
                "Three offices asked the same mother for the same eleven answers. She laid the three forms side by side"
                " on the table at our second meeting. Nobody said much.\n\nSix weeks later the clinic and the school"
                " took the same first page. The county office is *still thinking about it*.", ("forms", "referrals"),
                stage="growing", sector="health"), ("Working across agencies",)),
    _Entry(_new("tool", "One-page intake form",
                "The page that the clinic and the school share. Take it, change the names, use it.",
                ("forms",), stage="growing", sector="health"), ("Working across agencies",),
           "How the clinic and the school came to share one form"),
    _Entry(_new("tool", "What Makes a Successful Learning Community?",
                "Nine short insights from six learning communities. We read *Create a safe space for learning and risk"
                " taking* together before we wrote our agreements.", ("reading", "agreements"),
                link="https://www.geofunders.org/", stage="getting_started")),
    _Entry(_new("tool", "Glosario inglés–español para reuniones",
                "Las palabras que más nos costaron, con la traducción que la gente sí entiende. Crece en cada reunión.",
                ("idiomas", "interpretación"), sector="schools"), ("Languages",)),
    _Entry(_new("inquiry", "What is the impact of stress on families who travel far?",
                "Families from the north drive ninety minutes to an appointment.", ("stress", "transport"),
                sector="health", detail={
                    "who_asks": "The families of the north county, with the clinic",
                    "found": "Of 31 families asked, 19 had missed an appointment because of the road. A visit at home"
                             " or near the school was missed by two.",
                    "implications": "Offer the first visit close to where people live. Ask about the road before asking"
                                    " why somebody did not come."}), ("Getting there",)),
    _Entry(_new("inquiry", "Does a reminder in one's own language bring more people back?",
                "Texts in Spanish and Mixteco, sent the day before.", ("reminders", "idiomas"), stage="growing",
                detail={"who_asks": "Lupe, for the school district"}), ("Languages",),
           "Glosario inglés–español para reuniones"),
    _Entry(_new("advisory", "Guidance on paying parents for their time",
                "The county is writing guidance and asked us to read the draft.", ("pay", "families"),
                detail={"about": "policy", "who_asks": "County office of early learning",
                        "answer": "Pay in cash or by card within a week; ask for no bank account; say beforehand how it"
                                  " touches benefits. Eleven of fourteen of us could go along with this."}),
           ("Time and money", "Parents lead")),
    _Entry(_new("advisory", "How should the wellness check work on a phone?",
                "A team that makes the screening tool wants to know what families would use.", ("screening",),
                detail={"about": "product", "who_asks": "The screening tool's makers"})),
    _Entry(_new("unexpected", "Drivers became the best messengers",
                "The bus drivers of line 12 began to tell riders about the clinic's open hours. Nobody had asked them"
                " to. They are invited to the next meeting.", ("transport", "partners"), stage="growing"),
           ("Getting there",), "What is the impact of stress on families who travel far?"),
)  # fmt: skip
_READING = ("Guidance on paying parents for their time", "What Makes a Successful Learning Community?")
_FORM = (
    "Name of the child:\nName you like to be called by:\nLanguage you feel at home in:\nWho else helps your family?\n"
)


def fill(db: Store, community_id: str, first: datetime, meeting_ids: Sequence[str]) -> None:
    """Put it all there: begun after the first meeting, with something from every later one."""
    known = {theme.name["en"]: theme.id for theme in themes.of_community(db, community_id)}
    ids: dict[str, str] = {}
    for place, entry in enumerate(_ENTRIES):
        where = frozenset(known[name] for name in entry.themes if name in known)
        others = [ids[entry.beside]] if entry.beside else []
        ids[entry.item.title] = keep(db, community_id, replace(entry.item, themes=where), others)
        _date_back(db, ids[entry.item.title], first + timedelta(weeks=_WEEKS // 2 * place + 2))
    attach(db, community_id, ids["One-page intake form"], "intake-form.txt", _FORM.encode(), _ROOM)
    for title in _READING:
        library.read_next(db, community_id, ids[title], True)
    for meeting_id in meeting_ids[1:]:
        _promote(db, meeting_id)
    _keep_a_tested_one(db, community_id)


def _promote(db: Store, meeting_id: str) -> None:
    """Ask two authors of lessons that are not there yet: the first says yes, the second has not looked."""
    meeting = meetings.by_id(db, meeting_id)
    assert meeting is not None
    there = {item.title for item in library.of_community(db, meeting.community_id)}
    sided = [text for text in promoting.texts_of(db, meeting) if text.is_lesson and text.title not in there]
    for text, says in zip(sided[:2], ("yes", ""), strict=False):
        promoting.ask(db, meeting, text.id, text.kind, text.title)
        [ask] = [each for each in library_asks.of_answers(db, [text.card.place[0]]) if each.part == text.card.place[1]]
        if says:
            person = answers.owners_of(db, [ask.answer_id])[ask.answer_id]
            take(db, meeting.community_id, [person], Said(ask.id, True, ""))
            newest = library.of_community(db, meeting.community_id)[0]
            _date_back(db, newest.id, datetime.fromisoformat(f"{meeting.held_on}T20:00:00+00:00") + timedelta(days=2))


def _keep_a_tested_one(db: Store, community_id: str) -> None:
    """The lesson of the small test that was adopted, from the day it was."""
    trial = next(each for each in trials.of_community(db, community_id) if each.decision == "adopt")
    item_id = keep_lesson(db, community_id, trial.id, "en")
    assert item_id is not None
    _date_back(db, item_id, datetime.fromisoformat(f"{trial.decided_on}T20:00:00+00:00"))


def _date_back(db: Store, item_id: str, at: datetime) -> None:
    db.execute("UPDATE library_items SET created_at = :at, changed_at = :at WHERE id = :id", at=stamp(at), id=item_id)
