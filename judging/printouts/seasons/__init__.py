"""Paper of a season: what goes back from months that add up, to whom it is about and to everybody."""
