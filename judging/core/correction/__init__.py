"""更正: what is put right after the lock, by two hands; and words that are put right at any time."""
