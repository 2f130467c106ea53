"""What pretend phones write in a reflection: by question where it is a preset's, else something that fits any."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from components.activities.base import Json

ANY = (
    "Hearing how another county does warm handoffs.",
    "The pairs. I finally talked with somebody from housing.",
    "More time for questions, fewer slides.",
    "The parents' panel changed how I see our intake form.",
    "Please send the agenda two days before.",
    "Seeing that others struggle with waiting lists too.",
    "The ranking made it clear that transport comes first.",
    "A shorter morning would help those of us who drive far.",
    "I liked that quiet people were heard as well.",
    "Real examples from a family resource center our size.",
    "Could we have the handouts in Spanish?",
    "The map of who serves whom. I had no idea.",
    "Let a parent leader open the next meeting.",
    "Time to think before we talk.",
    "Less reporting out, more working in small groups.",
    "The story about the father's group. More of that.",
    "We went fast at the end. I lost the thread.",
    "Learning how the library does its parent cafe.",
    "Let's look at our own numbers next time.",
    "Child care during the meeting, please.",
    "Knowing whom to call at public health.",
    "The role play was hard and worth it.",
    "A little less talk about funding.",
    "It helped to disagree and stay friendly.",
    "Name tags with what people can help with.",
    "We should follow up on what we promised last time.",
    "Breaks long enough to really talk.",
    "I can use the home visit checklist on Monday.",
    "Escuchar a las mamás fue lo más valioso.",
    "Más tiempo para conversar en español.",
    "Conocer a otras familias que pasaron por lo mismo.",
    "Que la próxima reunión sea por la tarde.",
)

BY_QUESTION: dict[str, tuple[str, ...]] = {
    "purpose": (
        "How to reach families before there is a crisis.",
        "What really helps parents with very young children.",
        "Working across agencies without sending families in circles.",
        "Aprender cómo apoyar mejor a las familias nuevas.",
    ),
    "values": (
        "Families are experts too.",
        "It is fine not to know.",
        "We share what failed, not only what shines.",
        "Aprender con respeto y con paciencia.",
    ),
    "roles": (
        "Facilitation should rotate, two of us each time.",
        "I can take notes and send them around.",
        "Parents help plan the agenda and are paid for it.",
        "Somebody from each agency brings one case.",
    ),
    "agreements": (
        "Once a month, ninety minutes, for one year.",
        "Open to new members every quarter.",
        "Online in winter, in person the rest of the year.",
        "What is said here stays here; what is learned leaves.",
    ),
    "learning": (
        "We ask families first now, and our intake is shorter.",
        "Warm handoffs work when both sides know each other.",
        "Father groups need an evening hour. We moved ours.",
        "Estamos aprendiendo a escuchar antes de ofrecer.",
    ),
    "outcomes": (
        "Fewer families drop out after the first visit.",
        "Agencies call each other before they refer.",
        "Two parents from the group now sit on the council.",
        "Too early to say, but attendance is up.",
    ),
    "momentum": (
        "Keep the meetings short and regular.",
        "Small tests between meetings, and report back.",
        "Share the facilitation so that nobody burns out.",
        "Celebrar los logros pequeños.",
    ),
    "sharing": (
        "One page after each meeting for our boards.",
        "Let parents present at the county meeting.",
        "A short video instead of a report.",
        "Invite supervisors once every season.",
    ),
    "feedback": (
        "Families say it is easier to find the right door.",
        "The county wants numbers, parents want faster calls back.",
        "Our board asks what comes after this year.",
        "Las familias dicen que se sienten escuchadas.",
    ),
    "value": (
        "I feel less alone in this work.",
        "We trust each other enough to disagree.",
        "This is the meeting I do not cancel.",
        "The purpose got a little blurry this spring.",
    ),
    "shifting": (
        "From training each other to changing how systems work.",
        "More towards housing, since families bring it up.",
        "From programs to relationships.",
        "I think our focus is still right.",
    ),
    "continue": (
        "How to involve fathers from the start.",
        "Working with schools.",
        "How to use our data without scaring anybody.",
        "Cómo incluir a las familias en las decisiones.",
    ),
}

WORKED = (
    "Calling families the day before a visit.",
    "Letting a parent lead the first ten minutes.",
    "Meeting at the library instead of our office.",
    "One shared referral form for three agencies.",
    "Texting instead of mailing letters.",
    "Paying parents for their time.",
    "Bringing the interpreter in before the meeting, too.",
    "Reservar tiempo para escuchar, sin formularios.",
)

DID_NOT = (
    "Our evening workshop: nobody had child care.",
    "The long survey. Families stopped half way.",
    "Planning without the front desk at the table.",
    "Sending the flyer in English only.",
    "Starting four new things at once.",
    "We waited for perfect data and lost two months.",
    "Unexpected: the waiting room became the best group.",
    "Pensar que todas las familias tienen internet.",
)

COMMITMENTS = (
    "Call two families who stopped coming and ask why.",
    "Try the short intake form with five families.",
    "Invite a parent leader to our staff meeting.",
    "Visit the family resource center across the river.",
    "Ask the front desk what they hear.",
    "Open my next meeting with two quiet minutes.",
    "Set up a lunch with the public health nurse.",
    "Translate our welcome letter with a parent.",
    "Share the checklist with my team.",
    "Try one home visit with a colleague from housing.",
    "Hablar con la escuela sobre las reuniones de la tarde.",
    "Preguntar a tres familias qué les ayudaría más.",
)

OBSTACLES = (
    "Time. My supervisor can help me protect an hour.",
    "I may forget; my colleague will remind me.",
    "We are short of staff until next month.",
    "I need the form from the county first.",
    "Reaching them by phone. A parent leader can help.",
    "Child care for the meeting.",
    "El transporte; mi compañera puede llevarnos.",
)


def pretend_reply(name: str, type_: str, longest: int, rng: Random, mood: float) -> int | str | Json:
    """A believable reply, as JSON, to the question with this id and type; `mood` in -1..1 leans a rating."""
    match type_:
        case "rating":
            return max(1, min(5, round(rng.gauss(3.4 + 1.3 * mood, 0.9))))
        case "lesson":
            return _lesson(longest, rng)
        case "commitment":
            return _commitment(longest, rng)
        case _:
            return _some(BY_QUESTION.get(name, ANY), longest, rng)


def _lesson(longest: int, rng: Random) -> Json:
    halves = rng.choice((("worked",), ("did_not",), ("worked", "did_not")))
    return {half: _some(WORKED if half == "worked" else DID_NOT, longest, rng) for half in halves}


def _commitment(longest: int, rng: Random) -> Json:
    """Two in three name a day, one to six weeks from today: the one place where the clock is read."""
    day = datetime.now(UTC).date() + timedelta(days=rng.randrange(7, 43))
    by = day.isoformat() if rng.random() < 0.67 else None
    commitment: Json = {"text": _some(COMMITMENTS, longest, rng), "by": by}
    return {**commitment, "obstacle": _some(OBSTACLES, longest, rng)} if rng.random() < 0.6 else commitment


def _some(texts: tuple[str, ...], longest: int, rng: Random) -> str:
    return rng.choice(texts)[:longest]
