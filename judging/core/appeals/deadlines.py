"""Until when something may be objected to, and by when it is answered: in hours or in working days."""

from collections.abc import Iterator

from judging.core.hall.performance import PerformanceId
from judging.core.moments import after
from judging.core.state import State

from .objection import About, Deadlines
from .publicity import Publicity
from .workdays import Day, Holidays, day_of, end_of, working_days

HOUR_MS = 60 * 60 * 1000


def announced_at(state: State, about: About) -> str:
    """When what it is about was announced last: the score of a round, or the ranking; "" before that."""
    id = PerformanceId(about.track, about.round, about.entrant)
    if id in state.performances:
        return state.performances[id].revealed_at
    shown = state.standings.get(about.track)
    return shown.at if shown else ""


def ends_of_windows(state: State, about: About) -> Iterator[str]:
    """When each window closes in which it may be filed; none where nothing closes."""
    rules = state.rulebook.objections
    if rules.within_hours is not None and (told := announced_at(state, about)):
        yield after(told, rules.within_hours * HOUR_MS)
    for period in _periods(state, about.track):
        if rules.within_days is None:
            yield period.ends
        else:
            yield min(period.ends, _last(working_days(period.start, rules.within_days, state.holidays)))
    yield from (final.at for final in state.finals.values() if about.track in final.tracks)


def _periods(state: State, track: str) -> Iterator[Publicity]:
    return (period for period in state.publicities.values() if track in period.tracks)


def late_since(state: State, about: About, received_at: str) -> str:
    """When the last window closed that it missed; "" while one is open, or none was ever opened."""
    last = max(ends_of_windows(state, about), default="")
    return last if received_at > last else ""


def deadlines(state: State, about: About, received_at: str) -> Deadlines:
    """As the rules have them: the day on which it came does not count."""
    rules = state.rulebook.objections
    if rules.decide_hours is not None and not is_in_public(state, about.track):
        return Deadlines(settle=after(received_at, rules.decide_hours * HOUR_MS))
    wanted = (rules.contact_days, rules.settle_days, rules.complicated_days)
    return in_working_days(received_at, wanted, state.holidays)


def in_working_days(
    received_at: str, wanted: tuple[int | None, int | None, int | None], known: Holidays
) -> Deadlines:
    """So many working days to the contact, to the answer, and to that where it is complicated."""
    spans = [working_days(day_of(received_at), count, known) if count else () for count in wanted]
    contact, settle, complicated = (_last(days) if days else "" for days in spans)
    return Deadlines(contact, settle, complicated, max(spans, key=len))


def counted_anew(told: Deadlines, received_at: str, known: Holidays) -> Deadlines:
    """As many working days as it was told at the receipt, with other days free or worked."""
    start = day_of(received_at)

    def moved(end: str) -> str:
        count = sum(each.works for each in told.days if end_of(each.date) <= end)
        return _last(working_days(start, count, known)) if end else ""

    days = working_days(start, sum(each.works for each in told.days), known)
    return Deadlines(moved(told.contact), moved(told.settle), moved(told.complicated), days)


def is_in_public(state: State, track: str) -> bool:
    """Whether an award of this track has been made public."""
    return any(_periods(state, track))


def _last(days: tuple[Day, ...]) -> str:
    return end_of(days[-1].date)
