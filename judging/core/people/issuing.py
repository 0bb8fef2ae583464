"""Passes: made, and void again."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import without_keys
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import DUTIES

from .actor import Actor
from .duty import Duty
from .holder import Pass


class IssuePass(AnyCommand, frozen=True):
    id: str
    role: Duty
    judge: str | None
    link: str
    hall: str | None = None  # of who works IN_A_HALL; None: every hall
    person: str = ""  # by name: a person on no panel, whose duties are not in the pass


class SetCodeDigits(AnyCommand, frozen=True):
    """How many digits the login codes have that the console makes from here on."""

    digits: int


class RevokePass(AnyCommand, frozen=True):
    id: str
    reason: str


class PassIssued(AnyEvent, frozen=True):
    """A card or link for one holder; the holder's earlier pass is void from here on."""

    id: str
    role: Duty
    judge: str | None
    link: str  # SHA-256 of the secret in the link
    code: str = ""  # of earlier versions: keyed hash of six digits on the card, which open nothing any more
    hall: str | None = None
    person: str = ""


class CodeDigitsSet(AnyEvent, frozen=True):
    digits: int


class PassRevoked(AnyEvent, frozen=True):
    """The pass is void and whoever is logged in by it is out."""

    id: str
    reason: str


FEWEST_DIGITS, MOST_DIGITS = 8, 10  # fewer can be guessed, see web/codes

IN_A_HALL = (Duty.DIRECTOR, Duty.EMCEE, Duty.TIMEKEEPER)
WITH_PASS = (Duty.JUDGE, *IN_A_HALL)


def issue_pass(state: State, command: IssuePass, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.person:
        _by_name(state, command)
    elif command.role not in WITH_PASS:
        raise Refused(Reason.MALFORMED, "“{role}”不凭证件登录", role=DUTIES[command.role])
    seated = state.judge_ids()
    if not command.person and (command.role is Duty.JUDGE) != (command.judge is not None):
        raise Refused(Reason.MALFORMED, "评委证须写明评委，其他证件不写")
    if command.judge is not None and command.judge not in seated:
        raise Refused(Reason.UNKNOWN, "没有评委“{judge}”，请先在“评委与席位”中安排席位", judge=command.judge)
    if command.hall is not None:
        checks.hall_of(state, command.hall)
        if command.role not in IN_A_HALL:
            raise Refused(Reason.MALFORMED, "只有场控、主持人和计时员的证件写明会场；评委的会场随评委组")
    for held in state.passes.values():
        if command.id == held.id or command.link == held.link:
            raise Refused(Reason.ALREADY, "证件编号重复，请重新制发")
    return (
        PassIssued(
            command.id, command.role, command.judge, command.link, hall=command.hall, person=command.person
        ),
    )


def _by_name(state: State, command: IssuePass) -> None:
    """Raises Refused unless it is a card of a person with duties, which are known by name alone."""
    person = state.people.get(command.person)
    if person is None:
        raise Refused(Reason.UNKNOWN, "没有这个人员，请先在“人员与职责”中添加")
    if not person.appointments:
        raise Refused(Reason.INCOMPLETE, "{name}还没有职责，请先指派再制发证件", name=person.name)
    if command.judge is not None or command.hall is not None:
        raise Refused(Reason.MALFORMED, "按姓名制发的证件不写评委和会场；已有席位的人用评委证")


def set_code_digits(state: State, command: SetCodeDigits, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if not FEWEST_DIGITS <= command.digits <= MOST_DIGITS:
        raise Refused(
            Reason.OUT_OF_RANGE, "登录码须为 {least}～{most} 位", least=FEWEST_DIGITS, most=MOST_DIGITS
        )
    return () if state.code_digits == command.digits else (CodeDigitsSet(command.digits),)


def revoke_pass(state: State, command: RevokePass, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.id not in state.passes:
        raise Refused(Reason.UNKNOWN, "该证件已作废或不存在，请刷新页面")
    reason = checks.text(command.reason, sentence("作废原因")) if command.reason.strip() else ""
    return (PassRevoked(command.id, reason),)


def _pass_issued(state: State, event: PassIssued, at: str) -> State:
    issued = Pass(event.id, event.role, event.judge, event.link, hall=event.hall, person=event.person)
    former = [id for id, held in state.passes.items() if _whose(held) == _whose(issued)]
    return holding(state, {**without_keys(state.passes, *former), event.id: issued})


def _whose(held: Pass) -> tuple[str, Duty | None, str | None]:
    """Of a judge or a person, whichever card it is; else of who has a duty in a hall."""
    return (held.holder, None, None) if held.holder else ("", held.role, held.hall)


def _code_digits_set(state: State, event: CodeDigitsSet, at: str) -> State:
    return replace(state, code_digits=event.digits)


def _pass_revoked(state: State, event: PassRevoked, at: str) -> State:
    return holding(state, without_keys(state.passes, event.id))


def holding(state: State, passes: Mapping[str, Pass]) -> State:
    """With these passes, and without requests for any other."""
    handovers = {device: asked for device, asked in state.handovers.items() if asked.pass_id in passes}
    return replace(state, passes=passes, handovers=handovers)
