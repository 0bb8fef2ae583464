"""Who may send which command, written down a second time, so that no right is given or taken by accident."""

from typing import Any, get_args

import msgspec
from msgspec import inspect

from judging.core.commands import Command, PageCommand

ORGANISER = {
    "CreateCompetition",
    "SetRules",
    "SettleQuestions",
    "NoteReceipt",
    "SetPerson",
    "RemovePerson",
    "SetEntrants",
    "SetPictures",  # never from a page: the server draws what was uploaded anew
    "RemovePicture",
    "SetPaperTemplate",  # never from a page: what was uploaded is read first
    "RestorePaperTemplate",
    "NumberCertificates",
    "SetHalls",
    "AdvanceClock",
    "SeatPanel",
    "DrawPanel",
    "AssignWindows",
    "MovePanel",
    "DrawAssignment",
    "EnterAssignment",
    "ImportComponents",
    "RecordLedger",
    "OpenRectification",
    "AdvanceRectification",
    "StrikeLedger",
    "ImportFile",  # never from a page: the server makes it of an upload
    "DrawOrder",
    "EnterOrder",
    "IssuePass",
    "IssueSlips",  # never from a page, nor are the three below: the server makes what is printed
    "VoidSlips",
    "PutUpCodes",
    "TakeDownCodes",
    "SetCodeDigits",
    "ResetPin",
    "SignRules",
    "ProposeSpecial",
    "RecordDecision",
    "WithdrawDecision",
    "RegisterObjection",
    "ContactObjector",
    "MarkComplicated",
    "DecideObjection",
    "AnswerObjection",
    "WithdrawObjection",
    "StartPublicity",
    "RenewPublicity",
    "SetHolidays",
    "Finalise",
    "ProposeReopening",
    "ReopenFinal",
    "FileAward",
    "ListEvaluators",
    "AdoptPool",  # never from a page: the server reads its rules as it reads a file
}
CONSOLE = {
    "RevokePass",
    "SetStatus",
    "AllowHandover",
    "DenyHandover",
    "CloseLogin",
    "OpenLogin",
    "OpenEvaluation",
    "CloseEvaluation",
    "ReopenEvaluation",
    "OpenResults",
    "CloseResults",
    "AdmitScreen",  # never from a page: the server makes it of AssignScreen
    "AssignScreen",
    "RemoveScreen",
    "IdentifyScreens",
    "ShowScene",
    "SetCeremony",
    "BeginCeremony",
    "StepCeremony",
    "EndCeremony",
    "CheckIn",
    "WithdrawCheckIn",
    "CallRoll",
    "MoveInOrder",
    "WalkOn",
    "ReplaceEntrant",
    "GrantRetake",
    "CountAttempt",
    "CallEntrant",
    "MoveToWindow",
    "SendOn",
    "OpenMarking",
    "CloseMarking",
    "RevealScore",
    "RevealTogether",
    "SetPace",
    "AdvanceReveal",
    "ReplayReveal",
    "RevealStandings",
    "WithdrawStandings",
    "DecideTie",
    "LockTrack",
    "ProposeCorrection",
    "ApplyCorrection",
    "DropCorrection",
    "MendText",
    "StepBack",
    "ReturnSheet",
    "EnterSheet",
    "ConfirmEntry",
    "ReturnEntry",
    "ConfirmSheet",
    "ReturnSheetEntry",
    "WithdrawSheetEntry",
    "ExcuseJudge",
    "ReplaceJudge",
    "RestoreJudge",
    "OpenTrial",
    "CloseTrial",
    "DecideShort",
    "ReviewSpread",
    "ConfirmScore",
    "UnconfirmScore",
    "WithdrawShortDecision",
    "EnterDeduction",
    "WithdrawDeduction",
    "DecideItem",
    "DrawCase",
    "ChooseCase",
    "AnswerHand",
    "CorrectClock",
    "GrantTime",
    "WaiveOvertime",
    "UnconfirmTime",
    "AnswerFlag",
}
TIMEKEEPER = {"StartClock", "PauseClock", "ResumeClock", "StopClock", "NextSegment", "ConfirmTime"}
SCOREKEEPER = {
    "ImportComponents",
    "OpenRectification",
    "AdvanceRectification",
    "RecordLedger",
    "StrikeLedger",
    "EnterDeduction",
    "WithdrawDeduction",
    "DecideItem",
    "CloseMarking",
    "AnswerHand",
    "EnterSheet",
    "ReturnEntry",
    "WithdrawSheetEntry",
}
VERIFIER = {"ConfirmSheet", "ReturnSheetEntry", "ConfirmEntry", "ReturnEntry"}
HEAD_JUDGE = {
    "ReviewSpread",
    "ConfirmScore",
    "UnconfirmScore",
    "ReturnSheet",
    "ExcuseJudge",
    "RestoreJudge",
    "ReplaceJudge",
    "DecideTie",
    "OpenTrial",
    "CloseTrial",
    "DecideShort",
    "WithdrawShortDecision",
    "AnswerFlag",
    "SignRules",
    "ProposeCorrection",
    "ApplyCorrection",
    "DropCorrection",
    "DecideObjection",
}
# Of these, what the console does, too, although somebody is appointed to it.
SHARED = {
    "OpenTrial",
    "CloseTrial",
    "ImportComponents",
    "OpenRectification",
    "AdvanceRectification",
    "RecordLedger",
    "StrikeLedger",
    "CloseMarking",
    "AnswerHand",
    "ExcuseJudge",
    "RestoreJudge",
    "ReplaceJudge",
    "AnswerFlag",
    "SignRules",
    "ApplyCorrection",
    "DropCorrection",
    "DecideObjection",
    "RegisterObjection",
}
EVALUATOR = {"SubmitEvaluation"}
JUDGE = {"SubmitSheet", "SubmitTrialSheet", "Recuse", "RaiseHand", "LowerHand"}
SUPERVISOR = {
    "Countersign",
    "RefuseCountersign",
    "RaiseFlag",
    "SettleFlag",
    "SignRules",
    "RegisterObjection",
    "OpenRectification",
}
SIGNED = {"SetPin", "NotePinMistake"}  # the second never from a page: the server makes it of a wrong PIN
JUDGE_OR_CONSOLE = {"DeclareRecusal", "WithdrawDeclaration"}  # a judge only the own
ANYBODY = {
    "ClaimSeat",
    "WithdrawClaim",
    "CastBallot",
}  # never from a page: the server makes them of a card, or of a slip

