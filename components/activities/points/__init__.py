"""100 points: everybody spreads a hundred points over a few items."""
