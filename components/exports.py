"""A meeting's answers for a spreadsheet or a program, so that no row leads back to a person.

There is no participant, answer id or time in it, and the order is drawn anew each time. The number in `answer` holds
the rows of one answer together; it is drawn for each round, so that no two rounds can be laid beside each other. Where
people write, each question of an answer has a number of its own. A table that answered together has an answer for
everybody at it, as in the pictures, and is one writer. What a picture withholds for a small group is
withheld here.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import repeat
from random import Random, SystemRandom

from components.activities.base import Entry, Json, Piece, piece_id, withheld_parts
from components.live.past import PastActivity, PastRound
from components.text import say, t
from db.meetings import Meeting

Cell = str | int | float | None
_STARTS_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# A spreadsheet that parts cells at semicolons, as Spanish ones do, begins new ones within a text.
_WITHIN = re.compile(r"(;\s*|(?<=\S)\s*[\t\r\n]\s*)(?=[=+\-@＝＋－＠])")
_NUMBERS = range(100_000, 1_000_000)


class ExportRefused(Exception):
    """A rehearsal's answers are nobody's; `code` names a text in the `errors` catalog."""

    code = "rehearsal_export"


@dataclass(frozen=True)
class Row:
    """One cell of one answer. `label` says in words what `field` (or a chosen value) stands for; `may_be_read_aloud`
    is yes or no for what was written to be read by facilitators; `late` is yes for what came after the meeting, where
    neither those answers nor the others are few. Without an `answer` the row is about the round."""

    meeting: str
    activity: str
    kind: str
    round: int
    step: str
    answer: int | None
    field: str
    value: Cell
    label: str = ""
    may_be_read_aloud: str = ""
    late: str = ""


COLUMNS = tuple(field.name for field in fields(Row))


def rows_of(meeting: Meeting, agenda: Sequence[PastActivity], language: str, rng: Random | None = None) -> list[Row]:
    """All answers of a meeting, shuffled within each round by `rng`. Raises `ExportRefused` for a rehearsal."""
    if meeting.is_rehearsal:
        raise ExportRefused(meeting.id)
    draw = _Draw(rng or SystemRandom())
    title = say(meeting.title, language)
    return [row for past in agenda for rnd in past.rounds for row in _round(title, past, rnd, language, draw)]


def to_csv(rows: Sequence[Row]) -> bytes:
    """A sheet in UTF-8, marked as such for Excel; texts that a spreadsheet would run begin with an apostrophe."""
    out = io.StringIO(newline="")
    sheet = csv.writer(out)
    sheet.writerow(COLUMNS)
    for row in rows:
        sheet.writerow([inert(cell) for cell in asdict(row).values()])
    return out.getvalue().encode("utf-8-sig")


def to_json(rows: Sequence[Row]) -> bytes:
    """The same rows as a list of objects."""
    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1).encode()


def inert(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if not isinstance(cell, str):
        return cell
    starts = cell.startswith(_STARTS_FORMULA) or cell.lstrip().startswith(_STARTS_FORMULA)
    return ("'" if starts else "") + _WITHIN.sub(r"\1'", cell)


class _Draw:
    """Random numbers, none twice in an export."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._used: set[int] = set()

    def number(self) -> int:
        number = self._rng.choice(_NUMBERS)
        while number in self._used:
            number = self._rng.choice(_NUMBERS)
        self._used.add(number)
        return number


def _round(title: str, past: PastActivity, rnd: PastRound, language: str, draw: _Draw) -> list[Row]:
    """The rows of a round by their random numbers, after what is said about the round as a whole."""
    names = names_in(rnd.config_json, language)
    about = (title, say(past.activity.title, language), past.activity.kind, rnd.round.number, rnd.step)
    few = t(language, "history.export_withheld", least=rnd.least)
    if rnd.is_kept:
        return [Row(*about, None, "withheld", t(language, "history.export_families"))]
    if rnd.is_hidden:
        return [Row(*about, None, "withheld", few)]
    withheld = withheld_parts(rnd.tally)
    rows = [Row(*about, None, part, few, names.get(part.partition(".")[0], "")) for part in sorted(withheld)]
    rows += [Row(*about, None, "passed", rnd.passed)] if rnd.passed else []
    unseen = sum(len(entry.hidden - entry.merged.keys()) for entry in rnd.given)
    rows += [Row(*about, None, "not_shown", unseen, t(language, "reading.export_not_shown"))] if unseen else []
    rows += [Row(*about, None, "late", rnd.late)] if rnd.late else []
    split, late = is_written(rnd), late_apart(rnd)
    drawn = {draw.number(): (each, entry) for entry in rnd.given for each in _statements(rnd, entry, split)}
    for number, (statement, entry) in sorted(drawn.items(), key=lambda pair: pair[0]):
        for cell in statement:
            if not withheld & {cell.question, cell.field}:
                label = names.get(cell.question) or names.get(str(cell.value), "")
                mark = "yes" if entry.answer_id in late else ""
                rows.append(Row(*about, number, cell.field, cell.value, label, cell.may_be_read_aloud, mark))
    return rows


