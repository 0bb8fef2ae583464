"""One round's sheets as one fraction per entrant: trimmed, reduced, criteria added up, groups weighed."""

from collections.abc import Mapping, Sequence
from math import prod

from judging.core.scoring.panel import groups_of
from judging.core.scoring.rulebook import Absent, Group, Of

from .cells import Content, Placed, Span, live, live_upto
from .marks import TOTAL, Marks
from .pages import Column, Page
from .rounding import Ratio, ratios, rounded_to
from .rounds_rules import GroupCells, RoundPlace
from .tallies import divisor, reduced, tallies


class Aggregate:
    """The columns of a round from its marks on, one line per entrant."""

    def __init__(self, page: Page, place: RoundPlace, marks: Marks) -> None:
        self._page, self._place = page, place
        self._round, self._cells = place.round, place.cells
        self.groups = groups_of(place.round)
        self.blocks = {g.id: [marks.block(each, g.id) for each in place.ranked] for g in self.groups}
        self.tallies = {
            g.id: tallies(page, place.round, g, self._of(g), self.blocks[g.id]) for g in self.groups
        }
        self._minimums = {group.id: self._minimum(group) for group in self.groups}
        self._criteria: dict[tuple[str, str], list[Ratio]] = {}  # (group, criterion)

    def raw(self) -> list[Ratio]:
        """Each entrant's score before the round's own rounding."""
        found = {group.id: self._of_group(group) for group in self.groups}
        if not self._round.groups:
            return found[self.groups[0].id]
        return self.weighted(
            "各组", {group.id: self._rounded(group, found[group.id]) for group in self.groups}
        )

    def criterion(self, id: str) -> list[Ratio]:
        """A criterion by itself, as it entered the score; unrounded where totals are trimmed."""
        name = self._round.criterion(id).name
        return self.weighted(name, {group.id: self._criterion(group, id) for group in self.groups})

    def weighted(self, what: str, by_group: Mapping[str, Sequence[Ratio]]) -> list[Ratio]:
        """Σ weight × fraction ÷ Σ weight over the groups."""
        if not self._round.groups:
            return list(by_group[self.groups[0].id])
        weights = [self._of(group).weight for group in self.groups]
        rows = list(zip(*(by_group[group.id] for group in self.groups), strict=True))
        above = [_above(weights, row) for row in rows]
        return ratios(self._page, f"{what}加权", above, [_below(weights, row) for row in rows])

    def _of(self, group: Group) -> GroupCells:
        return self._cells.groups[group.id]

    def _minimum(self, group: Group) -> list[Placed]:
        """Fewer sheets make no score, unless the head judge found them enough."""
        rule = self._of(group).minimum
        turns = [self._place.day.turns[self._round.id, each] for each in self._place.ranked]
        if not any(turn.short for turn in turns):
            return [rule] * len(turns)
        of = f"{group.name}：" if group.id else ""
        contents = [
            Content(min(rule.units, turn.short.minimum), note=f"评委组长决定：{turn.short.reason}")
            if turn.short
            else live("{rule}", rule.units, rule=rule)
            for turn in turns
        ]
        return self._page.column(Column(f"{of}至少份数", "units"), contents)

    def _rounded(self, group: Group, found: Sequence[Ratio]) -> list[Ratio]:
        scale = self._of(group).scale
        contents = [rounded_to(ratio, scale, self._round.rounding) for ratio in found]
        units = self._page.column(Column(f"{group.name}得分（整数）", "units"), contents)
        return [Ratio(each, scale) for each in units]

    def _of_group(self, group: Group) -> list[Ratio]:
        """The group's value, not rounded."""
        if self._round.of is Of.TOTAL:
            return self._reduced(group, TOTAL, "合计", [*self._scales(factored=True)])
        columns = [self._criterion(group, criterion.id) for criterion in self._round.criteria]
        rows = list(zip(*columns, strict=True))
        of = f"{group.name}：" if group.id else ""
        return ratios(
            self._page,
            f"{of}各项相加",
            [self._added(row) for row in rows],
            [self._under(row) for row in rows],
        )

    def _added(self, row: Sequence[Ratio]) -> Content:
        """Σ factor × criterion: all of them have one denominator."""
        factors = [self._cells.factors[criterion.id] for criterion in self._round.criteria]
        inputs: dict[str, Placed | Span] = {f"f{n}": factor for n, factor in enumerate(factors)}
        inputs |= {f"m{n}": ratio.above for n, ratio in enumerate(row)}
        value = sum(f.units * ratio.above.units for f, ratio in zip(factors, row, strict=True))
        return live("+".join(f"{{f{n}}}*{{m{n}}}" for n in range(len(row))), value, **inputs)

    def _under(self, row: Sequence[Ratio]) -> Content:
        scale = self._cells.factor_scale
        assert scale is not None
        return live("{d}*{f}", row[0].below.units * scale.units, d=row[0].below, f=scale)

    def _criterion(self, group: Group, id: str) -> list[Ratio]:
        """Computed once, whether it enters the score, parts a tie, or both."""
        key = group.id, id
        if key not in self._criteria:
            name = self._round.criterion(id).name
            found = self._reduced(group, id, name, [*self._scales(factored=False)])
            scale = self._cells.criterion_scale
            if scale is not None and self._round.of is Of.CRITERION:
                contents = [rounded_to(ratio, scale, self._round.rounding) for ratio in found]
                units = self._page.column(Column(f"{name}得分（整数）", "units"), contents)
                found = [Ratio(each, scale) for each in units]
            self._criteria[key] = found
        return self._criteria[key]

    def _scales(self, *, factored: bool) -> list[Placed]:
        assert self._cells.mark_scale is not None
        assert self._cells.factor_scale is not None
        return [self._cells.mark_scale, *([self._cells.factor_scale] if factored else [])]

    def _reduced(self, group: Group, quantity: str, what: str, scales: Sequence[Placed]) -> list[Ratio]:
        above, below = [], []
        rows = zip(self.blocks[group.id], self.tallies[group.id], self._minimums[group.id], strict=True)
        for block, tally, minimum in rows:
            above.append(reduced(group.reduce, tally, block.quantities[quantity], minimum))
            filled = [tally.given] if self._round.absent is Absent.FILL else []
            below.append(divisor(group.reduce, tally, [*scales, *filled]))
        of = f"{group.name}：" if group.id else ""
        return ratios(self._page, f"{of}{what}", above, below)


