"""核分锁定: nothing of a track's results changes from here on."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import ENGINE
from judging.core.hall.staging import UNDER_WAY
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.day import Held
from judging.core.scoring.ranking import track_result
from judging.core.sentence import Sentence, sentence
from judging.core.signing.requiring import require_answers, require_lock
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import PHASES

from .awaiting import by_name
from .publishing import may_rank
from .ranked import day, ranking, revealed_entrants, ties
from .standing import StandingRow


class LockTrack(AnyCommand, frozen=True):
    """核分 and lock: nothing of the track's results changes from here on."""

    track: str


class TrackLocked(AnyEvent, frozen=True):
    """已锁定: two engines agree on every number, and the ranking of the whole track stands."""

    track: str
    rows: tuple[StandingRow, ...]
    engine: int = 1  # as of `Announced`


def lock_track(state: State, command: LockTrack, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """What the rules ask for; before it is written the desk lets the second engine compute it all again."""
    lockable(state, command.track)
    require_lock(state, command.track)
    return (TrackLocked(command.track, ranking(state, command.track), ENGINE),)


def lockable(state: State, track: str) -> None:
    """Raises Refused unless nothing is open but a countersignature."""
    may_lock(state, track)
    result = track_result(state.track(track), day(state, track))
    if tied := ties(state, track):
        names = tuple(state.name_of(track, entrant) for entrant in tied[0].entrants)
        raise Refused(Reason.INCOMPLETE, "不能锁定：{names}并列，请先记录评委组长决定的先后", names=names)
    if result.held:
        why = tuple(_held(state, track, each) for each in result.held)
        raise Refused(Reason.INCOMPLETE, "不能锁定：{why:；}", why=why)


def _held(state: State, track: str, held: Held) -> Sentence:
    why = by_name(state, track, held)
    if held.entrant not in state.entrants[track]:
        return why
    return sentence("{name}的{why}", name=state.name_of(track, held.entrant), why=why)


def may_lock(state: State, track: str) -> None:
    """Raises Refused unless everybody who takes part has been revealed, and nobody is being judged."""
    may_rank(state, track)
    checks.unlocked(state, track)
    require_answers(state, track)
    for id, found in state.performances.items():
        if id.track == track and found.phase in UNDER_WAY:
            raise Refused(
                Reason.INCOMPLETE,
                "不能锁定：{name}{phase}",
                name=state.named(id),
                phase=PHASES[found.phase],
            )
    revealed = revealed_entrants(state, track)
    waiting = [
        state.name_of(track, id)
        for id in state.entrants[track]
        if id not in revealed and (track, id) not in state.statuses
    ]
    if len(waiting) > 1:
        raise Refused(
            Reason.INCOMPLETE,
            "不能锁定：{name}等 {count} 个尚未亮分",
            name=waiting[0],
            count=len(waiting),
        )
    if waiting:
        raise Refused(Reason.INCOMPLETE, "不能锁定：{name}尚未亮分", name=waiting[0])


def track_locked(state: State, event: TrackLocked, at: str) -> State:
    locked = with_key(state.locked, event.track, event.rows)
    return replace(state, locked=locked, locked_at=with_key(state.locked_at, event.track, at))
