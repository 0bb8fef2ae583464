"""Writes a rulebook as the TOML an organiser reads and edits; `rules.read` takes it back to an equal one."""

import json
from collections.abc import Iterator
from decimal import Decimal

from judging.core.numbers import plain
from judging.core.rulebook import (
    Composite,
    Criterion,
    Floor,
    Group,
    Kind,
    Level,
    Overtime,
    Points,
    Pool,
    Round,
    Rulebook,
    Track,
    Trim,
)

NOTE_COLUMN = 40

NOTES = {
    "ties": "综合成绩相同时依次比较；manual 由评委组长定，share 并列",
    "composite": "weigh：按公布的（rounded）还是未舍入的（exact）环节得分加权；rank_on 同理",
    "kind": "judged 现场评分 | imported 导入成绩 | indicator 指标折算",
    "manner": "stage 台上 | walk 走场",
    "weight": "分值占比",
    "full": "满分",
    "of": "去最高最低分时看 total 总分 | criterion 每个评分项",
    "trim": "去掉几个最高分、几个最低分；至少有 from 位评委才去",
    "reduce": "mean 平均 | sum 相加 | median 中位数",
    "places": "得分保留的小数位数",
    "rounding": "half_up 四舍五入 | truncate 截去尾数 | half_even 四舍六入五成双",
    "sheets": "panel 在席评委每人一份 | each 只算为该参赛对象填了表的测评人",
    "absent": "评委缺席或回避时：shrink 少一位 | fill 用其余评委的平均分补",
    "minimum": "少于这么多份评分表时不出分",
    "hold_first": "定标：前几个一起亮分，0 为不定标",
    "floor": "得分下限；none 为不设",
    "panels": "评委组",
    "equalise": "none 不折算 | coefficient 总平均 ÷ 组平均 | mean_of_means 组平均的平均 ÷ 组平均",
    "over_s": "超时多少秒以上",
    "allocate": "quota 各组名额固定 | merged 各组合并排名",
    "floors": "占比下限",
}


def write(rulebook: Rulebook) -> str:
    """TOML text in the order of the contract, each setting explained once."""
    return Writer().rulebook(rulebook)


