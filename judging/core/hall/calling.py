"""点名: the next entrant is called on stage, in the hall of the panel."""

from collections.abc import Iterator

from msgspec.structs import replace

from judging.core import checks
from judging.core.marking.excusing import bound
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.runnable import of_round
from judging.core.sentence import Sentence, sentence
from judging.core.setup.grouping import lacks_groups
from judging.core.setup.roster_checks import of_track
from judging.core.signing.requiring import require_call
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .air import Scene
from .beats import uncut
from .hall import MAIN
from .performance import PerformanceId, Phase
from .staging import entrant_is_free, judges_are_free, off_stage, stage_is_free, staged, with_performance
from .windows import bench_at, lacks_windows, window_is_free


class CallEntrant(AnyCommand, frozen=True):
    """On stage, or in a walk-round to `window`."""

    performance: PerformanceId
    window: int = 0


class EntrantCalled(AnyEvent, frozen=True):
    performance: PerformanceId
    hall: str = MAIN
    window: int = 0
    judges: tuple[str, ...] = ()  # of the window; () for the whole panel


class CallWithdrawn(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: str


def call(state: State, command: CallEntrant, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    name, key, hall = state.named(id), state.panel_of(id), state.hall_of(id)
    if key is None and (id.track, id.round) in state.assignments:
        raise Refused(Reason.INCOMPLETE, "{name}还没有分到评委组，请先补入分组", name=name)
    if lacking := lacks(state, key or PanelKey(id.track, id.round)):
        raise Refused(Reason.INCOMPLETE, lacking[0])
    assert key is not None  # or the assignment would be lacking
    if id.entrant not in state.orders[id.track, id.round].entrants:
        raise Refused(Reason.INCOMPLETE, "{name}不在出场顺序中，请先补入顺序", name=name)
    if (id.track, id.entrant) in state.statuses:
        raise Refused(Reason.NOT_NOW, "{name}已弃权、缺席或被取消资格，不再出场", name=name)
    checks.in_phase(state, id, Phase.WAITING, then=Phase.CALLED)
    require_call(state, id.track, id.round)
    if not state.walks(id):
        uncut(state, hall, at)
    stage_is_free(state, id, key)
    entrant_is_free(state, id)
    judges_are_free(state, id)
    window_is_free(state, id, command.window)
    bench = bench_at(state, id, key, command.window)
    judges = bench or tuple(judge.id for judge in state.panels[key].judges)
    return (EntrantCalled(id, hall.id, command.window, bench), *bound(state, id, judges))


def lacks(state: State, key: PanelKey) -> tuple[Sentence, ...]:
    """What must still be set up, or changed in the rules, before anybody can be called before this panel."""
    track, round = state.track(key.track), state.round(key.track, key.round)
    found = []
    if round.panels and (track.id, round.id) not in state.assignments:
        found.append(sentence("还没有分组，请先抽签或录入"))
    elif key not in state.panels:
        found.append(sentence("还没有评委组，请先在“评委与席位”中安排"))
    found += lacks_groups(round, state.panels.get(key))
    found += lacks_windows(state, key)
    if (track.id, round.id) not in state.orders:
        found.append(sentence("还没有出场顺序，请先抽签或录入"))
    found += [each.reason for each in of_round(track, round)]
    found += _roster_lacks(state, key.track)
    return tuple(found)


def _roster_lacks(state: State, track: str) -> Iterator[Sentence]:
    """The first that keeps the roster from what the rules ask; nothing any more once somebody was judged."""
    for each in () if state.begun(track) else of_track(state, track)[:1]:
        yield sentence("名单不合报名要求：{what}，{remedy}", what=each.what, remedy=each.remedy)


def unassigned(state: State, track: str, round: str) -> tuple[Sentence, ...]:
    """Who takes part and would come before no panel, though there is an assignment."""
    made = state.assignments.get((track, round))
    names = tuple(
        state.name_of(track, id)
        for id in state.entrants.get(track, {})
        if made and id not in made.panels and (track, id) not in state.statuses
    )
    return (sentence("{names}还没有分到评委组，请先补入分组", names=names),) if names else ()


def entrant_called(state: State, event: EntrantCalled, at: str) -> State:
    """Hands of this panel that have been answered are down again."""
    id = event.performance
    called = replace(
        state.performance(id),
        phase=Phase.CALLED,
        called_at=at,
        judged_since=at,
        taken_back=False,
        hall=event.hall,
        window=event.window,
        bench=event.judges,
    )
    here = {judge.id for judge in state.panel(id)}
    hands = {judge: hand for judge, hand in state.hands.items() if not (hand.answered and judge in here)}
    changed = with_performance(replace(state, hands=hands), id, called)
    return staged(changed.in_hall(event.hall, ranking_taken_back=None), id, called, Scene.ENTRANCE)


def call_withdrawn(state: State, event: CallWithdrawn, at: str) -> State:
    return off_stage(state, event.performance)
