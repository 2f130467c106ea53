"""Tables with a row for each person: a column for each question, or several columns for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from components.activities.registry import ACTIVITIES
from components.activities.taken import number_of
from components.activities.written import clean, spelling
from components.imports.found import Found, Question, Trouble
from components.imports.headings import PEOPLE, TIMES, asks_for_a_person, is_called, is_email
from components.imports.moments import days_of
from components.imports.tables import Line, Table

MOST_QUESTIONS = 60
_WITH_PART = re.compile(r"(.+?)\s*\[(.+)\]\s*", re.DOTALL)
_TOOLS = {
    "microsoft_forms": {"start time", "completion time", "hora de inicio", "hora de finalizacion"},
    "google_forms": {"timestamp", "marca temporal"},
    "mentimeter": {"voter", "voter id"},
    "slido": {"user name", "user email", "user id", "user company", "participant name", "participant email"},
}


@dataclass(frozen=True)
class _Column:
    """A column with what stands in it by person; `above` is the question it is an option of, where a line says so."""

    name: str
    above: str
    cells: tuple[str, ...]


def recognise(table: Table, title: str) -> Found | None:
    """The people of a table and what they said; None where there is no line of names with lines under it."""
    lines = table.lines
    at = _head(lines)
    above, head, under = lines[:at], lines[at], lines[at + 1 :]
    rows, troubles = _rows(head, under)
    if not rows:
        return None
    columns = _columns(above, head, rows, title)
    times = _times(columns)
    about = [column for column in columns if column is not times and _is_about_a_person(column)]
    asked = [c for c in columns if c is not times and c not in about and any(c.cells) and not _is_time(c)]
    return Found(
        _tool(head), "people", tuple(_questions(asked)[:MOST_QUESTIONS]), len(rows),
        tuple(line.number for line in rows), times.cells if times else ("",) * len(rows),
        tuple(column.name for column in about), tuple(troubles),
    )  # fmt: skip


def _head(lines: Sequence[Line]) -> int:
    """The place of the line of names: the first that is about as wide as what comes below; preambles are narrower."""
    widths = [sum(bool(cell) for cell in line.cells) for line in lines]
    for place, line in enumerate(lines[:20]):
        known = sum(is_called(cell, PEOPLE | TIMES) for cell in line.cells)
        usual = median(widths[place + 1 : place + 40] or [1])
        is_above = place + 1 < len(lines) and _is_above(line, lines[place + 1])
        is_dated = any(day is not None for day in days_of(line.cells, day_first=False))
        if not is_above and not is_dated and (known > 1 or widths[place] >= max(1, 0.7 * usual)):
            return place
    return 0


def _is_above(line: Line, below: Line) -> bool:
    """Whether a line has the questions over the options of the next one: it is blank where that one is not."""
    filled = [place for place, cell in enumerate(line.cells) if cell]
    gaps = [place for place, cell in enumerate(below.cells) if cell and not (line.cells[place : place + 1] or ("",))[0]]
    are_names = sum(number_of(cell) is None for cell in below.cells if cell) > len(below.cells) / 2
    return len(filled) > 0 and len(gaps) > 1 and are_names and is_called(below.cells[0] or "id", PEOPLE | TIMES)


def _rows(head: Line, under: Sequence[Line]) -> tuple[list[Line], list[Trouble]]:
    """The people's lines, and those that cannot be theirs: with more cells than there are names, or the names again."""
    rows, troubles = [], []
    for line in under:
        if len(line.cells) > len(head.cells):
            troubles.append(Trouble(line.number, "imports.too_many_cells", line.cells[len(head.cells)]))
        elif [spelling(cell) for cell in line.cells] == [spelling(cell) for cell in head.cells]:
            troubles.append(Trouble(line.number, "imports.names_again"))
        else:
            rows.append(line)
    return rows, troubles


def _columns(above: Sequence[Line], head: Line, rows: Sequence[Line], title: str) -> list[_Column]:
    """The columns, those of one question under its words where a line above has them."""
    over = above[-1].cells if above and _is_above(above[-1], head) else ()
    found, question = [], ""
    for place, name in enumerate(head.cells):
        question = over[place] if place < len(over) and over[place] else question
        cells = tuple(line.cells[place] if place < len(line.cells) else "" for line in rows)
        found.append(_Column(clean(name) or (title if len(head.cells) == 1 else ""), clean(question), cells))
    return [column for column in found if column.name or any(column.cells)]


def _times(columns: Sequence[_Column]) -> _Column | None:
    """The column that says when people answered: the last of those a tool writes, else one full of days."""
    named = [column for column in columns if _is_time(column)]
    usual = [c for c in named if "start" not in spelling(c.name) and "inicio" not in spelling(c.name)]
    return next(iter(usual or named), None)


def _is_time(column: _Column) -> bool:
    filled = [cell for cell in column.cells if cell]
    dated = sum(day is not None for day in days_of(filled, day_first=False) + days_of(filled, day_first=True)) / 2
    return bool(filled) and is_called(column.name, TIMES) and dated >= 0.5 * len(filled)


def _is_about_a_person(column: _Column) -> bool:
    filled = [cell for cell in column.cells if cell]
    addresses = sum(map(is_email, filled))
    return asks_for_a_person(column.name) or (addresses > 0 and addresses >= 0.3 * len(filled))


def _questions(columns: Sequence[_Column]) -> list[Question]:
    """One for each column, and one for columns that belong together: by a line above, or as `Question [Item]`."""
    groups: dict[tuple[str, int], list[tuple[str, _Column]]] = {}
    for place, column in enumerate(columns):
        match = _WITH_PART.fullmatch(column.name)
        if column.above:
            groups.setdefault((column.above, -1), []).append((column.name, column))
        elif match:
            groups.setdefault((match[1], -1), []).append((match[2], column))
        else:
            groups.setdefault((column.name or "?", place), []).append(("", column))
    found: list[Question] = []
    for (words, _), parts in groups.items():
        found += _question(words, parts, len(found))
    return found


def _question(words: str, parts: Sequence[tuple[str, _Column]], number: int) -> list[Question]:
    """Columns as one question, or as one each where every one of them is answered on a scale of its own."""
    said = tuple(zip(*(column.cells for _, column in parts), strict=True))
    whole = Question(f"q{number}", words, tuple(name for name, _ in parts), said)
    if len(parts) == 1:
        told = words if not parts[0][0] or parts[0][1].above else f"{words} [{parts[0][0]}]"
        return [Question(whole.key, told, ("",), said)]
    if _belongs_together(whole):
        return [whole]
    return [
        Question(f"q{number + n}", f"{words} – {name}", ("",), tuple((cell,) for cell in column.cells))
        for n, (name, column) in enumerate(parts)
    ]


def _belongs_together(question: Question) -> bool:
    """Whether some kind would rather have the columns as one question."""
    return any(way.fit(question.told) >= 60 for kind in ACTIVITIES.values() for way in kind.takes)


def _tool(head: Line) -> str:
    """The tool that names its columns so."""
    names = {spelling(cell) for cell in head.cells}
    return next((tool for tool, known in _TOOLS.items() if names & known), "plain")
