"""The run of show: call, open, close, reveal, rank, and step back."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.beats import uncut
from judging.core.hold import awaited, first_few, unrevealed
from judging.core.live import announced, turn
from judging.core.people import Actor
from judging.core.performance import PerformanceId, Phase
from judging.core.refused import Reason, Refused
from judging.core.results import Held, SheetState
from judging.core.rulebook import Sheets
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import PHASES

from . import checks


def call(state: State, command: c.CallEntrant, by: Actor, at: str) -> tuple[e.Event, ...]:
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    name = state.entrant(id).name
    if lacking := lacks(state, id.track, id.round):
        raise Refused(Reason.INCOMPLETE, lacking[0])
    if id.entrant not in state.orders[id.track, id.round].entrants:
        raise Refused(Reason.INCOMPLETE, "{name}不在出场顺序中，请先补入顺序", name=name)
    if (id.track, id.entrant) in state.statuses:
        raise Refused(Reason.NOT_NOW, "{name}已弃权、缺席或被取消资格，不再出场", name=name)
    checks.in_phase(state, id, Phase.WAITING, then=Phase.CALLED)
    uncut(state, at)
    _stage_is_free(state, id)
    return (e.EntrantCalled(id),)


def lacks(state: State, track: str, round: str) -> tuple[Sentence, ...]:
    """What must still be set up before anybody can be called in this round."""
    found = []
    if not state.panels.get((track, round)):
        found.append(sentence("还没有评委组，请先在“评委与席位”中安排"))
    if (track, round) not in state.orders:
        found.append(sentence("还没有出场顺序，请先抽签或录入"))
    rules = state.round(track, round)
    if rules.groups or rules.panels or rules.sheets is Sheets.EACH:
        # The arithmetic is there, the seats are not: better no score than one that ignores the rule.
        found.append(
            sentence(
                "本环节有评委分组、多个评委组或测评票，现场评分还不支持；请改规则，或用 judging tally 计算"
            )
        )
    return tuple(found)


def _stage_is_free(state: State, id: PerformanceId) -> None:
    """Whoever is on stage must be done and revealed; under 定标 the first few are revealed together."""
    _others_off_stage(state, id)
    waiting = unrevealed(state, id.track, id.round)
    if waiting and not awaited(state, id.track, id.round):
        raise Refused(
            Reason.STAGE_TAKEN, "{name}尚未亮分，亮分后才能请下一个", name=state.entrant(waiting[0]).name
        )


def open_marking(state: State, command: c.OpenMarking, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, then=Phase.MARKING)
    return (e.MarkingOpened(command.performance),)


def close_marking(state: State, command: c.CloseMarking, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Fixes what will be announced. A missing sheet holds it; it never becomes a zero."""
    id = command.performance
    checks.known(state, id)
    checks.in_phase(state, id, Phase.MARKING, then=Phase.CONFIRMED)
    if missing := _missing(state, id):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{seats}号评委尚未提交", seats=missing)
    found = announced(state, id)
    if isinstance(found, Held):
        raise Refused(Reason.INCOMPLETE, "不能结束评分：{why}", why=found.detail)
    return (e.MarkingClosed(id, found),)


def _missing(state: State, id: PerformanceId) -> tuple[int, ...]:
    """The seats of those who have not submitted."""
    missing = {sheet.judge for sheet in turn(state, id).sheets if sheet.state is SheetState.MISSING}
    return tuple(judge.seat for judge in state.panel(id) if judge.id in missing)


def reveal(state: State, command: c.RevealScore, by: Actor, at: str) -> tuple[e.Event, ...]:
    id = command.performance
    checks.known(state, id)
    found = state.performance(id).announced
    if state.performance(id).phase is Phase.MARKING:
        if missing := _missing(state, id):
            raise Refused(Reason.INCOMPLETE, "不能亮分：{seats}号评委尚未提交", seats=missing)
        raise Refused(Reason.INCOMPLETE, "不能亮分：评分尚未结束")
    checks.in_phase(state, id, Phase.CONFIRMED, then=Phase.REVEALED)
    uncut(state, at)
    _others_off_stage(state, id)
    _hold_is_over(state, id)
    if found is None:
        raise AssertionError(f"{id} is confirmed without a score")
    return (e.ScoreRevealed(id, found),)


def _hold_is_over(state: State, id: PerformanceId) -> None:
    """Under 定标 the first few are all confirmed, then revealed one after the other."""
    if missing := awaited(state, id.track, id.round):
        raise Refused(
            Reason.INCOMPLETE,
            "不能亮分：定标的前 {few} 个都确认后才亮分，还差 {missing} 个",
            few=first_few(state, id.track, id.round),
            missing=missing,
        )
    waiting = unrevealed(state, id.track, id.round)
    if state.round(id.track, id.round).hold_first and id in waiting[1:]:
        name = state.entrant(waiting[0]).name
        raise Refused(Reason.NOT_NOW, "不能亮分：请按出场顺序，先亮{name}的得分", name=name)


def _others_off_stage(state: State, id: PerformanceId) -> None:
    other = state.on_stage
    if other is None or other == id:
        return
    phase = state.performance(other).phase
    if phase in (Phase.CALLED, Phase.MARKING):
        raise Refused(
            Reason.STAGE_TAKEN,
            "{name}{phase}，结束后再操作",
            name=state.entrant(other).name,
            phase=PHASES[phase],
        )


# What a step back from each phase leads to.
BEFORE = {
    Phase.REVEALED: Phase.CONFIRMED,
    Phase.CONFIRMED: Phase.MARKING,
    Phase.MARKING: Phase.CALLED,
    Phase.CALLED: Phase.WAITING,
}


def step_back(state: State, command: c.StepBack, by: Actor, at: str) -> tuple[e.Event, ...]:
    """One step back, with a reason; sheets and marks all stay."""
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    _others_off_stage(state, id)
    reason = checks.text(command.reason, sentence("撤回原因"))
    if command.phase is not None:
        checks.in_phase(state, id, command.phase, then=BEFORE.get(command.phase))
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
            raise Refused(Reason.NOT_NOW, "{name}还没有出场，没有可撤回的步骤", name=state.entrant(id).name)
