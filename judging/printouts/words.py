"""Words that stand on several forms: moments in local time, a round's rule, what parted equals."""

from datetime import datetime

from judging.core.numbers import shortest
from judging.core.rulebook import Exactness, Kind, Of, Round, Track
from judging.files.example import calculation, to_places
from judging.files.explain import about_ties, tie_words


def local_moment(at: str) -> str:
    """A UTC moment of the log as this machine's clock shows it: “2026年11月20日 14:03:22”."""
    return f"{datetime.fromisoformat(at).astimezone():%Y年%m月%d日 %H:%M:%S}"


def lock_mark(at: str) -> str:
    """What each page says of its track: locked at the UTC moment *at*, or not (yet) where that is ""."""
    return f"已核分锁定 {local_moment(at)}" if at else "未锁定"


def round_rule(round: Round, judges: int) -> str:
    """“现场汇报展示：7位评委：去1高1低，取5个平均，四舍五入到2位，再减扣分。”"""
    if round.kind is not Kind.JUDGED:
        return f"{round.name}：导入成绩，{to_places(round.rounding, round.places)}。"
    what = "各评分项" if round.of is Of.CRITERION else "各评委总分"
    rule = f"{calculation(round, judges)}，{to_places(round.rounding, round.places)}，再减扣分"
    return f"{round.name}：{what}，{rule}。"


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
