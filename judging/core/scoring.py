"""From the sheets of one performance to its score, steps 2 to 7 of the scoring contract.

What one entrant's score owes to the others' (equalising, rank points) is not here but in `rounds`.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from msgspec.structs import replace

from .numbers import EXACT, rounded
from .panel import TOTAL, ZERO, Panel, counting, entered, grouped_sheets, panel, weighted
from .results import Deduction, Dropped, Held, Score, Sheet, SheetState, Turn
from .rulebook import Criterion, Of, Round

CRITERION_PLACES = 6  # how a criterion is shown where the rules do not round it


def score(round: Round, entrant: str, turn: Turn) -> Score | Held:
    """The score of a judged round, or why there is none yet: a missing sheet, or too few that count."""
    held = _held(round, entrant, turn)
    if held is not None:
        return held
    with localcontext(EXACT):
        panels = panels_of(round, turn)
        plain_score = finished(round, entrant, weighted_value(round, panels), turn.deductions)
        count = sum(sheet.state is SheetState.IN for sheet in turn.sheets)
        if round.of is Of.TOTAL:
            return replace(plain_score, count=count, dropped=_dropped(turn, panels, TOTAL))
        return replace(
            plain_score,
            count=count,
            dropped_by_criterion={c.id: _dropped(turn, panels, c.id) for c in round.criteria},
            criteria={c.id: _shown_criterion(round, panels, c.id) for c in round.criteria},
        )


def panels_of(round: Round, turn: Turn) -> list[Panel]:
    """The calculation of each group; the turn must not be held. Inside `EXACT`."""
    return [panel(round, group, sheets) for group, sheets in grouped_sheets(round, turn)]


def weighted_value(round: Round, panels: Sequence[Panel]) -> Fraction:
    """Σ weight × rounded group ÷ Σ weight (contract 2.6), or the only panel's value; not yet rounded."""
    if not round.groups:
        return panels[0].value
    return weighted([(p.group, Fraction(rounded(p.value, p.group.places, round.rounding))) for p in panels])


def imported(
    round: Round, entrant: str, value: Decimal | Fraction, deductions: Sequence[Deduction] = ()
) -> Score:
    """The score of a component or of an indicator's points: rounded, then less deductions."""
    with localcontext(EXACT):
        return finished(round, entrant, Fraction(value), deductions)


def finished(round: Round, entrant: str, exact: Fraction, deductions: Sequence[Deduction]) -> Score:
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


def _held(round: Round, entrant: str, turn: Turn) -> Held | None:
    """A missing sheet comes before too few sheets (contract 3, `held`); nobody at all is missing too."""
    missing = [named(sheet) for sheet in turn.sheets if sheet.state is SheetState.MISSING]
    if missing or not turn.sheets:
        detail = f"{'、'.join(missing)} 未提交" if missing else "尚无评分表"
        return Held(entrant, round.id, "missing", detail)
    for group, sheets in grouped_sheets(round, turn):
        count = len(counting(sheets))
        if count < max(group.minimum, 1):
            return Held(entrant, round.id, "minimum", _too_few(group.name, sheets, count, group.minimum))
    return None


def _too_few(group: str, sheets: Sequence[Sheet], count: int, minimum: int) -> str:
    gone = [f"{named(s)} {ABSENCE[s.state]}" for s in sheets if s.state is not SheetState.IN]
    who = f"{'、'.join(gone)}，" if gone else ""
    return f"{group}{'：' if group else ''}{who}计分的评分表只有 {count} 份，不足 {max(minimum, 1)} 份"


ABSENCE = {SheetState.MISSING: "未提交", SheetState.ABSENT: "缺席", SheetState.RECUSED: "回避"}


def named(sheet: Sheet) -> str:
    """How people are told of this judge."""
    return sheet.label or sheet.judge


def _dropped(turn: Turn, panels: Sequence[Panel], column: str) -> Dropped:
    """Who was dropped in this column, over all groups, lowest seat first."""
    high = [p.seats[n].judge for p in panels for n in p.columns[column].high]
    low = [p.seats[n].judge for p in panels for n in p.columns[column].low]
    if len(panels) > 1:
        seats = {sheet.judge: n for n, sheet in enumerate(turn.sheets)}
        high, low = sorted(high, key=seats.__getitem__), sorted(low, key=seats.__getitem__)
    return Dropped(tuple(high), tuple(low))


def _shown_criterion(round: Round, panels: Sequence[Panel], id: str) -> Decimal:
    """A criterion as it entered the score, before its factor (contract 3, `criteria`)."""
    places = CRITERION_PLACES if round.criterion_places is None else round.criterion_places
    value = weighted([(p.group, entered(round, p.columns[id].result)) for p in panels])
    return rounded(value, places, round.rounding)
