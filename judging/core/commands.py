"""What someone asks for. Imperative; may be refused. Who asks comes with the `Actor`, never in here."""

from judging.core.appeals.finalising import FileAward, Finalise, ProposeReopening, ReopenFinal
from judging.core.appeals.handling import (
    AnswerObjection,
    ContactObjector,
    DecideObjection,
    MarkComplicated,
    WithdrawObjection,
)
from judging.core.appeals.publicising import RenewPublicity, SetHolidays, StartPublicity
from judging.core.appeals.registering import RegisterObjection
from judging.core.appeals.steps import AppealCommand
from judging.core.attendance.checking_in import CheckIn, WithdrawCheckIn
from judging.core.attendance.moving import MoveInOrder
from judging.core.attendance.replacing import ReplaceEntrant
from judging.core.attendance.retaking import CountAttempt, GrantRetake
from judging.core.attendance.roll_calling import CallRoll
from judging.core.attendance.walking_on import WalkOn
from judging.core.balloting.casting import CastBallot
from judging.core.balloting.issuing import IssueSlips
from judging.core.balloting.steps import BallotCommand
from judging.core.balloting.visit_codes import PutUpCodes, TakeDownCodes
from judging.core.balloting.voiding import VoidSlips
from judging.core.ceremony.presiding import BeginCeremony, EndCeremony
from judging.core.ceremony.programming import SetCeremony
from judging.core.ceremony.stepping import StepCeremony
from judging.core.correction.applying import ApplyCorrection
from judging.core.correction.mending import MendText
from judging.core.correction.proposing import DropCorrection, ProposeCorrection
from judging.core.correction.steps import CorrectionCommand
from judging.core.entering.entry_confirming import ConfirmEntry, ReturnEntry
from judging.core.entering.sheet_confirming import ConfirmSheet, ReturnSheetEntry
from judging.core.entering.sheet_entering import EnterSheet
from judging.core.entering.sheet_withdrawing import WithdrawSheetEntry
from judging.core.evaluating.filling_in import SubmitEvaluation
from judging.core.evaluating.listing_evaluators import ListEvaluators
from judging.core.evaluating.period import CloseEvaluation, OpenEvaluation, ReopenEvaluation
from judging.core.evaluating.steps import EvaluationCommand
from judging.core.hall.calling import CallEntrant
from judging.core.hall.placing import AdmitScreen, AssignScreen, IdentifyScreens, RemoveScreen
from judging.core.hall.revealing import AdvanceReveal, ReplayReveal, RevealScore, SetPace
from judging.core.hall.revealing_together import RevealTogether
from judging.core.hall.showing import ShowScene
from judging.core.hall.stepping_back import StepBack
from judging.core.hall.windows import AssignWindows, MoveToWindow, SendOn
from judging.core.honours.adopting import AdoptPool
from judging.core.honours.deciding import RecordDecision, WithdrawDecision
from judging.core.honours.nominating import ProposeSpecial
from judging.core.honours.steps import HonourCommand
from judging.core.intake.receiving import NoteReceipt
from judging.core.ledger.recording import RecordLedger
from judging.core.ledger.steps import LedgerCommand
from judging.core.ledger.striking import StrikeLedger
from judging.core.marking.case_giving import ChooseCase, DrawCase
from judging.core.marking.declaring import DeclareRecusal, WithdrawDeclaration
from judging.core.marking.deducting import EnterDeduction, WithdrawDeduction
from judging.core.marking.excusing import ExcuseJudge, Recuse, RestoreJudge
from judging.core.marking.hand_raising import AnswerHand, LowerHand, RaiseHand
from judging.core.marking.head_confirming import ConfirmScore, UnconfirmScore
from judging.core.marking.item_deciding import DecideItem
from judging.core.marking.opening import CloseMarking, OpenMarking
from judging.core.marking.short_deciding import DecideShort, WithdrawShortDecision
from judging.core.marking.spread_reviewing import ReviewSpread
from judging.core.marking.stepping_in import ReplaceJudge
from judging.core.marking.submitting import ReturnSheet, SubmitSheet
from judging.core.marking.trying_out import CloseTrial, OpenTrial, SubmitTrialSheet
from judging.core.papers.numbering import NumberCertificates
from judging.core.papers.templating import RestorePaperTemplate, SetPaperTemplate
from judging.core.people.appointing import RemovePerson, SetPerson
from judging.core.people.claiming import (
    AllowHandover,
    ClaimSeat,
    CloseLogin,
    DenyHandover,
    OpenLogin,
    WithdrawClaim,
)
from judging.core.people.issuing import IssuePass, RevokePass, SetCodeDigits
from judging.core.pictures.picturing import RemovePicture, SetPictures
from judging.core.publication.locking import LockTrack
from judging.core.publication.publishing import RevealStandings, WithdrawStandings
from judging.core.publication.result_page import CloseResults, OpenResults
from judging.core.publication.tie_deciding import DecideTie
from judging.core.rectifying.advancing import AdvanceRectification
from judging.core.rectifying.opening import OpenRectification
from judging.core.rectifying.steps import RectifyingCommand
from judging.core.rehearsal.clock_advancing import AdvanceClock
from judging.core.setup.answering import SettleQuestions
from judging.core.setup.assigning import DrawAssignment, EnterAssignment
from judging.core.setup.file_importing import ImportFile
from judging.core.setup.founding import CreateCompetition, SetRules
from judging.core.setup.hall_setting import MovePanel, SetHalls
from judging.core.setup.importing import ImportComponents
from judging.core.setup.ordering import DrawOrder, EnterOrder
from judging.core.setup.panel_drawing import DrawPanel
from judging.core.setup.rostering import SetEntrants
from judging.core.setup.seating import SeatPanel
from judging.core.setup.withdrawing import SetStatus
from judging.core.signing.countersigning import Countersign, RefuseCountersign
from judging.core.signing.flagging import AnswerFlag, RaiseFlag, SettleFlag
from judging.core.signing.pin_setting import NotePinMistake, ResetPin, SetPin
from judging.core.signing.rule_signing import SignRules
from judging.core.timing.confirming import ConfirmTime, UnconfirmTime, WaiveOvertime
from judging.core.timing.correcting import CorrectClock, GrantTime
from judging.core.timing.running import NextSegment, PauseClock, ResumeClock, StartClock, StopClock

