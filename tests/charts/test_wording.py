"""People's words inside a figure."""

from __future__ import annotations

import html
import re
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.wording import Both, also_in, fitted, fitted_bold, inert, lines_of, plain_line, whole, width_of

TEXTS = st.text(st.characters(codec="utf-8"), max_size=120)


@given(TEXTS)
def test_no_tag_no_formula_and_no_template_survives(text: str) -> None:
    drawn = inert(text)
    assert not set(drawn) & set("<>$\"'")
    assert "%{" not in drawn
    assert drawn.count("&") == drawn.count("&#") + sum(drawn.count(f"&{name};") for name in ("amp", "lt", "gt", "quot"))


@given(TEXTS)
def test_every_letter_is_still_read(text: str) -> None:
    assert html.unescape(inert(text)) == plain_line(text)


def test_marks_that_turn_the_writing_direction_are_left_out() -> None:
    assert plain_line("safe\u202egnp.exe \u2066x\x00y") == "safegnp.exe x y"


def test_a_family_emoji_stays_whole() -> None:
    family = "👩\u200d👩\u200d👧"
    assert plain_line(family) == family


@given(TEXTS, st.integers(60, 500), st.integers(1, 4))
def test_lines_fit_their_width_and_number(text: str, width: int, most: int) -> None:
    lines = lines_of(text, width, 16, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 16) <= width for line in lines)


@given(TEXTS)
def test_where_there_is_room_nothing_is_cut(text: str) -> None:
    assert lines_of(text, 100_000, 16, 1) == [plain_line(text)]


def test_a_long_text_ends_with_an_ellipsis() -> None:
    assert lines_of("one two three four five", 60, 16, 1)[0].endswith("…")


@pytest.mark.parametrize("text", ["<br>", "a<br>b", "<b>x</b>", "</b><a href='javascript:x'>y</a>"])
def test_only_our_own_breaks_break(text: str) -> None:
    assert fitted(text, 10_000, 16, 1).count("<") == 0


BOTH = Both("Lived experience", "La experiencia vivida")


def test_a_text_in_two_languages_reads_as_the_first_and_is_copied_whole() -> None:
    copied = deepcopy({BOTH: BOTH})
    assert BOTH == "Lived experience"
    assert [also_in(key) for key in copied] == ["La experiencia vivida"]
    assert also_in("Lived experience") == ""


def test_the_second_language_stands_below_the_first_which_is_larger() -> None:
    drawn = fitted(BOTH, 400, 34)
    first, second = drawn.split("<br>")
    assert first == '<span style="font-size:37px">Lived experience</span>'
    assert second == "La experiencia vivida"


def test_on_one_line_both_share_the_room() -> None:
    assert fitted(BOTH, 1200, 34, 1) == "Lived experience · La experiencia vivida"
    first, second = fitted(BOTH, 500, 34, 1).split(" · ")
    assert (first[-1], second[-1]) == ("…", "…")


def test_where_both_are_not_whole_the_first_stands_alone() -> None:
    assert whole(BOTH, 500, 34) == "Lived experience"
    assert whole(BOTH, 1200, 34) == "Lived experience · La experiencia vivida"


@given(TEXTS, TEXTS, st.integers(60, 500), st.integers(1, 4))
def test_two_languages_fit_their_lines_too(text: str, other: str, width: int, most: int) -> None:
    lines = lines_of(Both(text, other), width, 16, most)
    assert 1 <= len(lines) <= most
    drawn = re.sub(r'</?span( style="font-size:\d+px")?>|<br>', "", fitted(Both(text, other), width, 16, most))
    assert not set(drawn) & set("<>$\"'")


def test_of_two_languages_in_bold_the_first_alone_is() -> None:
    poles = Both("Authority", "La autoridad")
    assert fitted_bold(poles, 400, 20) == '<span style="font-size:22px"><b>Authority</b></span><br>La autoridad'
    assert fitted_bold(poles, 400, 20, larger=1) == "<b>Authority</b><br>La autoridad"
    assert fitted_bold("A & B", 400, 20) == "<b>A &amp; B</b>"
