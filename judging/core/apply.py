"""How each event changes the state. Decides nothing: whatever was logged, did happen."""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from judging.core.appeals.steps import APPLIERS as APPEALS
from judging.core.attendance.checking_in import (
    CheckInWithdrawn,
    EntrantCheckedIn,
    check_in_withdrawn,
    entrant_checked_in,
)
from judging.core.attendance.moving import OrderMoved, order_moved
from judging.core.attendance.replacing import EntrantReplaced, entrant_replaced
from judging.core.attendance.retaking import AttemptCounted, RetakeGranted, attempt_counted, retake_granted
from judging.core.attendance.roll_calling import RollCalled, roll_called
from judging.core.attendance.walking_on import EntrantWalkedOn, entrant_walked_on
from judging.core.balloting.steps import APPLIERS as BALLOTS
from judging.core.ceremony.presiding import CeremonyBegun, CeremonyEnded, ceremony_begun, ceremony_ended
from judging.core.ceremony.programming import CeremonySet, ceremony_set
from judging.core.ceremony.stepping import CeremonyStepped, ceremony_stepped
from judging.core.correction.steps import APPLIERS as CORRECTION
from judging.core.entering.entry_confirming import EntryConfirmed, EntryReturned, entry_settled
from judging.core.entering.entry_making import EntryMade, entry_made
from judging.core.entering.sheet_confirming import (
    SheetEntryDiffered,
    SheetEntryReturned,
    sheet_entry_differed,
    sheet_entry_returned,
)
from judging.core.entering.sheet_entering import SheetEntered, sheet_entered
from judging.core.entering.sheet_withdrawing import SheetEntryWithdrawn, sheet_entry_withdrawn
from judging.core.evaluating.lapsing import lapsed
from judging.core.evaluating.steps import APPLIERS as EVALUATIONS
from judging.core.hall.calling import CallWithdrawn, EntrantCalled, call_withdrawn, entrant_called
from judging.core.hall.hall import StoryEntry
from judging.core.hall.placing import (
    ScreenAssigned,
    ScreenRegistered,
    ScreenRemoved,
    ScreensIdentified,
    screen_assigned,
    screen_registered,
    screen_removed,
    screens_identified,
)
from judging.core.hall.revealing import (
    PaceSet,
    RevealAdvanced,
    RevealReplayed,
    RevealWithdrawn,
    ScoreRevealed,
    advanced,
    paced,
    played,
    reveal_withdrawn,
    score_revealed,
)
from judging.core.hall.revealing_together import BatchShown, batch_shown
from judging.core.hall.showing import SceneShown, scene_shown
from judging.core.hall.whose import halls_of_event
from judging.core.hall.windows import (
    WindowLeft,
    WindowsAssigned,
    WindowTaken,
    window_left,
    window_taken,
    windows_assigned,
)
from judging.core.honours.steps import APPLIERS as HONOURS
from judging.core.intake.receiving import ReceiptNoted, receipt_noted
from judging.core.ledger.steps import APPLIERS as LEDGER
from judging.core.marking.case_giving import CaseChosen, CaseDrawn, case_chosen, case_drawn
from judging.core.marking.declaring import (
    DeclarationWithdrawn,
    RecusalDeclared,
    declaration_withdrawn,
    recusal_declared,
)
from judging.core.marking.deducting import (
    DeductionEntered,
    DeductionWithdrawn,
    deduction_entered,
    deduction_withdrawn,
)
from judging.core.marking.excusing import JudgeExcused, JudgeRestored, judge_excused, judge_restored
from judging.core.marking.hand_raising import (
    HandAnswered,
    HandLowered,
    HandRaised,
    hand_answered,
    hand_lowered,
    hand_raised,
)
from judging.core.marking.head_confirming import (
    ScoreConfirmed,
    ScoreUnconfirmed,
    score_confirmed,
    score_unconfirmed,
)
from judging.core.marking.item_deciding import ItemDecided, item_decided
from judging.core.marking.opening import (
    MarkingClosed,
    MarkingOpened,
    MarkingReopened,
    MarkingWithdrawn,
    marking_closed,
    marking_opened,
    marking_reopened,
    marking_withdrawn,
)
from judging.core.marking.short_deciding import (
    ShortDecided,
    ShortDecisionWithdrawn,
    short_decided,
    short_decision_withdrawn,
)
from judging.core.marking.spread_reviewing import SpreadReviewed, spread_reviewed
from judging.core.marking.stepping_in import JudgeReplaced, judge_replaced
from judging.core.marking.submitting import SheetReturned, SheetSubmitted, sheet_returned, sheet_submitted
from judging.core.marking.training import TraineeSheetSubmitted, trainee_sheet_submitted
from judging.core.marking.trying_out import (
    TrialClosed,
    TrialOpened,
    TrialSheetSubmitted,
    trial_closed,
    trial_opened,
    trial_sheet_submitted,
)
from judging.core.papers.steps import APPLIERS as PAPERS
from judging.core.people.appointing import PersonRemoved, PersonSet, person_removed, person_set
from judging.core.people.claiming import (
    DeviceAdmitted,
    HandoverAsked,
    HandoverDenied,
    HandoverWithdrawn,
    LoginClosed,
    LoginOpened,
    _device_admitted,
    _handover_asked,
    _handover_ended,
    _login_closed,
    _login_opened,
)
from judging.core.people.issuing import (
    CodeDigitsSet,
    PassIssued,
    PassRevoked,
    _code_digits_set,
    _pass_issued,
    _pass_revoked,
)
from judging.core.pictures.picturing import PictureRemoved, PictureSet, picture_removed, picture_set
from judging.core.publication.locking import TrackLocked, track_locked
from judging.core.publication.publishing import StandingsRevealed, StandingsWithdrawn, published, withdrawn
from judging.core.publication.result_page import ResultsClosed, ResultsOpened, results_closed, results_opened
from judging.core.publication.tie_deciding import TieDecided, tie_decided
from judging.core.rectifying.steps import APPLIERS as RECTIFYING
from judging.core.rehearsal.clock_advancing import ClockAdvanced, clock_advanced
from judging.core.setup.answering import QuestionsSettled, questions_settled
from judging.core.setup.assigning import (
    AssignmentDrawn,
    AssignmentEntered,
    assignment_drawn,
    assignment_entered,
)
from judging.core.setup.file_importing import FileImported, file_imported
from judging.core.setup.founding import CompetitionCreated, RulesSet, created, rules_set
from judging.core.setup.hall_setting import HallsSet, PanelMoved, halls_set, panel_moved
from judging.core.setup.importing import ComponentsImported, components_imported
from judging.core.setup.ordering import OrderDrawn, OrderEntered, order_drawn, order_entered
from judging.core.setup.panel_drawing import PanelDrawn, panel_drawn
from judging.core.setup.rostering import EntrantsSet, entrants_set
from judging.core.setup.seating import PanelSeated, panel_seated
from judging.core.setup.withdrawing import StatusSet, status_set
from judging.core.signing.countersigning import (
    Countersigned,
    CountersignRefused,
    countersign_refused,
    countersigned,
)
from judging.core.signing.flagging import (
    FlagAnswered,
    FlagRaised,
    FlagSettled,
    flag_answered,
    flag_raised,
    flag_settled,
)
from judging.core.signing.pin_setting import (
    PinMistaken,
    PinReset,
    PinSet,
    pin_mistaken,
    pin_reset,
    pin_set,
)
from judging.core.signing.rule_signing import RulesSigned, rules_signed
from judging.core.timing.confirming import (
    OvertimeWaived,
    TimeConfirmed,
    TimeUnconfirmed,
    overtime_waived,
    time_confirmed,
    time_unconfirmed,
)
from judging.core.timing.correcting import ClockCorrected, TimeGranted, clock_corrected, time_granted
from judging.core.timing.running import (
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    SegmentBegun,
    clock_paused,
    clock_resumed,
    clock_started,
    clock_stopped,
    segment_begun,
)

