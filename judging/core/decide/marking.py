"""Sheets: given by judges, returned or excused from the console; and deductions."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.live import complete
from judging.core.numbers import parse, shortest
from judging.core.people import Actor
from judging.core.performance import PerformanceId, Phase, SheetPhase
from judging.core.refused import Reason, Refused
from judging.core.results import Deduction
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.words import EXCUSES

from . import checks


def submit(state: State, command: c.SubmitSheet, by: Actor, at: str) -> tuple[e.Event, ...]:
    """One whole sheet of the judge who sends it; a submitted one stands until it is returned."""
    round = checks.known(state, command.performance)
    judge = checks.judge_on_panel(state, command.performance, by.judge)
    _open(state, command.performance)
    sheet = state.performance(command.performance).sheets.get(judge.id)
    if sheet and sheet.phase in EXCUSES:
        raise Refused(
            Reason.NOT_NOW, "您已标为{excuse}，不计本场评分；如有误请联系场控", excuse=EXCUSES[sheet.phase]
        )
    if sheet and sheet.phase is SheetPhase.SUBMITTED:
        raise Refused(Reason.ALREADY, "您的评分表已提交；需要修改请举手，由评委组长退回")
    if command.revision != (sheet.revision if sheet else 0) + 1:
        raise Refused(Reason.STALE, "这是旧的评分表，已有更新的一份，请在当前页面核对后重新提交")
    if extra := command.marks.keys() - {criterion.id for criterion in round.criteria}:
        raise Refused(
            Reason.MALFORMED, "没有评分项“{criteria}”，请刷新页面后重试", criteria=tuple(sorted(extra))
        )
    if missing := tuple(c.name for c in round.criteria if c.id not in command.marks):
        raise Refused(Reason.INCOMPLETE, "还没有打分：{criteria}；请补齐后提交", criteria=missing)
    for criterion in round.criteria:
        checks.mark(criterion, command.marks[criterion.id])
    note = checks.text(command.note, sentence("亮点")) if command.note.strip() else ""
    return (
        e.SheetSubmitted(
            command.performance, judge.id, command.revision, command.marks, note, command.recommended
        ),
    )


def _open(state: State, id: PerformanceId) -> None:
    name = state.entrant(id).name
    match state.performance(id).phase:
        case Phase.MARKING:
            return
        case Phase.WAITING | Phase.CALLED:
            raise Refused(Reason.NOT_NOW, "{name}尚未开始评分，请等场控开放", name=name)
        case Phase.CONFIRMED | Phase.REVEALED:
            raise Refused(Reason.NOT_NOW, "{name}的评分已结束，未能收下；请立即举手告知场控", name=name)


def recuse(state: State, command: c.Recuse, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.known(state, command.performance)
    judge = checks.judge_on_panel(state, command.performance, by.judge)
    return _excused(state, command.performance, judge.id, SheetPhase.RECUSED, command.reason)


def excuse(state: State, command: c.ExcuseJudge, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.known(state, command.performance)
    judge = checks.judge_on_panel(state, command.performance, command.judge)
    if command.phase not in EXCUSES:
        raise Refused(Reason.MALFORMED, "评委只能标为缺席或回避")
    return _excused(state, command.performance, judge.id, command.phase, command.reason)


def _excused(
    state: State, id: PerformanceId, judge: str, phase: SheetPhase, reason: str
) -> tuple[e.Event, ...]:
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)
    sheet = state.performance(id).sheets.get(judge)
    if sheet and sheet.phase is phase:
        return ()
    if sheet and sheet.phase is SheetPhase.SUBMITTED:
        raise Refused(
            Reason.ALREADY, "该评委已提交评分表；要标为{excuse}，请先退回评分表", excuse=EXCUSES[phase]
        )
    return (e.JudgeExcused(id, judge, phase, checks.text(reason, sentence("原因"))),)


def restore(state: State, command: c.RestoreJudge, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, Phase.MARKING)
    performance = state.performance(command.performance)
    sheet = performance.sheets.get(command.judge)
    if sheet is None or sheet.phase not in EXCUSES:
        return ()
    if performance.phase is Phase.MARKING and complete(state, command.performance):
        # Otherwise excusing and restoring would be a way to look at the marks before all are in.
        raise Refused(
            Reason.NOT_NOW, "评分表已集齐、分值已经可见；要让该评委补评，请先“撤回开评”并写明原因，再恢复"
        )
    return (e.JudgeRestored(command.performance, command.judge),)


def return_sheet(state: State, command: c.ReturnSheet, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.MARKING)
    judge = checks.judge_on_panel(state, command.performance, command.judge)
    sheet = state.performance(command.performance).sheets.get(judge.id)
    if sheet is not None and sheet.phase is SheetPhase.RETURNED:
        return ()
    if sheet is None or sheet.phase is not SheetPhase.SUBMITTED:
        raise Refused(Reason.NOT_NOW, "{seat}号评委没有已提交的评分表可退回", seat=judge.seat)
    reason = checks.text(command.reason, sentence("退回原因"))
    return (e.SheetReturned(command.performance, judge.id, reason),)


def enter_deduction(state: State, command: c.EnterDeduction, by: Actor, at: str) -> tuple[e.Event, ...]:
    round = checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, Phase.MARKING)
    reason = checks.text(command.reason, sentence("扣分原因"))
    try:
        points = parse(command.points)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "扣分“{points}”不是普通数字，请用半角数字，如 0.5", points=command.points
        ) from None
    if not 0 < points <= round.highest_total:
        raise Refused(Reason.OUT_OF_RANGE, "扣分须大于 0、不超过 {most}", most=round.highest_total)
    entered = Deduction(points, reason)
    if entered in state.performance(command.performance).deductions:
        raise Refused(
            Reason.ALREADY,
            "已有同样的一笔扣分：{points}（{reason}）；如确是另一笔，请把原因写得不同",
            points=shortest(points),
            reason=reason,
        )
    return (e.DeductionEntered(command.performance, entered),)


def withdraw_deduction(state: State, command: c.WithdrawDeduction, by: Actor, at: str) -> tuple[e.Event, ...]:
    checks.known(state, command.performance)
    checks.in_phase(state, command.performance, Phase.CALLED, Phase.MARKING)
    standing = state.performance(command.performance).deductions
    reason = checks.text(command.reason, sentence("撤销原因"))
    if command.deduction is not None:
        places = [index for index, each in enumerate(standing) if each == command.deduction]
        return tuple(e.DeductionWithdrawn(command.performance, index, reason) for index in places[:1])
    if not 0 <= command.index < len(standing):
        raise Refused(Reason.UNKNOWN, "没有这笔扣分，可能已撤销，请刷新页面")
    return (e.DeductionWithdrawn(command.performance, command.index, reason),)
