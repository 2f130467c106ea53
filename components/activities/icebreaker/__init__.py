"""Icebreaker: one easy question, answered by a short text, a word or a choice."""
