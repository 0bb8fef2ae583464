"""What the composite's formulas read of a track's rules: 占比 ÷ 满分 of its rounds over one denominator."""

from collections.abc import Mapping, Sequence
from math import lcm

from msgspec import Struct

from judging.core.scoring.rulebook import Exactness, Track

from .cells import Placed, live
from .parameters import Parameters, decimals
from .rounds_rules import ROUNDINGS, RoundCells

EXACTNESS = {Exactness.ROUNDED: "取舍过的数", Exactness.EXACT: "未取舍的准确数"}


class TrackCells(Struct, frozen=True):
    """Each round's score times its share, added up, over `below`, is the composite."""

    shares: Mapping[str, Placed]  # by round
    below: Placed
    scale: Placed  # 10 ^ places of the composite


def track_cells(parameters: Parameters, track: Track, rounds: Mapping[str, RoundCells]) -> TrackCells:
    """Where rounded scores count, the shares take their units along; exact ones bring denominators."""
    where = (track.name, "综合成绩")
    parameters.words(where, "环节得分用", EXACTNESS[track.composite.weigh])
    parameters.words(where, "排名依据", EXACTNESS[track.composite.rank_on])
    parameters.words(where, "综合成绩舍入", ROUNDINGS[track.composite.rounding])
    fulls = common(parameters, where, "满分的公倍数", [cells.full for cells in rounds.values()])
    own = [cells.scale for cells in rounds.values()] if track.composite.weigh is Exactness.ROUNDED else []
    scales = common(parameters, where, "得分单位的公倍数", own) if own else None
    full_scale = 10 ** decimals(*(round.full for round in track.rounds))
    weight_scale = 10 ** decimals(*(round.weight for round in track.rounds))
    shares = {}
    for round in track.rounds:
        cells = rounds[round.id]
        by = scales.units // cells.scale.units if scales else 1
        value = cells.weight.units * full_scale * (fulls.units // cells.full.units) * by
        formula = f"{{w}}*{full_scale}*({{f}}/{{own}})" + ("*({s}/{p})" if scales else "")
        inputs = {"w": cells.weight, "f": fulls, "own": cells.full}
        inputs |= {"s": scales, "p": cells.scale} if scales else {}
        shares[round.id] = parameters.computed(where, f"{round.name}乘以", live(formula, value, **inputs))
    formula = f"{{f}}*{weight_scale}" + ("*{s}" if scales else "")
    value = fulls.units * weight_scale * (scales.units if scales else 1)
    inputs = {"f": fulls, "s": scales} if scales else {"f": fulls}
    below = parameters.computed(where, "综合成绩分母", live(formula, value, **inputs))
    return TrackCells(shares, below, parameters.scale(where, "综合成绩小数位", track.composite.places))


def common(parameters: Parameters, where: Sequence[str], what: str, cells: Sequence[Placed]) -> Placed:
    """The least number that each of these divides."""
    names = {f"n{n}": cell for n, cell in enumerate(cells)}
    formula = f"LCM({','.join(f'{{{name}}}' for name in names)})"
    value = lcm(*(cell.units for cell in cells))
    return parameters.computed(where, what, live(formula, value, **names))
