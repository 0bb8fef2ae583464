"""The clicker: one picture on, or one back; each press counts for the picture it was pressed at."""

from enum import StrEnum

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.air import Scene
from judging.core.hall.hall import MAIN
from judging.core.honours.honour import Honour
from judging.core.mappings import with_key
from judging.core.moments import milliseconds
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .bottom_up import overtaken
from .presiding import on
from .programme import Ceremony

SECOND_MS = 1000


class Way(StrEnum):
    FORWARD = "forward"
    BACK = "back"


class StepCeremony(AnyCommand, frozen=True):
    """`from_step`: which picture was shown where it was pressed, counted from 0."""

    way: Way
    from_step: int
    hall: str = MAIN


class CeremonyStepped(AnyEvent, frozen=True):
    """`honours`: who is on the screen from here on."""

    step: int
    honours: tuple[Honour, ...] = ()
    hall: str = MAIN


def step_ceremony(state: State, command: StepCeremony, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """A press that comes late, or twice, moves nothing: it was meant for a picture that is gone."""
    found, to = picture_after(state, command, at)
    step = found.steps[to]
    if why := overtaken(state, found.steps, step.award):
        raise Refused(Reason.NOT_NOW, why)
    return (CeremonyStepped(to, step.honours, command.hall),)


def picture_after(state: State, command: StepCeremony, at: str) -> tuple[Ceremony, int]:
    """The ceremony, and which picture the press leads to, were nothing overtaken. Raises Refused."""
    hall = checks.hall_of(state, command.hall)
    found = on(state, hall.id)
    if command.from_step != found.step:
        raise Refused(Reason.STALE, "这一步已经走过，没有再走；请看现在的画面")
    if hall.scene is not Scene.CEREMONY:
        raise Refused(Reason.NOT_NOW, "大屏现在不是颁奖画面，请先恢复（按 b）再继续")
    return found, _to(found, command.way, at)


def _to(found: Ceremony, way: Way, at: str) -> int:
    """Raises Refused before the first, after the last, and on from a picture that has hardly been seen."""
    if way is Way.BACK:
        if not found.step:
            raise Refused(Reason.NOT_NOW, "已经是第一幕，不能再退")
        return found.step - 1
    if found.next is None:
        raise Refused(Reason.NOT_NOW, "已经是最后一幕，可以结束颁奖")
    hold_s, shown_ms = found.programme.hold_s, milliseconds(at) - milliseconds(found.stepped_at)
    if 0 <= shown_ms < hold_s * SECOND_MS:  # a clock that was set back holds nobody up
        raise Refused(Reason.NOT_NOW, "这一幕刚刚出现，至少停留 {seconds} 秒，请稍候再按", seconds=hold_s)
    return found.step + 1


def ceremony_stepped(state: State, event: CeremonyStepped, at: str) -> State:
    """Who has been on the screen once stays announced, also when the ceremony goes back."""
    moved = replace(state.ceremonies[event.hall], step=event.step, stepped_at=at)
    told = (*state.announced, *(each for each in event.honours if each not in state.announced))
    return replace(state, ceremonies=with_key(state.ceremonies, event.hall, moved), announced=told)
