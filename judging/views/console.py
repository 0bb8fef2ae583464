"""What the director sees of a hall beside its running order: stage, steps, screens, requests and the story.

Marks are in it only once a sheet set is complete.
"""

from collections.abc import Iterator
from zlib import crc32

from msgspec import Struct

from judging.core import commands as c
from judging.core.hall.air import Pace, Scene
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase, SheetPhase
from judging.core.hall.whose import halls_of_pass
from judging.core.hall.windows import seated_in, walking_panels
from judging.core.marking.hand import HandReason
from judging.core.publication.ranked import Tie, ties
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.words import RETURN_REASONS

from .award_pools import PoolLine, pool_lines
from .correcting import WaitingCorrection, to_publish_anew, waiting_corrections
from .on_stage import OnStage, on_stage
from .parts import Part, Theirs, parts, theirs
from .playing import Playing, playing
from .round_tabs import RoundTab, tabs
from .steps import Button, button, buttons, next_step
from .story import holder, told
from .unchanged import of_hall, remembered, revealed_of
from .walking import WalkRound, walk_round


class ScreenTile(Struct, frozen=True):
    number: int
    name: str
    pinned: Scene | None
    scene: Scene
    sound: bool


class Handover(Struct, frozen=True):
    device: str
    number: str  # what the phone shows
    holder: Sentence  # "3号评委 评委三", "主持人"
    asker: Sentence | None = None  # as whom the asking phone is logged in now


class ReturnableSheet(Struct, frozen=True):
    """A sheet that is in, of an entrant who is being marked."""

    performance: PerformanceId
    entrant: str


class RaisedHand(Struct, frozen=True):
    """A judge who calls the scorekeeper and has not been answered."""

    judge: str
    seat: int
    name: str
    at: str
    reason: HandReason
    sheets: tuple[ReturnableSheet, ...] = ()  # of who wants to change one: those that can be returned now


class TiedEntrant(Struct, frozen=True):
    id: str
    name: str


class OpenTie(Struct, frozen=True):
    """Equals whose order the head judge has still to decide."""

    track: str
    track_name: str
    composite: str
    entrants: tuple[TiedEntrant, ...]


class StoryLine(Struct, frozen=True):
    at: str
    text: Sentence


class ConsoleView(Struct, frozen=True):
    hall: str
    hall_name: str  # "" where there is only one
    competition: str
    rehearsal: bool
    rounds: tuple[RoundTab, ...]
    stage: OnStage | None
    walk: WalkRound | None  # where a panel of the hall walks
    next: Button | None  # the next step, one of `buttons`; blocked while it still waits for something
    buttons: tuple[Button, ...]
    pace: Pace  # of the reveals to come
    playing: Playing | None  # the reveal on stage, playing or over
    scene: Scene
    scenes: tuple[Button, ...]  # one ShowScene (or RevealStandings) per scene, with why it is blocked
    screens: tuple[ScreenTile, ...]
    identifying: bool
    handovers: tuple[Handover, ...]
    hands: tuple[RaisedHand, ...]  # who called first, first
    ties: tuple[OpenTie, ...]
    corrections: tuple[WaitingCorrection, ...]  # proposed, and not in effect
    to_publish_anew: tuple[str, ...]  # tracks whose published ranking a correction has overtaken
    pools: tuple[PoolLine, ...]
    login_closed: bool
    results_open: bool
    return_reasons: tuple[Sentence, ...]
    parts: tuple[Part, ...]  # who does what here, of those named
    theirs: tuple[Theirs, ...]  # what is therefore not the console's
    story: tuple[StoryLine, ...]  # newest first, at most 40


