"""The maths behind the pictures: pure functions over numpy, each with its source."""
