"""Settings that are right by themselves and wrong together (contract, section 1: Refused too)."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from msgspec import Struct

from judging.core.scoring.item import Compulsory, Lack
from judging.core.scoring.points import Best, By, Measure, Points
from judging.core.scoring.pool import Pool
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import (
    Absent,
    Criterion,
    Equalise,
    Kind,
    Manner,
    Round,
    Rulebook,
    Track,
    Trim,
)
from judging.core.scoring.schedule import Phase
from judging.core.scoring.ties import TIE_STEPS
from judging.core.scoring.time_limits import Overtime, Segment, Time
from judging.core.sentence import sentence
from judging.season.rules import Season, Series, SeriesEvent

from .contradictory_evaluators import refuse_evaluators, refuse_grades
from .contradictory_pools import refuse_quota
from .contradictory_rectify import refuse_rectify
from .contradictory_rosters import refuse_phase, refuse_roster, refuse_undated
from .contradictory_seasons import refuse_event, refuse_season, refuse_series
from .contradictory_specials import refuse_specials
from .keys import Keys, one_of
from .problems import shown
from .question_keys import refuse_questions
from .time_checks import refuse_segment, refuse_time

Known = Mapping[str, Any]
LAST_ONLY = ("manual", "share")


def refuse_contradictions(keys: Keys, record: Struct, known: Known) -> None:
    """Reports what of *record* does not go together; `known` holds what was read before, also around it."""
    for kind in type(record).__mro__:
        for check in CHECKS.get(kind, ()):
            check(keys, record, known)


def refuse_trim(keys: Keys, trim: Trim, known: Known) -> None:
    if keys.good("high", "low", "from") and trim.start <= trim.high + trim.low:
        count = trim.high + trim.low
        keys.refuse(
            "from",
            sentence(
                "{start} 位评委时就要去掉 {high} 个最高分和 {low} 个最低分，一个不剩",
                start=trim.start,
                high=trim.high,
                low=trim.low,
            ),
            sentence("写大于 {count} 的整数，例如 from = {start}", count=count, start=count + 1),
        )


def refuse_criterion(keys: Keys, criterion: Criterion, known: Known) -> None:
    if keys.good("min", "max") and criterion.max <= criterion.min:
        keys.refuse(
            "max",
            sentence("最高分 {max} 不高于最低分 {min}", max=criterion.max, min=criterion.min),
            sentence("max 要大于 min"),
        )


def refuse_overtime(keys: Keys, step: Overtime, known: Known) -> None:
    if keys.good("over_s", "upto_s") and step.upto_s is not None and step.upto_s <= step.over_s:
        keys.refuse(
            "upto_s",
            sentence("到 {upto_s} 秒为止，却从 {over_s} 秒开始", upto_s=step.upto_s, over_s=step.over_s),
            sentence("upto_s 要大于 over_s"),
        )


def refuse_compulsory(keys: Keys, item: Compulsory, known: Known) -> None:
    """Points off or a ceiling have a number, 不得分 has none."""
    if not keys.good("lack", "points"):
        return
    if item.lack is Lack.NOTHING and item.points is not None:
        keys.refuse(
            "points", sentence("缺了不得分，用不到分数"), sentence("删去这里的分数，或改为扣分、封顶")
        )
    elif item.lack is not Lack.NOTHING and not item.points:
        keys.refuse("points", sentence("没有写扣几分或最高几分"), sentence("写大于 0 的数，或改为不得分"))


def refuse_gaps(keys: Keys, round: Round, known: Known) -> None:
    """The steps together cover (0, ∞), whatever their order in the file."""
    tables = keys.inside("overtime")
    if not tables or not all(table.good("over_s", "upto_s") for table in tables):
        return
    starts = sorted(range(len(tables)), key=lambda n: tables[n].whole("over_s", None, least=0))
    read = list(zip(round.overtime, (tables[n] for n in starts), strict=True))
    first, table = read[0]
    if first.over_s != 0:
        table.refuse(
            "over_s",
            sentence("超时 0 到 {over_s} 秒没有规定扣多少", over_s=first.over_s),
            sentence("第一档写 over_s = 0"),
        )
    for (step, _), (after, table) in pairwise(read):
        refuse_seam(step, after, table)
    last, table = read[-1]
    if last.upto_s is not None:
        table.refuse(
            "upto_s",
            sentence("超时 {upto_s} 秒以上没有规定扣多少", upto_s=last.upto_s),
            sentence("最后一档不写 upto_s"),
        )


def refuse_seam(step: Overtime, after: Overtime, table: Keys) -> None:
    if step.upto_s is None or step.upto_s > after.over_s:
        end = sentence("没有上限") if step.upto_s is None else sentence("到 {upto_s} 秒", upto_s=step.upto_s)
        what = sentence("与前一档重叠：前一档从 {over_s} 秒起，{end}", over_s=step.over_s, end=end)
        table.refuse(
            "over_s", what, sentence("前一档写 upto_s = {over_s}，或改这一档的 over_s", over_s=after.over_s)
        )
    elif step.upto_s < after.over_s:
        what = sentence(
            "超时 {upto_s} 到 {over_s} 秒之间没有规定扣多少", upto_s=step.upto_s, over_s=after.over_s
        )
        table.refuse("over_s", what, sentence("写 over_s = {upto_s}", upto_s=step.upto_s))


def refuse_no_weight(keys: Keys, key: str, weights: list[Decimal]) -> None:
    """Weights that are all zero weigh nothing."""
    tables = keys.inside(key)
    if tables and all(table.good("weight") for table in tables) and not any(weights):
        keys.refuse(key, sentence("权重全部为 0"), sentence("至少一个 weight 写大于 0 的数"))


def refuse_groups(keys: Keys, round: Round, known: Known) -> None:
    refuse_no_weight(keys, "groups", [group.weight for group in round.groups])


def refuse_no_criteria(keys: Keys, round: Round, known: Known) -> None:
    if keys.good("kind", "criteria") and round.kind is Kind.JUDGED and not round.criteria:
        keys.refuse(
            "criteria",
            sentence("现场评分的环节没有评分项"),
            sentence("至少写一个 [[tracks.rounds.criteria]]"),
        )


def refuse_unequal_panels(keys: Keys, round: Round, known: Known) -> None:
    if len(set(round.panels)) < len(round.panels):
        keys.refuse("panels", sentence("有重复的评委组"), sentence("每组写一次"))
    if round.equalise is Equalise.NONE or not keys.good("kind", "equalise", "panels", "floor"):
        return
    if len(round.panels) < 2:
        keys.refuse(
            "equalise",
            sentence("只有一个评委组，无从折算"),
            sentence('写 panels = ["A", "B"]，或 equalise = "none"'),
        )
    if round.floor is None:
        keys.refuse(
            "equalise",
            sentence('不能与 floor = "none" 同用：折算系数要求分数不为负'),
            sentence('写 floor = "0"，或 equalise = "none"'),
        )


def refuse_window_judges(keys: Keys, round: Round, known: Known) -> None:
    """Part of a panel judges only where there are windows; whom it leaves out nobody stands in for."""
    if not round.window_judges or not keys.good("kind", "window_judges"):
        return
    if keys.good("manner") and round.manner is not Manner.WALK:
        keys.refuse(
            "window_judges",
            sentence("台上环节没有窗口"),
            sentence('写 manner = "walk"，或删去 window_judges'),
        )
    if keys.good("groups") and round.groups:
        keys.refuse(
            "window_judges",
            sentence("不能与评委分组（groups）同用：一个窗口的几位评委分不成组"),
            sentence("删去 window_judges，让全组都评，或删去 groups"),
        )
    if keys.good("minimum") and not round.groups and round.window_judges < round.minimum:
        keys.refuse(
            "window_judges",
            sentence("少于 minimum = {least}，永远不出分", least=round.minimum),
            sentence("写 {least} 或更多，或降低 minimum", least=round.minimum),
        )
    if keys.good("absent") and round.absent is not Absent.SHRINK:
        keys.refuse(
            "absent",
            sentence("不能与 window_judges 同用：别的窗口的评委不补分"),
            sentence('写 absent = "shrink"'),
        )


def refuse_points(keys: Keys, points: Points, known: Known) -> None:
    if not keys.good("by"):
        return
    match points.by:
        case By.RANK:
            if keys.good("top", "bottom") and points.top is not None and points.bottom > points.top:
                keys.refuse(
                    "bottom",
                    sentence("最低 {bottom} 高于第一名的 {top}", bottom=points.bottom, top=points.top),
                    sentence("bottom 不大于 top"),
                )
        case By.LINEAR:
            if keys.good("zero", "full") and points.full is not None and points.zero == points.full:
                keys.refuse(
                    "full",
                    sentence("得 0 分和得满分都是 {full}", full=points.full),
                    sentence("两个界限写不同的数"),
                )
        case By.STEPS:
            refuse_steps(keys, points)


def refuse_steps(keys: Keys, points: Points) -> None:
    """Steps from the worst to the best; the first has no `from` and takes what reaches no other."""
    if not points.steps and keys.good("steps"):
        keys.refuse(
            "steps", sentence("没有分档"), 'steps = [ { points = "0" }, { from = "90", points = "10" } ]'
        )
    for i, (table, (start, worth)) in enumerate(zip(keys.inside("steps"), points.steps, strict=True)):
        before, less = points.steps[i - 1] if i else (None, worth)
        if i == 0 and start is not None:
            table.refuse("from", sentence("第一档收下所有更差的值"), sentence("删去第一档的 from"))
        elif i and start is None and table.good("from"):
            table.refuse("from", sentence("缺少这个键"), sentence("除第一档外，每档都写 from"))
        elif i > 1 and table.good("from") and not further(before, start, points.best):
            table.refuse(
                "from", sentence("{start} 没有比前一档更好", start=str(start)), sentence("各档从差到好排列")
            )
        if table.good("points") and worth < less:
            table.refuse(
                "points",
                sentence("{worth} 少于前一档的 {before}", worth=worth, before=less),
                sentence("各档从差到好排列，分数不减"),
            )
    if not all(table.is_right for table in keys.inside("steps")):
        keys.spoil("steps")


def further(before: Decimal | None, start: Decimal | None, best: Best) -> bool:
    if before is None or start is None:
        return True
    return start > before if best is Best.HIGH else start < before


def refuse_track(keys: Keys, track: Track, known: Known) -> None:
    if not track.rounds and keys.good("rounds"):
        keys.refuse("rounds", sentence("没有环节"), sentence("至少写一个 [[tracks.rounds]]"))
    refuse_no_weight(keys, "rounds", [round.weight for round in track.rounds])


def refuse_measures(keys: Keys, track: Track, known: Known) -> None:
    """A value is taken from a round of this track that is timed in this way."""
    for table, round in zip(keys.inside("rounds"), track.rounds, strict=True):
        for inner in table.inside("measure") if round.measure else ():
            if round.measure and inner.is_right:
                refuse_measure(table, inner, round, round.measure, track)


def refuse_measure(table: Keys, keys: Keys, round: Round, measure: Measure, track: Track) -> None:
    judged = {each.id: each for each in track.rounds if each.kind is Kind.JUDGED}
    source = judged.get(measure.round)
    if source is None:
        what = sentence("{round} 不是本组别现场评分的环节", round=shown(measure.round))
        keys.refuse("round", what, one_of(measure.round, judged))
        return
    segments = [segment.id for segment in source.time.segments] if source.time else []
    if measure.segment and measure.segment not in segments:
        what = sentence("“{round}”没有分段 {segment}", round=source.name, segment=shown(measure.segment))
        keys.refuse("segment", what, one_of(measure.segment, segments) if segments else sentence("删去"))
    types = list(dict.fromkeys(case.type for case in source.cases))
    if measure.type and measure.type not in types:
        what = sentence("“{round}”的题目单里没有类型 {type}", round=source.name, type=shown(measure.type))
        keys.refuse("type", what, one_of(measure.type, types) if types else sentence("删去"))
    if measure.type and round.points is not None and round.points.none is None and table.good("points"):
        table.refuse(
            "points",
            sentence("别的类型的题目没有可测的，却没有写得几分"),
            sentence("在折算办法里写没有可测的得分"),
        )


def refuse_ties(keys: Keys, track: Track, known: Known) -> None:
    """The tie chain: steps this track's rounds can take, `share` or `manual` last."""
    possible = tie_steps(track.rounds)
    for i, step in enumerate(track.ties):
        if step in LAST_ONLY and i < len(track.ties) - 1:
            keys.refuse_item(
                "ties",
                i,
                sentence("{step} 只能是最后一步：后面的步骤轮不到", step=shown(step)),
                sentence("移到最后，或删去后面的步骤"),
            )
        elif step in track.ties[:i]:
            keys.refuse_item(
                "ties", i, sentence("{step} 前面已经比过", step=shown(step)), sentence("每一步写一次")
            )
        elif step not in possible:
            keys.refuse_item(
                "ties", i, sentence("{step} 不是这个组别能用的步骤", step=shown(step)), one_of(step, possible)
            )


