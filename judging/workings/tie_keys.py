"""What the tie chain looks at in a round, as whole numbers that compare like the exact values."""

from collections.abc import Mapping, Sequence

from judging.core.scoring.ties import look

from .aggregate import Aggregate
from .cells import Content, Placed, Span, live
from .pages import Page
from .rounding import Ratio, comparable, ratios
from .rounds_rules import RoundPlace

Keys = Mapping[str, Mapping[str, Placed]]  # step → entrant → the higher wins

WORDS = {"untrimmed": "不去分的平均", "highest": "最高一份", "lowest": "最低一份"}


def keys_of(
    page: Page,
    place: RoundPlace,
    aggregate: Aggregate | None,
    steps: Sequence[str],
    final: Sequence[Placed],
    coefficients: Sequence[Placed] | None,
) -> Keys:
    """Of the *steps* that look at this round; those into sheets need its *aggregate*."""
    found: dict[str, dict[str, Placed]] = {}
    for step in steps:
        if look(step).name == "round":
            keys = list(final)
        else:
            assert aggregate is not None
            what, seen = _seen(page, place, aggregate, step)
            keys = comparable(page, what, _at_par(page, place, what, seen, coefficients))
        found[step] = dict(zip(place.ranked, keys, strict=True))
    return found


def _seen(page: Page, place: RoundPlace, aggregate: Aggregate, step: str) -> tuple[str, list[Ratio]]:
    """What the step is called, and its value of each entrant before a coefficient."""
    name, _, criterion = look(step)
    if name == "criterion":
        return place.round.criterion(criterion).name, aggregate.criterion(criterion)
    if name == "untrimmed":
        return WORDS[name], aggregate.weighted(WORDS[name], _untrimmed(page, place, aggregate))
    totals = [[blocks[n].totals for blocks in aggregate.blocks.values()] for n in range(len(place.ranked))]
    pick, formula = (max, "MAX") if name == "highest" else (min, "MIN")
    contents = [_extreme(formula, pick(u for of in spans for u in of.units), spans) for spans in totals]
    return WORDS[name], ratios(page, WORDS[name], contents, [_unit(place)] * len(contents))


def _extreme(formula: str, value: int, spans: Sequence[Span]) -> Content:
    inputs = {f"t{n}": of for n, of in enumerate(spans)}
    return live(f"{formula}({','.join(f'{{{name}}}' for name in inputs)})", value, **inputs)


def _untrimmed(page: Page, place: RoundPlace, aggregate: Aggregate) -> dict[str, list[Ratio]]:
    """By group, the mean of the totals that were given."""
    found = {}
    for group in aggregate.groups:
        blocks = aggregate.blocks[group.id]
        above = [live("SUM({t})", sum(block.totals.units), t=block.totals) for block in blocks]
        unit = _unit(place)
        below = [
            live(
                f"COUNT({{t}})*{unit.formula}",
                len(block.totals.units) * _whole(unit),
                t=block.totals,
                **unit.inputs,
            )
            for block in blocks
        ]
        found[group.id] = ratios(page, f"{group.name}不去分", above, below)
    return found


def _unit(place: RoundPlace) -> Content:
    """What totals are counted in: the units of marks × factors."""
    marks, factors = place.cells.mark_scale, place.cells.factor_scale
    assert marks is not None
    assert factors is not None
    return live("{m}*{f}", marks.units * factors.units, m=marks, f=factors)


def _whole(content: Content) -> int:
    assert isinstance(content.value, int)
    return content.value


def _at_par(
    page: Page,
    place: RoundPlace,
    what: str,
    found: Sequence[Ratio],
    coefficients: Sequence[Placed] | None,
) -> list[Ratio]:
    """Times each panel's coefficient, if the round is equalised."""
    if coefficients is None:
        return list(found)
    scale = place.cells.coefficient_scale
    assert scale is not None
    above = [
        live("{n}*{c}", ratio.above.units * by.units, n=ratio.above, c=by)
        for ratio, by in zip(found, coefficients, strict=True)
    ]
    below = [live("{d}*{p}", r.below.units * scale.units, d=r.below, p=scale) for r in found]
    return ratios(page, f"{what}折算", above, below)
