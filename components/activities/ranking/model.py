"""Ranking: config, proposals, orders and their tally. An answer is an order of item ids, best first, maybe partial."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from components.activities.base import (
    ActivityKind,
    Contested,
    Entry,
    InvalidAnswer,
    InvalidConfig,
    Json,
    Piece,
    piece_id,
)
from components.activities.measure import Measure, shares
from components.activities.ranking import pretended
from components.activities.ranking.taken import TAKES
from components.activities.shapes import (
    check_distinct,
    read_id,
    read_list,
    read_object,
    read_text,
    read_whole,
    read_words,
)
from components.activities.written import clean
from components.stats.ballots import Ballot, Table, Tiers, head_to_head
from components.stats.certainty import LEAST_FOR_CLEAR, Places, bootstrap
from components.stats.ranking import average_positions, group_order, most_telling

MOST_ITEMS = 40
MOST_PROPOSALS = 2
LONGEST_ITEM = 120
USUAL_TOP = 3
LEAST_NAMED = 3
"""Of fewer people than this on a side nothing is said."""


@dataclass(frozen=True)
class Item:
    """Something to be put in order; its id is what trends follow."""

    id: str
    text: Mapping[str, str]


@dataclass(frozen=True)
class Config:
    """`top` is how many items people are asked to rank (None: all); `propose` whether the room proposes first.

    With `surprises` the wall asks what surprises people, once they see their order.
    """

    items: tuple[Item, ...]
    top: int | None = USUAL_TOP
    propose: bool = False
    surprises: bool = True

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the items, in the order the facilitator gave them."""
        return tuple(item.id for item in self.items)

    @property
    def language(self) -> str:
        """The first language the items are written in, else English."""
        return next((language for item in self.items for language in item.text), "en")


