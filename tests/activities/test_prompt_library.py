from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.icebreaker.library import (
    ANSWERS,
    GROUPS,
    MOODS,
    PROMPTS,
    STAGES,
    NoPrompt,
    Prompt,
    config_of,
    draw,
    prompt_of,
)
from components.activities.icebreaker.model import KIND
from components.text import LANGUAGES

OWN = [prompt for prompt in PROMPTS if not prompt.source]
ASSUMES = {
    "en": "job jobs boss salary pay paid money rich poor home house car church faith god pray holiday husband wife",
    "es": "trabajo empleo jefe jefa sueldo dinero rico pobre casa hogar carro iglesia fe dios rezar esposo esposa",
}
CLICHES = ("fun fact", "dato curioso", "animal", "desert island", "isla desierta", "superpower", "superpoder")
FAMILIAR = {"tú", "te", "ti", "tu", "tus", "contigo", "eres", "tienes", "vos", "vosotros"}

every_own_prompt = pytest.mark.parametrize("prompt", OWN, ids=lambda prompt: prompt.id)
every_prompt = pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.id)


def words(text: str) -> set[str]:
    return {word.strip(".,:;¿?¡!«»“”").lower() for word in text.split()}


def texts(prompt: Prompt, language: str) -> list[str]:
    return [prompt.text[language], *(choice.text[language] for choice in prompt.choices)]


def test_the_library_is_large_enough() -> None:
    assert len(PROMPTS) >= 48
    answers = Counter(prompt.answer for prompt in PROMPTS)
    assert answers["word"] >= 10
    assert answers["choice"] >= 10
    assert answers["text"] >= 10


def test_most_prompts_carry_the_lowest_risk() -> None:
    assert sum(prompt.risk == 1 for prompt in PROMPTS) > 2 * len(PROMPTS) / 3


def test_every_stage_has_prompts_of_its_own() -> None:
    own = Counter(prompt.stage for prompt in PROMPTS)
    assert all(own[stage] >= 8 for stage in STAGES)


def test_the_first_prompt_is_the_source_s_own_words() -> None:
    first = PROMPTS[0]
    assert first.id == "how-do-you-learn"
    assert first.source
    assert first.text["en"] == (
        "How do you learn as a professional? What are some of the formats, venues, or methods you use for learning"
        " and professional development?"
    )
    assert [prompt.id for prompt in PROMPTS if prompt.source] == [first.id]


def test_no_id_and_no_text_comes_twice() -> None:
    assert len({prompt.id for prompt in PROMPTS}) == len(PROMPTS)
    for language in LANGUAGES:
        assert len({prompt.text[language] for prompt in PROMPTS}) == len(PROMPTS)


