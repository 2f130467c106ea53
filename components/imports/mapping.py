"""What each question of a file becomes: guessed here, corrected by an organizer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from components.activities.registry import ACTIVITIES
from components.activities.taken import Known, Way, Wishes, scale_of, separator_of, without_scale
from components.activities.written import spelling
from components.imports.found import Question
from db.activities import Activity

LEFT_OUT = ""
"""What a question becomes that is not taken in."""
LEAST_FIT = 30
"""A question that no way fits better than this is left out until somebody says otherwise."""
_Known = Mapping[str, Sequence[Known]]


@dataclass(frozen=True)
class Decision:
    """What a question becomes: the name of a way (`spectrum.line`), or `LEFT_OUT`; and what was said about it."""

    way: str
    wishes: Wishes


def all_ways() -> dict[str, Way]:
    """Every way of every kind by its name, `<kind>.<way>`."""
    return {f"{kind.name}.{way.name}": way for kind in ACTIVITIES.values() for way in kind.takes}


def kind_named(way: str) -> str:
    """The kind of activity that a way, by its name, makes."""
    return way.partition(".")[0]


def ways_for(question: Question) -> list[str]:
    """The names of the ways a question can become something, the likeliest first."""
    fits = {name: way.fit(question.told) for name, way in all_ways().items()}
    return sorted((name for name, fit in fits.items() if fit > 0), key=lambda name: -fits[name])


def guess(question: Question, language: str, known: _Known) -> Decision:
    """What a question most likely is; where its words are those of something followed already, it is the same."""
    names = ways_for(question)
    likeliest = names[0] if names else LEFT_OUT
    for name in names:
        same = same_words(question.words, known.get(name, ()))
        if same and all_ways()[name].fit(question.told) >= LEAST_FIT:
            return Decision(name, replace(wishes_for(question, language), same=same))
    if not likeliest or all_ways()[likeliest].fit(question.told) < LEAST_FIT:
        likeliest = LEFT_OUT
    return Decision(likeliest, wishes_for(question, language))


def wishes_for(question: Question, language: str) -> Wishes:
    """What the file itself says about a question."""
    low, high = scale_of(question.told)
    return Wishes(without_scale(question.words), language, low, high, separator=separator_of(question.told))


def same_words(words: str, known: Iterable[Known]) -> Known | None:
    """What is known already and is worded the same, in any of its languages."""
    told = {spelling(words), spelling(without_scale(words))}
    return next((each for each in known if told & set(map(spelling, each.words.values()))), None)


def known_in(earlier: Iterable[Activity]) -> dict[str, list[Known]]:
    """What earlier activities of a community asked, by the name of the way that can go on with it; the latest first.

    What has no words of its own is called by its activity's title.
    """
    found: dict[str, dict[str, Known]] = {name: {} for name in all_ways()}
    for activity in earlier:
        config = json.loads(activity.config)
        for name, way in all_ways().items():
            for each in way.known(config) if kind_named(name) == activity.kind else ():
                found[name].setdefault(each.id, each if each.words else replace(each, words=activity.title))
    return {name: list(each.values()) for name, each in found.items()}
