"""Who came to the meetings of a community, and who came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from components.charts.columns import draw_columns
from components.charts.picture import Figure, Look
from components.charts.template import tell
from components.charts.timeline import day_in_words
from components.text import t


class Held(Protocol):
    """A meeting with the phones that took part, and those that had been at an earlier one where it is known."""

    @property
    def held_on(self) -> str: ...
    @property
    def present(self) -> int: ...
    @property
    def returning(self) -> int | None: ...


def participation_picture(found: Sequence[Held], look: Look, span: tuple[str, str]) -> Figure:
    """A column for each meeting, full as far as people came back, with its sentence about the last one."""
    days, present = [each.held_on for each in found], [each.present for each in found]
    returning = [each.returning for each in found]
    title = _sentence(found[-1], len(found), look.language)
    filled = [back or 0 for back in returning]
    figure = draw_columns(days, present, title, look.t("participation.note"), look, span, filled=filled)
    tell(figure, {"present": present, "returning": returning})
    told = ", ".join(_each(each, look.language) for each in found)
    return Figure(figure, f"{title} {told}.")


def _each(held: Held, language: str) -> str:
    name = "each_unknown" if held.returning is None else "each"
    day = day_in_words(held.held_on, language)
    return t(language, f"participation.{name}", day=day, n=held.present, back=held.returning)


def _sentence(last: Held, meetings: int, language: str) -> str:
    day = day_in_words(last.held_on, language)
    if meetings == 1 or last.returning is None:
        return t(language, "participation.first", n=last.present, day=day)
    return t(language, "participation.last", n=last.present, back=last.returning, day=day)
