"""Adopt: a text is put to the room, and everybody says whether they can live with it."""
