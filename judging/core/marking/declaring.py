"""回避声明: a judge says beforehand whom not to judge; the call of that entrant finds it."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, SheetPhase
from judging.core.hall.staging import UNDER_WAY
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .avoiding import to_be_judged
from .excusing import bound
from .recusal import Recusal, RecusalGround


class DeclareRecusal(AnyCommand, frozen=True):
    """By the judge; or by the console, from the form that `judge` signed."""

    judge: str
    track: str
    entrant: str
    ground: RecusalGround
    words: str = ""


class WithdrawDeclaration(AnyCommand, frozen=True):
    """What came of it on the stage stays until the judge is restored."""

    judge: str
    track: str
    entrant: str
    reason: str


class RecusalDeclared(AnyEvent, frozen=True):
    judge: str
    track: str
    entrant: str
    ground: RecusalGround
    words: str = ""
    on_paper: bool = False


class DeclarationWithdrawn(AnyEvent, frozen=True):
    judge: str
    track: str
    entrant: str
    reason: str


def declare_recusal(state: State, command: DeclareRecusal, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Who is on already is not judged by this judge either; a sheet that is in has to be returned first."""
    judge = _own(command, by)
    if (command.track, command.entrant) not in to_be_judged(state, judge):
        raise Refused(Reason.UNKNOWN, "这位评委不评这个参赛对象，无须声明回避；请刷新页面核对")
    words = checks.text(command.words, sentence("说明")) if command.words.strip() else ""
    if command.ground is RecusalGround.OTHER and not words:
        raise Refused(Reason.MALFORMED, "选“其他原因”时，请写明是什么关系")
    known = state.recusals.get((command.track, command.entrant), {}).get(judge)
    if known and (known.ground, known.words) == (command.ground, words):
        return ()
    declared = RecusalDeclared(
        judge, command.track, command.entrant, command.ground, words, on_paper=by.judge is None
    )
    after = recusal_declared(state, declared, at)
    excused = tuple(event for id in _on(state, declared) for event in bound(after, id, (judge,)))
    return (declared, *excused)


def _own(command: DeclareRecusal | WithdrawDeclaration, by: Actor) -> str:
    if by.judge is not None and command.judge != by.judge:
        raise Refused(Reason.NOT_ALLOWED, "只能声明本人的回避；他人的请由组织者按纸质声明录入")
    return command.judge


def _on(state: State, declared: RecusalDeclared) -> list[PerformanceId]:
    """Where the entrant is before this judge now. Raises Refused where a sheet is in."""
    found = [
        id
        for id in state.on()
        if (id.track, id.entrant) == (declared.track, declared.entrant)
        and state.performance(id).phase in UNDER_WAY
        and any(judge.id == declared.judge for judge in state.panel(id))
    ]
    for id in found:
        sheet = state.performance(id).sheets.get(declared.judge)
        if sheet and sheet.phase is SheetPhase.SUBMITTED:
            raise Refused(
                Reason.ALREADY,
                "这位评委已提交{name}的评分表；要回避请先退回评分表",
                name=state.named(id),
            )
    return found


def withdraw_declaration(
    state: State, command: WithdrawDeclaration, by: Actor, at: str
) -> tuple[AnyEvent, ...]:
    judge = _own(command, by)
    if judge not in state.recusals.get((command.track, command.entrant), {}):
        return ()
    reason = checks.text(command.reason, sentence("撤回原因"))
    return (DeclarationWithdrawn(judge, command.track, command.entrant, reason),)


def recusal_declared(state: State, event: RecusalDeclared, at: str) -> State:
    key = event.track, event.entrant
    recusal = Recusal(event.ground, event.words, at, event.on_paper)
    declared = with_key(state.recusals.get(key, {}), event.judge, recusal)
    return replace(state, recusals=with_key(state.recusals, key, declared))


def declaration_withdrawn(state: State, event: DeclarationWithdrawn, at: str) -> State:
    key = event.track, event.entrant
    left = without_keys(state.recusals[key], event.judge)
    others = without_keys(state.recusals, key)
    return replace(state, recusals=with_key(others, key, left) if left else others)
