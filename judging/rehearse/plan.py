"""What is rehearsed: every track of a competition in its halls, with made-up people where nobody is named."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core.hall.hall import NamedHall
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.runnable import of_track
from judging.core.scoring.rulebook import Round, Rulebook, Track
from judging.core.sentence import Sentence
from judging.core.setup.grouping import short_groups
from judging.core.setup.prepared import Panel
from judging.core.state import PanelKey
from judging.core.timing.timekeeping import keeps_time

from .incidents import Incidents, drawn
from .made_up import MadeUp, Size
from .original import Original


class TrackPlan(Struct, frozen=True):
    """A track with all who take part, and why it is not played, where it is not."""

    track: Track
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...] = ()
    panels: Mapping[PanelKey, Panel] = {}
    assignments: Mapping[str, Mapping[str, str]] = {}  # round → entrant → panel, where there is one to keep
    orders: Mapping[str, tuple[str, ...]] = {}  # round → running order, where there is one to keep
    gone: tuple[str, ...] = ()  # withdrawn before the draw
    withdrawn: tuple[str, ...] = ()  # withdrawn after it
    incidents: Incidents = Incidents()
    reasons: tuple[Sentence, ...] = ()

    @property
    def judges(self) -> frozenset[str]:
        return frozenset(judge.id for panel in self.panels.values() for judge in panel.judges)

    @property
    def rounds(self) -> tuple[Round, ...]:
        return judged(self.track)

    def sits(self, round: Round, hall: str) -> bool:
        """Whether one of its panels of *round* sits in this hall."""
        return any(key.round == round.id and panel.hall == hall for key, panel in self.panels.items())

    @property
    def halls(self) -> frozenset[str]:
        """Where its panels sit."""
        return frozenset(panel.hall for panel in self.panels.values())


class HallPlan(Struct, frozen=True):
    """A hall with the tracks that are played there, one after the other."""

    hall: NamedHall
    tracks: tuple[str, ...]
    is_timed: bool = False

    @property
    def id(self) -> str:
        return self.hall.id

    @property
    def name(self) -> str:
        return self.hall.name


class Plan(Struct, frozen=True):
    rules: Rulebook
    tracks: tuple[TrackPlan, ...]
    halls: tuple[HallPlan, ...]
    screens: int  # of each hall
    seed: int
    notes: tuple[Sentence, ...]  # what was made up or changed for the rehearsal
    people: tuple[Person, ...] = ()  # by name, beside the judges
    is_whole: bool = False  # goes on after the last lock, to 定稿 and the archive
    copy_of: str = ""  # a file of the server: the competition is founded as its copy

    def track(self, id: str) -> TrackPlan:
        """Raises KeyError."""
        for track in self.tracks:
            if track.track.id == id:
                return track
        raise KeyError(id)

    @property
    def played(self) -> tuple[TrackPlan, ...]:
        return tuple(track for track in self.tracks if not track.reasons)


def plan(original: Original, size: Size, seed: int, *, is_smooth: bool = False) -> Plan:
    """A rehearsal of *original*; smooth: without incidents. Raises Refused where nothing can be played."""
    made_up = MadeUp(original, size)
    tracks = tuple(_track(original, made_up, track) for track in original.rules.tracks)
    if not is_smooth:
        tracks = tuple(track if track.reasons else _eventful(track, seed) for track in tracks)
    if all(track.reasons for track in tracks):
        reasons = tuple(reason for track in tracks for reason in track.reasons)
        raise Refused(Reason.INCOMPLETE, "没有可以演练的组别：{reasons:；}", reasons=reasons)
    halls = tuple(_hall(hall, n, tracks) for n, hall in enumerate(made_up.halls))
    return Plan(original.rules, tracks, halls, size.screens, seed, tuple(made_up.notes))


def judged(track: Track) -> tuple[Round, ...]:
    return tuple(round for round in track.rounds if round.is_performed)


def _hall(hall: NamedHall, n: int, tracks: tuple[TrackPlan, ...]) -> HallPlan:
    """A track that nobody judges is ranked in the first hall."""
    here = tuple(
        track
        for track in tracks
        if not track.reasons and (hall.id in track.halls or (n == 0 and not track.halls))
    )
    rounds = ((track.track, round) for track in here for round in track.rounds if track.sits(round, hall.id))
    is_timed = any(keeps_time(*each) for each in rounds)
    return HallPlan(hall, tuple(track.track.id for track in here), is_timed)


def _track(original: Original, made_up: MadeUp, track: Track) -> TrackPlan:
    entrants, reserves = original.entrants.get(track.id, ()), original.reserves.get(track.id, ())
    if reasons := tuple(each.reason for each in of_track(track)):
        return TrackPlan(track, entrants, reserves, reasons=reasons)
    entrants = made_up.entrants(track)
    reserves = made_up.reserves(track, entrants)
    panels = {
        PanelKey(track.id, round.id, panel): made_up.panel(track, round, panel)
        for round in judged(track)
        for panel in round.panels or ("",)
    }
    return _kept(original, made_up, TrackPlan(track, entrants, reserves, panels))


def _kept(original: Original, made_up: MadeUp, plan: TrackPlan) -> TrackPlan:
    """With the orders and assignments of *original* that its roster can still be held to."""
    track, ids = plan.track, [entrant.id for entrant in plan.entrants]
    withdrawn = [id for id in original.withdrawn.get(track.id, ()) if id in ids]
    listed = {id for round in plan.rounds for id in original.orders.get((track.id, round.id), ())}
    gone = tuple(id for id in withdrawn if id not in listed)
    taking_part = sorted(set(ids) - set(gone))
    orders, assignments = dict[str, tuple[str, ...]](), dict[str, Mapping[str, str]]()
    for round in plan.rounds:
        order = original.orders.get((track.id, round.id), ())
        if sorted(order) == taking_part:
            orders[round.id] = order
        elif order:
            made_up.note_new_draw(track, round)
        panels = original.assignments.get((track.id, round.id), {})
        if set(taking_part) <= panels.keys() and {panels[id] for id in taking_part} <= set(round.panels):
            assignments[round.id] = {id: panels[id] for id in taking_part}
    after = tuple(id for id in withdrawn if id in listed)
    return replace(plan, orders=orders, assignments=assignments, gone=gone, withdrawn=after)


def _eventful(plan: TrackPlan, seed: int) -> TrackPlan:
    """With incidents. Between panels nobody is alike: their judges and coefficients differ."""
    away = {*plan.gone, *plan.withdrawn}
    taking_part = [entrant.id for entrant in plan.entrants if entrant.id not in away]
    may_tie = "manual" in plan.track.ties and not any(round.panels for round in plan.rounds)
    spares = tuple(judge for key, panel in plan.panels.items() if (judge := _spare(plan, key, panel)))
    districts = {reserve.district for reserve in plan.reserves}
    met = drawn(
        taking_part,
        tuple(dict.fromkeys(spares)),
        f"{seed} {plan.track.id}",
        may_tie=may_tie,
        replaceable=[entrant.id for entrant in plan.entrants if entrant.district in districts],
    )
    return replace(plan, incidents=met)


def _may_lack_one(round: Round, panel: Panel) -> bool:
    """Whether the others may score without the last judge."""
    if round.groups:
        return not any(short_groups(round, panel.judges[:-1]))
    return (round.window_judges or len(panel.judges)) > round.minimum


def _spare(plan: TrackPlan, key: PanelKey, panel: Panel) -> str:
    """The last judge, if the others may score without; "" if not: one seat at a time may be empty."""
    last = panel.judges[-1].id
    also = [
        (plan.track.round(other.round), each)
        for other, each in plan.panels.items()
        if last in {judge.id for judge in each.judges}
    ]
    enough = all(_may_lack_one(round, each) and each.judges[-1].id == last for round, each in also)
    return last if enough else ""
