"""必备项: what the lack of a compulsory item takes off a score, as deductions that say why.

They come before all others, in the order of the rules; each takes off what those before it have left.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from .day import Deduction
from .item import Compulsory, DecidedBy, Lack
from .numbers import shortest
from .panel import ZERO
from .rulebook import Round

Answers = Mapping[str, bool]  # item → whether it was there


def lacking(
    round: Round, sheets: Collection[Answers], decided: Answers, raw: Decimal
) -> tuple[Deduction, ...]:
    """The deductions from *raw* for what is lacking: by the counting *sheets*, or as it was *decided*."""
    found: list[Deduction] = []
    for item in round.compulsory:
        why = _why(item, sheets, decided)
        points = _points(item, raw, found) if why else ZERO
        if points:
            found.append(Deduction(points, f"缺{item.name}（{why}）{_consequence(item)}"))
    return tuple(found)


def absences(item: Compulsory, sheets: Collection[Answers]) -> int:
    """How many of the *sheets* say that the item was not there."""
    return sum(not answers[item.id] for answers in sheets)


def is_lacking(item: Compulsory, sheets: Collection[Answers], decided: Answers) -> bool:
    """By more than half of the sheets: a tie counts as present. What nobody has decided is not lacking."""
    if item.by is DecidedBy.JUDGES:
        return 2 * absences(item, sheets) > len(sheets)
    return not decided.get(item.id, True)


def _why(item: Compulsory, sheets: Collection[Answers], decided: Answers) -> str:
    """Who says that it is lacking; "" where it is not."""
    if not is_lacking(item, sheets, decided):
        return ""
    if item.by is DecidedBy.SCOREKEEPER:
        return "记分员认定"
    return f"{len(sheets)}位评委中{absences(item, sheets)}位认定"


def _points(item: Compulsory, raw: Decimal, before: Sequence[Deduction]) -> Decimal:
    left = raw - sum((deduction.points for deduction in before), ZERO)
    if item.lack is Lack.NOTHING:
        return max(ZERO, left)
    assert item.points is not None  # the reader wants them
    return item.points if item.lack is Lack.DEDUCT else max(ZERO, left - item.points)


def _consequence(item: Compulsory) -> str:
    """What the points off alone would not tell."""
    if item.lack is Lack.NOTHING:
        return "，不得分"
    if item.lack is Lack.CAP and item.points is not None:
        return f"，最高{shortest(item.points)}分"
    return ""
