"""What the formulas of a round read of its rules."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from judging.core.scoring.day import Day
from judging.core.scoring.panel import groups_of
from judging.core.scoring.rulebook import Equalise, Kind, Round, Rounding, Track

from .cells import Placed
from .parameters import Parameters, decimals

ROUNDINGS = {Rounding.HALF_UP: "四舍五入", Rounding.TRUNCATE: "截去", Rounding.HALF_EVEN: "四舍六入五成双"}


class GroupCells(Struct, frozen=True):
    """Of a group, or of the whole round where it has none."""

    high: Placed
    low: Placed
    start: Placed
    minimum: Placed
    weight: Placed
    scale: Placed  # 10 ^ places


class RoundCells(Struct, frozen=True):
    """`scale` is 10 ^ places of the round; `fine` that of its deductions and floor, at least as fine."""

    weight: Placed
    full: Placed
    scale: Placed
    fine: Placed
    floor: Placed | None
    full_scale: int
    factors: Mapping[str, Placed] = {}  # by criterion
    factor_scale: Placed | None = None
    mark_scale: Placed | None = None
    criterion_scale: Placed | None = None
    coefficient_scale: Placed | None = None
    mean_scale: Placed | None = None
    groups: Mapping[str, GroupCells] = {}


class RoundPlace(NamedTuple):
    """A round, whose it is, what was given in it, and where its rules stand."""

    track: Track
    round: Round
    day: Day
    cells: RoundCells

    @property
    def ranked(self) -> list[str]:
        """Those without a status; those of a panel together."""
        entrants = [entrant for entrant in self.day.entrants if entrant not in self.day.statuses]
        return sorted(entrants, key=self.panel_of) if self.round.panels else entrants

    def panel_of(self, entrant: str) -> str:
        return self.day.turns[self.round.id, entrant].panel or ""


def round_cells(parameters: Parameters, track: Track, round: Round, day: Day) -> RoundCells:
    """Writes the round's rules and gives where they stand."""
    where = (track.name, round.name)
    weights, fulls = [r.weight for r in track.rounds], [r.full for r in track.rounds]
    parameters.words(where, "舍入", ROUNDINGS[round.rounding])
    scale = parameters.scale(where, "得分小数位", round.places)
    fine = max(round.places, decimals(*_points(day, round), round.floor or Decimal(0)))
    cells = RoundCells(
        weight=parameters.decimal(where, "分值占比", round.weight, decimals(*weights)),
        full=parameters.decimal(where, "满分", round.full, decimals(*fulls)),
        scale=scale,
        fine=parameters.scale(where, "扣分和最低得分的小数位", fine),
        full_scale=10 ** decimals(*fulls),
        floor=None if round.floor is None else parameters.decimal(where, "最低得分", round.floor, fine),
    )
    return cells if round.kind is not Kind.JUDGED else _judged(parameters, where, round, day, cells)


def _points(day: Day, round: Round) -> Iterable[Decimal]:
    for (of, _), turn in day.turns.items():
        if of == round.id:
            yield from (deduction.points for deduction in turn.deductions)
    for (of, _), deductions in day.deductions.items():
        if of == round.id:
            yield from (deduction.points for deduction in deductions)


def _judged(
    parameters: Parameters, where: tuple[str, str], round: Round, day: Day, cells: RoundCells
) -> RoundCells:
    factor_places = decimals(*(criterion.factor for criterion in round.criteria))
    marks = (
        mark
        for (of, _), turn in day.turns.items()
        if of == round.id
        for sheet in turn.sheets
        for mark in sheet.marks
    )
    _say(parameters, where, round)
    mark_scale = parameters.scale(where, "分值的小数位", decimals(*marks))
    return replace(
        cells,
        factors={
            c.id: parameters.decimal(where, f"{c.name}倍数", c.factor, factor_places) for c in round.criteria
        },
        factor_scale=parameters.scale(where, "倍数的小数位", factor_places),
        mark_scale=mark_scale,
        criterion_scale=_scale(parameters, where, "评分项小数位", round.criterion_places),
        coefficient_scale=_scale(parameters, where, "折算系数小数位", _coefficient_places(round)),
        mean_scale=_scale(parameters, where, "折算平均分小数位", round.mean_places),
        groups=_groups(parameters, where, round),
    )


def _say(parameters: Parameters, where: tuple[str, str], round: Round) -> None:
    of = {"total": "每位评委的合计", "criterion": "每个评分项"}[round.of]
    ways = {"mean": "平均", "sum": "相加", "median": "取中位数"}
    absent = {"shrink": "不算这位评委，人数相应减少", "fill": "以同组其他评委的平均补足"}
    equalise = {
        "none": "不折算",
        "coefficient": "全体平均÷本组平均",
        "mean_of_means": "各组平均的平均÷本组平均",
    }
    parameters.words(where, "去分看", of)
    parameters.words(where, "合成办法", "、".join(dict.fromkeys(ways[g.reduce] for g in groups_of(round))))
    parameters.words(where, "评委缺席或回避时", absent[round.absent])
    parameters.words(where, "评委组折算", equalise[round.equalise])


def _coefficient_places(round: Round) -> int | None:
    return None if round.equalise is Equalise.NONE else round.coefficient_places


def _scale(parameters: Parameters, where: tuple[str, str], what: str, places: int | None) -> Placed | None:
    return None if places is None else parameters.scale(where, what, places)


def _groups(parameters: Parameters, where: tuple[str, str], round: Round) -> dict[str, GroupCells]:
    groups = groups_of(round)
    weight_places = decimals(*(group.weight for group in groups))
    found = {}
    for group in groups:
        of = f"{group.name}：" if group.id else ""
        found[group.id] = GroupCells(
            high=parameters.whole(where, f"{of}去掉最高分（个）", group.trim.high),
            low=parameters.whole(where, f"{of}去掉最低分（个）", group.trim.low),
            start=parameters.whole(where, f"{of}去分起算人数", group.trim.start),
            minimum=parameters.whole(where, f"{of}至少几份评分表", group.minimum),
            weight=parameters.decimal(where, f"{of}权重", group.weight, weight_places),
            scale=parameters.scale(where, f"{of}得分小数位", group.places),
        )
    return found