@remembered(of_hall)
def console(state: State, id: str) -> ConsoleView:
    """Raises KeyError for a hall that is not there."""
    hall = state.halls[id]
    steps = buttons(state, id)
    return ConsoleView(
        hall=id,
        hall_name=hall.name if len(state.halls) > 1 else "",
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        rounds=tabs(state, hall),
        stage=on_stage(state, hall),
        walk=walk_round(state, hall),
        next=next_step(state, hall, steps),
        buttons=steps,
        pace=hall.pace,
        playing=playing(state, hall),
        scene=hall.scene,
        scenes=tuple(button(state, scene, c.ShowScene(scene, id)) for scene in scenes_of(state, hall)),
        screens=tuple(
            ScreenTile(screen.number, screen.name, screen.pinned, screen.pinned or hall.scene, screen.sound)
            for screen in state.screens.values()
            if screen.hall == id
        ),
        identifying=hall.identifying,
        handovers=tuple(_handovers(state, id)),
        hands=tuple(_hands(state, id)),
        ties=tuple(open_ties(state, id)),
        corrections=waiting_corrections(state, id),
        to_publish_anew=to_publish_anew(state, id),
        pools=pool_lines(state, id),
        login_closed=state.login_closed,
        results_open=state.results_open,
        return_reasons=RETURN_REASONS,
        parts=parts(state, id),
        theirs=theirs(state, id),
        story=tuple(StoryLine(line.at, told(state, line.event)) for line in reversed(hall.story)),
    )


def scenes_of(state: State, hall: Hall) -> tuple[Scene, ...]:
    """Those that can go on air: some are of several halls, of walk-rounds, or of rounds that are timed."""
    left_out = set() if len(state.halls) > 1 else {Scene.OVERVIEW}
    if not state.results_open:
        left_out |= {Scene.RESULTS}
    if not walking_panels(state, hall.id):
        left_out |= {Scene.WALK, Scene.SCORES}
    if hall.id not in state.ceremonies:
        left_out |= {Scene.CEREMONY}
    rounds = [state.round(key.track, key.round) for key in seated_in(state, hall.id)]
    if not any(round.time or round.overtime for round in rounds):
        left_out |= {Scene.CLOCK}
    return tuple(scene for scene in Scene if scene not in left_out)


def check_number(device: str) -> str:
    """Three digits on the phone and on the console, by which people tell apart who asks for the same seat."""
    return f"{crc32(device.encode()) % 1000:03}"


def _handovers(state: State, hall: str) -> Iterator[Handover]:
    for device, asked in state.handovers.items():
        if hall not in halls_of_pass(state, state.passes[asked.pass_id]):
            continue
        own = state.holder(asked.former) if asked.former else None
        asker = holder(state, own.id) if own else None
        yield Handover(device, check_number(device), holder(state, asked.pass_id), asker)


def _hands(state: State, hall: str) -> Iterator[RaisedHand]:
    for id, hand in state.hands.items():
        if not hand.answered and hall in state.halls_of_judge(id):
            found = state.judge(id, hall)
            sheets = tuple(_returnable(state, hall, id)) if hand.reason is HandReason.CHANGE else ()
            yield RaisedHand(id, found.seat, found.name, hand.at, hand.reason, sheets)


def _returnable(state: State, hall: str, judge: str) -> Iterator[ReturnableSheet]:
    for id in state.halls[hall].on:
        performance = state.performance(id)
        sheet = performance.sheets.get(judge)
        if performance.phase is Phase.MARKING and sheet and sheet.phase is SheetPhase.SUBMITTED:
            yield ReturnableSheet(id, state.named(id))


@remembered(revealed_of)
def _ties(state: State, track: str) -> list[Tie]:
    return ties(state, track)


def open_ties(state: State, hall: str) -> Iterator[OpenTie]:
    here = state.tracks_in(hall)
    for track in state.rulebook.tracks:
        for tie in _ties(state, track.id) if track.id in here else ():
            entrants = tuple(TiedEntrant(id, state.name_of(track.id, id)) for id in tie.entrants)
            yield OpenTie(track.id, track.name, tie.composite, entrants)
