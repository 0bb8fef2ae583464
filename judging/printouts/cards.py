"""评委证 and the cards of director and emcee: the way to one's seat, by QR or by hand."""

from msgspec import Struct


class Card(Struct, frozen=True):
    """`link` is a secret: a card goes to its holder and to nobody else."""

    role: str  # as printed: "评委", "场控", "主持人"
    seat: int | None
    name: str
    link: str  # the whole address in the QR, with a literal IPv4

    @property
    def join_address(self) -> str:
        """Where to type a login code, which the console makes for a judge who cannot scan."""
        return self.link.rpartition("/")[0]
