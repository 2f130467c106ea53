"""Two by two: things placed on a field with two axes, each between two poles."""
