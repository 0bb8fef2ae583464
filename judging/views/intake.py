"""收件 and 阶段安排: what each district has handed in, what is missing of it, and by when it is due."""

from msgspec import Struct

from judging.core.intake.receipt import Medium, ReceiptKey
from judging.core.intake.receiving import districts, key_of, missing
from judging.core.scoring.schedule import IntakeItem, Phase
from judging.core.sentence import Sentence
from judging.core.state import State

from .naming import who


class ReceiptMark(Struct, frozen=True):
    """`at` "" where nothing was received."""

    item: str
    medium: Medium
    at: str = ""
    who: Sentence | None = None
    note: str = ""


class DistrictReceipts(Struct, frozen=True):
    """`marks`: item after item, on paper and then electronically."""

    district: str
    marks: tuple[ReceiptMark, ...]


class MissingItem(Struct, frozen=True):
    """Of which districts something is not there."""

    item: str
    name: str
    districts: tuple[str, ...]


class PhaseLine(Struct, frozen=True):
    """Days as the rules have them; `missing`: what is due by its end."""

    name: str
    starts: str
    ends: str
    missing: tuple[MissingItem, ...]


class IntakeView(Struct, frozen=True):
    items: tuple[IntakeItem, ...]
    districts: tuple[DistrictReceipts, ...]
    missing: tuple[MissingItem, ...]  # of all items


def intake(state: State) -> IntakeView:
    items = state.rulebook.intake
    return IntakeView(
        items=items,
        districts=tuple(_district(state, district) for district in districts(state)) if items else (),
        missing=tuple(_missing(state, item) for item in items),
    )


def phases(state: State) -> tuple[PhaseLine, ...]:
    return tuple(_phase(state, phase) for phase in state.rulebook.phases)


def _phase(state: State, phase: Phase) -> PhaseLine:
    due = (_missing(state, item) for item in state.rulebook.intake if item.phase == phase.id)
    return PhaseLine(phase.name, phase.starts, phase.ends, tuple(each for each in due if each.districts))


def _missing(state: State, item: IntakeItem) -> MissingItem:
    return MissingItem(item.id, item.name, missing(state, item.id))


def _district(state: State, district: str) -> DistrictReceipts:
    keys = (key_of(district, item.id, medium) for item in state.rulebook.intake for medium in Medium)
    return DistrictReceipts(district, tuple(_mark(state, key) for key in keys))


def _mark(state: State, key: ReceiptKey) -> ReceiptMark:
    known = state.receipts.get(key)
    if known is None:
        return ReceiptMark(key.item, key.medium)
    return ReceiptMark(key.item, key.medium, known.at, who(state, known.by), known.note)
