"""The run of show: call, open, close, reveal, rank, and step back."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.live import announced, day, ranked_entrants, ranking, revealed_entrants, ties, turn
from judging.core.people import Actor
from judging.core.performance import PerformanceId, Phase
from judging.core.ranking import track_result
from judging.core.recheck import recheck
from judging.core.refused import Reason, Refused
from judging.core.results import Held, SheetState
from judging.core.rulebook import Kind, Track
from judging.core.state import State

from . import checks


def call(state: State, command: c.CallEntrant, by: Actor) -> tuple[e.Event, ...]:
    id = command.performance
    round = checks.known(state, id)
    checks.unlocked(state, id.track)
    if lacking := lacks(state, id.track, id.round):
        raise Refused(Reason.INCOMPLETE, lacking[0])
    if id.entrant not in state.orders[id.track, id.round].entrants:
        raise Refused(Reason.INCOMPLETE, f"{state.entrant(id).name}不在出场顺序中，请先补入顺序")
    if (id.track, id.entrant) in state.statuses:
        raise Refused(Reason.NOT_NOW, f"{state.entrant(id).name}已弃权、缺席或被取消资格，不再出场")
    checks.in_phase(state, id, Phase.WAITING)
    _stage_is_free(state, id, round.hold_first)
    return (e.EntrantCalled(id),)


def lacks(state: State, track: str, round: str) -> tuple[str, ...]:
    """What must still be set up before anybody can be called in this round."""
    found = []
    if not state.panels.get((track, round)):
        found.append("还没有评委组，请先在“评委与席位”中安排")
    if (track, round) not in state.orders:
        found.append("还没有出场顺序，请先抽签或录入")
    rules = state.round(track, round)
    if rules.groups or rules.panels:
        # The arithmetic is there, the seats are not: better no score than one that ignores the rule.
        found.append("本环节设了评委分组或多个评委组，现场评分还不支持；请改规则，或用 judging tally 计算")
    return tuple(found)


def _stage_is_free(state: State, id: PerformanceId, hold_first: int) -> None:
    """Whoever is on stage must be done and revealed; under 定标 the first few are revealed together."""
    _others_off_stage(state, id)
    called = [
        other
        for other, found in state.performances.items()
        if (other.track, other.round) == (id.track, id.round) and found.phase is not Phase.WAITING
    ]
    waiting = [other for other in called if state.performance(other).phase is Phase.CONFIRMED]
    if waiting and len(called) >= hold_first:
        raise Refused(Reason.STAGE_TAKEN, f"{state.entrant(waiting[0]).name}尚未亮分，亮分后才能请下一个")


def open_marking(state: State, command: c.OpenMarking, by: Actor) -> tuple[e.Event, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED)
    return (e.MarkingOpened(command.performance),)


def close_marking(state: State, command: c.CloseMarking, by: Actor) -> tuple[e.Event, ...]:
    """Fixes what will be announced. A missing sheet holds it; it never becomes a zero."""
    id = command.performance
    checks.known(state, id)
    checks.in_phase(state, id, Phase.MARKING)
    if missing := _missing(state, id):
        raise Refused(Reason.INCOMPLETE, f"不能结束评分：{'、'.join(missing)}评委尚未提交")
    found = announced(state, id)
    if isinstance(found, Held):
        raise Refused(Reason.INCOMPLETE, f"不能结束评分：{found.detail}")
    return (e.MarkingClosed(id, found),)


def _missing(state: State, id: PerformanceId) -> list[str]:
    return [sheet.label for sheet in turn(state, id).sheets if sheet.state is SheetState.MISSING]


def reveal(state: State, command: c.RevealScore, by: Actor) -> tuple[e.Event, ...]:
    id = command.performance
    checks.known(state, id)
    found = state.performance(id).announced
    if state.performance(id).phase is Phase.MARKING:
        missing = _missing(state, id)
        why = f"{'、'.join(missing)}评委尚未提交" if missing else "评分尚未结束"
        raise Refused(Reason.INCOMPLETE, f"不能亮分：{why}")
    checks.in_phase(state, id, Phase.CONFIRMED)
    _others_off_stage(state, id)
    if found is None:
        raise AssertionError(f"{id} is confirmed without a score")
    return (e.ScoreRevealed(id, found),)


def _others_off_stage(state: State, id: PerformanceId) -> None:
    other = state.on_stage
    if other is None or other == id:
        return
    phase = state.performance(other).phase
    if phase in (Phase.CALLED, Phase.MARKING):
        raise Refused(
            Reason.STAGE_TAKEN, f"{state.entrant(other).name}{checks.PHASE_WORDS[phase]}，结束后再操作"
        )


def reveal_standings(state: State, command: c.RevealStandings, by: Actor) -> tuple[e.Event, ...]:
    may_rank(state, command.track)
    rows = ranking(state, command.track)
    return (e.StandingsRevealed(command.track, rows, ranked_entrants(state, command.track)),)


def may_rank(state: State, track: str) -> None:
    """Raises Refused where a ranking would have nothing to show."""
    found = _track(state, track)
    for round in found.rounds:
        if round.kind is Kind.IMPORTED and (track, round.id) not in state.components:
            raise Refused(Reason.INCOMPLETE, f"不能公布排名：“{round.name}”成绩尚未导入")
        if round.kind is Kind.INDICATOR:
            raise Refused(
                Reason.INCOMPLETE,
                f"不能公布排名：指标环节“{round.name}”现场还不支持，请用 judging tally 计算",
            )
    if not any((track, entrant) not in state.statuses for entrant in revealed_entrants(state, track)):
        raise Refused(Reason.INCOMPLETE, "不能公布排名：还没有参赛对象亮分")


def _track(state: State, id: str) -> Track:
    try:
        return state.track(id)
    except KeyError:
        raise Refused(Reason.UNKNOWN, f"没有组别“{id}”，请刷新页面后重试") from None


def decide_tie(state: State, command: c.DecideTie, by: Actor) -> tuple[e.Event, ...]:
    """Once decided a tie may be decided anew, until the track is locked."""
    _track(state, command.track)
    checks.unlocked(state, command.track)
    reason = checks.text(command.reason, "决定依据")
    known = [set(tie.entrants) for tie in ties(state, command.track, decided=True)]
    if len(set(command.order)) < len(command.order) or set(command.order) not in known:
        raise Refused(Reason.STALE, "并列的名单已经变化，请按当前页面上的并列重新排定先后")
    return (e.TieDecided(command.track, command.order, reason),)


def lock(state: State, command: c.LockTrack, by: Actor) -> tuple[e.Event, ...]:
    """Only when a second engine, written otherwise, comes to the same numbers (核分)."""
    may_lock(state, command.track)
    track, known = state.track(command.track), day(state, command.track)
    result = track_result(track, known)
    if tied := ties(state, command.track):
        names = "、".join(state.entrants[command.track][entrant].name for entrant in tied[0].entrants)
        raise Refused(Reason.INCOMPLETE, f"不能锁定：{names}并列，请先记录评委组长决定的先后")
    if result.held:
        raise Refused(Reason.INCOMPLETE, f"不能锁定：{'；'.join(held.detail for held in result.held)}")
    if differing := recheck(track, known, result):
        raise Refused(
            Reason.DISAGREEMENT, f"不能锁定，核分不一致：{'；'.join(each.text for each in differing)}"
        )
    return (e.TrackLocked(command.track, ranking(state, command.track)),)


def may_lock(state: State, track: str) -> None:
    """Raises Refused unless everybody who takes part has been revealed, and nobody is being judged."""
    may_rank(state, track)
    checks.unlocked(state, track)
    for id, found in state.performances.items():
        if id.track == track and found.phase in (Phase.CALLED, Phase.MARKING, Phase.CONFIRMED):
            word = checks.PHASE_WORDS[found.phase]
            raise Refused(Reason.INCOMPLETE, f"不能锁定：{state.entrant(id).name}{word}")
    revealed = revealed_entrants(state, track)
    waiting = [
        entrant.name
        for id, entrant in state.entrants[track].items()
        if id not in revealed and (track, id) not in state.statuses
    ]
    if waiting:
        others = f"等 {len(waiting)} 个" if len(waiting) > 1 else ""
        raise Refused(Reason.INCOMPLETE, f"不能锁定：{waiting[0]}{others}尚未亮分")


def step_back(state: State, command: c.StepBack, by: Actor) -> tuple[e.Event, ...]:
    """One step back, with a reason; sheets and marks all stay."""
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    _others_off_stage(state, id)
    reason = checks.text(command.reason, "撤回原因")
    match state.performance(id).phase:
        case Phase.REVEALED:
            return (e.RevealWithdrawn(id, reason),)
        case Phase.CONFIRMED:
            return (e.MarkingReopened(id, reason),)
        case Phase.MARKING:
            return (e.MarkingWithdrawn(id, reason),)
        case Phase.CALLED:
            return (e.CallWithdrawn(id, reason),)
        case Phase.WAITING:
            raise Refused(Reason.NOT_NOW, f"{state.entrant(id).name}还没有出场，没有可撤回的步骤")
