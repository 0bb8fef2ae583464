"""How a result came about, step by step in plain Chinese (算分过程), so that it can be done again by hand.

The steps show the engine's own intermediate values and decide nothing. A number ending in "…" is cut off only
for the eye and goes on unrounded into the next step.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from .numbers import EXACT, plain, rounded, shortest
from .panel import REDUCERS, TOTAL, ZERO, Column, Panel, counting, entered, grouped_sheets, totals, weighted
from .results import Score, Sheet, SheetState, Step, Turn
from .rulebook import Absent, Exactness, Kind, Of, Reduce, Round, Rounding, Track
from .scoring import ABSENCE, named, panels_of

ROUNDING_WORDS = {
    Rounding.HALF_UP: "四舍五入",
    Rounding.TRUNCATE: "截去尾数",
    Rounding.HALF_EVEN: "四舍六入五成双",
}
ABSENT_WORDS = {Absent.SHRINK: "不计入", Absent.FILL: "按其余评委的平均补入"}
MOST_PLACES = 12  # of a decimal shown whole; a longer one is cut off …
SHOWN_PLACES = 6  # … after so many


def trace(round: Round, turn: Turn, score: Score) -> tuple[Step, ...]:
    """The way from all marks, or from an entered value, to the final score."""
    with localcontext(EXACT):
        begun = _judged(round, turn) if round.kind is Kind.JUDGED else _entered(round, score)
        return (*begun, *_deducted(round, turn, score), *_equalised(round, score))


def composite_trace(track: Track, scores: Mapping[str, Score]) -> tuple[Step, ...]:
    """The way from one entrant's scores, by round, to the composite (contract 2.9)."""
    exact = track.composite.weigh is Exactness.EXACT
    steps, parts = [], []
    for round in track.rounds:
        value = scores[round.id].exact if exact else Fraction(scores[round.id].score)
        parts.append(value * Fraction(round.weight) / Fraction(round.full))
        formula = f"{whole(value)}×{shortest(round.weight)}÷{shortest(round.full)}"
        steps.append(Step(round.name, formula + equals(parts[-1])))
    total = sum(parts, Fraction(0))
    steps.append(Step("合计", "+".join(term(part) for part in parts) + equals(total)))
    return (*steps, rounding_step("", total, track.composite.places, track.composite.rounding))


def equals(value: Fraction) -> str:
    """What follows a formula: "=91.05"."""
    return f"={term(value).strip('()')}"


def term(value: Fraction | Decimal) -> str:
    """A number within a formula: in parentheses if negative, "91.041666…" if no short decimal is exact."""
    exact = Fraction(value)
    if _terminates(exact):
        text = shortest(rounded(exact, MOST_PLACES, Rounding.TRUNCATE))
    else:
        text = f"{plain(rounded(exact, SHOWN_PLACES, Rounding.TRUNCATE))}…"
    return f"({text})" if value < 0 else text


def whole(value: Fraction) -> str:
    """A number nothing before has shown: as a quotient where no short decimal is exact."""
    return term(value) if _terminates(value) else f"({value.numerator}÷{value.denominator})"


def _terminates(value: Fraction) -> bool:
    return pow(10, MOST_PLACES, value.denominator) == 0


def rounding_step(prefix: str, value: Fraction, places: int, rounding: Rounding) -> Step:
    result = plain(rounded(value, places, rounding))
    return Step(f"{prefix}取位", f"{term(value)} {ROUNDING_WORDS[rounding]}保留 {places} 位得 {result}")


def _entered(round: Round, score: Score) -> Iterator[Step]:
    """An imported score or an indicator's points; what the floor cut off is not known any more."""
    before = score.exact + Fraction(score.deductions)
    if score.coefficient is None and rounded(before, round.places, round.rounding) == score.raw:
        shown = "" if _terminates(before) else equals(before)
        yield Step("成绩", f"{whole(before).strip('()')}{shown}")
        yield rounding_step("", before, round.places, round.rounding)
    else:
        yield Step("成绩", plain(score.raw))


def _judged(round: Round, turn: Turn) -> Iterator[Step]:
    panels = panels_of(round, turn)
    for panel, (_, sheets) in zip(panels, grouped_sheets(round, turn), strict=True):
        prefix = f"{panel.group.name}·" if round.groups else ""
        yield from _panel(round, panel, sheets, prefix)
        yield rounding_step(prefix, panel.value, panel.group.places, round.rounding)
    if round.groups:
        yield from _weighted(round, panels)


def _weighted(round: Round, panels: Sequence[Panel]) -> Iterator[Step]:
    values = [(p.group, Fraction(rounded(p.value, p.group.places, round.rounding))) for p in panels]
    parts = "+".join(f"{term(value)}×{shortest(group.weight)}" for group, value in values)
    weights = "+".join(shortest(group.weight) for group, _ in values)
    result = weighted(values)
    yield Step("加权", f"({parts})÷({weights}){equals(result)}")
    yield rounding_step("", result, round.places, round.rounding)