def _above(weights: Sequence[Placed], row: Sequence[Ratio]) -> Content:
    common = prod(ratio.below.units for ratio in row)
    terms = [
        "*".join([f"{{w{n}}}", f"{{n{n}}}", *(f"{{d{m}}}" for m in range(len(row)) if m != n)])
        for n in range(len(row))
    ]
    value = sum(
        weight.units * ratio.above.units * (common // ratio.below.units)
        for weight, ratio in zip(weights, row, strict=True)
    )
    most = common * max(weight.units for weight in weights)
    return live_upto(most, "+".join(terms), value, **_inputs(weights, row))


def _below(weights: Sequence[Placed], row: Sequence[Ratio]) -> Content:
    value = sum(weight.units for weight in weights) * prod(ratio.below.units for ratio in row)
    added = "+".join(f"{{w{n}}}" for n in range(len(row)))
    return live(f"({added})*{'*'.join(f'{{d{n}}}' for n in range(len(row)))}", value, **_inputs(weights, row))


def _inputs(weights: Sequence[Placed], row: Sequence[Ratio]) -> dict[str, Placed | Span]:
    inputs: dict[str, Placed | Span] = {f"w{n}": weight for n, weight in enumerate(weights)}
    inputs |= {f"n{n}": ratio.above for n, ratio in enumerate(row)}
    return inputs | {f"d{n}": ratio.below for n, ratio in enumerate(row)}
