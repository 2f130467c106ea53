"""Meeting templates: what a new meeting can start from."""

from components.templates.templates import (
    TEMPLATES,
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

__all__ = [
    "TEMPLATES", "Step", "Template", "UnknownStage", "answer_questions", "follow_up", "hear_from", "join_groups",
    "match_on", "next_title", "stage_review", "take_up_themes", "usual", "you_said",
]  # fmt: skip
