"""计时记录: what the clocks of a round came to, with each pause, correction and extra time and its reason."""

from collections.abc import Iterator

from judging.core import events as e
from judging.core.hall.hall import StoryEntry
from judging.core.hall.performance import PerformanceId
from judging.core.moments import milliseconds
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Round
from judging.core.state import State
from judging.core.timing.clock import Clock, Pause
from judging.core.timing.reckoning import SECOND_MS, counted_s
from judging.core.words import PAUSES
from judging.sheets.table import Cell, Column, Line, Table

from .moment import Moment
from .phrases import local_time
from .sheet import Correction, Sheet, SheetPlace, number_of, printable

COLUMNS = (
    Column("number", "序号", "number"),
    Column("name", "单位", "name"),
    Column("district", "区", "district"),
    Column("started", "开始", "time"),
    Column("stopped", "结束", "time"),
    Column("paused", "暂停", "time"),
    Column("used", "用时", "time"),
    Column("over", "超时", "time"),
    Column("points", "扣分", "points"),
)


NOTE = "用时不足一秒的部分舍去；暂停期间不计时。每一步的时刻都在赛事记录中，可由导出的 steps.csv 核对。"


def timing_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    state, track, round = moment.state, moment.state.track(place.track), _round(moment.state, place)
    timed = list(_timed(state, place, whole))
    return Sheet(
        form="timing",
        place=place,
        title=f"{track.name}{round.name}计时记录",
        heading=(("计时", f"{len(timed)} 个"), ("时限", _limit(round))),
        table=Table(COLUMNS, tuple(_line(state, id, clock) for id, clock in timed)),
        corrections=tuple(each for id, _ in timed for each in _noted(moment, id)),
        notes=(NOTE,),
        signatures=("计时员", "复核员", "评委组长", "监督员"),
        gist=tuple((state.named(id), _used(state, id, clock)) for id, clock in timed),
    )


def timed_rounds(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where somebody's clock may stand on paper."""
    for track in state.rulebook.tracks:
        for round in track.rounds:
            place = SheetPlace(track.id, round.id)
            if next(_timed(state, place, whole), None):
                yield place


def _round(state: State, place: SheetPlace) -> Round:
    return state.round(place.track, place.round)


def _timed(state: State, place: SheetPlace, whole: bool) -> Iterator[tuple[PerformanceId, Clock]]:
    """In the order in which they were called."""
    called = sorted(state.performances.items(), key=lambda each: each[1].called_at)
    for id, found in called:
        is_here = (id.track, id.round) == (place.track, place.round) and found.phase in printable(whole)
        if is_here and found.clock is not None and found.clock.spans:
            yield id, found.clock


def _limit(round: Round) -> str:
    return clocked(round.time.limit_s) if round.time else "不限"


def _line(state: State, id: PerformanceId, clock: Clock) -> Line:
    entrant, confirmed = state.entrant(id), clock.confirmed
    texts = (
        number_of(state, (id.track, id.round), id.entrant),
        state.named(id),
        entrant.district,
        local_time(clock.spans[0].since),
        local_time(clock.spans[-1].until) if clock.spans[-1].until else "",
        clocked(sum(map(_paused_s, clock.pauses))) if clock.pauses else "",
        _used(state, id, clock),
        clocked(confirmed.over_s) if confirmed and confirmed.over_s else "",
        shortest(confirmed.points) if confirmed and confirmed.points else "",
    )
    return Line(id.entrant, tuple(map(Cell, texts)))


def _used(state: State, id: PerformanceId, clock: Clock) -> str:
    ended = clock.spans[-1].until or clock.spans[-1].since
    return clocked(counted_s(state.round(id.track, id.round), clock, ended))


def clocked(seconds: int) -> str:
    """ "9:05"; "1:02:03" from an hour on."""
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}" if hour else f"{minute}:{second:02}"


def _paused_s(pause: Pause) -> int:
    return max(0, milliseconds(pause.until) - milliseconds(pause.since)) // SECOND_MS if pause.until else 0


def _noted(moment: Moment, id: PerformanceId) -> Iterator[Correction]:
    """What happened to the clock beside running and stopping, with its reason and who is answerable."""
    name = moment.state.named(id)
    for line in moment.of(id):
        if found := _told(moment.state, id, line):
            text, about = found
            kind = type(line.event).__name__
            yield Correction(line.at, kind, f"{name}：{text}", about=(id.entrant, *about))


def _told(state: State, id: PerformanceId, line: StoryEntry) -> tuple[str, tuple[str, ...]] | None:
    match line.event:
        case e.ClockPaused(reason=reason):
            return f"暂停（{PAUSES[reason]}）", (str(reason),)
        case e.ClockResumed():
            return "继续", ()
        case e.ClockCorrected(used_s=used, reason=reason):
            return f"用时更正为 {clocked(used)}：{reason}", (str(used), reason)
        case e.TimeGranted(extra_s=extra, reason=reason, witness=witness):
            return f"加时 {extra} 秒：{reason}（见证人 {witness}）", (str(extra), reason, witness)
        case e.OvertimeWaived(over_s=over, reason=reason):
            return f"超时 {clocked(over)} 不扣分：{reason}", (str(over), reason)
        case e.TimeUnconfirmed(reason=reason):
            return f"撤回用时确认：{reason}", (reason,)
        case _:
            return None
