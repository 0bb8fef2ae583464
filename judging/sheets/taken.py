"""What a sheet of the setup would do: the commands it stands for, each with its cell, tried beforehand."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from judging.core.apply import replay
from judging.core.decide import decide
from judging.core.evaluating.evaluation import Evaluation
from judging.core.hall.performance import JudgeSheet, Performance, SheetPhase
from judging.core.moments import LATER
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.refused import Refused
from judging.core.scoring.rulebook import Track
from judging.core.sentence import sentence
from judging.core.setup.file_importing import Part
from judging.core.state import State
from judging.files.changes import Change

from .form import Faults, Form
from .preview import Opened, Record, preview
from .rows import Reading

BY = acting(Duty.ORGANISER)
BARE = {phase: JudgeSheet(phase) for phase in SheetPhase}


class Placed(Struct, frozen=True):
    """A command, and the cell to look at where it is refused."""

    cell: str
    part: Part


class Taken(Struct, frozen=True):
    count: int  # rows that were understood
    changes: tuple[Change, ...] = ()
    parts: tuple[Placed, ...] = ()


class Kind(NamedTuple):
    """A kind of sheet. `known`: what the template has filled in already."""

    form: Callable[[State], Form]
    known: Callable[[State], list[Record]]
    taken: Callable[[Reading, State, Faults], Taken]


def prepared(state: State, track: Track | None = None) -> State:
    """What sheets are filled in from and tried on: of the whole competition, without who is logged in."""
    return State(
        rules=state.rules,
        rehearsal=state.rehearsal,
        replacements=state.replacements,
        entrants=state.entrants,
        reserves=state.reserves,
        halls={id: replace(hall, story=()) for id, hall in state.halls.items()},
        panels=state.panels,
        assignments=state.assignments,
        components=state.components,
        ledger=state.ledger,
        evaluations={key: _lists(found) for key, found in state.evaluations.items()},
        orders=state.orders,
        statuses=state.statuses,
        performances={id: bare(found) for id, found in state.performances.items()},
        people=state.people,
        former=state.former,
        recusals=state.recusals,
        entries=state.entries,
        entries_made=state.entries_made,
        standings=state.standings,
        class_standings=state.class_standings,
        locked=state.locked,
    )


def _lists(found: Evaluation) -> Evaluation:
    """Who fills in for whom: no sheet, and no end, which is nothing to a trial in the far future."""
    return replace(found, sheets={}, until="")


def bare(found: Performance) -> Performance:
    """Who has judged, and how far it is: no mark, which is not needed, and a day has thousands."""
    return Performance(
        phase=found.phase,
        sheets={judge: BARE[sheet.phase] for judge, sheet in found.sheets.items()},
        hall=found.hall,
        attempt=found.attempt,
        attempts=tuple(replace(each, played=bare(each.played)) for each in found.attempts),
        window=found.window,
        bench=found.bench,
        trainee_sheets={judge: BARE[sheet.phase] for judge, sheet in found.trainee_sheets.items()},
        seated=found.seated,
    )


def tried(state: State, parts: Iterable[Placed], faults: Faults, at: str = LATER) -> State:
    """The state after all parts; whatever the rules of the contest refuse is a problem at its cell."""
    for cell, part in ((each.cell, each.part) for each in parts):
        try:
            events = decide(state, part, BY, at)
        except Refused as refused:
            faults.add(cell, refused.sentence, sentence("改正后再上传"))
        else:
            state = replay(state, ((event, at, BY.label) for event in events))
    return state


def opened(taken: Iterable[Taken], faults: Faults, unread: tuple[str, ...] = ()) -> Opened:
    """What people see of it all, and what would be imported."""
    found = tuple(taken)
    changes = [change for each in found for change in each.changes]
    count = sum(each.count for each in found)
    told = replace(preview(count, faults.problems, changes, unread), notes=faults.notes)
    parts = tuple(placed.part for each in found for placed in each.parts)
    return Opened(told, () if told.problems else parts)
