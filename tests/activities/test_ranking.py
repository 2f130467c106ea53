from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.activities.base import PASS, Entry, InvalidAnswer, InvalidConfig, Json, count, piece_id
from components.activities.ranking.model import KIND, Order, Proposals, kept_proposals, table_of
from components.stats.kemeny import kemeny
from components.text import LANGUAGES, catalog

IDS = ["childcare", "transport", "housing", "language"]
CONFIG: Json = {"items": [{"id": item, "text": {"en": item.title()}} for item in IDS]}
PARSED = KIND.parse_config(CONFIG)


def ordered(*orders: list[str], people: int = 1) -> list[Entry]:
    return [Entry(f"p{at}", f"a{at}", Order(tuple(order)), people) for at, order in enumerate(orders)]


def proposed(answer_id: str, *texts: str, **decided: Any) -> Entry:
    return Entry(answer_id, answer_id, Proposals(texts), **decided)


def tally(entries: list[Entry], step: str = "answer") -> Json:
    found = count(KIND, PARSED, step, entries, least=1)
    assert json.loads(json.dumps(found)) == found, "a tally is plain JSON"
    return found


def refusal_of_config(config: object) -> str:
    with pytest.raises(InvalidConfig) as refused:
        KIND.parse_config(config)  # type: ignore[arg-type]
    return refused.value.code


def refusal_of_answer(step: str, value: object) -> str:
    with pytest.raises(InvalidAnswer) as refused:
        KIND.parse_answer(PARSED, step, value)  # type: ignore[arg-type]
    return refused.value.code


# config


def test_the_top_three_are_asked_for_unless_said_otherwise() -> None:
    assert (PARSED.top, PARSED.propose, list(PARSED.ids)) == (3, False, IDS)
    assert KIND.parse_config({**CONFIG, "top": None}).top is None
    assert KIND.parse_config({**CONFIG, "top": 5}).top == 5


def test_the_starter_lets_the_room_propose() -> None:
    config = KIND.parse_config(KIND.starter())
    assert config.items == ()
    assert KIND.first_step(config) == "propose"
    assert KIND.can_open(config, "propose")
    assert not KIND.can_open(config, "answer")


def test_items_given_beforehand_are_ranked_at_once() -> None:
    assert KIND.first_step(PARSED) == "answer"
    assert KIND.can_open(PARSED, "answer")


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ([], "wrong_shape"),
        ({}, "wrong_shape"),
        ({"items": "abc"}, "wrong_shape"),
        ({**CONFIG, "sort": True}, "unknown_keys"),
        ({"items": []}, "ranking_no_items"),
        ({"items": [], "propose": 1}, "wrong_shape"),
        ({**CONFIG, "top": 0}, "out_of_range"),
        ({**CONFIG, "top": True}, "wrong_shape"),
        ({**CONFIG, "top": "3"}, "wrong_shape"),
        ({"items": [*CONFIG["items"], CONFIG["items"][0]]}, "same_id_twice"),
        ({"items": [{"id": "a b", "text": {"en": "A"}}]}, "wrong_shape"),
        ({"items": [{"id": "a", "text": {"en": " "}}]}, "empty"),
        ({"items": [{"id": "a", "text": {"en": "x" * 121}}]}, "too_long"),
        ({"items": [{"id": "a", "text": {"en": "A"}, "colour": "red"}]}, "unknown_keys"),
        ({"items": [{"id": f"i{at}", "text": {"en": "A"}} for at in range(41)]}, "ranking_too_many_items"),
    ],
)
def test_a_config_of_another_shape_is_refused(config: object, code: str) -> None:
    assert refusal_of_config(config) == code


def test_forty_items_of_120_characters_are_fine() -> None:
    items = [{"id": f"i{at}", "text": {"es": "x" * 120}} for at in range(40)]
    assert len(KIND.parse_config({"items": items}).items) == 40


# answers


