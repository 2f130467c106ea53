"""The meetings of the demo: six in the past and one to run, each built from a template."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from components.activities.base import Json, Proposed
from components.activities.icebreaker.library import config_of, prompt_of
from components.activities.talk.presets import PRESETS as TALKS
from components.demo.beliefs import ISSUES
from components.demo.charter_words import TEXTS
from components.templates import TEMPLATES, Step
from components.templates.charter import adopt, pulse, stage_questions
from components.templates.company import company

COMMUNITY = {"en": "North Coast Learning Community", "es": "Comunidad de Aprendizaje de la Costa Norte"}
STAGE = "growing"


@dataclass(frozen=True)
class Plan:
    """A past meeting: how many came, how good it felt (`spirit`, -1..1), its icebreaker, and the kinds of activity
    that got a second round after some talk; the text it adopts by its place in `TEXTS`, whether it takes the pulse,
    whether people find company for what they will try, and whether it asks the last stage's questions.
    """

    title: Mapping[str, str]
    template: str
    size: int
    spirit: float
    prompt: str | None = None
    again: tuple[str, ...] = ()
    adopts: int | None = None
    takes_pulse: bool = False
    finds_company: bool = False
    looks_ahead: bool = False

    @property
    def about_itself(self) -> list[Step]:
        """What the community asks about itself beside: its charter's text with this place, its pulse, its worth."""
        text = [] if self.adopts is None else [TEXTS[self.adopts]]
        found = [adopt(Proposed(each.part, each.said.text)) for each in text]
        found += [pulse()] if self.takes_pulse else []
        return [*found, stage_questions("sustaining")] if self.looks_ahead else found


PAST: tuple[Plan, ...] = (
    Plan({"en": "First meeting", "es": "Primera reunión"}, "first_meeting", 34, 0.2, again=("spectrum",),
         adopts=0, takes_pulse=True),
    Plan({"en": "What families tell us", "es": "Lo que nos dicen las familias"}, "regular_meeting", 27, 0.05,
         "bring-today", adopts=1),
    Plan({"en": "Across the counties", "es": "Entre condados"}, "regular_meeting", 22, -0.3, "arriving-today",
         ("spectrum",), adopts=2, takes_pulse=True),
    Plan({"en": "Where we stand", "es": "En qué punto estamos"}, "stage_review", 29, 0.15, again=("spectrum",),
         adopts=3, takes_pulse=True),
    Plan({"en": "Small tests", "es": "Pequeñas pruebas"}, "regular_meeting", 18,
         0.35, "day-so-far", adopts=4, finds_company=True),
    Plan({"en": "Housing and who decides", "es": "La vivienda y quién decide"}, "regular_meeting", 30, 0.5,
         "better-than-at-first", ("spectrum",), adopts=5, takes_pulse=True, finds_company=True,
         looks_ahead=True),
)  # fmt: skip

LIVE_TITLE = {"en": "What we carry on", "es": "Lo que seguimos"}


def agenda(plan: Plan, item_ids: Mapping[str, str]) -> list[Step]:
    """The steps of a past meeting; the priorities are those of the meetings before it, if there were any."""
    configs = {"icebreaker": config_of(prompt_of(plan.prompt))} if plan.prompt else {}
    if item_ids:
        configs["ranking"] = priorities(item_ids)
    *steps, last = [
        replace(step, config=configs.get(step.kind, step.config)) for step in TEMPLATES[plan.template].activities(STAGE)
    ]
    return [*steps, *plan.about_itself, last, *([company()] if plan.finds_company else [])]


def live_agenda(item_ids: Mapping[str, str]) -> list[Step]:
    """A short meeting with every core kind: a word, the four lines, the priorities, the exit reflection, a closing."""
    regular = {step.kind: step for step in TEMPLATES["regular_meeting"].activities(STAGE)}
    review = {step.kind: step for step in TEMPLATES["stage_review"].activities(STAGE)}
    return [
        replace(regular["icebreaker"], config=config_of(prompt_of("what-has-grown"))),
        review["spectrum"],
        replace(regular["ranking"], config=priorities(item_ids)),
        regular["reflection"],
        replace(review["talk"], config=deepcopy(TALKS["closing"])),
    ]


def priorities(item_ids: Mapping[str, str]) -> Json:
    """The ranking of the issues the first meeting named, under the ids they got there, so that trends follow them."""
    items = [{"id": item_ids[issue.name], "text": dict(issue.text)} for issue in ISSUES if issue.name in item_ids]
    return {"items": items, "top": 3, "propose": False}
