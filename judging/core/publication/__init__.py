"""What is published of a track: rankings, ties decided, and the lock."""
