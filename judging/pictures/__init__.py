"""Picture files as people have them: made small, and found out for whom they are."""
