"""Workgroups: people join what the group put first, say who can lead, and propose a first step."""
