"""Evaluators who sit on no panel (`sheets = "each"`): who fills in for whom, until when, what was given."""
