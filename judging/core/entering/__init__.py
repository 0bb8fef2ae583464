"""Entering: what is typed from paper by one person, and typed again or confirmed by another."""