def _panel(round: Round, panel: Panel, sheets: Sequence[Sheet], prefix: str) -> Iterator[Step]:
    """All marks in seat order, who gave none, then the totals or each criterion trimmed and reduced."""
    yield Step(f"{prefix}打分", "，".join(_marks(round, sheet) for sheet in counting(sheets)))
    gone = [f"{named(sheet)} {ABSENCE[sheet.state]}" for sheet in sheets if sheet.state is not SheetState.IN]
    if gone:
        yield Step(f"{prefix}缺评", f"{'、'.join(gone)}，{ABSENT_WORDS[round.absent]}")
    if round.of is Of.TOTAL:
        yield from _column(panel, panel.columns[TOTAL], prefix)
    else:
        yield from _criteria(round, panel, prefix)


def _marks(round: Round, sheet: Sheet) -> str:
    """ "3号 91.25", or "3号 21+25×1.5=58.5" where marks add up to a total."""
    factors = [criterion.factor for criterion in round.criteria]
    if round.of is Of.CRITERION:
        return f"{named(sheet)} {'、'.join(map(shortest, sheet.marks))}"
    parts = [
        term(mark) if factor == 1 else f"{term(mark)}×{shortest(factor)}"
        for mark, factor in zip(sheet.marks, factors, strict=True)
    ]
    formula = "+".join(parts)
    plain_mark = len(parts) == 1 and factors[0] == 1
    return f"{named(sheet)} {formula}{'' if plain_mark else equals(Fraction(totals(round, [sheet])[0]))}"


def _criteria(round: Round, panel: Panel, prefix: str) -> Iterator[Step]:
    parts = []
    for criterion in round.criteria:
        column, own = panel.columns[criterion.id], f"{prefix}{criterion.name}·"
        yield from _column(panel, column, own)
        if round.criterion_places is not None:
            yield rounding_step(own, column.result, round.criterion_places, round.rounding)
        value = entered(round, column.result)
        parts.append(value * Fraction(criterion.factor))
        if criterion.factor != 1:
            yield Step(f"{own}系数", f"{term(value)}×{shortest(criterion.factor)}{equals(parts[-1])}")
    yield Step(f"{prefix}各项合计", "+".join(map(term, parts)) + equals(panel.value))


def _column(panel: Panel, column: Column, prefix: str) -> Iterator[Step]:
    """Who was dropped and why, then sum and divisor, or whatever the reduction is called."""
    if panel.group.trim.high or panel.group.trim.low:
        yield Step(f"{prefix}去分", _trimming(panel, column))
    kept = [_value(panel, column, n) for n in column.kept]
    if panel.group.reduce not in (Reduce.MEAN, Reduce.SUM):
        word = REDUCERS[panel.group.reduce].word
        yield Step(f"{prefix}{word}", f"{'、'.join(kept)} {word}得 {term(column.result)}")
        return
    total = Fraction(sum((column.values[n] for n in column.kept), ZERO)) / column.scale
    yield Step(f"{prefix}合计", "+".join(kept) + equals(total))
    if panel.group.reduce == Reduce.MEAN:
        yield Step(f"{prefix}平均", f"{term(total)}÷{len(kept)}{equals(column.result)}")


def _trimming(panel: Panel, column: Column) -> str:
    count, trim = len(column.values), panel.group.trim
    if not column.high and not column.low:
        return f"{count} 位评委，不足 {trim.start} 位，不去分"
    parts = [
        f"去掉 {len(dropped)} 个最{word} {'、'.join(_of_judge(panel, column, n) for n in dropped)}"
        for dropped, word in ((column.high, "高分"), (column.low, "低分"))
        if dropped
    ]
    return f"{count} 位评委，{'，'.join(parts)}"


def _of_judge(panel: Panel, column: Column, n: int) -> str:
    return f"{_value(panel, column, n)}（{named(panel.seats[n])}）"


def _value(panel: Panel, column: Column, n: int) -> str:
    """What the n-th seat gave, or the mean filled in for it: a quotient where no short decimal is exact."""
    value = Fraction(column.values[n]) / column.scale
    return term(value) if _terminates(value) else f"({shortest(column.values[n])}÷{column.scale})"


def _deducted(round: Round, turn: Turn, score: Score) -> Iterator[Step]:
    """Deductions and the floor; rounded again only where one of them has more places."""
    value = Fraction(score.raw)
    if turn.deductions:
        parts = [f"{shortest(d.points)}（{d.reason}）" for d in turn.deductions]
        value -= Fraction(score.deductions)
        yield Step("扣分", f"{'−'.join([term(score.raw), *parts])}{equals(value)}")
    if round.floor is not None and value < round.floor:
        value = Fraction(round.floor)
        yield Step("保底", f"低于最低分，按最低分 {shortest(round.floor)} 计")
    if rounded(value, round.places, round.rounding) != value:
        yield rounding_step("", value, round.places, round.rounding)


def _equalised(round: Round, score: Score) -> Iterator[Step]:
    if score.coefficient is not None:
        formula = f"{term(score.announced)}×{plain(score.coefficient)}"
        yield Step("折算", f"现场原始得分×评委组系数：{formula}{equals(score.exact)}")
        yield rounding_step("", score.exact, round.places, round.rounding)
    yield Step("得分", plain(score.score))
