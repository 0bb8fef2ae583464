"""What waits for a signature now: everybody is told, so that nobody waits for nobody knows whom."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from judging.core.appeals.award_phase import obstacles
from judging.core.correction.record import Fate
from judging.core.hall.calling import lacks
from judging.core.honours.adopting import adoptable
from judging.core.honours.decided import awards_of, in_force, undecided
from judging.core.honours.pools import adoption_digest
from judging.core.publication.locking import lockable
from judging.core.publication.on_air import fingerprint, present
from judging.core.publication.publishing import may_rank
from judging.core.publication.ranked import revealed_entrants
from judging.core.refused import Refused
from judging.core.scoring.oversight import Act
from judging.core.scoring.rulebook import Track
from judging.core.setup.classing import classes_in
from judging.core.state import State

from .requiring import is_listed, is_signed
from .things import (
    Thing,
    adoption_of,
    correction_of,
    decide_of,
    draw_of,
    final_of,
    lock_of,
    objection_of,
    publish_of,
    reopening_of,
    start_of,
)


class Waiting(Struct, frozen=True):
    """`is_due`: the next step rests on it; what is not due may be signed ahead."""

    thing: Thing
    is_due: bool = True


def waiting(state: State) -> tuple[Waiting, ...]:
    """Track by track, in the order in which it comes up; then what follows the lock."""
    tracks = (each for track in state.rulebook.tracks for each in _of_track(state, track))
    later = (_corrections, _adoptions, _decisions, _objections, _finals)
    found = (*tracks, *(each for step in later for each in step(state)))
    return tuple(each for each in found if not is_signed(state, each.thing))


def thing(state: State, act: Act, subject: str) -> Thing | None:
    """What waits under this name, as it is now."""
    for each in waiting(state):
        if (each.thing.act, each.thing.subject) == (act, subject):
            return each.thing
    return None


def _of_track(state: State, track: Track) -> Iterator[Waiting]:
    judged = [round.id for round in track.rounds if round.is_performed]
    if track.id not in state.locked:
        if is_listed(state, Act.DRAW):
            drawn = (round for round in judged if (track.id, round) in state.orders)
            yield from (Waiting(draw_of(state, track.id, round)) for round in drawn)
        if is_listed(state, Act.START) and not state.begun(track.id) and _is_ready(state, track, judged):
            yield Waiting(start_of(state, track.id))
        if is_listed(state, Act.LOCK) and _is_allowed(lambda: lockable(state, track.id)):
            yield Waiting(lock_of(state, track.id))
    may_show = is_listed(state, Act.PUBLISH) and _is_allowed(lambda: may_rank(state, track.id))
    if may_show and not _is_public(state, track.id):
        yield Waiting(publish_of(state, track.id), is_due=_is_whole(state, track.id))
    for within in classes_in(state, track.id) if may_show else ():
        if not _is_public(state, track.id, within):
            yield Waiting(publish_of(state, track.id, within), is_due=False)


def _corrections(state: State) -> Iterator[Waiting]:
    if is_listed(state, Act.CORRECTION):
        for each in state.corrections.values():
            if each.fate is Fate.WAITING:
                yield Waiting(correction_of(state, each))


def _decisions(state: State) -> Iterator[Waiting]:
    if is_listed(state, Act.DECIDE):
        for award in awards_of(state):
            if undecided(state, award):
                yield Waiting(decide_of(state, award), is_due=not in_force(state, award))


def _adoptions(state: State) -> Iterator[Waiting]:
    """What was looked at must still be so: who put it forward has to look again otherwise."""
    for pool, each in state.put_forward.items():
        is_allowed = _is_allowed(partial(adoptable, state, pool))
        if is_allowed and adoption_digest(state, each.rules) == each.digest:
            yield Waiting(adoption_of(each))


def _objections(state: State) -> Iterator[Waiting]:
    if is_listed(state, Act.OBJECTION):
        for each in state.objections.values():
            if each.decided and each.is_pending:
                yield Waiting(objection_of(state, each))


def _finals(state: State) -> Iterator[Waiting]:
    """Signed ahead, since nothing here knows when a 公示 is over; what changes meanwhile is signed anew."""
    for award in awards_of(state) if is_listed(state, Act.FINAL) else ():
        final = state.finals.get(award)
        if final is None and next(obstacles(state, award), None) is None:
            yield Waiting(final_of(state, award), is_due=False)
        if final is not None and final.reopening is not None:
            yield Waiting(reopening_of(state, award))


def _is_ready(state: State, track: Track, judged: list[str]) -> bool:
    """Whether somebody could be called before one of its panels."""
    keys = (key for round in judged for key in state.panel_keys(track.id, round))
    return any(not lacks(state, key) for key in keys)


def _is_allowed(check: Callable[[], object]) -> bool:
    try:
        check()
    except Refused:
        return False
    return True


def _is_public(state: State, track: str, within: str = "") -> bool:
    shown = state.published(track, within)
    return shown is not None and fingerprint(shown) == fingerprint(present(state, track, within))


def _is_whole(state: State, track: str) -> bool:
    """Everybody who takes part has been revealed."""
    revealed = set(revealed_entrants(state, track))
    return all(id in revealed or (track, id) in state.statuses for id in state.entrants[track])