def late_apart(rnd: PastRound) -> frozenset[str]:
    """The ids of the answers that may be told from the others as late: none where either of the two are few.

    Where people write it takes twice as many.
    """
    needed = 0 if rnd.least == 1 else rnd.least * (2 if is_written(rnd) else 1)
    late = [entry.answer_id in rnd.late_ids for entry in rnd.given if not entry.on_behalf]
    return rnd.late_ids if min(sum(late), len(late) - sum(late)) >= needed else frozenset()


@dataclass(frozen=True)
class Said:
    """One thing that was said, as an export has it, with the answer it is from: for the server alone."""

    answer_id: str
    cells: tuple[tuple[str, str, Cell], ...]
    """Field, what that stands for in words, and value."""
    is_on_behalf: bool


def said_in(rnd: PastRound, language: str, rng: Random) -> list[Said]:
    """What was said in a round, no more than an export tells, in an order drawn by `rng`.

    Where people write it is each text for itself; of an answer without one, each of the others. What a table said
    together is there once.
    """
    if rnd.is_kept or rnd.is_hidden:
        return []
    names, withheld, split = names_in(rnd.config_json, language), withheld_parts(rnd.tally), is_written(rnd)
    found = [said for entry in rnd.given for said in _said(rnd, entry, names, withheld, split)]
    found.sort(key=lambda said: piece_id(said.answer_id, said.cells[0][0]))
    rng.shuffle(found)
    return found


def _said(
    rnd: PastRound, entry: Entry, names: Mapping[str, str], withheld: set[str], split: bool
) -> Iterator[Said]:  # fmt: skip
    """What one answer says; where it says something in words, that alone."""
    told = []
    for statement in dict.fromkeys(_statements(rnd, entry, split)):
        kept = [cell for cell in statement if not withheld & {cell.question, cell.field}]
        if kept:
            told.append([(c.field, names.get(c.question) or names.get(str(c.value), ""), c.value) for c in kept])
    in_words = [cells for cells in told if any(isinstance(value, str) for _, _, value in cells)]
    for cells in in_words if split and in_words else told:
        yield Said(entry.answer_id, tuple(cells), entry.on_behalf)


@dataclass(frozen=True)
class _Cell:
    field: str
    value: Cell
    may_be_read_aloud: str = ""

    @property
    def question(self) -> str:
        """The part of a config a cell belongs to: `q2` for `q2.obstacle`."""
        return self.field.partition(".")[0]


_Statement = tuple[_Cell, ...]
"""Cells that may be read together."""


def _statements(rnd: PastRound, entry: Entry, split: bool) -> Iterator[_Statement]:
    """An answer as one statement, or split into one for each question; a count once for everybody it speaks for."""
    cells = rnd.kind.flat(rnd.config, rnd.step, entry.answer)
    given = {field: value for field, value in cells.items() if value not in (None, "")}
    if not split:
        yield from repeat(tuple(_Cell(field, value) for field, value in given.items()), entry.people)
        return
    written = rnd.kind.pieces(rnd.config, rnd.step, entry.answer)
    by_question: dict[str, list[_Cell]] = {}
    for field, value in given.items():
        for cell in _written_cells(rnd, entry, field, value, written):
            by_question.setdefault(cell.question, []).append(cell)
    for together in by_question.values():
        is_count = all(not isinstance(cell.value, str) for cell in together)
        yield from repeat(tuple(together), entry.people if is_count else 1)


def is_written(rnd: PastRound) -> bool:
    """Whether anybody wrote something in a round."""
    return any(rnd.kind.pieces(rnd.config, rnd.step, entry.answer) for entry in rnd.given)


def _written_cells(rnd: PastRound, entry: Entry, field: str, value: Cell, written: Sequence[Piece]) -> Iterator[_Cell]:
    """A cell beside writing, in the facilitator's wording, with its translations; none where the room may not see it.

    A text that belongs to nothing written speaks of the whole answer (which of its parts may be read aloud), and would
    tie together what is kept apart: none too.
    """
    piece = next((p for p in written if p.part == field), None) or next((p for p in written if p.text == value), None)
    if piece is None:
        belongs = not isinstance(value, str) or any(p.part == field.partition(".")[0] for p in written)
        if belongs:
            yield _Cell(field, value)
        return
    if piece.part in entry.hidden:
        return
    may = "" if not rnd.kind.texts_stay else "yes" if rnd.kind.may_share(entry.answer, piece.part) else "no"
    yield _Cell(field, entry.wording.get(piece.part, value), may)
    for language, text in entry.translations.get(piece.part, {}).items():
        yield _Cell(f"{field}.{language}", text, may)


def names_in(config: Json, language: str) -> dict[str, str]:
    """What the ids in a config stand for, in words: every object with an `id` is named by the texts in it."""
    found: dict[str, str] = {}
    for value in config.values():
        for part in value if isinstance(value, list) else []:
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                texts = [say(words, language) for words in part.values() if isinstance(words, dict)]
                found[part["id"]] = " · ".join(texts)
    return found
