"""How many sheets of a group count and how many are dropped, and what the kept ones come to."""

from collections.abc import Sequence
from typing import NamedTuple

from judging.core.scoring.rulebook import Absent, Group, Round

from .cells import Content, Placed, Span, live
from .marks import Block
from .pages import Column, Page
from .rounds_rules import GroupCells

# The values from the (low + 1)-th smallest to the one before the dropped largest, added up.
KEPT = "SUMPRODUCT(SMALL({q},ROW(INDEX($A$1:$A$999,{l}+1):INDEX($A$1:$A$999,{s}-{h}))))"
MIDDLE = "SMALL({q},{l}+INT(({k}-1)/2)+1)+SMALL({q},{l}+INT({k}/2)+1)"


class Tally(NamedTuple):
    """Of one entrant's sheets of one group."""

    given: Placed
    size: Placed  # with those that are filled in
    high: Placed
    low: Placed
    kept: Placed


def tallies(
    page: Page, round: Round, group: Group, cells: GroupCells, blocks: Sequence[Block]
) -> list[Tally]:
    """Five columns, one line per entrant."""
    of = f"{group.name}：" if group.id else ""
    filled = round.absent is Absent.FILL
    count = page.column(Column(f"{of}计分份数", "units"), [_count(block.totals) for block in blocks])
    size = count
    if filled:
        spans = [next(iter(block.quantities.values())) for block in blocks]
        size = page.column(Column(f"{of}补足后份数", "units"), map(_count, spans))
    high = page.column(Column(f"{of}去高", "units"), (_dropped(cells.high, cells.start, s) for s in size))
    low = page.column(Column(f"{of}去低", "units"), (_dropped(cells.low, cells.start, s) for s in size))
    kept = page.column(
        Column(f"{of}留下", "units"),
        [
            live("{s}-{h}-{l}", s.units - h.units - lo.units, s=s, h=h, l=lo)
            for s, h, lo in zip(size, high, low, strict=True)
        ],
    )
    return [Tally(*row) for row in zip(count, size, high, low, kept, strict=True)]


def _count(cells: Span) -> Content:
    return live("COUNT({t})", len(cells.units), t=cells)


def _dropped(many: Placed, start: Placed, size: Placed) -> Content:
    value = many.units if size.units >= start.units else 0
    return live("IF({s}>={f},{n},0)", value, s=size, f=start, n=many)


def reduced(reduce: str, tally: Tally, values: Span, minimum: Placed) -> Content:
    """The sum of the values that stay, or of the middle two; an error where there are too few sheets."""
    ascending = sorted(values.units)
    kept = ascending[tally.low.units : len(ascending) - tally.high.units]
    middle = kept[(len(kept) - 1) // 2], kept[len(kept) // 2]
    formula, value = (MIDDLE, sum(middle)) if reduce == "median" else (KEPT, sum(kept))
    inputs: dict[str, Placed | Span] = {
        "q": values,
        "s": tally.size,
        "h": tally.high,
        "l": tally.low,
        "k": tally.kept,
    }
    return live(f"IF({{c}}<{{m}},NA(),{formula})", value, c=tally.given, m=minimum, **inputs)


def divisor(reduce: str, tally: Tally, scales: Sequence[Placed]) -> Content:
    """What that is divided by: how many stay, 2 or 1, times the units."""
    by = {"mean": tally.kept.units, "sum": 1, "median": 2}[reduce]
    value, formula = by, {"mean": "{k}", "sum": "1", "median": "2"}[reduce]
    for n, scale in enumerate(scales):
        value, formula = value * scale.units, f"{formula}*{{s{n}}}"
    return live(formula, value, k=tally.kept, **{f"s{n}": scale for n, scale in enumerate(scales)})
