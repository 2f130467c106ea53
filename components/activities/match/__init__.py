"""Match: people who have solved an issue meet people who are facing it."""
