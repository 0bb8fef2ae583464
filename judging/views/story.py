"""The log in plain Chinese sentences: “3号评委提交 打浦桥街道社区事务受理服务中心 评分表”."""

from collections.abc import Callable
from typing import Any

from judging.core import events as e
from judging.core.performance import PerformanceId
from judging.core.show import Scene
from judging.core.state import State

SCENES = {
    Scene.STANDBY: "待机",
    Scene.ENTRANCE: "出场",
    Scene.PROGRESS: "评分进度",
    Scene.REVEAL: "亮分",
    Scene.RANKING: "排名",
    Scene.BLACK: "黑屏",
}
ROLES = {"organiser": "组织者", "director": "场控", "emcee": "主持人", "judge": "评委", "screen": "大屏"}
STATUSES = {"withdrawn": "弃权", "no_show": "缺席", "disqualified": "取消资格", None: "恢复参赛"}
EXCUSES = {"absent": "缺席", "recused": "回避"}


def sentence(state: State, event: e.Event) -> str:
    """What *event* was, in words; names as they are in *state*. Says nothing of a mark or a score."""
    return SENTENCES[type(event)](state, event)


def holder(state: State, pass_id: str) -> str:
    """Whom a pass belongs to: "3号评委 评委三", "主持人"."""
    held = state.passes.get(pass_id)
    if held is None:
        return "已作废的证件"
    return _judge(state, held.judge) if held.judge else ROLES[held.role]


def _judge(state: State, id: str) -> str:
    try:
        found = state.judge(id)
    except KeyError:
        return f"评委 {id}"
    return f"{found.seat}号评委 {found.name}"


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


# Event → its sentence; a test holds the keys against the union `Event`.
SENTENCES: dict[type, Callable[[State, Any], str]] = {
    e.CompetitionCreated: lambda s, v: f"新建赛事“{v.rules.name}”",
    e.RulesSet: lambda s, v: "修改规则",
    e.EntrantsSet: lambda s, v: f"名单更新，共 {len(v.entrants)} 个参赛对象",
    e.PanelSeated: lambda s, v: f"{_round(s, v)}：安排评委 {len(v.judges)} 人",
    e.ComponentsImported: lambda s, v: f"{_round(s, v)}：导入 {len(v.scores)} 条成绩（{v.source}）",
    e.OrderDrawn: lambda s, v: f"{_round(s, v)}：抽签确定出场顺序，种子 {v.seed}",
    e.OrderEntered: lambda s, v: f"{_round(s, v)}：录入出场顺序，见证人 {v.witness}",
    e.StatusSet: lambda s, v: f"{_entrant(s, v.track, v.entrant)} {STATUSES[v.status]}：{v.reason}",
    e.PassIssued: lambda s, v: f"制发证件：{holder(s, v.id)}",
    e.PassRevoked: lambda s, v: f"作废一张证件{'：' if v.reason else ''}{v.reason}",
    e.DeviceAdmitted: lambda s, v: f"{holder(s, v.pass_id)}就座",
    e.HandoverAsked: lambda s, v: f"{holder(s, v.pass_id)}请求换机",
    e.HandoverDenied: lambda s, v: "拒绝一次换机请求",
    e.LoginClosed: lambda s, v: "会场已封闭登录",
    e.LoginOpened: lambda s, v: "会场开放登录",
    e.ScreenRegistered: lambda s, v: f"{v.number}号大屏接入",
    e.ScreenAssigned: lambda s, v: f"{v.number}号大屏命名为“{v.name}”",
    e.ScreenRemoved: lambda s, v: f"移除{v.number}号大屏",
    e.ScreensIdentified: lambda s, v: "大屏显示编号" if v.on else "大屏停止显示编号",
    e.SceneShown: lambda s, v: f"大屏切换到“{SCENES[v.scene]}”",
    e.EntrantCalled: lambda s, v: f"请 {_name(s, v.performance)} 出场",
    e.CallWithdrawn: lambda s, v: f"撤回点名 {_name(s, v.performance)}：{v.reason}",
    e.MarkingOpened: lambda s, v: f"{_name(s, v.performance)} 开始评分",
    e.MarkingWithdrawn: lambda s, v: f"撤回开评 {_name(s, v.performance)}：{v.reason}",
    e.SheetSubmitted: lambda s, v: f"{_judge(s, v.judge)}提交 {_name(s, v.performance)} 评分表",
    e.SheetReturned: lambda s, v: f"退回{_judge(s, v.judge)}的评分表：{v.reason}",
    e.JudgeExcused: lambda s, v: f"{_judge(s, v.judge)}{EXCUSES[v.phase]}：{v.reason}",
    e.JudgeRestored: lambda s, v: f"{_judge(s, v.judge)}恢复评分",
    e.DeductionEntered: lambda s, v: f"{_name(s, v.performance)} 扣分：{v.deduction.reason}",
    e.DeductionWithdrawn: lambda s, v: f"{_name(s, v.performance)} 撤销一笔扣分：{v.reason}",
    e.MarkingClosed: lambda s, v: f"{_name(s, v.performance)} 评分结束，得分已确认",
    e.MarkingReopened: lambda s, v: f"重开评分 {_name(s, v.performance)}：{v.reason}",
    e.ScoreRevealed: lambda s, v: f"{_name(s, v.performance)} 亮分",
    e.RevealWithdrawn: lambda s, v: f"撤回亮分 {_name(s, v.performance)}：{v.reason}",
    e.TieDecided: lambda s, v: f"{s.track(v.track).name}并列 {len(v.order)} 个的先后已定：{v.reason}",
    e.TrackLocked: lambda s, v: f"{s.track(v.track).name}核分一致，成绩已锁定",
    e.StandingsRevealed: lambda s, v: f"公布排名，{len(v.rows)} 个参赛对象",
}
