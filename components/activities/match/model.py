"""Match: config, answer and tally. People say which issues they have solved or are facing, then meet somebody.

In the first step, `propose`, everybody says where they stand on issues that were named beforehand. In the second one
their phones tell them whom they meet; an answer then is what came of it, for oneself unless it is shared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import (
    ActivityKind,
    Entry,
    InvalidAnswer,
    InvalidConfig,
    Json,
    Piece,
    Words,
    are_few,
    piece_id,
)
from components.activities.match.said import NOTES, PLACES
from components.activities.matches import Matches, Met, Stance
from components.activities.shapes import (
    check_distinct,
    named_by_words,
    read_blank_or_text,
    read_id,
    read_list,
    read_object,
    read_one_of,
    read_whole,
    read_words,
)
from components.activities.written import clean

SOLVED, FACING = "solved", "facing"
MOST_ISSUES = 6
"""So many that a wall still shows every one of them."""
LONGEST_ISSUE = 120
LONGEST_QUESTION = 200
LONGEST_PLACE = 60
LONGEST_NAME = 24
LONGEST_NOTE = 280
_MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class Issue:
    """What people may meet on; its id is made of its words where it comes from a ranking."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Made:
    """How many groups were matched and, of the issues that may be told, how many on each."""

    groups: int
    issues: Mapping[str, int]


@dataclass(frozen=True)
class Config:
    """The issues, the first question a match talks about, and what was matched, once it was."""

    issues: tuple[Issue, ...]
    question: Mapping[str, str]
    made: Made | None = None

    @property
    def ids(self) -> list[str]:
        """The ids of the issues, in their order."""
        return [issue.id for issue in self.issues]

    @property
    def language(self) -> str:
        """The first language the issues are written in."""
        return next(iter(self.issues[0].text), "en")


@dataclass(frozen=True)
class Came:
    """Whether somebody has met their match, and what came of it; others may read that only where it is shared."""

    has_met: bool
    note: str = ""
    is_shared: bool = False
    issue: str = ""

    @property
    def part(self) -> str:
        """Where the note stands in an answer: with the issue it is about, where there is one."""
        return f"note.{self.issue}" if self.issue else "note"


QUESTION = {
    "en": "What did you try first, and what did you learn from it?",
    "es": "¿Qué probaron primero y qué aprendieron?",
}


def starter() -> Json:
    """Two issues that many communities know."""
    return {
        "issues": [
            {
                "id": "families",
                "text": {"en": "Reaching families who do not come", "es": "Llegar a las familias que no vienen"},
            },
            {"id": "staff", "text": {"en": "Keeping good staff", "es": "Conservar a un buen equipo"}},
        ],
        "question": dict(QUESTION),
    }


def issues_of(first: Sequence[Words]) -> Json:
    """The config with an issue for each of what people put first; the same words are always the same issue."""
    return {"issues": named_by_words(first, MOST_ISSUES), "question": dict(QUESTION)}


def parse_config(json: Json) -> Config:
    """One to six issues with different ids, and a question; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["issues", "question"], ["made"])
    issues = tuple(_issue(each) for each in read_list(found["issues"], InvalidConfig, 1, MOST_ISSUES))
    check_distinct([issue.id for issue in issues], InvalidConfig)
    made = _made(found["made"], {issue.id for issue in issues}) if "made" in found else None
    return Config(issues, read_words(found["question"], LONGEST_QUESTION), made)


def _issue(json: object) -> Issue:
    issue = read_object(json, InvalidConfig, ["id", "text"])
    return Issue(read_id(issue["id"], InvalidConfig), read_words(issue["text"], LONGEST_ISSUE))


def _made(json: object, ids: set[str]) -> Made:
    found = read_object(json, InvalidConfig, ["groups", "issues"])
    issues = read_object(found["issues"], InvalidConfig, [], ids)
    counts = {name: read_whole(n, InvalidConfig, 0, _MOST_PEOPLE) for name, n in issues.items()}
    return Made(read_whole(found["groups"], InvalidConfig, 0, _MOST_PEOPLE), counts)


def parse_answer(config: Config, step: str, json: Json) -> Stance | Came:
    """In `propose`: `{"stands": {"<id>": "solved|facing"}, "from": "..", "name": ".."}`, the last two may be left out.

    Then `{"met": true, "note": "..", "share": true, "issue": "<id>"}`, all but the first may be left out. Raises
    `InvalidAnswer`.
    """
    if step == "propose":
        return _stance(config, json)
    found = read_object(json, InvalidAnswer, ["met"], ["note", "share", "issue"])
    met, shared, issue = found["met"], found.get("share", False), found.get("issue", "")
    if not isinstance(met, bool) or not isinstance(shared, bool):
        raise InvalidAnswer("wrong_shape")
    if issue != "" and (not isinstance(issue, str) or issue not in config.ids):
        raise InvalidAnswer("unknown_choice")
    note = read_blank_or_text(found.get("note"), InvalidAnswer, LONGEST_NOTE, lines=True)
    return Came(met, note, shared and bool(note), issue)


def _stance(config: Config, json: Json) -> Stance:
    found = read_object(json, InvalidAnswer, ["stands"], ["from", "name"])
    if not isinstance(found["stands"], dict):
        raise InvalidAnswer("wrong_shape")
    if not found["stands"]:
        raise InvalidAnswer("empty")
    if not found["stands"].keys() <= set(config.ids):
        raise InvalidAnswer("unknown_choice")
    stands = {name: read_one_of(stand, InvalidAnswer, (SOLVED, FACING)) for name, stand in found["stands"].items()}
    return Stance(
        stands,
        read_blank_or_text(found.get("from"), InvalidAnswer, LONGEST_PLACE),
        read_blank_or_text(found.get("name"), InvalidAnswer, LONGEST_NAME),
    )


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """In `propose` by issue how many have solved it and how many are facing it; then by issue how many groups meet,
    how many people have met, and the shared notes let through, in an order that tells nothing."""
    if step == "propose":
        issues = {name: _stands(name, entries, least) for name in config.ids}
        return {"n": _people(entries), "issues": issues}
    made = config.made or Made(0, {})
    return {
        "n": _people(entries),
        "groups": made.groups,
        "issues": dict(made.issues),
        "met": {"n": _people(entries), "hidden": "few"} if are_few(entries, least) else _have_met(entries),
        "notes": _notes(entries),
    }


def _people(entries: Sequence[Entry]) -> int:
    return sum(entry.people for entry in entries)


def _stands(issue: str, entries: Sequence[Entry], least: int) -> Json:
    about = [entry for entry in entries if issue in entry.answer.stands]
    if are_few(about, least):
        return {"n": _people(about), "hidden": "few"}
    counts = {
        stand: _people([entry for entry in about if entry.answer.stands[issue] == stand]) for stand in (SOLVED, FACING)
    }
    return {"n": _people(about), **counts}


def _have_met(entries: Sequence[Entry]) -> Json:
    yes = _people([entry for entry in entries if entry.answer.has_met])
    return {"n": _people(entries), "yes": yes}


def _notes(entries: Sequence[Entry]) -> dict[str, list[str]]:
    """By issue, "" for none, the shared notes that were let through."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for entry in entries:
        came: Came = entry.answer
        if came.is_shared and came.part not in entry.hidden and came.part not in entry.merged:
            words = clean(entry.wording.get(came.part, came.note), lines=True)
            at = (piece_id(entry.answer_id, came.part), words)
            by_words = found.setdefault(came.issue, {})
            by_words[words.casefold()] = min(at, by_words.get(words.casefold(), at))
    return {issue: [words for _, words in sorted(found[issue].values()) if words] for issue in sorted(found)}


