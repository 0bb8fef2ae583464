"""Entrants before and beside their turn: 检录, 点名, moved, walked on, replaced, and 补赛."""
