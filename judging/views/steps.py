"""The steps of the show as ready-made commands, and which is next; `decide` says why one is blocked."""

from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct, to_builtins
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.hall.beats import runs
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.staging import coming_in
from judging.core.hall.windows import free_windows, left_to_reveal, to_reveal, walking
from judging.core.marking.hold import awaited, unrevealed
from judging.core.moments import LATER
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.publication.locking import lockable, may_lock
from judging.core.publication.on_air import published_of
from judging.core.publication.publishing import may_publish
from judging.core.publication.ranked import revealed_entrants
from judging.core.refused import Refused
from judging.core.scoring.oversight import Act
from judging.core.sentence import Sentence
from judging.core.signing.requiring import is_listed, require_lock
from judging.core.state import PanelKey, State

from .stage import coming
from .unchanged import of_hall, of_performance, remembered

DIRECTOR = acting(Duty.DIRECTOR)
DUE = {Phase.CALLED: "open", Phase.MARKING: "close"}  # what each phase waits for


class Button(Struct, frozen=True):
    """A possible action as a ready-made command, or why it is blocked."""

    id: str  # call | open | close | reveal | advance | standings | withdraw | lock | back
    kind: str  # the command's class name
    data: dict[str, object]  # its fields; the page adds a reason where `asks_reason`
    blocked: Sentence | None = None  # None if possible now
    asks_reason: bool = False


@remembered(of_hall)
def buttons(state: State, hall_id: str) -> tuple[Button, ...]:
    """The steps of the show: a call for each panel that goes on, a ranking and a lock for each track."""
    hall = state.halls[hall_id]
    id = hall.on_stage
    found = _on_stage(state, id) if id else []
    found += [step_at_window(state, at) for at in walking(state, hall_id)]
    to_tell = to_reveal(state, hall_id)[:1]
    if not any(step.id == "reveal" for step in found):
        to_tell = (*left_to_reveal(state, hall_id)[:1], *to_tell)
    found += [button(state, "reveal", c.RevealScore(told)) for told in to_tell]
    calls = (call_before(state, key) for key in state.panels_in(hall_id))
    found += [call for call in calls if call]
    tracks = state.tracks_in(hall.id)
    for track_id in tracks:
        asked = c.RevealStandings(track_id, "", hall.id)  # the page fills in what the preview shows
        found.append(button(state, "standings", asked, partial(may_publish, state, track_id)))
        found.append(button(state, "lock", c.LockTrack(track_id), partial(_may_lock, state, track_id)))
    for shown in (shown for track in tracks for shown in published_of(state, track)):
        asked_back = c.WithdrawStandings(shown.track, "…", shown.within)
        found.append(button(state, "withdraw", asked_back, asks_reason=True))
    if id is not None:
        found.append(
            button(state, "back", c.StepBack(id, "…", state.performance(id).phase), asks_reason=True)
        )
    return tuple(found)


def _may_lock(state: State, track: str) -> None:
    """What stands in the way, except what takes a whole ranking to know and nobody has to sign."""
    may_lock(state, track)
    if is_listed(state, Act.LOCK):
        lockable(state, track)
        require_lock(state, track)


def _on_stage(state: State, id: PerformanceId) -> list[Button]:
    """Of a walk-round nobody is on stage but who has been revealed."""
    if state.walks(id) or state.performance(id).phase is Phase.WAITING:
        return []
    return [
        button(state, "open", c.OpenMarking(id)),
        button(state, "close", c.CloseMarking(id)),
        button(state, "reveal", c.RevealScore(_to_reveal(state, id))),
    ]


@remembered(of_performance)
def step_at_window(state: State, id: PerformanceId) -> Button:
    """What is due of somebody under way in a walk-round."""
    if state.performance(id).phase is Phase.CALLED:
        return button(state, "open", c.OpenMarking(id))
    return button(state, "close", c.CloseMarking(id))


def call_before(state: State, key: PanelKey) -> Button | None:
    """Who comes next before this panel; walking to the first free window, or to the last, which is not."""
    following = coming_in(state, key)
    if following is None:
        return None
    window = 0
    if state.walks(following):
        hall = state.hall_of_panel(key)
        window = next(iter(free_windows(state, hall)), state.halls[hall].windows)
    return button(state, "call", c.CallEntrant(following, window))


def _to_reveal(state: State, id: PerformanceId) -> PerformanceId:
    """Whose score is revealed next while *id* is on stage: under 定标 those before it come first."""
    if state.performance(id).phase not in (Phase.CONFIRMED, Phase.REVEALED):
        return id
    key = state.panel_of(id)
    assert key is not None  # it is on stage
    waiting = unrevealed(state, key)
    is_held = state.round(id.track, id.round).hold_first > 0 and not awaited(state, key)
    if not waiting:
        return next(iter(left_to_reveal(state, state.hall_of(id).id)), id)
    return waiting[0] if is_held or id not in waiting else id


def next_step(state: State, hall: Hall, steps: tuple[Button, ...]) -> Button | None:
    """What is due on stage, blocked or not; else the first that leads on. Publishing never is.

    While a reveal waits for the key, the key.
    """
    if hall.on_stage and runs(state, hall, LATER):
        return button(state, "advance", c.AdvanceReveal(hall.on_stage))
    if step := _due_at_windows(state, hall, steps):
        return step
    phase = state.performance(hall.on_stage).phase if hall.on_stage else Phase.WAITING
    if phase in DUE:
        return next(step for step in steps if step.id == DUE[phase])
    following = (step for step in _leading_on(state, hall, steps) if not step.blocked)
    due = (step for step in steps if step.id == "reveal" and phase is Phase.CONFIRMED)
    return next(following, None) or next(due, None)


def _due_at_windows(state: State, hall: Hall, steps: tuple[Button, ...]) -> Button | None:
    """In a walk-round: open, confirm what is complete, call the next; scores are told once nobody waits.

    Where all wait for sheets, the first of them, blocked.
    """
    here = walking(state, hall.id)
    following = coming(state, hall)
    if not here and not (following and state.walks(following)):
        return None
    possible = [step for step in steps if not step.blocked and (step.id != "call" or step.data["window"])]
    for id in ("open", "close", "call"):
        for step in possible:
            if step.id == id:
                return step
    return next((step for step in steps if step.id in ("open", "close")), None) if here else None


def _leading_on(state: State, hall: Hall, steps: tuple[Button, ...]) -> Iterator[Button]:
    """In the order of proposal: this round, this track, the rounds that follow, what is left."""
    locks = [step for step in steps if step.id == "lock"]
    following = coming(state, hall)
    calls = [
        step for step in steps if step.id == "call" and step.data["performance"] == to_builtins(following)
    ]
    here = hall.on_stage
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
    return replace(ready_made(id, command, asks_reason=asks_reason), blocked=blocked)


def ready_made(id: str, command: c.PageCommand, *, asks_reason: bool = False) -> Button:
    """Of a command that is known to be possible."""
    data = {name: value for name, value in to_builtins(command).items() if name != "kind"}
    return Button(id, type(command).__name__, data, asks_reason=asks_reason)
