"""What several deciders ask before they say yes. Each raises Refused with the remedy."""

from judging.core.numbers import parse
from judging.core.people import Judge
from judging.core.performance import PerformanceId, Phase
from judging.core.refused import Reason, Refused
from judging.core.rulebook import Criterion, Kind, Round
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.words import KINDS, PHASES

MAX_TEXT = 200  # characters of a reason, note or name; a screen and a printed form have no room for more


def round_of(state: State, track: str, round: str, kind: Kind) -> Round:
    try:
        found = state.round(track, round)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个组别或环节，请刷新页面后重试") from None
    if found.kind is not kind:
        raise Refused(Reason.UNKNOWN, "“{round}”不是{kind}环节", round=found.name, kind=KINDS[kind])
    return found


def known(state: State, id: PerformanceId) -> Round:
    """The judged round of a performance of a known entrant."""
    round = round_of(state, id.track, id.round, Kind.JUDGED)
    if id.entrant not in state.entrants.get(id.track, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    return round


def unlocked(state: State, track: str) -> None:
    if track in state.locked:
        raise Refused(
            Reason.LOCKED,
            "{track}的成绩已锁定，不能再改；如有异议请按异议程序处理",
            track=state.track(track).name,
        )


def in_phase(state: State, id: PerformanceId, *phases: Phase, then: Phase | None = None) -> None:
    """*then* is what the command leads to: where it is so already, another console was faster."""
    phase = state.performance(id).phase
    if phase is then:
        raise Refused(
            Reason.ALREADY,
            "{name}已是“{phase}”，无须再操作",
            name=state.entrant(id).name,
            phase=PHASES[phase],
        )
    if phase not in phases:
        raise Refused(
            Reason.NOT_NOW,
            "{name}现在是“{phase}”，须在“{wanted:”或“}”时操作",
            name=state.entrant(id).name,
            phase=PHASES[phase],
            wanted=tuple(PHASES[wanted] for wanted in phases),
        )


def judge_on_panel(state: State, id: PerformanceId, judge: str | None) -> Judge:
    for found in state.panel(id):
        if found.id == judge:
            return found
    raise Refused(Reason.NOT_ON_PANEL, "您不在本环节的评委组，请与场控核对席位")


def text(value: str, what: Sentence, *, most: int = MAX_TEXT) -> str:
    """*value* without blanks at its ends; not empty, not too long, on one line, nothing invisible in it."""
    stripped = " ".join(value.split())
    if not stripped:
        raise Refused(Reason.MALFORMED, "请填写{what}", what=what)
    if not stripped.isprintable():
        raise Refused(Reason.MALFORMED, "{what}里有看不见的控制字符，请删去后重新填写", what=what)
    if len(stripped) > most:
        raise Refused(
            Reason.MALFORMED,
            "{what}太长：{length} 字，最多 {most} 字",
            what=what,
            length=len(stripped),
            most=most,
        )
    return stripped


def mark(criterion: Criterion, given: str) -> None:
    """Contract 2.1: a plain decimal within min…max, a whole number of steps from min."""
    name, low, high, step = criterion.name, criterion.min, criterion.max, criterion.step
    try:
        value = parse(given)
    except ValueError:
        raise Refused(
            Reason.MALFORMED, "“{name}”的分值不是普通数字，请用半角数字，如 {high}", name=name, high=high
        ) from None
    if not low <= value <= high:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "“{name}”的分值 {given} 不在 {low}～{high} 之内，请改正后重交",
            name=name,
            given=given,
            low=low,
            high=high,
        )
    if (value - low) % step:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "“{name}”的分值 {given} 不合步长，须从 {low} 起每 {step} 一档",
            name=name,
            given=given,
            low=low,
            step=step,
        )
