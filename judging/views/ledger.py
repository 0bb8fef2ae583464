"""台账: what was found, line by line and by month, for who records, verifies and watches over it."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from judging.core.entering.waiting import waiting
from judging.core.ledger.counting import counting
from judging.core.ledger.ledger_entry import LedgerEntry, Way
from judging.core.ledger.recording import RecordLedger
from judging.core.ledger.striking import StrikeLedger
from judging.core.scoring.numbers import parse, plain, shortest
from judging.core.scoring.rulebook import Kind
from judging.core.sentence import Sentence
from judging.core.state import State
from judging.core.words import WAYS

from .appeals import NamedChoice, StepLine
from .naming import who
from .story_names import entrant_name
from .story_of_entries import asked_in_words


class LedgerRow(Struct, frozen=True):
    number: int
    track: str
    round: str
    where: str  # track and round, by name
    entrant: str
    day: str
    way: Sentence
    place: str
    points: str
    reason: str
    source: str
    at: str
    who: Sentence
    counts: bool
    struck: StepLine | None


class LedgerTotal(Struct, frozen=True):
    """What counts against one entrant in one round; `by_month` as `months` of the view, "" where nothing."""

    where: str
    entrant: str
    by_month: tuple[str, ...]
    total: str


class LedgerRound(Struct, frozen=True):
    track: str
    round: str
    name: str
    full: str
    is_locked: bool
    entrants: tuple[NamedChoice, ...]


class WayChoice(Struct, frozen=True):
    id: Way
    name: Sentence


class LedgerWait(Struct, frozen=True):
    entry: int
    what: Sentence
    entered_name: Sentence


class LedgerView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    two_persons: bool
    rounds: tuple[LedgerRound, ...]
    months: tuple[str, ...]
    totals: tuple[LedgerTotal, ...]
    rows: tuple[LedgerRow, ...]  # the newest first
    waiting: tuple[LedgerWait, ...]
    ways: tuple[WayChoice, ...]


def ledger(state: State, _: str) -> LedgerView:
    counted = {each.number for track in state.rulebook.tracks for each in counting(state, track.id)}
    return LedgerView(
        competition=state.rulebook.name,
        rehearsal=state.rehearsal,
        two_persons=state.rulebook.two_persons,
        rounds=tuple(_rounds(state)),
        months=months_of(state),
        totals=tuple(total for track in state.rulebook.tracks for total in totals_of(state, track.id)),
        rows=tuple(_row(state, each, each.number in counted) for each in reversed([*state.ledger.values()])),
        waiting=tuple(_waiting(state)),
        ways=tuple(WayChoice(way, name) for way, name in WAYS.items() if way is not Way.SLIP),
    )


def _rounds(state: State) -> Iterator[LedgerRound]:
    for track in state.rulebook.tracks:
        named = tuple(NamedChoice(id, state.name_of(track.id, id)) for id in state.entrants.get(track.id, {}))
        for round in track.rounds:
            if round.kind is not Kind.JUDGED:
                is_locked = track.id in state.locked
                yield LedgerRound(
                    track.id, round.id, f"{track.name} {round.name}", plain(round.full), is_locked, named
                )


def months_of(state: State, track: str = "") -> tuple[str, ...]:
    """The months in which something was found that counts, of one track or of all."""
    tracks = [each.id for each in state.rulebook.tracks if track in ("", each.id)]
    return tuple(sorted({month(each) for of in tracks for each in counting(state, of)}))


def month(entry: LedgerEntry) -> str:
    return entry.line.day[:7]


def totals_of(state: State, track: str) -> Iterator[LedgerTotal]:
    """Round by round, entrants in the order of the roster."""
    months, found = months_of(state), dict[tuple[str, str], dict[str, Decimal]]()
    for entry in counting(state, track):
        own = found.setdefault((entry.round, entry.line.entrant), {})
        own[month(entry)] = own.get(month(entry), Decimal(0)) + parse(entry.line.points)
    for round in state.track(track).rounds:
        for entrant in state.entrants.get(track, {}):
            if (round.id, entrant) in found:
                own = found[round.id, entrant]
                yield LedgerTotal(
                    f"{state.track(track).name} {round.name}",
                    state.name_of(track, entrant),
                    tuple(shortest(own[each]) if each in own else "" for each in months),
                    shortest(sum(own.values(), Decimal(0))),
                )


def _row(state: State, entry: LedgerEntry, counts: bool) -> LedgerRow:
    line, struck = entry.line, entry.withdrawn
    return LedgerRow(
        number=entry.number,
        track=entry.track,
        round=entry.round,
        where=where(state, entry),
        entrant=entrant_name(state, entry.track, line.entrant),
        day=line.day,
        way=WAYS[line.way],
        place=line.place,
        points=line.points,
        reason=line.reason,
        source=entry.source,
        at=entry.at,
        who=who(state, entry.by),
        counts=counts,
        struck=StepLine(WAYS[line.way], struck.at, who(state, struck.by), struck.note) if struck else None,
    )


def where(state: State, entry: LedgerEntry) -> str:
    """Track and round by name; by id where the rules have them no more."""
    for track in state.rulebook.tracks:
        for round in track.rounds:
            if (track.id, round.id) == (entry.track, entry.round):
                return f"{track.name} {round.name}"
    return f"{entry.track} {entry.round}"


def _waiting(state: State) -> Iterator[LedgerWait]:
    for each in waiting(state):
        if isinstance(each.asked, RecordLedger | StrikeLedger):
            yield LedgerWait(each.number, asked_in_words(state, each.asked), who(state, each.entered_by))
