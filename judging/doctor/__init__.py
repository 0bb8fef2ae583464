"""What will go wrong at the venue, said while it can be put right. Sends nothing to any other machine."""
