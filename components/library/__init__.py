"""The lessons library: what may be in it, how it is searched, and how words of people come into it."""