__all__ = [
    "AdmitScreen",
    "AdoptPool",
    "AdvanceClock",
    "AdvanceRectification",
    "AdvanceReveal",
    "AllowHandover",
    "AnswerFlag",
    "AnswerHand",
    "AnswerObjection",
    "ApplyCorrection",
    "AssignScreen",
    "AssignWindows",
    "BeginCeremony",
    "CallEntrant",
    "CallRoll",
    "CastBallot",
    "CheckIn",
    "ChooseCase",
    "ClaimSeat",
    "CloseEvaluation",
    "CloseLogin",
    "CloseMarking",
    "CloseResults",
    "CloseTrial",
    "Command",
    "ConfirmEntry",
    "ConfirmScore",
    "ConfirmSheet",
    "ConfirmTime",
    "ContactObjector",
    "CorrectClock",
    "CountAttempt",
    "Countersign",
    "CreateCompetition",
    "DecideItem",
    "DecideObjection",
    "DecideShort",
    "DecideTie",
    "DeclareRecusal",
    "DenyHandover",
    "DrawAssignment",
    "DrawCase",
    "DrawOrder",
    "DrawPanel",
    "DropCorrection",
    "EndCeremony",
    "EnterAssignment",
    "EnterDeduction",
    "EnterOrder",
    "EnterSheet",
    "ExcuseJudge",
    "FileAward",
    "Finalise",
    "GrantRetake",
    "GrantTime",
    "IdentifyScreens",
    "ImportComponents",
    "ImportFile",
    "IssuePass",
    "IssueSlips",
    "ListEvaluators",
    "LockTrack",
    "LowerHand",
    "MarkComplicated",
    "MendText",
    "MoveInOrder",
    "MovePanel",
    "MoveToWindow",
    "NextSegment",
    "NotePinMistake",
    "NoteReceipt",
    "NumberCertificates",
    "OpenEvaluation",
    "OpenLogin",
    "OpenMarking",
    "OpenRectification",
    "OpenResults",
    "OpenTrial",
    "PageCommand",
    "PauseClock",
    "ProposeCorrection",
    "ProposeReopening",
    "ProposeSpecial",
    "PutUpCodes",
    "RaiseFlag",
    "RaiseHand",
    "RecordDecision",
    "RecordLedger",
    "Recuse",
    "RefuseCountersign",
    "RegisterObjection",
    "RemovePerson",
    "RemovePicture",
    "RemoveScreen",
    "RenewPublicity",
    "ReopenEvaluation",
    "ReopenFinal",
    "ReplaceEntrant",
    "ReplaceJudge",
    "ReplayReveal",
    "ResetPin",
    "RestoreJudge",
    "RestorePaperTemplate",
    "ResumeClock",
    "ReturnEntry",
    "ReturnSheet",
    "ReturnSheetEntry",
    "RevealScore",
    "RevealStandings",
    "RevealTogether",
    "ReviewSpread",
    "RevokePass",
    "SeatPanel",
    "SendOn",
    "SetCeremony",
    "SetCodeDigits",
    "SetEntrants",
    "SetHalls",
    "SetHolidays",
    "SetPace",
    "SetPaperTemplate",
    "SetPerson",
    "SetPictures",
    "SetPin",
    "SetRules",
    "SetStatus",
    "SettleFlag",
    "SettleQuestions",
    "ShowScene",
    "SignRules",
    "StartClock",
    "StartPublicity",
    "StepBack",
    "StepCeremony",
    "StopClock",
    "StrikeLedger",
    "SubmitEvaluation",
    "SubmitSheet",
    "SubmitTrialSheet",
    "TakeDownCodes",
    "UnconfirmScore",
    "UnconfirmTime",
    "VoidSlips",
    "WaiveOvertime",
    "WalkOn",
    "WithdrawCheckIn",
    "WithdrawClaim",
    "WithdrawDecision",
    "WithdrawDeclaration",
    "WithdrawDeduction",
    "WithdrawObjection",
    "WithdrawSheetEntry",
    "WithdrawShortDecision",
    "WithdrawStandings",
]


