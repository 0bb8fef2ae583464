"""The commands and events of this subject, each with what decides or applies it."""

from collections.abc import Callable
from typing import Any

from judging.core.people.actor import Actor
from judging.core.state import State

from .finalising import (
    AwardFiled,
    AwardFinalised,
    FileAward,
    Finalise,
    FinalReopened,
    ProposeReopening,
    ReopenFinal,
    ReopeningProposed,
    award_filed,
    award_finalised,
    file_award,
    final_reopened,
    finalise,
    propose_reopening,
    reopen_final,
    reopening_proposed,
)
from .handling import (
    AnswerObjection,
    ContactObjector,
    DecideObjection,
    MarkComplicated,
    ObjectionAnswered,
    ObjectionComplicated,
    ObjectionDecided,
    ObjectionWithdrawn,
    ObjectorContacted,
    WithdrawObjection,
    answer_objection,
    contact_objector,
    decide_objection,
    mark_complicated,
    objection_answered,
    objection_complicated,
    objection_decided,
    objection_withdrawn,
    objector_contacted,
    withdraw_objection,
)
from .publicising import (
    HolidaysSet,
    PublicityStarted,
    RenewPublicity,
    SetHolidays,
    StartPublicity,
    holidays_set,
    publicity_started,
    renew_publicity,
    set_holidays,
    start_publicity,
)
from .registering import ObjectionRegistered, RegisterObjection, objection_registered, register_objection

AppealCommand = (
    RegisterObjection
    | ContactObjector
    | MarkComplicated
    | DecideObjection
    | AnswerObjection
    | WithdrawObjection
    | StartPublicity
    | RenewPublicity
    | SetHolidays
    | Finalise
    | ProposeReopening
    | ReopenFinal
    | FileAward
)
AppealEvent = (
    ObjectionRegistered
    | ObjectorContacted
    | ObjectionComplicated
    | ObjectionDecided
    | ObjectionAnswered
    | ObjectionWithdrawn
    | PublicityStarted
    | HolidaysSet
    | AwardFinalised
    | ReopeningProposed
    | FinalReopened
    | AwardFiled
)

DECIDERS: dict[type, Callable[[State, Any, Actor, str], tuple[Any, ...]]] = {
    RegisterObjection: register_objection,
    ContactObjector: contact_objector,
    MarkComplicated: mark_complicated,
    DecideObjection: decide_objection,
    AnswerObjection: answer_objection,
    WithdrawObjection: withdraw_objection,
    StartPublicity: start_publicity,
    RenewPublicity: renew_publicity,
    SetHolidays: set_holidays,
    Finalise: finalise,
    ProposeReopening: propose_reopening,
    ReopenFinal: reopen_final,
    FileAward: file_award,
}
APPLIERS: dict[type, Callable[[State, Any, str], State]] = {
    ObjectionRegistered: objection_registered,
    ObjectorContacted: objector_contacted,
    ObjectionComplicated: objection_complicated,
    ObjectionDecided: objection_decided,
    ObjectionAnswered: objection_answered,
    ObjectionWithdrawn: objection_withdrawn,
    PublicityStarted: publicity_started,
    HolidaysSet: holidays_set,
    AwardFinalised: award_finalised,
    ReopeningProposed: reopening_proposed,
    FinalReopened: final_reopened,
    AwardFiled: award_filed,
}
