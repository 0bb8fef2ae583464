"""What is judged or ranked in a hall, one tab for each: what it lacks, who sits there and how far it is."""

from msgspec import Struct

from judging.core.hall.calling import lacks, unassigned
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.people.taking_part import Judge
from judging.core.publication.awaiting import missing
from judging.core.runnable import of_track
from judging.core.scoring.rulebook import Kind, Manner, Track
from judging.core.sentence import Sentence
from judging.core.setup.classing import classes_in
from judging.core.setup.grouping import group_name
from judging.core.state import PanelKey, State


class PanelSeat(Struct, frozen=True):
    judge: str
    seat: int
    name: str
    device: bool  # somebody is logged in on this seat
    group: str = ""  # its name


class IndicatorTab(Struct, frozen=True):
    round: str
    name: str


class RoundTab(Struct, frozen=True):
    """A panel of a judged round.

    Or a track all of whose scores are imported, to be ranked and locked; then there is no round.
    """

    track: str
    round: str
    panel: str  # "" in a round with a single one
    track_name: str
    round_name: str
    lacks: tuple[Sentence, ...]  # what is still to be set up
    unrankable: tuple[
        Sentence, ...
    ]  # what of the track's other rounds keeps its ranking from being published
    seats: tuple[PanelSeat, ...]
    done: int  # revealed, of so many in the running order who take part
    of: int
    locked_at: str  # UTC, of the track; "" while it is not locked
    walks: bool = False  # 走场: at windows, several at once
    reserves: tuple[PanelSeat, ...] = ()  # who may take a seat; each with a number of its own
    classes: tuple[str, ...] = ()  # the window classes of the track, each of which has a ranking, too
    indicators: tuple[IndicatorTab, ...] = ()  # of the track: what becomes of values can be looked at


def tabs(state: State, hall: Hall) -> tuple[RoundTab, ...]:
    """Of the panels in *hall*, then of the tracks without a judged round that are ranked there."""
    judged = tuple(_judged_tab(state, key) for key in state.panels_in(hall.id))
    tracks = {tab.track for tab in judged}
    return judged + tuple(
        _imported_tab(state, state.track(id)) for id in state.tracks_in(hall.id) if id not in tracks
    )


def _imported_tab(state: State, track: Track) -> RoundTab:
    return RoundTab(
        track=track.id,
        round="",
        panel="",
        track_name=track.name,
        round_name="",
        lacks=missing(state, track.id),
        unrankable=tuple(each.reason for each in of_track(track)),
        seats=(),
        done=0,
        of=0,
        locked_at=state.locked_at.get(track.id, ""),
        classes=classes_in(state, track.id),
        indicators=_indicators(track),
    )


def _judged_tab(state: State, key: PanelKey) -> RoundTab:
    track, round = state.track(key.track), state.round(key.track, key.round)
    listed = [id for id in state.order_of(key) if (track.id, id) not in state.statuses]
    ids = (PerformanceId(track.id, round.id, id) for id in listed)
    return RoundTab(
        track=track.id,
        round=round.id,
        panel=key.panel,
        track_name=track.name,
        round_name=round.name,
        lacks=lacks(state, key) + unassigned(state, key.track, key.round),
        unrankable=(
            *(each.reason for each in of_track(track) if each.round != round.id),
            *missing(state, track.id),
        ),
        seats=_seats(state, key),
        reserves=reserves_of(state, key),
        done=sum(state.performance(id).phase is Phase.REVEALED for id in ids),
        of=len(listed),
        locked_at=state.locked_at.get(track.id, ""),
        walks=round.manner is Manner.WALK,
        classes=classes_in(state, track.id),
        indicators=_indicators(track),
    )


def _indicators(track: Track) -> tuple[IndicatorTab, ...]:
    return tuple(IndicatorTab(each.id, each.name) for each in track.rounds if each.kind is Kind.INDICATOR)


def _seats(state: State, key: PanelKey) -> tuple[PanelSeat, ...]:
    panel = state.panels.get(key)
    return _places(state, key, panel.judges if panel else ())


def reserves_of(state: State, key: PanelKey) -> tuple[PanelSeat, ...]:
    panel = state.panels.get(key)
    return _places(state, key, panel.reserves if panel else ())


def _places(state: State, key: PanelKey, judges: tuple[Judge, ...]) -> tuple[PanelSeat, ...]:
    round = state.round(key.track, key.round)
    taken = {held.judge for held in state.passes.values() if held.device}
    return tuple(
        PanelSeat(judge.id, judge.seat, judge.name, judge.id in taken, group_name(round, judge))
        for judge in judges
    )
