"""Mistakes that were once made on purpose, one table per part of the house.

`python -m tests.mutations` puts them in one at a time and expects the tests named beside each to fail.
"""

from typing import NamedTuple


class Mutation(NamedTuple):
    """A mistake: in `file`, below judging/, `right` stands exactly once and becomes `wrong`.

    `tests` are the files that notice it, below tests/, seconds long together; `only` is pytest's -k.
    """

    name: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]
    only: str = ""
