"""Sheets: given by judges, and returned for correction."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.entering.sheet_withdrawing import fallen_entry
from judging.core.hall.performance import JudgeSheet, PerformanceId, Phase, SheetPhase, Source
from judging.core.hall.staging import with_performance
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import EXCUSES

from .avoiding import recusal_of, why
from .hand_raising import answered_by_returning
from .training import TraineeSheetSubmitted, trainee


class SubmitSheet(AnyCommand, frozen=True):
    """`revision` is one more than the last one the server has of this sheet: a late old one is told by it.

    And so by `attempt`: what waited on a phone since before a retake is of the performance that was.
    """

    performance: PerformanceId
    revision: int
    marks: Mapping[str, str]
    note: str = ""
    recommended: bool = False
    items: Mapping[str, bool] = {}  # the compulsory items the judges answer → whether it was there
    attempt: int = 0


class ReturnSheet(AnyCommand, frozen=True):
    performance: PerformanceId
    judge: str
    reason: str


class SheetSubmitted(AnyEvent, frozen=True):
    performance: PerformanceId
    judge: str
    revision: int
    marks: Mapping[str, str]
    note: str = ""
    recommended: bool = False
    items: Mapping[str, bool] = {}
    source: Source = Source.PHONE
    entered_by: str = ""
    confirmed_by: str = ""


class SheetReturned(AnyEvent, frozen=True):
    performance: PerformanceId
    judge: str
    reason: str


def submit_sheet(state: State, command: SubmitSheet, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """One whole sheet of the judge who sends it; a submitted one stands until it is returned.

    What was typed from paper and waits for its verifier falls: the first sheet that is stored counts.
    """
    round = checks.known(state, command.performance)
    if learner := trainee(state, command.performance, by.judge):
        return _by_trainee(state, command, round, learner)
    judge = checks.judge_on_panel(state, command.performance, by.judge)
    in_attempt(state, command.performance, command.attempt)
    _open(state, command.performance)
    sheet = state.performance(command.performance).sheets.get(judge.id)
    _not_given(state, command.performance, judge.id, sheet)
    if command.revision != (sheet.revision if sheet else 0) + 1:
        raise Refused(Reason.STALE, "这是旧的评分表，已有更新的一份，请在当前页面核对后重新提交")
    checked_marks(round, command.marks, command.items)
    note = checks.text(command.note, sentence("亮点")) if command.note.strip() else ""
    return (
        *fallen_entry(state, command.performance, judge.id),
        SheetSubmitted(
            command.performance,
            judge.id,
            command.revision,
            command.marks,
            note,
            command.recommended,
            command.items,
        ),
    )


def _by_trainee(state: State, command: SubmitSheet, round: Round, judge: Judge) -> tuple[AnyEvent, ...]:
    in_attempt(state, command.performance, command.attempt)
    _open(state, command.performance)
    if judge.id in state.performance(command.performance).trainee_sheets:
        raise Refused(Reason.ALREADY, "您的见习评分表已提交，不能再改；见习不计分")
    checked_marks(round, command.marks, command.items)
    note = checks.text(command.note, sentence("亮点")) if command.note.strip() else ""
    given = command.marks, note, command.recommended, command.items
    return (TraineeSheetSubmitted(command.performance, judge.id, 1, *given),)


def _not_given(state: State, id: PerformanceId, judge: str, sheet: JudgeSheet | None) -> None:
    """Raises Refused where no sheet of this judge is waited for."""
    if sheet and sheet.phase in EXCUSES:
        raise Refused(
            Reason.NOT_NOW, "您已标为{excuse}，不计本场评分；如有误请联系场控", excuse=EXCUSES[sheet.phase]
        )
    if recusal := recusal_of(state, id, judge):
        raise Refused(
            Reason.NOT_NOW,
            "您须回避{name}（{why}），不能评分；如有误请举手告知场控",
            name=state.named(id),
            why=why(recusal),
        )
    if sheet and sheet.phase is SheetPhase.SUBMITTED and sheet.source is Source.PAPER:
        raise Refused(
            Reason.ALREADY,
            "您的评分已按纸质评分表录入，手机上的这一份没有收下，也不会重复计分；如与纸上不同请举手",
        )
    if sheet and sheet.phase is SheetPhase.SUBMITTED:
        raise Refused(Reason.ALREADY, "您的评分表已提交；需要修改请举手，由评委组长退回")


def in_attempt(state: State, id: PerformanceId, attempt: int) -> None:
    """Raises Refused for a sheet of another time the entrant performed."""
    if attempt != state.performance(id).attempt:
        raise Refused(
            Reason.STALE,
            "这是{name}第 {n} 次的评分表，现在评的不是这一次，没有收下；请在当前页面重新评分",
            name=state.named(id),
            n=attempt + 1,
        )


def checked_marks(round: Round, marks: Mapping[str, str], items: Mapping[str, bool]) -> None:
    """Raises Refused unless it is one whole sheet: a mark on its scale for each criterion, all answered."""
    if extra := marks.keys() - {criterion.id for criterion in round.criteria}:
        raise Refused(
            Reason.MALFORMED, "没有评分项“{criteria}”，请刷新页面后重试", criteria=tuple(sorted(extra))
        )
    if missing := tuple(c.name for c in round.criteria if c.id not in marks):
        raise Refused(Reason.INCOMPLETE, "还没有打分：{criteria}；请补齐后提交", criteria=missing)
    for criterion in round.criteria:
        checks.mark(criterion, marks[criterion.id])
    _answered(round, items)


def _answered(round: Round, items: Mapping[str, bool]) -> None:
    """Raises Refused unless each compulsory item the judges decide has its yes or no, and nothing else."""
    asked = round.asked_of_judges()
    if extra := items.keys() - {item.id for item in asked}:
        raise Refused(
            Reason.MALFORMED, "没有由评委认定的“{items}”，请刷新页面后重试", items=tuple(sorted(extra))
        )
    if missing := tuple(item.name for item in asked if item.id not in items):
        raise Refused(Reason.INCOMPLETE, "还没有选“是”或“否”：{items}；请选好后提交", items=missing)


def _open(state: State, id: PerformanceId) -> None:
    name = state.named(id)
    match state.performance(id).phase:
        case Phase.MARKING:
            return
        case Phase.WAITING | Phase.CALLED:
            raise Refused(Reason.NOT_NOW, "{name}尚未开始评分，请等场控开放", name=name)
        case Phase.CONFIRMED | Phase.REVEALED:
            raise Refused(Reason.NOT_NOW, "{name}的评分已结束，未能收下；请立即举手告知场控", name=name)


def return_sheet(state: State, command: ReturnSheet, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.MARKING)
    judge = checks.judge_on_panel(state, command.performance, command.judge)
    sheet = state.performance(command.performance).sheets.get(judge.id)
    if sheet is not None and sheet.phase is SheetPhase.RETURNED:
        return ()
    if sheet is None or sheet.phase is not SheetPhase.SUBMITTED:
        raise Refused(Reason.NOT_NOW, "{seat}号评委没有已提交的评分表可退回", seat=judge.seat)
    reason = checks.text(command.reason, sentence("退回原因"))
    returned = SheetReturned(command.performance, judge.id, reason)
    return (returned, *answered_by_returning(state, judge.id, by))


def with_sheet(state: State, id: PerformanceId, judge: str, sheet: JudgeSheet) -> State:
    performance = state.performance(id)
    sheets = with_key(performance.sheets, judge, sheet)
    return with_performance(state, id, replace(performance, sheets=sheets))


def sheet_submitted(state: State, event: SheetSubmitted, at: str) -> State:
    sheet = JudgeSheet(
        SheetPhase.SUBMITTED,
        event.revision,
        event.marks,
        event.note,
        event.recommended,
        at,
        items=event.items,
        source=event.source,
        entered_by=event.entered_by,
        confirmed_by=event.confirmed_by,
    )
    id = event.performance
    performance = state.performance(id)
    entered = replace(performance, entries=without_keys(performance.entries, event.judge))
    return with_sheet(with_performance(state, id, entered), id, event.judge, sheet)


def sheet_returned(state: State, event: SheetReturned, at: str) -> State:
    known = state.performance(event.performance).sheets[event.judge]
    returned = replace(known, phase=SheetPhase.RETURNED, at=at, reason=event.reason)
    return with_sheet(state, event.performance, event.judge, returned)
