"""Questions: a wall of what people want to know, with votes, and marks for what was answered."""
