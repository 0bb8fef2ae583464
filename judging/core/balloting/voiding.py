"""作废: a slip that was spoilt, lost or not given out; nobody can cast it from here on."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .slip import VoidSlip


class VoidSlips(AnyCommand, frozen=True):
    """Made by the server, which alone knows what is printed with a number. `slips`: number → hash."""

    batch: str
    slips: dict[int, str]
    reason: str


class SlipVoided(AnyEvent, frozen=True):
    batch: str
    track: str
    round: str
    group: str
    slip: str
    number: int
    reason: str


def void_slips(state: State, command: VoidSlips, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """All of them or none."""
    batch = state.slip_batches.get(command.batch)
    if batch is None or not command.slips or not batch.slips.issuperset(command.slips.values()):
        raise Refused(Reason.UNKNOWN, "没有这个号的票，请对照票面核对号码和票种")
    checks.unlocked(state, batch.kind.track)
    reason = checks.text(command.reason, sentence("作废原因"))
    for number, slip in sorted(command.slips.items()):
        if slip in batch.returned:
            raise Refused(Reason.ALREADY, "{number}号票已经交回，不能作废", number=number)
        if slip in batch.void:
            raise Refused(Reason.ALREADY, "{number}号票已经作废", number=number)
    return tuple(
        SlipVoided(command.batch, *batch.kind, slip, number, reason)
        for number, slip in sorted(command.slips.items())
    )


def slip_voided(state: State, event: SlipVoided, at: str) -> State:
    batch = state.slip_batches[event.batch]
    void = with_key(batch.void, event.slip, VoidSlip(event.number, event.reason, at))
    return replace(state, slip_batches=with_key(state.slip_batches, event.batch, replace(batch, void=void)))
