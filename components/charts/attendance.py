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
    """A meeting with the phones that took part, and those of them that had been at an earlier one."""

    @property
    def held_on(self) -> str: ...
    @property
    def present(self) -> int: ...
    @property
    def returning(self) -> int: ...


def participation_picture(found: Sequence[Held], look: Look, span: tuple[str, str]) -> Figure:
    """A column for each meeting, full as far as people came back, with its sentence about the last one."""
    days, present = [each.held_on for each in found], [each.present for each in found]
    returning = [each.returning for each in found]
    title = _sentence(found[-1], len(found), look.language)
    figure = draw_columns(days, present, title, look.t("participation.note"), look, span, filled=returning)
    tell(figure, {"present": present, "returning": returning})
    told = ", ".join(
        t(look.language, "participation.each", day=day_in_words(each.held_on, look.language), n=each.present,
          back=each.returning)
        for each in found
    )  # fmt: skip
    return Figure(figure, f"{title} {told}.")


def _sentence(last: Held, meetings: int, language: str) -> str:
    day = day_in_words(last.held_on, language)
    if meetings == 1:
        return t(language, "participation.first", n=last.present, day=day)
    return t(language, "participation.last", n=last.present, back=last.returning, day=day)
