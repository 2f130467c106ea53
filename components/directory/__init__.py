"""What anybody may see without an account: a community's public page, and the directory of those that wish it."""
