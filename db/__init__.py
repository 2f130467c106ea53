"""Storage: one SQLite file through sqlite-utils. Functions take the store first and keep their SQL in sight."""
