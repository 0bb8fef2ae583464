"""Made-up scores of imported rounds, values of indicators, and the window classes these are ranked in."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from judging.core.scoring.imported import NOTHING, takes_nothing
from judging.core.scoring.points import Points
from judging.core.scoring.rulebook import Kind, Round

from .incidents import Incidents
from .spreadsheet import Typed

CLASSES = ("综合窗口", "专业窗口")
WHOLE = Decimal(100)  # per cent: of a rate that counts up to there nobody has more
NOTHING_ONE_IN = 12  # of the values, where the rules say what it is worth


def typed(round: Round, incidents: Incidents, seed: str) -> Typed:
    """What is typed into the template of *round*; the same for those who are to be alike."""
    chance = Random(f"{seed} components")
    if round.kind is Kind.IMPORTED:
        return {"得分": _once(incidents, lambda: _score(chance, int(round.full * 100)))}
    return {
        "指标值": _once(incidents, lambda: _value(chance, round)),
        "窗口大类": lambda entrant: window_class(incidents.model(entrant)),
    }


def window_class(entrant: str) -> str:
    """The same in every round."""
    return Random(f"class of {entrant}").choice(CLASSES)


def _once(incidents: Incidents, make: Callable[[], str]) -> Callable[[str], str]:
    given: dict[str, str] = {}

    def of(entrant: str) -> str:
        model = incidents.model(entrant)
        if model not in given:
            given[model] = make()
        return given[model]

    return of


def _score(chance: Random, full: int) -> str:
    """Of *full* hundredths."""
    return f"{chance.randint(full * 7 // 10, full - 1) / 100:.2f}"


def _value(chance: Random, round: Round) -> str:
    assert round.points is not None
    if takes_nothing(round) and chance.randrange(NOTHING_ONE_IN) == 0:
        return NOTHING
    low, high, most = span(round.points)
    tenths = chance.randint(int(low * 10), int(high * 10))
    return str(min(Decimal(tenths) / 10, most))


def span(points: Points) -> tuple[Decimal, Decimal, Decimal]:
    """Where values lie that make a difference, and a little beyond; and the most there is."""
    if points.by == "linear" and points.zero is not None and points.full is not None:
        ends = sorted((points.zero, points.full))
    elif points.by == "steps":
        ends = sorted(start for start, _ in points.steps if start is not None)
    else:
        ends = [Decimal(50), Decimal(300)]
    beyond = (ends[-1] - ends[0]) / 4 or Decimal(5)
    most = WHOLE if ends[-1] == WHOLE else ends[-1] + beyond
    return max(ends[0] - beyond, Decimal(0)), ends[-1] + beyond, most
