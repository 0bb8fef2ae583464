"""The range a score can still end in, where telling it gives away nobody's total."""

from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from .day import Sheet, SheetState, Turn
from .panel import parts_of
from .rulebook import Criterion, Group, Round
from .score import highest_mark, still_possible

IN, MISSING = SheetState.IN, SheetState.MISSING

LEAST_MIXED = 3  # totals known so far that go into each end; of two one follows where the other is guessed
LEAST_APART = 3  # steps; of totals that lie closer together the ends fix the lowest and the highest

Range = tuple[Decimal, Decimal]
# Place of a sheet among those that are in → by how many steps above the lowest total, or below the highest.
Give = Callable[[int], tuple[int, bool]]


def discreet_range(round: Round, turn: Turn) -> Range | None:
    """The ends of `still_possible` while a single sheet is missing, where no total follows from them.

    Whether they are told depends on nothing but the ends themselves and on who has sent a sheet, so that
    silence tells nothing more. Each end is made of at least three known totals; they lie some steps
    apart, yet not as far as totals can; and no end is one that only the highest or lowest totals lead to.
    """
    if round.compulsory:  # what is lacking is known only with the last sheet
        return None
    if [sheet.state for sheet in turn.sheets if sheet.state is not IN] != [MISSING]:
        return None
    if any(
        mixed(part.group, len(part.given), len(part.sheets)) < LEAST_MIXED for part in parts_of(round, turn)
    ):
        return None
    ends = still_possible(round, turn)
    fine = finest(round)
    if ends is None or fine is None:
        return None
    half = sum(sheet.state is IN for sheet in turn.sheets) / 2
    lowest = _if_given(round, turn, fine, lambda n: (1, False))
    highest = _if_given(round, turn, fine, lambda n: (1, True))
    near = _if_given(round, turn, fine, lambda n: (0 if n < half else LEAST_APART, False))
    far = _if_given(round, turn, fine, lambda n: (0, True) if n >= half else (1, False))
    within = all(lowest[n] <= ends[n] <= highest[n] for n in (0, 1))
    # Where all count the ends lie equally far apart whatever was given, but for their rounding.
    rounding = Decimal(1).scaleb(-round.places)
    is_apart = width(near) - rounding <= width(ends) <= width(far) + rounding
    return ends if within and is_apart and width(ends) > 0 else None


def width(ends: Range) -> Decimal:
    return ends[1] - ends[0]


def mixed(group: Group, known: int, seats: int) -> int:
    """How many of *known* totals go at least into an end of the range, or into what parts the two ends.

    The missing one of *seats* is the lowest at one end and the highest at the other.
    """
    high, low = (group.trim.high, group.trim.low) if seats >= group.trim.start else (0, 0)
    if group.reduce == "median" or bool(high) != bool(low):  # then one total more or less parts the ends
        return 1
    missing = seats - known
    return known - max(high + max(low - missing, 0), low + max(high - missing, 0))


def finest(round: Round) -> Criterion | None:
    """The criterion whose step changes a total least, of those with room to tell steps apart."""
    roomy = [c for c in round.criteria if (highest_mark(c) - c.min) / c.step > LEAST_APART]
    return min(roomy, key=lambda c: c.factor * c.step, default=None)


def _if_given(round: Round, turn: Turn, fine: Criterion, steps: Give) -> Range:
    """The ends, if each who has sent a sheet had given so many steps more than the lowest total, or less."""
    given = (n for n, _ in enumerate(turn.sheets))

    def sheet(known: Sheet) -> Sheet:
        if known.state is not IN:
            return known
        count, is_below = steps(next(given))
        moved = {fine.id: -count * fine.step if is_below else count * fine.step}
        marks = (highest_mark(c) if is_below else c.min for c in round.criteria)
        return replace(
            known, marks=tuple(m + moved.get(c.id, 0) for m, c in zip(marks, round.criteria, strict=True))
        )

    ends = still_possible(round, replace(turn, sheets=[sheet(known) for known in turn.sheets]))
    assert ends is not None  # as many sheets count as in the turn itself
    return ends
