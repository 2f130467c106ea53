"""The room while it is live: one writer, one state per revision, and the screens that follow it."""
