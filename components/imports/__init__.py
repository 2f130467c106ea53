"""Past polls from other tools: a file is read, recognised, mapped by an organizer, and taken in whole or not at all."""
