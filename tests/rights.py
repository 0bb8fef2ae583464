"""Who may send which command, written down a second time, so that no right is given or taken by accident."""

from typing import Any, get_args

import msgspec
from msgspec import inspect

from judging.core.commands import Command, PageCommand

ORGANISER = {
    "CreateCompetition",
    "SetRules",
    "SetEntrants",
    "SeatPanel",
    "ImportComponents",
    "DrawOrder",
    "EnterOrder",
    "IssuePass",
    "SetCodeDigits",
}
CONSOLE = {
    "RevokePass",
    "SetStatus",
    "AllowHandover",
    "DenyHandover",
    "CloseLogin",
    "OpenLogin",
    "AdmitScreen",  # never from a page: the server makes it of AssignScreen
    "AssignScreen",
    "RemoveScreen",
    "IdentifyScreens",
    "ShowScene",
    "CallEntrant",
    "OpenMarking",
    "CloseMarking",
    "RevealScore",
    "SetPace",
    "AdvanceReveal",
    "ReplayReveal",
    "RevealStandings",
    "WithdrawStandings",
    "DecideTie",
    "LockTrack",
    "StepBack",
    "ReturnSheet",
    "ExcuseJudge",
    "RestoreJudge",
    "EnterDeduction",
    "WithdrawDeduction",
    "AnswerHand",
}
JUDGE = {"SubmitSheet", "Recuse", "RaiseHand", "LowerHand"}
ANYBODY = {
    "ClaimSeat",
    "WithdrawClaim",
}  # never from a page: the server makes them of a card

RIGHTS = {
    "organiser": ORGANISER | CONSOLE | ANYBODY,
    "director": CONSOLE | ANYBODY,
    "judge": JUDGE | ANYBODY,
    "emcee": ANYBODY,
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
            return {field.encode_name: _example(field.type) for field in fields if field.required}
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
        case inspect.DictType():
            return {}
        case inspect.VarTupleType():
            return []
        case _:
            raise NotImplementedError(f"write here what {kind} looks like on the wire")
