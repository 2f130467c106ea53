"""Meetings to start from: four of them, in the source documents' questions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from components.activities.base import Json
from components.activities.checkin.model import starter as both_questions
from components.activities.icebreaker.library import STAGES, config_of, prompt_of
from components.activities.match.model import issues_of
from components.activities.match.model import starter as both_issues
from components.activities.reflection.presets import PRESETS as QUESTIONS
from components.activities.spectrum.presets import PRESETS as LINES
from components.activities.talk.model import LONGEST_TEXT
from components.activities.talk.presets import back_again, changed, follow_up_text, heard, still_open
from components.activities.workgroups.model import groups_of

_WORDS: dict[str, dict[str, dict[str, str]]] = json.loads(
    (Path(__file__).parent / "words.json").read_text(encoding="utf-8")
)

Words = Mapping[str, str]
_LONGEST_NAMED = 80
_ARRIVING = {"getting_started": "bring-today", "growing": "what-has-grown", "sustaining": "never-lose"}
"""By stage the word a regular meeting begins with."""


class Activities(Protocol):
    """The steps of a meeting for a stage, with *You said, we changed* after the welcome where there is any to tell."""

    def __call__(self, stage: str, changes: Sequence[Json] = ()) -> list[Step]: ...


class UnknownStage(ValueError):
    """A community's stage is one of `getting_started`, `growing` and `sustaining`."""


@dataclass(frozen=True)
class Step:
    """One activity to put on the agenda: its kind, its title by language, its config and its planned minutes."""

    kind: str
    title: Mapping[str, str]
    config: Json
    minutes: int


@dataclass(frozen=True)
class Template:
    """A meeting to start from; `activities` lists its steps anew each time, for the caller to change."""

    id: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    activities: Activities


def first_meeting(stage: str, changes: Sequence[Json] = ()) -> list[Step]:
    """Getting to know how everyone learns, and what to work on first; the same for every stage, and nothing yet that
    was changed."""
    _check(stage)
    return [
        _talk("welcome_first", "welcome", 5),
        _icebreaker("how_we_learn", "how-do-you-learn"),
        _spectrum(list(LINES), 15),
        _ranking("first_priorities", 20),
        _exit(8),
        _talk("closing_first", "closing", 4),
    ]


def regular_meeting(stage: str, changes: Sequence[Json] = ()) -> list[Step]:
    """The usual meeting, which begins with what became of commitments. The pairs talk about their stage's question; the
    spectrum always has the same two lines, so that their trend goes from meeting to meeting."""
    _check(stage)
    return [
        _check_in(5),
        _talk("welcome", "welcome", 5),
        *([you_said(changes)] if changes else []),
        _icebreaker("arriving", _ARRIVING[stage]),
        _spectrum(["expertise", "engagement"], 10),
        _talk(f"pairs_{stage}", "pairs", 12),
        _ranking("next_priorities", 20),
        _exit(9),
    ]


def peer_exchange(stage: str, changes: Sequence[Json] = ()) -> list[Step]:
    """Learning from each other: what became of commitments, then who has solved an issue meets who is facing it."""
    _check(stage)
    return [
        _check_in(5),
        _talk("welcome", "welcome", 5),
        *([you_said(changes)] if changes else []),
        _icebreaker("arriving", "bring-today"),
        Step("match", _title("match_on"), both_issues(), 30),
        _exit(9),
    ]


def stage_review(stage: str, changes: Sequence[Json] = ()) -> list[Step]:
    """Where the group stands on its way: what became of commitments, the four lines, then the source's questions for
    the community's stage."""
    _check(stage)
    return [
        _check_in(5),
        _talk(f"welcome_{stage}", "welcome", 5),
        *([you_said(changes)] if changes else []),
        _spectrum(list(LINES), 15),
        Step("reflection", _title(f"review_{stage}"), deepcopy(QUESTIONS[stage]), 20),
        _talk("closing_review", "closing", 5),
    ]


