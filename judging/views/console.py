"""What the director sees: order, stage, seats, screens, requests and the story.

Marks are in it only once a sheet set is complete.
"""

from collections.abc import Iterator
from zlib import crc32

from msgspec import Struct

from judging.core import commands as c
from judging.core.live import ties
from judging.core.sentence import Sentence
from judging.core.show import Pace, Scene
from judging.core.state import State

from .panel import OnStage, on_stage
from .playing import Playing, playing
from .running_order import RoundTab, tab
from .steps import Button, button, buttons, next_step
from .story import holder, told


class ScreenTile(Struct, frozen=True):
    number: int
    name: str
    pinned: Scene | None
    scene: Scene


class Handover(Struct, frozen=True):
    device: str
    number: str  # what the phone shows
    holder: Sentence  # "3号评委 评委三", "主持人"
    asker: Sentence | None = None  # as whom the asking phone is logged in now


class RaisedHand(Struct, frozen=True):
    """A judge who calls the scorekeeper and has not been answered."""

    judge: str
    seat: int
    name: str
    at: str


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
    competition: str
    rehearsal: bool
    rounds: tuple[RoundTab, ...]
    stage: OnStage | None
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
    login_closed: bool
    story: tuple[StoryLine, ...]  # newest first, at most 40


def console(state: State, _: str) -> ConsoleView:
    steps = buttons(state)
    return ConsoleView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        rounds=tuple(tab(state, track, round) for track, round in state.judged_rounds()),
        stage=on_stage(state),
        next=next_step(state, steps),
        buttons=steps,
        pace=state.pace,
        playing=playing(state),
        scene=state.scene,
        scenes=tuple(button(state, scene, c.ShowScene(scene)) for scene in Scene),
        screens=tuple(
            ScreenTile(screen.number, screen.name, screen.pinned, screen.pinned or state.scene)
            for screen in state.screens.values()
        ),
        identifying=state.identifying,
        handovers=tuple(_handovers(state)),
        hands=tuple(_hands(state)),
        ties=tuple(_open_ties(state)),
        login_closed=state.login_closed,
        story=tuple(StoryLine(line.at, told(state, line.event)) for line in reversed(state.story)),
    )


def check_number(device: str) -> str:
    """Three digits on the phone and on the console, by which people tell apart who asks for the same seat."""
    return f"{crc32(device.encode()) % 1000:03}"


def _handovers(state: State) -> Iterator[Handover]:
    for device, asked in state.handovers.items():
        own = state.holder(asked.former) if asked.former else None
        asker = holder(state, own.id) if own else None
        yield Handover(device, check_number(device), holder(state, asked.pass_id), asker)


def _hands(state: State) -> Iterator[RaisedHand]:
    for id, hand in state.hands.items():
        if not hand.answered:
            found = state.judge(id)
            yield RaisedHand(id, found.seat, found.name, hand.at)


def _open_ties(state: State) -> Iterator[OpenTie]:
    for track in state.rulebook.tracks:
        for tie in ties(state, track.id):
            entrants = tuple(TiedEntrant(id, state.entrants[track.id][id].name) for id in tie.entrants)
            yield OpenTie(track.id, track.name, tie.composite, entrants)
