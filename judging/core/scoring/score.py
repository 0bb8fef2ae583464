"""From the sheets of one performance to its score, steps 2 to 7 of the scoring contract.

What one entrant's score owes to the others' (equalising, rank points) is not here but in `rounds`.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from judging.core.sentence import Sentence, sentence
from judging.core.words import EXCUSES, seat

from .day import Deduction, Dropped, Held, Score, Sheet, SheetState, Turn
from .numbers import EXACT, rounded
from .panel import TOTAL, ZERO, Panel, Part, entered, panel, parts_of, weighted
from .rulebook import Criterion, Of, Round

MISSING = SheetState.MISSING
CRITERION_PLACES = 6  # how a criterion is shown where the rules do not round it


class Judged(Struct, frozen=True):
    """What a score of sheets shows beside its number."""

    count: int | None = None
    dropped: Dropped = Dropped()
    dropped_by_criterion: Mapping[str, Dropped] = {}
    criteria: Mapping[str, Decimal] = {}


def score(round: Round, entrant: str, turn: Turn) -> Score | Held:
    """The score of a judged round, or why there is none yet: a missing sheet, or too few that count."""
    held = _missing(round, entrant, turn)
    if held is not None:
        return held
    parts = parts_of(round, turn)
    held = _short(round, entrant, turn, parts)
    if held is not None:
        return held
    with localcontext(EXACT):
        panels = [panel(round, part) for part in parts]
        exact = weighted_value(round, panels)
        judged = _judged(round, turn, panels, sum(len(part.given) for part in parts))
        return finished(round, entrant, exact, turn.deductions, judged)


def _judged(round: Round, turn: Turn, panels: Sequence[Panel], count: int) -> Judged:
    if round.of is Of.TOTAL:
        return Judged(count, _dropped(turn, panels, TOTAL))
    return Judged(
        count,
        dropped_by_criterion={c.id: _dropped(turn, panels, c.id) for c in round.criteria},
        criteria={c.id: _shown_criterion(round, panels, c.id) for c in round.criteria},
    )


def panels_of(round: Round, turn: Turn) -> list[Panel]:
    """The calculation of each group; the turn must not be held. Inside `EXACT`."""
    return [panel(round, part) for part in parts_of(round, turn)]


def weighted_value(round: Round, panels: Sequence[Panel]) -> Fraction:
    """Σ weight × rounded group ÷ Σ weight (contract 2.6), or the only panel's value; not yet rounded."""
    if not round.groups:
        return panels[0].value
    return weighted([(p.group, Fraction(group_score(round, p))) for p in panels])


def group_score(round: Round, panel: Panel) -> Decimal:
    """What a group came to, rounded to its places."""
    return rounded(panel.value, panel.group.places, round.rounding)


def imported(
    round: Round, entrant: str, value: Decimal | Fraction, deductions: Sequence[Deduction] = ()
) -> Score:
    """The score of a component or of an indicator's points: rounded, then less deductions."""
    with localcontext(EXACT):
        return finished(round, entrant, Fraction(value), deductions)


def finished(
    round: Round,
    entrant: str,
    exact: Fraction,
    deductions: Sequence[Deduction],
    judged: Judged = Judged(),  # noqa: B008 (immutable)
) -> Score:
    """The score that *exact* becomes: rounded once, less deductions, not below the floor (contract 2.5, 2.7).

    The second rounding changes a score only where a deduction or the floor has more places than the round.
    Inside `EXACT`.
    """
    raw = rounded(exact, round.places, round.rounding)
    announced, off = raw, ZERO
    # Of nearly all scores nothing comes off, and rounding moves none by a whole point towards its floor.
    if deductions or (round.floor is not None and raw < round.floor + 1):
        off = sum((deduction.points for deduction in deductions), ZERO)
        announced, exact = raw - off, exact - Fraction(off)
        if round.floor is not None:
            announced, exact = max(announced, round.floor), max(exact, Fraction(round.floor))
        announced = rounded(announced, round.places, round.rounding)
    return Score(
        round=round.id,
        entrant=entrant,
        score=announced,
        raw=raw,
        announced=announced,
        deductions=off,
        exact=exact,
        count=judged.count,
        dropped=judged.dropped,
        dropped_by_criterion=judged.dropped_by_criterion,
        criteria=judged.criteria,
    )