def you_said(changes: Sequence[Json]) -> Step:
    """*You said, we changed*: what came of what people said, each `{"said": T, "changed": T}`; at least one."""
    return Step("talk", _title("you_said"), changed(changes), 3)


def join_groups(first: Sequence[Mapping[str, str]]) -> Step:
    """People join workgroups made of what they put first; at least one."""
    return Step("workgroups", _title("join_groups"), groups_of(first), 10)


def match_on(first: Sequence[Mapping[str, str]]) -> Step:
    """People who have solved what was put first meet people who are facing it; at least one issue."""
    return Step("match", _title("match_on"), issues_of(first), 20)


def hear_from(groups: Sequence[Mapping[str, str]]) -> Step:
    """The workgroups of an earlier meeting tell what they did, each named; at least one."""
    return Step("talk", _title("hear_from"), heard(groups, LONGEST_TEXT), 2 + 3 * len(groups))


def follow_up(name: Words, goal: Words, steps: Sequence[str]) -> Step:
    """A workgroup tells what it did since: its name, what it set out to do, and the steps that are still ahead."""
    titles = _title("follow_up")
    title = {tongue: words.format(name=_in(name, tongue)[:_LONGEST_NAMED]) for tongue, words in titles.items()}
    return Step("talk", title, {"text": follow_up_text(goal, steps, LONGEST_TEXT), "style": "groups"}, 5)


def _in(words: Words, language: str) -> str:
    return words.get(language) or next(iter(words.values()))


def usual(stage: str) -> tuple[Step, Step, Step]:
    """What a meeting that goes on from another one usually has: a welcome, a check-in and an exit reflection."""
    _check(stage)
    return _talk("welcome", "welcome", 5), _check_in(5), _exit(9)


def next_title() -> dict[str, str]:
    """What the next meeting is called until somebody gives it a name."""
    return _title("next_meeting")


def answer_questions(asked: Sequence[Mapping[str, str]]) -> Step:
    """Questions that nobody has answered yet are taken up; at least one."""
    return Step("talk", _title("still_open"), still_open(asked, LONGEST_TEXT), min(20, 4 + 2 * len(asked)))


def take_up_themes(themes: Sequence[Mapping[str, str]]) -> Step:
    """Themes that came back are talked about; at least one."""
    return Step("talk", _title("back_again"), back_again(themes, LONGEST_TEXT), min(20, 5 + 3 * len(themes)))


def _talk(name: str, style: str, minutes: int) -> Step:
    return Step("talk", _title(name), {"text": dict(_WORDS[name]["text"]), "style": style}, minutes)


def _check_in(minutes: int) -> Step:
    return Step("checkin", _title("check_in"), both_questions(), minutes)


def _icebreaker(name: str, prompt_id: str) -> Step:
    prompt = prompt_of(prompt_id)
    return Step("icebreaker", _title(name), config_of(prompt), prompt.minutes)


def _spectrum(lines: Sequence[str], minutes: int) -> Step:
    return Step("spectrum", _title("values_of_learning"), {"lines": [deepcopy(LINES[line]) for line in lines]}, minutes)


def _ranking(name: str, minutes: int) -> Step:
    return Step("ranking", _title(name), {"items": [], "top": 3, "propose": True}, minutes)


def _exit(minutes: int) -> Step:
    return Step("reflection", _title("exit"), deepcopy(QUESTIONS["exit"]), minutes)


def _title(name: str) -> dict[str, str]:
    return dict(_WORDS[name]["title"])


def _check(stage: str) -> None:
    if stage not in STAGES:
        raise UnknownStage(stage)


def _template(name: str, activities: Activities) -> Template:
    return Template(name, _title(name), dict(_WORDS[name]["description"]), activities)


TEMPLATES: dict[str, Template] = {
    "first_meeting": _template("first_meeting", first_meeting),
    "regular_meeting": _template("regular_meeting", regular_meeting),
    "stage_review": _template("stage_review", stage_review),
    "peer_exchange": _template("peer_exchange", peer_exchange),
}
