"""撤销台账: a line that should not stand is struck out, with a reason; it stays on record."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.appeals.objection import Noted
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.publication.on_air import taken_back
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent


class StrikeLedger(AnyCommand, frozen=True):
    """`track` and `round` are those of the line."""

    track: str
    round: str
    number: int
    reason: str


class LedgerStruck(AnyEvent, frozen=True):
    track: str
    round: str
    number: int
    reason: str
    who: str


def strike_ledger(state: State, command: StrikeLedger, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    found = state.ledger.get(command.number)
    if found is None or (found.track, found.round) != (command.track, command.round):
        raise Refused(Reason.UNKNOWN, "没有这笔台账，请刷新页面后重试")
    checks.unlocked(state, found.track)
    reason = checks.text(command.reason, sentence("撤销原因"))
    if found.withdrawn:
        raise Refused(Reason.ALREADY, "第 {number} 笔台账已撤销，请刷新页面", number=found.number)
    return (LedgerStruck(found.track, found.round, found.number, reason, by.label),)


def ledger_struck(state: State, event: LedgerStruck, at: str) -> State:
    state = taken_back(state, event.track)
    struck = replace(state.ledger[event.number], withdrawn=Noted(at, event.who, event.reason))
    return replace(state, ledger=with_key(state.ledger, event.number, struck))
