"""Two hundred wrong workbooks are refused by their cells and crash nothing; fifty odd ones are read."""

from decimal import Decimal

import pytest

from judging.core.commands import ImportComponents
from judging.core.people.taking_part import Entrant
from judging.core.scoring.points import By, Points
from judging.core.scoring.rulebook import Kind as Sort
from judging.core.scoring.rulebook import Round, Rulebook, Track
from judging.sheets import components, reader, roster, whole
from judging.sheets.listing import Roster, records
from judging.sheets.preview import Opened, preview
from judging.sheets.taken import prepared
from tests import day

from .books import Book
from .odd_books import OddBook, odd_books
from .wrong_books import (
    OF_COMPONENTS,
    OF_DUTIES,
    OF_INDICATORS,
    OF_JUDGES,
    OF_ORDERS,
    OF_ROSTER,
    Kind,
    Mistake,
    WrongBook,
    wrong_books,
)

DAILY = Round(id="daily", name="日常服务", kind=Sort.IMPORTED, weight=Decimal(50))
SPEED = Round(
    id="speed",
    name="办理时长",
    kind=Sort.INDICATOR,
    weight=Decimal(50),
    points=Points(By.LINEAR, zero=Decimal(0), full=Decimal(200)),
)
TRACK = Track(id="centre", name="受理中心组", rounds=(DAILY, SPEED))
ENTRANTS = tuple(
    Entrant(f"c{n:02}", f"选手{n:02}", "东区" if n % 2 else "西区", f"{n}号中心", "窗口", "2.5", 3 + n)
    for n in range(1, 9)
)
BY_ID = {each.id: each for each in ENTRANTS}
ROSTER = Roster(Rulebook("test", "测试赛事", (TRACK,)), (TRACK,), {"centre": ENTRANTS}, {"centre": ()})


STATE = prepared(day.ready())


def of_setup(name: str, mistakes: dict[str, Mistake], rows: list[dict[str, object]]) -> Kind:
    required = "number" if name == "orders" else "name"
    form = whole.KINDS[name].form(STATE)
    return Kind(name, form, rows, lambda sheets: whole.filled_as(name, sheets, STATE), mistakes, required)


def scores_of(found: components.Filled) -> dict[str, str]:
    return {row.entrant: row.score for row in found.rows}


def scores(round: Round, score: float):
    def read(sheets: tuple[reader.Sheet, ...]) -> Opened:
        found = components.filled(sheets, TRACK, round, BY_ID)
        parts = (
            () if found.problems else (ImportComponents("centre", round.id, scores_of(found), "成绩.xlsx"),)
        )
        return Opened(preview(len(found.rows), found.problems, ()), parts)

    rows = [
        {"id": each.id, "name": each.name, "district": each.district, "score": score + n}
        for n, each in enumerate(ENTRANTS)
    ]
    return components.form(round), rows, read


KINDS = [
    Kind("components", *scores(DAILY, 80.5), OF_COMPONENTS, "score"),
    Kind(
        "roster",
        roster.form(ROSTER),
        [dict(each) for each in records(ENTRANTS, ()).values()],
        lambda sheets: roster.filled(sheets, ROSTER),
        OF_ROSTER,
        "name",
    ),
    Kind("indicator", *scores(SPEED, -3.25), OF_INDICATORS, "score"),
]
KINDS += [
    of_setup(
        "duties", OF_DUTIES, [{"name": f"人员{n}", "duty": "场控", "phone": f"021-{n}"} for n in range(1, 7)]
    ),
    of_setup("judges", OF_JUDGES, [{"name": f"评委{n}", "seat": n, "id": f"J{n}"} for n in range(1, 7)]),
    of_setup(
        "orders",
        OF_ORDERS,
        [
            {"id": id, "name": each.name, "number": n, "witness": "见证人"}
            for n, (id, each) in enumerate(STATE.entrants["centre"].items(), 1)
        ],
    ),
]
ODD = list(odd_books(KINDS))
WRONG = list(wrong_books(KINDS))


def sheets_of(content: bytes) -> tuple[reader.Sheet, ...]:
    """Read in this process: how it is bounded is tried with the reader. Raises NoWorkbook."""
    found = reader.outcome(content)
    if isinstance(found, reader.Unread):
        raise reader.refusal(found)
    return found


@pytest.mark.parametrize("book", ODD, ids=[book.label for book in ODD])
def test_an_odd_workbook_says_what_a_proper_one_says(book: OddBook):
    proper = book.kind.read(sheets_of(Book(book.kind.form, book.kind.rows).xlsx()))

    opened = book.kind.read(sheets_of(book.content))

    assert [(problem.cell, str(problem.what)) for problem in opened.preview.problems] == []
    assert (opened.parts, opened.preview.count) == (proper.parts, proper.preview.count)


@pytest.mark.parametrize("book", WRONG, ids=[book.label for book in WRONG])
def test_a_wrong_workbook_is_refused_by_its_cells_and_nothing_of_it_is_imported(book: WrongBook):
    if book.refusal:
        with pytest.raises(reader.NoWorkbook) as caught:
            book.kind.read(sheets_of(book.content))
        assert book.refusal in caught.value.detail
        return

    opened = book.kind.read(sheets_of(book.content))

    told = {problem.cell: problem for problem in opened.preview.problems}
    assert sorted(told) == sorted({cell for cell, _ in book.expected})
    for cell, what in book.expected:
        assert any(
            what in str(each.what) and str(each.remedy)
            for each in opened.preview.problems
            if each.cell == cell
        )
    assert (opened.parts, opened.preview.changes) == ((), ())
