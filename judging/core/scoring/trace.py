"""How a result came about, step by step (算分过程), so that it can be done again by hand.

The steps show the engine's own intermediate values and decide nothing. A number ending in "…" is cut off only
for the eye and goes on unrounded into the next step.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from .day import FactValue, Score, Sheet, SheetState, Shortened, TracePart, TraceStep, Turn
from .equalise import product
from .indicator_trace import indicator_steps
from .indicators import points_of
from .numbers import EXACT, plain, rounded, shortest
from .panel import TOTAL, ZERO, Column, Panel, Part, entered, parts_of, totals, weighted
from .rulebook import Exactness, Kind, Of, Reduce, Round, Rounding, Track
from .score import group_score, panels_of
from .terms import bare, equals, term, terminates, whole

Names = tuple[str, ...]  # the group and the criterion that a step is about


def trace(round: Round, turn: Turn, score: Score) -> tuple[TraceStep, ...]:
    """The way from all marks, or from an entered value, to the final score."""
    with localcontext(EXACT):
        begun = _judged(round, turn) if round.kind is Kind.JUDGED else _entered(round, score)
        return (*begun, *deducted(round, turn, score), *_equalised(round, score))


def composite_trace(track: Track, scores: Mapping[str, Score]) -> tuple[TraceStep, ...]:
    """The way from one entrant's scores, by round, to the composite (contract 2.9)."""
    exact = track.composite.weigh is Exactness.EXACT
    steps, parts = [], []
    for round in track.rounds:
        value = scores[round.id].exact if exact else Fraction(scores[round.id].score)
        parts.append(value * Fraction(round.weight) / Fraction(round.full))
        formula = f"{whole(value)}×{shortest(round.weight)}÷{shortest(round.full)}{equals(parts[-1])}"
        steps.append(TraceStep("weighed", {"round": round.name, "formula": formula}))
    total = sum(parts, Fraction(0))
    steps.append(TraceStep("added", {"formula": "+".join(term(part) for part in parts) + equals(total)}))
    return (*steps, rounding_step((), total, track.composite.places, track.composite.rounding))


def rounding_step(of: Names, value: Fraction, places: int, rounding: Rounding) -> TraceStep:
    values: dict[str, FactValue] = {
        "value": term(value),
        "rounding": TracePart(rounding),
        "places": places,
        "result": plain(rounded(value, places, rounding)),
    }
    return TraceStep("rounded", values, of)


def _entered(round: Round, score: Score) -> Iterator[TraceStep]:
    """An indicator's points, or an imported score; what the floor cut off of one is not known any more."""
    if score.measured is not None:
        yield from indicator_steps(round, score.measured)
        yield rounding_step((), points_of(round, score.measured), round.places, round.rounding)
        return
    before = score.exact + Fraction(score.deductions)
    if score.coefficient is None and rounded(before, round.places, round.rounding) == score.raw:
        shown = "" if terminates(before) else equals(before)
        yield TraceStep("entered", {"formula": f"{whole(before).strip('()')}{shown}"})
        yield rounding_step((), before, round.places, round.rounding)
    else:
        yield TraceStep("entered", {"formula": plain(score.raw)})


def _judged(round: Round, turn: Turn) -> Iterator[TraceStep]:
    panels = panels_of(round, turn)
    for panel, part in zip(panels, parts_of(round, turn), strict=True):
        of = (panel.group.name,) if round.groups else ()
        yield from _panel(round, panel, part, turn.short, of)
        yield rounding_step(of, panel.value, panel.group.places, round.rounding)
    if round.groups:
        yield from _weighted(round, panels)


def _weighted(round: Round, panels: Sequence[Panel]) -> Iterator[TraceStep]:
    values = [(p.group, Fraction(group_score(round, p))) for p in panels]
    parts = "+".join(f"{term(value)}×{shortest(group.weight)}" for group, value in values)
    weights = "+".join(shortest(group.weight) for group, _ in values)
    result = weighted(values)
    yield TraceStep("weighted", {"formula": f"({parts})÷({weights}){equals(result)}"})
    yield rounding_step((), result, round.places, round.rounding)


def _panel(round: Round, panel: Panel, part: Part, short: Shortened | None, of: Names) -> Iterator[TraceStep]:
    """All marks in seat order, who gave none, then the totals or each criterion trimmed and reduced."""
    yield TraceStep("marks", {"marks": tuple(_marks(round, sheet) for sheet in part.given)}, of)
    gone = [sheet for sheet in part.sheets if sheet.state is not SheetState.IN]
    if gone:
        each = tuple(
            TracePart("without", {"who": who(sheet), "state": TracePart(sheet.state)}) for sheet in gone
        )
        yield TraceStep("gone", {"gone": each, "rule": TracePart(round.absent)}, of)
    if short and len(part.given) < part.group.minimum:
        facts: dict[str, FactValue] = {"count": len(part.given), "least": part.group.minimum}
        yield TraceStep("shortened", {**facts, "reason": short.reason}, of)
    if round.of is Of.TOTAL:
        yield from _column(panel, panel.columns[TOTAL], of)
    else:
        yield from _criteria(round, panel, of)


