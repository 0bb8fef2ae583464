"""A reveal on its way through its beats: pace, the director's key, and showing it again."""

from judging.core import commands as c
from judging.core import events as e
from judging.core.beats import DOUBLE_MS, Press, of_stage, pressed, runs, uncut
from judging.core.moments import milliseconds
from judging.core.people import Actor
from judging.core.performance import Phase
from judging.core.refused import Reason, Refused
from judging.core.show import Scene
from judging.core.state import State

from . import checks


def set_pace(state: State, command: c.SetPace, by: Actor, at: str) -> tuple[e.Event, ...]:
    """From the next reveal on; one that plays keeps its pace."""
    return () if state.pace is command.pace else (e.PaceSet(command.pace),)


def advance(state: State, command: c.AdvanceReveal, by: Actor, at: str) -> tuple[e.Event, ...]:
    """Nothing for a press that came twice, or too late."""
    id = command.performance
    checks.known(state, id)
    found = of_stage(state)
    if found is None or found[0].performance != id or not runs(state, at):
        return ()
    playback, table = found
    if state.scene is not Scene.REVEAL and not command.whole:
        raise Refused(Reason.NOT_NOW, "大屏现在不是“亮分”，请先切回“亮分”再继续")
    if command.whole:
        to = Press(table.ends, None)
    elif 0 <= milliseconds(at) - playback.pressed < DOUBLE_MS:
        return ()
    else:
        to = pressed(playback, table, at)
    return (e.RevealAdvanced(id, to.to_ms, to.beats),)


def replay(state: State, command: c.ReplayReveal, by: Actor, at: str) -> tuple[e.Event, ...]:
    """重播: the beats once more. What was announced stays as it is, and no record says anything of it."""
    id = command.performance
    checks.known(state, id)
    if state.on_stage != id or state.performance(id).phase is not Phase.REVEALED:
        raise Refused(Reason.NOT_NOW, "只能重播台上最近一次亮分")
    uncut(state, at)
    return (e.RevealReplayed(id),)