# What a page may post to /commands. The others are made by the server itself from uploads, links and files.
PageCommand = (
    SetHalls
    | SettleQuestions
    | NoteReceipt
    | RemovePicture
    | RestorePaperTemplate
    | NumberCertificates
    | MovePanel
    | SeatPanel
    | DrawPanel
    | AssignWindows
    | ReplaceJudge
    | DrawAssignment
    | EnterAssignment
    | DrawOrder
    | EnterOrder
    | SetStatus
    | SetPerson
    | RemovePerson
    | SetCodeDigits
    | RevokePass
    | AllowHandover
    | DenyHandover
    | CloseLogin
    | OpenLogin
    | AssignScreen
    | RemoveScreen
    | IdentifyScreens
    | ShowScene
    | SetCeremony
    | BeginCeremony
    | StepCeremony
    | EndCeremony
    | CheckIn
    | WithdrawCheckIn
    | CallRoll
    | MoveInOrder
    | WalkOn
    | ReplaceEntrant
    | GrantRetake
    | CountAttempt
    | CallEntrant
    | MoveToWindow
    | SendOn
    | OpenMarking
    | SubmitSheet
    | Recuse
    | DeclareRecusal
    | WithdrawDeclaration
    | RaiseHand
    | LowerHand
    | AnswerHand
    | ReturnSheet
    | ConfirmEntry
    | ReturnEntry
    | EnterSheet
    | ConfirmSheet
    | ReturnSheetEntry
    | WithdrawSheetEntry
    | ExcuseJudge
    | RestoreJudge
    | EnterDeduction
    | WithdrawDeduction
    | DecideItem
    | DrawCase
    | ChooseCase
    | StartClock
    | PauseClock
    | ResumeClock
    | StopClock
    | NextSegment
    | CorrectClock
    | GrantTime
    | ConfirmTime
    | WaiveOvertime
    | UnconfirmTime
    | CloseMarking
    | RevealScore
    | RevealTogether
    | SetPace
    | AdvanceReveal
    | ReplayReveal
    | RevealStandings
    | WithdrawStandings
    | DecideTie
    | LockTrack
    | AdvanceClock
    | OpenResults
    | CloseResults
    | StepBack
    | DecideShort
    | OpenTrial
    | CloseTrial
    | SubmitTrialSheet
    | ReviewSpread
    | ConfirmScore
    | UnconfirmScore
    | WithdrawShortDecision
    | SetPin
    | ResetPin
    | SignRules
    | Countersign
    | RefuseCountersign
    | RaiseFlag
    | AnswerFlag
    | SettleFlag
    | AppealCommand
    | EvaluationCommand
    | CorrectionCommand
    | HonourCommand
    | LedgerCommand
    | RectifyingCommand
)

Command = (
    PageCommand
    | BallotCommand
    | NotePinMistake
    | AdoptPool
    | CreateCompetition
    | SetRules
    | SetEntrants
    | SetPictures
    | SetPaperTemplate
    | ImportComponents
    | ImportFile
    | IssuePass
    | ClaimSeat
    | WithdrawClaim
    | AdmitScreen
)
