"""Which lines of the ledger count, and what they take off whom."""

from collections.abc import Iterator, Mapping

from judging.core.scoring.day import Deduction
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Kind
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.words import WAYS

from .ledger_entry import LedgerEntry, LedgerLine


def counting(state: State, track: str) -> Iterator[LedgerEntry]:
    """Of this track, neither struck out nor of an entrant or a round that is no more; as recorded."""
    rounds = {round.id for round in state.track(track).rounds if round.kind is not Kind.JUDGED}
    entrants = state.entrants.get(track, {})
    for entry in state.ledger.values():
        is_of = entry.track == track and entry.round in rounds and entry.line.entrant in entrants
        if is_of and entry.withdrawn is None:
            yield entry


def ledger_deductions(state: State, track: str) -> Mapping[tuple[str, str], tuple[Deduction, ...]]:
    """By round and entrant, in the order they were recorded."""
    found: dict[tuple[str, str], tuple[Deduction, ...]] = {}
    for entry in counting(state, track):
        key = entry.round, entry.line.entrant
        off = Deduction(parse(entry.line.points), said(entry.line))
        found[key] = (*found.get(key, ()), off)
    return found


def said(line: LedgerLine) -> str:
    """When, how and where it was found, and what: as the workings and the paper give it."""
    where = " ".join(filter(None, (line.day, str(WAYS[line.way]), line.place)))
    return str(sentence("{where}：{reason}", where=where, reason=line.reason))
