"""Who came and who came back, as a picture."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go
import pytest

from components.charts import Look
from components.charts.attendance import participation_picture
from components.text import t


@dataclass(frozen=True)
class Held:
    held_on: str
    present: int
    returning: int


HELD = [Held("2026-03-12", 31, 0), Held("2026-04-23", 20, 14)]
SPAN = ("2026-03-12", "2026-04-23")


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize(("language", "day"), [("en", "Apr 23, 2026"), ("es", "23 abr 2026")])
def test_a_column_is_as_full_as_people_came_back(language: str, day: str, is_dark: bool) -> None:
    picture = participation_picture(HELD, Look(language=language, dark=is_dark), SPAN)
    looked_at = go.Figure(picture.drawn.to_json())
    bars = {bar.meta["part"]: bar for bar in looked_at.data}
    assert list(bars["filled"].y) == [0, 14]
    assert list(bars["counts"].y) == [31, 20]
    assert looked_at.layout.barmode == "overlay"
    assert picture.alt.startswith(t(language, "participation.last", n=20, back=14, day=day))


def test_a_first_meeting_tells_only_how_many_came() -> None:
    picture = participation_picture(HELD[:1], Look(), SPAN)
    assert picture.alt.startswith(t("en", "participation.first", n=31, day="Mar 12, 2026"))
