"""The run of show in a hall: who is on, what its screens show, and how a score is revealed there."""
