"""One worksheet per round: from sheets, components or values to each entrant's score."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from judging.core.scoring.rulebook import Equalise, Exactness, Kind
from judging.core.scoring.ties import look

from .aggregate import Aggregate
from .cells import Content, Placed, live
from .deductions import Deductions, less, less_exact
from .indicators import Indicator
from .marks import Marks
from .pages import Book, Column, span
from .panels import coefficients, equalised
from .parameters import Parameters, decimals
from .rounding import Ratio, in_lowest_terms, rounded_to
from .rounds_rules import RoundPlace
from .sources import Sources
from .tie_keys import Keys, keys_of
from .values import PointCells, imported_ratios

NOTES = (
    "每个参赛对象一行。分子、分母是通分后的准确数，“（整数）”是最小单位的个数；最后一列才是人看的小数。",
    "“去高”“去低”是去掉几个最高、最低的；几个极端分相同，去掉哪一个不影响得数。",
)


class RoundResult(Struct, frozen=True):
    """By entrant: the final score in units of the round's scale, and what else composites and ties read."""

    place: RoundPlace
    final: Mapping[str, Placed]
    exact: Mapping[str, Ratio]  # where composites weigh unrounded scores
    keys: Keys  # by tie step


class RoundSheet:
    """The worksheets of one round as they are written."""

    def __init__(self, book: Book, parameters: Parameters, sources: Sources, place: RoundPlace) -> None:
        self._book, self._parameters, self._place = book, parameters, place
        self._looks = [step for step in place.track.ties if look(step).round == place.round.id]
        self._is_judged = place.round.kind is Kind.JUDGED
        criteria = dict.fromkeys(filter(None, (look(step).criterion for step in self._looks)))
        self._marks = Marks(book, sources, place, list(criteria)) if self._is_judged else None
        self._deductions = Deductions(book, sources, place)
        self._page = book.page(
            f"{place.track.name}·{place.round.name}", f"{place.track.name}：{place.round.name}", NOTES
        )
        names = (sources.entrant(place.track.id, entrant) for entrant in place.ranked)
        self._page.stated("编号", "id", place.ranked)
        self._page.stated("参赛对象", "name", names)
        if place.round.panels:
            self._page.stated("评委组", "text", map(place.panel_of, place.ranked))

    def result(self) -> RoundResult:
        place, page = self._place, self._page
        aggregate = Aggregate(page, place, self._marks) if self._marks else None
        raw = aggregate.raw() if aggregate else self._unmarked()
        rounded = (rounded_to(ratio, place.cells.scale, place.round.rounding) for ratio in raw)
        units = page.column(Column("扣分前（整数）", "units"), rounded)
        off = self._deductions.column(page, place)
        announced = less(page, place, units, off)
        final, exact, factors = announced, None, None
        if place.round.equalise is not Equalise.NONE:
            self._shown("现场原始得分", announced)
            factors = self._coefficients(announced)
            final, exact = equalised(page, place, announced, factors)
        elif self._weighs_exact():
            exact = less_exact(page, place, raw, off)
        least = in_lowest_terms(page, "准确", exact) if exact and self._weighs_exact() else []
        keys = keys_of(page, place, aggregate, self._looks, final, factors)
        self._shown("得分", final)
        ranked = place.ranked
        return RoundResult(
            place, dict(zip(ranked, final, strict=True)), dict(zip(ranked, least, strict=False)), keys
        )

    def _weighs_exact(self) -> bool:
        return self._place.track.composite.weigh is Exactness.EXACT

    def _unmarked(self) -> list[Ratio]:
        """Of a round that nobody marks."""
        place, where = self._place, (self._place.track.name, self._place.round.name)
        if place.round.kind is Kind.INDICATOR:
            return Indicator(self._page, place, PointCells(self._parameters, place)).ratios()
        values = [value for (of, _), value in place.day.components.items() if of == place.round.id]
        scale = self._parameters.scale(where, "导入成绩的小数位", decimals(*values))
        return imported_ratios(self._page, place, scale)

    def _coefficients(self, announced: Sequence[Placed]) -> list[Placed]:
        """Each entrant's, by the panel's announced scores, which stand together."""
        panels = [self._place.panel_of(entrant) for entrant in self._place.ranked]
        by_panel = {
            panel: span([cell for cell, of in zip(announced, panels, strict=True) if of == panel])
            for panel in dict.fromkeys(panels)
        }
        found = coefficients(self._book, self._place, by_panel)
        contents = [live("{c}", found[panel].units, c=found[panel]) for panel in panels]
        return self._page.column(Column("系数（整数）", "units"), contents)

    def _shown(self, heading: str, units: Sequence[Placed]) -> None:
        places, scale = self._place.round.places, self._place.cells.scale
        contents = [decimal_of(cell, scale, places) for cell in units]
        self._page.column(Column(heading, "score", places=places), contents)


def decimal_of(units: Placed, scale: Placed, places: int) -> Content:
    """As people read it."""
    return live("{u}/{p}", Decimal(units.units).scaleb(-places), u=units, p=scale)
