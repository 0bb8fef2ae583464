"""What can be done about an entrant beside the show: 检录, moved, replaced, 补赛; as ready-made commands."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.attendance.checkin import MOST_CALLS, Step
from judging.core.attendance.replacing import may_be_replaced, next_reserve
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.staging import UNDER_WAY
from judging.core.people.taking_part import Entrant, names_among
from judging.core.refused import Reason, Refused
from judging.core.state import State

from .steps import Button, ready_made

FILLED_IN = "…"  # by the page, before it is sent


def attend(state: State, id: PerformanceId) -> tuple[Button, ...]:
    """What is possible now for one row of a running order; nothing that is blocked.

    Not asked of `decide`, which for a hundred rows takes too long: a test does, of everything offered.
    """
    if id.track in state.locked:
        return ()
    takes_part = (id.track, id.entrant) not in state.statuses
    is_waiting = state.performance(id).phase is Phase.WAITING
    return (
        *(_waiting(state, id) if takes_part and is_waiting else ()),
        *(_replacing(state, id) if is_waiting else ()),
        *(_retaking(state, id) if takes_part else ()),
    )


def _waiting(state: State, id: PerformanceId) -> Iterator[Button]:
    known = state.checkin(id)
    if known.step is None:
        yield ready_made("arrived", c.CheckIn(id, Step.ARRIVED))
    if known.step is not Step.WAITING:
        yield ready_made("waiting", c.CheckIn(id, Step.WAITING))
    if known.step is not None:
        undo = c.WithdrawCheckIn(id, FILLED_IN, known.step)
        yield ready_made("undo", undo, asks_reason=True)
    elif len(known.calls) < MOST_CALLS:
        yield ready_made("roll", c.CallRoll(id, len(known.calls) + 1))
    if known.may_be_absent:
        no_show = c.SetStatus(id.track, id.entrant, "no_show", FILLED_IN)
        yield ready_made("no_show", no_show, asks_reason=True)
    yield ready_made("move", c.MoveInOrder(id, None, FILLED_IN, FILLED_IN), asks_reason=True)


def _replacing(state: State, id: PerformanceId) -> Iterator[Button]:
    """顺延 by the next of the reserves; where they are all gone, with that as the reason."""
    known = (each.track for each in state.replacements)
    if not state.reserves.get(id.track) and id.track not in known:
        return
    asked = c.ReplaceEntrant(id.track, id.entrant, FILLED_IN, FILLED_IN)
    try:
        may_be_replaced(state, asked)
        next_reserve(state, id.track, id.entrant)
    except Refused as refused:
        if refused.reason is Reason.INCOMPLETE:
            yield replace(ready_made("replace", asked, asks_reason=True), blocked=refused.sentence)
        return
    yield ready_made("replace", asked, asks_reason=True)


def following(state: State, id: PerformanceId) -> Entrant | None:
    """Who takes the place where nothing is said of the district; None where nobody can."""
    try:
        may_be_replaced(state, c.ReplaceEntrant(id.track, id.entrant, FILLED_IN, FILLED_IN))
        return next_reserve(state, id.track, id.entrant)
    except Refused:
        return None


def _retaking(state: State, id: PerformanceId) -> Iterator[Button]:
    """补赛, and which of the attempts counts."""
    performance = state.performance(id)
    if performance.phase in (*UNDER_WAY, Phase.CONFIRMED):
        yield ready_made("retake", c.GrantRetake(id, FILLED_IN, FILLED_IN), asks_reason=True)
    if performance.phase in (Phase.WAITING, Phase.CONFIRMED):
        for each in performance.attempts:
            if each.played.announced is not None:
                asked = c.CountAttempt(id, each.played.attempt, FILLED_IN, FILLED_IN)
                yield ready_made("count", asked, asks_reason=True)


class ReplacementLine(Struct, frozen=True):
    left: str  # names
    name: str
    reason: str
    witness: str
    at: str  # UTC


class TrackRoster(Struct, frozen=True):
    """Who can still take somebody's place in a track, who has, and the command by which somebody walks on."""

    track: str
    reserves: tuple[Entrant, ...]
    replaced: tuple[ReplacementLine, ...]  # oldest first: a chain
    walk_on: Button | None  # None once the track is locked


def replacements(state: State, track: str) -> tuple[ReplacementLine, ...]:
    """顺延 of a track, oldest first: a chain."""
    names = names_among(state.entrants.get(track, {}).values())
    return tuple(
        ReplacementLine(names[each.left], names[each.entrant], each.reason, each.witness, each.at)
        for each in state.replacements
        if each.track == track
    )


def roster(state: State, track: str) -> TrackRoster:
    nobody = c.WalkOn(track, Entrant("", ""), FILLED_IN, FILLED_IN)
    return TrackRoster(
        track=track,
        reserves=state.reserves.get(track, ()),
        replaced=replacements(state, track),
        walk_on=None if track in state.locked else ready_made("walk_on", nobody, asks_reason=True),
    )
