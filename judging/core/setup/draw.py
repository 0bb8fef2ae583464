"""Drawing lots (抽签) so that anybody can check the draw afterwards."""

from collections.abc import Iterable
from hashlib import sha256


def shuffled(entrants: Iterable[str], seed: str) -> tuple[str, ...]:
    """*entrants* in the order of SHA-256("seed:entrant").

    With a seed nobody knew before, every order is equally likely; with the seed on record, everybody gets the
    same order again, with any SHA-256 tool and without our program.
    """
    return tuple(sorted(entrants, key=lambda entrant: sha256(f"{seed}:{entrant}".encode()).digest()))
