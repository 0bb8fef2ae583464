"""What has happened. Past tense, immutable; never renamed once one has been logged."""

from judging.core.appeals.finalising import AwardFiled, AwardFinalised, FinalReopened, ReopeningProposed
from judging.core.appeals.handling import (
    ObjectionAnswered,
    ObjectionComplicated,
    ObjectionDecided,
    ObjectionWithdrawn,
    ObjectorContacted,
)
from judging.core.appeals.publicising import HolidaysSet, PublicityStarted
from judging.core.appeals.registering import ObjectionRegistered
from judging.core.appeals.steps import AppealEvent
from judging.core.attendance.checking_in import CheckInWithdrawn, EntrantCheckedIn
from judging.core.attendance.moving import OrderMoved
from judging.core.attendance.replacing import EntrantReplaced
from judging.core.attendance.retaking import AttemptCounted, RetakeGranted
from judging.core.attendance.roll_calling import RollCalled
from judging.core.attendance.walking_on import EntrantWalkedOn
from judging.core.balloting.casting import BallotCast
from judging.core.balloting.issuing import SlipsIssued
from judging.core.balloting.steps import BallotEvent
from judging.core.balloting.visit_codes import CodesPutUp, CodesTakenDown
from judging.core.balloting.voiding import SlipVoided
from judging.core.ceremony.presiding import CeremonyBegun, CeremonyEnded
from judging.core.ceremony.programming import CeremonySet
from judging.core.ceremony.stepping import CeremonyStepped
from judging.core.correction.applying import ResultCorrected
from judging.core.correction.mending import TextMended
from judging.core.correction.proposing import CorrectionDropped, CorrectionProposed
from judging.core.correction.steps import CorrectionEvent
from judging.core.entering.entry_confirming import EntryConfirmed, EntryReturned
from judging.core.entering.entry_making import EntryMade
from judging.core.entering.sheet_confirming import SheetEntryDiffered, SheetEntryReturned
from judging.core.entering.sheet_entering import SheetEntered
from judging.core.entering.sheet_withdrawing import SheetEntryWithdrawn
from judging.core.entering.steps import EnteringEvent
from judging.core.evaluating.filling_in import EvaluationSubmitted
from judging.core.evaluating.listing_evaluators import EvaluatorsListed
from judging.core.evaluating.period import EvaluationClosed, EvaluationOpened, EvaluationReopened
from judging.core.evaluating.steps import EvaluationEvent
from judging.core.hall.calling import CallWithdrawn, EntrantCalled
from judging.core.hall.placing import ScreenAssigned, ScreenRegistered, ScreenRemoved, ScreensIdentified
from judging.core.hall.revealing import (
    PaceSet,
    RevealAdvanced,
    RevealReplayed,
    RevealWithdrawn,
    ScoreRevealed,
)
from judging.core.hall.revealing_together import BatchShown
from judging.core.hall.showing import SceneShown
from judging.core.hall.windows import WindowLeft, WindowsAssigned, WindowTaken
from judging.core.honours.adopting import AdoptionDropped, AdoptionPutForward, PoolAdopted
from judging.core.honours.deciding import DecisionRecorded, DecisionWithdrawn
from judging.core.honours.nominating import SpecialProposed
from judging.core.honours.steps import HonourEvent
from judging.core.intake.receiving import ReceiptNoted
from judging.core.ledger.recording import LedgerRecorded
from judging.core.ledger.steps import LedgerEvent
from judging.core.ledger.striking import LedgerStruck
from judging.core.marking.case_giving import CaseChosen, CaseDrawn
from judging.core.marking.declaring import DeclarationWithdrawn, RecusalDeclared
from judging.core.marking.deducting import DeductionEntered, DeductionWithdrawn
from judging.core.marking.excusing import JudgeExcused, JudgeRestored
from judging.core.marking.hand_raising import HandAnswered, HandLowered, HandRaised
from judging.core.marking.head_confirming import ScoreConfirmed, ScoreUnconfirmed
from judging.core.marking.item_deciding import ItemDecided
from judging.core.marking.opening import MarkingClosed, MarkingOpened, MarkingReopened, MarkingWithdrawn
from judging.core.marking.short_deciding import ShortDecided, ShortDecisionWithdrawn
from judging.core.marking.spread_reviewing import SpreadReviewed
from judging.core.marking.stepping_in import JudgeReplaced
from judging.core.marking.submitting import SheetReturned, SheetSubmitted
from judging.core.marking.training import TraineeSheetSubmitted
from judging.core.marking.trying_out import TrialClosed, TrialOpened, TrialSheetSubmitted
from judging.core.papers.numbering import CertificatesNumbered
from judging.core.papers.templating import PaperTemplateRestored, PaperTemplateSet
from judging.core.people.appointing import PersonRemoved, PersonSet
from judging.core.people.claiming import (
    DeviceAdmitted,
    HandoverAsked,
    HandoverDenied,
    HandoverWithdrawn,
    LoginClosed,
    LoginOpened,
)
from judging.core.people.issuing import CodeDigitsSet, PassIssued, PassRevoked
from judging.core.pictures.picturing import PictureRemoved, PictureSet
from judging.core.publication.locking import TrackLocked
from judging.core.publication.publishing import StandingsRevealed, StandingsWithdrawn
from judging.core.publication.result_page import ResultsClosed, ResultsOpened
from judging.core.publication.tie_deciding import TieDecided
from judging.core.rectifying.advancing import RectificationAdvanced
from judging.core.rectifying.opening import RectificationOpened
from judging.core.rectifying.steps import RectifyingEvent
from judging.core.rehearsal.clock_advancing import ClockAdvanced
from judging.core.setup.answering import QuestionsSettled
from judging.core.setup.assigning import AssignmentDrawn, AssignmentEntered
from judging.core.setup.file_importing import FileImported
from judging.core.setup.founding import CompetitionCreated, RulesSet
from judging.core.setup.hall_setting import HallsSet, PanelMoved
from judging.core.setup.importing import ComponentsImported
from judging.core.setup.ordering import OrderDrawn, OrderEntered
from judging.core.setup.panel_drawing import PanelDrawn
from judging.core.setup.rostering import EntrantsSet
from judging.core.setup.seating import PanelSeated
from judging.core.setup.withdrawing import StatusSet
from judging.core.signing.countersigning import Countersigned, CountersignRefused
from judging.core.signing.flagging import FlagAnswered, FlagRaised, FlagSettled
from judging.core.signing.pin_setting import PinMistaken, PinReset, PinSet
from judging.core.signing.rule_signing import RulesSigned
from judging.core.signing.steps import SigningEvent
from judging.core.timing.confirming import OvertimeWaived, TimeConfirmed, TimeUnconfirmed
from judging.core.timing.correcting import ClockCorrected, TimeGranted
from judging.core.timing.running import (
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    SegmentBegun,
)
from judging.core.timing.steps import TimingEvent

