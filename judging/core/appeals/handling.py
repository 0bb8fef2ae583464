"""From the receipt of an objection to its answer: each step once, with what was written down."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.signing.requiring import require_objection
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .objection import Noted, Objection, Resolution

MOST = 500  # characters of a reason that is read out and printed


class ContactObjector(AnyCommand, frozen=True):
    """先行联系: the objector has been spoken to."""

    objection: int
    note: str


class MarkComplicated(AnyCommand, frozen=True):
    """较为复杂: the longer term of the rules holds."""

    objection: int
    reason: str


class DecideObjection(AnyCommand, frozen=True):
    objection: int
    resolution: Resolution
    reason: str


class AnswerObjection(AnyCommand, frozen=True):
    """The answer was handed over: with that it is settled. `note`: how, and to whom."""

    objection: int
    note: str


class WithdrawObjection(AnyCommand, frozen=True):
    """By the objector, at whose wish it is written down."""

    objection: int
    reason: str


class ObjectorContacted(AnyEvent, frozen=True):
    objection: int
    track: str
    note: str
    who: str


class ObjectionComplicated(AnyEvent, frozen=True):
    objection: int
    track: str
    note: str
    who: str


class ObjectionDecided(AnyEvent, frozen=True):
    objection: int
    track: str
    resolution: Resolution
    note: str
    who: str


class ObjectionAnswered(AnyEvent, frozen=True):
    objection: int
    track: str
    note: str
    who: str
    signed_by: str = ""


class ObjectionWithdrawn(AnyEvent, frozen=True):
    objection: int
    track: str
    note: str
    who: str


def known_objection(state: State, number: int) -> Objection:
    if number not in state.objections:
        raise Refused(Reason.UNKNOWN, "没有这件异议，请刷新页面后重试")
    return state.objections[number]


def _open(state: State, number: int) -> Objection:
    """Raises Refused where it is settled."""
    found = known_objection(state, number)
    if found.withdrawn:
        raise Refused(Reason.NOT_NOW, "第 {number} 号异议已由提出人撤回，不再办理", number=number)
    if found.answered:
        raise Refused(Reason.NOT_NOW, "第 {number} 号异议已答复办结；有新情况请另行登记", number=number)
    return found


def _note(text: str, what: Sentence) -> str:
    return checks.text(text, what, most=MOST)


def contact_objector(state: State, command: ContactObjector, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    found = _open(state, command.objection)
    if found.contacted:
        raise Refused(Reason.ALREADY, "第 {number} 号异议已登记过联系，请刷新页面", number=found.number)
    note = _note(command.note, sentence("联系情况"))
    return (ObjectorContacted(found.number, found.about.track, note, by.label),)


def mark_complicated(state: State, command: MarkComplicated, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Only where the rules have a longer term, and before it is decided."""
    found = _open(state, command.objection)
    if not found.deadlines.complicated:
        raise Refused(
            Reason.NOT_NOW,
            "第 {number} 号异议登记时，规则没有给较为复杂的另定期限，请按原期限办结",
            number=found.number,
        )
    _undecided(found)
    if found.complicated:
        raise Refused(Reason.ALREADY, "第 {number} 号异议已认定为较为复杂，请刷新页面", number=found.number)
    reason = _note(command.reason, sentence("认定较为复杂的理由"))
    return (ObjectionComplicated(found.number, found.about.track, reason, by.label),)


def decide_objection(state: State, command: DecideObjection, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Anew, too, until it is answered: the supervisor may refuse to sign what was decided first."""
    found = _open(state, command.objection)
    reason = _note(command.reason, sentence("处理意见"))
    if found.resolution is command.resolution and found.decided and found.decided.note == reason:
        return ()
    return (ObjectionDecided(found.number, found.about.track, command.resolution, reason, by.label),)


def answer_objection(state: State, command: AnswerObjection, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Settled by that. Raises Refused before the decision, and while it waits for a signature."""
    found = _open(state, command.objection)
    if found.decided is None:
        raise Refused(
            Reason.INCOMPLETE, "第 {number} 号异议还没有作出处理决定，不能答复", number=found.number
        )
    signature = require_objection(state, found)
    note = _note(command.note, sentence("答复情况"))
    signed_by = signature.by if signature else ""
    return (ObjectionAnswered(found.number, found.about.track, note, by.label, signed_by),)


def withdraw_objection(state: State, command: WithdrawObjection, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    found = _open(state, command.objection)
    reason = _note(command.reason, sentence("撤回原因"))
    return (ObjectionWithdrawn(found.number, found.about.track, reason, by.label),)


def _undecided(found: Objection) -> None:
    if found.decided:
        raise Refused(Reason.NOT_NOW, "第 {number} 号异议已作出处理决定，请先答复", number=found.number)


def _with(state: State, number: int, **changes: object) -> State:
    changed = replace(state.objections[number], **changes)
    return replace(state, objections=with_key(state.objections, number, changed))


def objector_contacted(state: State, event: ObjectorContacted, at: str) -> State:
    return _with(state, event.objection, contacted=Noted(at, event.who, event.note))


def objection_complicated(state: State, event: ObjectionComplicated, at: str) -> State:
    return _with(state, event.objection, complicated=Noted(at, event.who, event.note))


def objection_decided(state: State, event: ObjectionDecided, at: str) -> State:
    decided = Noted(at, event.who, event.note)
    return _with(state, event.objection, resolution=event.resolution, decided=decided)


def objection_answered(state: State, event: ObjectionAnswered, at: str) -> State:
    return _with(state, event.objection, answered=Noted(at, event.who, event.note), signed_by=event.signed_by)


def objection_withdrawn(state: State, event: ObjectionWithdrawn, at: str) -> State:
    return _with(state, event.objection, withdrawn=Noted(at, event.who, event.note))
