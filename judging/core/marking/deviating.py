"""How far each judge is on average from the panel: a hint to the head judge, and nothing to anybody else."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from judging.core.hall.performance import Announced
from judging.core.people.taking_part import Judge
from judging.core.scoring.numbers import plain, rounded
from judging.core.scoring.rulebook import Rounding
from judging.core.state import PanelKey, State

PLACES = 2


class Deviation(Struct, frozen=True):
    """Of `count` confirmed sheets of this judge; `mean` is above the panel's, or with "-" below it."""

    judge: str
    seat: int
    name: str
    count: int
    mean: str | None  # None as long as none is confirmed


def deviations(state: State, key: PanelKey) -> tuple[Deviation, ...]:
    """Of the judges who sit on the panel now, in seat order; over the performances that count."""
    panel = state.panels.get(key)
    confirmed = [_from_mean(told) for told in _confirmed(state, key)]
    return tuple(_of(judge, confirmed) for judge in (panel.judges if panel else ()))


def _confirmed(state: State, key: PanelKey) -> Iterator[Announced]:
    for id, performance in state.performances.items():
        if performance.announced and (id.track, id.round) == key[:2] and state.panel_of(id) == key:
            yield performance.announced


def _from_mean(told: Announced) -> dict[str, Fraction]:
    """By judge, of one performance: how far above the mean of all its sheets."""
    totals = {mark.judge: Fraction(Decimal(mark.total)) for mark in told.marks if mark.total is not None}
    mean = sum(totals.values(), Fraction(0)) / max(len(totals), 1)
    return {judge: total - mean for judge, total in totals.items()}


def _of(judge: Judge, confirmed: list[dict[str, Fraction]]) -> Deviation:
    own = [found[judge.id] for found in confirmed if judge.id in found]
    mean = plain(rounded(sum(own, Fraction(0)) / len(own), PLACES, Rounding.HALF_UP)) if own else None
    return Deviation(judge.id, judge.seat, judge.name, len(own), mean)
