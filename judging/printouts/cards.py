"""评委证 and the cards of director and emcee: the way to one's seat, by QR or by hand."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from msgspec import Struct


class Card(Struct, frozen=True):
    """`link` is a secret: a card goes to its holder and to nobody else."""

    role: str  # as printed: "评委", "场控", "主持人"
    seat: int | None
    name: str
    hall: str  # "" where there is only one
    link: str  # the whole address in the QR, with a literal IPv4

    @property
    def join_address(self) -> str:
        """Where to type a login code, which the console makes for a judge who cannot scan."""
        return self.link.rpartition("/")[0]

    @property
    def test_address(self) -> str:
        """Where the phone is tested before the day begins: the same for everybody, and no secret."""
        return urlsplit(self.link)._replace(path="/check").geturl()


def hall_line(names: Sequence[str], *, several: bool) -> str:
    """Where the holder works; without *names* in all of the *several* halls."""
    return "、".join(names) or ("全部会场" if several else "")
