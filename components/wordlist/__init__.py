"""The list of slurs and insults in both languages that a written answer is held against, and how it is read."""

from components.wordlist.wordlist import WordList, only, word_list

__all__ = ["WordList", "only", "word_list"]