def test_a_partial_order_is_an_answer() -> None:
    assert KIND.parse_answer(PARSED, "answer", {"order": ["housing"]}) == Order(("housing",))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "wrong_shape"),
        ({}, "wrong_shape"),
        ({"order": "housing"}, "wrong_shape"),
        ({"order": [["housing"]]}, "wrong_shape"),
        ({"order": [1]}, "wrong_shape"),
        ({"order": []}, "ranking_nothing_ranked"),
        ({"order": ["housing", "moon"]}, "ranking_unknown_item"),
        ({"order": ["housing", "housing"]}, "ranking_item_twice"),
        ({"order": ["housing"], "why": "because"}, "unknown_keys"),
        ({"items": ["A new bus"]}, "unknown_keys"),
    ],
)
def test_an_order_of_another_shape_is_refused(value: object, code: str) -> None:
    assert refusal_of_answer("answer", value) == code


def test_proposals_are_cleaned() -> None:
    parsed = KIND.parse_answer(PARSED, "propose", {"items": ["  A  new\nbus ", "Cafe\u0301"]})
    assert parsed == Proposals(("A new bus", "Café"))


def test_the_same_proposal_twice_counts_once() -> None:
    assert KIND.parse_answer(PARSED, "propose", {"items": ["Buses", "buses "]}) == Proposals(("Buses",))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"items": []}, "empty"),
        ({"items": ["one", "two", "three"]}, "ranking_too_many_proposals"),
        ({"items": ["one", "  "]}, "empty"),
        ({"items": ["x" * 121]}, "too_long"),
        ({"items": [3]}, "wrong_shape"),
        ({"items": {"0": "one"}}, "wrong_shape"),
        ({"items": ["one"], "more": 1}, "unknown_keys"),
        ({"order": ["housing"]}, "unknown_keys"),
    ],
)
def test_proposals_of_another_shape_are_refused(value: object, code: str) -> None:
    assert refusal_of_answer("propose", value) == code


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)), st.booleans()
)
def test_nothing_a_phone_sends_does_more_than_be_refused(junk: object, is_order: bool) -> None:
    step, key = ("answer", "order") if is_order else ("propose", "items")
    for value in (junk, {key: junk}, {key: [junk]}):
        try:
            parsed = KIND.parse_answer(PARSED, step, value)  # type: ignore[arg-type]
        except InvalidAnswer:
            continue
        assert isinstance(parsed, Order if is_order else Proposals)


def test_every_refusal_has_its_sentence() -> None:
    codes = ["ranking_no_items", "ranking_too_many_items", "ranking_too_many_proposals"]
    codes += ["ranking_nothing_ranked", "ranking_unknown_item", "ranking_item_twice"]
    for language in LANGUAGES:
        assert all(catalog(language, "errors").get(code) for code in codes)


# the tally of the orders


def test_nine_of_twelve_put_childcare_above_transport() -> None:
    found = tally(ordered(*[["childcare", "transport", "housing"]] * 9, *[["transport", "childcare"]] * 3))
    assert found["n"] == 12
    assert found["tiers"] == [["childcare"], ["transport"], ["housing"], ["language"]]
    assert found["average"] == {"childcare": 1.25, "transport": 1.75, "housing": 3.12, "language": 3.88}
    assert found["pairs"][0] == {"winner": "childcare", "loser": "transport", "for": 9, "against": 3, "word": "close"}
    assert found["fact"] == {"winner": "childcare", "loser": "transport", "for": 9, "of": 12}
    assert found["passed"] == 0


def test_twenty_of_one_mind_are_clear_and_nineteen_are_not() -> None:
    assert {pair["word"] for pair in tally(ordered(*[IDS] * 20))["pairs"]} == {"clear"}
    assert {pair["word"] for pair in tally(ordered(*[IDS] * 19))["pairs"]} == {"close"}


def test_a_few_tables_do_not_make_an_order_clear() -> None:
    found = tally(ordered(*[IDS] * 5, people=8))
    assert found["n"] == 40
    assert found["fact"]["of"] == 40
    assert {pair["word"] for pair in found["pairs"]} == {"close"}


