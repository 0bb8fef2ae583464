"""The commands and events of this subject, each with what decides or applies it."""

from collections.abc import Callable
from typing import Any

from judging.core.people.actor import Actor
from judging.core.state import State

from .casting import BallotCast, CastBallot, ballot_cast, cast_ballot
from .issuing import IssueSlips, SlipsIssued, issue_slips, slips_issued
from .visit_codes import (
    CodesPutUp,
    CodesTakenDown,
    PutUpCodes,
    TakeDownCodes,
    codes_put_up,
    codes_taken_down,
    put_up_codes,
    take_down_codes,
)
from .voiding import SlipVoided, VoidSlips, slip_voided, void_slips

# Made by the server: it knows what is printed, and what a guest's page sent.
BallotCommand = CastBallot | IssueSlips | VoidSlips | PutUpCodes | TakeDownCodes
BallotEvent = BallotCast | SlipsIssued | SlipVoided | CodesPutUp | CodesTakenDown

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[Any, ...]]] = {
    CastBallot: cast_ballot,
    IssueSlips: issue_slips,
    VoidSlips: void_slips,
    PutUpCodes: put_up_codes,
    TakeDownCodes: take_down_codes,
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    BallotCast: ballot_cast,
    SlipsIssued: slips_issued,
    SlipVoided: slip_voided,
    CodesPutUp: codes_put_up,
    CodesTakenDown: codes_taken_down,
}