def who(sheet: Sheet) -> str | TracePart:
    return sheet.judge if sheet.seat is None else TracePart("seat", {"seat": sheet.seat})


def _marks(round: Round, sheet: Sheet) -> TracePart:
    """ "3号 91.25", or "3号 21+25×1.5=58.5" where marks add up to a total."""
    factors = [criterion.factor for criterion in round.criteria]
    if round.of is Of.CRITERION:
        return TracePart("marks_of", {"who": who(sheet), "marks": tuple(map(shortest, sheet.marks))})
    parts = [
        term(mark) if factor == 1 else f"{term(mark)}×{shortest(factor)}"
        for mark, factor in zip(sheet.marks, factors, strict=True)
    ]
    is_plain = len(parts) == 1 and factors[0] == 1
    total = "" if is_plain else equals(Fraction(totals(round, [sheet])[0]))
    return TracePart("mark", {"who": who(sheet), "formula": f"{'+'.join(parts)}{total}"})


def _criteria(round: Round, panel: Panel, of: Names) -> Iterator[TraceStep]:
    parts = []
    for criterion in round.criteria:
        column, own = panel.columns[criterion.id], (*of, criterion.name)
        yield from _column(panel, column, own)
        if round.criterion_places is not None:
            yield rounding_step(own, column.result, round.criterion_places, round.rounding)
        value = entered(round, column.result)
        parts.append(value * Fraction(criterion.factor))
        if criterion.factor != 1:
            formula = f"{term(value)}×{shortest(criterion.factor)}{equals(parts[-1])}"
            yield TraceStep("multiplied", {"formula": formula}, own)
    yield TraceStep("criteria", {"formula": "+".join(map(term, parts)) + equals(panel.value)}, of)


def _column(panel: Panel, column: Column, of: Names) -> Iterator[TraceStep]:
    """Who was dropped and why, then sum and divisor, or whatever the reduction is called."""
    if panel.group.trim.high or panel.group.trim.low:
        yield _trimming(panel, column, of)
    kept = [_value(panel, column, n) for n in column.kept]
    if panel.group.reduce not in (Reduce.MEAN, Reduce.SUM):
        values: dict[str, FactValue] = {"by": TracePart(panel.group.reduce), "result": term(column.result)}
        yield TraceStep("reduced", {**values, "values": tuple(kept)}, of)
        return
    total = Fraction(sum((column.values[n] for n in column.kept), ZERO)) / column.scale
    yield TraceStep("added", {"formula": "+".join(kept) + equals(total)}, of)
    if panel.group.reduce == Reduce.MEAN:
        yield TraceStep("averaged", {"formula": f"{term(total)}÷{len(kept)}{equals(column.result)}"}, of)


def _trimming(panel: Panel, column: Column, of: Names) -> TraceStep:
    count = len(column.values)
    if not column.high and not column.low:
        return TraceStep("untrimmed", {"count": count, "start": panel.group.trim.start}, of)
    dropped = tuple(
        TracePart(kind, {"count": len(seats), "values": tuple(_of_judge(panel, column, n) for n in seats)})
        for kind, seats in (("high", column.high), ("low", column.low))
        if seats
    )
    return TraceStep("trimmed", {"count": count, "dropped": dropped}, of)


def _of_judge(panel: Panel, column: Column, n: int) -> TracePart:
    return TracePart("value", {"value": _value(panel, column, n), "who": who(panel.seats[n])})


def _value(panel: Panel, column: Column, n: int) -> str:
    """What the n-th seat gave, or the mean filled in for it: a quotient where no short decimal is exact."""
    value = Fraction(column.values[n]) / column.scale
    return term(value) if terminates(value) else f"({shortest(column.values[n])}÷{column.scale})"


def deducted(round: Round, turn: Turn, score: Score) -> Iterator[TraceStep]:
    """Deductions and the floor; rounded again only where one of them has more places."""
    value = Fraction(score.raw)
    if turn.deductions:
        parts = tuple(
            TracePart("deduction", {"points": shortest(d.points), "reason": d.reason})
            for d in turn.deductions
        )
        value -= Fraction(score.deductions)
        yield TraceStep("deducted", {"raw": term(score.raw), "deductions": parts, "result": bare(value)})
    if round.floor is not None and value < round.floor:
        value = Fraction(round.floor)
        yield TraceStep("floored", {"floor": shortest(round.floor)})
    if rounded(value, round.places, round.rounding) != value:
        yield rounding_step((), value, round.places, round.rounding)


def _equalised(round: Round, score: Score) -> Iterator[TraceStep]:
    if score.coefficient is None:
        yield TraceStep("score", {"score": plain(score.score)})
    else:
        yield from equalised_trace(round, score.announced, score.coefficient)


def equalised_trace(round: Round, announced: Decimal, coefficient: Decimal) -> Iterator[TraceStep]:
    """The way from what was announced to the final score (contract 2.8)."""
    exact = product(announced, coefficient)
    yield TraceStep("equalised", {"formula": f"{term(announced)}×{plain(coefficient)}{equals(exact)}"})
    yield rounding_step((), exact, round.places, round.rounding)
    yield TraceStep("score", {"score": plain(rounded(exact, round.places, round.rounding))})
