"""Live judging for on-site competitions: from rules to the signed result sheet."""

__version__ = "0.1.0"
