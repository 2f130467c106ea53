"""Stored answers as a kind's model understands them, with what was decided about their texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from components.activities.base import PASS, ActivityKind, Entry, Json, Pass
from components.activities.registry import kind_of
from components.live.gate import Gate, Judged
from db.answers import Answer, Moderation
from db.rounds import Round


@lru_cache(maxsize=256)
def parsed_config(kind_name: str, config: str) -> Any:
    """A stored config, parsed once by its kind's model."""
    return kind_of(kind_name).parse_config(json.loads(config))


@lru_cache(maxsize=4096)
def _parsed_value(kind_name: str, config: str, step: str, value: str) -> Any:
    """A stored answer, parsed once: hundreds give the same few, and every screen counts them again."""
    return parse_value(kind_of(kind_name), parsed_config(kind_name, config), step, json.loads(value))


def parse_value(kind: ActivityKind, config: Any, step: str, value: Json) -> Any:
    """A value from outside as the kind's answer, or `PASS`. Raises `InvalidAnswer`."""
    return PASS if value == {"pass": True} else kind.parse_answer(config, step, value)


def entries_of(
    kind: ActivityKind, rnd: Round, given: Iterable[Answer], decided: Sequence[Moderation], gate: Gate
) -> list[Entry]:
    """The given answers of a round with what was decided about their texts, ready for a tally.

    What may not pass the gate is hidden in them.
    """
    config = parsed_config(kind.name, rnd.config)
    by_answer: dict[str, list[Moderation]] = {}
    for decision in decided:
        by_answer.setdefault(decision.answer_id, []).append(decision)
    waits = gate.waits(kind, config, rnd.step)
    found = []
    for answer in given:
        value = _value(kind, config, rnd, answer.value)
        pieces = [] if isinstance(value, Pass) else kind.pieces(config, rnd.step, value)
        own = by_answer.get(answer.id, [])
        if pieces or own:
            found.append(_written(answer, value, own, gate.judge(pieces, {d.part: d for d in own}, waits=waits)))
        else:
            found.append(
                Entry(answer.participant_id, answer.id, value, people=answer.people, on_behalf=answer.on_behalf)
            )
    return found


def _value(kind: ActivityKind, config: Any, rnd: Round, value: str) -> Any:
    if kind.writes:  # what people wrote is not kept here: it may be erased
        return parse_value(kind, config, rnd.step, json.loads(value))
    return _parsed_value(kind.name, rnd.config, rnd.step, value)


def _written(answer: Answer, value: Any, decided: Sequence[Moderation], judged: Judged) -> Entry:
    return Entry(
        person=answer.participant_id,
        answer_id=answer.id,
        answer=value,
        people=answer.people,
        hidden=judged.hidden,
        held=judged.held,
        listed=judged.listed,
        of_today=judged.of_today,
        picked=frozenset(d.part for d in decided if d.is_picked),
        wording={d.part: d.wording for d in decided if d.wording},
        merged={d.part: d.merged_into for d in decided if d.merged_into},
        translations={d.part: d.translations for d in decided if d.translations},
        echoes=frozenset(d.part for d in decided if d.is_echo),
        marks={d.part: d.marks for d in decided if d.marks},
        on_behalf=answer.on_behalf,
    )
