"""Printed ballots and the codes at windows, for the organiser: how many are out, and never what they say."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from judging.core.balloting.issuing import batches, counts
from judging.core.balloting.slip import SlipCounts, SlipKind
from judging.core.balloting.visit_codes import codes_of
from judging.core.evaluating.evaluation import Evaluation
from judging.core.people.taking_part import names_among
from judging.core.scoring.evaluators import BY_SLIP, Who
from judging.core.scoring.rulebook import Round
from judging.core.state import State


class VoidLine(Struct, frozen=True):
    number: int
    reason: str
    at: str


class BatchRow(Struct, frozen=True):
    id: str
    first: int
    last: int
    entrant: str  # the name; "" of slips about everybody
    counts: SlipCounts
    void: tuple[VoidLine, ...]


class WindowCount(Struct, frozen=True):
    name: str
    returned: int


class CodesRow(Struct, frozen=True):
    """The codes that stand at the windows."""

    id: str
    hours: int
    an_hour: int
    windows: tuple[WindowCount, ...]


class SlipKindRow(Struct, frozen=True):
    """A kind of slip. `closed_at`: when nothing more was taken in; "" while it is, or before it is."""

    track: str
    round: str
    group: str
    name: str  # of round and group
    track_name: str
    who: Who
    opened_at: str
    until: str
    closed_at: str
    entrants: tuple[tuple[str, str], ...]  # id and name of who takes part, for slips about one
    counts: SlipCounts
    batches: tuple[BatchRow, ...]
    codes: CodesRow | None


class RemarkLine(Struct, frozen=True):
    round: str
    entrant: str
    text: str


class BallotsView(Struct, frozen=True):
    competition: str
    rehearsal: bool
    kinds: tuple[SlipKindRow, ...]
    remarks: tuple[RemarkLine, ...]  # of what is closed, in an order that tells nothing


def ballots(state: State, _: str) -> BallotsView:
    rules = state.rulebook
    kinds = tuple(slip_kinds(state))
    return BallotsView(
        rules.name,
        state.rehearsal,
        tuple(_row(state, kind, who) for kind, who in kinds),
        tuple(_remarks(state)),
    )


def slip_kinds(state: State) -> Iterator[tuple[SlipKind, Who]]:
    """All that the rules have, in their order."""
    for track in state.rulebook.tracks:
        for round in track.rounds:
            for group, who in _groups(round):
                if round.is_evaluated and who in BY_SLIP:
                    yield SlipKind(track.id, round.id, group), who


def _groups(round: Round) -> Iterator[tuple[str, Who]]:
    if not round.groups:
        yield "", round.who
    yield from ((group.id, group.who) for group in round.groups)


def _row(state: State, kind: SlipKind, who: Who) -> SlipKindRow:
    track, round = state.track(kind.track), state.round(kind.track, kind.round)
    group = next((each.name for each in round.groups if each.id == kind.group), "")
    evaluation = state.evaluations.get((kind.track, kind.round), Evaluation())
    names = names_among(state.entrants.get(kind.track, {}).values())
    found = [(id, each) for id, each in state.slip_batches.items() if each.kind == kind]
    return SlipKindRow(
        *kind,
        name=f"{round.name} {group}".strip(),
        track_name=track.name,
        who=who,
        opened_at=evaluation.opened_at,
        until=evaluation.until,
        closed_at=evaluation.closed_at,
        entrants=tuple((id, name) for id, name in names.items() if (kind.track, id) not in state.statuses),
        counts=counts(batches(state, kind)),
        batches=tuple(
            BatchRow(
                id,
                each.first,
                each.last,
                names.get(each.entrant, each.entrant),
                counts(iter((each,))),
                tuple(sorted((VoidLine(v.number, v.reason, v.at) for v in each.void.values()), key=_number)),
            )
            for id, each in found
        ),
        codes=_codes(state, kind, names),
    )


def _number(line: VoidLine) -> int:
    return line.number


def _codes(state: State, kind: SlipKind, names: Mapping[str, str]) -> CodesRow | None:
    found = codes_of(state, kind)
    if found is None:
        return None
    id, codes = found
    windows = ((names.get(each, each), codes.returned.get(each, 0)) for each in codes.codes.values())
    return CodesRow(id, codes.hours, codes.an_hour, tuple(WindowCount(*each) for each in windows))


def _remarks(state: State) -> Iterator[RemarkLine]:
    for (track, round), told in state.remarks.items():
        if state.evaluations.get((track, round), Evaluation()).is_closed:
            names = names_among(state.entrants.get(track, {}).values())
            for entrant, text in sorted(told):
                yield RemarkLine(state.round(track, round).name, names.get(entrant, entrant), text)
