"""扣分: each one with its reason, and what comes off a score, which never falls below its floor."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from judging.core.scoring.day import Deduction
from judging.core.scoring.rulebook import Kind

from .cells import Content, Placed, live
from .pages import Book, Column, Page, span
from .rounding import Ratio, ratios, rounded_to
from .rounds_rules import RoundPlace
from .sources import Sources

NOTES = (
    "扣几分是现场认定的（超时看计时记录，缺项看评分表或记分员的认定），所以是写入的数；理由写在旁边，没有公式。",
    "同一参赛对象的几次扣分相加，从得分里减去。",
)


class Deductions:
    """The worksheet of a round's deductions, if there are any, and what comes off by entrant."""

    def __init__(self, book: Book, sources: Sources, place: RoundPlace) -> None:
        self._given = list(_given(place))
        self._off: dict[str, list[Placed]] = {}
        if not self._given:
            return
        title = f"{place.round.name}扣分"
        page = book.page(f"{place.track.name}·{title}", f"{place.track.name}：{title}", NOTES)
        page.stated("编号", "id", (entrant for entrant, _ in self._given))
        names = (sources.entrant(place.track.id, entrant) for entrant, _ in self._given)
        page.stated("参赛对象", "name", names)
        points = page.column(
            Column("扣分", "mark", may_change=True),
            (Content(each.points, note=each.reason) for _, each in self._given),
        )
        scale = place.cells.fine
        units = page.column(Column("扣分（整数）", "units"), (_units(cell, scale) for cell in points))
        page.stated("理由", "text", (each.reason for _, each in self._given))
        for (entrant, _), cell in zip(self._given, units, strict=True):
            self._off.setdefault(entrant, []).append(cell)

    def column(self, page: Page, place: RoundPlace) -> list[Placed] | None:
        """What comes off, in units of `fine`; None where nothing comes off anybody."""
        if not self._off:
            return None
        contents = [_sum(self._off.get(entrant, ())) for entrant in place.ranked]
        return page.column(Column("扣分（整数）", "units"), contents)


def _given(place: RoundPlace) -> Iterator[tuple[str, Deduction]]:
    for entrant in place.ranked:
        key = place.round.id, entrant
        if place.round.kind is not Kind.JUDGED:
            found: Sequence[Deduction] = place.day.deductions.get(key, ())
        else:
            found = place.day.turns[key].deductions
        yield from ((entrant, each) for each in found)


def _units(points: Placed, scale: Placed) -> Content:
    assert isinstance(points.value, Decimal)
    return live("ROUND({v}*{p},0)", int(points.value * scale.units), v=points, p=scale)


def _sum(cells: Sequence[Placed]) -> Content:
    if not cells:
        return Content(0, note="没有扣分")
    return live("SUM({all})", sum(cell.units for cell in cells), all=span(cells))


def less(page: Page, place: RoundPlace, raw: Sequence[Placed], off: Sequence[Placed] | None) -> list[Placed]:
    """现场得分 in the round's units: *raw* less *off*, not below the floor, rounded once more."""
    cells = place.cells
    if off is None and cells.floor is None:
        return list(raw)
    left = [
        _left(place, Ratio(score, cells.scale), None if off is None else off[n])
        for n, score in enumerate(raw)
    ]
    column = page.column(Column("扣分后不低于最低得分（整数）", "units"), left)
    contents = [rounded_to(Ratio(cell, cells.fine), cells.scale, place.round.rounding) for cell in column]
    return page.column(Column("现场得分（整数）", "units"), contents)


def less_exact(
    page: Page, place: RoundPlace, exact: Sequence[Ratio], off: Sequence[Placed] | None
) -> list[Ratio]:
    """The same of unrounded scores, for composites of them."""
    cells = place.cells
    if off is None and cells.floor is None:
        return list(exact)
    above = [
        _left(place, ratio, None if off is None else off[n], over=ratio.below)
        for n, ratio in enumerate(exact)
    ]
    below = [
        live("{d}*{q}", ratio.below.units * cells.fine.units, d=ratio.below, q=cells.fine) for ratio in exact
    ]
    return ratios(page, "扣分后准确数", above, below)


def _left(place: RoundPlace, score: Ratio, off: Placed | None, over: Placed | None = None) -> Content:
    """Whole units of `fine`, or of `fine` × *over*."""
    cells = place.cells
    by = over.units if over else 1
    inputs: dict[str, Placed] = {"n": score.above, "q": cells.fine}
    times = "*{d}" if over else ""
    if over:
        inputs["d"] = over
        formula, value = "{n}*{q}", score.above.units * cells.fine.units
    else:
        inputs["p"] = score.below
        formula, value = "{n}*{q}/{p}", score.above.units * cells.fine.units // score.below.units
    if off is not None:
        inputs["off"] = off
        formula, value = f"{formula}-{{off}}{times}", value - off.units * by
    if cells.floor is not None:
        inputs["least"] = cells.floor
        formula, value = f"MAX({formula},{{least}}{times})", max(value, cells.floor.units * by)
    return live(formula, value, **inputs)


def by_entrant(entrants: Sequence[str], cells: Sequence[Placed]) -> Mapping[str, Placed]:
    return dict(zip(entrants, cells, strict=True))
