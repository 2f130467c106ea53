"""Reflection: a few quiet questions at the end; nothing appears on the wall by itself."""
