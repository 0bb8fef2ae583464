"""The rules in Chinese sentences, with examples the engine computes there and then."""

from collections.abc import Iterator

from judging.core.awards import needed
from judging.core.indicator_trace import points_table
from judging.core.numbers import plain, shortest
from judging.core.panel import REDUCERS
from judging.core.ranking import track_result
from judging.core.rulebook import (
    Criterion,
    Equalise,
    Exactness,
    Group,
    Kind,
    Manner,
    Overtime,
    Pool,
    Round,
    Rounding,
    Rulebook,
    Sheets,
    Track,
)
from judging.core.steps import in_words

from .example import about_absence, example, example_day, to_places

TIES = {
    "round": "的得分",
    "criterion": "",
    "untrimmed": "不去高低分的平均",
    "highest": "评委给的最高分",
    "lowest": "评委给的最低分",
}

LEVELS_BY = {"quota": "按名次先后，各组同名次的按综合成绩", "merged": "按综合成绩先后"}


def explain(rulebook: Rulebook) -> list[str]:
    """One sentence per line for every setting, indented under its track and pool."""
    by = f"，{rulebook.organiser}" if rulebook.organiser else ""
    lines = [f"{rulebook.name}（{rulebook.id}{by}）"]
    for track in rulebook.tracks:
        lines += about_track(track)
    for pool in rulebook.pools:
        lines += about_pool(rulebook, pool)
    return lines


def about_track(track: Track) -> Iterator[str]:
    parts = " + ".join(
        f"{round.name} × {shortest(round.weight)}/{shortest(round.full)}" for round in track.rounds
    )
    yield f"【{track.name}】综合成绩 = {parts}"
    composite = track.composite
    stage = "公布的环节得分" if composite.weigh is Exactness.ROUNDED else "未舍入的环节得分"
    rank_on = "舍入后的" if composite.rank_on is Exactness.ROUNDED else "未舍入的"
    yield f"  用{stage}加权，{to_places(composite.rounding, composite.places)}，按{rank_on}综合成绩排名"
    result = track_result(track, example_day(track.rounds))
    if result.standings:
        scores = "、".join(f"{track.round(s.round).name} {plain(s.score)}" for s in result.scores)
        yield f"  例：{scores}：综合成绩 {plain(result.standings[0].composite)}"
    for round in track.rounds:
        yield from (f"  {line}" for line in about_round(round))
    yield f"  并列：{about_ties(track)}"


def about_ties(track: Track) -> str:
    words = [tie_words(track, step) for step in track.ties if step not in ("share", "manual")]
    chain = f"依次比较{'、'.join(words)}，仍" if words else "综合成绩"
    match track.ties[-1:]:
        case ("manual",):
            return f"{chain}相同的由评委组长决定先后"
        case ("share",):
            return f"{chain}相同的名次并列，后面的名次空出（1、1、3）"
        case _:
            return f"{chain}相同的名次并列，并注明未能分出（1、1、3）"


def tie_words(track: Track, step: str) -> str:
    kind, _, target = step.partition(":")
    round_id, _, criterion_id = target.partition(".")
    round = track.round(round_id)
    if kind == "criterion":
        return f"{round.name}的{round.criterion(criterion_id).name}"
    return f"{round.name}{TIES[kind]}"


def about_round(round: Round) -> Iterator[str]:
    head = f"{round.name}（{round.id}），满分 {shortest(round.full)}"
    match round.kind:
        case Kind.IMPORTED:
            yield f"{head}：导入成绩。例：{example(round)}"
        case Kind.INDICATOR:
            yield f"{head}：指标折算，{about_points(round)}。例：{example(round)}"
        case Kind.JUDGED:
            manner = "台上，一次一个" if round.manner is Manner.STAGE else "走场，几个同时"
            yield f"{head}：现场评分（{manner}）"
            yield from (f"  {line}" for line in about_judging(round))
    if round.floor is None:
        yield "  得分不设下限，可以为负"
    elif round.kind is Kind.JUDGED or round.floor:
        yield f"  得分最低 {shortest(round.floor)}"


def about_judging(round: Round) -> Iterator[str]:
    yield "评分项：" + "；".join(map(about_criterion, round.criteria))
    yield f"例：{example(round)}"
    yield str(about_absence(round))
    if round.sheets is Sheets.EACH:
        yield about_evaluators(round)
    for group in round.groups:
        yield about_group(group)
    if round.panels:
        yield about_panels(round)
    if round.hold_first:
        yield f"定标：前 {round.hold_first} 个出场的一起亮分，不改变得分"
    if round.overtime:
        yield "超时：" + "；".join(map(about_step, round.overtime))


def about_criterion(criterion: Criterion) -> str:
    factor = f"，乘 {shortest(criterion.factor)}" if criterion.factor != 1 else ""
    span = f"{shortest(criterion.min)} 到 {shortest(criterion.max)}"
    return f"{criterion.name} {span}，每 {shortest(criterion.step)} 一档{factor}"


def about_evaluators(round: Round) -> str:
    change = "，同一人给不同的参赛对象可以属于不同的组（自评、互评）" if round.groups else ""
    return f"测评人没有固定席位：谁给哪个参赛对象填了评分表，就算哪一个的测评人{change}"


def about_group(group: Group) -> str:
    trim = f"至少 {group.trim.start} 位才去 {group.trim.high} 高 {group.trim.low} 低"
    if not (group.trim.high or group.trim.low):
        trim = "不去高低分"
    rule = f"{trim}，{REDUCERS[group.reduce].word}，少于 {group.minimum} 份不出分"
    return f"{group.name}（{group.id}）权重 {shortest(group.weight)}：{rule}"


def about_panels(round: Round) -> str:
    panels = f"评委组 {'、'.join(round.panels)}"
    places = f"系数{to_places(Rounding.HALF_UP, round.coefficient_places)}"
    match round.equalise:
        case Equalise.NONE:
            return f"{panels}：各组得分不折算"
        case Equalise.COEFFICIENT:
            way = "全体平均 ÷ 本组平均"
        case Equalise.MEAN_OF_MEANS:
            way = "各组平均的平均 ÷ 本组平均"
    return f"{panels}：得分 × （{way}），{places}；折算前公布的叫现场原始得分，全部出分后才折算"


def about_step(step: Overtime) -> str:
    span = f"超过 {step.over_s} 秒" + (f"至 {step.upto_s} 秒" if step.upto_s is not None else "")
    return f"{span}扣 {shortest(step.points)} 分"


def about_points(round: Round) -> str:
    return f"{'同类窗口内' if round.within else ''}{in_words(points_table(round))}"


def about_pool(rulebook: Rulebook, pool: Pool) -> Iterator[str]:
    names = {track.id: track.name for track in rulebook.tracks}
    if pool.allocate == "quota":
        how = "、".join(f"{names[track]} {slots} 个" for track, slots in pool.quota.items())
    else:
        how = "、".join(t.name for t in rulebook.tracks if t.pool == pool.id) + " 合并按综合成绩取"
    yield f"【{pool.name}】{pool.slots} 个名额：{how}"
    for floor in pool.floors:
        share = f"不低于 {shortest(floor.share)}%"
        yield f"  {names[floor.track]}{share}：{pool.slots} 个里至少 {needed(pool, floor.track)} 个"
    if pool.levels:
        levels = [f"{lv.name} {lv.count} 个{f'（{lv.title}）' if lv.title else ''}" for lv in pool.levels]
        yield f"  等次：{'、'.join(levels)}，{LEVELS_BY[pool.allocate]}"
