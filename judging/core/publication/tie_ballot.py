"""How a committee voted on equals, as the log and the state keep it."""

from collections.abc import Mapping

from msgspec import Struct


class TieBallot(Struct, frozen=True):
    """`votes` as it was decided; `needed`: what the first had to have, 0 where the rules say nothing."""

    body: str  # the name of the meeting; "" where the rules name none
    members: tuple[str, ...]
    votes: Mapping[str, int]
    needed: int = 0
    at: str = ""  # UTC
    reason: str = ""
