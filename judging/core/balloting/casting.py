"""Casting what a slip or a code at a window is good for: once, while the evaluation takes sheets.

Who casts is nobody the server knows. `alias`, under which the sheet is counted and exported, is made by the
server of its key file, so that neither what is printed nor the order of the log leads to it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from judging.core import checks
from judging.core.client_data import holds_phone_number
from judging.core.evaluating.taking import checked_marks, evaluation_of, opened, taken
from judging.core.mappings import with_key
from judging.core.moments import after
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Round
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.telephone import holds_telephone_number

from .issuing import HASH, slip_round
from .slip import SlipKind, Visit, VisitCodes

HOUR_MS = 3_600_000


class CastBallot(AnyCommand, frozen=True):
    """Made by the server. `slip`: hash of what the code holds; `device`: of the phone, at a window's code."""

    slip: str
    alias: str
    marks: Mapping[str, Mapping[str, str]]  # entrant → criterion →
    device: str = ""
    remark: str = ""


class BallotCast(AnyEvent, frozen=True):
    """Told to nobody as an entry of its own: when a single ballot came is nobody's business."""

    track: str
    round: str
    group: str
    of: str  # the batch, or the codes at the windows
    slip: str
    alias: str
    marks: Mapping[str, Mapping[str, str]]
    device: str = ""
    remark: str = ""


class Ballot(NamedTuple):
    """What a slip or a code is good for. `entrant`: whom alone it is about; "" everybody."""

    of: str  # the batch, or the codes at the windows
    kind: SlipKind
    entrant: str
    codes: VisitCodes | None = None  # None: of a slip


def cast_ballot(state: State, command: CastBallot, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    ballot, round, among = castable(state, command.slip, command.device, at)
    checked_marks(state, ballot.kind.track, round, among, command.marks)
    if ballot.codes is not None and not HASH.fullmatch(command.device):
        raise Refused(Reason.MALFORMED, "浏览器没有记住本页，请允许使用 Cookie，再扫一次码")
    known = evaluation_of(state, *ballot.kind[:2])
    if any((command.alias, entrant) in known.sheets for entrant in command.marks):
        raise Refused(Reason.ALREADY, "这张票已经交回，每张只能用一次")
    told = remark(command.remark)
    what = (*ballot.kind, ballot.of, command.slip, command.alias, command.marks)
    return (BallotCast(*what, device=command.device, remark=told),)


def castable(state: State, slip: str, device: str, at: str) -> tuple[Ballot, Round, tuple[str, ...]]:
    """The ballot, its round, and whom it asks about: by *device*, "" as long as the phone is not known yet.

    Raises Refused for what was never issued, is void, returned or taken down, and when nothing is taken in.
    """
    ballot = ballot_of(state, slip)
    slip_round(state, ballot.kind)
    round, _ = opened(state, *ballot.kind[:2], at)
    if ballot.codes is not None:
        _may_visit(ballot.codes, ballot.entrant, device, at)
    among = about(state, ballot.kind, ballot.entrant)
    if not among:
        raise Refused(Reason.NOT_NOW, "这张票评的对象已不参评，谢谢您")
    return ballot, round, among


def ballot_of(state: State, slip: str) -> Ballot:
    """What was issued with this hash. Raises Refused where it is good for nothing."""
    of = state.slips.get(slip, "")
    if codes := state.visit_codes.get(of):
        return Ballot(of, codes.kind, codes.codes[slip], codes)
    batch = state.slip_batches.get(of)
    if batch is None:
        raise Refused(Reason.PASS_VOID, "这个二维码不对，或者已经停用。请向工作人员要一张新的票")
    if slip in batch.void:
        raise Refused(Reason.PASS_VOID, "这张票已经作废。请向工作人员要一张新的票")
    if slip in batch.returned:
        raise Refused(Reason.ALREADY, "这张票已经交回，每张只能用一次")
    return Ballot(of, batch.kind, batch.entrant)


def about(state: State, kind: SlipKind, entrant: str) -> tuple[str, ...]:
    """Whom the page asks about: one, or everybody of the track who takes part."""
    among = (id for id in state.entrants.get(kind.track, {}) if (kind.track, id) not in state.statuses)
    return tuple(id for id in among if entrant in ("", id))


def remark(text: str) -> str:
    """What was written freely. No number by which somebody could be found. Raises Refused."""
    if not text.strip():
        return ""
    if holds_telephone_number(text) or holds_phone_number(text):
        raise Refused(Reason.MALFORMED, "留言里有电话号码，本系统不收，请删去后再提交")
    return checks.text(text, sentence("留言"))


def _may_visit(codes: VisitCodes, entrant: str, device: str, at: str) -> None:
    heard = codes.visits.get(entrant, ())
    if any(each.device == device and each.at > after(at, -codes.hours * HOUR_MS) for each in heard):
        raise Refused(Reason.ALREADY, "这部手机 {hours} 小时内已经评价过这里，谢谢您", hours=codes.hours)
    if sum(each.at > after(at, -HOUR_MS) for each in heard) >= codes.an_hour:
        raise Refused(Reason.TOO_MANY, "这里一小时内收到的评价已满，请过一会儿再评，或向工作人员要一张票")


def ballot_cast(state: State, event: BallotCast, at: str) -> State:
    """Which sheet came when is not kept."""
    kind = SlipKind(event.track, event.round, event.group)
    if event.of in state.visit_codes:
        state = _visited(state, event, at)
    else:
        batch = state.slip_batches[event.of]
        batch = replace(batch, returned=batch.returned | {event.slip})
        state = replace(state, slip_batches=with_key(state.slip_batches, event.of, batch))
    if event.remark:
        told = (*state.remarks.get((kind.track, kind.round), ()), (next(iter(event.marks)), event.remark))
        state = replace(state, remarks=with_key(state.remarks, (kind.track, kind.round), told))
    groups = dict.fromkeys(event.marks, event.group)
    return taken(state, (event.track, event.round), event.alias, event.marks, groups, "")


def _visited(state: State, event: BallotCast, at: str) -> State:
    codes = state.visit_codes[event.of]
    entrant = codes.codes[event.slip]
    since = after(at, -max(1, codes.hours) * HOUR_MS)
    recent = (each for each in codes.visits.get(entrant, ()) if each.at > since)
    codes = replace(
        codes,
        visits=with_key(codes.visits, entrant, (*recent, Visit(event.device, at))),
        returned=with_key(codes.returned, entrant, codes.returned.get(entrant, 0) + 1),
    )
    return replace(state, visit_codes=with_key(state.visit_codes, event.of, codes))
