"""Competition files and result files, read strictly and written readably; no scoring happens here."""

from judging.files.problems import Problem, Problems

__all__ = ["Problem", "Problems"]
