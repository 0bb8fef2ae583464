"""临时补入: somebody who is not on the roster takes part, last in every order of the track."""

from itertools import count

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Entrant
from judging.core.publication.on_air import without_score
from judging.core.publication.publishing import known_track
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.setup.prepared import Assignment, Move, Moved
from judging.core.setup.roster_checks import each_fits
from judging.core.setup.rostering import roster
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .coming_last import last_in_orders
from .moving import MAX_WITNESS


class WalkOn(AnyCommand, frozen=True):
    """`panel`: before which one, in the rounds that have several; "" leaves it to a later EnterAssignment.

    An entrant without an id is given one.
    """

    track: str
    entrant: Entrant
    reason: str
    witness: str
    panel: str = ""


class EntrantWalkedOn(AnyEvent, frozen=True):
    track: str
    entrant: Entrant
    reason: str
    witness: str
    panel: str = ""


def walk_on(state: State, command: WalkOn, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    track = known_track(state, command.track)
    checks.unlocked(state, track.id)
    reason = checks.text(command.reason, sentence("补入原因"))
    witness = checks.text(command.witness, sentence("见证人姓名"), most=MAX_WITNESS)
    panels = tuple(dict.fromkeys(panel for round in track.rounds for panel in round.panels))
    if command.panel and command.panel not in panels:
        raise Refused(
            Reason.UNKNOWN, "本组没有评委组“{panel}”，现有：{panels}", panel=command.panel, panels=panels
        )
    listed = tuple(state.entrants.get(track.id, {}).values())
    waiting = state.reserves.get(track.id, ())
    wanted = command.entrant
    if not wanted.id.strip():
        wanted = replace(wanted, id=_free_id({each.id for each in (*listed, *waiting)}))
    if any(wanted.name.strip() == each.name for each in waiting):
        raise Refused(
            Reason.ALREADY, "{name}在顺延名单中；请用“顺延”，由其递补不参赛的一位", name=wanted.name.strip()
        )
    entrant = roster((*listed, *waiting, wanted))[-1]
    each_fits(state, track.id, (entrant,))
    return (EntrantWalkedOn(track.id, entrant, reason, witness, command.panel),)


def _free_id(taken: set[str]) -> str:
    return next(id for id in map("w{}".format, count(1)) if id not in taken)


def entrant_walked_on(state: State, event: EntrantWalkedOn, at: str) -> State:
    """A ranking that rests on everybody's scores is withdrawn: one more is to come."""
    track, id = event.track, event.entrant.id
    state = without_score(state, track, id)
    known = {**state.entrants.get(track, {}), id: event.entrant}
    state = replace(state, entrants=with_key(state.entrants, track, known))
    for key, made in state.assignments.items():
        if key[0] == track and event.panel in state.round(*key).panels:
            state = replace(state, assignments=with_key(state.assignments, key, _with(made, id, event.panel)))
    move = Move(id, Moved.JOINED, reason=event.reason, witness=event.witness, at=at)
    return last_in_orders(state, track, move)


def _with(made: Assignment, entrant: str, panel: str) -> Assignment:
    return replace(made, panels={**made.panels, entrant: panel})
