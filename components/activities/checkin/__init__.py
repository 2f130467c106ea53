"""Check-in: what became of the commitments people made, asked at the start of a later meeting."""
