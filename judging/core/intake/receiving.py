"""Ticking off what a district hands in, and taking a tick back."""

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.setup.roster_checks import short_district
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .receipt import Medium, Receipt, ReceiptKey


class NoteReceipt(AnyCommand, frozen=True):
    """`received` False takes it back. Again, with another `note`, it says more; without one, nothing."""

    district: str
    item: str
    medium: Medium
    received: bool
    note: str = ""


class ReceiptNoted(AnyEvent, frozen=True):
    district: str
    item: str
    medium: Medium
    received: bool
    who: str
    note: str = ""


def note_receipt(state: State, command: NoteReceipt, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.district not in districts(state):
        raise Refused(Reason.UNKNOWN, "名单和规则里没有这个区，请刷新页面后重试")
    if command.item not in {item.id for item in state.rulebook.intake}:
        raise Refused(Reason.UNKNOWN, "规则里没有这项材料，请刷新页面后重试")
    note = checks.text(command.note, sentence("备注")) if command.note.strip() else ""
    known = state.receipts.get(key_of(command.district, command.item, command.medium))
    if command.received == bool(known) and (known is None or note in ("", known.note)):
        return ()
    what = (command.district, command.item, command.medium)
    return (ReceiptNoted(*what, command.received, by.label, note if command.received else ""),)


def key_of(district: str, item: str, medium: Medium) -> ReceiptKey:
    """However the district is written: a later roster may write it otherwise."""
    return ReceiptKey(short_district(district), item, medium)


def districts(state: State) -> tuple[str, ...]:
    """Those of the rules, then those that only the rosters name, each once however it is written."""
    of_rules = (name for track in state.rulebook.tracks for name in track.roster.districts)
    listed = (entrant.district for known in state.entrants.values() for entrant in known.values())
    found: dict[str, str] = {}
    for name in (*of_rules, *filter(None, listed)):
        found.setdefault(short_district(name), name)
    return tuple(found.values())


def missing(state: State, item: str) -> tuple[str, ...]:
    """The districts of which something of this item is not there, on paper or electronically."""
    return tuple(
        district
        for district in districts(state)
        if any(key_of(district, item, medium) not in state.receipts for medium in Medium)
    )


def receipt_noted(state: State, event: ReceiptNoted, at: str) -> State:
    key = key_of(event.district, event.item, event.medium)
    if not event.received:
        return replace(state, receipts=without_keys(state.receipts, key))
    first = state.receipts.get(key) or Receipt(event.who, at)  # a later note is no later receipt
    return replace(state, receipts=with_key(state.receipts, key, replace(first, note=event.note)))
