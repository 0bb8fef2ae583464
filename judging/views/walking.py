"""走场 for the console: the windows of a hall, who is at each, and what can be done there."""

from msgspec import Struct
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId
from judging.core.hall.revealing_together import MOST_TOGETHER
from judging.core.hall.windows import free_windows, to_reveal, walking, walking_panels
from judging.core.marking.head_confirming import is_unconfirmed
from judging.core.state import State

from .on_stage import OnStage, shown_as
from .steps import Button, button, call_before, ready_made, step_at_window


class AtWindow(Struct, frozen=True):
    """Somebody under way in a walk-round; `window` 0: sent on, with sheets still to come."""

    window: int
    since: str  # UTC, when it was called
    on: OnStage
    steps: tuple[Button, ...]  # open | close | send_on | back


class WalkRound(Struct, frozen=True):
    windows: int
    free: tuple[int, ...]
    at: tuple[AtWindow, ...]  # by window, then who was sent on, called first first
    calls: tuple[Button, ...]  # before each panel who comes next, to the first free window
    to_reveal: tuple[PerformanceId, ...]  # confirmed and not told yet, in the running order
    together: Button | None  # all of these in one list


def walk_round(state: State, hall: Hall) -> WalkRound | None:
    """None where no panel in the hall walks."""
    panels = walking_panels(state, hall.id)
    if not panels:
        return None
    waiting = to_reveal(state, hall.id)
    return WalkRound(
        windows=hall.windows,
        free=free_windows(state, hall.id),
        at=tuple(at_window(state, id) for id in walking(state, hall.id)),
        calls=tuple(call for key in panels if (call := call_before(state, key))),
        to_reveal=waiting,
        together=_together(state, hall, waiting) if waiting else None,
    )


def _together(state: State, hall: Hall, waiting: tuple[PerformanceId, ...]) -> Button:
    """Those that need no head judge any more; if there are none, why not.

    Asked of the first before each panel: what keeps it from being told keeps the others, too.
    """
    told = tuple(id for id in waiting if not is_unconfirmed(state, id)) or waiting
    first = {state.panel_of(id): id for id in reversed(told)}
    asked = button(state, "together", c.RevealTogether(tuple(first.values()), hall.id))
    all_of_them = ready_made("together", c.RevealTogether(told[:MOST_TOGETHER], hall.id))
    return replace(all_of_them, blocked=asked.blocked)


def at_window(state: State, id: PerformanceId) -> AtWindow:
    found = state.performance(id)
    steps = [step_at_window(state, id)]
    if found.window:
        steps.append(ready_made("send_on", c.SendOn(id)))
    steps.append(ready_made("back", c.StepBack(id, "…", found.phase), asks_reason=True))
    return AtWindow(found.window, found.called_at, shown_as(state, id), tuple(steps))
