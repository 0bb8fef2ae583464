"""What the organiser edits before the day: rules, roster, components, panels, running orders, passes."""

from collections.abc import Mapping

from msgspec import Struct

from judging.core.hall.hall import NamedHall
from judging.core.people.appointing import duties_of
from judging.core.people.bearers import Bearer, bearers
from judging.core.people.duty import Appointment, Duty
from judging.core.people.taking_part import Entrant, Judge, names_among
from judging.core.pictures.picture import Use
from judging.core.runnable import Unrunnable, runnable
from judging.core.scoring.rulebook import Rulebook
from judging.core.sentence import Sentence
from judging.core.setup.answering import unanswered
from judging.core.setup.assigning import called_in
from judging.core.setup.classing import classes_of
from judging.core.setup.prepared import Assignment, DrawnPanel, Sitting
from judging.core.setup.seating import is_marked
from judging.core.state import PanelKey, State
from judging.core.words import DUTIES

from .attending import ReplacementLine, replacements
from .duties import (
    GIVEN,
    AppointmentRow,
    BundleRow,
    ForbiddenPairs,
    PersonRow,
    bundles,
    in_words,
    pairs,
    people,
)
from .intake import IntakeView, PhaseLine, intake, phases
from .recusals import ShortPanel, StandingRecusal, short_panels, standing


class PanelSetup(Struct, frozen=True):
    """`id` is "" in a round with a single panel; nobody sits on it yet where there are no judges."""

    id: str
    hall: str
    judges: tuple[Judge, ...] = ()
    marked: bool = False  # its seats stand
    order: tuple[str, ...] = ()  # who comes before it, in this order
    windows: tuple[tuple[str, ...], ...] = ()  # judge ids, where the rules have so many at each window
    reserves: tuple[Judge, ...] = ()
    trainees: tuple[Judge, ...] = ()
    drawn: DrawnPanel | None = None  # None: seated by hand


class RoundSetup(Struct, frozen=True):
    track: str
    round: str
    seating: tuple[PanelSetup, ...] = ()  # of judged rounds, panel by panel
    assigned: Mapping[str, str] = {}  # entrant → panel
    called: tuple[str, ...] = ()  # the entrants whose panel stands
    assigned_seed: str = ""
    assigned_witness: str = ""
    assigned_at: str = ""
    components: Mapping[str, str] = {}  # entrant → score, imported rounds; of indicators the value or "none"
    classes: Mapping[str, str] = {}  # entrant → window class, where the round is ranked within classes
    source: str = ""
    imported_at: str = ""
    order: tuple[str, ...] = ()
    seed: str = ""
    witness: str = ""
    drawn_at: str = ""


class TrackSetup(Struct, frozen=True):
    track: str
    entrants: tuple[Entrant, ...]
    names: Mapping[str, str]  # entrant → as it is called where only a name is shown
    reserves: tuple[Entrant, ...]  # 顺延名单, in the order of the ranking
    replaced: tuple[ReplacementLine, ...]  # 顺延, oldest first
    statuses: Mapping[str, str]
    begun: bool  # marking has begun: rules and roster stand
    rounds: tuple[RoundSetup, ...]


class PassRow(Struct, frozen=True):
    """`taken`: a device is logged in by it. The secret itself is never in a view."""

    id: str
    role: Duty
    judge: str | None
    hall: str | None  # of who works in one; None: every hall
    person: str
    taken: bool


class BearerRow(Struct, frozen=True):
    """Who is to have a pass."""

    role: Duty
    judge: str | None
    hall: str | None
    person: str
    name: str  # "" of who is known by duty alone
    seat: int | None  # of a judge, or the number among the reserves or trainees
    sitting: Sitting | None
    duties: tuple[Sentence, ...]


class PictureRow(Struct, frozen=True):
    """`hash`: its address. `track` and `entrant` are "" for what belongs to the whole competition."""

    use: Use
    track: str
    entrant: str
    hash: str
    width: int
    height: int
    source: str  # the name of the file


