"""Marking: opened, and closed with what will be announced."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.entering.sheet_entering import waiting_seats
from judging.core.entering.waiting import waiting_about
from judging.core.hall.air import Scene
from judging.core.hall.performance import Announced, PerformanceId, Phase
from judging.core.hall.staging import staged, with_performance
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.day import Held, SheetState
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.timing.measuring import unmeasured
from judging.core.timing.overtime import unsettled

from .excusing import bound
from .item_deciding import undecided
from .short_deciding import shortfalls, too_few, ways_out
from .spread_reviewing import is_reviewed, is_spread
from .turns import announced, turn


class OpenMarking(AnyCommand, frozen=True):
    performance: PerformanceId


class CloseMarking(AnyCommand, frozen=True):
    performance: PerformanceId


class MarkingOpened(AnyEvent, frozen=True):
    performance: PerformanceId


class MarkingWithdrawn(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: str


class MarkingClosed(AnyEvent, frozen=True):
    """已确认: what will be announced, fixed with its trace."""

    performance: PerformanceId
    announced: Announced


class MarkingReopened(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: str


def open_marking(state: State, command: OpenMarking, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Who came to the panel, or what became known of a judge, since the call is looked at once more."""
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, then=Phase.MARKING)
    judges = (judge.id for judge in state.panel(command.performance))
    return (*bound(state, command.performance, judges), MarkingOpened(command.performance))


def close_marking(state: State, command: CloseMarking, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Fixes what will be announced. A missing sheet holds it; it never becomes a zero."""
    id = command.performance
    checks.known(state, id)
    checks.in_phase(state, id, Phase.MARKING, then=Phase.CONFIRMED)
    typed = waiting_seats(state, id)
    if missing := tuple(seat for seat in missing_seats(state, id) if seat not in typed):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{seats}号评委尚未提交", seats=missing)
    if typed:
        raise Refused(
            Reason.INCOMPLETE,
            "不能结束评分：{seats}号评委的纸质评分表已由一人录入，须由另一人（复核员）复核",
            seats=typed,
        )
    if entered := waiting_about(state, id):
        raise Refused(
            Reason.INCOMPLETE,
            "不能结束评分：{count} 笔扣分或必备项已由一人录入，须由另一人（复核员）复核",
            count=len(entered),
        )
    if waiting := undecided(state, id):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{items}还没有认定，请先选“有”或“缺”", items=waiting)
    if why := unsettled(state.round(id.track, id.round), state.performance(id)):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{why}", why=why)
    if why := unmeasured(state, id):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{why}", why=why)
    found = announced(state, id)
    if short := shortfalls(state, id):
        way, why = (
            ways_out(state.performance(id)),
            found.detail if isinstance(found, Held) else too_few(short[0]),
        )
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{why}；{way}", why=why, way=way)
    if isinstance(found, Held):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{why}", why=found.detail)
    if is_spread(state, id) and not is_reviewed(state, id):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：各评委的分值相差超出规则，请评委组长复看并写明意见")
    return (MarkingClosed(id, found),)


def missing_seats(state: State, id: PerformanceId) -> tuple[int, ...]:
    """The seats of those who have not submitted."""
    missing = {sheet.judge for sheet in turn(state, id).sheets if sheet.state is SheetState.MISSING}
    return tuple(judge.seat for judge in state.panel(id) if judge.id in missing)


def marking_opened(state: State, event: MarkingOpened, at: str) -> State:
    marking = replace(state.performance(event.performance), phase=Phase.MARKING, taken_back=False)
    return staged(state, event.performance, marking, Scene.PROGRESS)


def marking_withdrawn(state: State, event: MarkingWithdrawn, at: str) -> State:
    called = replace(state.performance(event.performance), phase=Phase.CALLED, taken_back=True)
    return staged(state, event.performance, called, Scene.ENTRANCE)


def marking_closed(state: State, event: MarkingClosed, at: str) -> State:
    """On a stage who was judged stays until the next is called; a window is free for the next."""
    closed = replace(
        state.performance(event.performance),
        phase=Phase.CONFIRMED,
        announced=event.announced,
        taken_back=False,
        window=0,
    )
    if state.walks(event.performance):
        return staged(state, event.performance, closed)
    return with_performance(state, event.performance, closed)


def marking_reopened(state: State, event: MarkingReopened, at: str) -> State:
    marking = replace(
        state.performance(event.performance),
        phase=Phase.MARKING,
        announced=None,
        head_confirmation=None,
        judged_since=at,
        taken_back=True,
    )
    return staged(state, event.performance, marking, Scene.PROGRESS)