@every_prompt
def test_a_prompt_has_the_shape_of_its_kind(prompt: Prompt) -> None:
    assert prompt.stage in (*STAGES, "any")
    assert prompt.mood in MOODS
    assert prompt.group in GROUPS
    assert prompt.answer in ANSWERS
    assert prompt.risk in (1, 2, 3)
    assert 2 <= prompt.minutes <= 10
    assert len(prompt.id) <= 64
    assert set(prompt.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@every_prompt
def test_a_prompt_speaks_every_language(prompt: Prompt) -> None:
    for text in (prompt.text, *(choice.text for choice in prompt.choices)):
        assert set(text) == set(LANGUAGES)
        assert all(value and value == value.strip() for value in text.values())
    assert prompt.text["es"].count("¿") == prompt.text["es"].count("?") >= 1


@every_own_prompt
def test_a_prompt_has_at_most_fifteen_words_in_every_language(prompt: Prompt) -> None:
    assert {language: len(text.split()) for language, text in prompt.text.items() if len(text.split()) > 15} == {}


@every_own_prompt
def test_a_prompt_assumes_no_job_home_faith_or_money(prompt: Prompt) -> None:
    for language, assumed in ASSUMES.items():
        for text in texts(prompt, language):
            assert words(text) & set(assumed.split()) == set()


@every_own_prompt
def test_a_prompt_is_no_cliche(prompt: Prompt) -> None:
    said = " ".join(prompt.text.values()).lower()
    assert [cliche for cliche in CLICHES if cliche in said] == []


@every_prompt
def test_the_spanish_says_usted(prompt: Prompt) -> None:
    for text in texts(prompt, "es"):
        assert words(text) & FAMILIAR == set()


@every_prompt
def test_choices_are_few_short_and_different(prompt: Prompt) -> None:
    if prompt.answer != "choice":
        assert prompt.choices == ()
        return
    assert 4 <= len(prompt.choices) <= 6
    assert len({choice.id for choice in prompt.choices}) == len(prompt.choices)
    for language in LANGUAGES:
        options = [choice.text[language] for choice in prompt.choices]
        assert len(set(options)) == len(options)
        assert max(map(len, options)) <= 40


def test_low_risk_comes_first() -> None:
    used: list[str] = []
    for _ in PROMPTS:
        used.append(draw(used, Random(len(used))).id)
    risks = [prompt_of(prompt_id).risk for prompt_id in used]
    assert risks == sorted(risks)
    assert set(risks) == {1, 2, 3}


@given(
    seed=st.integers(0, 2**32),
    stage=st.sampled_from([None, *STAGES]),
    answer=st.sampled_from([None, *ANSWERS]),
    mood=st.sampled_from([None, *MOODS]),
)
def test_nothing_repeats_until_all_matching_prompts_are_used_up(
    seed: int, stage: str | None, answer: str | None, mood: str | None
) -> None:
    rng = Random(seed)
    matching = {
        prompt.id
        for prompt in PROMPTS
        if (stage is None or prompt.stage in (stage, "any"))
        and (answer is None or prompt.answer == answer)
        and (mood is None or prompt.mood == mood)
    }
    used: list[str] = []
    for _ in range(2):
        turn = []
        for _ in matching:
            turn.append(draw(used, rng, stage=stage, answer=answer, mood=mood).id)
            used.append(turn[-1])
        assert len(turn) == len(set(turn))
        assert set(turn) == matching


def test_a_set_of_used_prompts_starts_over_as_well() -> None:
    assert draw({prompt.id for prompt in PROMPTS}, Random(1)).risk == 1


def test_every_wish_of_stage_answer_and_mood_finds_a_prompt() -> None:
    for stage, answer, mood in product(STAGES, ANSWERS, MOODS):
        prompt = draw((), Random(0), stage=stage, answer=answer, mood=mood)
        assert prompt.stage in (stage, "any")
        assert (prompt.answer, prompt.mood) == (answer, mood)


def test_the_draw_is_random_and_repeatable() -> None:
    assert draw((), Random(7)) == draw((), Random(7))
    assert len({draw((), Random(seed)).id for seed in range(50)}) > 10


def test_an_unknown_wish_finds_no_prompt() -> None:
    with pytest.raises(NoPrompt):
        draw((), Random(0), answer="song")
    with pytest.raises(NoPrompt):
        prompt_of("never-written")


def test_a_config_names_its_prompt() -> None:
    prompt = prompt_of("arriving-today")
    config = config_of(prompt)
    assert config["prompt"] == prompt.text
    assert config["answer"] == "choice"
    assert config["prompt_id"] == prompt.id
    assert config["choices"][0] == {"id": "energy", "text": {"en": "Full of energy", "es": "Con mucha energía"}}
    assert config_of(prompt_of("day-so-far"))["choices"] == []


@every_prompt
def test_the_icebreaker_takes_every_prompt(prompt: Prompt) -> None:
    assert KIND.parse_config(config_of(prompt)).prompt_id == prompt.id


def test_an_icebreaker_starts_with_the_library_s_first_prompt() -> None:
    assert KIND.parse_config(KIND.starter()) == KIND.parse_config(config_of(PROMPTS[0]))
