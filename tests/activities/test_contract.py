"""Every rule every kind of activity keeps."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.base import (
    PASS,
    ActivityKind,
    Entry,
    InvalidAnswer,
    InvalidConfig,
    Json,
    Pass,
    Piece,
    count,
)
from components.activities.icebreaker.library import PROMPTS, config_of
from components.activities.reflection.presets import PRESETS as REFLECTIONS
from components.activities.registry import ACTIVITIES, UnknownKind, ballot_path, chart_of, kind_of, views_of
from components.activities.spectrum.presets import PRESETS as LINES
from components.activities.talk.presets import PRESETS as TALKS
from components.text import LANGUAGES, catalog, reason
from tests.kinds import all_examples

WORD = {"en": "A question", "es": "Una pregunta"}
ITEMS = [{"id": name, "text": {"en": name.title()}} for name in ("childcare", "transport", "housing", "language")]
CONFIGS: list[tuple[str, Json]] = [
    *((name, kind.starter()) for name, kind in ACTIVITIES.items()),
    *(("icebreaker", config_of(prompt)) for prompt in PROMPTS),
    ("spectrum", {"lines": list(LINES.values())}),
    ("ranking", {"items": ITEMS, "top": 3}),
    ("ranking", {"items": ITEMS, "top": None, "propose": True}),
    *(("reflection", preset) for preset in REFLECTIONS.values()),
    ("reflection", {"questions": [{"id": "q", "text": WORD, "type": "text", "max_length": 1}]}),
    *(("talk", preset) for preset in TALKS.values()),
    ("talk", {"text": WORD}),
    *all_examples().values(),
]
ROUNDS = [
    (ACTIVITIES[name], ACTIVITIES[name].parse_config(config), step)
    for name, config in CONFIGS
    for step in ACTIVITIES[name].steps
    if ACTIVITIES[name].can_open(ACTIVITIES[name].parse_config(config), step)
]
KINDS = [pytest.param(kind, id=name) for name, kind in ACTIVITIES.items()]

LETTERS = st.characters(codec=None)
KEYS = st.sampled_from(
    ["lines", "items", "order", "text", "word", "choice", "share", "useful", "try", "lesson", "by", "id", "type"]
    + ["stem", "left", "right", "worked", "did_not", "obstacle", "prompt", "answer", "choices", "questions", "set"]
    + ["expertise", "en", "style", "top", "propose", "max_length"]
    + [key for _, config in all_examples().values() for key in config]
) | st.text(LETTERS, max_size=5)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(LETTERS, max_size=30)
    | st.sampled_from(["rating", "text", "word", "choice", "welcome", "exit", "expertise", "2031-02-30"])
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def given_answers(kind: ActivityKind, config: Any, step: str, seed: int, number: int) -> list[Entry]:
    """Entries of a room that answers believably; now and then a table of three, or a pass."""
    rng = Random(seed)
    values = [kind.pretend(config, step, rng, rng.uniform(-1, 1)) for _ in range(number)]
    return [
        Entry(
            person=f"p{number}",
            answer_id=f"{seed}-{number}",
            answer=PASS if rng.random() < 0.1 else kind.parse_answer(config, step, value),
            people=rng.choice((1, 1, 1, 3)),
        )
        for number, value in enumerate(values)
    ]


def test_the_registry_lists_the_core_kinds_first_and_each_under_its_own_name() -> None:
    assert list(ACTIVITIES)[:5] == ["icebreaker", "spectrum", "ranking", "reflection", "talk"]
    assert [kind.name for kind in ACTIVITIES.values()] == list(ACTIVITIES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ACTIVITIES)
def test_a_kind_has_a_name_a_sentence_and_a_first_title(name: str, language: str) -> None:
    texts = catalog(language, name)
    assert {"name", "about", "title"} <= texts.keys()
    assert texts["about"].endswith(".")


def test_importing_the_registry_brings_neither_streamlit_nor_plotly() -> None:
    heavy = "import sys, components.activities.registry; print({'streamlit', 'plotly'} & sys.modules.keys() or 'light')"
    done = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "light"


@pytest.mark.parametrize("ask", [kind_of, chart_of, views_of, ballot_path])
def test_an_unknown_kind_is_refused(ask: Any) -> None:
    with pytest.raises(UnknownKind) as refusal:
        ask("quiz")
    assert refusal.value.code in catalog("en", "errors")


@pytest.mark.parametrize("kind", KINDS)
def test_a_ballot_lies_in_its_kinds_own_folder(kind: ActivityKind) -> None:
    path = ballot_path(kind.name)
    assert path.parts[-3:] == ("activities", kind.name, "ballot.js")
    assert (path.parent / "model.py").exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_starter_is_a_valid_config_and_nobody_elses(kind: ActivityKind) -> None:
    kind.parse_config(kind.starter())
    first = kind.starter()
    first.clear()
    assert kind.starter()


@pytest.mark.parametrize(("name", "config"), CONFIGS)
def test_a_config_reads_the_same_after_storage(name: str, config: Json) -> None:
    kind = ACTIVITIES[name]
    assert kind.parse_config(json.loads(json.dumps(config))) == kind.parse_config(config)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("broken", [None, [], "text", 3, True, {}, {"pass": True}])
def test_a_config_of_another_shape_is_refused(kind: ActivityKind, broken: Any) -> None:
    with pytest.raises(InvalidConfig):
        kind.parse_config(broken)


@pytest.mark.parametrize("kind", KINDS)
def test_a_config_with_an_unknown_key_is_refused(kind: ActivityKind) -> None:
    with pytest.raises(InvalidConfig) as refusal:
        kind.parse_config({**kind.starter(), "colour": "red"})
    assert refusal.value.code == "unknown_keys"


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 10_000), mood=st.floats(-1, 1))
def test_every_pretended_answer_is_a_valid_one(index: int, seed: int, mood: float) -> None:
    kind, config, step = ROUNDS[index]
    value = kind.pretend(config, step, Random(seed), mood)
    stored = json.loads(json.dumps(value, allow_nan=False))
    assert kind.parse_answer(config, step, stored) == kind.parse_answer(config, step, value)
    with pytest.raises(InvalidAnswer):
        kind.parse_answer(config, step, {**value, "unheard of": 1})


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 10_000))
def test_a_pretended_answer_depends_on_its_seed_alone(index: int, seed: int) -> None:
    kind, config, step = ROUNDS[index]
    assert kind.pretend(config, step, Random(seed), 0.3) == kind.pretend(config, step, Random(seed), 0.3)


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 200), number=st.integers(0, 14), data=st.data())
def test_a_tally_does_not_know_who_came_first(index: int, seed: int, number: int, data: st.DataObject) -> None:
    kind, config, step = ROUNDS[index]
    entries = given_answers(kind, config, step, seed, number)
    tally = json.dumps(count(kind, config, step, entries, 5), allow_nan=False)
    assert json.dumps(count(kind, config, step, data.draw(st.permutations(entries)), 5)) == tally


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 200), number=st.integers(0, 14))
def test_a_tally_counts_everybody_or_hides_a_few(index: int, seed: int, number: int) -> None:
    kind, config, step = ROUNDS[index]
    entries = given_answers(kind, config, step, seed, number)
    answers = [entry for entry in entries if not isinstance(entry.answer, Pass)]
    tally = count(kind, config, step, entries, 5)
    if 0 < len(answers) < 5 and not kind.is_exempt(config, step):
        assert tally == {"hidden": "few"}
    else:
        assert tally["n"] == sum(entry.people for entry in answers)
        assert tally["passed"] == len(entries) - len(answers)


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 200))
def test_a_tally_names_nobody(index: int, seed: int) -> None:
    kind, config, step = ROUNDS[index]
    entries = [
        Entry(f"somebody-{entry.person}", f"phone-{entry.answer_id}", entry.answer, entry.people)
        for entry in given_answers(kind, config, step, seed, 8)
    ]
    said = json.dumps([count(kind, config, step, entries, 1), kind.compare(config, entries, entries, 1)])
    assert "somebody-" not in said
    assert "phone-" not in said


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 200))
def test_every_answer_fills_the_same_spreadsheet_columns_with_plain_cells(index: int, seed: int) -> None:
    kind, config, step = ROUNDS[index]
    given = [entry.answer for entry in given_answers(kind, config, step, seed, 6) if entry.answer is not PASS]
    rows = [kind.flat(config, step, answer) for answer in given]
    assert all(isinstance(cell, str | int | float | None) for row in rows for cell in row.values())
    assert len({tuple(row) for row in rows}) <= 1


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 200))
def test_the_pieces_of_an_answer_have_names_of_their_own(index: int, seed: int) -> None:
    kind, config, step = ROUNDS[index]
    answer = kind.parse_answer(config, step, kind.pretend(config, step, Random(seed), 0))
    pieces = kind.pieces(config, step, answer)
    assert len({piece.part for piece in pieces}) == len(pieces)
    assert all(piece.text for piece in pieces)


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 200))
def test_a_commitment_is_one_of_the_pieces_of_its_answer(index: int, seed: int) -> None:
    kind, config, step = ROUNDS[index]
    answer = kind.parse_answer(config, step, kind.pretend(config, step, Random(seed), 0))
    pieces = kind.pieces(config, step, answer)
    promises = kind.promises(config, step, answer) if kind.promises else []
    assert all(Piece(promise.part, promise.text) in pieces for promise in promises)


@given(index=st.integers(0, len(ROUNDS) - 1), seed=st.integers(0, 200), number=st.integers(0, 14))
def test_what_a_group_puts_first_is_in_words_and_nothing_of_a_few(index: int, seed: int, number: int) -> None:
    kind, config, step = ROUNDS[index]
    tally = count(kind, config, step, given_answers(kind, config, step, seed, number), 5)
    leads = kind.leads(config, tally)
    assert all(isinstance(text, str) and text for words in leads for text in words.values())
    assert not (leads and tally.get("hidden"))


@given(kind=st.sampled_from(list(ACTIVITIES.values())), value=ANYTHING, key=st.text(max_size=5), data=st.data())
def test_no_config_whatever_breaks_anything(kind: ActivityKind, value: Any, key: str, data: st.DataObject) -> None:
    starter = kind.starter()
    nearly = {**starter, data.draw(st.sampled_from([*starter, key])): value}
    for config in (value, nearly):
        code = ""
        try:
            kind.parse_config(config)
        except InvalidConfig as refusal:
            code = refusal.code
        assert not code or reason("en", code)


@given(index=st.integers(0, len(ROUNDS) - 1), value=ANYTHING, data=st.data())
def test_no_answer_whatever_breaks_anything(index: int, value: Any, data: st.DataObject) -> None:
    kind, config, step = ROUNDS[index]
    believable = kind.pretend(config, step, Random(1), 0)
    nearly = {**believable, data.draw(st.sampled_from(list(believable))): value}
    for answer in (value, nearly):
        code, entries = "", []
        try:
            entries = [Entry("p", "a", kind.parse_answer(config, step, answer))]
        except InvalidAnswer as refusal:
            code = refusal.code
        assert not code or reason("en", code)
        tally = count(kind, config, step, entries, 1)
        assert json.dumps(tally, ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_a_sentence(language: str) -> None:
    folder = ballot_path("talk").parent.parent
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    codes = set(re.findall(r'(?:refuse|InvalidConfig|InvalidAnswer)\("([\w.]+)"', sources))
    assert {"wrong_shape", "takes_no_answers", "not_a_date"} <= codes
    assert [code for code in codes | {UnknownKind.code} if not reason(language, code).endswith(".")] == []


@pytest.mark.parametrize("preset", [*LINES.values(), *REFLECTIONS.values(), *TALKS.values()])
def test_every_preset_is_written_in_every_language(preset: Json) -> None:
    def texts(part: Any) -> list[dict[str, str]]:
        if isinstance(part, list):
            return [text for each in part for text in texts(each)]
        if not isinstance(part, dict):
            return []
        return [part] if "en" in part else [text for each in part.values() for text in texts(each)]

    found = texts(preset)
    assert found
    assert all(set(text) == set(LANGUAGES) and all(text.values()) for text in found)
