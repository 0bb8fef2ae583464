"""Beginning and ending a ceremony in a hall."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.air import Scene
from judging.core.hall.beats import uncut
from judging.core.hall.hall import MAIN
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .bottom_up import steps_of, undecided
from .programme import Ceremony, Step


class BeginCeremony(AnyCommand, frozen=True):
    hall: str = MAIN


class EndCeremony(AnyCommand, frozen=True):
    hall: str = MAIN


class CeremonyBegun(AnyEvent, frozen=True):
    """`steps`: what it presents, as it was decided then."""

    steps: tuple[Step, ...]
    hall: str = MAIN


class CeremonyEnded(AnyEvent, frozen=True):
    hall: str = MAIN


def begin_ceremony(state: State, command: BeginCeremony, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Once all its awards are decided. The screen shows the opening card, and nobody's name."""
    hall = checks.hall_of(state, command.hall)
    planned = state.ceremonies.get(hall.id)
    if planned is None:
        raise Refused(Reason.INCOMPLETE, "还没有颁奖程序，请先排好并保存")
    if planned.is_on:
        raise Refused(Reason.ALREADY, "颁奖已经开始")
    uncut(state, hall, at)
    for part in planned.programme.awards:
        if why := undecided(state, part.award):
            raise Refused(Reason.INCOMPLETE, why)
    return (CeremonyBegun(steps_of(state, planned.programme), hall.id),)


def end_ceremony(state: State, command: EndCeremony, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """At any step; what has been presented stays presented."""
    hall = checks.hall_of(state, command.hall)
    on(state, hall.id)
    return (CeremonyEnded(hall.id),)


def on(state: State, hall: str) -> Ceremony:
    """The ceremony that is on there. Raises Refused."""
    found = state.ceremonies.get(hall)
    if found is None or not found.is_on:
        raise Refused(Reason.NOT_NOW, "这里没有正在进行的颁奖，请先开始颁奖")
    return found


def ceremony_begun(state: State, event: CeremonyBegun, at: str) -> State:
    begun = replace(state.ceremonies[event.hall], steps=event.steps, step=0, stepped_at=at)
    state = replace(state, ceremonies=with_key(state.ceremonies, event.hall, begun))
    return state.in_hall(event.hall, scene=Scene.CEREMONY)


def ceremony_ended(state: State, event: CeremonyEnded, at: str) -> State:
    """The screen stands by, whatever it showed of the ceremony."""
    ended = Ceremony(state.ceremonies[event.hall].programme)
    shows = state.halls[event.hall].scene
    state = replace(state, ceremonies=with_key(state.ceremonies, event.hall, ended))
    return state.in_hall(event.hall, scene=Scene.STANDBY if shows is Scene.CEREMONY else shows)