class SetupView(Struct, frozen=True):
    rehearsal: bool
    origin: str  # what the competition is called that this is a copy of, "" where it is none
    rules: Rulebook
    halls: tuple[NamedHall, ...]
    unanswered: tuple[str, ...]  # the keys of what the rules ask and nobody has settled
    unrunnable: tuple[Unrunnable, ...]  # what of them the day cannot obey
    tracks: tuple[TrackSetup, ...]
    people: tuple[PersonRow, ...]
    duties: tuple[AppointmentRow, ...]  # each that is given by name, for the whole
    pairs: tuple[ForbiddenPairs, ...]  # of duties that are two people's
    bundles: tuple[BundleRow, ...]
    bearers: tuple[BearerRow, ...]
    passes: tuple[PassRow, ...]
    code_digits: int
    login_closed: bool
    recusals: tuple[StandingRecusal, ...]
    short: tuple[ShortPanel, ...]  # whom a panel could not judge
    intake: IntakeView
    phases: tuple[PhaseLine, ...]
    pictures: tuple[PictureRow, ...]


def setup(state: State, _: str) -> SetupView:
    return SetupView(
        rehearsal=state.rehearsal,
        origin=state.origin.name if state.origin else "",
        rules=state.rulebook,
        halls=tuple(NamedHall(hall.id, hall.name, hall.windows) for hall in state.halls.values()),
        unanswered=unanswered(state),
        unrunnable=runnable(state.rulebook),
        tracks=tuple(_track(state, track.id) for track in state.rulebook.tracks),
        people=people(state),
        duties=in_words(state, (Appointment(duty) for duty in GIVEN)),
        pairs=pairs(),
        bundles=bundles(state),
        bearers=tuple(_bearer(state, each) for each in bearers(state)),
        passes=tuple(
            PassRow(p.id, p.role, p.judge, p.hall, p.person, p.device is not None)
            for p in state.passes.values()
        ),
        code_digits=state.code_digits,
        login_closed=state.login_closed,
        recusals=standing(state, ""),
        short=short_panels(state, ""),
        intake=intake(state),
        phases=phases(state),
        pictures=tuple(
            PictureRow(*key, each.hash, each.picture.width, each.picture.height, each.picture.source)
            for key, each in state.pictures.items()
        ),
    )


def _bearer(state: State, each: Bearer) -> BearerRow:
    """By all duties; of a judge who is on several panels, by the first seat."""
    person, sitting = state.people.get(each.judge or each.person), state.sitting(each.judge or "")
    panels = (panel for panel in state.panels.values() if each.judge and panel.sitting(each.judge) is sitting)
    seated = (judge for panel in panels for judge in panel.everybody if judge.id == each.judge)
    judge = next(seated, None)
    duties = (*(duties_of(person) if person else ()), *((DUTIES[each.role],) if judge or not person else ()))
    name = judge.name if judge else person.name if person else ""
    seat = judge.seat if judge else None
    return BearerRow(each.role, each.judge, each.hall, each.person, name, seat, sitting, duties)


def _track(state: State, track: str) -> TrackSetup:
    return TrackSetup(
        track=track,
        entrants=tuple(state.entrants.get(track, {}).values()),
        names=names_among(state.entrants.get(track, {}).values()),
        reserves=state.reserves.get(track, ()),
        replaced=replacements(state, track),
        statuses={entrant: status for (of, entrant), status in state.statuses.items() if of == track},
        begun=state.begun(track),
        rounds=tuple(_round(state, track, round.id) for round in state.track(track).rounds),
    )


def _round(state: State, track: str, round: str) -> RoundSetup:
    key = (track, round)
    components, order = state.components.get(key), state.orders.get(key)
    assignment = state.assignments.get(key, Assignment({}))
    rules = state.round(track, round)
    is_judged = rules.is_performed
    return RoundSetup(
        track=track,
        round=round,
        seating=tuple(_panel(state, each) for each in state.panel_keys(track, round)) if is_judged else (),
        assigned=assignment.panels,
        assigned_seed=assignment.seed,
        assigned_witness=assignment.witness,
        assigned_at=assignment.at,
        called=tuple(id.entrant for id in called_in(state, track, round)),
        components=components.scores if components else {},
        classes=classes_of(state, track) if rules.within else {},
        source=components.source if components else "",
        imported_at=components.at if components else "",
        order=order.entrants if order else (),
        seed=order.seed if order else "",
        witness=order.witness if order else "",
        drawn_at=order.at if order else "",
    )


def _panel(state: State, key: PanelKey) -> PanelSetup:
    panel = state.panels.get(key)
    if panel is None:
        return PanelSetup(key.panel, state.first_hall.id, order=state.order_of(key))
    return PanelSetup(
        id=key.panel,
        hall=panel.hall,
        judges=panel.judges,
        marked=is_marked(state, key),
        order=state.order_of(key),
        windows=panel.windows,
        reserves=panel.reserves,
        trainees=panel.trainees,
        drawn=panel.drawn,
    )
