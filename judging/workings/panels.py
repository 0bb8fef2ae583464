"""折算: the coefficient of each panel, and scores brought to a par with it."""

from collections.abc import Mapping, Sequence
from math import lcm

from judging.core.scoring.rulebook import Equalise, Rounding

from .cells import Content, Placed, Span, live, live_upto
from .pages import Book, Column, Page, span
from .rounding import Ratio, ratios, rounded_to
from .rounds_rules import RoundPlace

NOTES = (
    "各评委组的平均分由现场得分算出；弃权、缺席、取消资格的不计入。系数四舍五入。",
    "折算后的得分 = 现场得分 × 本组系数，再取舍一次；现场得分照留，称“现场原始得分”。",
)


def coefficients(book: Book, place: RoundPlace, panels: Mapping[str, Span]) -> dict[str, Placed]:
    """Each panel's coefficient in units of `coefficient_scale`; *panels*: the announced scores of each."""
    page = book.page(
        f"{place.track.name}·{place.round.name}折算",
        f"{place.track.name}：{place.round.name}评委组折算",
        NOTES,
    )
    ids = list(panels)
    page.stated("评委组", "text", ids)
    counts = page.column(Column("个数", "units"), (_count(panels[id]) for id in ids))
    sums = page.column(Column("现场得分之和（整数）", "units"), (_sum(panels[id]) for id in ids))
    whole = span(sums), span(counts)
    own = _rounded(page, place, "本组平均", _means(page, place, sums, counts))
    if place.round.equalise is Equalise.COEFFICIENT:
        shared = _overall(page, place, *whole)
    else:
        shared = _mean_of(page, own)
    common = _rounded(page, place, "共同平均", shared)
    pairs = list(zip(own, common, strict=True))
    quotients = ratios(page, "系数", [_above(*pair) for pair in pairs], [_below(*pair) for pair in pairs])
    scale = place.cells.coefficient_scale
    assert scale is not None
    units = [rounded_to(each, scale, Rounding.HALF_UP) for each in quotients]
    return dict(zip(ids, page.column(Column("系数（整数）", "units"), units), strict=True))


def _count(cells: Span) -> Content:
    return live("COUNT({all})", len(cells.cells), all=cells)


def _sum(cells: Span) -> Content:
    return live("SUM({all})", sum(cells.units), all=cells)


def _means(page: Page, place: RoundPlace, sums: Sequence[Placed], counts: Sequence[Placed]) -> list[Ratio]:
    scale = place.cells.scale
    below = [live("{c}*{p}", count.units * scale.units, c=count, p=scale) for count in counts]
    column = page.column(Column("个数×单位", "units"), below)
    return [Ratio(*pair) for pair in zip(sums, column, strict=True)]


def _overall(page: Page, place: RoundPlace, sums: Span, counts: Span) -> list[Ratio]:
    """The mean of all, on every line."""
    scale, lines = place.cells.scale, len(sums.cells)
    above = live("SUM({all})", sum(sums.units), all=sums)
    below = live("SUM({all})*{p}", sum(counts.units) * scale.units, all=counts, p=scale)
    return ratios(page, "全体", [above] * lines, [below] * lines)


def _mean_of(page: Page, own: Sequence[Ratio]) -> list[Ratio]:
    """The mean of the panels' means, on every line."""
    unders = span([ratio.below for ratio in own])
    least = lcm(*unders.units)
    parts = [
        live_upto(
            least,
            "{n}*(LCM({all})/{d})",
            ratio.above.units * (least // ratio.below.units),
            n=ratio.above,
            d=ratio.below,
            all=unders,
        )
        for ratio in own
    ]
    column = span(page.column(Column("通分后的平均", "units"), parts))
    above = live("SUM({all})", sum(column.units), all=column)
    below = live(f"LCM({{all}})*{len(own)}", least * len(own), all=unders)
    return ratios(page, "各组平均的平均", [above] * len(own), [below] * len(own))


def _rounded(page: Page, place: RoundPlace, what: str, means: Sequence[Ratio]) -> list[Ratio]:
    """As they are, unless the rules say how many places a mean has."""
    scale = place.cells.mean_scale
    if scale is None:
        return list(means)
    contents = [rounded_to(mean, scale, Rounding.HALF_UP) for mean in means]
    return [Ratio(cell, scale) for cell in page.column(Column(f"{what}（整数）", "units"), contents)]


def _above(own: Ratio, common: Ratio) -> Content:
    """Of common ÷ own; 1 where a panel's mean is 0."""
    o, value = own.above.units, common.above.units * own.below.units
    formula = "IF({o}=0,1,SIGN({o})*{c}*{d})"
    return live(
        formula, 1 if o == 0 else value if o > 0 else -value, o=own.above, c=common.above, d=own.below
    )


def _below(own: Ratio, common: Ratio) -> Content:
    value = common.below.units * abs(own.above.units) or 1
    return live("IF({o}=0,1,{c}*ABS({o}))", value, o=own.above, c=common.below)


def equalised(
    page: Page, place: RoundPlace, announced: Sequence[Placed], own: Sequence[Placed]
) -> tuple[list[Placed], list[Ratio]]:
    """Each final score in the round's units, and before its rounding; *own*: the coefficient of each."""
    cells = place.cells
    scale = cells.coefficient_scale
    assert scale is not None
    pairs = list(zip(announced, own, strict=True))
    above = page.column(
        Column("现场得分×系数", "units"),
        [live("{a}*{c}", score.units * by.units, a=score, c=by) for score, by in pairs],
    )
    below = page.column(
        Column("单位", "units"),
        [live("{p}*{c}", cells.scale.units * scale.units, p=cells.scale, c=scale)] * len(pairs),
    )
    exact = [Ratio(*pair) for pair in zip(above, below, strict=True)]
    contents = [rounded_to(ratio, cells.scale, place.round.rounding) for ratio in exact]
    return page.column(Column("折算后得分（整数）", "units"), contents), exact
