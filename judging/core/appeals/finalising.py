"""定稿: what was decided and public long enough stands for good; 上报 and 通报; and the way back."""

from enum import StrEnum

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.signing.requiring import require_final, require_reopening
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .award_phase import known_award, obstacles, published_digest, tracks_concerned
from .objection import Noted
from .publicity import Filed, Final
from .workdays import day_of, is_date


class Finalise(AnyCommand, frozen=True):
    award: str


class ProposeReopening(AnyCommand, frozen=True):
    """申请撤销定稿: nothing changes by that."""

    award: str
    reason: str


class ReopenFinal(AnyCommand, frozen=True):
    """撤销定稿, as it was proposed: its scores can be corrected again."""

    award: str


class Filing(StrEnum):
    REPORT = "report"  # 上报
    NOTICE = "notice"  # 通报


class FileAward(AnyCommand, frozen=True):
    """上报 or 通报 is on record, with the document's number and the day it bears."""

    award: str
    filing: Filing
    document: str
    day: str


class AwardFinalised(AnyEvent, frozen=True):
    award: str
    digest: str
    tracks: tuple[str, ...]
    who: str
    signed_by: str = ""


class ReopeningProposed(AnyEvent, frozen=True):
    award: str
    reason: str
    who: str


class FinalReopened(AnyEvent, frozen=True):
    award: str
    reason: str
    who: str
    signed_by: str = ""


class AwardFiled(AnyEvent, frozen=True):
    award: str
    filing: Filing
    document: str
    day: str
    who: str


def finalise(state: State, command: Finalise, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Nothing where it is final already. Raises Refused with all that stands in the way."""
    name, award = known_award(state, command.award), command.award
    if award in state.finals:
        return ()
    why = [*obstacles(state, award)]
    period = state.publicities.get(award)
    if period is not None and at <= period.ends:
        why.append(sentence("公示到 {day} 当天结束才满期", day=day_of(period.ends)))
    if why:
        raise Refused(Reason.INCOMPLETE, "{name}不能定稿：{why:；}", name=name, why=tuple(why))
    signature = require_final(state, award)
    tracks, signed_by = tracks_concerned(state, award), signature.by if signature else ""
    return (AwardFinalised(award, published_digest(state, award), tracks, by.label, signed_by),)


def _final(state: State, award: str) -> Final:
    name = known_award(state, award)
    if award not in state.finals:
        raise Refused(Reason.NOT_NOW, "{name}还没有定稿", name=name)
    return state.finals[award]


def propose_reopening(state: State, command: ProposeReopening, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Again with another reason, which takes the place of the one before."""
    found, reason = _final(state, command.award), checks.text(command.reason, sentence("撤销定稿的理由"))
    if found.reopening and found.reopening.note == reason:
        return ()
    return (ReopeningProposed(command.award, reason, by.label),)


def reopen_final(state: State, command: ReopenFinal, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    found = _final(state, command.award)
    if found.reopening is None:
        raise Refused(Reason.INCOMPLETE, "请先写明撤销定稿的理由")
    signature = require_reopening(state, command.award)
    signed_by = signature.by if signature else ""
    return (FinalReopened(command.award, found.reopening.note, by.label, signed_by),)


def file_award(state: State, command: FileAward, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """After 定稿, and not before the day of it. Filed anew, where the number was wrong."""
    found = _final(state, command.award)
    document = checks.text(command.document, sentence("文号"), most=60)
    if not is_date(command.day):
        raise Refused(Reason.MALFORMED, "日期“{day}”写得不对，应如 2024-10-15", day=command.day[:20])
    if not day_of(found.at) <= command.day <= day_of(at):
        raise Refused(Reason.MALFORMED, "{day} 不在定稿之日和今天之间，请核对日期", day=command.day)
    return (AwardFiled(command.award, command.filing, document, command.day, by.label),)


def award_finalised(state: State, event: AwardFinalised, at: str) -> State:
    made = Final(event.digest, event.tracks, at, event.who, event.signed_by)
    return replace(state, finals=with_key(state.finals, event.award, made))


def reopening_proposed(state: State, event: ReopeningProposed, at: str) -> State:
    noted = Noted(at, event.who, event.reason)
    found = replace(state.finals[event.award], reopening=noted)
    return replace(state, finals=with_key(state.finals, event.award, found))


def final_reopened(state: State, event: FinalReopened, at: str) -> State:
    return replace(state, finals=without_keys(state.finals, event.award))


def award_filed(state: State, event: AwardFiled, at: str) -> State:
    filed = Filed(event.document, event.day, at, event.who)
    field = "reported" if event.filing is Filing.REPORT else "notified"
    found = replace(state.finals[event.award], **{field: filed})
    return replace(state, finals=with_key(state.finals, event.award, found))
