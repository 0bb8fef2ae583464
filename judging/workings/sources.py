"""What a workbook is made of: the rules, each track's day, and how people are called."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from judging.core.honours.honour import Honour
from judging.core.scoring.day import Award, Day
from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence


class Prizes(Struct, frozen=True):
    """A pool as it is in force, what it came to, and what a meeting decided, if it did."""

    pool: Pool
    awards: tuple[Award, ...]
    open: Sentence | None
    decided: tuple[Honour, ...] = ()


class Sources(Struct, frozen=True):
    """`days` by track: of those alone whose results stand, in which nobody is held."""

    rulebook: Rulebook
    days: Mapping[str, Day]
    prizes: tuple[Prizes, ...]
    entrant: Callable[[str, str], str]  # track, entrant → name
    judge: Callable[[str], str]
