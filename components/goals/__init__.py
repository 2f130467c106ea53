"""How far a community has come with its goals. Pure; no screens here."""
