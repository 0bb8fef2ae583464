"""Whether a command may happen, and what then has happened."""

from collections.abc import Callable
from typing import Any

from judging.core.appeals.steps import DECIDERS as APPEALS
from judging.core.attendance.checking_in import CheckIn, WithdrawCheckIn, check_in, withdraw_check_in
from judging.core.attendance.moving import MoveInOrder, move_in_order
from judging.core.attendance.replacing import ReplaceEntrant, replace_entrant
from judging.core.attendance.retaking import CountAttempt, GrantRetake, count_attempt, grant_retake
from judging.core.attendance.roll_calling import CallRoll, call_roll
from judging.core.attendance.walking_on import WalkOn, walk_on
from judging.core.balloting.steps import DECIDERS as BALLOTS
from judging.core.ceremony.presiding import BeginCeremony, EndCeremony, begin_ceremony, end_ceremony
from judging.core.ceremony.programming import SetCeremony, set_ceremony
from judging.core.ceremony.stepping import StepCeremony, step_ceremony
from judging.core.correction.steps import DECIDERS as CORRECTION
from judging.core.entering.entry_confirming import (
    ConfirmEntry,
    ReturnEntry,
    confirm_entry,
    return_entry,
)
from judging.core.entering.entry_making import by_two
from judging.core.entering.sheet_confirming import (
    ConfirmSheet,
    ReturnSheetEntry,
    confirm_sheet,
    return_sheet_entry,
)
from judging.core.entering.sheet_entering import EnterSheet, enter_sheet
from judging.core.entering.sheet_withdrawing import WithdrawSheetEntry, withdraw_sheet_entry
from judging.core.evaluating.lapsing import lapsed
from judging.core.evaluating.steps import DECIDERS as EVALUATIONS
from judging.core.hall.calling import CallEntrant, call
from judging.core.hall.placing import (
    AdmitScreen,
    AssignScreen,
    IdentifyScreens,
    RemoveScreen,
    admit_screen,
    assign_screen,
    identify_screens,
    remove_screen,
)
from judging.core.hall.revealing import (
    AdvanceReveal,
    ReplayReveal,
    RevealScore,
    SetPace,
    advance,
    replay_reveal,
    reveal,
    set_pace,
)
from judging.core.hall.revealing_together import RevealTogether, reveal_together
from judging.core.hall.showing import ShowScene, show_scene
from judging.core.hall.stepping_back import StepBack, step_back
from judging.core.hall.windows import (
    AssignWindows,
    MoveToWindow,
    SendOn,
    assign_windows,
    move_to_window,
    send_on,
)
from judging.core.honours.steps import DECIDERS as HONOURS
from judging.core.intake.receiving import NoteReceipt, note_receipt
from judging.core.ledger.steps import DECIDERS as LEDGER
from judging.core.marking.case_giving import ChooseCase, DrawCase, choose_case, draw_case
from judging.core.marking.declaring import (
    DeclareRecusal,
    WithdrawDeclaration,
    declare_recusal,
    withdraw_declaration,
)
from judging.core.marking.deducting import (
    EnterDeduction,
    WithdrawDeduction,
    enter_deduction,
    withdraw_deduction,
)
from judging.core.marking.excusing import (
    ExcuseJudge,
    Recuse,
    RestoreJudge,
    excuse_judge,
    recuse,
    restore_judge,
)
from judging.core.marking.hand_raising import (
    AnswerHand,
    LowerHand,
    RaiseHand,
    answer_hand,
    lower_hand,
    raise_hand,
)
from judging.core.marking.head_confirming import ConfirmScore, UnconfirmScore, confirm_score, unconfirm_score
from judging.core.marking.item_deciding import DecideItem, decide_item
from judging.core.marking.opening import CloseMarking, OpenMarking, close_marking, open_marking
from judging.core.marking.short_deciding import (
    DecideShort,
    WithdrawShortDecision,
    decide_short,
    withdraw_short_decision,
)
from judging.core.marking.spread_reviewing import ReviewSpread, review_spread
from judging.core.marking.stepping_in import ReplaceJudge, replace_judge
from judging.core.marking.submitting import ReturnSheet, SubmitSheet, return_sheet, submit_sheet
from judging.core.marking.trying_out import (
    CloseTrial,
    OpenTrial,
    SubmitTrialSheet,
    close_trial,
    open_trial,
    submit_trial_sheet,
)
from judging.core.papers.steps import DECIDERS as PAPERS
from judging.core.people.actor import Actor
from judging.core.people.appointing import RemovePerson, SetPerson, remove_person, set_person
from judging.core.people.claiming import (
    AllowHandover,
    ClaimSeat,
    CloseLogin,
    DenyHandover,
    OpenLogin,
    WithdrawClaim,
    allow_handover,
    claim_seat,
    close_login,
    deny_handover,
    open_login,
    withdraw_claim,
)
from judging.core.people.issuing import (
    IssuePass,
    RevokePass,
    SetCodeDigits,
    issue_pass,
    revoke_pass,
    set_code_digits,
)
from judging.core.pictures.picturing import RemovePicture, SetPictures, remove_picture, set_pictures
from judging.core.publication.locking import LockTrack, lock_track
from judging.core.publication.publishing import (
    RevealStandings,
    WithdrawStandings,
    reveal_standings,
    withdraw_standings,
)
from judging.core.publication.result_page import CloseResults, OpenResults, close_results, open_results
from judging.core.publication.tie_deciding import DecideTie, decide_tie
from judging.core.rectifying.steps import DECIDERS as RECTIFYING
from judging.core.rehearsal.clock_advancing import AdvanceClock, advance_clock
from judging.core.setup.answering import SettleQuestions, settle_questions
from judging.core.setup.assigning import (
    DrawAssignment,
    EnterAssignment,
    draw_assignment,
    enter_assignment,
)
from judging.core.setup.file_importing import ImportFile, Part, import_file
from judging.core.setup.founding import CreateCompetition, SetRules, create, set_rules
from judging.core.setup.hall_setting import MovePanel, SetHalls, move_panel, set_halls
from judging.core.setup.importing import ImportComponents, import_components
from judging.core.setup.ordering import DrawOrder, EnterOrder, draw_order, enter_order
from judging.core.setup.panel_drawing import DrawPanel, draw_panel
from judging.core.setup.rostering import SetEntrants, set_entrants
from judging.core.setup.seating import SeatPanel, seat_panel
from judging.core.setup.withdrawing import SetStatus, set_status
from judging.core.signing.countersigning import (
    Countersign,
    RefuseCountersign,
    countersign,
    refuse_countersign,
)
from judging.core.signing.flagging import (
    AnswerFlag,
    RaiseFlag,
    SettleFlag,
    answer_flag,
    raise_flag,
    settle_flag,
)
from judging.core.signing.pin_setting import (
    NotePinMistake,
    ResetPin,
    SetPin,
    note_pin_mistake,
    reset_pin,
    set_pin,
)
from judging.core.signing.rule_signing import SignRules, sign_rules
from judging.core.timing.confirming import (
    ConfirmTime,
    UnconfirmTime,
    WaiveOvertime,
    confirm_time,
    unconfirm_time,
    waive_overtime,
)
from judging.core.timing.correcting import CorrectClock, GrantTime, correct_clock, grant_time
from judging.core.timing.running import (
    NextSegment,
    PauseClock,
    ResumeClock,
    StartClock,
    StopClock,
    next_segment,
    pause_clock,
    resume_clock,
    start_clock,
    stop_clock,
)

