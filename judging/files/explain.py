"""The rules in sentences, each beside its setting, with examples the engine computes there and then.

A setting that says `tells` has its sentence by that alone; here are those that need more than the value.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct

from judging.core.scoring.evaluators import Who
from judging.core.scoring.indicator_trace import points_table
from judging.core.scoring.numbers import plain, shortest
from judging.core.scoring.panel import REDUCERS
from judging.core.scoring.pool import Pool
from judging.core.scoring.ranking import track_result
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import (
    Criterion,
    Equalise,
    Exactness,
    Grade,
    Group,
    Kind,
    Manner,
    Round,
    Rounding,
    Rulebook,
    Sheets,
    Track,
)
from judging.core.scoring.settings import SettingLine, kind_of, settings_of
from judging.core.scoring.time_limits import Overtime, Segment, Time
from judging.core.scoring.told import in_words
from judging.core.sentence import Sentence, Value, sentence
from judging.core.words import CHOICES

from .example import about_absence, example, example_day, to_places
from .explain_performances import about_cases, about_compulsory, about_measure
from .explain_pools import beside_pool
from .explain_schedule import about_schedule
from .explain_specials import beside_special
from .telling import Beside, OutlineLine
from .vocabulary import words_of

USUAL_JUDGES = 7


def explain(rulebook: Rulebook) -> list[str]:
    """One sentence per line for every setting, indented under its track and pool."""
    return list(indented(outline(rulebook)))


def about_pool(rulebook: Rulebook, pool: Pool) -> Iterator[str]:
    return indented(outline_of_pool(rulebook, pool))


def indented(lines: Iterator[OutlineLine]) -> Iterator[str]:
    return (f"{'  ' * depth}{words}" for depth, words in lines)


def outline(rulebook: Rulebook) -> Iterator[OutlineLine]:
    """The whole rules in sentences."""
    name = sentence("{name}（{id}）", name=rulebook.name, id=rulebook.id)
    if rulebook.organiser:
        name = sentence(
            "{name}（{id}，{organiser}）", name=rulebook.name, id=rulebook.id, organiser=rulebook.organiser
        )
    yield OutlineLine(0, name)
    for text in rulebook.about.splitlines():
        yield OutlineLine(1, sentence("{text}", text=text))
    for track in rulebook.tracks:
        yield from outline_of_track(track)
    for pool in rulebook.pools:
        yield from outline_of_pool(rulebook, pool)
    for special in rulebook.specials:
        yield from _outlined(special.name, beside_special(rulebook, special))
    yield from (OutlineLine(0, beside.words) for beside in about_whole(rulebook))


def outline_of_track(track: Track) -> Iterator[OutlineLine]:
    first, *rest = about_track(track)
    yield OutlineLine(0, sentence("【{name}】{words}", name=track.name, words=first.words))
    for beside in rest:
        if beside.key == "ties":
            for round in track.rounds:
                for n, told in enumerate(about_round(round)):
                    yield OutlineLine(2 if n else 1, told.words)
        yield OutlineLine(1, beside.words)


def outline_of_pool(rulebook: Rulebook, pool: Pool) -> Iterator[OutlineLine]:
    yield from _outlined(pool.name, beside_pool(rulebook, pool))


def _outlined(name: str, beside: Iterator[Beside]) -> Iterator[OutlineLine]:
    first, *rest = beside
    yield OutlineLine(0, sentence("【{name}】{words}", name=name, words=first.words))
    yield from (OutlineLine(1, beside.words) for beside in rest)


def about_whole(rulebook: Rulebook) -> Iterator[Beside]:
    """What holds of the whole competition."""
    for line in settings_of(type(rulebook)):
        yield from (Beside(line.key, words) for words in told_alone(rulebook, line))
    yield from about_schedule(rulebook)


def about_track(track: Track) -> Iterator[Beside]:
    parts = " + ".join(
        f"{round.name} × {shortest(round.weight)}/{shortest(round.full)}" for round in track.rounds
    )
    yield Beside("rounds", sentence("综合成绩 = {parts}", parts=parts))
    composite = track.composite
    what = (
        sentence("用公布的环节得分加权")
        if composite.weigh is Exactness.ROUNDED
        else sentence("用未舍入的环节得分加权")
    )
    rank = (
        sentence("按舍入后的综合成绩排名")
        if composite.rank_on is Exactness.ROUNDED
        else sentence("按未舍入的综合成绩排名")
    )
    places = to_places(composite.rounding, composite.places)
    yield Beside("composite", sentence("{what}，{places}，{rank}", what=what, places=places, rank=rank))
    result = track_result(track, example_day(track.rounds))
    if result.standings:
        scores = tuple(f"{track.round(s.round).name} {plain(s.score)}" for s in result.scores)
        total = result.standings[0].composite
        yield Beside(
            "composite", sentence("例：{scores}：综合成绩 {total}", scores=scores, total=plain(total))
        )
    yield Beside("ties", sentence("并列：{ties}", ties=about_ties(track)))
    if asked := tuple(about_roster(track.roster)):
        yield Beside("roster", sentence("报名要求：{asked:；}", asked=asked))


def about_roster(rule: RosterRule) -> Iterator[Sentence]:
    for line in settings_of(type(rule)):
        yield from told_alone(rule, line)


def about_ties(track: Track) -> Sentence:
    steps = tuple(tie_words(track, step) for step in track.ties if step not in ("share", "manual"))
    what = sentence("依次比较{steps}，仍相同的", steps=steps) if steps else sentence("综合成绩相同的")
    match track.ties[-1:]:
        case ("manual",):
            return sentence("{what}由评委组长决定先后", what=what)
        case ("share",):
            return sentence("{what}名次并列，后面的名次空出（1、1、3）", what=what)
        case _:
            return sentence("{what}名次并列，并注明未能分出（1、1、3）", what=what)


def tie_words(track: Track, step: str) -> Sentence:
    kind, _, target = step.partition(":")
    round_id, _, criterion_id = target.partition(".")
    round = track.round(round_id)
    match kind:
        case "criterion":
            criterion = round.criterion(criterion_id).name
            return sentence("{round}的{criterion}", round=round.name, criterion=criterion)
        case "untrimmed":
            return sentence("{round}不去高低分的平均", round=round.name)
        case "highest":
            return sentence("{round}评委给的最高分", round=round.name)
        case "lowest":
            return sentence("{round}评委给的最低分", round=round.name)
        case _:
            return sentence("{round}的得分", round=round.name)


def about_round(round: Round, judges: int = USUAL_JUDGES) -> Iterator[Beside]:
    """What each setting of the round comes to; the example is of so many judges."""
    for line in settings_of(type(round)):
        if not line.has(kind_of(round)):
            continue
        for words in TELLERS[line.key](round, judges) if line.key in TELLERS else told_alone(round, line):
            yield Beside(line.key, words)


def told_alone(record: Struct, line: SettingLine) -> Iterator[Sentence]:
    """The sentence of a setting that says its own, where it is not as always."""
    value = getattr(record, line.name)
    if line.setting.tells and value != line.default:
        yield Sentence(line.setting.tells, {"value": in_a_sentence(line, value)})


def in_a_sentence(line: SettingLine, value: Any) -> Value:
    if isinstance(value, Decimal):
        return shortest(value)
    if isinstance(value, StrEnum):
        return words_of(line)[value]
    if isinstance(value, tuple) and words_of(line):
        return tuple(words_of(line)[each] for each in value)
    if isinstance(value, dict):
        return tuple(sentence("{key} {count} 个", key=key, count=count) for key, count in value.items())
    return value if isinstance(value, int | tuple) else str(value)


def about_kind(round: Round, judges: int) -> Iterator[Sentence]:
    name, full = sentence("{name}（{id}）", name=round.name, id=round.id), shortest(round.full)
    match round.kind:
        case Kind.IMPORTED:
            yield sentence("{round}，满分 {full}：导入成绩", round=name, full=full)
        case Kind.INDICATOR:
            yield sentence("{round}，满分 {full}：指标折算", round=name, full=full)
        case Kind.JUDGED:
            yield sentence("{round}，满分 {full}：现场评分", round=name, full=full)


def about_manner(round: Round, judges: int) -> Iterator[Sentence]:
    if round.is_evaluated:
        yield sentence("测评票：整个环节一起开放、一起结束（到时自动结束），结束前谁也看不到得分")
    elif round.manner is Manner.STAGE:
        yield sentence("台上，一次一个")
    else:
        yield sentence("走场，几个同时")


def about_trimming(round: Round, judges: int) -> Iterator[Sentence]:
    yield sentence("例：{example}", example=example(round, judges))


def about_places(round: Round, judges: int) -> Iterator[Sentence]:
    if round.kind is not Kind.JUDGED:
        yield sentence("例：{example}", example=example(round))


def about_absent(round: Round, judges: int) -> Iterator[Sentence]:
    if not round.is_evaluated:
        yield about_absence(round)


def about_floor(round: Round, judges: int) -> Iterator[Sentence]:
    if round.floor is None:
        yield sentence("得分不设下限，可以为负")
    elif round.kind is Kind.JUDGED or round.floor:
        yield sentence("得分最低 {floor}", floor=shortest(round.floor))


def about_criteria(round: Round, judges: int) -> Iterator[Sentence]:
    yield sentence("评分项：{criteria:；}", criteria=tuple(map(about_criterion, round.criteria)))


def about_criterion(criterion: Criterion) -> Sentence:
    span = sentence(
        "{name} {min} 到 {max}，每 {step} 一档",
        name=criterion.name,
        min=shortest(criterion.min),
        max=shortest(criterion.max),
        step=shortest(criterion.step),
    )
    if criterion.factor != 1:
        span = sentence("{span}，乘 {factor}", span=span, factor=shortest(criterion.factor))
    if not criterion.grades:
        return span
    return sentence("{span}，只分档：{grades}", span=span, grades=tuple(map(about_grade, criterion.grades)))


def about_grade(grade: Grade) -> str:
    return f"{grade.name} {shortest(grade.mark)}"


def about_evaluators(round: Round, judges: int) -> Iterator[Sentence]:
    if round.sheets is Sheets.EACH:
        yield sentence("测评人没有固定席位：谁给哪个参赛对象填了评分表，就算哪一个的测评人")
    if round.sheets is Sheets.EACH and round.groups:
        yield sentence("同一人给不同的参赛对象可以属于不同的组（自评、互评）")


def about_groups(round: Round, judges: int) -> Iterator[Sentence]:
    return map(about_group, round.groups)


def about_group(group: Group) -> Sentence:
    trim = sentence("不去高低分")
    if group.trim.high or group.trim.low:
        trim = sentence(
            "至少 {start} 位才去 {high} 高 {low} 低",
            start=group.trim.start,
            high=group.trim.high,
            low=group.trim.low,
        )
    words = sentence(
        "{group}权重 {weight}：{trim}，{reduce}，少于 {least} 份不出分",
        group=sentence("{name}（{id}）", name=group.name, id=group.id),
        weight=shortest(group.weight),
        trim=trim,
        reduce=Sentence(REDUCERS[group.reduce].word),
        least=group.minimum,
    )
    if group.who is not Who.LISTED:
        words = sentence("{words}；测评人：{who}", words=words, who=CHOICES[Who][group.who])
    return sentence("{words}；保密", words=words) if group.secret else words


def about_panels(round: Round, judges: int) -> Iterator[Sentence]:
    if not round.panels:
        return
    if round.equalise is Equalise.NONE:
        yield sentence("评委组 {panels}：各组得分不折算", panels=round.panels)
        return
    yield sentence(
        "评委组 {panels}：得分 × （{way}），系数{places}；折算前公布的叫现场原始得分，全部出分后才折算",
        panels=round.panels,
        way=sentence("全体平均 ÷ 本组平均")
        if round.equalise is Equalise.COEFFICIENT
        else sentence("各组平均的平均 ÷ 本组平均"),
        places=to_places(Rounding.HALF_UP, round.coefficient_places),
    )


def about_time(round: Round, judges: int) -> Iterator[Sentence]:
    time = round.time
    if time is None:
        return
    yield limit_words(sentence("时限 {limit_s} 秒", limit_s=time.limit_s), time)
    if time.segments:
        yield sentence("分段：{segments:；}", segments=tuple(map(about_segment, time.segments)))


def about_segment(segment: Segment) -> Sentence | str:
    told: Sentence | str = segment.name
    if segment.limit_s is not None:
        limit = sentence("{segment} {limit_s} 秒", segment=segment.name, limit_s=segment.limit_s)
        told = limit_words(limit, segment)
    return told if segment.counts else sentence("{segment}（不计入时限）", segment=told)


def limit_words(limit: Sentence, timed: Time | Segment) -> Sentence:
    """The limit, with when it warns."""
    if not timed.warn_s:
        return limit
    return sentence("{limit}，还剩 {warn_s} 秒时提醒", limit=limit, warn_s=timed.warn_s)


def about_overtime(round: Round, judges: int) -> Iterator[Sentence]:
    if round.overtime:
        yield sentence("超时：{steps:；}", steps=tuple(map(about_step, round.overtime)))


def about_step(step: Overtime) -> Sentence:
    points = shortest(step.points)
    if step.upto_s is None:
        return sentence("超过 {over_s} 秒扣 {points} 分", over_s=step.over_s, points=points)
    return sentence(
        "超过 {over_s} 秒至 {upto_s} 秒扣 {points} 分", over_s=step.over_s, upto_s=step.upto_s, points=points
    )


def about_points(round: Round, judges: int) -> Iterator[Sentence]:
    way = in_words(points_table(round))
    yield sentence("同类窗口内{way}", way=way) if round.within else way


Teller = Callable[[Round, int], Iterator[Sentence]]

TELLERS: dict[str, Teller] = {
    "kind": about_kind,
    "manner": about_manner,
    "trim": about_trimming,
    "places": about_places,
    "absent": about_absent,
    "sheets": about_evaluators,
    "floor": about_floor,
    "criteria": about_criteria,
    "time": about_time,
    "overtime": about_overtime,
    "compulsory": about_compulsory,
    "cases": about_cases,
    "groups": about_groups,
    "panels": about_panels,
    "points": about_points,
    "measure": about_measure,
}
