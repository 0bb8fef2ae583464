"""The log in plain sentences: “3号评委提交 打浦桥街道社区事务受理服务中心 评分表”."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.numbers import shortest
from judging.core.performance import PerformanceId
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import EXCUSES, PACES, ROLES, SCENES, STATUSES


def told(state: State, event: e.Event) -> Sentence:
    """What *event* was, in words; names as they are in *state*. Says nothing of a mark or a score."""
    return SENTENCES[type(event)](state, event)


def holder(state: State, pass_id: str) -> Sentence:
    """Whom a pass belongs to: "3号评委 评委三", "主持人"."""
    held = state.passes.get(pass_id)
    if held is None:
        return sentence("已作废的证件")
    return _judge(state, held.judge) if held.judge else ROLES[held.role]


def _judge(state: State, id: str) -> Sentence:
    try:
        found = state.judge(id)
    except KeyError:
        return sentence("评委 {id}", id=id)
    return sentence("{seat}号评委 {name}", seat=found.seat, name=found.name)


def _name(state: State, id: PerformanceId) -> str:
    return _entrant(state, id.track, id.entrant)


def _entrant(state: State, track: str, entrant: str) -> str:
    found = state.entrants.get(track, {}).get(entrant)
    return found.name if found else entrant


def _round(state: State, event: Any) -> str:
    try:
        return f"{state.track(event.track).name} {state.round(event.track, event.round).name}"
    except KeyError:
        return f"{event.track} {event.round}"


def _status(state: State, event: e.StatusSet) -> Sentence:
    name = _entrant(state, event.track, event.entrant)
    if event.status is None:
        return sentence("{name} 恢复参赛：{reason}", name=name, reason=event.reason)
    return sentence(
        "{name} {status}：{reason}", name=name, status=STATUSES[event.status], reason=event.reason
    )


def _revoked(state: State, event: e.PassRevoked) -> Sentence:
    return (
        sentence("作废一张证件：{reason}", reason=event.reason) if event.reason else sentence("作废一张证件")
    )


def _admitted(state: State, event: e.DeviceAdmitted) -> Sentence:
    who = holder(state, event.pass_id)
    if event.left:
        return sentence("{holder}就座，离开{left}的席位", holder=who, left=holder(state, event.left))
    return sentence("{holder}就座", holder=who)


# Event → its sentence; a test holds the keys against the union `Event`.
SENTENCES: dict[type, Callable[[State, Any], Sentence]] = {
    e.CompetitionCreated: lambda s, v: sentence("新建赛事“{name}”", name=v.rules.name),
    e.RulesSet: lambda s, v: sentence("修改规则"),
    e.EntrantsSet: lambda s, v: sentence("名单更新，共 {count} 个参赛对象", count=len(v.entrants)),
    e.PanelSeated: lambda s, v: sentence(
        "{round}：安排评委 {count} 人", round=_round(s, v), count=len(v.judges)
    ),
    e.ComponentsImported: lambda s, v: sentence(
        "{round}：导入 {count} 条成绩（{source}）", round=_round(s, v), count=len(v.scores), source=v.source
    ),
    e.OrderDrawn: lambda s, v: sentence(
        "{round}：抽签确定出场顺序，种子 {seed}", round=_round(s, v), seed=v.seed
    ),
    e.OrderEntered: lambda s, v: sentence(
        "{round}：录入出场顺序，见证人 {witness}", round=_round(s, v), witness=v.witness
    ),
    e.StatusSet: _status,
    e.PassIssued: lambda s, v: sentence("制发证件：{holder}", holder=holder(s, v.id)),
    e.CodeDigitsSet: lambda s, v: sentence("登录码改为 {digits} 位", digits=v.digits),
    e.PassRevoked: _revoked,
    e.DeviceAdmitted: _admitted,
    e.HandoverAsked: lambda s, v: sentence("{holder}请求换机", holder=holder(s, v.pass_id)),
    e.HandoverWithdrawn: lambda s, v: sentence("{holder}的换机请求已收回", holder=holder(s, v.pass_id)),
    e.HandoverDenied: lambda s, v: sentence("拒绝一次换机请求"),
    e.LoginClosed: lambda s, v: sentence("会场已封闭登录"),
    e.LoginOpened: lambda s, v: sentence("会场开放登录"),
    e.ScreenRegistered: lambda s, v: sentence("{number}号大屏接入", number=v.number),
    e.ScreenAssigned: lambda s, v: sentence("{number}号大屏命名为“{name}”", number=v.number, name=v.name),
    e.ScreenRemoved: lambda s, v: sentence("移除{number}号大屏", number=v.number),
    e.ScreensIdentified: lambda s, v: sentence("大屏显示编号") if v.on else sentence("大屏停止显示编号"),
    e.SceneShown: lambda s, v: sentence("大屏切换到“{scene}”", scene=SCENES[v.scene]),
    e.EntrantCalled: lambda s, v: sentence("请 {name} 出场", name=_name(s, v.performance)),
    e.CallWithdrawn: lambda s, v: sentence(
        "撤回点名 {name}：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.MarkingOpened: lambda s, v: sentence("{name} 开始评分", name=_name(s, v.performance)),
    e.MarkingWithdrawn: lambda s, v: sentence(
        "撤回开评 {name}：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.SheetSubmitted: lambda s, v: sentence(
        "{judge}提交 {name} 评分表", judge=_judge(s, v.judge), name=_name(s, v.performance)
    ),
    e.HandRaised: lambda s, v: sentence("{judge}举手", judge=_judge(s, v.judge)),
    e.HandLowered: lambda s, v: sentence("{judge}放下手", judge=_judge(s, v.judge)),
    e.HandAnswered: lambda s, v: sentence("应答{judge}的举手", judge=_judge(s, v.judge)),
    e.SheetReturned: lambda s, v: sentence(
        "退回{judge}的评分表：{reason}", judge=_judge(s, v.judge), reason=v.reason
    ),
    e.JudgeExcused: lambda s, v: sentence(
        "{judge}{excuse}：{reason}", judge=_judge(s, v.judge), excuse=EXCUSES[v.phase], reason=v.reason
    ),
    e.JudgeRestored: lambda s, v: sentence("{judge}恢复评分", judge=_judge(s, v.judge)),
    e.DeductionEntered: lambda s, v: sentence(
        "{name} 扣 {points} 分：{reason}",
        name=_name(s, v.performance),
        points=shortest(v.deduction.points),
        reason=v.deduction.reason,
    ),
    e.DeductionWithdrawn: lambda s, v: sentence(
        "{name} 撤销一笔扣分：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.MarkingClosed: lambda s, v: sentence("{name} 评分结束，得分已确认", name=_name(s, v.performance)),
    e.MarkingReopened: lambda s, v: sentence(
        "重开评分 {name}：{reason}", name=_name(s, v.performance), reason=v.reason
    ),
    e.ScoreRevealed: lambda s, v: sentence("{name} 亮分", name=_name(s, v.performance)),
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
    e.TrackLocked: lambda s, v: sentence("{track}核分一致，成绩已锁定", track=s.track(v.track).name),
    e.StandingsRevealed: lambda s, v: sentence(
        "公布{track}排名，{count} 个参赛对象", track=s.track(v.track).name, count=len(v.rows)
    ),
    e.StandingsWithdrawn: lambda s, v: sentence(
        "撤回公布 {track}排名：{reason}", track=s.track(v.track).name, reason=v.reason
    ),
}
