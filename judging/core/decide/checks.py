"""What several deciders ask before they say yes. Each raises Refused with the remedy."""

from judging.core.numbers import parse
from judging.core.people import Judge
from judging.core.performance import PerformanceId, Phase
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Criterion, Kind, Round
from judging.core.state import State

MAX_TEXT = 200  # characters of a reason, note or name; a screen and a printed form have no room for more

PHASE_WORDS = {
    Phase.WAITING: "待出场",
    Phase.CALLED: "已点名、未开评",
    Phase.MARKING: "评分中",
    Phase.CONFIRMED: "已确认、未亮分",
    Phase.REVEALED: "已亮分",
}


def round_of(state: State, track: str, round: str, kind: Kind) -> Round:
    try:
        found = state.round(track, round)
    except KeyError:
        raise Refused(Reason.UNKNOWN, f"没有组别“{track}”的环节“{round}”，请刷新页面后重试") from None
    if found.kind is not kind:
        word = {Kind.JUDGED: "现场评分", Kind.IMPORTED: "导入成绩", Kind.INDICATOR: "指标"}[kind]
        raise Refused(Reason.UNKNOWN, f"“{found.name}”不是{word}环节")
    return found


def known(state: State, id: PerformanceId) -> Round:
    """The judged round of a performance of a known entrant."""
    round = round_of(state, id.track, id.round, Kind.JUDGED)
    if id.entrant not in state.entrants.get(id.track, {}):
        raise Refused(Reason.UNKNOWN, f"本组没有参赛对象“{id.entrant}”，请刷新页面后重试")
    return round


def unlocked(state: State, track: str) -> None:
    if track in state.locked:
        raise Refused(
            Reason.LOCKED, f"{state.track(track).name}的成绩已锁定，不能再改；如有异议请按异议程序处理"
        )


def in_phase(state: State, id: PerformanceId, *phases: Phase) -> None:
    phase = state.performance(id).phase
    if phase not in phases:
        name = state.entrant(id).name
        wanted = "或".join(f"“{PHASE_WORDS[wanted]}”" for wanted in phases)
        raise Refused(Reason.NOT_NOW, f"{name}现在是“{PHASE_WORDS[phase]}”，须在{wanted}时操作")


def judge_on_panel(state: State, id: PerformanceId, judge: str | None) -> Judge:
    for found in state.panel(id):
        if found.id == judge:
            return found
    raise Refused(Reason.NOT_ON_PANEL, "您不在本环节的评委组，请与场控核对席位")


def text(value: str, what: str, *, most: int = MAX_TEXT) -> str:
    """*value* without blanks at its ends; not empty, not too long, on one line, nothing invisible in it."""
    stripped = " ".join(value.split())
    if not stripped:
        raise Refused(Reason.MALFORMED, f"请填写{what}")
    if not stripped.isprintable():
        raise Refused(Reason.MALFORMED, f"{what}里有看不见的控制字符，请删去后重新填写")
    if len(stripped) > most:
        raise Refused(Reason.MALFORMED, f"{what}太长：{len(stripped)} 字，最多 {most} 字")
    return stripped


def mark(criterion: Criterion, given: str) -> None:
    """Contract 2.1: a plain decimal within min…max, a whole number of steps from min."""
    low, high, step = criterion.min, criterion.max, criterion.step
    try:
        value = parse(given)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, f"“{criterion.name}”的分值不是普通数字，请用半角数字，如 {high}"
        ) from None
    if not low <= value <= high:
        raise Refused(
            Reason.OUT_OF_RANGE, f"“{criterion.name}”的分值 {given} 不在 {low}～{high} 之内，请改正后重交"
        )
    if (value - low) % step:
        raise Refused(
            Reason.OUT_OF_RANGE, f"“{criterion.name}”的分值 {given} 不合步长，须从 {low} 起每 {step} 一档"
        )
