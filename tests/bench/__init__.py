"""What the program costs, each figure as a ratio to a floor measured in the same run."""

from typing import NamedTuple


class Row(NamedTuple):
    """One line of the table, as text: a ratio is `value` ÷ `floor`, and `goal` what it may be at most."""

    name: str
    value: str
    floor: str
    ratio: str
    goal: str
