"""监督工作记录: what the supervisor signed and raised, and what he watched over, as the log has it."""

from collections.abc import Iterator

from judging.core import events as e
from judging.core.hall.hall import StoryEntry
from judging.core.people.duty import Duty
from judging.core.signing.digests import digest_of, said
from judging.core.signing.signers import everybody
from judging.core.state import State
from judging.sheets.table import Cell, Column, Line, Table
from judging.views.naming import who
from judging.views.story import told

from .moment import Moment
from .phrases import local_moment
from .sheet import Correction, Sheet, SheetPlace

COLUMNS = (
    Column("number", "序号", "number", is_worded=True),
    Column("at", "时间", "moment"),
    Column("kind", "事项", "kind", is_worded=True),
    Column("what", "内容", "text", is_worded=True),
    Column("who", "经手人", "name", is_worded=True),
)

# Event → what it is called here. What is not among them, the supervisor need not answer for.
KINDS: dict[type, str] = {
    e.RulesSet: "规则",
    e.RulesSigned: "规则签字",
    e.Countersigned: "会签",
    e.CountersignRefused: "不签",
    e.FlagRaised: "监督意见",
    e.FlagAnswered: "答复",
    e.FlagSettled: "接受答复",
    e.OrderDrawn: "抽签",
    e.OrderEntered: "抽签",
    e.AssignmentDrawn: "分组",
    e.AssignmentEntered: "分组",
    e.CaseDrawn: "抽题",
    e.OrderMoved: "顺序调整",
    e.EntrantReplaced: "顺延",
    e.EntrantWalkedOn: "临时补入",
    e.StatusSet: "参赛状态",
    e.JudgeExcused: "回避、缺席",
    e.JudgeRestored: "恢复评分",
    e.JudgeReplaced: "评委替换",
    e.SheetReturned: "退回评分表",
    e.RetakeGranted: "补赛",
    e.ClockCorrected: "用时更正",
    e.ShortDecided: "组长决定",
    e.ShortDecisionWithdrawn: "撤回决定",
    e.AttemptCounted: "计分的一次",
    e.CorrectionProposed: "提出更正",
    e.CorrectionDropped: "撤回更正",
    e.ResultCorrected: "更正",
    e.TextMended: "订正文字",
    e.SheetEntryDiffered: "录入不一致",
    e.TieDecided: "并列先后",
    e.TrackLocked: "锁定",
    e.StandingsRevealed: "公布",
    e.StandingsWithdrawn: "撤回公布",
    e.PinReset: "重设 PIN",
    e.ObjectionRegistered: "异议登记",
    e.ObjectionDecided: "异议决定",
    e.ObjectionAnswered: "异议答复",
    e.ObjectionWithdrawn: "异议撤回",
    e.PublicityStarted: "公示",
    e.AwardFinalised: "定稿",
    e.FinalReopened: "撤销定稿",
}
NOTE = (
    "本记录由系统按赛事记录生成，列出规则与签字、抽签与种子、意见与答复、回避、替换、更正、锁定与公布、异议、公示与定稿；"
    "完整经过见赛事记录。"
)


def oversight_sheet(moment: Moment, place: SheetPlace, whole: bool) -> Sheet:
    found = [line for line in moment.history if type(line.event) in KINDS]
    names = "、".join(person.name for person in everybody(moment.state, Duty.SUPERVISOR))
    return Sheet(
        form="oversight",
        place=place,
        title="监督工作记录",
        table=Table(COLUMNS, tuple(_line(moment.state, n, line) for n, line in enumerate(found, 1))),
        corrections=tuple(map(_fact, found)),
        notes=(f"监督员：{names or '（没有任命）'}。", NOTE),
        signatures=("监督员", "组织者"),
    )


def watched(state: State, whole: bool) -> Iterator[SheetPlace]:
    """Where somebody watches, or the rules ask for it."""
    if state.rulebook.countersign or state.flags or everybody(state, Duty.SUPERVISOR):
        yield SheetPlace("")


def _line(state: State, number: int, line: StoryEntry) -> Line:
    texts = (
        str(number),
        local_moment(line.at),
        KINDS[type(line.event)],
        str(told(state, line.event)),
        str(who(state, line.by)),
    )
    return Line(str(number), tuple(map(Cell, texts)))


def _fact(line: StoryEntry) -> Correction:
    """What the check code is made of: the entry itself, not how it is worded."""
    kind = type(line.event).__name__
    return Correction(line.at, kind, "", is_told=False, about=(line.by, digest_of(said(line.event))))