__all__ = [
    "UNTOLD",
    "AdoptionDropped",
    "AdoptionPutForward",
    "AssignmentDrawn",
    "AssignmentEntered",
    "AttemptCounted",
    "AwardFiled",
    "AwardFinalised",
    "BallotCast",
    "BatchShown",
    "CallWithdrawn",
    "CaseChosen",
    "CaseDrawn",
    "CeremonyBegun",
    "CeremonyEnded",
    "CeremonySet",
    "CeremonyStepped",
    "CertificatesNumbered",
    "CheckInWithdrawn",
    "ClockAdvanced",
    "ClockCorrected",
    "ClockPaused",
    "ClockResumed",
    "ClockStarted",
    "ClockStopped",
    "CodeDigitsSet",
    "CodesPutUp",
    "CodesTakenDown",
    "CompetitionCreated",
    "ComponentsImported",
    "CorrectionDropped",
    "CorrectionProposed",
    "CountersignRefused",
    "Countersigned",
    "DecisionRecorded",
    "DecisionWithdrawn",
    "DeclarationWithdrawn",
    "DeductionEntered",
    "DeductionWithdrawn",
    "DeviceAdmitted",
    "EntrantCalled",
    "EntrantCheckedIn",
    "EntrantReplaced",
    "EntrantWalkedOn",
    "EntrantsSet",
    "EntryConfirmed",
    "EntryMade",
    "EntryReturned",
    "EvaluationClosed",
    "EvaluationOpened",
    "EvaluationReopened",
    "EvaluationSubmitted",
    "EvaluatorsListed",
    "Event",
    "FileImported",
    "FinalReopened",
    "FlagAnswered",
    "FlagRaised",
    "FlagSettled",
    "HallsSet",
    "HandAnswered",
    "HandLowered",
    "HandRaised",
    "HandoverAsked",
    "HandoverDenied",
    "HandoverWithdrawn",
    "HolidaysSet",
    "ItemDecided",
    "JudgeExcused",
    "JudgeReplaced",
    "JudgeRestored",
    "LedgerRecorded",
    "LedgerStruck",
    "LoginClosed",
    "LoginOpened",
    "MarkingClosed",
    "MarkingOpened",
    "MarkingReopened",
    "MarkingWithdrawn",
    "ObjectionAnswered",
    "ObjectionComplicated",
    "ObjectionDecided",
    "ObjectionRegistered",
    "ObjectionWithdrawn",
    "ObjectorContacted",
    "OrderDrawn",
    "OrderEntered",
    "OrderMoved",
    "OvertimeWaived",
    "PaceSet",
    "PanelDrawn",
    "PanelMoved",
    "PanelSeated",
    "PaperTemplateRestored",
    "PaperTemplateSet",
    "PassIssued",
    "PassRevoked",
    "PersonRemoved",
    "PersonSet",
    "PictureRemoved",
    "PictureSet",
    "PinMistaken",
    "PinReset",
    "PinSet",
    "PoolAdopted",
    "PublicityStarted",
    "QuestionsSettled",
    "ReceiptNoted",
    "RectificationAdvanced",
    "RectificationOpened",
    "RecusalDeclared",
    "ReopeningProposed",
    "ResultCorrected",
    "ResultsClosed",
    "ResultsOpened",
    "RetakeGranted",
    "RevealAdvanced",
    "RevealReplayed",
    "RevealWithdrawn",
    "RollCalled",
    "RulesSet",
    "RulesSigned",
    "SceneShown",
    "ScoreConfirmed",
    "ScoreRevealed",
    "ScoreUnconfirmed",
    "ScreenAssigned",
    "ScreenRegistered",
    "ScreenRemoved",
    "ScreensIdentified",
    "SegmentBegun",
    "SheetEntered",
    "SheetEntryDiffered",
    "SheetEntryReturned",
    "SheetEntryWithdrawn",
    "SheetReturned",
    "SheetSubmitted",
    "ShortDecided",
    "ShortDecisionWithdrawn",
    "SlipVoided",
    "SlipsIssued",
    "SpecialProposed",
    "SpreadReviewed",
    "StandingsRevealed",
    "StandingsWithdrawn",
    "StatusSet",
    "TextMended",
    "TieDecided",
    "TimeConfirmed",
    "TimeGranted",
    "TimeUnconfirmed",
    "TrackLocked",
    "TraineeSheetSubmitted",
    "TrialClosed",
    "TrialOpened",
    "TrialSheetSubmitted",
    "WindowLeft",
    "WindowTaken",
    "WindowsAssigned",
]


