"""An open competition in a few figures, for the organiser's first page. No mark and no score in here."""

from msgspec import Struct

from judging.core.hall.performance import JudgeSheet, PerformanceId, Phase, SheetPhase
from judging.core.state import State

from .intake import PhaseLine, phases

SCORED = (Phase.CONFIRMED, Phase.REVEALED)


class OnNow(Struct, frozen=True):
    """Who is on: `sheets` of `seats` are in."""

    hall: str  # its name; "" where there is one alone
    track: str
    entrant: str
    phase: Phase
    sheets: int
    seats: int
    since: str  # UTC, of the call


class Glance(Struct, frozen=True):
    on: tuple[OnNow, ...]
    scored: int  # performances
    of: int  # in all running orders
    judges: int  # who sit on a panel
    screens: int  # that have a name
    phases: tuple[PhaseLine, ...]  # with what is due by the end of each


def glance(state: State) -> Glance:
    return Glance(
        on=tuple(_on(state, id) for id in state.on()),
        scored=sum(each.phase in SCORED for each in state.performances.values()),
        of=sum(len(order.entrants) for order in state.orders.values()),
        judges=len({judge.id for panel in state.panels.values() for judge in panel.judges}),
        screens=sum(bool(screen.name) for screen in state.screens.values()),
        phases=phases(state),
    )


def _on(state: State, id: PerformanceId) -> OnNow:
    performance = state.performance(id)
    return OnNow(
        hall=state.hall_of(id).name if len(state.halls) > 1 else "",
        track=state.track(id.track).name,
        entrant=state.named(id),
        phase=performance.phase,
        sheets=sum(_is_in(performance.sheets.get(judge.id)) for judge in state.panel(id)),
        seats=len(state.panel(id)),
        since=performance.called_at,
    )


def _is_in(sheet: JudgeSheet | None) -> bool:
    return sheet is not None and sheet.phase is SheetPhase.SUBMITTED
