"""Venue screens and what is on air."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.people import Actor
from judging.core.performance import Phase
from judging.core.refused import Reason, Refused
from judging.core.show import Scene
from judging.core.state import State

from . import checks

MAX_SCREENS = 40  # a venue has a handful; the rest is guests who found the address


def register(state: State, command: c.RegisterScreen, by: Actor) -> tuple[e.Event, ...]:
    if any(screen.device == command.device for screen in state.screens.values()):
        return ()
    if state.login_closed:
        raise Refused(Reason.LOGIN_CLOSED, "会场已封闭登录，新大屏不能接入；请在控制台开放登录")
    registered = e.ScreenRegistered(state.screens_made + 1, command.device)
    if len(state.screens) < MAX_SCREENS:
        return (registered,)
    # Blanks that nobody has named make room, so that guests cannot keep the hall's own screen out.
    blanks = [screen.number for screen in state.screens.values() if not screen.name]
    if not blanks:
        raise Refused(Reason.TOO_MANY, f"大屏已有 {MAX_SCREENS} 块，请先在控制台移除不用的")
    return (e.ScreenRemoved(min(blanks)), registered)


def assign(state: State, command: c.AssignScreen, by: Actor) -> tuple[e.Event, ...]:
    _known(state, command.number)
    return (e.ScreenAssigned(command.number, checks.text(command.name, "大屏名称", most=20), command.pinned),)


def remove(state: State, command: c.RemoveScreen, by: Actor) -> tuple[e.Event, ...]:
    _known(state, command.number)
    return (e.ScreenRemoved(command.number),)


def _known(state: State, number: int) -> None:
    if number not in state.screens:
        raise Refused(Reason.UNKNOWN, f"没有 {number} 号大屏，请刷新页面")


def identify(state: State, command: c.IdentifyScreens, by: Actor) -> tuple[e.Event, ...]:
    return () if state.identifying == command.on else (e.ScreensIdentified(command.on),)


def show(state: State, command: c.ShowScene, by: Actor) -> tuple[e.Event, ...]:
    """A scene goes on air only when it has something to show that may be shown."""
    if reason := _nothing_for(state, command.scene):
        raise Refused(Reason.NOT_NOW, reason)
    return (e.SceneShown(command.scene),)


def _nothing_for(state: State, scene: Scene) -> str:
    phase = state.performance(state.on_stage).phase if state.on_stage else Phase.WAITING
    match scene:
        case Scene.STANDBY | Scene.BLACK:
            return ""
        case Scene.ENTRANCE:
            return "" if state.on_stage else "台上没有参赛对象，请先点名"
        case Scene.PROGRESS:
            return "" if phase in (Phase.MARKING, Phase.CONFIRMED) else "现在没有进行中的评分"
        case Scene.REVEAL:
            return "" if phase is Phase.REVEALED else "台上的得分尚未亮分"
        case Scene.RANKING:
            return "" if state.standings else "还没有公布过排名，请先公布排名"
