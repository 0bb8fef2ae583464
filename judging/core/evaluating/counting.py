"""Sheets that stand alone as the arithmetic sees them, once the evaluation is closed.

Of a secret group nobody is named here, so that nothing which is made of a day can tell: its sheets for one
entrant are sorted by what was given and numbered. A name of a person's own, the same for every entrant, would
not do: who gave a sheet for everybody but one would be that one.
"""

from collections.abc import Iterable, Iterator

from judging.core.scoring.day import Sheet, SheetState, Turn
from judging.core.scoring.natural import natural
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Round
from judging.core.state import State

from .evaluation import Evaluation, Filled
from .taking import evaluation_of


def turns_of_evaluations(state: State, track: str) -> dict[tuple[str, str], Turn]:
    """(round, entrant) → its sheets, of the track's evaluations that are closed."""
    return {
        (round.id, entrant): Turn(_sheets(round, found, entrant))
        for round in state.track(track).rounds
        if round.is_evaluated and (found := evaluation_of(state, track, round.id)).is_closed
        for entrant in state.entrants.get(track, {})
    }


def _sheets(round: Round, found: Evaluation, entrant: str) -> tuple[Sheet, ...]:
    """In the natural order of the ids, as seats are."""
    given = found.of(entrant)
    named = [(by, sheet) for by, sheet in given.items() if not round.is_secret(sheet.group)]
    groups = [group.id for group in round.groups] or [""]
    for group in groups:
        if round.is_secret(group):
            named += _numbered(round, group, [sheet for sheet in given.values() if sheet.group == group])
    return tuple(_sheet(round, by, sheet) for by, sheet in sorted(named, key=lambda each: natural(each[0])))


def _numbered(round: Round, group: str, given: Iterable[Filled]) -> Iterator[tuple[str, Filled]]:
    ordered = sorted(given, key=lambda sheet: [parse(sheet.marks[c.id]) for c in round.criteria])
    width = len(str(len(ordered)))
    for n, sheet in enumerate(ordered, 1):
        yield f"{group or SECRET}-{n:0{width}}", sheet


SECRET = "s"  # of a round without groups


def _sheet(round: Round, by: str, sheet: Filled) -> Sheet:
    marks = tuple(parse(sheet.marks[criterion.id]) for criterion in round.criteria)
    return Sheet(by, SheetState.IN, marks, sheet.group or None)
