"""What a meeting ends with: the words people chose to share, how many commitments were made, and when it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from components.activities.base import Entry, Json, Piece, piece_id, withheld_parts
from components.live import past
from components.live.control import CannotControl
from components.live.past import PastActivity, PastRound
from db import answers, meetings, next_meetings
from db.engine import Store
from db.meetings import Meeting
from db.next_meetings import NextMeeting

Place = tuple[str, str]
"""Where a text stands: an answer's id and the part of it."""


@dataclass(frozen=True)
class Shared:
    """A text its author allowed to be read aloud without a name; an echo once a facilitator has let it through."""

    place: Place
    text: str
    is_commitment: bool
    is_echo: bool

    @property
    def question(self) -> str:
        """The id of the question it answers, where its activity has several."""
        return self.place[1].partition(".")[0]

    @property
    def side(self) -> str:
        """Which half of a question it answers (`worked`, `obstacle`), "" where it is the whole of it."""
        return self.place[1].partition(".")[2]

    @property
    def label(self) -> str:
        """What is said above it where it stands among others: its side, `will_try` of a commitment, or ""."""
        return self.side or ("will_try" if self.is_commitment else "")

    @property
    def id(self) -> str:
        return piece_id(*self.place)


@dataclass(frozen=True)
class Closing:
    """All the last screen says. `seen` are the names of sentences about who will see what, the first first."""

    echoes: tuple[Shared, ...]
    commitments: int
    next: NextMeeting | None
    seen: tuple[str, ...]

    @property
    def json(self) -> Json:
        """The same for phones."""
        agreed = self.next
        return {
            "echoes": [{"text": echo.text, "side": echo.label} for echo in self.echoes],
            "commitments": self.commitments,
            "next": agreed and {"on": agreed.held_on, "begins": agreed.begins, "ends": agreed.ends,
                                "zone": agreed.zone, "place": agreed.place},
            "seen": list(self.seen),
        }  # fmt: skip


def closing_of(db: Store, meeting: Meeting) -> Closing:
    """The end of a meeting as it stands now; answers that still come in are in it.

    The same words from several people are one echo.
    """
    agenda = past.agenda_of(db, meeting, with_open=True)
    echoes = {(text.side, text.text.casefold()): text for text in shared_texts(agenda) if text.is_echo}
    return Closing(
        tuple(echoes.values()), commitments_in(agenda), next_meetings.of_meeting(db, meeting.id), seen_by(meeting)
    )


def shared_texts(agenda: Sequence[PastActivity]) -> list[Shared]:
    """Every text that may be read aloud, in the facilitator's wording, in an order that tells nothing.

    Not there: what is hidden, what too few have answered, and what was written for all to see from the first.
    """
    found = [
        Shared(
            place=(entry.answer_id, piece.part),
            text=entry.wording.get(piece.part, piece.text),
            is_commitment=_is_commitment(rnd, entry, piece),
            is_echo=piece.part in entry.echoes,
        )
        for rnd, entry, piece in _written(agenda)
        if rnd.kind.texts_stay and rnd.kind.may_share(entry.answer, piece.part)
    ]
    return sorted(found, key=lambda text: text.id)


def commitments_in(agenda: Sequence[PastActivity]) -> int:
    """How many commitments were made; 0 where too few people answered to say so."""
    return sum(_is_commitment(rnd, entry, piece) for rnd, entry, piece in _written(agenda))


def let_through(db: Store, meeting: Meeting, places: Iterable[Place], is_echo: bool) -> None:
    """Let texts onto the last screen and out of the room, or keep them back. Raises `CannotControl`."""
    wanted = set(places)
    if not wanted <= {text.place for text in shared_texts(past.agenda_of(db, meeting, with_open=True))}:
        raise CannotControl("not_shared")
    for answer_id, part in wanted:
        answers.moderate(db, answer_id, part, is_echo=int(is_echo))
    meetings.touch(db, meeting.id, at_once=True)


def seen_by(meeting: Meeting) -> tuple[str, ...]:
    """The sentences that are true of a meeting after its end: names of texts `seen_...`."""
    names = ("names",) if meeting.names == "none" else ()
    return ("phones", "written", "list", *names, "five" if meeting.shown == "at_five" else "once")


def _written(agenda: Sequence[PastActivity]) -> Iterator[tuple[PastRound, Entry, Piece]]:
    """Every text of the rounds that stand for their activities.

    Not there: what is hidden, what too few have answered, and what is for families alone.
    """
    for rnd in filter(None, (activity.final for activity in agenda)):
        found = [(entry, piece) for entry in rnd.given for piece in rnd.kind.pieces(rnd.config, rnd.step, entry.answer)]
        if not found or rnd.is_hidden or rnd.is_kept:
            continue
        withheld = withheld_parts(rnd.tally)
        for entry, piece in found:
            if piece.part not in entry.hidden and piece.part.partition(".")[0] not in withheld:
                yield rnd, entry, piece


def _is_commitment(rnd: PastRound, entry: Entry, piece: Piece) -> bool:
    promises = rnd.kind.promises(rnd.config, rnd.step, entry.answer) if rnd.kind.promises else []
    return piece.part in [promise.part for promise in promises]