from .apply import replay
from .commands import Command
from .events import Event
from .refused import Reason, Refused
from .state import State

Decider = Callable[[State, Any, Actor, str], tuple[Any, ...]]


def _import_file(state: State, command: ImportFile, by: Actor, at: str) -> tuple[Any, ...]:
    def step(state: State, part: Part) -> tuple[tuple[Any, ...], State]:
        events = DECIDE[type(part)](state, part, by, at)
        return events, replay(state, ((event, at, by.label) for event in events))

    return import_file(state, command, step)


# Command → who decides it; a test holds the keys against the union `Command`.
DECIDE: dict[type, Decider] = {
    CreateCompetition: create,
    SetRules: set_rules,
    SettleQuestions: settle_questions,
    NoteReceipt: note_receipt,
    SetEntrants: set_entrants,
    SetPictures: set_pictures,
    RemovePicture: remove_picture,
    SetHalls: set_halls,
    SeatPanel: seat_panel,
    DrawPanel: draw_panel,
    AssignWindows: assign_windows,
    ReplaceJudge: replace_judge,
    MovePanel: move_panel,
    DrawAssignment: draw_assignment,
    EnterAssignment: enter_assignment,
    ImportComponents: by_two(import_components),
    ImportFile: _import_file,
    DrawOrder: draw_order,
    EnterOrder: enter_order,
    SetStatus: set_status,
    SetPerson: set_person,
    RemovePerson: remove_person,
    IssuePass: issue_pass,
    SetCodeDigits: set_code_digits,
    RevokePass: revoke_pass,
    ClaimSeat: claim_seat,
    WithdrawClaim: withdraw_claim,
    AllowHandover: allow_handover,
    DenyHandover: deny_handover,
    CloseLogin: close_login,
    OpenLogin: open_login,
    AdmitScreen: admit_screen,
    AssignScreen: assign_screen,
    RemoveScreen: remove_screen,
    IdentifyScreens: identify_screens,
    ShowScene: show_scene,
    SetCeremony: set_ceremony,
    BeginCeremony: begin_ceremony,
    StepCeremony: step_ceremony,
    EndCeremony: end_ceremony,
    CheckIn: check_in,
    WithdrawCheckIn: withdraw_check_in,
    CallRoll: call_roll,
    MoveInOrder: move_in_order,
    WalkOn: walk_on,
    ReplaceEntrant: replace_entrant,
    GrantRetake: grant_retake,
    CountAttempt: count_attempt,
    CallEntrant: call,
    MoveToWindow: move_to_window,
    SendOn: send_on,
    OpenMarking: open_marking,
    StartClock: start_clock,
    PauseClock: pause_clock,
    ResumeClock: resume_clock,
    StopClock: stop_clock,
    NextSegment: next_segment,
    CorrectClock: correct_clock,
    GrantTime: grant_time,
    ConfirmTime: confirm_time,
    WaiveOvertime: waive_overtime,
    UnconfirmTime: unconfirm_time,
    CloseMarking: close_marking,
    RevealScore: reveal,
    RevealTogether: reveal_together,
    SetPace: set_pace,
    AdvanceReveal: advance,
    ReplayReveal: replay_reveal,
    RevealStandings: reveal_standings,
    WithdrawStandings: withdraw_standings,
    DecideTie: decide_tie,
    LockTrack: lock_track,
    AdvanceClock: advance_clock,
    OpenResults: open_results,
    CloseResults: close_results,
    StepBack: step_back,
    SubmitSheet: submit_sheet,
    Recuse: recuse,
    DeclareRecusal: declare_recusal,
    WithdrawDeclaration: withdraw_declaration,
    RaiseHand: raise_hand,
    LowerHand: lower_hand,
    AnswerHand: answer_hand,
    ReturnSheet: return_sheet,
    ConfirmEntry: confirm_entry,
    ReturnEntry: return_entry,
    EnterSheet: enter_sheet,
    ConfirmSheet: confirm_sheet,
    ReturnSheetEntry: return_sheet_entry,
    WithdrawSheetEntry: withdraw_sheet_entry,
    ExcuseJudge: excuse_judge,
    RestoreJudge: restore_judge,
    ConfirmScore: confirm_score,
    UnconfirmScore: unconfirm_score,
    ReviewSpread: review_spread,
    EnterDeduction: by_two(enter_deduction),
    WithdrawDeduction: by_two(withdraw_deduction),
    DecideItem: by_two(decide_item),
    OpenTrial: open_trial,
    CloseTrial: close_trial,
    SubmitTrialSheet: submit_trial_sheet,
    DecideShort: decide_short,
    WithdrawShortDecision: withdraw_short_decision,
    DrawCase: draw_case,
    ChooseCase: choose_case,
    SetPin: set_pin,
    ResetPin: reset_pin,
    NotePinMistake: note_pin_mistake,
    SignRules: sign_rules,
    Countersign: countersign,
    RefuseCountersign: refuse_countersign,
    RaiseFlag: raise_flag,
    AnswerFlag: answer_flag,
    SettleFlag: settle_flag,
    **APPEALS,
    **BALLOTS,
    **EVALUATIONS,
    **CORRECTION,
    **HONOURS,
    **LEDGER,
    **RECTIFYING,
    **PAPERS,
}


def decide(state: State, command: Command, by: Actor, at: str) -> tuple[Event, ...]:
    """The events that *command* of *by* causes in *state* at *at* (UTC); none if all of it is so already.

    Raises Refused, and only Refused, when the rules do not allow it. Whether the role may send it at all is
    `judging.access`' question.
    """
    if state.rules is None and not isinstance(command, CreateCompetition):
        raise Refused(Reason.NOT_CREATED, "还没有打开赛事，请组织者先新建或打开一个赛事")
    return DECIDE[type(command)](lapsed(state, at), command, by, at)
