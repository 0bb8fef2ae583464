"""Imported scores as fractions, and what the formulas of an indicator read of its rules."""

from decimal import Decimal

from judging.core.scoring.points import By

from .cells import Content, Placed, live
from .pages import Column, Page
from .parameters import Parameters, decimals
from .rounding import Ratio, ratios
from .rounds_rules import RoundPlace

NOTHING = "无"  # there was nothing to measure


class PointCells:
    """The rules of an indicator, in whole units: of its values, and of the points given for them."""

    def __init__(self, parameters: Parameters, place: RoundPlace) -> None:
        points = place.round.points
        assert points is not None
        self.points, where = points, (place.track.name, place.round.name)
        starts = [start for start, _ in points.steps if start is not None]
        values = [v for (of, _), v in place.day.components.items() if of == place.round.id]
        bounds = [bound for bound in (points.zero, points.full) if bound is not None]
        self.value_places = decimals(*values, *starts, *bounds)
        given = [p for p in (points.top, points.less, points.bottom, points.none) if p is not None]
        self.point_places = decimals(*given, *(earned for _, earned in points.steps))
        self.value_scale = parameters.scale(where, "指标值的小数位", self.value_places)
        self.point_scale = parameters.scale(where, "指标得分的小数位", self.point_places)
        self._parameters, self._where = parameters, where
        self.none = self._point("没有可测的得分", points.none)
        self.of_way = {By.RANK: self._of_rank, By.LINEAR: self._of_bounds, By.STEPS: self._of_steps}[
            By(points.by)
        ]()

    def _point(self, what: str, value: Decimal | None) -> Placed | None:
        if value is None:
            return None
        return self._parameters.decimal(self._where, what, value, self.point_places)

    def _value(self, what: str, value: Decimal | None) -> Placed | None:
        if value is None:
            return None
        return self._parameters.decimal(self._where, what, value, self.value_places)

    def _of_rank(self) -> list[Placed | None]:
        points = self.points
        named = (("第一名得分", points.top), ("每名递减", points.less), ("最低得分", points.bottom))
        return [self._point(*each) for each in named]

    def _of_bounds(self) -> list[Placed | None]:
        return [self._value("零分界限", self.points.zero), self._value("满分界限", self.points.full)]

    def _of_steps(self) -> list[Placed | None]:
        """What no step reaches, and of each step its start and its points."""
        cells = [self._point("最低得分", self.points.bottom)]
        for n, (start, earned) in enumerate(self.points.steps, 1):
            cells += [self._value(f"第 {n} 档起点", start), self._point(f"第 {n} 档得分", earned)]
        return cells


def imported_ratios(page: Page, place: RoundPlace, scale: Placed) -> list[Ratio]:
    """The scores of an imported round; they are stated."""
    values = [place.day.components[place.round.id, entrant] for entrant in place.ranked]
    given = page.column(Column("导入的成绩", "mark", may_change=True), map(Content, values))
    above = [_units(cell, scale) for cell in given]
    return ratios(page, "成绩", above, [live("{p}", scale.units, p=scale)] * len(above))


def _units(value: Placed, scale: Placed) -> Content:
    assert isinstance(value.value, Decimal)
    return live("ROUND({v}*{p},0)", int(value.value * scale.units), v=value, p=scale)
