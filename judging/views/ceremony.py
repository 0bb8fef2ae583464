"""The ceremony for whoever directs it: the programme, what is shown now, and what comes next."""

from collections import Counter
from functools import partial

from msgspec import Struct

from judging.core import commands as c
from judging.core.appeals.award_phase import pending
from judging.core.ceremony.bottom_up import overtaken, undecided
from judging.core.ceremony.levels import levels_of
from judging.core.ceremony.programme import Ceremony, Programme
from judging.core.ceremony.stepping import Way, picture_after
from judging.core.hall.air import Scene
from judging.core.hall.hall import Hall
from judging.core.honours.decided import agenda, award_name, awards_of, decided
from judging.core.moments import LATER
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence
from judging.core.state import State

from .ceremony_pictures import CeremonyPicture, picture_of_step
from .console import ScreenTile
from .steps import Button, button
from .unchanged import Parts, of_awards, of_beginning, remembered

WAYS = (("back", Way.BACK), ("forward", Way.FORWARD))


class LevelChoice(Struct, frozen=True):
    """`count`: how many are honoured with it, 0 until it is decided."""

    level: str
    count: int


class AwardChoice(Struct, frozen=True):
    """An award that a programme may have, its levels the lowest first. `deferred`: on so many a later meeting

    decides, who are not in the ceremony.
    """

    award: str
    name: str
    levels: tuple[LevelChoice, ...]
    undecided: Sentence | None  # why it cannot be presented
    deferred: int
    pending: int  # objections that are not settled: they stop nothing


class CeremonyView(Struct, frozen=True):
    hall: str
    hall_name: str  # "" where there is only one
    competition: str
    rehearsal: bool
    awards: tuple[AwardChoice, ...]
    programme: Programme | None
    is_on: bool
    step: int
    of: int  # steps in all
    now: CeremonyPicture | None
    next: CeremonyPicture | None
    buttons: tuple[Button, ...]  # begin | forward | back | black | resume | end
    scene: Scene
    screens: tuple[ScreenTile, ...]


def ceremony(state: State, id: str) -> CeremonyView:
    """Raises KeyError for a hall that is not there."""
    hall, found = state.halls[id], state.ceremonies.get(id)
    on = found if found and found.is_on else None
    return CeremonyView(
        hall=id,
        hall_name=hall.name if len(state.halls) > 1 else "",
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        awards=_choices(state, ""),
        programme=found.programme if found else None,
        is_on=on is not None,
        step=on.step if on else 0,
        of=len(on.steps) if on else 0,
        now=picture_of_step(state, on, on.shown) if on else None,
        next=picture_of_step(state, on, on.next) if on and on.next else None,
        buttons=_buttons(state, hall, on),
        scene=hall.scene,
        screens=tuple(
            ScreenTile(each.number, each.name, each.pinned, each.pinned or hall.scene, each.sound)
            for each in state.screens.values()
            if each.hall == id
        ),
    )


@remembered(of_awards)
def _choices(state: State, _: str) -> tuple[AwardChoice, ...]:
    return tuple(_choice(state, award) for award in awards_of(state))


def _choice(state: State, award: str) -> AwardChoice:
    counts = Counter(honour.level for honour in decided(state, award))
    levels = tuple(LevelChoice(level, counts[level]) for level in levels_of(state, award))
    deferred = len(agenda(state, award).undecided) if counts else 0
    why, waiting = undecided(state, award), len(pending(state, award))
    return AwardChoice(award, award_name(state, award), levels, why, deferred, waiting)


def _buttons(state: State, hall: Hall, on: Ceremony | None) -> tuple[Button, ...]:
    if on is None:
        return (_begin(state, hall.id),)
    shows = hall.scene is Scene.CEREMONY
    turn = ("black", Scene.BLACK) if shows else ("resume", Scene.CEREMONY)
    return (
        *(_step(state, id, c.StepCeremony(way, on.step, hall.id)) for id, way in WAYS),
        button(state, turn[0], c.ShowScene(turn[1], hall.id)),
        button(state, "end", c.EndCeremony(hall.id)),
    )


def _step(state: State, id: str, command: c.StepCeremony) -> Button:
    return button(state, id, command, partial(_may_step, state, command))


def _may_step(state: State, command: c.StepCeremony) -> None:
    """Raises what `decide` would: only whether a decision was overtaken takes long to know."""
    found, to = picture_after(state, command, LATER)
    if why := _overtaken(state, (command.hall, found.steps[to].award)):
        raise Refused(Reason.NOT_NOW, why)


def _of_award_in(state: State, id: tuple[str, str]) -> Parts:
    return (*of_awards(state, ""), state.ceremonies[id[0]].steps)


@remembered(_of_award_in)
def _overtaken(state: State, id: tuple[str, str]) -> Sentence | None:
    hall, award = id
    return overtaken(state, state.ceremonies[hall].steps, award)


@remembered(of_beginning)
def _begin(state: State, hall: str) -> Button:
    return button(state, "begin", c.BeginCeremony(hall))
