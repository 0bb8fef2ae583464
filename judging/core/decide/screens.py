"""Venue screens and what is on air."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.beats import uncut
from judging.core.people import Actor
from judging.core.performance import Phase
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.show import Scene
from judging.core.state import State

from . import checks

MAX_SCREENS = 40  # a venue has a handful


def admit(state: State, command: c.AdmitScreen, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Registered and assigned in one; where another console has just admitted it, only assigned."""
    known = state.screens.get(command.number)
    if known is not None and known.device != command.device:
        raise Refused(Reason.STALE, "{number} 号已是另一块大屏，请刷新页面", number=command.number)
    if known is None and len(state.screens) >= MAX_SCREENS:
        raise Refused(Reason.TOO_MANY, "大屏已有 {most} 块，请先在控制台移除不用的", most=MAX_SCREENS)
    assigned = e.ScreenAssigned(command.number, _name(command.name), command.pinned)
    return (assigned,) if known else (e.ScreenRegistered(command.number, command.device), assigned)


def assign(state: State, command: c.AssignScreen, by: Actor, at: str) -> tuple[e.Event, ...]:
    _known(state, command.number)
    return (e.ScreenAssigned(command.number, _name(command.name), command.pinned),)


def _name(given: str) -> str:
    return checks.text(given, sentence("大屏名称"), most=20)


def remove(state: State, command: c.RemoveScreen, by: Actor, at: str) -> tuple[e.Event, ...]:
    if command.number not in state.screens and 0 < command.number <= state.screens_made:
        return ()
    _known(state, command.number)
    return (e.ScreenRemoved(command.number),)


def _known(state: State, number: int) -> None:
    if number not in state.screens:
        raise Refused(Reason.UNKNOWN, "没有 {number} 号大屏，请刷新页面", number=number)


def identify(state: State, command: c.IdentifyScreens, by: Actor, at: str) -> tuple[e.Event, ...]:
    return () if state.identifying == command.on else (e.ScreensIdentified(command.on),)


def show(state: State, command: c.ShowScene, by: Actor, at: str) -> tuple[e.Event, ...]:
    """A scene goes on air only when it has something to show that may be shown.

    While a reveal runs only black may take its place, and the reveal come back after it.
    """
    if command.scene not in (Scene.BLACK, Scene.REVEAL):
        uncut(state, at)
    if reason := _nothing_for(state, command.scene):
        raise Refused(Reason.NOT_NOW, reason)
    return () if state.scene is command.scene else (e.SceneShown(command.scene),)


def _nothing_for(state: State, scene: Scene) -> Sentence | None:
    phase = state.performance(state.on_stage).phase if state.on_stage else Phase.WAITING
    match scene:
        case Scene.STANDBY | Scene.BLACK:
            return None
        case Scene.ENTRANCE:
            return None if state.on_stage else sentence("台上没有参赛对象，请先点名")
        case Scene.PROGRESS:
            is_marked = phase in (Phase.MARKING, Phase.CONFIRMED)
            return None if is_marked else sentence("现在没有进行中的评分，请先开始评分")
        case Scene.REVEAL:
            return None if phase is Phase.REVEALED else sentence("台上的得分尚未亮分，请先亮分")
        case Scene.RANKING:
            return None if state.shown_standings else sentence("没有可放的排名，请先公布排名")