def made(config: Json, groups: Sequence[tuple[str, int]], least: int) -> Json:
    """The config with how many groups meet on each issue, so that nothing is told about fewer than `least` people.

    Issues go together with the next smallest ones until what is not told is about enough of them.
    """
    people = Counter[str]()
    for issue, number in groups:
        people[issue] += number
    counts = Counter(issue for issue, _ in groups)
    told, apart = sorted((issue for issue in people if issue), key=lambda issue: (-people[issue], issue)), people[""]
    while told and (people[told[-1]] < least or 0 < apart < least):
        apart += people[told.pop()]
    total = len(groups) if sum(people.values()) >= least else 0
    order = [issue["id"] for issue in config["issues"]]
    return {**config, "made": {"groups": total, "issues": {name: counts[name] for name in order if name in told}}}


def told(met: Met | None) -> Json:
    """A phone's own match; `{}` where it came too late for one."""
    if met is None:
        return {}
    others = [
        {"stand": other.stand, **({"from": other.place} if other.place else {}),
         **({"name": other.name} if other.name else {})}
        for other in met.others
    ]  # fmt: skip
    return {"number": met.number, "issue": met.issue, "stand": met.own, "others": others}


def recalled(language: str) -> Json:
    """A match as a phone is told it, for a preview."""
    return {"number": 4, "issue": "", "stand": FACING, "others": [{"stand": SOLVED, "from": PLACES[0]}], "from": ""}


def pieces(config: Config, step: str, answer: Stance | Came) -> list[Piece]:
    """What came of it, where that is shared: else nobody but its writer reads it."""
    if isinstance(answer, Stance) or not answer.is_shared:
        return []
    return [Piece(answer.part, answer.note)]


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer: people face more than they have solved, and two in three have met their match."""
    if step == "propose":
        about = rng.sample(config.ids, rng.randint(1, min(3, len(config.ids))))
        solved = 0.4 + 0.15 * max(-1.0, min(1.0, mood))
        stands = {name: SOLVED if rng.random() < solved else FACING for name in about}
        return {"stands": stands, "from": rng.choice(PLACES)}
    if rng.random() < 1 / 3:
        return {"met": False}
    if rng.random() < 0.5:
        return {"met": True}
    note = rng.choice(NOTES.get(config.language, NOTES["en"]))
    is_shared = rng.random() < 0.6
    return {"met": True, "note": note, **({"share": True} if is_shared else {}), "issue": rng.choice(config.ids)}


def flat(config: Config, step: str, answer: Stance | Came) -> dict[str, str | int | float | None]:
    """For each issue `solved` or `facing`, never where somebody is from or their name; then 1 for who has met and a
    note that is shared."""
    if isinstance(answer, Stance):
        return {name: answer.stands.get(name) for name in config.ids}
    return {"met": int(answer.has_met), "note": answer.note if answer.is_shared else None}


KIND = ActivityKind(
    name="match",
    steps=("propose", "answer"),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    pieces=pieces,
    first_step=lambda config: "propose",
    can_open=lambda config, step: step == "propose" or config.made is not None,
    shows_live=lambda config, step: step == "answer",
    is_exempt=lambda config, step: step == "answer",
    joins=lambda config, step: False,
    recalled=recalled,
    matches=Matches(stance=lambda answer: answer, asked=lambda place: {"from": place}, made=made, told=told),
    asks=lambda config: config.question if config.made else None,
    texts_go_along=True,
)
