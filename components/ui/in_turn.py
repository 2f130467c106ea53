"""Turns for phones on Streamlit's lane: a few of their runs at once, the others wait without asking for anything.

Each run has a thread. Hundreds of threads that all want the interpreter spend its time on asking for it, two thousand
times a second each, and none gets far: with a hundred tabs two thirds of the work were that.
"""

from __future__ import annotations

import threading

AT_ONCE = 4
"""More than one, because a run that saves waits for its commit."""

in_turn = threading.BoundedSemaphore(AT_ONCE)
