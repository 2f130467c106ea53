"""`python -m components.matching`: an order as JSON on standard input, the groups as JSON on standard output.

A process of its own, so that a large room's matches keep no phone waiting.
"""

from __future__ import annotations

import json
import sys

from components.matching.drawing import draw
from components.matching.people import Order


def main() -> int:
    """Draw; returns the exit code."""
    groups = draw(Order.read(json.load(sys.stdin)))
    json.dump([{"people": list(group.people), "issue": group.issue} for group in groups], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
