"""What the demo's people do between two meetings: they reply to an open question, and note how commitments go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from components.demo.people import stream
from db import members, open_questions, participants
from db.engine import Store
from db.ids import new_secret, stamp
from db.members import Member

_BEFORE = {
    "en": "What did you try since we met, and what happened?",
    "es": "¿Qué probó desde que nos vimos y qué pasó?",
}
_NOW = {
    "en": "What are we learning, and how are we applying it?",
    "es": "¿Qué estamos aprendiendo y cómo lo aplicamos?",
}
_SAID = (
    "I called two families before the meeting. Both came.",
    "We moved the parent hour to the evening. Seven people instead of two.",
    "Nothing yet. My agency asks for a form first.",
    "Probé con mensajes de voz. Contestan más que a los correos.",
    "We asked parents to write the flyer. It reads differently now.",
    "The bus still does not stop at the clinic. I wrote to the county.",
    "Fui con una vecina. En pareja da menos pena tocar la puerta.",
    "I listened more than I talked. That was harder than I thought.",
)
_LOYAL = 28  # the numbers of those who may come to every meeting
_SAID_NOW = (
    "That people come when somebody they know asks them.",
    "We now plan with two parents at the table, every time.",
    "Que las familias proponen mejores horarios que nosotros.",
    "Small tries work better for us than big plans.",
    "I am learning to leave the first answer to somebody else.",
    "Sharing what failed made the others speak.",
)


def own_page(db: Store, meeting_id: str) -> str:
    """The path of the page of whoever answered most in the demo's community, by a personal link made now."""
    found = db.query(
        """SELECT p.id, p.community_id FROM participants p JOIN meetings m ON m.community_id = p.community_id
           JOIN answers n ON n.participant_id = p.id WHERE m.id = :id
           GROUP BY p.id, p.community_id ORDER BY COUNT(*) DESC, p.id LIMIT 1""",
        id=meeting_id,
    )
    token = new_secret()
    for row in found:
        members.put_link(db, Member(row["community_id"], (row["id"],)), token)
    return f"/m/{token}"


def go_on(db: Store, community_id: str, devices: Mapping[int, str], days: Sequence[datetime]) -> None:
    """A question asked after the last meeting but one, which is closed, and one after the last: open until the next.

    `devices` are people's phones by their numbers, `days` the meetings.
    """
    known = {number: participants.find(db, community_id, device) for number, device in devices.items()}
    loyal = [person for number, person in sorted(known.items()) if person and number < _LOYAL]
    for text, said, held in ((_BEFORE, _SAID, days[-2]), (_NOW, _SAID_NOW, days[-1])):
        asked = open_questions.open_question(db, community_id, text)
        for person, words in zip(stream("between", text["en"]).sample(loyal, len(said)), said, strict=True):
            open_questions.put_reply(db, asked, person, words)
        at = stamp(held + timedelta(days=2))
        db.execute("UPDATE open_questions SET opened_at = :at WHERE id = :id", id=asked, at=at)
