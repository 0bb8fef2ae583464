"""A round's rule worked out on example marks, computed by the engine itself, and told for absent judges."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import cycle, islice

from judging.core.scoring.day import Day, Held, Score, Sheet, SheetState, Turn
from judging.core.scoring.numbers import plain, shortest
from judging.core.scoring.panel import REDUCERS
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Absent, Criterion, Kind, Of, Round, Rounding, Track, Trim
from judging.core.scoring.score import score
from judging.core.sentence import Sentence, sentence
from judging.core.words import ROUNDINGS

ENTRANT = "选手01"
CLASS = "C"  # of nobody but the example
COMPONENT = Decimal("88.727")  # the example's imported score: three places, so that rounding shows

# How far up from min to max the example's judges mark: at 0…100 these are the first vector of the contract.
PATTERN = tuple(map(Decimal, ("0.925", "0.90", "0.9125", "0.88", "0.95", "0.91", "0.905")))


def example(round: Round, judges: int = 7) -> Sentence:
    """“7位评委：去1高1低，取5个平均，四舍五入到2位：91.05”, computed by the engine.

    `judges` sit in each group. Marks follow a fixed pattern, as near to it as the criteria's steps allow.
    """
    if round.kind is not Kind.JUDGED:
        return without_judges(round)
    match score(round, ENTRANT, example_turn(round, judges)):
        case Held(detail=why):
            return sentence("{judges}位评委：不出分（{why}）", judges=judges, why=why)
        case Score(raw=raw):
            return sentence(
                "{how}，{places}：{score}",
                how=calculation(round, judges),
                places=to_places(round.rounding, round.places),
                score=plain(raw),
            )


def without_judges(round: Round) -> Sentence:
    [result] = track_result(Track("t", "", (round,)), example_day((round,))).scores
    score, places = plain(result.raw), to_places(round.rounding, round.places)
    if round.kind is Kind.IMPORTED:
        return sentence("成绩 {value}，{places}：{score}", value=COMPONENT, places=places, score=score)
    return sentence("指标值 {value}，{places}：{score}", value=COMPONENT, places=places, score=score)


def calculation(round: Round, judges: int) -> Sentence:
    """What happens between the marks and the rounding."""

    def trimmed(trim: Trim, reduce: str) -> Sentence:
        rest = trimming(trim, reduce, judges)
        return sentence("每个评分项{rest}", rest=rest) if round.of is Of.CRITERION else rest

    if not round.groups:
        return sentence("{judges}位评委：{rest}", judges=judges, rest=trimmed(round.trim, round.reduce))
    parts = tuple(
        sentence("{group}{judges}位：{rest}", group=g.name, judges=judges, rest=trimmed(g.trim, g.reduce))
        for g in round.groups
    )
    weights = ":".join(shortest(group.weight) for group in round.groups)
    return sentence("{parts:；}；按 {weights} 加权", parts=parts, weights=weights)


def trimming(trim: Trim, reduce: str, judges: int) -> Sentence:
    if judges < trim.start or not (trim.high or trim.low):
        return sentence("不去高低分，{rest}", rest=reducing(reduce, judges))
    rest = reducing(reduce, judges - trim.high - trim.low)
    if not trim.low:
        return sentence("去{high}高，{rest}", high=trim.high, rest=rest)
    if not trim.high:
        return sentence("去{low}低，{rest}", low=trim.low, rest=rest)
    return sentence("去{high}高{low}低，{rest}", high=trim.high, low=trim.low, rest=rest)


def reducing(reduce: str, kept: int) -> Sentence:
    """“取5个平均”, “5个取中位数”."""
    word = Sentence(REDUCERS[reduce].word)
    if word.template.startswith("取"):
        return sentence("{count}个{word}", count=kept, word=word)
    return sentence("取{count}个{word}", count=kept, word=word)


def to_places(rounding: Rounding, places: int) -> Sentence:
    word = ROUNDINGS[rounding]
    if not places:
        return sentence("{rounding}到整数", rounding=word)
    return sentence("{rounding}到{places}位", rounding=word, places=places)


def about_absence(round: Round) -> Sentence:
    if round.absent is Absent.SHRINK:
        what = sentence("少算这一位，去分按实际人数定")
    else:
        what = sentence("用其余评委的平均分补上，再去高低分")
    return sentence(
        "评委缺席或回避：{what}；计分的评分表少于 {least} 份不出分；评分表没有交齐不出分，不按 0 分计",
        what=what,
        least=round.minimum,
    )


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
        classes={ENTRANT: CLASS},
    )