def test_each_gap_between_tiers_has_one_pair() -> None:
    found = tally(ordered(["childcare", "transport"], ["childcare", "housing"]))
    assert found["tiers"] == [["childcare"], ["transport", "housing"], ["language"]]
    assert [(pair["winner"], pair["loser"]) for pair in found["pairs"]] == [
        ("childcare", "transport"),
        ("transport", "language"),
    ]


def test_a_gap_is_judged_by_its_closest_pair() -> None:
    found = tally(ordered(*[["childcare", "transport", "housing"]] * 2, ["housing", "childcare", "transport"]))
    assert found["tiers"] == [["childcare"], ["transport", "housing"], ["language"]]
    assert found["pairs"][0] == {"winner": "childcare", "loser": "housing", "for": 2, "against": 1, "word": "close"}


def test_nobody_has_no_order() -> None:
    assert tally([]) == {"n": 0, "tiers": [], "average": {}, "pairs": [], "fact": None, "passed": 0}


def test_passes_are_counted_apart() -> None:
    found = tally([*ordered(IDS), Entry("p9", "a9", PASS)])
    assert (found["n"], found["passed"]) == (1, 1)


def test_too_few_answers_stay_hidden() -> None:
    assert count(KIND, PARSED, "answer", ordered(*[IDS] * 4), least=5) == {"hidden": "few"}


def test_items_taken_off_the_list_are_left_out() -> None:
    assert tally(ordered(["gone", *IDS]))["average"]["childcare"] == 1


@given(
    st.lists(st.permutations(IDS).flatmap(lambda p: st.integers(1, 4).map(lambda k: p[:k])), max_size=30),
    st.randoms(use_true_random=False),
)
def test_the_tally_does_not_depend_on_who_came_when(orders: list[list[str]], rng: Random) -> None:
    entries = ordered(*orders)
    assert tally(entries) == tally(rng.sample(entries, len(entries)))


def test_other_rules_read_the_same_ballots() -> None:
    assert kemeny(table_of(PARSED, [*ordered(IDS), Entry("p9", "a9", PASS)])).order == tuple(IDS)


# proposals


def test_proposals_are_read_without_what_was_hidden_or_merged() -> None:
    found = tally(
        [
            proposed("a", "Buses", "Rude words", hidden=frozenset({"items.1"})),
            proposed("b", "More busses", "Parks", merged={"items.0": piece_id("a", "items.0")}),
            proposed("c", "houzing", wording={"items.0": "Housing"}),
        ],
        "propose",
    )
    assert found["n"] == 3
    assert sorted(found["items"]) == ["Buses", "Housing", "Parks"]


def test_proposals_come_in_an_order_that_tells_nothing() -> None:
    entries = [proposed(f"a{at}", f"Item {at}") for at in range(20)]
    items = tally(entries, "propose")["items"]
    assert items == tally(entries[::-1], "propose")["items"]
    assert items != [f"Item {at}" for at in range(20)]


def test_the_same_proposal_from_two_people_is_one_item() -> None:
    assert len(tally([proposed("a", "Buses"), proposed("b", "BUSES")], "propose")["items"]) == 1


def test_a_hidden_proposal_does_not_hide_its_twin() -> None:
    entries = [proposed("a", "Buses", hidden=frozenset({"items.0"})), proposed("b", "Buses")]
    assert kept_proposals(entries) == [(piece_id("b", "items.0"), "Buses", {})]


def test_every_proposal_is_a_piece() -> None:
    found = KIND.pieces(PARSED, "propose", Proposals(("Buses", "Parks")))
    assert [(piece.part, piece.text) for piece in found] == [("items.0", "Buses"), ("items.1", "Parks")]
    assert KIND.pieces(PARSED, "answer", Order(("housing",))) == []


