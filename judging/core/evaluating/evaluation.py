"""The evaluation of one round: who owes a sheet for whom, when it is open, and the sheets that are in.

Nothing of it counts before it is closed. What a slip of paper gave stands here under the slip's own id.
"""

from collections.abc import Mapping

from msgspec import Struct


class Owed(Struct, frozen=True, forbid_unknown_fields=True):
    """One sheet that an evaluator is asked for."""

    entrant: str
    group: str = ""  # of the round; "" where it has none


class Evaluator(Struct, frozen=True, forbid_unknown_fields=True):
    """A person of the competition who fills in one page: a sheet for each of these."""

    id: str  # the person's
    owed: tuple[Owed, ...]


class Filled(Struct, frozen=True):
    """One evaluator's sheet for one entrant."""

    marks: Mapping[str, str]  # by criterion, decimal texts
    group: str = ""
    at: str = ""  # UTC


class Reopened(Struct, frozen=True):
    """Why people could fill in again."""

    at: str
    reason: str


SheetKey = tuple[str, str]  # evaluator, entrant


class Evaluation(Struct, frozen=True):
    evaluators: tuple[Evaluator, ...] = ()  # none where slips of paper are filled in
    opened_at: str = ""
    until: str = ""  # when it closes by itself; "": by hand alone
    closed_at: str = ""
    reopened: tuple[Reopened, ...] = ()
    sheets: Mapping[SheetKey, Filled] = {}  # that are in
    counted: Mapping[SheetKey, Filled] = {}  # of these, what was told at the last end; see `settling`

    @property
    def is_closed(self) -> bool:
        return bool(self.closed_at)

    @property
    def is_open(self) -> bool:
        """As the last entry of the log left it; `lapsed` has closed it where its time was over by then."""
        return bool(self.opened_at) and not self.is_closed

    def is_over(self, at: str) -> bool:
        """Whether it is closed at *at*, by hand or because its time has come."""
        return self.is_closed or bool(self.opened_at and self.until and self.until <= at)

    def owed_by(self, evaluator: str) -> tuple[Owed, ...]:
        return next((each.owed for each in self.evaluators if each.id == evaluator), ())

    def of(self, entrant: str) -> dict[str, Filled]:
        """Evaluator → the sheet for this entrant that counts."""
        return {by: sheet for (by, about), sheet in self.counted.items() if about == entrant}