from .events import UNTOLD, Event
from .state import State

STORY_LENGTH = 40  # lines a console shows; the whole story is the log


def apply(state: State, event: Event, at: str, by: str) -> State:
    """The state after *event*, which *by* caused at *at* (UTC)."""
    state = lapsed(state, at)
    changed = APPLY[type(event)](state, event, at)
    return _told(state, changed, StoryEntry(at, by, event))


def _told(before: State, state: State, line: StoryEntry) -> State:
    if isinstance(line.event, UNTOLD):
        return state
    about = halls_of_event(before, line.event)
    halls = {
        id: replace(hall, story=(*hall.story[-STORY_LENGTH + 1 :], line))
        if not about or id in about
        else hall
        for id, hall in state.halls.items()
    }
    return replace(state, halls=halls)


def replay(state: State, facts: Iterable[tuple[Event, str, str]]) -> State:
    for event, at, by in facts:
        state = apply(state, event, at, by)
    return state


# Event → what it does to the state; a test holds the keys against the union `Event`.
APPLY: dict[type, Callable[[State, Any, str], State]] = {
    CompetitionCreated: created,
    RulesSet: rules_set,
    QuestionsSettled: questions_settled,
    ReceiptNoted: receipt_noted,
    EntrantsSet: entrants_set,
    HallsSet: halls_set,
    PanelSeated: panel_seated,
    PanelDrawn: panel_drawn,
    PanelMoved: panel_moved,
    WindowsAssigned: windows_assigned,
    JudgeReplaced: judge_replaced,
    AssignmentDrawn: assignment_drawn,
    AssignmentEntered: assignment_entered,
    ComponentsImported: components_imported,
    FileImported: file_imported,
    OrderDrawn: order_drawn,
    OrderEntered: order_entered,
    StatusSet: status_set,
    PictureSet: picture_set,
    PictureRemoved: picture_removed,
    PersonSet: person_set,
    PersonRemoved: person_removed,
    PassIssued: _pass_issued,
    CodeDigitsSet: _code_digits_set,
    PassRevoked: _pass_revoked,
    DeviceAdmitted: _device_admitted,
    HandoverAsked: _handover_asked,
    HandoverWithdrawn: _handover_ended,
    HandoverDenied: _handover_ended,
    LoginClosed: _login_closed,
    LoginOpened: _login_opened,
    ScreenRegistered: screen_registered,
    ScreenAssigned: screen_assigned,
    ScreenRemoved: screen_removed,
    ScreensIdentified: screens_identified,
    SceneShown: scene_shown,
    CeremonySet: ceremony_set,
    CeremonyBegun: ceremony_begun,
    CeremonyStepped: ceremony_stepped,
    CeremonyEnded: ceremony_ended,
    EntrantCheckedIn: entrant_checked_in,
    CheckInWithdrawn: check_in_withdrawn,
    RollCalled: roll_called,
    OrderMoved: order_moved,
    EntrantWalkedOn: entrant_walked_on,
    EntrantReplaced: entrant_replaced,
    RetakeGranted: retake_granted,
    AttemptCounted: attempt_counted,
    EntrantCalled: entrant_called,
    CallWithdrawn: call_withdrawn,
    WindowTaken: window_taken,
    WindowLeft: window_left,
    MarkingOpened: marking_opened,
    MarkingWithdrawn: marking_withdrawn,
    SheetSubmitted: sheet_submitted,
    HandRaised: hand_raised,
    HandLowered: hand_lowered,
    HandAnswered: hand_answered,
    SheetReturned: sheet_returned,
    TraineeSheetSubmitted: trainee_sheet_submitted,
    EntryMade: entry_made,
    EntryConfirmed: entry_settled,
    EntryReturned: entry_settled,
    SheetEntered: sheet_entered,
    SheetEntryDiffered: sheet_entry_differed,
    SheetEntryReturned: sheet_entry_returned,
    SheetEntryWithdrawn: sheet_entry_withdrawn,
    RecusalDeclared: recusal_declared,
    DeclarationWithdrawn: declaration_withdrawn,
    JudgeExcused: judge_excused,
    JudgeRestored: judge_restored,
    DeductionEntered: deduction_entered,
    DeductionWithdrawn: deduction_withdrawn,
    ItemDecided: item_decided,
    TrialOpened: trial_opened,
    TrialSheetSubmitted: trial_sheet_submitted,
    TrialClosed: trial_closed,
    ScoreConfirmed: score_confirmed,
    ScoreUnconfirmed: score_unconfirmed,
    SpreadReviewed: spread_reviewed,
    ShortDecided: short_decided,
    ShortDecisionWithdrawn: short_decision_withdrawn,
    CaseDrawn: case_drawn,
    CaseChosen: case_chosen,
    ClockStarted: clock_started,
    ClockPaused: clock_paused,
    ClockResumed: clock_resumed,
    ClockStopped: clock_stopped,
    SegmentBegun: segment_begun,
    ClockCorrected: clock_corrected,
    TimeGranted: time_granted,
    TimeConfirmed: time_confirmed,
    OvertimeWaived: overtime_waived,
    TimeUnconfirmed: time_unconfirmed,
    MarkingClosed: marking_closed,
    MarkingReopened: marking_reopened,
    ScoreRevealed: score_revealed,
    BatchShown: batch_shown,
    RevealWithdrawn: reveal_withdrawn,
    PaceSet: paced,
    RevealAdvanced: advanced,
    RevealReplayed: played,
    StandingsRevealed: published,
    StandingsWithdrawn: withdrawn,
    TieDecided: tie_decided,
    TrackLocked: track_locked,
    ClockAdvanced: clock_advanced,
    ResultsOpened: results_opened,
    ResultsClosed: results_closed,
    PinSet: pin_set,
    PinReset: pin_reset,
    PinMistaken: pin_mistaken,
    RulesSigned: rules_signed,
    Countersigned: countersigned,
    CountersignRefused: countersign_refused,
    FlagRaised: flag_raised,
    FlagAnswered: flag_answered,
    FlagSettled: flag_settled,
    **APPEALS,
    **BALLOTS,
    **EVALUATIONS,
    **CORRECTION,
    **HONOURS,
    **LEDGER,
    **RECTIFYING,
    **PAPERS,
}
