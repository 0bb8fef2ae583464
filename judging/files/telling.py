"""What the rules are told in: sentences beside their settings, and the lines of the whole."""

from typing import NamedTuple

from judging.core.sentence import Sentence


class Beside(NamedTuple):
    """A sentence and the key of the setting it is about."""

    key: str
    words: Sentence


class OutlineLine(NamedTuple):
    """One sentence of the whole; `depth` 0 for a competition, a track, a pool, 1 and 2 for what it says."""

    depth: int
    words: Sentence