@dataclass(frozen=True)
class Proposals:
    """What one person proposed: one or two different texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Order:
    """Item ids, best first; items left out are tied last."""

    order: tuple[str, ...]


def starter() -> Json:
    """No items yet: the room proposes them."""
    return {"items": [], "top": USUAL_TOP, "propose": True}


def parse_config(json: Json) -> Config:
    """Up to 40 items with different ids, at least one unless the room proposes; raises `InvalidConfig`."""
    found = read_object(json, InvalidConfig, ["items"], ["top", "propose", "surprises"])
    propose, surprises = found.get("propose", False), found.get("surprises", True)
    if not isinstance(propose, bool) or not isinstance(surprises, bool):
        raise InvalidConfig("wrong_shape")
    if isinstance(found["items"], list) and len(found["items"]) > MOST_ITEMS:
        raise InvalidConfig("ranking_too_many_items")
    items = tuple(_item(item) for item in read_list(found["items"], InvalidConfig, 0, MOST_ITEMS))
    if not items and not propose:
        raise InvalidConfig("ranking_no_items")
    check_distinct([item.id for item in items], InvalidConfig)
    top = found.get("top", USUAL_TOP)
    return Config(items, None if top is None else read_whole(top, InvalidConfig, 1, MOST_ITEMS), propose, surprises)


def _item(json: object) -> Item:
    item = read_object(json, InvalidConfig, ["id", "text"])
    return Item(read_id(item["id"], InvalidConfig), read_words(item["text"], LONGEST_ITEM))


def parse_answer(config: Config, step: str, json: Json) -> Proposals | Order:
    """`{"items"}` for the step `propose`, `{"order"}` for `answer`; raises `InvalidAnswer`."""
    return _parse_proposals(json) if step == "propose" else _parse_order(config, json)


def _parse_proposals(json: Json) -> Proposals:
    """One or two texts of up to 120 characters; the same text twice counts once."""
    found = read_object(json, InvalidAnswer, ["items"])["items"]
    if isinstance(found, list) and len(found) > MOST_PROPOSALS:
        raise InvalidAnswer("ranking_too_many_proposals")
    texts = [
        read_text(text, InvalidAnswer, LONGEST_ITEM) for text in read_list(found, InvalidAnswer, 1, MOST_PROPOSALS)
    ]
    different: dict[str, str] = {}
    for text in texts:
        different.setdefault(text.casefold(), text)
    return Proposals(tuple(different.values()))


def _parse_order(config: Config, json: Json) -> Order:
    """At least one item of the config, none twice."""
    order = read_object(json, InvalidAnswer, ["order"])["order"]
    if not isinstance(order, list) or not all(isinstance(item, str) for item in order):
        raise InvalidAnswer("wrong_shape")
    if not order:
        raise InvalidAnswer("ranking_nothing_ranked")
    if not set(order) <= set(config.ids):
        raise InvalidAnswer("ranking_unknown_item")
    if len(set(order)) < len(order):
        raise InvalidAnswer("ranking_item_twice")
    return Order(tuple(order))


def tally(config: Config, step: str, entries: Sequence[Entry], least: int) -> Json:
    """`propose`: the texts let through. `answer`: the group order, how sure each gap in it is, and a fact."""
    if step == "propose":
        return {"n": _people(entries), "items": [text for _, text, _ in kept_proposals(entries)]}
    table = table_of(config, entries)
    order = group_order(table)
    return {
        "n": _people(entries),
        "tiers": order,
        "average": {item: round(position, 2) for item, position in average_positions(table).items()},
        "pairs": _neighbours(table, order),
        "fact": _fact(table),
    }


def _people(entries: Sequence[Entry]) -> int:
    """How many people answered: a table that answers together counts with everybody at it."""
    return sum(entry.people for entry in entries)


def table_of(config: Config, entries: Iterable[Entry]) -> Table:
    """The ballots among these entries, ready for every rule in `components.stats`."""
    known = set(config.ids)
    orders = [(entry.answer, entry.people) for entry in entries if isinstance(entry.answer, Order)]
    return Table.of(
        config.ids, [Ballot.of([item for item in given.order if item in known], people) for given, people in orders]
    )


def _neighbours(table: Table, order: Tiers) -> list[Json]:
    """One pair for each gap between two tiers: its closest pair head to head, `clear` only if all its pairs are."""
    places = bootstrap(table) if len(table.weight) >= LEAST_FOR_CLEAR else None
    votes = head_to_head(table)
    column = {item: index for index, item in enumerate(table.items)}
    found = []
    for upper, lower in zip(order, order[1:], strict=False):
        gap = [(winner, loser) for winner in upper for loser in lower]
        lead = {
            (one, other): votes[column[one], column[other]] - votes[column[other], column[one]] for one, other in gap
        }
        winner, loser = min(gap, key=lead.__getitem__)
        found.append(
            {
                "winner": winner,
                "loser": loser,
                "for": int(votes[column[winner], column[loser]]),
                "against": int(votes[column[loser], column[winner]]),
                "word": _word(places, gap),
            }
        )
    return found


def _word(places: Places | None, gap: Sequence[tuple[str, str]]) -> str:
    is_clear = places is not None and all(places.word(*pair) == "clear" for pair in gap)
    return "clear" if is_clear else "close"


def _fact(table: Table) -> Json | None:
    """The pair most worth a sentence, as `components.stats.ranking.most_telling` picks it."""
    fact = most_telling(table)
    if fact is None:
        return None
    return {"winner": fact.winner, "loser": fact.loser, "for": fact.people, "of": fact.of}


Kept = tuple[str, str, Mapping[str, str]]
"""A proposal that may be seen: its piece id, its text as worded by the facilitator, and translations of it."""


def kept_proposals(entries: Iterable[Entry]) -> list[Kept]:
    """Every proposal that is neither hidden nor merged away.

    Sorted by piece id, which tells nothing about who came when; the same text from several people is there once.
    """
    found = sorted(
        (
            (piece_id(entry.answer_id, part), clean(entry.wording.get(part, text)), entry.translations.get(part, {}))
            for entry in entries
            if isinstance(entry.answer, Proposals)
            for part, text in _parts(entry.answer)
            if part not in entry.hidden and part not in entry.merged
        ),
        key=lambda kept: kept[:2],
    )
    return [kept for kept in _first_of_each(found) if kept[1]]


def _parts(proposals: Proposals) -> list[tuple[str, str]]:
    return [(f"items.{place}", text) for place, text in enumerate(proposals.items)]


def _first_of_each(found: Iterable[Kept]) -> list[Kept]:
    """The first piece of each text, upper and lower case being the same text."""
    by_text: dict[str, Kept] = {}
    for kept in found:
        by_text.setdefault(kept[1].casefold(), kept)
    return list(by_text.values())


def with_proposals(config: Json, entries: Sequence[Entry]) -> Json:
    """The config with the kept proposals as items after its own, each under its piece id.

    A proposal that is already an item, by id or by text, is not added again. The result may hold more than
    40 items, which `parse_config` refuses: the facilitator then merges or drops some.
    """
    items = list(config.get("items", []))
    language = next((language for item in items for language in item["text"]), "en")
    ids = {item["id"] for item in items}
    texts = {clean(text).casefold() for item in items for text in item["text"].values()}
    added = [
        {"id": piece, "text": _in_languages(text, translations, language)}
        for piece, text, translations in kept_proposals(entries)
        if piece not in ids and text.casefold() not in texts
    ]
    return {**config, "items": [*items, *added]}


def _in_languages(text: str, translations: Mapping[str, str], language: str) -> dict[str, str]:
    """A proposal and what was written under it, by language; its own is not the one it was translated into."""
    own = next((each for each in (language, "es", "en") if each not in translations), language)
    return {own: text, **translations}


def pieces(config: Config, step: str, answer: Proposals | Order) -> list[Piece]:
    """The proposed texts as `items.0` and `items.1`; an order is nothing somebody wrote."""
    return [Piece(part, text) for part, text in _parts(answer)] if isinstance(answer, Proposals) else []


def pretend(config: Config, step: str, rng: Random, mood: float) -> Json:
    """A believable answer; a mood towards 1 favours the first items, one towards -1 the last."""
    if step == "propose":
        return {"items": pretended.propose(rng, config.language, MOST_PROPOSALS)}
    return {"order": pretended.put_in_order(rng, config.ids, config.top, mood)}


def flat(config: Config, step: str, answer: Proposals | Order) -> dict[str, str | int | float | None]:
    """A cell per item, named by its id, with its place from 1 (None: not ranked); or `proposal_1`, `proposal_2`."""
    if isinstance(answer, Proposals):
        texts = [*answer.items, *[None] * (MOST_PROPOSALS - len(answer.items))]
        return {f"proposal_{place}": text for place, text in enumerate(texts, 1)}
    place = {item: index for index, item in enumerate(answer.order, 1)}
    return {item: place.get(item) for item in config.ids}


def first_step(config: Config) -> str:
    """`propose` where the room proposes first."""
    return "propose" if config.propose else "answer"


def can_open(config: Config, step: str) -> bool:
    """There is something to put in order, or the room is to propose it."""
    return step == "propose" or bool(config.items)


def leads(config: Config, tally: Json) -> list[Mapping[str, str]]:
    """As many items from the top as people were asked to rank. A tie that goes beyond them is left out whole."""
    tiers, found = tally.get("tiers", []) if tally.get("n") else [], list[str]()
    for tier in tiers if len(tiers) > 1 else []:
        if len(found) + len(tier) > (config.top or USUAL_TOP):
            break
        found += tier
    texts = {item.id: item.text for item in config.items}
    return [texts[item] for item in found]


def contested(config: Json, tally: Json) -> Contested | None:
    """The two neighbours among the first whose order is too close to call, where three people see it either way.

    All items are asked again, so that places go on; nothing is proposed.
    """
    texts = {item["id"]: item["text"] for item in config["items"]}
    for pair in tally.get("pairs", [])[: config.get("top") or USUAL_TOP]:
        if pair["word"] == "close" and min(pair["for"], pair["against"]) >= LEAST_NAMED:
            return Contested([texts[pair["winner"]], texts[pair["loser"]]], {**config, "propose": False})
    return None


def _suggests(config: Config, number: int, tally: Json) -> str:
    return "what_surprises" if config.surprises and tally.get("n") and "tiers" in tally else ""


def measures(config: Config, entries: Sequence[Entry]) -> list[Measure]:
    """Who put each item among the first: as many as people were asked for, or three, and fewer than there are."""
    first = min(config.top or USUAL_TOP, USUAL_TOP, len(config.items) - 1)
    orders = {entry.person: entry.answer.order for entry in entries if isinstance(entry.answer, Order)}
    return [
        shares(item.id, item.text, item.text, {who: item.id in order[:first] for who, order in orders.items()}, first)
        for item in config.items
        if first
    ]


KIND = ActivityKind(
    name="ranking",
    steps=("propose", "answer"),
    starter=starter,
    parse_config=parse_config,
    parse_answer=parse_answer,
    tally=tally,
    pretend=pretend,
    flat=flat,
    pieces=pieces,
    with_proposals=with_proposals,
    first_step=first_step,
    can_open=can_open,
    leads=leads,
    contested=contested,
    suggests=_suggests,
    measures=measures,
    takes=TAKES,
)
