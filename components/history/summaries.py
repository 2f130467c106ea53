"""What every activity of a community's meetings came to: counted once, kept, and counted anew when it has changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from components.activities.base import Json, Words
from components.activities.measure import Measure
from components.live import past
from components.live.closing import shared_texts
from components.live.courtesy import answers_first
from components.live.gate import gates_of
from components.live.past import PastActivity, PastRound
from components.themes.cards import said_in
from components.themes.stems import shared
from db import history, summaries, words
from db.engine import Store
from db.history import FinalRound
from db.meetings import Meeting
from db.summaries import Kept

_FORM = 3
"""Raised when a summary holds something else than before, or when what is counted changes."""


class Text(NamedTuple):
    """Where a written text stands that may be sorted; as often as people said so. `is_own` is False where somebody
    else typed it for its author."""

    answer_id: str
    part: str
    is_own: bool


@dataclass(frozen=True)
class Word:
    """A word that three people or more used, as most wrote it, its stem, and how many people used it at least."""

    stem: str
    word: str
    people: int


@dataclass(frozen=True)
class Summary:
    """What an activity of an ended meeting came to: its tally, and what is followed of it, person by person.

    `answered` is how many answers it got, passes apart.
    """

    meeting: Meeting
    activity_id: str
    title: Words
    kind: str
    step: str
    config: Json
    tally: Json
    answered: int
    measures: tuple[Measure, ...] = ()
    echoes: tuple[str, ...] = ()
    """What people wrote that may leave the room."""
    texts_json: str = "[]"
    words: tuple[Word, ...] = ()

    @cached_property
    def texts(self) -> list[Text]:
        """Read when somebody asks: of a long past these are most of what is kept, and of few use."""
        return [Text(*each) for each in json.loads(self.texts_json)]

    @property
    def has_texts(self) -> bool:
        """Whether people wrote anything that may be sorted."""
        return self.texts_json != "[]"

    @property
    def is_hidden(self) -> bool:
        """Whether nothing of it is shown because too few have answered."""
        return self.tally.get("hidden") == "few"


@dataclass(frozen=True)
class Past:
    """A community's past: its `summaries`, the oldest meeting first, and which of them are to be kept."""

    summaries: tuple[Summary, ...] = ()
    fresh: tuple[Kept, ...] = field(default=(), repr=False)

    def by_kind(self, meeting_ids: Iterable[str] | None = None) -> dict[str, list[Summary]]:
        """The summaries by name of kind; of these meetings alone, if any are named."""
        wanted = None if meeting_ids is None else set(meeting_ids)
        found: dict[str, list[Summary]] = {}
        for summary in self.summaries:
            if wanted is None or summary.meeting.id in wanted:
                found.setdefault(summary.kind, []).append(summary)
        return found


def past_of(db: Store, community_id: str) -> Past:
    """What the meetings of a community ended with. Proposals are no end, and what only families saw is not in it.

    What `fresh` holds of it was counted just now: `db.summaries.keep` spares that the next time.
    """
    rounds, kept = history.final_rounds(db, community_id), summaries.of_community(db, community_id)
    versions = _versions(db, community_id, rounds)
    known = {name: each for name, each in kept.items() if versions.get(name) == each.version}
    unknown = [each for each in rounds if each.round_id not in known]
    counted = list(_count(db, community_id, unknown, versions))
    meetings = {each.round_id: each.meeting for each in rounds}
    found = {name: _read(meetings[name], each.summary) for name, each in known.items()}
    found |= {each.round_id: each.summary for each in counted}
    told = [found[each.round_id] for each in rounds]
    return Past(tuple(summary for summary in told if summary), tuple(each.kept for each in counted if each.kept))


def uncounted(db: Store, community_id: str) -> list[FinalRound]:
    """The rounds of which nothing true is kept, the oldest meeting first."""
    rounds, kept = history.final_rounds(db, community_id), summaries.versions(db, community_id)
    versions = _versions(db, community_id, rounds)
    return [each for each in rounds if kept.get(each.round_id) != versions[each.round_id]]


def count(db: Store, community_id: str, rounds: Sequence[FinalRound]) -> list[Kept]:
    """Count some of a community's rounds; what is to be kept of them."""
    versions = _versions(db, community_id, rounds)
    return [each.kept for each in _count(db, community_id, rounds, versions) if each.kept]


class _Counted(NamedTuple):
    round_id: str
    summary: Summary | None
    kept: Kept | None


def _count(
    db: Store, community_id: str, rounds: Sequence[FinalRound], versions: Mapping[str, str]
) -> Iterator[_Counted]:
    """Each of these rounds counted; nothing is kept of one that still takes answers."""
    gates = gates_of(db, community_id, [each.meeting for each in rounds])
    for each in rounds:
        rnd = past.final_round(db, each.meeting, each.round_id, gates[each.meeting.id])
        summary = _summary(each.meeting, rnd)
        is_over = rnd.open_until is None
        kept = Kept(each.round_id, versions[each.round_id], _written(summary)) if is_over else None
        yield _Counted(each.round_id, summary, kept)


def _versions(db: Store, community_id: str, rounds: Iterable[FinalRound]) -> dict[str, str]:
    """By round what its summary rests on: what a facilitator did, the answers there are, and the words held back."""
    edits = words.of_community(db, community_id)
    listed = sha256(repr(edits).encode()).hexdigest()[:8]
    return {each.round_id: f"{_FORM}.{each.meeting.revision}.{each.answers}.{listed}" for each in rounds}


def _summary(meeting: Meeting, rnd: PastRound) -> Summary | None:
    if rnd.is_kept or rnd.step != rnd.kind.steps[-1]:
        return None
    activity = rnd.kept.activity
    measures = () if rnd.is_hidden else tuple(rnd.kind.measures(rnd.config, rnd.given))
    return Summary(
        meeting, activity.id, activity.title, activity.kind, rnd.step, rnd.config_json, rnd.tally, len(rnd.given),
        measures, _echoes(rnd), *_texts_and_words(meeting, rnd),
    )  # fmt: skip


def _echoes(rnd: PastRound) -> tuple[str, ...]:
    return tuple(shared.text for shared in shared_texts([PastActivity(rnd.kept.activity, (rnd,))]) if shared.is_echo)


def _texts_and_words(meeting: Meeting, rnd: PastRound) -> tuple[str, tuple[Word, ...]]:
    found = list(said_in(rnd))
    texts = json.dumps([Text(card.entry.answer_id, card.piece.part, said.is_own) for card, said in found])
    used = shared((said for _, said in found), meeting.languages) if found else ()
    return texts, tuple(Word(each.stem, each.word, each.people) for each in used)


def _written(summary: Summary | None) -> str:
    if summary is None:
        return "null"
    plain = {each.name: getattr(summary, each.name) for each in fields(summary) if each.name != "meeting"}
    lists = {name: [asdict(each) for each in plain[name]] for name in ("measures", "words")}
    return json.dumps({**plain, **lists}, ensure_ascii=False)


def _read(meeting: Meeting, text: str) -> Summary | None:
    answers_first()
    plain: Any = json.loads(text)
    if plain is None:
        return None
    return Summary(**{
        **plain,
        "meeting": meeting,
        "measures": tuple(Measure(**{**each, "ends": tuple(each["ends"])}) for each in plain["measures"]),
        "echoes": tuple(plain["echoes"]),
        "words": tuple(Word(**each) for each in plain["words"]),
    })  # fmt: skip