def tie_steps(rounds: tuple[Round, ...]) -> list[str]:
    """Every step a chain of this track may hold; rounds that are not judged know only their score."""
    steps = []
    for step in TIE_STEPS:
        for round in rounds:
            if step == "criterion":
                steps += [f"criterion:{round.id}.{criterion.id}" for criterion in round.criteria]
            elif step == "round" or round.kind is Kind.JUDGED:
                steps.append(f"{step}:{round.id}")
    return [*steps, *LAST_ONLY]


def refuse_rulebook(keys: Keys, rulebook: Rulebook, known: Known) -> None:
    if not rulebook.tracks and keys.good("tracks"):
        keys.refuse("tracks", sentence("没有组别"), sentence("至少写一个 [[tracks]]"))
    pools = [pool.id for pool in rulebook.pools]
    for table, track in zip(keys.inside("tracks"), rulebook.tracks, strict=True):
        if table.good("pool") and track.pool is not None and track.pool not in pools:
            remedy = one_of(track.pool, pools) if pools else sentence("写一个 [[pools]]，或删去 pool")
            table.refuse("pool", sentence("{pool} 不是已有的奖项", pool=shown(track.pool)), remedy)


Check = Callable[[Keys, Any, Known], None]

CHECKS: dict[type[Struct], tuple[Check, ...]] = {
    Trim: (refuse_trim,),
    Criterion: (refuse_criterion, refuse_grades),
    Overtime: (refuse_overtime,),
    Segment: (refuse_segment,),
    Time: (refuse_time,),
    Compulsory: (refuse_compulsory,),
    Points: (refuse_points,),
    Round: (
        refuse_no_criteria, refuse_groups, refuse_gaps, refuse_unequal_panels, refuse_evaluators,
        refuse_window_judges,
    ),
    Track: (refuse_track, refuse_measures, refuse_ties),
    RosterRule: (refuse_roster,),
    Phase: (refuse_phase,),
    Pool: (refuse_quota,),
    SeriesEvent: (refuse_event,),
    Series: (refuse_series,),
    Season: (refuse_season,),
    Rulebook: (refuse_rulebook, refuse_questions, refuse_undated, refuse_specials, refuse_rectify),
}  # fmt: skip
