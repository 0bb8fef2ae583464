"""Competitions that add up (contract 6): events make series, series make tables. Pure, and knows no files."""
