"""Storage, on an SQLite file or a PostgreSQL server. Functions take the store first and keep their SQL in sight."""
