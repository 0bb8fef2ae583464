"""The halls of a competition: named before the day; and panels that move to another."""

import re

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.hall import Hall, NamedHall
from judging.core.hall.performance import Phase
from judging.core.hall.staging import UNDER_WAY
from judging.core.hall.windows import MOST_WINDOWS
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.appointing import everybody_apart
from judging.core.people.issuing import holding
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent

MOST_HALLS = 12
ID = re.compile(r"[A-Za-z0-9_-]{1,20}")


class SetHalls(AnyCommand, frozen=True):
    """All halls, in the order in which pages list them."""

    halls: tuple[NamedHall, ...]


class MovePanel(AnyCommand, frozen=True):
    """This panel sits in another hall from here on."""

    track: str
    round: str
    hall: str
    panel: str = ""


class HallsSet(AnyEvent, frozen=True):
    halls: tuple[NamedHall, ...]


class PanelMoved(AnyEvent, frozen=True):
    track: str
    round: str
    hall: str
    panel: str = ""


def set_halls(state: State, command: SetHalls, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """A hall goes only once no panel sits there; its screens are blank then, and its passes void."""
    if not 0 < len(command.halls) <= MOST_HALLS:
        raise Refused(Reason.MALFORMED, "会场须为 1～{most} 个，请增减", most=MOST_HALLS)
    halls = tuple(_checked(hall, single=len(command.halls) == 1) for hall in command.halls)
    for texts in ([hall.id for hall in halls], [hall.name for hall in halls]):
        if len(set(texts)) < len(texts):
            raise Refused(Reason.MALFORMED, "会场的编号和名称都不能重复，请改正")
    wanted = {hall.id for hall in halls}
    for hall in state.halls.values():
        if hall.id not in wanted:
            _may_go(state, hall)
    for each in halls:
        _may_lose_windows(state, each)
    same = halls == tuple(NamedHall(hall.id, hall.name, hall.windows) for hall in state.halls.values())
    return () if same else (HallsSet(halls),)


def _may_lose_windows(state: State, wanted: NamedHall) -> None:
    for id in state.halls[wanted.id].on if wanted.id in state.halls else ():
        if state.performance(id).window > wanted.windows:
            raise Refused(
                Reason.NOT_NOW,
                "{name}还在{window}号窗口，送走后再减少窗口",
                name=state.named(id),
                window=state.performance(id).window,
            )


def _may_go(state: State, hall: Hall) -> None:
    name = hall.name or hall.id
    if any(panel.hall == hall.id for panel in state.panels.values()):
        raise Refused(Reason.BEGUN, "{hall}还有评委组，不能删除；请先把评委组移到别的会场", hall=name)
    if any(performance.hall == hall.id for performance in state.performances.values()):
        raise Refused(Reason.BEGUN, "{hall}已有参赛对象出场，不能删除", hall=name)


def _checked(hall: NamedHall, *, single: bool) -> NamedHall:
    """A competition's only hall needs no name, since no page speaks of it."""
    if not ID.fullmatch(hall.id):
        raise Refused(Reason.MALFORMED, "会场编号“{id}”须为 1～20 个字母、数字、- 或 _", id=hall.id)
    if not 0 <= hall.windows <= MOST_WINDOWS:
        raise Refused(Reason.OUT_OF_RANGE, "窗口须为 0～{most} 个，请改正", most=MOST_WINDOWS)
    if single and not hall.name.strip():
        return NamedHall(hall.id, "", hall.windows)
    return NamedHall(hall.id, checks.text(hall.name, sentence("会场名称"), most=20), hall.windows)


def move_panel(state: State, command: MovePanel, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Also in the middle of a day, as long as nobody is on before the panel."""
    key = PanelKey(command.track, command.round, command.panel)
    to = checks.hall_of(state, command.hall)
    if key not in state.panels:
        raise Refused(Reason.UNKNOWN, "没有这个评委组，请先在“评委与席位”中安排")
    if state.panels[key].hall == to.id:
        return ()
    nobody_on_before(state, key)
    moved = PanelMoved(command.track, command.round, to.id, command.panel)
    everybody_apart(panel_moved(state, moved, at))
    return (moved,)


def nobody_on_before(state: State, key: PanelKey) -> None:
    """Raises Refused while this panel judges somebody, or a score of it is to be revealed."""
    for id, performance in state.performances.items():
        is_out = (id.track, id.entrant) in state.statuses
        is_to_reveal = performance.phase is Phase.CONFIRMED and not is_out
        if state.panel_of(id) == key and (performance.phase in UNDER_WAY or is_to_reveal):
            raise Refused(Reason.NOT_NOW, "{name}还没有亮分，评委组现在不能换会场", name=state.named(id))


def halls_set(state: State, event: HallsSet, at: str) -> State:
    halls = {
        hall.id: replace(state.halls.get(hall.id, Hall(hall.id)), name=hall.name, windows=hall.windows)
        for hall in event.halls
    }
    screens = {
        number: screen if screen.hall in halls else replace(screen, name="", hall=event.halls[0].id)
        for number, screen in state.screens.items()
    }
    passes = {id: held for id, held in state.passes.items() if held.hall is None or held.hall in halls}
    return holding(replace(state, halls=halls, screens=screens), passes)


def panel_moved(state: State, event: PanelMoved, at: str) -> State:
    """What was shown of the panel in the hall that it leaves stays there until something else comes."""
    key = PanelKey(event.track, event.round, event.panel)
    return replace(state, panels=with_key(state.panels, key, replace(state.panels[key], hall=event.hall)))
