"""A certificate as the log keeps it: a number that was given once, to one honour."""

from msgspec import Struct

from judging.core.honours.honour import Honour


class Certificate(Struct, frozen=True):
    number: str  # “2024-001”: the year it was given in, and which one in the competition
    honour: Honour
