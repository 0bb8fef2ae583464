"""All halls at a glance, for whoever works in all of them: nothing in it that a console has not."""

from msgspec import Struct

from judging.core.hall.air import Scene
from judging.core.hall.performance import Phase
from judging.core.hall.whose import halls_of_pass
from judging.core.hall.windows import walking
from judging.core.sentence import Sentence
from judging.core.state import State

from .stage import Seat, coming, seats_before, seats_of, stage_of
from .steps import buttons, next_step
from .unchanged import of_hall, remembered


class HallGlance(Struct, frozen=True):
    id: str
    name: str
    scene: Scene
    track: str = ""  # of who is on; "" on an empty stage
    round: str = ""
    panel: str = ""
    entrant: str = ""
    district: str = ""
    phase: Phase = Phase.WAITING
    since: str = ""  # UTC, when it was called
    done: int = 0  # sheets in, of so many awaited
    of: int = 0
    next: str = ""  # id of the next step
    blocked: Sentence | None = None  # why it cannot be done yet
    hands: int = 0  # raised and not answered
    asking: int = 0  # phones that ask to be let in
    coming: str = ""  # who is called next
    screens: tuple[int, ...] = ()
    windows: int = 0  # in a walk-round: so many are under way; then nobody is named


class OverviewView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    halls: tuple[HallGlance, ...]


def overview(state: State, _: str) -> OverviewView:
    halls = tuple(_glance(state, id) for id in state.halls)
    return OverviewView(state.rulebook.name, state.rehearsal, halls)


@remembered(of_hall)
def _glance(state: State, hall_id: str) -> HallGlance:
    hall = state.halls[hall_id]
    id, stage = hall.on_stage, stage_of(state, hall)
    at = walking(state, hall.id)
    seats = [seat for each in at for seat in seats_before(state, each)] if at else seats_of(state, hall)
    key, step = state.panel_of(id) if id else None, next_step(state, hall, buttons(state, hall.id))
    performance, following = state.performance(id) if id else None, coming(state, hall)
    raised = [judge for judge, hand in state.hands.items() if not hand.answered]
    return HallGlance(
        id=hall.id,
        name=hall.name,
        scene=hall.scene,
        track=stage.track if stage else "",
        round=stage.round if stage else "",
        panel=key.panel if key else "",
        entrant=stage.entrant if stage else "",
        district=stage.district if stage else "",
        phase=performance.phase if performance else Phase.WAITING,
        since=performance.called_at if performance else "",
        done=seats.count(Seat.DONE),
        of=seats.count(Seat.DONE) + seats.count(Seat.WAITING),
        next=step.id if step else "",
        blocked=step.blocked if step else None,
        hands=sum(hall.id in state.halls_of_judge(judge) for judge in raised),
        asking=sum(
            hall.id in halls_of_pass(state, state.passes[a.pass_id]) for a in state.handovers.values()
        ),
        coming=state.named(following) if following else "",
        screens=tuple(screen.number for screen in state.screens.values() if screen.hall == hall.id),
        windows=len(at),
    )
