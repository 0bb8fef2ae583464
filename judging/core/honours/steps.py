"""The commands and events of this subject, each with what decides or applies it."""

from collections.abc import Callable
from typing import Any

from judging.core.people.actor import Actor
from judging.core.state import State

from .adopting import (
    AdoptionDropped,
    AdoptionPutForward,
    AdoptPool,
    PoolAdopted,
    adopt_pool,
    adoption_dropped,
    adoption_put_forward,
    pool_adopted,
)
from .deciding import (
    DecisionRecorded,
    DecisionWithdrawn,
    RecordDecision,
    WithdrawDecision,
    decision_recorded,
    decision_withdrawn,
    record_decision,
    withdraw_decision,
)
from .nominating import ProposeSpecial, SpecialProposed, propose_special, special_proposed

HonourCommand = ProposeSpecial | RecordDecision | WithdrawDecision
HonourEvent = (
    AdoptionPutForward
    | PoolAdopted
    | AdoptionDropped
    | SpecialProposed
    | DecisionRecorded
    | DecisionWithdrawn
)

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[Any, ...]]] = {
    AdoptPool: adopt_pool,
    ProposeSpecial: propose_special,
    RecordDecision: record_decision,
    WithdrawDecision: withdraw_decision,
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    AdoptionPutForward: adoption_put_forward,
    PoolAdopted: pool_adopted,
    AdoptionDropped: adoption_dropped,
    SpecialProposed: special_proposed,
    DecisionRecorded: decision_recorded,
    DecisionWithdrawn: decision_withdrawn,
}
