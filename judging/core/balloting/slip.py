"""测评票: printed slips, each good for one sheet that nobody signs; and codes that stand at a window.

The log holds hashes of what is printed, in no order that the printed numbers have: which slip has which
number says the key file alone. What was cast by a slip stands under a name that no paper tells.
"""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct


class SlipKind(NamedTuple):
    """A 票 or B 票: the group that a slip counts in; "" in a round without groups."""

    track: str
    round: str
    group: str


class VoidSlip(Struct, frozen=True):
    """`number` is printed on it."""

    number: int
    reason: str
    at: str  # UTC


class SlipBatch(Struct, frozen=True):
    """Slips of one kind that were issued together, with numbers from `first` on."""

    kind: SlipKind
    first: int
    slips: frozenset[str]  # hashes of what their codes hold
    entrant: str = ""  # whom alone they are about; "": everybody of the round
    returned: frozenset[str] = frozenset()
    void: Mapping[str, VoidSlip] = {}

    @property
    def issued(self) -> int:
        return len(self.slips)

    @property
    def last(self) -> int:
        return self.first + self.issued - 1

    @property
    def out(self) -> int:
        """Neither returned nor void."""
        return self.issued - len(self.returned) - len(self.void)


class Visit(NamedTuple):
    device: str  # a hash of what the phone keeps
    at: str  # UTC


class VisitCodes(Struct, frozen=True):
    """Codes that stand at the windows: everybody who was served may say once in so many hours how it was."""

    kind: SlipKind
    codes: Mapping[str, str]  # hash of what a code holds → entrant; none once they are taken down
    hours: int  # before the same phone counts again at the same window
    an_hour: int  # so many of one window count within an hour at most
    visits: Mapping[str, tuple[Visit, ...]] = {}  # entrant → of the last `hours`, oldest first
    returned: Mapping[str, int] = {}  # entrant → of all


class SlipCounts(Struct, frozen=True):
    """`issued` is always the sum of the three others."""

    issued: int
    returned: int
    void: int
    out: int
