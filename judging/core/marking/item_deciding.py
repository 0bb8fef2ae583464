"""必备项 that the scorekeeper decides: there, or lacking."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.hall.staging import with_performance
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.item import DecidedBy
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent


class DecideItem(AnyCommand, frozen=True):
    """Decided again, it is as was said last."""

    performance: PerformanceId
    item: str
    present: bool


class ItemDecided(AnyEvent, frozen=True):
    performance: PerformanceId
    item: str
    present: bool


def decide_item(state: State, command: DecideItem, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    round = checks.known(state, id)
    item = next((item for item in round.compulsory if item.id == command.item), None)
    if item is None:
        raise Refused(Reason.UNKNOWN, "本环节没有这个必备项，请刷新页面后重试")
    if item.by is not DecidedBy.SCOREKEEPER:
        raise Refused(Reason.NOT_NOW, "“{item}”由评委在评分表上认定，不在这里选", item=item.name)
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)
    if state.performance(id).items.get(item.id) is command.present:
        return ()
    return (ItemDecided(id, item.id, command.present),)


def undecided(state: State, id: PerformanceId) -> tuple[str, ...]:
    """The names of the items that still wait for the scorekeeper."""
    decided = state.performance(id).items
    return tuple(
        item.name
        for item in state.round(id.track, id.round).compulsory
        if item.by is DecidedBy.SCOREKEEPER and item.id not in decided
    )


def item_decided(state: State, event: ItemDecided, at: str) -> State:
    performance = state.performance(event.performance)
    items = with_key(performance.items, event.item, event.present)
    return with_performance(state, event.performance, replace(performance, items=items))
