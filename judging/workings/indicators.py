"""指标: measured values turned into points by formulas: by rank, in proportion or in steps."""

from collections.abc import Sequence

from judging.core.scoring.day import Measured
from judging.core.scoring.indicators import measurements, points_of
from judging.core.scoring.points import Best, By

from .cells import Content, Placed, Span, live
from .pages import Column, Page, span
from .rounding import Ratio, ratios
from .rounds_rules import RoundPlace
from .values import NOTHING, PointCells


class Indicator:
    """The columns that make points of a round's values."""

    def __init__(self, page: Page, place: RoundPlace, cells: PointCells) -> None:
        self._page, self._place, self._cells = page, place, cells
        day, id = place.day, place.round.id
        values = {entrant: day.components.get((id, entrant)) for entrant in place.ranked}
        found = measurements(place.round, values, day.classes)
        self._measured = [found[entrant] for entrant in place.ranked]

    def ratios(self) -> list[Ratio]:
        """What each value is worth, not rounded."""
        classes = self._classes()
        given = self._page.column(
            Column("指标值", "mark", may_change=True),
            [Content(NOTHING if m.value is None else m.value) for m in self._measured],
        )
        values = self._page.column(Column("指标值（整数）", "units"), map(self._unit, given, self._measured))
        match By(self._cells.points.by):
            case By.RANK:
                return self._by_rank(values, classes)
            case By.LINEAR:
                return self._by_bounds(values)
            case By.STEPS:
                return self._by_steps(values)

    def _classes(self) -> list[Placed]:
        """In which each takes its rank; none where that is the whole track."""
        if not self._place.round.within:
            return []
        classes = [Content(measured.within or "") for measured in self._measured]
        return self._page.column(Column("窗口大类", "text"), classes)

    def _unit(self, given: Placed, measured: Measured) -> Content:
        scale = self._cells.value_scale
        value = "" if measured.value is None else int(measured.value * scale.units)
        return live('IF(ISNUMBER({v}),ROUND({v}*{p},0),"")', value, v=given, p=scale)

    def _by_rank(self, values: Sequence[Placed], classes: Sequence[Placed]) -> list[Ratio]:
        top, less, bottom = self._cells.of_way
        better = self._page.column(
            Column("比它好的个数", "units"), [self._better(n, values, classes) for n in range(len(values))]
        )
        earned = "MAX({t}-{b}*{l},{m})"
        return self._over_scale(
            [
                self._points(n, value, earned, t=top, b=b, l=less, m=bottom)
                for n, (value, b) in enumerate(zip(values, better, strict=True))
            ]
        )

    def _better(self, n: int, values: Sequence[Placed], classes: Sequence[Placed]) -> Content:
        """Numbers alone are compared: who had nothing to measure takes no rank and keeps nobody from one."""
        rank = self._measured[n].rank
        sign = ">" if self._cells.points.best == Best.HIGH else "<"
        formula = f"SUMPRODUCT(ISNUMBER({{all}})*({{all}}{sign}{{v}}))"
        inputs: dict[str, Placed | Span] = {"all": span(values), "v": values[n]}
        if classes:
            formula = f"SUMPRODUCT(EXACT({{classes}},{{own}})*ISNUMBER({{all}})*({{all}}{sign}{{v}}))"
            inputs |= {"classes": span(classes), "own": classes[n]}
        return live(f'IF(ISNUMBER({{v}}),{formula},"")', "" if rank is None else rank - 1, **inputs)

    def _by_bounds(self, values: Sequence[Placed]) -> list[Ratio]:
        zero, full = self._cells.of_way
        assert zero is not None
        assert full is not None
        most, scale = self._place.cells.full, self._place.cells.full_scale
        width, points = abs(full.units - zero.units), self._cells.point_scale
        above, below = [], []
        for n, value in enumerate(values):
            share = "{most}*MAX(0,MIN(({v}-{z})*SIGN({f}-{z}),ABS({f}-{z})))"
            by = points.units if self._measured[n].value is None else width * scale
            earned = int(points_of(self._place.round, self._measured[n]) * by)
            above.append(self._or_none(value, share, earned, "{none}", z=zero, f=full, most=most))
            below.append(
                self._or_none(value, f"ABS({{f}}-{{z}})*{scale}", by, "{p}", z=zero, f=full, p=points)
            )
        return ratios(self._page, "指标得分", above, below)

    def _by_steps(self, values: Sequence[Placed]) -> list[Ratio]:
        """The points of the best step reached: the last of the rules' that the value comes up to."""
        bottom, *steps = self._cells.of_way
        sign = ">=" if self._cells.points.best == Best.HIGH else "<="
        formula = "{bottom}"
        for n, (start, _) in enumerate(self._cells.points.steps):
            formula = f"{{p{n}}}" if start is None else f"IF({{v}}{sign}{{s{n}}},{{p{n}}},{formula})"
        inputs = {"bottom": bottom} | {f"{'sp'[n % 2]}{n // 2}": cell for n, cell in enumerate(steps)}
        return self._over_scale([self._points(n, value, formula, **inputs) for n, value in enumerate(values)])

    def _points(self, n: int, value: Placed, formula: str, **inputs: Placed | None) -> Content:
        """Of the *n*-th entrant, in units of the points."""
        earned = points_of(self._place.round, self._measured[n]) * self._cells.point_scale.units
        return self._or_none(value, formula, int(earned), "{none}", **inputs)

    def _or_none(
        self, value: Placed, formula: str, result: int, otherwise: str, **inputs: Placed | None
    ) -> Content:
        """*otherwise* where there was nothing to measure, if the rules know of that."""
        none = self._cells.none
        known = {name: cell for name, cell in inputs.items() if cell is not None}
        if none is None:
            return live(formula, result, v=value, **known)
        return live(f"IF(ISNUMBER({{v}}),{formula},{otherwise})", result, v=value, none=none, **known)

    def _over_scale(self, points: Sequence[Content]) -> list[Ratio]:
        scale = self._cells.point_scale
        return ratios(self._page, "指标得分", points, [live("{p}", scale.units, p=scale)] * len(points))
