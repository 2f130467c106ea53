"""Meeting templates: what a new meeting can start from."""

from components.templates.templates import TEMPLATES, Step, Template, UnknownStage, stage_review

__all__ = ["TEMPLATES", "Step", "Template", "UnknownStage", "stage_review"]
