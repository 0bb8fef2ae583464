"""The steps of the show as ready-made commands, and which is next; `decide` says why one is blocked."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct, to_builtins

from judging.core import commands as c
from judging.core.beats import runs
from judging.core.decide import decide
from judging.core.decide.publication import may_lock, may_rank
from judging.core.hold import awaited, unrevealed
from judging.core.live import revealed_entrants
from judging.core.moments import LATER
from judging.core.people import Actor, Role
from judging.core.performance import PerformanceId, Phase
from judging.core.refused import Refused
from judging.core.sentence import Sentence
from judging.core.state import State

from .stage import coming, coming_in

DIRECTOR = Actor(Role.DIRECTOR)
DUE = {Phase.CALLED: "open", Phase.MARKING: "close"}  # what each phase waits for


class Button(Struct, frozen=True):
    """A possible action as a ready-made command, or why it is blocked."""

    id: str  # call | open | close | reveal | advance | standings | withdraw | lock | back
    kind: str  # the command's class name
    data: dict[str, object]  # its fields; the page adds a reason where `asks_reason`
    blocked: Sentence | None = None  # None if possible now
    asks_reason: bool = False


def buttons(state: State) -> tuple[Button, ...]:
    """The steps of the show: a call for each round that goes on, a ranking and a lock for each track."""
    id = state.on_stage
    found = []
    if id is not None and state.performance(id).phase is not Phase.WAITING:
        found += [
            button(state, "open", c.OpenMarking(id)),
            button(state, "close", c.CloseMarking(id)),
            button(state, "reveal", c.RevealScore(_to_reveal(state, id))),
        ]
    for track, round in state.judged_rounds():
        if following := coming_in(state, track.id, round.id):
            found.append(button(state, "call", c.CallEntrant(following)))
    for track_id in {track.id: track for track, _ in state.judged_rounds()}:
        asked = c.RevealStandings(track_id, seen="")  # the page fills in what the preview shows
        found.append(button(state, "standings", asked, partial(may_rank, state, track_id)))
        found.append(button(state, "lock", c.LockTrack(track_id), partial(may_lock, state, track_id)))
    for track_id in state.standings:
        found.append(button(state, "withdraw", c.WithdrawStandings(track_id, "…"), asks_reason=True))
    if id is not None:
        found.append(
            button(state, "back", c.StepBack(id, "…", state.performance(id).phase), asks_reason=True)
        )
    return tuple(found)


def _to_reveal(state: State, id: PerformanceId) -> PerformanceId:
    """Whose score is revealed next while *id* is on stage: under 定标 those before it come first."""
    if state.performance(id).phase not in (Phase.CONFIRMED, Phase.REVEALED):
        return id
    waiting = unrevealed(state, id.track, id.round)
    is_held = state.round(id.track, id.round).hold_first > 0 and not awaited(state, id.track, id.round)
    return waiting[0] if waiting and (is_held or id not in waiting) else id


def next_step(state: State, steps: tuple[Button, ...]) -> Button | None:
    """What is due on stage, blocked or not; else the first that leads on. Publishing never is.

    While a reveal waits for the key, the key.
    """
    if state.on_stage and runs(state, LATER):
        return button(state, "advance", c.AdvanceReveal(state.on_stage))
    phase = state.performance(state.on_stage).phase if state.on_stage else Phase.WAITING
    if phase in DUE:
        return next(step for step in steps if step.id == DUE[phase])
    following = (step for step in _leading_on(state, steps) if not step.blocked)
    due = (step for step in steps if step.id == "reveal" and phase is Phase.CONFIRMED)
    return next(following, None) or next(due, None)


def _leading_on(state: State, steps: tuple[Button, ...]) -> Iterator[Button]:
    """In the order of proposal: this round, this track, the rounds that follow, what is left."""
    locks = [step for step in steps if step.id == "lock"]
    following = coming(state)
    calls = [
        step for step in steps if step.id == "call" and step.data["performance"] == to_builtins(following)
    ]
    here = state.on_stage
    yield from (step for step in steps if step.id == "reveal")
    if here and following and (here.track, here.round) == (following.track, following.round):
        yield from calls
    if here and not _shown(state, here.track):
        yield from (lock for lock in locks if lock.data["track"] == here.track)
    yield from calls
    yield from locks


def _shown(state: State, track: str) -> bool:
    """Whether the ranking as it now is has been published."""
    published = state.standings.get(track)
    ranked = sum((track, entrant) not in state.statuses for entrant in revealed_entrants(state, track))
    return published is not None and len(published.rows) == ranked


def button(
    state: State,
    id: str,
    command: c.PageCommand,
    check: Callable[[], None] | None = None,
    *,
    asks_reason: bool = False,
) -> Button:
    """What may be done once nothing runs any more; a view knows no time, so the page waits for it.

    *check* raises what `decide` would, where deciding would compute a whole ranking.
    """
    blocked = None
    try:
        if check is None:
            decide(state, command, DIRECTOR, LATER)
        else:
            check()
    except Refused as refused:
        blocked = refused.sentence
    data = {name: value for name, value in to_builtins(command).items() if name != "kind"}
    return Button(id, type(command).__name__, data, blocked, asks_reason)
