"""Paper: every kind has a ballot in every language, and what people wrote stays text."""

from __future__ import annotations

import pytest

from components.activities.registry import ACTIVITIES, paper_of
from components.text import LANGUAGES
from components.ui.printable import Ballot, ballots
from tests.kinds import examples


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ACTIVITIES)
def test_every_kind_that_is_answered_has_a_ballot_in_every_language(kind: str, language: str) -> None:
    record = ACTIVITIES[kind]
    for config in examples(kind).values():
        for step in record.steps:
            parts = paper_of(kind).ballot(config, step, language)
            assert parts
            assert "<article" in ballots([Ballot("Meeting", "Title", "1 of 2", parts)], 1, language)
    if not record.steps:
        assert paper_of(kind).ballot(record.starter(), "", language) == []


def test_what_people_wrote_stays_text_on_paper() -> None:
    config = {"items": [{"id": "a", "text": {"en": "<b>Bold</b>"}}], "top": None}
    parts = paper_of("ranking").ballot(config, "answer", "en")
    html = ballots([Ballot("<i>Ours</i>", "<script>", "1 of 1", parts)], 2, "en")
    assert "<script>" not in html
    assert html.count("&lt;b&gt;Bold&lt;/b&gt;") == 2
    assert "&lt;i&gt;Ours" in html
