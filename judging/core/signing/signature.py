"""Signatures, PINs and flags as the state keeps them."""

from msgspec import Struct


class Signature(Struct, frozen=True):
    """Under exactly what has this digest; `by` is who signed, as the log names it."""

    digest: str
    by: str
    at: str  # UTC


class Pin(Struct, frozen=True):
    """`proof`: the keyed hash of the PIN, "" once it was reset. `wrong`: tries in a row that were."""

    proof: str
    wrong: int = 0


class Flag(Struct, frozen=True):
    """What the supervisor objects to; about a track, a round, an entrant, or nothing of them."""

    id: str
    note: str
    by: str
    at: str
    track: str = ""
    round: str = ""
    entrant: str = ""
    answer: str = ""  # "" as long as nobody has answered what he said last
    answered_by: str = ""
    settled: bool = False
    times: int = 1  # he objected; more than once where an answer was not enough

    @property
    def is_open(self) -> bool:
        """Nobody has answered it."""
        return not self.answer and not self.settled
