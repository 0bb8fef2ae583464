"""Words that stand on several forms: moments in local time, a round's rule, what parted equals."""

from datetime import datetime

from judging.core.publication.equalising import Equalised
from judging.core.scoring.indicator_trace import points_table
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Absent, Exactness, Kind, Of, Round, Track
from judging.core.scoring.told import in_words
from judging.files.example import calculation, to_places
from judging.files.explain import about_ties, tie_words


def local_moment(at: str) -> str:
    """A UTC moment of the log as this machine's clock shows it: “2026年11月20日 14:03:22”."""
    return f"{datetime.fromisoformat(at).astimezone():%Y年%m月%d日 %H:%M:%S}"


def local_time(at: str) -> str:
    """The same within a day: “14:03:22”."""
    return f"{datetime.fromisoformat(at).astimezone():%H:%M:%S}"


def lock_mark(at: str) -> str:
    """What each page says of its track: locked at the UTC moment *at*, or not (yet) where that is ""."""
    return f"已核分锁定 {local_moment(at)}" if at else "未锁定"


def round_rule(round: Round, judges: int) -> str:
    """“现场汇报展示：7位评委：去1高1低，取5个平均，四舍五入到2位，再减扣分。”"""
    if round.kind is Kind.INDICATOR:
        return f"{round.name}：指标{points_rule(round)}，{to_places(round.rounding, round.places)}。"
    if round.kind is not Kind.JUDGED:
        return f"{round.name}：导入成绩，{to_places(round.rounding, round.places)}。"
    what = "各评分项" if round.of is Of.CRITERION else "各评委总分"
    rule = f"{calculation(round, judges)}，{to_places(round.rounding, round.places)}，再减扣分"
    filled = "；缺席、回避的按其余评委的平均补入" if round.absent is Absent.FILL else ""
    return f"{round.name}：{what}，{rule}{filled}。"


def points_rule(round: Round) -> str:
    """What becomes of a measured value: “同类窗口内按名次（越高越好）：第一名 100，…”."""
    return f"{'同类窗口内' if round.within else ''}{in_words(points_table(round))}"


def panel_means(round: Round, par: Equalised | None) -> list[str]:
    """What made the scores of several panels comparable, or that nothing has yet."""
    if par is None:
        return [f"{round.name}由几个评委组评分，全部亮分后折算；在此之前只有现场原始得分，不排名次。"]
    whole = "各组平均的平均" if par.of_means else "全体平均"
    groups = "；".join(
        f"评委组{each.panel} {each.count} 个，平均 {each.mean}，系数 {each.coefficient}"
        for each in par.panels
    )
    return [f"{round.name}折算：{whole} {par.common}；{groups}。系数 = {whole} ÷ 本组平均。"]


def composite_rule(track: Track) -> str:
    parts = " + ".join(f"{r.name} × {shortest(r.weight)} ÷ {shortest(r.full)}" for r in track.rounds)
    stage = "" if track.composite.weigh is Exactness.ROUNDED else "，环节得分不先取位"
    return f"综合成绩 = {parts}{stage}，{to_places(track.composite.rounding, track.composite.places)}。"


def tie_rule(track: Track) -> str:
    return f"综合成绩相同：{about_ties(track)}。"


def tie_broken(track: Track, step: str) -> str:
    """What is said of a place that a tie step decided, as a footnote."""
    if step == "manual":
        return "综合成绩相同，由评委组长决定先后"
    return f"综合成绩相同，比较{tie_words(track, step)}定先后"
