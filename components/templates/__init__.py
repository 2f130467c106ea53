"""Meeting templates: what a new meeting can start from."""

from components.templates.templates import (
    TEMPLATES,
    Step,
    Template,
    UnknownStage,
    hear_from,
    join_groups,
    stage_review,
    you_said,
)

__all__ = ["TEMPLATES", "Step", "Template", "UnknownStage", "hear_from", "join_groups", "stage_review", "you_said"]
