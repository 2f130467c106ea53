"""What a kind of activity is: the one record every part of Attune asks, instead of asking for its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from components.activities.taken import Way

from components.activities.joined import Joined
from components.activities.matches import Matches
from components.activities.measure import Measure

Json = dict[str, Any]
Words = Mapping[str, str]

CONTACT = "contact"
"""Where an answer says how its author may be reached, in the kinds that ask."""
LEAST_AT_FIVE = 5
"""How many answers a picture needs before it is shown, where a meeting shows pictures `at_five`."""


class InvalidConfig(ValueError):
    """An activity's config is not of its kind's shape; `code` names a text in the `errors` catalog.

    With a dot in it, it names one in the kind's own catalog: `choice.gone` is `gone` in `choice.po`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class InvalidAnswer(ValueError):
    """An answer is not of its kind's shape; `code` names a text as that of an `InvalidConfig` does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Pass:
    """*Pass*: a dignified answer that counts as done and in no tally but its own count."""


PASS = Pass()


@dataclass(frozen=True)
class Piece:
    """One text somebody wrote within an answer, addressed by `part` (`"text"`, `"items.0"`, a question's id)."""

    part: str
    text: str


@dataclass(frozen=True)
class Promise:
    """Something that its writer, within an answer, said they would do; `part` as in a `Piece`, `by` an ISO day."""

    part: str
    text: str
    by: str | None = None
    obstacle: str = ""


@dataclass(frozen=True)
class Stand:
    """Where one person stands on a line that is followed from meeting to meeting: `at` is 0 to 100, left to right."""

    id: str
    asked: Words
    left: Words
    right: Words
    at: float


@dataclass(frozen=True)
class Followed:
    """A commitment of one person, with what they said became of it: a meeting, opaque as in `Earlier`, and a status."""

    id: str
    promise: Promise
    said: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Contested:
    """What people see differently: it in words, and the config that asks about it again under the same ids."""

    words: Sequence[Words]
    config: Json


@dataclass(frozen=True)
class Proposed:
    """A text put to the room for a part of its charter; `id` is where it was written down before, or ""."""

    part: str
    text: Words
    id: str = ""


@dataclass(frozen=True)
class Earlier:
    """One person's latest answer to a round of an earlier meeting of the community, with what they promised in it.

    `meeting` and `activity` are opaque keys: equal where the meeting or the activity is the same.
    """

    meeting: str
    activity: str
    answer: Any
    promises: Sequence[Promise] = ()


@dataclass(frozen=True)
class Entry:
    """One person's current answer to a round, as the tally sees it.

    `person` is the same opaque key in every round of a meeting; it never leaves the server. The sets name
    parts: `hidden` from everybody but facilitators, picked to be read aloud, or let through as an echo, which may leave
    the room. Of the hidden ones `held` wait for a facilitator's tap (`listed` of them for a word on the list), and
    `of_today` have a word that is hidden today; the others were left out. `wording` holds edited texts by part,
    `translations` the same in other languages, and `merged` points from a part to the piece id it was merged into.
    `marks` holds by part what else was decided, by the names the kind has for it. `on_behalf` answers were typed by a
    facilitator.
    """

    person: str
    answer_id: str
    answer: Any
    people: int = 1
    hidden: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    of_today: frozenset[str] = frozenset()
    picked: frozenset[str] = frozenset()
    wording: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    on_behalf: bool = False
    echoes: frozenset[str] = frozenset()

    def words(self, piece: Piece) -> str:
        """A text of the answer as it is shown: in the facilitator's wording, if there is one."""
        return self.wording.get(piece.part, piece.text)


def _nothing(config: Any, step: str, answer: Any) -> list[Piece]:
    return []


def _unchanged(config: Json, entries: Sequence[Entry]) -> Json:
    return config


@dataclass(frozen=True)
class ActivityKind:
    """One kind of activity. All functions are pure; a config is the kind's own frozen dataclass.

    `parse_config(json)` and `parse_answer(config, step, json)` are the only gates: they raise `InvalidConfig` and
    `InvalidAnswer`; `parse_answer` never sees `{"pass": true}`. `tally(config, step, entries, least)` gets no
    passes and at least `least` entries (of an exempt kind any number), and returns JSON with `n`; it hides by itself
    (`{"n": n, "hidden": "few"}`) any part with fewer than `least` answers. `pretend(config, step, rng, mood)` is a
    believable answer as JSON (`mood` in -1..1 leans it), for rehearsals and the demo. `flat` gives an answer as
    spreadsheet cells by column name. `with_proposals` is the config of the step after `propose`.
    `can_open(config, step)` is whether there is anything to answer; `may_share(answer, part)` whether the author
    allowed a text to be read aloud. `compare(config, before, after, least)` says how the same people moved between two
    rounds, or None.
    """

    name: str
    steps: tuple[str, ...]
    starter: Callable[[], Json]
    parse_config: Callable[[Json], Any]
    parse_answer: Callable[[Any, str, Json], Any]
    tally: Callable[[Any, str, Sequence[Entry], int], Json]
    pretend: Callable[[Any, str, Random, float], Json]
    flat: Callable[[Any, str, Any], dict[str, str | int | float | None]]
    shows_live: Callable[[Any, str], bool] = lambda config, step: False
    is_exempt: Callable[[Any, str], bool] = lambda config, step: False
    pieces: Callable[[Any, str, Any], list[Piece]] = _nothing
    with_proposals: Callable[[Json, Sequence[Entry]], Json] = _unchanged
    keeps: Callable[[Json, Json], Json] = lambda config, tally: config
    """A round's config once its tally was revealed, for what must stay as people saw it when answers change."""
    compare: Callable[[Any, Sequence[Entry], Sequence[Entry], int], Json | None] = lambda c, b, a, least: None
    measures: Callable[[Any, Sequence[Entry]], Sequence[Measure]] = lambda config, entries: ()
    """What a community's history follows as a number, from the answers of one meeting."""
    first_step: Callable[[Any], str] = lambda config: "answer"
    can_open: Callable[[Any, str], bool] = lambda config, step: True
    may_share: Callable[[Any, str], bool] = lambda answer, part: False
    waits: Callable[[Any, str], bool | None] = lambda config, step: None
    """Whether what people write in a step waits for a facilitator's tap: None where its meeting decides, as it does for
    sentences."""
    counts_words: Callable[[Any, str], bool] = lambda config, step: False
    """Whether people write single words that are counted: they do not wait, and pass the list alone."""
    joins: Callable[[Any, str], bool] = lambda config, step: step == "propose"
    """Whether a facilitator may merge what says the same in a step."""
    marks: Callable[[Any, str], tuple[str, ...]] = lambda config, step: ()
    """What else a facilitator decides about a written piece, each yes or no, by name.

    The buttons are `do_<name>` and, where it can be taken back, `undo_<name>` in the kind's catalog.
    """
    asks: Callable[[Any], Mapping[str, str] | None] = lambda config: None
    """The one question an activity puts to the room, where that is not its title."""
    reads: Callable[[Any], Mapping[str, str] | None] = lambda config: None
    """A text that stands on the wall for itself while there is no picture yet, where its question does not say it."""
    proposes: Callable[[Any], Proposed | None] = lambda config: None
    """The text it puts to the room for a part of the community's charter."""
    prompt_id: Callable[[Any], str | None] = lambda config: None
    """The library prompt an activity uses, so that a community is not asked the same again."""
    another: Callable[[Json, Sequence[str], Random, str], Json | None] = lambda config, used, rng, stage: None
    """Another config of the same sort, for a community at a stage, from a library of which the `used` ids were had
    before, or None."""
    switches_at_half: Callable[[Any], bool] = lambda config: False
    """Whether a timer calls for a switch at half-time."""
    promises: Callable[[Any, str, Any], list[Promise]] | None = None
    """What the writer of an answer said they would do, for the kinds that ask about it later."""
    leads: Callable[[Any, Json], Sequence[Words]] = lambda config, tally: ()
    """What the group put first, in its order: what workgroups may be made of."""
    changes: Callable[[Any], Sequence[Words]] = lambda config: ()
    """What it tells people was changed since they said so. Such an activity is for one meeting alone."""
    recalls: Callable[[Sequence[Earlier]], Json] | None = None
    """What a phone is told of its own earlier answers, oldest first, and nobody else is: the `own` of its `mine`."""
    recalls_today: bool = False
    """Whether it looks at what was answered in its own meeting too."""
    recalled: Callable[[str], Json] | None = None
    """The same as it might be, in a language, for a preview."""
    follows: Callable[[Sequence[Earlier]], Sequence[Followed]] | None = None
    """One person's commitments, the newest first, from their own earlier answers, oldest first: for their own page."""
    stands: Callable[[Any, Any], Sequence[Stand]] = lambda config, answer: ()
    """Where one person's answer puts them on lines that are followed over time: for their own page."""
    between: Callable[[Any, str, Any], Sequence[Words]] = lambda config, step, answer: ()
    """What of one person's answer they take along until the next meeting, such as the group they joined: for the top of
    their own page."""
    contact: Callable[[Any], str] | None = None
    """How the writer of an answer agreed to be reached, `contact` in its JSON, or "". It is kept apart from the answer,
    for those who run the meeting alone."""
    due: Callable[[Sequence[Earlier], str], int] | None = None
    """Of how many promises of one person it asks on an ISO day what became of them, for the kinds that ask."""
    contested: Callable[[Json, Json], Contested | None] = lambda config, tally: None
    """What a group sees so differently, by a round's config as JSON and its tally, that it is worth asking again.

    Never for the sake of one or two people who see it otherwise: each side has three at least.
    """
    unanswered: Callable[[Any, Json], Sequence[Words]] = lambda config, tally: ()
    """What people asked and nobody has answered, what matters to most of them first."""
    matches: Matches | None = None
    """How people are matched with each other in it, for the kind that does so."""
    gathers: bool = False
    """Whether people gather in groups in it, around what they put first."""
    joined: Callable[[Any, Json], Sequence[Joined]] = lambda config, tally: ()
    """The groups that people gathered in, for workgroups to be made of."""
    reports: Callable[[Any, Json], Sequence[Words]] = lambda config, tally: ()
    """What the next meeting may want to hear from."""
    hears: Callable[[Any], bool] = lambda config: False
    """Whether this is where a meeting hears from it."""
    texts_go_along: bool = False
    """What is written and let through stands in the takeaway too: people are told so where they write it."""
    suggests: Callable[[Any, int, Json], str] = lambda config, number, tally: ""
    """What the wall suggests to the room once a round (by its number) is revealed: a text of the kind's, or ""."""
    texts_stay: bool = False
    """What is written is read by facilitators and stands in no picture."""
    is_quiet: bool = False
    """Its picture is not for the wall: a facilitator is not led to reveal it."""
    takes: Sequence[Way] = ()
    """The ways to make such an activity of a question that was asked elsewhere, out of a file."""
    stays_open: bool = False
    """Phones that took part may answer its latest round for two days after the meeting."""

    @property
    def writes(self) -> bool:
        """Whether any of its answers may hold texts."""
        return self.pieces is not _nothing

    @property
    def package(self) -> str:
        return f"components.activities.{self.name}"


def piece_id(answer_id: str, part: str) -> str:
    """A short stable id for one written piece, which tells nobody whose answer it is from."""
    from hashlib import sha256

    return sha256(f"{answer_id}:{part}".encode()).hexdigest()[:12]


def count(kind: ActivityKind, config: Any, step: str, entries: Sequence[Entry], least: int) -> Json:
    """The tally of a round: passes counted apart, and `{"hidden": "few"}` below `least` answers.

    `least` is 1 where a meeting shows pictures at once, else `LEAST_AT_FIVE`; kinds that are exempt show
    from the first answer, and hide by themselves what of it must wait.
    """
    given = [entry for entry in entries if not isinstance(entry.answer, Pass)]
    if are_few(given, 1 if kind.is_exempt(config, step) else least):
        return {"hidden": "few"}
    tally = {**kind.tally(config, step, given, least), "passed": len(entries) - len(given)}
    translations = _translations(kind, config, step, given, tally)
    return {**tally, "translations": translations} if translations else tally


def _translations(
    kind: ActivityKind, config: Any, step: str, entries: Sequence[Entry], tally: Json
) -> dict[str, dict[str, str]]:
    """By each text that stands in a tally, what a facilitator wrote under it in other languages."""
    known = {
        entry.words(piece).casefold(): dict(entry.translations[piece.part])
        for entry in sorted(entries, key=lambda entry: entry.answer_id)
        if entry.translations
        for piece in kind.pieces(config, step, entry.answer)
        if piece.part in entry.translations and piece.part not in entry.hidden
    }
    shown = {text: known[text.casefold()] for text in texts_in(tally) if text.casefold() in known} if known else {}
    return {text: shown[text] for text in sorted(shown)}


def texts_in(json: Any) -> Iterator[str]:
    """Every text in some JSON, the names in its objects too."""
    if isinstance(json, str):
        yield json
    elif isinstance(json, dict):
        for name, value in json.items():
            yield name
            yield from texts_in(value)
    elif isinstance(json, list):
        for value in json:
            yield from texts_in(value)


def translations_of(tally: Json, text: str) -> dict[str, str]:
    """What a facilitator wrote under a text of a tally, by language; nothing where nobody did."""
    found: dict[str, str] = tally.get("translations", {}).get(text, {})
    return found


def with_translations(tally: Json, text: str) -> str:
    """A text of a tally with the same in other languages after it, where a facilitator wrote that under it."""
    others = translations_of(tally, text).values()
    return " · ".join(dict.fromkeys([text, *others])) if others else text


def are_few(entries: Sequence[Entry], least: int) -> bool:
    """Whether there are answers, but too few to be shown together.

    Those a facilitator gave for others do not count towards `least`: who typed them could take them away again.
    """
    return least > 1 and bool(entries) and sum(not entry.on_behalf for entry in entries) < least


def withheld_parts(tally: Json) -> set[str]:
    """The ids of the parts of a tally that too few people answered; a part within one is named `id.part`."""
    groups = [group for group in tally.values() if isinstance(group, dict)]
    parts = [(name, part) for group in groups for name, part in group.items() if isinstance(part, dict)]
    within = [(f"{name}.{inner}", each) for name, part in parts for inner, each in part.items()]
    return {name for name, part in (*parts, *within) if isinstance(part, dict) and part.get("hidden") == "few"}
