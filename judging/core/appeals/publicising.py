"""公示: what was decided is made public for some working days, and begun anew where it changes meanwhile."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core import checks
from judging.core.correction.record import Fate
from judging.core.honours.decided import decision_of
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.rectifying.rectification import Rectification
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .award_phase import known_award, published_digest, tracks_concerned, undecided
from .deadlines import counted_anew
from .objection import Deadlines, Objection
from .publicity import Publicity
from .workdays import Day, day, day_of, end_of, is_date, working_days
from .workdays import Source as DaySource


class StartPublicity(AnyCommand, frozen=True):
    """`from_day`: the day it was put up, as “2024-10-08”, "" for today. It does not count itself."""

    award: str
    from_day: str = ""


class RenewPublicity(AnyCommand, frozen=True):
    """All its days anew, since something has changed."""

    award: str
    reason: str
    from_day: str = ""


class SetHolidays(AnyCommand, frozen=True):
    """Which days are free or worked where the calendar does not know it; in place of what was set before."""

    off: tuple[str, ...]
    worked: tuple[str, ...]


class Period(Struct, frozen=True):
    """The days of a 公示 as they were counted, and when the last of them is over (UTC)."""

    days: tuple[Day, ...]
    ends: str


class PublicityStarted(AnyEvent, frozen=True):
    award: str
    start: str
    period: Period
    tracks: tuple[str, ...]
    digest: str
    who: str
    reason: str = ""  # why it was begun anew


class HolidaysSet(AnyEvent, frozen=True):
    """`periods`: those that run, counted anew; `deadlines`: likewise, of what waits."""

    off: tuple[str, ...]
    worked: tuple[str, ...]
    periods: Mapping[str, Period]
    deadlines: Mapping[int, Deadlines] = {}
    rectifications: Mapping[int, Deadlines] = {}


def start_publicity(state: State, command: StartPublicity, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.award in state.publicities:
        name = known_award(state, command.award)
        raise Refused(Reason.ALREADY, "{name}已在公示；结果有变化的，请写明原因重新公示", name=name)
    return (_started(state, command.award, command.from_day, by, at),)


def renew_publicity(state: State, command: RenewPublicity, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    name = known_award(state, command.award)
    if command.award not in state.publicities:
        raise Refused(Reason.NOT_NOW, "{name}还没有公示，请先开始公示", name=name)
    reason = checks.text(command.reason, sentence("重新公示的原因"))
    started = _started(state, command.award, command.from_day, by, at)
    since = max(state.publicities[command.award].start, _last_corrected(state, started.tracks))
    if started.start < since:
        raise Refused(
            Reason.MALFORMED, "重新公示的日期不能早于上一次公示和更正生效之日（{day}），请核对日期", day=since
        )
    return (replace(started, reason=reason),)


def _last_corrected(state: State, tracks: tuple[str, ...]) -> str:
    """The day of the last correction in *tracks*: what was put up before it told of other scores."""
    applied = (each for each in state.corrections.values() if each.fate is Fate.APPLIED)
    return max((day_of(each.at) for each in applied if each.performance.track in tracks), default="")


def _started(state: State, award: str, from_day: str, by: Actor, at: str) -> PublicityStarted:
    name, count = known_award(state, award), state.rulebook.publicity.days
    if count is None:
        raise Refused(Reason.NOT_NOW, "规则没有写公示几个工作日：请在规则里写明，或决定之后直接定稿")
    if award in state.finals:
        raise Refused(Reason.NOT_NOW, "{name}已定稿，不再公示；确需改动的，请先撤销定稿", name=name)
    if (missing := undecided(state, award)) is not None:
        raise Refused(Reason.INCOMPLETE, "{name}不能公示：{why}", name=name, why=missing)
    start = _start_day(state, award, from_day, at)
    tracks = tracks_concerned(state, award)
    period = counted(start, count, state.holidays)
    return PublicityStarted(award, start, period, tracks, published_digest(state, award), by.label)


def _start_day(state: State, award: str, from_day: str, at: str) -> str:
    """Not before the decision and not in the future."""
    today, decision = day_of(at), decision_of(state, award)
    start = from_day or today
    if not is_date(start):
        raise Refused(Reason.MALFORMED, "公示日期“{day}”写得不对，应如 2024-10-08", day=start[:20])
    if start > today:
        raise Refused(Reason.MALFORMED, "公示日期 {day} 还没有到，请在张贴之后登记", day=start)
    if decision and start < day_of(decision.at):
        raise Refused(Reason.MALFORMED, "公示日期 {day} 早于作出决定的日期，请核对", day=start)
    return start


def counted(start: str, count: int, known: Mapping[str, bool]) -> Period:
    """*count* working days after *start*."""
    days = working_days(start, count, known)
    return Period(days, end_of(days[-1].date))


def set_holidays(state: State, command: SetHolidays, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """A day that the published calendar has free is not worked: no period ends earlier by that."""
    for text in (*command.off, *command.worked):
        if not is_date(text):
            raise Refused(Reason.MALFORMED, "日期“{day}”写得不对，应如 2027-02-06", day=text[:20])
    if len(command.off) + len(command.worked) > MOST_SET:
        raise Refused(Reason.TOO_MANY, "最多写 {most} 天", most=MOST_SET)
    if both := sorted({*command.off} & {*command.worked}):
        raise Refused(Reason.MALFORMED, "{day} 同时写成了放假和上班，请只留一处", day=both[0])
    for text in command.worked:
        if (found := day(text, {})).source is DaySource.CALENDAR and not found.works:
            raise Refused(Reason.MALFORMED, "{day} 在已公布的放假安排里是休息日，不能写成上班", day=text)
    known = holidays(command.off, command.worked)
    if known == state.holidays:
        return ()
    due = _due_anew(state.objections, known)
    mended = _due_anew(state.rectifications, known)
    return (HolidaysSet(command.off, command.worked, _periods_anew(state, known), due, mended),)


def _due_anew(
    kept: Mapping[int, Objection] | Mapping[int, Rectification], known: Mapping[str, bool]
) -> dict[int, Deadlines]:
    """Of those that wait, and were told a day."""
    waiting = {n: each for n, each in kept.items() if each.is_pending and each.deadlines.days}
    return {n: counted_anew(each.deadlines, each.received_at, known) for n, each in waiting.items()}


MOST_SET = 200  # days of several years: more is no calendar


def holidays(off: tuple[str, ...], worked: tuple[str, ...]) -> dict[str, bool]:
    """Whether each of these dates is a working day."""
    return dict.fromkeys(sorted(off), False) | dict.fromkeys(sorted(worked), True)


def _periods_anew(state: State, known: Mapping[str, bool]) -> dict[str, Period]:
    found = {}
    for award, period in state.publicities.items():
        if award not in state.finals:
            count = sum(each.works for each in period.days)
            found[award] = counted(period.start, count, known)
    return found


def publicity_started(state: State, event: PublicityStarted, at: str) -> State:
    before = state.publicities.get(event.award)
    reasons = (*before.reasons, event.reason) if before else ()
    days, ends = event.period.days, event.period.ends
    made = Publicity(event.start, ends, event.tracks, days, event.digest, at, event.who, reasons)
    return replace(state, publicities=with_key(state.publicities, event.award, made))


def holidays_set(state: State, event: HolidaysSet, at: str) -> State:
    anew = {
        award: replace(state.publicities[award], days=period.days, ends=period.ends)
        for award, period in event.periods.items()
    }
    due = {
        number: replace(state.objections[number], deadlines=found)
        for number, found in event.deadlines.items()
    }
    mended = {
        number: replace(state.rectifications[number], deadlines=found)
        for number, found in event.rectifications.items()
    }
    return replace(
        state,
        rectifications={**state.rectifications, **mended},
        holidays=holidays(event.off, event.worked),
        publicities={**state.publicities, **anew},
        objections={**state.objections, **due},
    )
