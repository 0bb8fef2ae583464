"""Rounds, turns and tracks made up for tests, told in the texts a person would type."""

from decimal import Decimal

from judging.core.scoring.day import Day, Deduction, Sheet, SheetState, Turn
from judging.core.scoring.rulebook import Criterion, Group, Kind, Round, Track, Trim

NO_TRIM = Trim()
ONE_EACH = Trim(1, 1, 3)
NOT_IN = {state.value for state in SheetState} - {"in"}


def criterion(id="mark", *, low="0", high="100", step="0.01", factor="1"):
    return Criterion(id, id, Decimal(low), Decimal(high), Decimal(step), Decimal(factor))


def judged(**changes):
    """One criterion of 0 to 100; one copy of each extreme dropped from three judges on."""
    usual = {"id": "present", "name": "现场汇报展示", "weight": Decimal(100), "trim": ONE_EACH}
    return Round(**{**usual, "kind": Kind.JUDGED, "criteria": (criterion(),), **changes})


def entered(id="daily", **changes):
    return Round(**{"id": id, "name": id, "kind": Kind.IMPORTED, "weight": Decimal(100), **changes})


def group(id, weight, **changes):
    usual = {"name": id, "trim": NO_TRIM, "reduce": "mean", "places": 2, "minimum": 1}
    return Group(**{"id": id, "weight": Decimal(weight), **usual, **changes})


def sheet(number, marks, group=None):
    """*marks*: "91.5", "21 25 20" for three criteria, or a state such as "absent"."""
    if marks in NOT_IN:
        return Sheet(f"J{number}", SheetState(marks), group=group)
    return Sheet(f"J{number}", SheetState.IN, tuple(map(Decimal, marks.split())), group)


def turn(*marks, off=(), panel=None):
    """One sheet per text, J1 first; *off* are points with the reason 超时."""
    sheets = [sheet(number, text) for number, text in enumerate(marks, 1)]
    return Turn(sheets, [Deduction(Decimal(points), "超时") for points in off], panel)


def in_groups(**marks):
    """Sheets of groups by id: in_groups(expert="90 91", public="80")."""
    texts = [(text, group) for group, row in marks.items() for text in row.split()]
    return Turn([sheet(number, text, group) for number, (text, group) in enumerate(texts, 1)])


def track(*rounds, **changes):
    return Track("centre", "受理中心组", rounds, **changes)


def day_of(components, **changes):
    """A day of imported rounds: {"选手01": {"daily": "90"}}."""
    entries = {(r, e): Decimal(score) for e, scores in components.items() for r, score in scores.items()}
    return Day(entrants=tuple(components), components=entries, **changes)


def in_words(held):
    return held.entrant, held.round, held.reason, str(held.detail)
