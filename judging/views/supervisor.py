"""What the supervisor sees of a hall, live: all that its console knows of the show, and nothing to press.

Marks are in it only once a sheet set is complete.
"""

from collections.abc import Iterator

from msgspec import Struct

from judging.core.hall.air import Scene
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase, Source
from judging.core.hall.windows import walking
from judging.core.sentence import Sentence
from judging.core.state import PanelKey, State

from .entries import entries
from .naming import who
from .on_stage import OnStage, on_stage, shown_as
from .story import told
from .unchanged import of_hall, remembered


class HallName(Struct, frozen=True):
    id: str
    name: str


class OrderLine(Struct, frozen=True):
    number: int
    name: str
    district: str
    phase: Phase
    status: str = ""  # withdrawn | no_show | disqualified
    arrived: bool = False


class PanelLines(Struct, frozen=True):
    """The running order before one panel."""

    track: str
    round: str
    panel: str
    lines: tuple[OrderLine, ...]


class SeenLine(Struct, frozen=True):
    at: str
    who: Sentence
    text: Sentence


class AtWindow(Struct, frozen=True):
    window: int  # 0: sent on
    on: OnStage


class PaperLine(Struct, frozen=True):
    """A sheet on paper: who typed it and who typed it again; no mark of it. `state` as of EntrySeat."""

    entrant: str
    seat: int
    name: str
    state: str
    at: str
    entered: Sentence | None
    seen: Sentence | None
    reason: str


class SupervisorView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    hall: str
    hall_name: str  # "" where there is only one
    halls: tuple[HallName, ...]
    scene: Scene
    stage: OnStage | None
    windows: tuple[AtWindow, ...]
    papers: tuple[PaperLine, ...]  # of who is under way
    orders: tuple[PanelLines, ...]
    story: tuple[SeenLine, ...]  # newest first


@remembered(of_hall)
def supervisor(state: State, id: str) -> SupervisorView:
    """Raises KeyError for a hall that is not there."""
    hall = state.halls[id]
    return SupervisorView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        hall=id,
        hall_name=hall.name if len(state.halls) > 1 else "",
        halls=tuple(HallName(each.id, each.name) for each in state.halls.values()),
        scene=hall.scene,
        stage=on_stage(state, hall),
        windows=tuple(
            AtWindow(state.performance(each).window, shown_as(state, each)) for each in walking(state, id)
        ),
        papers=tuple(_papers(state, id)),
        orders=tuple(_panel(state, key) for key in state.panels_in(id) if state.order_of(key)),
        story=_story(state, hall),
    )


def _papers(state: State, hall: str) -> Iterator[PaperLine]:
    for task in entries(state, hall).tasks:
        for each in task.seats:
            if each.entered_name or each.source is Source.PAPER:
                stands = (each.state, each.at, each.entered_name, each.seen_name, each.reason)
                yield PaperLine(task.entrant, each.seat, each.name, *stands)


def _story(state: State, hall: Hall) -> tuple[SeenLine, ...]:
    return tuple(
        SeenLine(line.at, who(state, line.by), told(state, line.event)) for line in reversed(hall.story)
    )


def _panel(state: State, key: PanelKey) -> PanelLines:
    round = state.round(key.track, key.round)
    ids = (PerformanceId(key.track, key.round, entrant) for entrant in state.order_of(key))
    lines = tuple(_line(state, number, id) for number, id in enumerate(ids, 1))
    return PanelLines(state.track(key.track).name, round.name, key.panel, lines)


def _line(state: State, number: int, id: PerformanceId) -> OrderLine:
    entrant = state.entrant(id)
    return OrderLine(
        number=number,
        name=state.named(id),
        district=entrant.district,
        phase=state.performance(id).phase,
        status=state.statuses.get((id.track, id.entrant), ""),
        arrived=bool(state.checkin(id).arrived_at),
    )
