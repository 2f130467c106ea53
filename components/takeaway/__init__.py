"""What a meeting gives people to take along: a page, a digest for the mailing list, a calendar file. Pure text."""
