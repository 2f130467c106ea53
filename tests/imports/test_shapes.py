"""Files of five tools and of people's own are recognised; what says who somebody is stays out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from components.imports.found import Found, Trouble
from components.imports.mapping import guess
from components.imports.moments import days_of, gather
from components.imports.shapes import recognise
from components.imports.tables import Unreadable, read_tables
from tests.imports.files import csv_file, google_forms, mentimeter, microsoft_forms, plain, slido, xlsx_file


def found_in(data: bytes, name: str = "Spring.csv") -> Found:
    return recognise(read_tables(name, data), name)[0].found


def table(*rows: Sequence[Any]) -> Found:
    return found_in(csv_file(rows))


def becomes(found: Found) -> dict[str, str]:
    return {question.words: guess(question, "en", {}).way for question in found.questions}


def test_google_forms_is_recognised_with_a_scale_checkboxes_and_words() -> None:
    found = found_in(google_forms())
    assert (found.tool, found.people, found.left_out) == ("google_forms", 8, ("Email Address",))
    assert becomes(found) == {
        "How useful was today for you?": "reflection.rating",
        "Who has the expertise? (1-10)": "spectrum.line",
        "Which topics suit you?": "choice.several",
        "What do you take with you?": "words.words",
    }


def test_microsoft_forms_is_recognised_with_choices_a_rating_and_an_order() -> None:
    found = found_in(microsoft_forms(), "Form.xlsx")
    assert (found.tool, found.people, found.left_out) == ("microsoft_forms", 6, ("ID", "Email", "Name"))
    assert list(becomes(found).values()) == ["choice.several", "reflection.rating", "ranking.places"]
    assert {gathering.day for gathering in gather(days_of(found.times, day_first=False))} == {date(2025, 5, 12)}


def test_mentimeters_options_under_a_question_are_one_question() -> None:
    found = found_in(mentimeter(), "Menti.xlsx")
    assert (found.tool, found.people, found.left_out) == ("mentimeter", 7, ("Voter",))
    assert [(question.words, question.parts) for question in found.questions] == [
        ("Which day?", ("Monday", "Tuesday", "Friday")),
        ("How sure are you? (0-10)", ("",)),
    ]
    assert list(becomes(found).values()) == ["choice.several", "spectrum.line"]


def test_slidos_votes_become_as_many_people_as_the_question_with_the_most_votes_has() -> None:
    found = found_in(slido(), "Slido.csv")
    assert (found.shape, found.people) == ("options", 12)
    assert [(question.words, question.answered) for question in found.questions] == [
        ("Do we go on?", 12),
        ("Where?", 10),
    ]
    assert set(becomes(found).values()) == {"choice.one"}


def test_a_table_somebody_keeps_by_hand_in_spanish_is_recognised() -> None:
    found = found_in(plain(), "Marzo.csv")
    assert (found.tool, found.people, found.left_out) == ("plain", 6, ("Nombre",))
    assert becomes(found) == {"¿Qué tan útil fue? (0 a 100)": "spectrum.line"}


def test_questions_on_lines_of_their_own_with_options_below_are_recognised() -> None:
    found = table(
        ["Where do we meet?"], ["Library", 4, "80%"], ["School", 1, "20%"], [], ["Go on?"], ["Yes", 3], ["No", 2]
    )
    assert [(question.words, question.answered) for question in found.questions] == [
        ("Where do we meet?", 5), ("Go on?", 5)
    ]  # fmt: skip
    assert found.line_of(found.questions[0], 4) == 3


def test_two_columns_with_votes_are_one_question_called_by_its_column_or_its_file() -> None:
    assert (
        table(["Where do we meet?", "Votes"], ["Library", 4], ["School", 1]).questions[0].words == "Where do we meet?"
    )
    assert table(["Option", "Votes"], ["Library", 4], ["School", 1]).questions[0].words == "Spring"


def test_a_question_for_each_sheet_is_one_file() -> None:
    rows: list[list[Any]] = [["Option", "Votes"], ["Yes", 4], ["No", 1]]
    data = xlsx_file(("Going on", rows), ("Meeting again", rows))
    found = found_in(data, "Polls.xlsx")
    assert [question.words for question in found.questions] == ["Going on", "Meeting again"]
    assert len({question.key for question in found.questions}) == 2


def test_sheets_of_people_are_offered_with_the_fullest_first() -> None:
    data = xlsx_file(("Few", [["Useful?"], [3]]), ("Many", [["Useful?"], [3], [4], [5]]))
    offers = recognise(read_tables("Both.xlsx", data), "Both.xlsx")
    assert [offer.name for offer in offers] == ["Many", "Few"]


def test_places_in_a_column_for_each_item_are_a_ranking_and_ratings_are_a_question_each() -> None:
    head = ["Timestamp", "Order [Childcare]", "Order [Housing]", "Rate [Food]", "Rate [Room]"]
    found = table(head, ["1/20/2025", 1, 2, 5, 5], ["1/20/2025", 2, 1, 4, 4], ["1/20/2025", 1, 2, 3, 3])
    assert becomes(found) == {
        "Order": "ranking.places", "Rate – Food": "reflection.rating", "Rate – Room": "reflection.rating"
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Name", "Full name", "Your e-mail address", "E-Mail", "Nombre completo", "Correo electrónico", "#", "User ID"],
)
def test_a_column_about_who_somebody_is_stays_out(name: str) -> None:
    found = table([name, "How useful?"], ["Ana", 3], ["Bea", 4], ["Cai", 5])
    assert found.left_out == (name,)
    assert [question.words for question in found.questions] == ["How useful?"]


def test_a_column_full_of_addresses_stays_out_whatever_it_is_called() -> None:
    found = table(["Anything to add?", "How useful?"], ["ana@example.org", 3], ["bea@example.org", 4])
    assert found.left_out == ("Anything to add?",)


def test_lines_that_cannot_be_anybodys_are_told_with_their_number() -> None:
    found = table(["Useful?", "Why"], [3, "a"], [4, "b", "c"], ["Useful?", "Why"], [5, "d"])
    assert found.people == 2
    assert [(trouble.line, trouble.code) for trouble in found.troubles] == [
        (3, "imports.too_many_cells"), (4, "imports.names_again")
    ]  # fmt: skip


def test_votes_that_are_no_number_are_told_with_their_line() -> None:
    found = table(["Question", "Option", "Votes"], ["Go on?", "Yes", 3], ["", "No", "some"], ["", "", 7])
    assert found.troubles == (
        Trouble(3, "imports.no_votes", "some", "No"),
        Trouble(4, "imports.no_option", "7"),
    )


def test_columns_with_the_same_name_are_two_questions() -> None:
    found = table(["Useful?", "Useful?"], [3, 4], [5, 1])
    assert [question.said for question in found.questions] == [(("3",), ("5",)), (("4",), ("1",))]


@pytest.mark.parametrize(
    ("rows", "code"),
    [([["Useful?", "Why?"]], "only_header"), ([["Name", "Email"], ["Ana", "a@b.org"]], "nothing_found")],
)
def test_a_file_without_answers_is_refused(rows: list[list[str]], code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        table(*rows)
    assert refused.value.code == code


def test_the_days_of_a_file_say_whether_the_day_or_the_month_comes_first() -> None:
    march, april = date(2025, 3, 14), date(2025, 4, 3)
    assert days_of(["3/14/2025 18:00:00", "4/3/2025"], day_first=True) == [march, april]
    assert days_of(["14/03/2025", "03/04/2025"], day_first=False) == [march, april]
    assert days_of(["2025-03-14 10:00", "2025/04/03 5:00:00 PM GMT-3", "soon", "31.12.24"], day_first=True) == [
        march, april, None, date(2024, 12, 31)
    ]  # fmt: skip
    assert days_of(["3/4/2025"], day_first=True) == [april]


def test_answers_months_apart_are_meetings_of_their_own_and_days_apart_are_not() -> None:
    days = [date(2025, 3, 1), date(2025, 3, 2), date(2025, 3, 2), None, date(2025, 6, 1)]
    first, second = gather(days)
    assert (first.day, first.people) == (date(2025, 3, 2), (0, 1, 2, 3))
    assert (second.day, second.people) == (date(2025, 6, 1), (4,))
    assert gather([None, None]) == []