def test_kept_proposals_become_items() -> None:
    config = {**CONFIG, "propose": True}
    entries = [proposed("a", "Buses", "housing"), proposed("b", "Parks", hidden=frozenset({"items.0"}))]
    found = KIND.with_proposals(config, [*entries, Entry("c", "c", PASS)])
    assert found["items"][:4] == CONFIG["items"]
    assert found["items"][4:] == [{"id": piece_id("a", "items.0"), "text": {"en": "Buses"}}]
    assert KIND.can_open(KIND.parse_config(found), "answer")
    assert KIND.with_proposals(found, entries) == found, "taking them in again adds nothing"
    assert len(config["items"]) == 4, "the old config is left alone"


def test_proposals_stand_under_the_language_of_the_items() -> None:
    entries = [proposed("a", "Vivienda")]
    spanish = {"items": [{"id": "i", "text": {"es": "Transporte"}}]}
    assert KIND.with_proposals(spanish, entries)["items"][1]["text"] == {"es": "Vivienda"}
    assert KIND.with_proposals(KIND.starter(), entries)["items"][0]["text"] == {"en": "Vivienda"}


def test_more_than_forty_kept_proposals_are_for_the_facilitator_to_merge() -> None:
    found = KIND.with_proposals(KIND.starter(), [proposed(f"a{at}", f"Item {at}") for at in range(41)])
    assert refusal_of_config(found) == "ranking_too_many_items"


# rehearsals and exports


@given(st.integers(0, 2**32), st.floats(-1, 1), st.sampled_from([None, 1, 3, 40]))
def test_pretend_answers_are_answers(seed: int, mood: float, top: int | None) -> None:
    config = KIND.parse_config({**CONFIG, "top": top})
    for step in KIND.steps:
        KIND.parse_answer(config, step, KIND.pretend(config, step, Random(seed), mood))


def test_a_rehearsal_can_go_from_proposals_to_an_order() -> None:
    rng, config = Random(5), KIND.starter()
    for language in LANGUAGES:
        config["items"] = [{"id": "own", "text": {language: "Ferry"}}]
        parsed = KIND.parse_config(config)
        answers = [KIND.parse_answer(parsed, "propose", KIND.pretend(parsed, "propose", rng, 0)) for _ in range(30)]
        entries = [Entry(f"p{at}", f"a{at}", answer) for at, answer in enumerate(answers)]
        full = KIND.parse_config(KIND.with_proposals(config, entries))
        assert 10 <= len(full.items) <= 17
        assert {tongue for item in full.items for tongue in item.text} == {language}


def test_a_mood_leans_the_order() -> None:
    def average_of_first(mood: float) -> float:
        rng = Random(11)
        answers = [KIND.parse_answer(PARSED, "answer", KIND.pretend(PARSED, "answer", rng, mood)) for _ in range(300)]
        return float(
            tally([Entry(str(at), str(at), answer) for at, answer in enumerate(answers)])["average"]["childcare"]
        )

    assert average_of_first(1) < average_of_first(0) < average_of_first(-1)


def test_an_answer_is_a_row_of_a_spreadsheet() -> None:
    assert KIND.flat(PARSED, "answer", Order(("housing", "childcare"))) == {
        "childcare": 2,
        "transport": None,
        "housing": 1,
        "language": None,
    }
    assert KIND.flat(PARSED, "propose", Proposals(("Buses",))) == {"proposal_1": "Buses", "proposal_2": None}


# What workgroups may be made of


@pytest.mark.parametrize(
    ("orders", "first"),
    [
        ([], []),
        ([IDS] * 5, IDS[:3]),
        ([["housing", "transport"]] * 5, ["housing", "transport"]),
        ([["housing", "childcare"], ["housing", "transport"], ["housing", "language"]], ["housing"]),
        ([IDS, IDS[::-1]], []),
    ],
    ids=["nobody", "three of four", "the rest is tied", "a tie goes beyond", "all are tied"],
)
def test_the_top_items_lead_and_a_tie_beyond_them_does_not(orders: list[list[str]], first: list[str]) -> None:
    assert [text["en"] for text in KIND.leads(PARSED, tally(ordered(*orders)))] == [item.title() for item in first]


def test_proposals_lead_nowhere_yet() -> None:
    assert KIND.leads(PARSED, tally([proposed("a", "Housing")], "propose")) == []
