"""Venue screens: admitted, named, identified, removed."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .air import Scene, Screen
from .hall import MAIN


class AdmitScreen(AnyCommand, frozen=True):
    """A browser that waits under `number` becomes a screen: AssignScreen, and which device it is about."""

    number: int
    device: str
    name: str
    pinned: Scene | None = None
    hall: str = MAIN
    sound: bool = False


class AssignScreen(AnyCommand, frozen=True):
    number: int
    name: str
    pinned: Scene | None = None
    hall: str = MAIN
    sound: bool = False  # 声源: takes it from the one that has it


class RemoveScreen(AnyCommand, frozen=True):
    number: int


class IdentifyScreens(AnyCommand, frozen=True):
    on: bool
    hall: str = MAIN


class ScreenRegistered(AnyEvent, frozen=True):
    number: int
    device: str
    hall: str = MAIN


class ScreenAssigned(AnyEvent, frozen=True):
    number: int
    name: str
    pinned: Scene | None = None
    hall: str = MAIN
    sound: bool = False


class ScreenRemoved(AnyEvent, frozen=True):
    number: int


class ScreensIdentified(AnyEvent, frozen=True):
    """识别: every screen of the hall shows its number, until switched off."""

    on: bool
    hall: str = MAIN


MAX_SCREENS = 40  # a venue has a handful


def admit_screen(state: State, command: AdmitScreen, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Registered and assigned in one; where another console has just admitted it, only assigned."""
    known = state.screens.get(command.number)
    if known is not None and known.device != command.device:
        raise Refused(Reason.STALE, "{number} 号已是另一块大屏，请刷新页面", number=command.number)
    if known is None and len(state.screens) >= MAX_SCREENS:
        raise Refused(Reason.TOO_MANY, "大屏已有 {most} 块，请先在控制台移除不用的", most=MAX_SCREENS)
    hall = checks.hall_of(state, command.hall)
    assigned = ScreenAssigned(command.number, _name(command.name), command.pinned, hall.id, command.sound)
    return (assigned,) if known else (ScreenRegistered(command.number, command.device, hall.id), assigned)


def assign_screen(state: State, command: AssignScreen, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    _known(state, command.number)
    hall = checks.hall_of(state, command.hall)
    name = _name(command.name)
    return (ScreenAssigned(command.number, name, command.pinned, hall.id, command.sound),)


def _name(given: str) -> str:
    return checks.text(given, sentence("大屏名称"), most=20)


def remove_screen(state: State, command: RemoveScreen, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.number not in state.screens and 0 < command.number <= state.screens_made:
        return ()
    _known(state, command.number)
    return (ScreenRemoved(command.number),)


def _known(state: State, number: int) -> None:
    if number not in state.screens:
        raise Refused(Reason.UNKNOWN, "没有 {number} 号大屏，请刷新页面", number=number)


def identify_screens(state: State, command: IdentifyScreens, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    hall = checks.hall_of(state, command.hall)
    return () if hall.identifying == command.on else (ScreensIdentified(command.on, hall.id),)


def screen_registered(state: State, event: ScreenRegistered, at: str) -> State:
    screen = Screen(event.number, event.device, hall=event.hall)
    made = max(state.screens_made, event.number)
    return replace(state, screens=with_key(state.screens, event.number, screen), screens_made=made)


def screen_assigned(state: State, event: ScreenAssigned, at: str) -> State:
    """A hall has one source of sound: two would never sound at once."""
    screen = replace(
        state.screens[event.number],
        name=event.name,
        pinned=event.pinned,
        hall=event.hall,
        sound=event.sound,
    )
    screens = with_key(state.screens, event.number, screen)
    if event.sound:
        screens = {
            n: replace(each, sound=n == event.number) if each.hall == event.hall else each
            for n, each in screens.items()
        }
    return replace(state, screens=screens)


def screen_removed(state: State, event: ScreenRemoved, at: str) -> State:
    return replace(state, screens=without_keys(state.screens, event.number))


def screens_identified(state: State, event: ScreensIdentified, at: str) -> State:
    return state.in_hall(event.hall, identifying=event.on)
