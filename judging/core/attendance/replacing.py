"""顺延: the next of the reserves takes the place of who declines, in the order and before the panel."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Entrant
from judging.core.publication.on_air import without_score
from judging.core.publication.publishing import known_track
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.setup.prepared import Assignment, Move, Moved
from judging.core.setup.withdrawing import StatusSet, was_judged
from judging.core.state import RoundKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .chain import Replacement
from .coming_last import last_in_orders, number_of
from .moving import MAX_WITNESS


class ReplaceEntrant(AnyCommand, frozen=True):
    """`any_district`: the first of the reserves, wherever it is from."""

    track: str
    entrant: str
    reason: str
    witness: str
    any_district: bool = False


class EntrantReplaced(AnyEvent, frozen=True):
    """`by` is on the reserves no more. Who declines stays on the roster with a status, set before this."""

    track: str
    entrant: str
    by: Entrant
    reason: str
    witness: str


def replace_entrant(state: State, command: ReplaceEntrant, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Never once the entrant has been judged. Nothing is inherited but the turn: scores are imported anew."""
    may_be_replaced(state, command)
    track, id = command.track, command.entrant
    reason = checks.text(command.reason, sentence("顺延原因"))
    witness = checks.text(command.witness, sentence("见证人姓名"), most=MAX_WITNESS)
    following = next_reserve(state, track, id, any_district=command.any_district)
    gone = () if (track, id) in state.statuses else (StatusSet(track, id, "withdrawn", reason),)
    return (*gone, EntrantReplaced(track, id, following, reason, witness))


def may_be_replaced(state: State, command: ReplaceEntrant) -> None:
    """Raises Refused where somebody else has the place, or the entrant has been judged."""
    track, id = known_track(state, command.track), command.entrant
    if id not in state.entrants.get(track.id, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    checks.unlocked(state, track.id)
    name = state.name_of(track.id, id)
    if other := state.replaced_by(track.id, id):
        raise Refused(Reason.ALREADY, "{name}已由{other}顺延", name=name, other=other.name)
    if was_judged(state, track.id, id) or _was_marked(state, track.id, id):
        raise Refused(Reason.BEGUN, "{name}已开始评分，不能再由别人顺延", name=name)


def _was_marked(state: State, track: str, entrant: str) -> bool:
    """Whether a judge has given marks, also before a step back or a retake."""
    return any(
        found.attempts or any(sheet.revision for sheet in found.sheets.values())
        for id, found in state.performances.items()
        if (id.track, id.entrant) == (track, entrant)
    )


def next_reserve(state: State, track: str, entrant: str, *, any_district: bool = False) -> Entrant:
    """The first of the reserves; of the entrant's own district where districts are told apart."""
    waiting, district = state.reserves.get(track, ()), state.entrants[track][entrant].district
    if not waiting:
        raise Refused(
            Reason.INCOMPLETE,
            "{track}的顺延名单里已经没有人了；确要增补的请用“临时补入”",
            track=state.track(track).name,
        )
    if any_district or not district or not any(each.district for each in waiting):
        return waiting[0]
    if found := next((each for each in waiting if each.district == district), None):
        return found
    raise Refused(
        Reason.INCOMPLETE,
        "顺延名单里已经没有{district}的了；规则允许跨区的，请选“不限区”",
        district=district,
    )


def entrant_replaced(state: State, event: EntrantReplaced, at: str) -> State:
    """A ranking that rests on everybody's scores is withdrawn, as where somebody walks on."""
    track, left, new = event.track, event.entrant, event.by
    state = without_score(state, track, new.id)
    replacement = Replacement(track, left, new.id, event.reason, event.witness, at)
    waiting = tuple(each for each in state.reserves.get(track, ()) if each.id != new.id)
    state = replace(
        state,
        entrants=with_key(state.entrants, track, {**state.entrants[track], new.id: new}),
        reserves=with_key(state.reserves, track, waiting),
        replacements=(*state.replacements, replacement),
        assignments={
            key: _instead(made, left, new.id) if key[0] == track else made
            for key, made in state.assignments.items()
        },
    )
    move = Move(new.id, Moved.REPLACED, reason=event.reason, witness=event.witness, at=at, left=left)
    for key, order in state.orders.items():
        if key[0] == track and left in order.entrants:
            state = _in_order(state, key, move)
    return last_in_orders(state, track, move)


def _instead(made: Assignment, left: str, new: str) -> Assignment:
    """Who left keeps the panel on record."""
    if left not in made.panels:
        return made
    moved = tuple(new if each == left else each for each in made.moved)
    return replace(made, panels={**made.panels, new: made.panels[left]}, moved=moved)


def _in_order(state: State, key: RoundKey, move: Move) -> State:
    """With the same number."""
    order = state.orders[key]
    entrants = tuple(move.entrant if each == move.left else each for each in order.entrants)
    state = replace(state, orders=with_key(state.orders, key, replace(order, entrants=entrants)))
    number = number_of(state, key, move.entrant)
    recorded = replace(move, number=number, to=number)
    order = replace(order, entrants=entrants, moves=(*order.moves, recorded))
    return replace(state, orders=with_key(state.orders, key, order))
