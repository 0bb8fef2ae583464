"""The log in plain sentences: “3号评委提交 打浦桥街道社区事务受理服务中心 评分表”."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.attendance.checkin import Step
from judging.core.hall.performance import PerformanceId, Source
from judging.core.people.appointing import duties_of
from judging.core.scoring.numbers import shortest
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.tagged import AnyEvent
from judging.core.timing.reckoning import segments_of
from judging.core.words import (
    DUTIES,
    EXCUSES,
    HAND_REASONS,
    PACES,
    PAUSES,
    SCENES,
    STATUSES,
)

from .story_names import entrant_name as _entrant
from .story_names import judge_of as _judge
from .story_names import person_of as _person
from .story_names import round_name as _round
from .story_names import seated as _seated
from .story_of_appeals import SENTENCES as APPEALS
from .story_of_ballots import SENTENCES as BALLOTS
from .story_of_ceremony import SENTENCES as CEREMONY
from .story_of_correcting import SENTENCES as CORRECTING
from .story_of_entries import SENTENCES as ENTRIES
from .story_of_evaluations import SENTENCES as EVALUATIONS
from .story_of_files import SENTENCES as FILES
from .story_of_founding import SENTENCES as FOUNDING
from .story_of_head_judge import SENTENCES as HEAD_JUDGE
from .story_of_honours import SENTENCES as HONOURS
from .story_of_ledger import SENTENCES as LEDGER
from .story_of_papers import SENTENCES as PAPERS
from .story_of_pictures import SENTENCES as PICTURES
from .story_of_rankings import SENTENCES as RANKINGS
from .story_of_recusals import SENTENCES as RECUSALS
from .story_of_seats import SENTENCES as SEATS
from .story_of_signing import SENTENCES as SIGNING


def told(state: State, event: AnyEvent) -> Sentence:
    """What *event* was, in words; names as they are in *state*. Says nothing of a mark or a score."""
    return SENTENCES[type(event)](state, event)


def holder(state: State, pass_id: str) -> Sentence:
    """Whom a pass belongs to: "3号评委 评委三", "主持人"."""
    held = state.passes.get(pass_id)
    if held is None:
        return sentence("已作废的证件")
    if held.judge:
        return _judge(state, held.judge)
    if held.person:
        return _person(state, held.person)
    if held.hall is None or len(state.halls) == 1:
        return DUTIES[held.role]
    return sentence("{hall}的{role}", hall=_hall(state, held.hall), role=DUTIES[held.role])


def _on_panel(state: State, event: Any) -> Sentence:
    """The judge on the seat of this performance: another panel may have another for the same judge."""
    seats = (_seated(judge) for judge in state.panel(event.performance) if judge.id == event.judge)
    return next(seats, None) or _judge(state, event.judge)


def _name(state: State, id: PerformanceId) -> str:
    return _entrant(state, id.track, id.entrant)


def _segment(state: State, event: e.SegmentBegun) -> str:
    id = event.performance
    try:
        segments = segments_of(state.round(id.track, id.round))
    except KeyError:
        return event.segment
    return next((each.name for each in segments if each.id == event.segment), event.segment)


def _hall(state: State, id: str) -> str:
    return state.halls[id].name if id in state.halls else id


def _status(state: State, event: e.StatusSet) -> Sentence:
    name = _entrant(state, event.track, event.entrant)
    if event.status is None:
        return sentence("{name} 恢复参赛：{reason}", name=name, reason=event.reason)
    return sentence(
        "{name} {status}：{reason}", name=name, status=STATUSES[event.status], reason=event.reason
    )


def _revoked(state: State, event: e.PassRevoked) -> Sentence:
    """With whose it was, where *state* still knows it."""
    held = sentence("{holder}的证件", holder=holder(state, event.id)) if event.id in state.passes else A_PASS
    if event.reason:
        return sentence("作废{held}：{reason}", held=held, reason=event.reason)
    return sentence("作废{held}", held=held)


def _denied(state: State, event: e.HandoverDenied) -> Sentence:
    asked = state.handovers.get(event.device)
    if asked is None:
        return sentence("拒绝一次换机请求")
    return sentence("拒绝{holder}的换机请求", holder=holder(state, asked.pass_id))


def _admitted(state: State, event: e.DeviceAdmitted) -> Sentence:
    who = holder(state, event.pass_id)
    if event.left:
        return sentence("{holder}就座，离开{left}的席位", holder=who, left=holder(state, event.left))
    return sentence("{holder}就座", holder=who)


def _case(state: State, event: Any) -> str:
    """As the rules call it, if they still have it."""
    try:
        round = state.round(event.performance.track, event.performance.round)
    except KeyError:
        return str(event.case)
    return next((case.name for case in round.cases if case.id == event.case), str(event.case))


def _item(state: State, event: e.ItemDecided) -> Sentence:
    name, item = _name(state, event.performance), _item_name(state, event)
    if event.present:
        return sentence("{name}：记分员认定有{item}", name=name, item=item)
    return sentence("{name}：记分员认定缺{item}", name=name, item=item)


def _item_name(state: State, event: e.ItemDecided) -> str:
    """As the rules call it, if they still have it."""
    try:
        round = state.round(event.performance.track, event.performance.round)
    except KeyError:
        return event.item
    return next((item.name for item in round.compulsory if item.id == event.item), event.item)


def _entry_withdrawn(state: State, event: e.SheetEntryWithdrawn) -> Sentence:
    judge, name = _on_panel(state, event), _name(state, event.performance)
    if event.reason:
        return sentence(
            "撤销{judge}的 {name} 纸质评分表录入：{reason}", judge=judge, name=name, reason=event.reason
        )
    return sentence("{judge}的 {name} 纸质评分表录入不再需要，已撤销", judge=judge, name=name)


A_PASS = sentence("一张证件")

# Event → its sentence; a test holds the keys against the union `Event`.
SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.EntrantsSet: lambda s, v: sentence("名单更新，共 {count} 个参赛对象", count=len(v.entrants)),
    e.HallsSet: lambda s, v: sentence("会场更新，共 {count} 个", count=len(v.halls)),
    e.PanelMoved: lambda s, v: sentence(
        "{round}：评委组{panel}移到{hall}", round=_round(s, v), panel=v.panel, hall=_hall(s, v.hall)
    ),
    e.AssignmentDrawn: lambda s, v: sentence(
        "{round}：抽签分组，种子 {seed}", round=_round(s, v), seed=v.seed
    ),
    e.AssignmentEntered: lambda s, v: sentence(
        "{round}：录入分组，见证人 {witness}", round=_round(s, v), witness=v.witness
    ),
    e.OrderDrawn: lambda s, v: sentence(
        "{round}：抽签确定出场顺序，种子 {seed}", round=_round(s, v), seed=v.seed
    ),
    e.OrderEntered: lambda s, v: sentence(
        "{round}：录入出场顺序，见证人 {witness}", round=_round(s, v), witness=v.witness
    ),
    e.StatusSet: _status,
    e.PersonSet: lambda s, v: (
        sentence("人员 {name}：{duties:、}", name=v.person.name, duties=duties_of(v.person))
        if v.person.appointments
        else sentence("人员 {name}，没有职责", name=v.person.name)
    ),
    e.PersonRemoved: lambda s, v: sentence(
        "删去人员 {person}：{reason}", person=_person(s, v.id), reason=v.reason
    ),
    e.PassIssued: lambda s, v: sentence("制发证件：{holder}", holder=holder(s, v.id)),
    e.CodeDigitsSet: lambda s, v: sentence("登录码改为 {digits} 位", digits=v.digits),
    e.PassRevoked: _revoked,
    e.DeviceAdmitted: _admitted,
    e.HandoverAsked: lambda s, v: sentence("{holder}请求换机", holder=holder(s, v.pass_id)),
    e.HandoverWithdrawn: lambda s, v: sentence("{holder}的换机请求已收回", holder=holder(s, v.pass_id)),
    e.HandoverDenied: _denied,
    e.LoginClosed: lambda s, v: sentence("会场已封闭登录"),
    e.LoginOpened: lambda s, v: sentence("会场开放登录"),
    e.ResultsOpened: lambda s, v: sentence("开放结果页"),
    e.ResultsClosed: lambda s, v: sentence("关闭结果页"),
    e.ScreenRegistered: lambda s, v: sentence("{number}号大屏接入", number=v.number),
    e.ScreenAssigned: lambda s, v: sentence("{number}号大屏命名为“{name}”", number=v.number, name=v.name),
    e.ScreenRemoved: lambda s, v: sentence("移除{number}号大屏", number=v.number),
    e.ScreensIdentified: lambda s, v: sentence("大屏显示编号") if v.on else sentence("大屏停止显示编号"),
    e.SceneShown: lambda s, v: sentence("大屏切换到“{scene}”", scene=SCENES[v.scene]),
    e.EntrantCheckedIn: lambda s, v: (
        sentence("{name} 已到候场", name=_name(s, v.performance))
        if v.step is Step.WAITING
        else sentence("{name} 已到，检录完成", name=_name(s, v.performance))
    ),
    e.CheckInWithdrawn: lambda s, v: (
        sentence("撤回候场 {name}：{reason}", name=_name(s, v.performance), reason=v.reason)
        if v.step is Step.WAITING
        else sentence("撤回检录 {name}：{reason}", name=_name(s, v.performance), reason=v.reason)
    ),
    e.RollCalled: lambda s, v: sentence(
        "检录处第 {number} 次点名 {name}", number=v.number, name=_name(s, v.performance)
    ),
    e.OrderMoved: lambda s, v: sentence(
        "{name} 由第 {number} 位移到第 {to} 位：{reason}（见证人 {witness}）",
        name=_name(s, v.performance),
        number=v.number,
        to=v.to,
        reason=v.reason,
        witness=v.witness,
    ),
    e.WindowsAssigned: lambda s, v: sentence("{round}：评委分到各窗口", round=_round(s, v)),
    e.EntrantCalled: lambda s, v: (
        sentence("请 {name} 到{window}号窗口", name=_name(s, v.performance), window=v.window)
        if v.window
        else sentence("请 {name} 出场", name=_name(s, v.performance))
    ),
    e.WindowTaken: lambda s, v: sentence(
        "{name} 换到{window}号窗口", name=_name(s, v.performance), window=v.window
    ),
    e.WindowLeft: lambda s, v: sentence("{name} 离开窗口", name=_name(s, v.performance)),
    e.RetakeGranted: lambda s, v: sentence(
        "{name} 补赛（第 {n} 次）：{reason}（见证人 {witness}）",
        name=_name(s, v.performance),
        n=v.attempt + 1,
        reason=v.reason,
        witness=v.witness,
    ),
    e.AttemptCounted: lambda s, v: sentence(
        "{name} 以第 {n} 次的得分计：{reason}（见证人 {witness}）",
        name=_name(s, v.performance),
        n=v.attempt + 1,
        reason=v.reason,
        witness=v.witness,
    ),
    e.EntrantWalkedOn: lambda s, v: sentence(
        "{name} 临时补入{track}：{reason}（见证人 {witness}）",
        name=v.entrant.name,
        track=s.track(v.track).name,
        reason=v.reason,
        witness=v.witness,
    ),
    e.EntrantReplaced: lambda s, v: sentence(
        "{left} 由 {name} 顺延：{reason}（见证人 {witness}）",
        left=_entrant(s, v.track, v.entrant),
        name=v.by.name,
        reason=v.reason,
        witness=v.witness,
    ),
    e.CallWithdrawn: lambda s, v: sentence(
        "撤回点名 {name}：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.MarkingOpened: lambda s, v: sentence("{name} 开始评分", name=_name(s, v.performance)),
    e.MarkingWithdrawn: lambda s, v: sentence(
        "撤回开评 {name}：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.SheetSubmitted: lambda s, v: (
        sentence(
            "{judge}的 {name} 纸质评分表经另一人复核一致，已收下",
            judge=_on_panel(s, v),
            name=_name(s, v.performance),
        )
        if v.source is Source.PAPER
        else sentence("{judge}提交 {name} 评分表", judge=_on_panel(s, v), name=_name(s, v.performance))
    ),
    e.HandRaised: lambda s, v: sentence(
        "{judge}举手：{reason}", judge=_judge(s, v.judge), reason=HAND_REASONS[v.reason]
    ),
    e.SheetEntered: lambda s, v: sentence(
        "录入{judge}的 {name} 纸质评分表，待复核", judge=_on_panel(s, v), name=_name(s, v.performance)
    ),
    e.SheetEntryDiffered: lambda s, v: sentence(
        "{judge}的 {name} 纸质评分表两次录入不一致，须重新录入",
        judge=_on_panel(s, v),
        name=_name(s, v.performance),
    ),
    e.SheetEntryReturned: lambda s, v: sentence(
        "退回{judge}的 {name} 纸质评分表录入：{reason}",
        judge=_on_panel(s, v),
        name=_name(s, v.performance),
        reason=v.reason,
    ),
    e.SheetEntryWithdrawn: _entry_withdrawn,
    e.HandLowered: lambda s, v: sentence("{judge}放下手", judge=_judge(s, v.judge)),
    e.HandAnswered: lambda s, v: sentence("应答{judge}的举手", judge=_judge(s, v.judge)),
    e.SheetReturned: lambda s, v: sentence(
        "退回{judge}的评分表：{reason}", judge=_on_panel(s, v), reason=v.reason
    ),
    e.JudgeExcused: lambda s, v: sentence(
        "{judge}{excuse}：{reason}", judge=_on_panel(s, v), excuse=EXCUSES[v.phase], reason=v.reason
    ),
    e.JudgeRestored: lambda s, v: sentence("{judge}恢复评分", judge=_on_panel(s, v)),
    e.DeductionEntered: lambda s, v: sentence(
        "{name} 扣 {points} 分：{reason}",
        name=_name(s, v.performance),
        points=shortest(v.deduction.points),
        reason=v.deduction.reason,
    ),
    e.DeductionWithdrawn: lambda s, v: sentence(
        "{name} 撤销一笔扣分：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.ItemDecided: _item,
    e.CaseDrawn: lambda s, v: sentence(
        "{name} 抽到{case}，种子 {seed}", name=_name(s, v.performance), case=_case(s, v), seed=v.seed
    ),
    e.CaseChosen: lambda s, v: sentence("{name} 选定{case}", name=_name(s, v.performance), case=_case(s, v)),
    e.ClockStarted: lambda s, v: sentence("{name} 开始计时", name=_name(s, v.performance)),
    e.ClockPaused: lambda s, v: sentence(
        "{name} 暂停计时：{reason}", name=_name(s, v.performance), reason=PAUSES[v.reason]
    ),
    e.ClockResumed: lambda s, v: sentence("{name} 继续计时", name=_name(s, v.performance)),
    e.ClockStopped: lambda s, v: sentence("{name} 停止计时", name=_name(s, v.performance)),
    e.SegmentBegun: lambda s, v: sentence(
        "{name} 进入“{segment}”", name=_name(s, v.performance), segment=_segment(s, v)
    ),
    e.ClockCorrected: lambda s, v: sentence(
        "{name} 用时更正为 {used_s} 秒：{reason}",
        name=_name(s, v.performance),
        used_s=v.used_s,
        reason=v.reason,
    ),
    e.TimeGranted: lambda s, v: sentence(
        "{name} 加时 {extra_s} 秒：{reason}，见证人 {witness}",
        name=_name(s, v.performance),
        extra_s=v.extra_s,
        reason=v.reason,
        witness=v.witness,
    ),
    e.TimeConfirmed: lambda s, v: sentence(
        "{name} 用时确认：{used_s} 秒，超时 {over_s} 秒",
        name=_name(s, v.performance),
        used_s=v.used_s,
        over_s=v.over_s,
    ),
    e.OvertimeWaived: lambda s, v: sentence(
        "{name} 超时 {over_s} 秒免扣：{reason}",
        name=_name(s, v.performance),
        over_s=v.over_s,
        reason=v.reason,
    ),
    e.TimeUnconfirmed: lambda s, v: sentence(
        "{name} 撤销用时确认：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.MarkingClosed: lambda s, v: sentence("{name} 评分结束，得分已确认", name=_name(s, v.performance)),
    e.MarkingReopened: lambda s, v: sentence(
        "重开评分 {name}：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.ScoreRevealed: lambda s, v: sentence("{name} 亮分", name=_name(s, v.performance)),
    e.BatchShown: lambda s, v: sentence("{count} 个得分一起亮分", count=len(v.performances)),
    e.PaceSet: lambda s, v: sentence("亮分节奏改为“{pace}”", pace=PACES[v.pace]),
    e.RevealAdvanced: lambda s, v: sentence("{name} 亮分：场控推进一步", name=_name(s, v.performance)),
    e.RevealReplayed: lambda s, v: sentence("重播 {name} 亮分", name=_name(s, v.performance)),
    e.RevealWithdrawn: lambda s, v: sentence(
        "撤回亮分 {name}：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.TieDecided: lambda s, v: sentence(
        "{track}并列 {count} 个的先后已定：{reason}",
        track=s.track(v.track).name,
        count=len(v.order),
        reason=v.reason,
    ),
    e.ClockAdvanced: lambda s, v: sentence("演练：从这里起时间往后拨 {days} 天", days=v.days),
    e.TrackLocked: lambda s, v: sentence("{track}核分一致，成绩已锁定", track=s.track(v.track).name),
    **FOUNDING,
    **RANKINGS,
    **ENTRIES,
    **EVALUATIONS,
    **FILES,
    **SEATS,
    **HEAD_JUDGE,
    **HONOURS,
    **PAPERS,
    **LEDGER,
    **PICTURES,
    **RECUSALS,
    **SIGNING,
    **CEREMONY,
    **CORRECTING,
    **APPEALS,
    **BALLOTS,
}
