"""Corrections after the lock, computed again; and as a table beside the export."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from judging.core import events as e
from judging.core.correction.record import Correction, Deducted, Fate, NewMarks, Undeducted
from judging.core.correction.working_out import outcome
from judging.core.people.actor import is_same
from judging.core.refused import Refused
from judging.core.scoring.numbers import shortest
from judging.core.scoring.oversight import Act
from judging.core.state import State
from judging.files import exports
from judging.store import Entry

COLUMNS = (
    "number", "track", "round", "entrant", "fate", "change", "judge", "before", "after",
    "score_before", "score", "reason", "proposed_by", "proposed_at", "applied_by", "signed_by", "at",
)  # fmt: skip
MOVE_COLUMNS = ("number", "track", "entrant", "place_before", "place", "composite_before", "composite")
TEXT_COLUMNS = ("of", "track", "round", "target", "old", "new", "reason", "at")


def otherwise(
    state: State, event: e.ResultCorrected, differing: Callable[[Struct, Struct], str]
) -> Iterator[str]:
    """What is wrong with a correction, which comes after *state*."""
    id, told = event.performance, event.outcome
    name = state.named(id)
    try:
        due = outcome(state, id, event.change, event.order)
    except Refused as refused:
        yield f"{name}的第 {event.correction} 号更正不能成立：{refused.detail}"
        return
    if told.was != due.was:
        yield f"{name}更正前写作 {told.was.score}，记录为 {due.was.score}"
    if parts := differing(told.now, due.now):
        yield f"{name}更正为 {told.now.score}，重算为 {due.now.score}；不同的是{parts}"
    same = ("given", "revision", "rows", "moves", "awards")
    if any(getattr(told, part) != getattr(due, part) for part in same):
        yield f"{name}的第 {event.correction} 号更正：名次、奖项或评分表与重算的不同"


def misnamed(state: State, entry: Entry) -> Iterator[str]:
    """A correction bears the names of who sent it, and of two different people."""
    match entry.event:
        case e.CorrectionProposed(correction=number, proposed_by=who) if who != entry.by:
            yield f"第 {number} 号更正写着由 {who} 提出，实际是 {entry.by}"
        case e.ResultCorrected(correction=number) as event:
            known = state.corrections.get(number)
            if known is None or known.fate is not Fate.WAITING or not _as_proposed(known, event):
                yield f"第 {number} 号更正与提出的不同"
            if event.applied_by != entry.by or not _two_hands(state, event):
                yield f"第 {number} 号更正没有经过另一人"
        case _:
            return


def _two_hands(state: State, event: e.ResultCorrected) -> bool:
    """A signature is the supervisor's, under this correction."""
    signed = state.signatures.get((Act.CORRECTION, str(event.correction)))
    if event.signed_by and (signed is None or signed.by != event.signed_by):
        return False
    return not is_same(event.signed_by or event.applied_by, event.proposed_by)


def _as_proposed(known: Correction, event: e.ResultCorrected) -> bool:
    proposed = (known.performance, known.change, known.reason, known.order, known.proposed_by)
    return proposed == (event.performance, event.change, event.reason, event.order, event.proposed_by)


def write_corrections(state: State) -> str:
    """Every correction that was proposed, whatever became of it."""
    return exports.text(COLUMNS, (), [_row(each) for each in state.corrections.values()])


def _row(found: Correction) -> tuple[str, ...]:
    id, made = found.performance, found.outcome
    judge, before, after = _changed(found)
    return (
        str(found.number), id.track, id.round, id.entrant, str(found.fate), KINDS[type(found.change)],
        judge, before, after, made.was.score if made else "", made.now.score if made else "", found.reason,
        found.proposed_by, found.proposed_at, found.applied_by, found.signed_by, found.at,
    )  # fmt: skip


KINDS: dict[type, str] = {NewMarks: "marks", Deducted: "deduct", Undeducted: "undeduct"}


def _changed(found: Correction) -> tuple[str, str, str]:
    """Judge, and what was and is."""
    match found.change:
        case NewMarks(judge=judge, marks=marks):
            return judge, _marks(found.outcome.given if found.outcome else {}), _marks(marks)
        case Deducted(points=points, reason=reason):
            return "", "", f"{points} {reason}"
        case Undeducted(deduction=gone):
            return "", f"{shortest(gone.points)} {gone.reason}", ""


def _marks(marks: Mapping[str, str]) -> str:
    return " ".join(f"{criterion}={mark}" for criterion, mark in marks.items())


def write_moves(state: State) -> str:
    """Whom the corrections moved."""
    return exports.text(
        MOVE_COLUMNS,
        (),
        [
            (
                str(each.number),
                each.performance.track,
                move.entrant,
                str(move.before),
                str(move.place),
                move.composite_before,
                move.composite,
            )
            for each in state.corrections.values()
            if each.outcome
            for move in each.outcome.moves
        ],
    )


def write_texts(state: State) -> str:
    """Misprints that were put right."""
    rows = [(str(m.of), m.track, m.round, m.target, m.old, m.new, m.reason, m.at) for m in state.mended]
    return exports.text(TEXT_COLUMNS, (), rows)
