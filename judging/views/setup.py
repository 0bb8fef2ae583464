"""What the organiser edits before the day: rules, roster, components, panels, running orders, passes."""

from collections.abc import Mapping

from msgspec import Struct

from judging.core.people import Entrant, Judge, Role
from judging.core.rulebook import Rulebook
from judging.core.state import State


class RoundSetup(Struct, frozen=True):
    track: str
    round: str
    panel: tuple[Judge, ...] = ()
    components: Mapping[str, str] = {}  # entrant → score, imported rounds
    source: str = ""
    imported_at: str = ""
    order: tuple[str, ...] = ()
    seed: str = ""
    witness: str = ""
    drawn_at: str = ""


class TrackSetup(Struct, frozen=True):
    track: str
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...]  # 顺延名单, in the order of the ranking
    statuses: Mapping[str, str]
    begun: bool  # marking has begun: rules and roster stand
    rounds: tuple[RoundSetup, ...]


class PassRow(Struct, frozen=True):
    """`taken`: a device is logged in by it. The secret itself is never in a view."""

    id: str
    role: Role
    judge: str | None
    taken: bool


class SetupView(Struct, frozen=True):
    rehearsal: bool
    rules: Rulebook
    tracks: tuple[TrackSetup, ...]
    passes: tuple[PassRow, ...]
    code_digits: int
    login_closed: bool


def setup(state: State, _: str) -> SetupView:
    return SetupView(
        rehearsal=state.rehearsal,
        rules=state.rulebook,
        tracks=tuple(_track(state, track.id) for track in state.rulebook.tracks),
        passes=tuple(PassRow(p.id, p.role, p.judge, p.device is not None) for p in state.passes.values()),
        code_digits=state.code_digits,
        login_closed=state.login_closed,
    )


def _track(state: State, track: str) -> TrackSetup:
    return TrackSetup(
        track=track,
        entrants=tuple(state.entrants.get(track, {}).values()),
        reserves=state.reserves.get(track, ()),
        statuses={entrant: status for (of, entrant), status in state.statuses.items() if of == track},
        begun=state.begun(track),
        rounds=tuple(_round(state, track, round.id) for round in state.track(track).rounds),
    )


def _round(state: State, track: str, round: str) -> RoundSetup:
    key = (track, round)
    components, order = state.components.get(key), state.orders.get(key)
    return RoundSetup(
        track=track,
        round=round,
        panel=state.panels.get(key, ()),
        components=components.scores if components else {},
        source=components.source if components else "",
        imported_at=components.at if components else "",
        order=order.entrants if order else (),
        seed=order.seed if order else "",
        witness=order.witness if order else "",
        drawn_at=order.at if order else "",
    )
