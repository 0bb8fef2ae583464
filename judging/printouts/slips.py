"""Ballots and questionnaires to be cut out: a code and a number, and a stub on which no code is."""

from msgspec import Struct

from judging.core.scoring.evaluators import Who


class SlipPrint(Struct, frozen=True):
    """`link` is a secret, good once; a code that stands at a window has no number."""

    who: Who
    round: str
    kind: str  # the name of the group: "A票"; "" in a round without groups
    entrant: str  # whom alone it is about; "" everybody
    link: str
    number: int | None

    @property
    def numbered(self) -> str:
        """As it is printed: "No. 0017"."""
        return f"No. {self.number:04}" if self.number is not None else ""
