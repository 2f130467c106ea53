"""Meeting templates: what a new meeting can start from."""

from components.templates.charter import KEEP_GOING
from components.templates.company import TRY_TOGETHER
from components.templates.templates import TEMPLATES as _MEETINGS
from components.templates.templates import (
    Step,
    Template,
    UnknownStage,
    answer_questions,
    follow_up,
    hear_from,
    join_groups,
    match_on,
    next_title,
    stage_review,
    take_up_themes,
    usual,
    you_said,
)

TEMPLATES: dict[str, Template] = {**_MEETINGS, TRY_TOGETHER.id: TRY_TOGETHER, KEEP_GOING.id: KEEP_GOING}
"""What a new meeting can start from, by id."""

__all__ = [
    "TEMPLATES", "Step", "Template", "UnknownStage", "answer_questions", "follow_up", "hear_from", "join_groups",
    "match_on", "next_title", "stage_review", "take_up_themes", "usual", "you_said",
]  # fmt: skip
