"""What a community's meetings say together, months later. Pure where it can be; no screens here."""
