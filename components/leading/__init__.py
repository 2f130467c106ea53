"""Who leads a community: invitations, whose turn it is to facilitate, and how widely that is spread."""
