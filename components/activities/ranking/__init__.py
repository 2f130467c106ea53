"""Ranking: the room proposes items, then everybody puts them in order."""
