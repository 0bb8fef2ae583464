"""颁奖程序: which awards in which order, how each level comes out, and the steps that this makes."""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from judging.core.honours.honour import Honour

MOST_TOGETHER = 8  # what one picture of the screen has room for, with photos and the longest names
ALL_AT_ONCE = 0


class LevelPart(Struct, frozen=True, forbid_unknown_fields=True):
    """How a level comes out: `together` at a time, or `ALL_AT_ONCE`.

    `presenters` (颁奖人): the n-th hands over to the n-th group, the last also to those after it.
    """

    level: str = ""
    together: int = 1
    presenters: tuple[str, ...] = ()

    def presenter(self, group: int) -> str:
        """Of the group with this number, from 0; "" where nobody is named."""
        return self.presenters[min(group, len(self.presenters) - 1)] if self.presenters else ""


class AwardPart(Struct, frozen=True, forbid_unknown_fields=True):
    """An award of the programme; a level that `levels` do not name comes out one at a time."""

    award: str
    levels: tuple[LevelPart, ...] = ()

    def of(self, level: str) -> LevelPart:
        return next((each for each in self.levels if each.level == level), LevelPart(level))


class Programme(Struct, frozen=True, forbid_unknown_fields=True):
    """`opening` and `closing`: what the first and the last card say; "" for the usual words.

    `hold_s`: a picture stands at least so long before the next may follow.
    """

    awards: tuple[AwardPart, ...]
    opening: str = ""
    closing: str = ""
    hold_s: int = 1


class StepKind(StrEnum):
    OPENING = "opening"
    LEVEL = "level"  # which level of which award comes
    HONOURED = "honoured"  # one entrant, or several who come together
    ROLL = "roll"  # the whole level, once all of it are out
    CLOSING = "closing"


class Step(Struct, frozen=True):
    """A picture of the ceremony. `honours` in the order in which they stand on it."""

    kind: StepKind
    award: str = ""
    level: str = ""
    honours: tuple[Honour, ...] = ()
    presenter: str = ""


class Ceremony(Struct, frozen=True):
    """Of a hall. `steps` as they were when it began, () while none is on; `step`: which of them is shown."""

    programme: Programme
    steps: tuple[Step, ...] = ()
    step: int = 0
    stepped_at: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.steps)

    @property
    def shown(self) -> Step:
        """Call only while it is on."""
        return self.steps[self.step]

    @property
    def next(self) -> Step | None:
        """Call only while it is on."""
        return self.steps[self.step + 1] if self.step + 1 < len(self.steps) else None


def steps_of_level(part: LevelPart, award: str, honours: tuple[Honour, ...]) -> Iterator[Step]:
    """The card of a level, its *honours* in the order in which they come out, and then all of them."""
    yield Step(StepKind.LEVEL, award, part.level)
    size = part.together or len(honours)
    groups = [honours[start : start + size] for start in range(0, len(honours), size)]
    for number, group in enumerate(groups):
        yield Step(StepKind.HONOURED, award, part.level, group, part.presenter(number))
    if len(groups) > 1:
        yield Step(StepKind.ROLL, award, part.level, honours[::-1])
