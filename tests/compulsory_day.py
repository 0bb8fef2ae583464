"""The made-up day of `tests.day` under rules with compulsory items."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.scoring.case import Case
from judging.core.scoring.item import Compulsory, DecidedBy, Lack
from judging.core.state import State
from tests import day
from tests.day import after, judge, on, played

INTRO = Compulsory("intro", "自我介绍", points=Decimal(5))
BADGE = Compulsory("badge", "佩戴工号牌", DecidedBy.SCOREKEEPER, points=Decimal(1))
CAP = replace(INTRO, lack=Lack.CAP, points=Decimal(60))
HOUSE = Case("house", "居住证积分", "复杂", "难")
CARD = Case("card", "社保卡挂失", "一般", "易")
NOTHING = replace(INTRO, lack=Lack.NOTHING, points=None)


def marking(*items: Compulsory, **changes: object) -> State:
    """The panel of five may mark the first entrant, of whom *items* are asked."""
    round = replace(day.PRESENT, compulsory=items, **changes)
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(day.DAILY, round)),))
    state = after(State(), c.CreateCompetition(rules, {"centre": day.ENTRANTS}))
    steps = (day.SEAT, day.COMPONENTS, day.ORDER, c.CallEntrant(on("e1")), c.OpenMarking(on("e1")))
    return played(state, steps)


def sheet(n: int, *absent: str, asked: Iterable[Compulsory] = (INTRO,)) -> c.SubmitSheet:
    """The sheet of judge *n*, by whom the items *absent* were not there."""
    content, manner = day.TOTALS[n]
    items = {item.id: item.id not in absent for item in asked}
    return c.SubmitSheet(on("e1"), 1, {"content": content, "manner": manner}, items=items)


def marked(state: State, missed_by: Iterable[int], asked: Iterable[Compulsory] = (INTRO,)) -> State:
    """All five sheets are in, trimmed mean 91.17; these judges miss every item."""
    for n in day.TOTALS:
        absent = tuple(item.id for item in asked) if n in missed_by else ()
        state = after(state, sheet(n, *absent, asked=asked), judge(n))
    return state


def closed(state: State) -> State:
    return after(state, c.CloseMarking(on("e1")))
