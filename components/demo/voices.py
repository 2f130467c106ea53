"""How the demo's people answer: by kind of activity, as JSON that their phones would have sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from components.activities.base import ActivityKind, Json
from components.demo import said
from components.demo.beliefs import ISSUES, STRAY, place, preferred
from components.demo.people import MEETINGS, Person, stream

_TRIES = 80


@dataclass(frozen=True)
class Asked:
    """A round as it is put to the room: `config` is the kind's own, `spirit` (-1..1) how good the meeting feels.

    `issues` gives the name of the issue behind a ranking item's id; `own` is what each person's phone is told, by their
    number; `heard` collects what was written so far, since no two people write the same sentence.
    """

    kind: ActivityKind
    config: Any
    step: str
    number: int
    meeting: int
    held_on: date
    spirit: float
    issues: dict[str, str]
    own: dict[int, Json] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)


def reply(asked: Asked, person: Person) -> Json:
    """What somebody answers; a pass now and then."""
    rng = stream("reply", person.number, asked.meeting, asked.kind.name, asked.step, asked.number)
    if rng.random() < person.passes:
        return {"pass": True}
    return VOICES.get(asked.kind.name, _pretend)(asked, person, rng)


def _mood(asked: Asked, person: Person) -> float:
    return max(-1.0, min(1.0, asked.spirit + person.mood))


def _pretend(asked: Asked, person: Person, rng: Random) -> Json:
    """What a pretend phone would say, but no sentence that somebody has said already; single words may come again."""
    for _ in range(_TRIES):
        value = asked.kind.pretend(asked.config, asked.step, rng, _mood(asked, person))
        answer = asked.kind.parse_answer(asked.config, asked.step, value)
        sentences = {piece.text for piece in asked.kind.pieces(asked.config, asked.step, answer) if " " in piece.text}
        if not sentences & asked.heard:
            asked.heard.update(sentences)
            return value
    return {"pass": True}


def _place_dots(asked: Asked, person: Person, rng: Random) -> Json:
    """A dot on every line, one line left out now and then, the same one in every round."""
    lines: dict[str, int | None] = {
        line.id: place(person, line.id, asked.meeting, asked.number) for line in asked.config.lines
    }
    skips = stream("skips", person.number, asked.meeting)
    if len(lines) > 1 and skips.random() < 0.1:
        lines[skips.choice(sorted(lines))] = None
    return {"lines": lines}


def _rank(asked: Asked, person: Person, rng: Random) -> Json:
    """Two proposals at most; then the issues one cares for most, sometimes fewer than asked."""
    order = preferred(person, asked.meeting, MEETINGS)
    if asked.step == "propose":
        return {"items": _proposals(order, rng)}
    known = [item.id for item in asked.config.items]
    ranked = sorted(known, key=lambda item: order.index(asked.issues[item]))
    return {"order": ranked[: rng.choices((1, 2, asked.config.top), (4, 10, 86))[0]]}


def _proposals(order: list[str], rng: Random) -> list[str]:
    by_name = {issue.name: issue.proposed for issue in ISSUES}
    texts = [rng.choice(by_name[name]) for name in rng.sample(order[:4], rng.randint(1, 2))]
    if rng.random() < 0.12:
        texts[-1] = rng.choice(STRAY)
    return texts


def _reflect(asked: Asked, person: Person, rng: Random) -> Json:
    """Ratings that go with the meeting and the person; words from those who like to write, half of them to share."""
    replies: Json = {}
    share = []
    for question in asked.config.questions:
        if question.type != "rating" and rng.random() > person.words:
            continue
        found = _WRITERS[question.type](asked, question.id, person, rng)
        if found is None:
            continue
        replies[question.id] = found
        if question.type != "rating" and rng.random() < 0.5:
            share.append(question.id)
    return {**replies, "share": share} if replies else {"pass": True}


def _rate(asked: Asked, name: str, person: Person, rng: Random) -> int:
    own = stream("rating", person.number, name).gauss(0, 0.6)
    return max(1, min(5, round(3.5 + 1.3 * _mood(asked, person) + own + rng.gauss(0, 0.35))))


def _write(asked: Asked, name: str, person: Person, rng: Random) -> str | None:
    return _unheard(asked, said.REPLIES.get(name, said.ANYTHING), rng)


def _tell_lesson(asked: Asked, name: str, person: Person, rng: Random) -> Json | None:
    halves = rng.choice((("worked",), ("worked",), ("did_not",), ("worked", "did_not")))
    pools = {"worked": said.LESSON_WORKED, "did_not": said.LESSON_DID_NOT}
    lesson = {half: text for half in halves if (text := _unheard(asked, pools[half], rng))}
    return lesson or None


def _commit(asked: Asked, name: str, person: Person, rng: Random) -> Json | None:
    text = _unheard(asked, said.COMMITMENTS, rng)
    if text is None:
        return None
    by = asked.held_on + timedelta(days=rng.randrange(5, 43)) if rng.random() < 0.7 else None
    commitment: Json = {"text": text, "by": by.isoformat() if by else None}
    obstacle = _unheard(asked, said.OBSTACLES, rng) if rng.random() < 0.55 else None
    return {**commitment, "obstacle": obstacle} if obstacle else commitment


def _check_in(asked: Asked, person: Person, rng: Random) -> Json:
    """What became of one's commitments: more are done as the community finds its way, less by who is low."""
    due = asked.own[person.number]["commitments"]
    if not due:
        return {"did": "none"}
    ease = 0.3 * asked.meeting + 0.8 * _mood(asked, person)
    weights = (max(0.4, 1.0 + ease), 1.3, max(0.6, 1.8 - ease))
    did = {each["id"]: rng.choices(("done", "partly", "not_yet"), weights)[0] for each in due}
    is_told = set(did.values()) != {"done"} and rng.random() < person.words
    obstacle = _unheard(asked, said.HINDRANCES, rng) if is_told else None
    return {"did": did, **({"obstacle": obstacle} if obstacle else {})}


def _unheard(asked: Asked, pool: tuple[str, ...], rng: Random) -> str | None:
    """A text from the pool that nobody has written in this round, None when all have been."""
    left = [text for text in pool if text not in asked.heard]
    if not left:
        return None
    text = rng.choice(left)
    asked.heard.add(text)
    return text


_WRITERS: dict[str, Callable[[Asked, str, Person, Random], Any]] = {
    "rating": _rate,
    "text": _write,
    "lesson": _tell_lesson,
    "commitment": _commit,
}

VOICES: dict[str, Callable[[Asked, Person, Random], Json]] = {
    "spectrum": _place_dots,
    "ranking": _rank,
    "reflection": _reflect,
    "checkin": _check_in,
}
"""Kinds whose answers have to fit each other over rounds and meetings; the others answer as in a rehearsal."""