def overtime_points(round: Round, over_s: int) -> Decimal:
    """The points off for *over_s* seconds too long: those of the step (over, upto] it falls in; 0 in time."""
    for step in round.overtime:
        if step.over_s < over_s and (step.upto_s is None or over_s <= step.upto_s):
            return step.points
    return ZERO


def still_possible(round: Round, turn: Turn) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest announced score the missing sheets can lead to, deductions as they stand.

    None if no score can come of them, because too few judges would count. Both ends are exact: every step
    from marks to score (factors, filling, the n-th largest value, reducing, rounding, weights, deductions,
    floor) never falls when a mark rises, so all missing marks at their lowest and at their highest give the
    two ends, and these marks may really be given. Equalising several panels comes later and is no part of it.
    """
    lowest = score(round, "", _completed(round, turn, lambda criterion: criterion.min))
    highest = score(round, "", _completed(round, turn, highest_mark))
    if isinstance(lowest, Held) or isinstance(highest, Held):
        return None
    return lowest.announced, highest.announced


def highest_mark(criterion: Criterion) -> Decimal:
    """The highest mark a judge can give: `max`, or the last whole step below it."""
    with localcontext(EXACT):
        return criterion.min + (criterion.max - criterion.min) // criterion.step * criterion.step


def _completed(round: Round, turn: Turn, mark: Callable[[Criterion], Decimal]) -> Turn:
    marks = tuple(mark(criterion) for criterion in round.criteria)
    return replace(
        turn,
        sheets=[
            replace(sheet, state=SheetState.IN, marks=marks) if sheet.state is SheetState.MISSING else sheet
            for sheet in turn.sheets
        ],
    )


def _missing(round: Round, entrant: str, turn: Turn) -> Held | None:
    """A missing sheet comes before too few sheets (contract 3, `held`); nobody at all is missing too."""
    missing = tuple([named(sheet) for sheet in turn.sheets if sheet.state is MISSING])
    if missing or not turn.sheets:
        detail = sentence("{judges} 未提交", judges=missing) if missing else sentence("尚无评分表")
        return Held(entrant, round.id, "missing", detail)
    return None


def _short(round: Round, entrant: str, turn: Turn, parts: Sequence[Part]) -> Held | None:
    for group, sheets, given in parts:
        least = min(group.minimum, turn.short.minimum) if turn.short else group.minimum
        if not given or len(given) < least:
            detail = _too_few(group.name, sheets, len(given), least)
            return Held(entrant, round.id, "minimum", detail)
    return None


def _too_few(group: str, sheets: Sequence[Sheet], count: int, minimum: int) -> Sentence:
    gone = tuple(
        sentence("{who} {state}", who=named(sheet), state=EXCUSES[sheet.state])
        for sheet in sheets
        if sheet.state is not SheetState.IN
    )
    found = sentence("计分的评分表只有 {count} 份，不足 {least} 份", count=count, least=max(minimum, 1))
    if gone:
        found = sentence("{gone}，{found}", gone=gone, found=found)
    return sentence("{group}：{found}", group=group, found=found) if group else found


def named(sheet: Sheet) -> str | Sentence:
    """How people are told of this judge."""
    return sheet.judge if sheet.seat is None else seat(sheet.seat)


def _dropped(turn: Turn, panels: Sequence[Panel], column: str) -> Dropped:
    """Who was dropped in this column, over all groups, lowest seat first."""
    if len(panels) == 1:
        seats, of = panels[0].seats, panels[0].columns[column]
        return Dropped(tuple([seats[n].judge for n in of.high]), tuple([seats[n].judge for n in of.low]))
    high = [p.seats[n].judge for p in panels for n in p.columns[column].high]
    low = [p.seats[n].judge for p in panels for n in p.columns[column].low]
    place = {sheet.judge: n for n, sheet in enumerate(turn.sheets)}
    return Dropped(tuple(sorted(high, key=place.__getitem__)), tuple(sorted(low, key=place.__getitem__)))


def _shown_criterion(round: Round, panels: Sequence[Panel], id: str) -> Decimal:
    """A criterion as it entered the score, before its factor (contract 3, `criteria`)."""
    places = CRITERION_PLACES if round.criterion_places is None else round.criterion_places
    value = weighted([(p.group, entered(round, p.columns[id].result)) for p in panels])
    return rounded(value, places, round.rounding)
