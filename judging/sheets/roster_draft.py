"""A roster that is typed or pasted on a page, checked as a workbook is: by the same columns."""

import re

from msgspec import Struct, structs

from judging.core.sentence import Sentence
from judging.core.setup.file_importing import Part

from .form import Problem
from .listing import RESERVE, Roster
from .reader import Sheet
from .roster import COLUMNS, filled

CELL = re.compile(r"([A-Z]+)([0-9]*)")


class WrittenEntrant(Struct, frozen=True, forbid_unknown_fields=True):
    """As it stands in the fields of a page: texts alone, also of what is a number."""

    id: str
    name: str
    district: str = ""
    unit: str = ""
    post: str = ""
    years: str = ""
    team: str = ""
    leader: str = ""
    number: str = ""
    window_class: str = ""
    photo: str = ""
    reading: str = ""


class RosterDraft(Struct, frozen=True, forbid_unknown_fields=True):
    track: str
    entrants: tuple[WrittenEntrant, ...]
    reserves: tuple[WrittenEntrant, ...] = ()


class FieldProblem(Struct, frozen=True):
    """`entrant`: its id, "" of the list as a whole; `field`: of `WrittenEntrant`."""

    entrant: str
    field: str
    what: Sentence
    remedy: Sentence


class CheckedDraft(Struct, frozen=True):
    """`parts` are what saving it sends: none where there is a problem, or nothing to save."""

    problems: tuple[FieldProblem, ...]
    parts: tuple[Part, ...] = ()


def checked(draft: RosterDraft, roster: Roster) -> CheckedDraft:
    """What is wrong with a draft by its fields; *roster* is of its track alone."""
    rows = tuple(
        tuple(texts.get(column.key, "") for column in COLUMNS)
        for texts in (
            *map(structs.asdict, draft.entrants),
            *({**structs.asdict(each), "reserve": RESERVE} for each in draft.reserves),
        )
    )
    titles = tuple(column.title for column in COLUMNS)
    opened = filled((Sheet("名单", (titles, *rows), (), is_text=True),), roster, grows=True)
    ids = [each.id for each in (*draft.entrants, *draft.reserves)]
    return CheckedDraft(tuple(of_field(problem, ids) for problem in opened.preview.problems), opened.parts)


def of_field(problem: Problem, ids: list[str]) -> FieldProblem:
    """Where on the page a cell of that sheet is."""
    place = CELL.fullmatch(problem.cell)
    assert place is not None
    column, row = ord(place[1]) - ord("A"), int(place[2] or 1)
    entrant = ids[row - 2] if row > 1 else ""
    return FieldProblem(entrant, COLUMNS[column].key, problem.what, problem.remedy)
