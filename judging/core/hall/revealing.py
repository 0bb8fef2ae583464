"""亮分: the score is told, beat by beat, led by the director's key."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.marking.head_confirming import is_unconfirmed
from judging.core.marking.hold import awaited, first_few, unrevealed
from judging.core.marking.opening import missing_seats
from judging.core.moments import milliseconds
from judging.core.people.actor import Actor
from judging.core.publication.on_air import without_score
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .air import Pace, Playback, Scene
from .beats import DOUBLE_MS, Press, of_stage, pressed, runs, uncut
from .hall import MAIN
from .performance import Announced, PerformanceId, Phase
from .staging import off_list, others_off_stage, staged, with_performance


class RevealScore(AnyCommand, frozen=True):
    performance: PerformanceId


class SetPace(AnyCommand, frozen=True):
    pace: Pace
    hall: str = MAIN


class AdvanceReveal(AnyCommand, frozen=True):
    """The director's key while a reveal plays; `whole` goes straight to its end."""

    performance: PerformanceId
    whole: bool = False


class ReplayReveal(AnyCommand, frozen=True):
    performance: PerformanceId


class ScoreRevealed(AnyEvent, frozen=True):
    performance: PerformanceId
    announced: Announced
    together: bool = False  # in a list with others, without beats of its own


class RevealWithdrawn(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: str


class PaceSet(AnyEvent, frozen=True):
    """Of the reveals to come."""

    pace: Pace
    hall: str = MAIN


class RevealAdvanced(AnyEvent, frozen=True):
    """The reveal on stage goes on from `to_ms` of its timetable; `beats` have been let on (逐步), or all."""

    performance: PerformanceId
    to_ms: int
    beats: int | None = None


class RevealReplayed(AnyEvent, frozen=True):
    """重播: the same score once more from the first beat."""

    performance: PerformanceId


def reveal(state: State, command: RevealScore, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    checks.known(state, id)
    revealed = reveal_of(state, id)  # first: who has just been revealed by another console is told so
    uncut(state, state.hall_of(id), at)
    others_off_stage(state, id)
    return (revealed,)


def reveal_of(state: State, id: PerformanceId) -> ScoreRevealed:
    """Raises Refused while there is no score, or it is held."""
    found = state.performance(id).announced
    if state.performance(id).phase is Phase.MARKING:
        if missing := missing_seats(state, id):
            raise Refused(Reason.INCOMPLETE, "不能亮分：{seats}号评委尚未提交", seats=missing)
        raise Refused(Reason.INCOMPLETE, "不能亮分：评分尚未结束")
    checks.in_phase(state, id, Phase.CONFIRMED, then=Phase.REVEALED)
    if (id.track, id.entrant) in state.statuses:
        raise Refused(Reason.NOT_NOW, "{name}已弃权、缺席或被取消资格，不再亮分", name=state.named(id))
    if is_unconfirmed(state, id):
        raise Refused(Reason.NOT_NOW, "不能亮分：须先由评委组长确认得分")
    _hold_is_over(state, id)
    if found is None:
        raise AssertionError(f"{id} is confirmed without a score")
    return ScoreRevealed(id, found)


def _hold_is_over(state: State, id: PerformanceId) -> None:
    """Under 定标 the first few are all confirmed, then revealed one after the other."""
    key = state.panel_of(id)
    assert key is not None  # or nobody could have marked it
    if missing := awaited(state, key):
        raise Refused(
            Reason.INCOMPLETE,
            "不能亮分：定标的前 {few} 个都确认后才亮分，还差 {missing} 个",
            few=first_few(state, key),
            missing=missing,
        )
    waiting = unrevealed(state, key)
    if state.round(id.track, id.round).hold_first and id in waiting[1:]:
        name = state.named(waiting[0])
        raise Refused(Reason.NOT_NOW, "不能亮分：请按出场顺序，先亮{name}的得分", name=name)


def set_pace(state: State, command: SetPace, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """From the next reveal on; one that plays keeps its pace."""
    hall = checks.hall_of(state, command.hall)
    return () if hall.pace is command.pace else (PaceSet(command.pace, hall.id),)


def advance(state: State, command: AdvanceReveal, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing for a press that came twice, or too late."""
    id = command.performance
    checks.known(state, id)
    hall = state.hall_of(id)
    found = of_stage(state, hall)
    if found is None or found[0].performance != id or not runs(state, hall, at):
        return ()
    playback, table = found
    if hall.scene is not Scene.REVEAL and not command.whole:
        raise Refused(Reason.NOT_NOW, "大屏现在不是“亮分”，请先切回“亮分”再继续")
    if command.whole:
        to = Press(table.ends, None)
    elif 0 <= milliseconds(at) - playback.pressed < DOUBLE_MS:
        return ()
    else:
        to = pressed(playback, table, at)
    return (RevealAdvanced(id, to.to_ms, to.beats),)


def replay_reveal(state: State, command: ReplayReveal, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """重播: the beats once more. What was announced stays as it is, and no record says anything of it."""
    id = command.performance
    checks.known(state, id)
    hall = state.hall_of(id)
    if hall.on_stage != id or state.performance(id).phase is not Phase.REVEALED:
        raise Refused(Reason.NOT_NOW, "只能重播台上最近一次亮分")
    uncut(state, hall, at)
    return (RevealReplayed(id),)


def paced(state: State, event: PaceSet, at: str) -> State:
    return state.in_hall(event.hall, pace=event.pace)


def played(state: State, event: ScoreRevealed | RevealReplayed, at: str) -> State:
    """On air from the first beat."""
    hall = state.hall_of(event.performance)
    now, first = milliseconds(at), 1 if hall.pace is Pace.STEPS else None
    playback = Playback(event.performance, hall.pace, now, now, first)
    return state.in_hall(hall.id, playback=playback, scene=Scene.REVEAL)


def advanced(state: State, event: RevealAdvanced, at: str) -> State:
    hall = state.hall_of(event.performance)
    assert hall.playback is not None
    now = milliseconds(at)
    moved = replace(hall.playback, since=now - event.to_ms, pressed=now, beats=event.beats)
    return state.in_hall(hall.id, playback=moved)


def score_revealed(state: State, event: ScoreRevealed, at: str) -> State:
    revealed = replace(
        state.performance(event.performance),
        phase=Phase.REVEALED,
        announced=event.announced,
        revealed_at=at,
        taken_back=False,
    )
    if event.together:
        return with_performance(state, event.performance, revealed)
    return played(staged(state, event.performance, revealed), event, at)


def reveal_withdrawn(state: State, event: RevealWithdrawn, at: str) -> State:
    """A ranking that rests on the withdrawn score is withdrawn with it."""
    confirmed = replace(
        state.performance(event.performance), phase=Phase.CONFIRMED, revealed_at="", taken_back=True
    )
    state = without_score(state, event.performance.track, event.performance.entrant)
    return staged(off_list(state, event.performance), event.performance, confirmed, Scene.PROGRESS)
