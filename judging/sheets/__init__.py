"""Spreadsheets that people fill in and send back. Formats only; what a score means is not known here."""
