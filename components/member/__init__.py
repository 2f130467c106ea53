"""One person's own page between meetings: on their phone, or by a personal link."""
