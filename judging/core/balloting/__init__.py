"""Ballots on paper and codes at windows: issued, voided, and cast by who holds one."""
