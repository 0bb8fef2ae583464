"""One line that works a round's rule out on example marks, computed by the engine itself."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import cycle, islice

from judging.core.numbers import plain, shortest
from judging.core.panel import REDUCERS
from judging.core.ranking import track_result
from judging.core.results import Day, Held, Score, Sheet, SheetState, Turn
from judging.core.rulebook import Criterion, Kind, Of, Round, Rounding, Track, Trim
from judging.core.scoring import score

ENTRANT = "选手01"
COMPONENT = Decimal("88.727")  # the example's imported score: three places, so that rounding shows

# How far up from min to max the example's judges mark: at 0…100 these are the first vector of the contract.
PATTERN = tuple(map(Decimal, ("0.925", "0.90", "0.9125", "0.88", "0.95", "0.91", "0.905")))

ROUNDINGS = {
    Rounding.HALF_UP: "四舍五入",
    Rounding.TRUNCATE: "直接截去",
    Rounding.HALF_EVEN: "四舍六入五成双",
}


def example(round: Round, judges: int = 7) -> str:
    """“7位评委：去1高1低，取5个平均，四舍五入到2位：91.05”, computed by the engine.

    `judges` sit in each group. Marks follow a fixed pattern, as near to it as the criteria's steps allow.
    """
    if round.kind is not Kind.JUDGED:
        return without_judges(round)
    match score(round, ENTRANT, example_turn(round, judges)):
        case Held(detail=detail):
            return f"{judges}位评委：不出分（{detail}）"
        case Score(raw=raw):
            return f"{calculation(round, judges)}，{to_places(round.rounding, round.places)}：{plain(raw)}"


def without_judges(round: Round) -> str:
    [result] = track_result(Track("t", "", (round,)), example_day((round,))).scores
    given = f"{'成绩' if round.kind is Kind.IMPORTED else '指标值'} {COMPONENT}"
    return f"{given}，{to_places(round.rounding, round.places)}：{plain(result.raw)}"


def calculation(round: Round, judges: int) -> str:
    """What happens between the marks and the rounding."""
    each = "每个评分项" if round.of is Of.CRITERION else ""
    if not round.groups:
        return f"{judges}位评委：{each}{trimming(round.trim, round.reduce, judges)}"
    parts = [
        f"{group.name}{judges}位：{each}{trimming(group.trim, group.reduce, judges)}"
        for group in round.groups
    ]
    weights = ":".join(shortest(group.weight) for group in round.groups)
    return f"{'；'.join(parts)}；按 {weights} 加权"


def trimming(trim: Trim, reduce: str, judges: int) -> str:
    if judges < trim.start or not (trim.high or trim.low):
        return f"不去高低分，{reducing(reduce, judges)}"
    high = f"{trim.high}高" if trim.high else ""
    low = f"{trim.low}低" if trim.low else ""
    return f"去{high}{low}，{reducing(reduce, judges - trim.high - trim.low)}"


def reducing(reduce: str, kept: int) -> str:
    """“取5个平均”, “5个取中位数”."""
    word = REDUCERS[reduce].word
    return f"{'' if word.startswith('取') else '取'}{kept}个{word}"


def to_places(rounding: Rounding, places: int) -> str:
    return f"{ROUNDINGS[rounding]}到{places}位" if places else f"{ROUNDINGS[rounding]}到整数"


def example_turn(round: Round, judges: int) -> Turn:
    sheets = [
        Sheet(f"{group}{seat}", SheetState.IN, example_marks(round.criteria, height), group or None)
        for group in ([group.id for group in round.groups] or [""])
        for seat, height in enumerate(islice(cycle(PATTERN), judges), 1)
    ]
    return Turn(sheets, panel=round.panels[0] if round.panels else None)


def example_marks(criteria: Sequence[Criterion], height: Decimal) -> tuple[Decimal, ...]:
    """Marks whose total comes as near below `height` of the way from lowest to highest as the steps allow."""
    marks, owed = [], Decimal(0)
    for criterion in criteria:
        span = criterion.max - criterion.min
        owed += span * height * criterion.factor
        steps = min(owed, span * criterion.factor) // (criterion.step * criterion.factor)
        owed -= steps * criterion.step * criterion.factor
        marks.append(criterion.min + steps * criterion.step)
    return tuple(marks)


def example_day(rounds: Sequence[Round]) -> Day:
    return Day(
        entrants=(ENTRANT,),
        turns={(r.id, ENTRANT): example_turn(r, 7) for r in rounds if r.kind is Kind.JUDGED},
        components={(r.id, ENTRANT): COMPONENT for r in rounds if r.kind is not Kind.JUDGED},
    )
