"""From the first call to the second look: each step once, with what was written down and what it costs."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from judging.core.appeals.objection import Noted, Resolution
from judging.core.appeals.workdays import day_of
from judging.core.client_data import without_client_data
from judging.core.entering.entry_making import by_two
from judging.core.ledger.ledger_entry import LedgerLine, Way
from judging.core.ledger.recording import RecordLedger, record_ledger
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Kind
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .opening import MOST_TEXT
from .rectification import Origin, Rectification, RectifyingStep

WHAT: dict[RectifyingStep, Sentence] = {
    RectifyingStep.CONTACTED: sentence("联系情况"),
    RectifyingStep.COMPLICATED: sentence("认定较为复杂的理由"),
    RectifyingStep.ANSWERED: sentence("整改反馈"),
    RectifyingStep.CHECKED: sentence("复核情况"),
    RectifyingStep.WITHDRAWN: sentence("撤销原因"),
}


class AdvanceRectification(AnyCommand, frozen=True):
    """`resolution` of the answer; `mended` and `satisfied` of the second look."""

    rectification: int
    step: RectifyingStep
    note: str
    resolution: Resolution | None = None
    mended: bool | None = None
    satisfied: bool | None = None


class RectificationAdvanced(AnyEvent, frozen=True):
    track: str
    rectification: int
    step: RectifyingStep
    note: str
    who: str
    resolution: Resolution | None = None
    mended: bool | None = None
    satisfied: bool | None = None


def advance_rectification(
    state: State, command: AdvanceRectification, by: Actor, at: str
) -> tuple[AnyEvent, ...]:
    """What an answer costs goes into the ledger with it, through two hands where the rules ask for two."""
    found = state.rectifications.get(command.rectification)
    if found is None:
        raise Refused(Reason.UNKNOWN, "没有这份整改单，请刷新页面后重试")
    _may(found, command)
    note = without_client_data(command.note, WHAT[command.step], most=MOST_TEXT)
    event = RectificationAdvanced(
        found.track,
        found.number,
        command.step,
        note,
        by.label,
        command.resolution if command.step is RectifyingStep.ANSWERED else None,
        command.mended if command.step is RectifyingStep.CHECKED else None,
        command.satisfied if command.step is RectifyingStep.CHECKED else None,
    )
    lines = tuple(_costs(state, found, event, at))
    if not lines:
        return (event,)
    cost = RecordLedger(found.track, state.rulebook.rectify.round, lines)
    return (event, *by_two(record_ledger)(state, cost, by, at))


def _may(found: Rectification, command: AdvanceRectification) -> None:
    number, step = found.number, command.step
    if found.withdrawn:
        raise Refused(Reason.NOT_NOW, "第 {number} 号整改单已撤销，不再办理", number=number)
    if step is RectifyingStep.CHECKED:
        if found.answered is None:
            raise Refused(Reason.INCOMPLETE, "第 {number} 号整改单还没有整改反馈，不能复核", number=number)
        if command.mended is None:
            raise Refused(Reason.MALFORMED, "请选整改到位或没有到位")
    elif found.answered:
        raise Refused(Reason.NOT_NOW, "第 {number} 号整改单已反馈；没有整改到位的，请另开一份", number=number)
    if getattr(found, step.value):
        raise Refused(Reason.ALREADY, "第 {number} 号整改单这一步已登记过，请刷新页面", number=number)
    if step is RectifyingStep.ANSWERED and command.resolution is None:
        raise Refused(Reason.MALFORMED, "请选属实或不属实")
    if step is RectifyingStep.COMPLICATED and not found.deadlines.complicated:
        raise Refused(
            Reason.NOT_NOW,
            "第 {number} 号整改单开单时，规则没有给较为复杂的另定期限，请按原期限办结",
            number=number,
        )


def _costs(state: State, found: Rectification, event: RectificationAdvanced, at: str) -> Iterator[LedgerLine]:
    """Nothing once the track is locked, nor of who has no such round."""
    rules, track = state.rulebook.rectify, state.track(found.track)
    rounds = {each.id: each for each in track.rounds if each.kind is not Kind.JUDGED}
    is_open = rules.round in rounds and found.track not in state.locked
    if event.step is not RectifyingStep.ANSWERED or not is_open:
        return
    day = day_of(at)
    if event.resolution is Resolution.UPHELD and (points := _points(state, found.origin)):
        yield _line(found, day, points, sentence("第 {number} 号整改单属实", number=found.number))
    if found.due and at > found.due and rules.overdue:
        yield _line(found, day, rules.overdue, sentence("第 {number} 号整改单逾期", number=found.number))


def _points(state: State, origin: Origin) -> Decimal:
    rules = state.rulebook.rectify
    table = {
        Origin.COMPANION: rules.companion,
        Origin.RATING: rules.rating,
        Origin.COMPLAINT: rules.complaint,
    }
    return table[origin]


def _line(found: Rectification, day: str, points: Decimal, why: Sentence) -> LedgerLine:
    return LedgerLine(found.entrant, day, Way.SLIP, shortest(points), str(why), found.place)


def rectification_advanced(state: State, event: RectificationAdvanced, at: str) -> State:
    found = state.rectifications[event.rectification]
    changes: dict[str, object] = {event.step.value: Noted(at, event.who, event.note)}
    if event.step is RectifyingStep.ANSWERED:
        changes["resolution"] = event.resolution
    if event.step is RectifyingStep.CHECKED:
        changes |= {"mended": event.mended, "satisfied": event.satisfied}
    changed = replace(found, **changes)
    return replace(state, rectifications=with_key(state.rectifications, found.number, changed))
