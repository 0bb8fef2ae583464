"""How a season counts, in sentences as they stand on its papers."""

from collections.abc import Iterator

from judging.core.scoring.numbers import shortest
from judging.core.words import STATUSES
from judging.files.example import to_places
from judging.printouts.notices.values import written_day
from judging.printouts.phrases import composite_rule
from judging.season.reckoning import MINIMUM
from judging.season.rules import Missed, Reduction, Season, Series, Shared, Table, Worth, as_track
from judging.season.valuing import State

STATES = {State.IN: "", State.MISSED: "缺席", State.EXCUSED: "请假", State.DISQUALIFIED: "取消资格"}
SIGNS = {State.IN: "", State.MISSED: "缺", State.EXCUSED: "假", State.DISQUALIFIED: "消"}
SHARED_PLACES = {Shared.MEAN: "并列的得所占名次的平均", Shared.HIGH: "并列的都得靠前名次的分"}
OF_MISSED = {Missed.SKIP: "缺席的不计", Missed.ZERO: "缺席的计零分", Missed.HOLD: "缺席的待补"}
CHINESE_ORDER = "、"


def rules(season: Season, table: Table) -> Iterator[str]:
    """What is to be known to compute a table again by hand."""
    track = as_track(season, table)
    yield composite_rule(track)
    for series in season.series_of(table):
        missed = f"{OF_MISSED[series.missed]}{_least(series)}"
        yield f"{series.name}：{_worth(series)}，{_counting(series)}；{missed}。"
    yield f"综合成绩相同：{_ties(season, table)}。"


def _worth(series: Series) -> str:
    if series.by is Worth.SCORE:
        return "每场按综合成绩"
    points = CHINESE_ORDER.join(f"第{n}名{shortest(each)}" for n, each in enumerate(series.points, 1))
    shared = SHARED_PLACES[series.shared] if series.shared else ""
    return f"每场按名次得分（{points}，其余{shortest(series.rest)}；{shared}）"


def _counting(series: Series) -> str:
    which = f"取最好的 {series.best} 场" if series.best is not None else "各场"
    how = "平均" if series.reduce is Reduction.MEAN else "相加"
    return f"共 {series.to_be} 场，{which}{how}，{to_places(series.rounding, series.places)}，再减扣分"


def _least(series: Series) -> str:
    return f"，参加不足 {series.minimum} 场的不排名" if series.minimum > 1 else ""


def _ties(season: Season, table: Table) -> str:
    steps = [tie_words(season, step) for step in table.ties if step not in ("share", "manual")]
    first = f"依次比较{CHINESE_ORDER.join(steps)}，仍相同的" if steps else ""
    return f"{first}{'由主办单位决定先后' if table.ties[-1:] == ('manual',) else '名次并列，后面的名次空出'}"


def tie_words(season: Season, step: str) -> str:
    """What is said of a place that this step decided."""
    kind, _, id = step.partition(":")
    names = {series.id: series.name for series in season.series}
    match kind:
        case "series":
            return f"{names[id]}得分"
        case "firsts":
            return f"{names[id]}得第一名的次数"
        case "later":
            return f"{names[id]}最近的场次"
        case _:
            return "主办单位决定的先后"


def confirmed_by(body: str, day: str) -> str:
    """“支部委员会2026年11月20日确认”."""
    return f"{body}{written_day(day)}确认"


def status_words(status: str) -> str:
    return "参加场次不足" if status == MINIMUM else str(STATUSES[status])


def to_come(season: Season, table: Table) -> Iterator[str]:
    """What is still to be held."""
    for series in season.series_of(table):
        if series.to_come:
            yield f"{series.name}还有 {series.to_come} 场没有举行，名次尚未确定。"
