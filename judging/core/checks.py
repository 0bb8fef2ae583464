"""What several deciders ask before they say yes. Each raises Refused with the remedy."""

from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.people.taking_part import Judge
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Criterion, Kind, Round

from .identity_number import holds_identity_number
from .refused import Reason, Refused
from .sentence import Sentence
from .state import State
from .words import KINDS, PHASES

MAX_TEXT = 200  # characters of a reason, note or name; a screen and a printed form have no room for more


def round_of(state: State, track: str, round: str, kind: Kind, *others: Kind) -> Round:
    """Of one of these kinds."""
    try:
        found = state.round(track, round)
    except KeyError:
        raise Refused(Reason.UNKNOWN, "没有这个组别或环节，请刷新页面后重试") from None
    if found.kind not in (kind, *others):
        raise Refused(Reason.UNKNOWN, "“{round}”不是{kind}环节", round=found.name, kind=KINDS[kind])
    return found


def performed(state: State, track: str, round: str) -> Round:
    """A round that is judged by a panel."""
    found = round_of(state, track, round, Kind.JUDGED)
    if not found.is_performed:
        raise Refused(
            Reason.UNKNOWN, "“{round}”用测评票，没有评委组和出场；请在“测评”中办理", round=found.name
        )
    return found


def known(state: State, id: PerformanceId) -> Round:
    """The judged round of a performance of a known entrant."""
    round = performed(state, id.track, id.round)
    if id.entrant not in state.entrants.get(id.track, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    return round


def hall_of(state: State, hall: str) -> Hall:
    if hall not in state.halls:
        raise Refused(Reason.UNKNOWN, "没有这个会场，请刷新页面后重试")
    return state.halls[hall]


def unlocked(state: State, track: str) -> None:
    if track in state.locked:
        raise Refused(
            Reason.LOCKED,
            "{track}的成绩已锁定，不能再改；如有异议，请组织者在“公示与异议”页登记",
            track=state.track(track).name,
        )


def in_phase(state: State, id: PerformanceId, *phases: Phase, then: Phase | None = None) -> None:
    """*then* is what the command leads to: where it is so already, another console was faster."""
    phase = state.performance(id).phase
    if phase is then:
        raise Refused(
            Reason.ALREADY,
            "{name}已是“{phase}”，无须再操作",
            name=state.named(id),
            phase=PHASES[phase],
        )
    if phase not in phases:
        raise Refused(
            Reason.NOT_NOW,
            "{name}现在是“{phase}”，须在“{wanted:”或“}”时操作",
            name=state.named(id),
            phase=PHASES[phase],
            wanted=tuple(PHASES[wanted] for wanted in phases),
        )


def judge_on_panel(state: State, id: PerformanceId, judge: str | None) -> Judge:
    for found in state.panel(id):
        if found.id == judge:
            return found
    key = state.panel_of(id)
    panel = state.panels.get(key) if key else None
    for change in reversed(panel.changes if panel else ()):
        if change.left.id == judge:
            raise Refused(
                Reason.NOT_ON_PANEL,
                "您的席位已由{by}接替，这一份没有收下；{by}会重新评分，有疑问请找场控",
                by=change.by.name,
            )
    raise Refused(Reason.NOT_ON_PANEL, "您不在本环节的评委组，请与场控核对席位")


def text(value: str, what: Sentence, *, most: int = MAX_TEXT) -> str:
    """*value* without blanks at its ends; not empty, not too long, on one line, nothing invisible in it.

    No number of an identity card either, which the refusal does not repeat.
    """
    stripped = " ".join(value.split())
    if not stripped:
        raise Refused(Reason.MALFORMED, "请填写{what}", what=what)
    if not stripped.isprintable():
        raise Refused(Reason.MALFORMED, "{what}里有看不见的控制字符，请删去后重新填写", what=what)
    if holds_identity_number(stripped):
        raise Refused(Reason.MALFORMED, "{what}里有身份证号，本系统不收，请删去后重新填写", what=what)
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
