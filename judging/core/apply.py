"""How each event changes the state. Decides nothing: whatever was logged, did happen."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from msgspec.structs import replace

from . import beats, publication
from . import events as e
from .people import Judge
from .performance import JudgeSheet, Performance, PerformanceId, Phase, SheetPhase
from .rulebook import Kind
from .show import Scene, Screen
from .state import Components, Hand, Handover, Line, Order, Pass, RoundKey, State

K = TypeVar("K")
V = TypeVar("V")

STORY_LENGTH = 40  # lines the console shows; the whole story is the log


def apply(state: State, event: e.Event, at: str, by: str) -> State:
    """The state after *event*, which *by* caused at *at* (UTC)."""
    changed = APPLY[type(event)](state, event, at)
    return replace(changed, story=(*state.story[-STORY_LENGTH + 1 :], Line(at, by, event)))


def replay(state: State, facts: Iterable[tuple[e.Event, str, str]]) -> State:
    for event, at, by in facts:
        state = apply(state, event, at, by)
    return state


def _with(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**mapping, key: value}


def _without(mapping: Mapping[K, V], *keys: K) -> dict[K, V]:
    return {key: value for key, value in mapping.items() if key not in keys}


def _created(state: State, event: e.CompetitionCreated, at: str) -> State:
    entrants = {track: {entrant.id: entrant for entrant in found} for track, found in event.entrants.items()}
    return replace(state, rules=event.rules, rehearsal=event.rehearsal, created_at=at, entrants=entrants)


def _rules_set(state: State, event: e.RulesSet, at: str) -> State:
    """What belongs to a round that is no more goes with it, and the passes of who sits nowhere else."""
    kinds = {(track.id, round.id): round.kind for track in event.rules.tracks for round in track.rounds}
    judged = {key for key, kind in kinds.items() if kind is Kind.JUDGED}
    state = replace(
        state,
        rules=event.rules,
        components={k: c for k, c in state.components.items() if kinds.get(k) is Kind.IMPORTED},
        orders={key: order for key, order in state.orders.items() if key in judged},
    )
    return _seated(state, {key: panel for key, panel in state.panels.items() if key in judged})


def _seated(state: State, panels: Mapping[RoundKey, tuple[Judge, ...]]) -> State:
    """Who sits on no panel any more loses the pass with the seat, and calls nobody."""
    judges = {judge.id for panel in panels.values() for judge in panel}
    passes = {id: held for id, held in state.passes.items() if held.judge is None or held.judge in judges}
    hands = {judge: hand for judge, hand in state.hands.items() if judge in judges}
    return _holding(replace(state, panels=panels, hands=hands), passes)


def _holding(state: State, passes: Mapping[str, Pass]) -> State:
    """With these passes, and without requests for any other."""
    handovers = {device: asked for device, asked in state.handovers.items() if asked.pass_id in passes}
    return replace(state, passes=passes, handovers=handovers)


def _entrants_set(state: State, event: e.EntrantsSet, at: str) -> State:
    """Orders of the track fall, since they were drawn among others; components stay with who stays."""
    found = {entrant.id: entrant for entrant in event.entrants}
    same = found.keys() == state.entrants.get(event.track, {}).keys()
    if event.reserves is not None:
        state = replace(state, reserves=_with(state.reserves, event.track, event.reserves))
    return replace(
        state,
        entrants=_with(state.entrants, event.track, found),
        orders=state.orders if same else {k: o for k, o in state.orders.items() if k[0] != event.track},
        statuses={k: s for k, s in state.statuses.items() if k[0] != event.track or k[1] in found},
        components={
            key: replace(known, scores={id: score for id, score in known.scores.items() if id in found})
            if key[0] == event.track
            else known
            for key, known in state.components.items()
        },
    )


def _panel_seated(state: State, event: e.PanelSeated, at: str) -> State:
    return _seated(state, _with(state.panels, (event.track, event.round), event.judges))


def _components_imported(state: State, event: e.ComponentsImported, at: str) -> State:
    """A ranking made of other components is withdrawn."""
    state = publication.taken_back(state, event.track)
    components = Components(event.scores, event.source, at)
    return replace(state, components=_with(state.components, (event.track, event.round), components))


def _order_drawn(state: State, event: e.OrderDrawn, at: str) -> State:
    order = Order(event.order, seed=event.seed, at=at)
    return replace(state, orders=_with(state.orders, (event.track, event.round), order))


def _order_entered(state: State, event: e.OrderEntered, at: str) -> State:
    order = Order(event.order, witness=event.witness, at=at)
    return replace(state, orders=_with(state.orders, (event.track, event.round), order))


def _status_set(state: State, event: e.StatusSet, at: str) -> State:
    """A ranking that shows this entrant is withdrawn, since it is no longer true."""
    key = (event.track, event.entrant)
    state = publication.without(state, *key)
    if event.status is None:
        return _takes_part_again(state, *key)
    state = replace(state, statuses=_with(state.statuses, key, event.status))
    id = state.on_stage
    if id and (id.track, id.entrant) == key and state.performance(id).phase is Phase.CALLED:
        return _leave_stage(state, id)
    return state


def _takes_part_again(state: State, track: str, entrant: str) -> State:
    """Last in the orders that were made without this entrant."""
    orders = {
        key: replace(order, entrants=(*order.entrants, entrant))
        if key[0] == track and entrant not in order.entrants
        else order
        for key, order in state.orders.items()
    }
    return replace(state, orders=orders, statuses=_without(state.statuses, (track, entrant)))


def _pass_issued(state: State, event: e.PassIssued, at: str) -> State:
    former = [id for id, held in state.passes.items() if (held.role, held.judge) == (event.role, event.judge)]
    issued = Pass(event.id, event.role, event.judge, event.link)
    return _holding(state, {**_without(state.passes, *former), event.id: issued})


def _code_digits_set(state: State, event: e.CodeDigitsSet, at: str) -> State:
    return replace(state, code_digits=event.digits)


def _pass_revoked(state: State, event: e.PassRevoked, at: str) -> State:
    return _holding(state, _without(state.passes, event.id))


def _device_admitted(state: State, event: e.DeviceAdmitted, at: str) -> State:
    """A device holds one pass at a time: scanning another card moves it."""
    passes = {
        id: replace(held, device=event.device)
        if id == event.pass_id
        else (replace(held, device=None) if held.device == event.device or id == event.left else held)
        for id, held in state.passes.items()
    }
    return replace(state, passes=passes, handovers=_without(state.handovers, event.device))


def _handover_asked(state: State, event: e.HandoverAsked, at: str) -> State:
    asked = Handover(event.pass_id, event.former)
    return replace(state, handovers=_with(state.handovers, event.device, asked))


def _handover_ended(state: State, event: e.HandoverWithdrawn | e.HandoverDenied, at: str) -> State:
    return replace(state, handovers=_without(state.handovers, event.device))


def _login_closed(state: State, event: e.LoginClosed, at: str) -> State:
    return replace(state, login_closed=True)


def _login_opened(state: State, event: e.LoginOpened, at: str) -> State:
    return replace(state, login_closed=False)


def _screen_registered(state: State, event: e.ScreenRegistered, at: str) -> State:
    screen = Screen(event.number, event.device)
    made = max(state.screens_made, event.number)
    return replace(state, screens=_with(state.screens, event.number, screen), screens_made=made)


def _screen_assigned(state: State, event: e.ScreenAssigned, at: str) -> State:
    screen = replace(state.screens[event.number], name=event.name, pinned=event.pinned)
    return replace(state, screens=_with(state.screens, event.number, screen))


def _screen_removed(state: State, event: e.ScreenRemoved, at: str) -> State:
    return replace(state, screens=_without(state.screens, event.number))


def _screens_identified(state: State, event: e.ScreensIdentified, at: str) -> State:
    return replace(state, identifying=event.on)


def _scene_shown(state: State, event: e.SceneShown, at: str) -> State:
    aired_at = at if event.scene is Scene.RANKING else state.aired_at
    return replace(state, scene=event.scene, aired_at=aired_at, ranking_taken_back=None)


def _performance(
    state: State, id: PerformanceId, performance: Performance, scene: Scene | None = None
) -> State:
    """*performance* is on stage, and with it *scene* on air unless it stays as it is."""
    performances = _with(state.performances, id, performance)
    return replace(state, performances=performances, on_stage=id, scene=scene or state.scene)


def _leave_stage(state: State, id: PerformanceId) -> State:
    waiting = replace(state.performance(id), phase=Phase.WAITING, taken_back=False)
    performances = _with(state.performances, id, waiting)
    return replace(state, performances=performances, on_stage=None, scene=Scene.STANDBY)


def _sheet(state: State, id: PerformanceId, judge: str, sheet: JudgeSheet) -> State:
    performance = state.performance(id)
    return _performance(state, id, replace(performance, sheets=_with(performance.sheets, judge, sheet)))


def _entrant_called(state: State, event: e.EntrantCalled, at: str) -> State:
    called = replace(state.performance(event.performance), phase=Phase.CALLED, called_at=at, taken_back=False)
    hands = {judge: hand for judge, hand in state.hands.items() if not hand.answered}
    return _performance(
        replace(state, hands=hands, ranking_taken_back=None), event.performance, called, Scene.ENTRANCE
    )


def _call_withdrawn(state: State, event: e.CallWithdrawn, at: str) -> State:
    return _leave_stage(state, event.performance)


def _marking_opened(state: State, event: e.MarkingOpened, at: str) -> State:
    marking = replace(state.performance(event.performance), phase=Phase.MARKING, taken_back=False)
    return _performance(state, event.performance, marking, Scene.PROGRESS)


def _marking_withdrawn(state: State, event: e.MarkingWithdrawn, at: str) -> State:
    called = replace(state.performance(event.performance), phase=Phase.CALLED, taken_back=True)
    return _performance(state, event.performance, called, Scene.ENTRANCE)


def _sheet_submitted(state: State, event: e.SheetSubmitted, at: str) -> State:
    sheet = JudgeSheet(SheetPhase.SUBMITTED, event.revision, event.marks, event.note, event.recommended, at)
    return _sheet(state, event.performance, event.judge, sheet)


def _hand_raised(state: State, event: e.HandRaised, at: str) -> State:
    return replace(state, hands={**_without(state.hands, event.judge), event.judge: Hand(at)})


def _hand_lowered(state: State, event: e.HandLowered, at: str) -> State:
    return replace(state, hands=_without(state.hands, event.judge))


def _hand_answered(state: State, event: e.HandAnswered, at: str) -> State:
    return replace(state, hands=_with(state.hands, event.judge, Hand(at, answered=True)))


def _sheet_returned(state: State, event: e.SheetReturned, at: str) -> State:
    known = state.performance(event.performance).sheets[event.judge]
    returned = replace(known, phase=SheetPhase.RETURNED, at=at, reason=event.reason)
    return _sheet(state, event.performance, event.judge, returned)


def _judge_excused(state: State, event: e.JudgeExcused, at: str) -> State:
    known = state.performance(event.performance).sheets.get(event.judge, JudgeSheet(event.phase))
    excused = replace(known, phase=event.phase, at=at, reason=event.reason)
    return _sheet(state, event.performance, event.judge, excused)


def _judge_restored(state: State, event: e.JudgeRestored, at: str) -> State:
    """Marks given before stay with the judge, to be sent again; nobody gave a reason for it."""
    performance = state.performance(event.performance)
    known = performance.sheets[event.judge]
    if known.revision:
        returned = replace(known, phase=SheetPhase.RETURNED, at=at, reason="")
        return _sheet(state, event.performance, event.judge, returned)
    return _performance(
        state, event.performance, replace(performance, sheets=_without(performance.sheets, event.judge))
    )


def _deduction_entered(state: State, event: e.DeductionEntered, at: str) -> State:
    performance = state.performance(event.performance)
    deductions = (*performance.deductions, event.deduction)
    return _performance(state, event.performance, replace(performance, deductions=deductions))


def _deduction_withdrawn(state: State, event: e.DeductionWithdrawn, at: str) -> State:
    performance = state.performance(event.performance)
    left = tuple(found for index, found in enumerate(performance.deductions) if index != event.index)
    return _performance(state, event.performance, replace(performance, deductions=left))


def _marking_closed(state: State, event: e.MarkingClosed, at: str) -> State:
    closed = replace(
        state.performance(event.performance),
        phase=Phase.CONFIRMED,
        announced=event.announced,
        taken_back=False,
    )
    return _performance(state, event.performance, closed)


def _marking_reopened(state: State, event: e.MarkingReopened, at: str) -> State:
    marking = replace(
        state.performance(event.performance), phase=Phase.MARKING, announced=None, taken_back=True
    )
    return _performance(state, event.performance, marking, Scene.PROGRESS)


def _score_revealed(state: State, event: e.ScoreRevealed, at: str) -> State:
    revealed = replace(
        state.performance(event.performance),
        phase=Phase.REVEALED,
        announced=event.announced,
        revealed_at=at,
        taken_back=False,
    )
    return beats.played(_performance(state, event.performance, revealed), event, at)


def _reveal_withdrawn(state: State, event: e.RevealWithdrawn, at: str) -> State:
    """A ranking that shows the withdrawn score is withdrawn with it."""
    confirmed = replace(
        state.performance(event.performance), phase=Phase.CONFIRMED, revealed_at="", taken_back=True
    )
    state = publication.without(state, event.performance.track, event.performance.entrant)
    return _performance(state, event.performance, confirmed, Scene.PROGRESS)


def _tie_decided(state: State, event: e.TieDecided, at: str) -> State:
    """A ranking that shows them in another order, or in none, is withdrawn."""
    for entrant in event.order:
        state = publication.without(state, event.track, entrant)
    decided = {entrant: place for place, entrant in enumerate(event.order, 1)}
    orders = {**state.tie_orders.get(event.track, {}), **decided}
    return replace(state, tie_orders=_with(state.tie_orders, event.track, orders))


def _track_locked(state: State, event: e.TrackLocked, at: str) -> State:
    locked = _with(state.locked, event.track, event.rows)
    return replace(state, locked=locked, locked_at=_with(state.locked_at, event.track, at))


# Event → what it does to the state; a test holds the keys against the union `Event`.
APPLY: dict[type, Callable[[State, Any, str], State]] = {
    e.CompetitionCreated: _created,
    e.RulesSet: _rules_set,
    e.EntrantsSet: _entrants_set,
    e.PanelSeated: _panel_seated,
    e.ComponentsImported: _components_imported,
    e.OrderDrawn: _order_drawn,
    e.OrderEntered: _order_entered,
    e.StatusSet: _status_set,
    e.PassIssued: _pass_issued,
    e.CodeDigitsSet: _code_digits_set,
    e.PassRevoked: _pass_revoked,
    e.DeviceAdmitted: _device_admitted,
    e.HandoverAsked: _handover_asked,
    e.HandoverWithdrawn: _handover_ended,
    e.HandoverDenied: _handover_ended,
    e.LoginClosed: _login_closed,
    e.LoginOpened: _login_opened,
    e.ScreenRegistered: _screen_registered,
    e.ScreenAssigned: _screen_assigned,
    e.ScreenRemoved: _screen_removed,
    e.ScreensIdentified: _screens_identified,
    e.SceneShown: _scene_shown,
    e.EntrantCalled: _entrant_called,
    e.CallWithdrawn: _call_withdrawn,
    e.MarkingOpened: _marking_opened,
    e.MarkingWithdrawn: _marking_withdrawn,
    e.SheetSubmitted: _sheet_submitted,
    e.HandRaised: _hand_raised,
    e.HandLowered: _hand_lowered,
    e.HandAnswered: _hand_answered,
    e.SheetReturned: _sheet_returned,
    e.JudgeExcused: _judge_excused,
    e.JudgeRestored: _judge_restored,
    e.DeductionEntered: _deduction_entered,
    e.DeductionWithdrawn: _deduction_withdrawn,
    e.MarkingClosed: _marking_closed,
    e.MarkingReopened: _marking_reopened,
    e.ScoreRevealed: _score_revealed,
    e.RevealWithdrawn: _reveal_withdrawn,
    e.PaceSet: beats.paced,
    e.RevealAdvanced: beats.advanced,
    e.RevealReplayed: beats.played,
    e.StandingsRevealed: publication.published,
    e.StandingsWithdrawn: publication.withdrawn,
    e.TieDecided: _tie_decided,
    e.TrackLocked: _track_locked,
}