RIGHTS = {
    "organiser": ORGANISER | CONSOLE | TIMEKEEPER | SIGNED | JUDGE_OR_CONSOLE | ANYBODY,
    "director": CONSOLE | TIMEKEEPER | SIGNED | JUDGE_OR_CONSOLE | ANYBODY,
    "scorekeeper": SCOREKEEPER | SIGNED | ANYBODY,
    "verifier": VERIFIER | SIGNED | ANYBODY,
    "head_judge": HEAD_JUDGE | SIGNED | ANYBODY,
    "timekeeper": TIMEKEEPER | SIGNED | ANYBODY,
    "judge": JUDGE | JUDGE_OR_CONSOLE | SIGNED | ANYBODY,
    "supervisor": SUPERVISOR | SIGNED | ANYBODY,
    "emcee": SIGNED | ANYBODY,
    "printer": SIGNED | ANYBODY,
    "evaluator": EVALUATOR | SIGNED | ANYBODY,
    "screen": ANYBODY,
    "guest": ANYBODY,
}
COMMANDS: dict[str, type] = {kind.__name__: kind for kind in get_args(Command)}
FROM_PAGES = {kind.__name__ for kind in get_args(PageCommand)}


def made_up(kind: str) -> dict[str, Any]:
    """The fields of a command of this kind, as on the wire, about nobody and nothing there is."""
    fields: dict[str, Any] = _example(inspect.type_info(COMMANDS[kind]))
    return fields


def command(kind: str) -> Command:
    found: Command = msgspec.convert({"kind": kind, **made_up(kind)}, COMMANDS[kind])
    return found


def _example(kind: inspect.Type) -> Any:
    match kind:
        case inspect.StructType(fields=fields):
            own = {field.encode_name: _example(field.type) for field in fields if field.required}
            return own | ({kind.tag_field: kind.tag} if kind.tag_field else {})
        case inspect.EnumType(cls=cls):
            return next(iter(cls)).value
        case inspect.UnionType(types=types):
            return None if any(isinstance(each, inspect.NoneType) for each in types) else _example(types[0])
        case inspect.StrType():
            return "none"
        case inspect.BoolType():
            return True
        case inspect.IntType():
            return 99
        case inspect.BytesType():
            return "eA=="
        case inspect.DictType():
            return {}
        case inspect.VarTupleType():
            return []
        case _:
            raise NotImplementedError(f"write here what {kind} looks like on the wire")
