"""Company: people who mean to do something are put into groups of two to four that keep each other company."""
