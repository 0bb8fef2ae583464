"""题目: the case of the organiser's list that a performance is about, drawn, or chosen for a real client."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import DrawnCase, PerformanceId, Phase
from judging.core.hall.staging import with_performance
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.case import Case
from judging.core.sentence import sentence
from judging.core.setup.draw import shuffled
from judging.core.setup.ordering import MAX_SEED
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.timing.clock import ClockState


class DrawCase(AnyCommand, frozen=True):
    performance: PerformanceId
    seed: str


class ChooseCase(AnyCommand, frozen=True):
    """As a real client's is, by type and difficulty; the same one may be chosen for several."""

    performance: PerformanceId
    case: str


class CaseDrawn(AnyEvent, frozen=True):
    """Of those nobody of the round had drawn, the first in the order `draw.shuffled` makes of the seed."""

    performance: PerformanceId
    case: str
    seed: str


class CaseChosen(AnyEvent, frozen=True):
    performance: PerformanceId
    case: str


def draw_case(state: State, command: DrawCase, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    cases = _may_be_given(state, id)
    seed = checks.text(command.seed, sentence("抽签种子"), most=MAX_SEED)
    if state.performance(id).has_drawn:
        raise Refused(Reason.ALREADY, "{name}已抽过题目；如须更换，请选定另一题", name=state.named(id))
    left = undrawn(state, id)
    if not left:
        raise Refused(
            Reason.INCOMPLETE,
            "{count} 个题目都已抽完；请选定一题，或下一次在规则里多列题目",
            count=len(cases),
        )
    return (CaseDrawn(id, shuffled(left, seed)[0], seed),)


def choose_case(state: State, command: ChooseCase, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    if command.case not in {case.id for case in _may_be_given(state, id)}:
        raise Refused(Reason.UNKNOWN, "题目单里没有这一题，请刷新页面后重试")
    return () if state.performance(id).case == command.case else (CaseChosen(id, command.case),)


def _may_be_given(state: State, id: PerformanceId) -> tuple[Case, ...]:
    """The round's cases, as long as the clock of the performance is not stopped, nor its score confirmed."""
    round = checks.known(state, id)
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)
    if (clock := state.performance(id).clock) and clock.state is ClockState.STOPPED:
        raise Refused(
            Reason.NOT_NOW,
            "{name}的计时已停止，题目不能再改；确需更改，请先按“继续”",
            name=state.named(id),
        )
    if not round.cases:
        raise Refused(Reason.UNKNOWN, "“{round}”没有题目单，请先在规则里列出题目", round=round.name)
    return round.cases


def undrawn(state: State, id: PerformanceId) -> tuple[str, ...]:
    """The cases that nobody of the round has drawn so far, for any attempt."""
    taken = {
        drawn.case
        for other, performance in state.performances.items()
        if (other.track, other.round) == (id.track, id.round)
        for drawn in performance.draws
    }
    return tuple(case.id for case in state.round(id.track, id.round).cases if case.id not in taken)


def case_drawn(state: State, event: CaseDrawn, at: str) -> State:
    performance = state.performance(event.performance)
    drawn = DrawnCase(event.case, event.seed, performance.attempt)
    changed = replace(performance, case=event.case, draws=(*performance.draws, drawn))
    return with_performance(state, event.performance, changed)


def case_chosen(state: State, event: CaseChosen, at: str) -> State:
    return with_performance(
        state, event.performance, replace(state.performance(event.performance), case=event.case)
    )
