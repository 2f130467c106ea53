"""Peer matches: who meets whom, so that people who have solved something meet people who are facing it."""
