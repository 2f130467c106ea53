"""A believable community to try Attune with: six meetings of people who come, stay and change their minds."""

from components.demo.build import build

__all__ = ["build"]
