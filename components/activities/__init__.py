"""The kinds of activity: one folder each, all alike, listed in `registry.py`."""