class Writer:
    """Lines of one file; a setting is explained where it stands first."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._explained: set[str] = set()

    def rulebook(self, rulebook: Rulebook) -> str:
        self._lines += ["# 竞赛规则。# 后面是说明；有小数的数写在引号里。", f"schema = {rulebook.schema}", ""]
        self._head("[competition]", 0)
        self._pair("id", rulebook.id)
        self._pair("name", rulebook.name)
        if rulebook.organiser:
            self._pair("organiser", rulebook.organiser)
        for track in rulebook.tracks:
            self._track(track)
        for pool in rulebook.pools:
            self._pool(pool)
        return "\n".join(self._lines) + "\n"

    def _head(self, head: str, depth: int) -> None:
        if self._lines[-1:] != [""]:
            self._lines.append("")
        self._depth = depth
        self._lines.append("  " * depth + head)

    def _pair(self, key: str, value: object) -> None:
        line = "  " * self._depth + f"{key} = {toml(value)}"
        if key in NOTES and key not in self._explained:
            self._explained.add(key)
            if len(line) > NOTE_COLUMN:
                self._lines.append("  " * self._depth + f"# {NOTES[key]}")
            else:
                line = f"{line:<{NOTE_COLUMN}}  # {NOTES[key]}"
        self._lines.append(line)

    def _track(self, track: Track) -> None:
        self._head("[[tracks]]", 0)
        self._pair("id", track.id)
        self._pair("name", track.name)
        if track.pool is not None:
            self._pair("pool", track.pool)
        if track.ties:
            self._pair("ties", track.ties)
        self._pair("composite", track.composite)
        for round in track.rounds:
            self._round(round)

    def _round(self, round: Round) -> None:
        self._head("[[tracks.rounds]]", 1)
        for key, value in settings(round):
            self._pair(key, value)
        for criterion in round.criteria:
            self._head("[[tracks.rounds.criteria]]", 2)
            self._criterion(criterion)
        for step in round.overtime:
            self._head("[[tracks.rounds.overtime]]", 2)
            self._overtime(step)

    def _criterion(self, criterion: Criterion) -> None:
        for key in ("id", "name", "min", "max", "step"):
            self._pair(key, getattr(criterion, key))
        if criterion.factor != 1:
            self._pair("factor", criterion.factor)
        if criterion.scale:
            self._pair("scale", criterion.scale)

    def _overtime(self, step: Overtime) -> None:
        self._pair("over_s", step.over_s)
        if step.upto_s is not None:
            self._pair("upto_s", step.upto_s)
        self._pair("points", step.points)

    def _pool(self, pool: Pool) -> None:
        self._head("[[pools]]", 0)
        for key in ("id", "name", "slots", "allocate"):
            self._pair(key, getattr(pool, key))
        if pool.quota:
            self._pair("quota", pool.quota)
        if pool.floors:
            self._pair("floors", pool.floors)
        if pool.levels:
            self._pair("levels", pool.levels)


ORDER = (
    "id", "name", "kind", "manner", "weight", "full", "of", "trim", "reduce", "criterion_places", "places",
    "rounding", "absent", "sheets", "minimum", "hold_first", "floor", "groups", "panels", "equalise",
    "coefficient_places", "mean_places", "points", "within",
)  # fmt: skip
ALWAYS = {"id", "name", "kind", "weight", "full", "places"}
ALWAYS_JUDGED = ALWAYS | {
    "manner",
    "of",
    "trim",
    "reduce",
    "rounding",
    "absent",
    "minimum",
    "hold_first",
    "floor",
}


def settings(round: Round) -> Iterator[tuple[str, object]]:
    """The keys of a round as the contract orders them; left out is what is the default and of no use."""
    unset = Round(id="", name="", kind=round.kind, weight=Decimal(0))
    always = ALWAYS_JUDGED if round.kind is Kind.JUDGED else ALWAYS
    for key in ORDER:
        value = getattr(round, key)
        if key in always or value != getattr(unset, key):
            yield key, "none" if value is None else value


def toml(value: object) -> str:
    """One value on one line. Decimals become strings: TOML's own are floats."""
    match value:
        case str():
            return json.dumps(value, ensure_ascii=False)
        case int():
            return str(value)
        case Decimal():
            return f'"{plain(value)}"'
        case tuple() | list():
            return f"[{', '.join(map(toml, value))}]" if value else "[]"
        case dict():
            return "{ " + ", ".join(f"{key} = {toml(inner)}" for key, inner in value.items()) + " }"
        case Trim():
            return toml({"high": value.high, "low": value.low, "from": value.start})
        case Composite() | Group():
            return toml({key: getattr(value, key) for key in value.__struct_fields__})
        case Level():
            title = {"title": value.title} if value.title else {}
            return toml({"name": value.name, "count": value.count} | title)
        case Floor():
            return toml({"track": value.track, "share": f"{plain(value.share)}%"})
        case Points():
            return toml(points(value))
        case _:
            raise TypeError(f"no TOML for {value!r}")


def points(points: Points) -> dict[str, object]:
    """The keys that this way of giving points has."""
    nothing: dict[str, object] = {} if points.none is None else {"none": points.none}
    match points.by:
        case "rank":
            keys = ["by", "best", "top", "less", "bottom"]
        case "linear":
            keys = ["by", "zero", "full"]
        case _:
            steps = [
                ({"from": start} if start is not None else {}) | {"points": p} for start, p in points.steps
            ]
            return {"by": points.by, "best": points.best, "steps": steps} | nothing
    return {key: getattr(points, key) for key in keys} | nothing
