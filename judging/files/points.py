"""How an indicator's measured value becomes points, as a round of the rules file says it, key by key."""

from decimal import Decimal
from enum import StrEnum

from msgspec.structs import replace

from judging.core.rulebook import Points
from judging.core.sentence import sentence

from .keys import Keys


class By(StrEnum):
    RANK = "rank"
    LINEAR = "linear"
    STEPS = "steps"


class Best(StrEnum):
    HIGH = "high"
    LOW = "low"


def read_points(keys: Keys) -> Points | None:
    """How an indicator's measured value becomes points; each way has its own keys."""
    points = keys.table("points")
    if not keys.has("points"):
        return None
    by = points.choice("by", By, None)
    if not points.good("by"):
        return None
    match by:
        case By.RANK:
            read = read_rank(points)
        case By.LINEAR:
            read = read_linear(points)
        case By.STEPS:
            read = read_steps(points)
    nothing = points.decimal("none") if points.has("none") else None
    points.done()
    return replace(read, none=nothing)


def read_rank(points: Keys) -> Points:
    top, bottom = points.decimal("top"), points.decimal("bottom", Decimal(0))
    if points.good("top", "bottom") and bottom > top:
        points.refuse(
            "bottom",
            sentence("最低 {bottom} 高于第一名的 {top}", bottom=bottom, top=top),
            sentence("bottom 不大于 top"),
        )
    return Points(
        by="rank",
        best=points.choice("best", Best, Best.HIGH).value,
        top=top,
        less=points.decimal("less", least=Decimal(0)),
        bottom=bottom,
    )


def read_linear(points: Keys) -> Points:
    """The two bounds say themselves which values are the better ones, so there is no `best`."""
    zero, full = points.decimal("zero"), points.decimal("full")
    if points.good("zero", "full") and zero == full:
        points.refuse(
            "full", sentence("得 0 分和得满分都是 {full}", full=full), sentence("两个界限写不同的数")
        )
    return Points(by="linear", zero=zero, full=full)


def read_steps(points: Keys) -> Points:
    """Steps from the worst to the best; the first has no `from` and takes what reaches no other."""
    best = points.choice("best", Best, Best.HIGH).value
    tables = points.tables("steps")
    if not tables and points.good("steps"):
        points.refuse(
            "steps", sentence("没有分档"), 'steps = [ { points = "0" }, { from = "90", points = "10" } ]'
        )
    steps: list[tuple[Decimal | None, Decimal]] = []
    for i, table in enumerate(tables):
        start = table.decimal("from") if i or table.has("from") else None
        if i == 0 and start is not None:
            table.refuse("from", sentence("第一档收下所有更差的值"), sentence("删去第一档的 from"))
        elif i > 1 and table.good("from") and not further(steps[-1][0], start, best):
            table.refuse(
                "from", sentence("{start} 没有比前一档更好", start=str(start)), sentence("各档从差到好排列")
            )
        worth = table.decimal("points")
        if i and table.good("points") and worth < steps[-1][1]:
            table.refuse(
                "points",
                sentence("{worth} 少于前一档的 {before}", worth=worth, before=steps[-1][1]),
                sentence("各档从差到好排列，分数不减"),
            )
        steps.append((start, worth))
        table.done()
    return Points(by="steps", best=best, steps=tuple(steps))


def further(before: Decimal | None, start: Decimal | None, best: str) -> bool:
    if before is None or start is None:
        return True
    return start > before if best == "high" else start < before
