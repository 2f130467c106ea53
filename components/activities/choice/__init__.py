"""Choice: a question with some choices, of which one or several may be chosen."""
