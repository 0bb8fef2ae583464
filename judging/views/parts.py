"""Who has which part in a hall, and what of the console is therefore somebody else's."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from judging.access import CONSOLE, MAY_SEND, whose, words
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import Actor
from judging.core.people.duty import Duty
from judging.core.people.reaching import halls_of
from judging.core.sentence import Sentence, sentence
from judging.core.state import PanelKey, State
from judging.core.words import DUTIES

SHOWN = (
    Duty.DIRECTOR,
    Duty.SCOREKEEPER,
    Duty.VERIFIER,
    Duty.HEAD_JUDGE,
    Duty.TIMEKEEPER,
    Duty.SUPERVISOR,
    Duty.EMCEE,
)
# What is about an entry or a correction is pressed where that is shown, not here.
STOOD_IN = tuple(
    kind
    for kind, right in MAY_SEND.items()
    if right.stand_ins & CONSOLE and (hasattr(kind, "performance") or hasattr(kind, "track"))
)


class About(NamedTuple):
    """What of a command says where it belongs."""

    performance: PerformanceId | None
    track: str


class Part(Struct, frozen=True):
    """A duty and who has it, here or everywhere."""

    duty: Duty
    word: Sentence
    names: tuple[str, ...]


class Theirs(Struct, frozen=True):
    """A kind of command that only *persons* may send about this panel, or about the track as a whole."""

    kind: str
    track: str
    round: str  # "" of the track
    panel: str
    persons: tuple[str, ...]  # ids
    why: Sentence


def parts(state: State, hall: str) -> tuple[Part, ...]:
    found = ((duty, tuple(_names(state, hall, duty))) for duty in SHOWN)
    return tuple(Part(duty, DUTIES[duty], names) for duty, names in found if names)


def _names(state: State, hall: str, duty: Duty) -> Iterator[str]:
    for person in state.people.values():
        if hall in halls_of(state, Actor(person.appointments), (duty,)):
            yield person.name


def theirs(state: State, hall: str) -> tuple[Theirs, ...]:
    """What the console of a hall would be refused, since somebody is named for it."""
    if not state.people:
        return ()
    panels = [
        (key, About(PerformanceId(key.track, key.round, entrant), key.track))
        for key in state.panels_in(hall)
        for entrant in state.order_of(key)[:1]
    ]
    tracks = [(PanelKey(track, "", ""), About(None, track)) for track in state.tracks_in(hall)]
    return tuple(
        Theirs(
            kind.__name__,
            *key,
            tuple(person.id for person in persons),
            sentence(
                "由{duties:或} {names:、} 操作",
                duties=words(MAY_SEND[kind].duties),
                names=tuple(person.name for person in persons),
            ),
        )
        for kind in STOOD_IN
        for key, about in (panels if hasattr(kind, "performance") else tracks)
        if (persons := whose(state, kind, about))
    )