Event = (
    CompetitionCreated
    | RulesSet
    | QuestionsSettled
    | ReceiptNoted
    | EntrantsSet
    | HallsSet
    | PanelSeated
    | PanelDrawn
    | PanelMoved
    | WindowsAssigned
    | JudgeReplaced
    | AssignmentDrawn
    | AssignmentEntered
    | ComponentsImported
    | FileImported
    | OrderDrawn
    | OrderEntered
    | StatusSet
    | CertificatesNumbered
    | PaperTemplateRestored
    | PaperTemplateSet
    | PictureSet
    | PictureRemoved
    | PersonSet
    | PersonRemoved
    | PassIssued
    | CodeDigitsSet
    | PassRevoked
    | BallotEvent
    | DeviceAdmitted
    | HandoverAsked
    | HandoverWithdrawn
    | HandoverDenied
    | LoginClosed
    | LoginOpened
    | ScreenRegistered
    | ScreenAssigned
    | ScreenRemoved
    | ScreensIdentified
    | SceneShown
    | CeremonySet
    | CeremonyBegun
    | CeremonyStepped
    | CeremonyEnded
    | EntrantCheckedIn
    | CheckInWithdrawn
    | RollCalled
    | OrderMoved
    | EntrantWalkedOn
    | EntrantReplaced
    | RetakeGranted
    | AttemptCounted
    | EntrantCalled
    | CallWithdrawn
    | WindowTaken
    | WindowLeft
    | MarkingOpened
    | MarkingWithdrawn
    | SheetSubmitted
    | HandRaised
    | HandLowered
    | HandAnswered
    | SheetReturned
    | TraineeSheetSubmitted
    | RecusalDeclared
    | DeclarationWithdrawn
    | JudgeExcused
    | JudgeRestored
    | DeductionEntered
    | DeductionWithdrawn
    | ItemDecided
    | TrialOpened
    | TrialSheetSubmitted
    | TrialClosed
    | ScoreConfirmed
    | ScoreUnconfirmed
    | SpreadReviewed
    | ShortDecided
    | ShortDecisionWithdrawn
    | CaseDrawn
    | CaseChosen
    | MarkingClosed
    | MarkingReopened
    | ScoreRevealed
    | BatchShown
    | PaceSet
    | RevealAdvanced
    | RevealReplayed
    | RevealWithdrawn
    | StandingsRevealed
    | StandingsWithdrawn
    | TieDecided
    | TrackLocked
    | ClockAdvanced
    | ResultsOpened
    | ResultsClosed
    | SigningEvent
    | AppealEvent
    | EvaluationEvent
    | CorrectionEvent
    | HonourEvent
    | LedgerEvent
    | RectifyingEvent
    | TimingEvent
    | EnteringEvent
)

# In no list of what happened, on no page and no paper: when it came would tell who it was.
UNTOLD = (BallotCast,)
