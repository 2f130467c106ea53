"""What people wrote, sorted into themes by facilitators: suggested by the words they share, never by itself. Pure."""
