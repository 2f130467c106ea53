"""Fist: how far people go along with a statement, from a fist to five fingers, or how much they agree."""
