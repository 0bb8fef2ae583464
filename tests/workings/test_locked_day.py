"""核算底稿 of a competition: what is in it, and that an office comes to the program's numbers."""

import io
from decimal import Decimal

import openpyxl
import pytest
from msgspec.structs import replace

from judging.core.scoring.awards import allocation
from judging.core.scoring.day import Shortened
from judging.core.scoring.pool import Floor, Level, Pool
from judging.core.scoring.ranking import track_result
from judging.workings.of_state import sources, workings
from judging.workings.sources import Prizes
from judging.workings.to_xlsx import xlsx
from judging.workings.workbook import built
from tests.core.changes import RULES
from tests.small_day import SmallDay
from tests.workings.recalculated import formulas, recalculated, spoilt, values

FLOORED = Pool(
    "merged",
    "合并奖",
    4,
    "merged",
    floors=(Floor("back", Decimal("62.5")),),
    levels=(Level("一等奖", 1), Level("二等奖", 3)),
)


@pytest.fixture(scope="module")
def state():
    return SmallDay(RULES).state


def below(cells, tab, heading):
    """The column of a worksheet, from its heading down."""
    head = next(at for (of, at), value in cells.items() if of == tab and value == heading)
    letter = head.rstrip("0123456789")
    first = int(head.removeprefix(letter)) + 1
    last = max(int(at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for of, at in cells if of == tab)
    return [cells.get((tab, f"{letter}{row}"), "") for row in range(first, last + 1)]


def tab_of(cells, ending):
    return next(tab for tab, _ in cells if tab.endswith(ending))


def with_pool(state, pool):
    """The day as it is, its tracks together in one pool of these rules."""
    found = sources(state)
    rulebook = replace(
        state.rulebook, tracks=tuple(replace(track, pool=pool.id) for track in state.rulebook.tracks)
    )
    results = {track.id: track_result(track, found.days[track.id]) for track in rulebook.tracks}
    given = allocation(rulebook, pool, results)
    return replace(found, rulebook=rulebook, prizes=(Prizes(pool, given.awards, given.open),))


def with_fewer_sheets(state):
    """Where the head judge found two sheets enough, of the three that the rules ask for."""
    found = sources(state)
    turn = found.days["front"].turns["show", "e2"]
    short = replace(turn, sheets=[*turn.sheets[:2], turn.sheets[4]], short=Shortened(2, "两位评委到会"))
    days = {**found.days, "front": replace(found.days["front"], turns={
        **found.days["front"].turns, ("show", "e2"): short})}  # fmt: skip
    return replace(found, days=days)


def test_an_office_comes_to_every_number_of_a_day_with_its_awards(state, tmp_path):
    books = {
        "quota": workings(state),
        "floor": xlsx(built(with_pool(state, FLOORED))),
        "no-floor": xlsx(built(with_pool(state, replace(FLOORED, floors=())))),
        "short": xlsx(built(with_fewer_sheets(state))),
    }

    again = recalculated(tmp_path, books)

    for name, content in books.items():
        due = values(content)
        assert due == {cell: again[name].get(cell) for cell in due}
        assert 777.125 in values(spoilt(content)).values()
    cells = again["quota"]
    ranks = tab_of(cells, "一线组·综合与名次")
    assert below(cells, ranks, "综合成绩") == [90.59, 90.59, 77.59, 40]
    assert below(cells, ranks, "名次") == [1, 2, 3, 4]
    assert below(cells, ranks, "并列如何分出") == ["“风采展示”得分", "“风采展示”得分", "", ""]
    assert below(cells, tab_of(cells, "个人奖"), "等次") == ["特等奖", "优胜奖", "", "", "优胜奖", "", ""]
    assert below(again["floor"], tab_of(again["floor"], "合并奖"), "入围") == [1, 0, 0, 0, 1, 1, 1]
    assert below(again["no-floor"], tab_of(again["no-floor"], "合并奖"), "入围") == [1, 1, 0, 0, 1, 1, 0]


def test_a_change_in_the_sheet_moves_the_result(state, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(workings(state)))
    rules = next(sheet for sheet in book if sheet.title.endswith("规则"))
    for row in rules.iter_rows():
        if (row[0].value, row[2].value) == ("一线组", "去掉最高分（个）") and row[3].value == 1:
            row[3].value = 0
    changed = io.BytesIO()
    book.save(changed)

    cells = recalculated(tmp_path, {"changed": changed.getvalue()})["changed"]

    assert below(cells, tab_of(cells, "一线组·风采展示"), "得分")[0] == 92.13  # 90 91 92.5 95, not 90 91 92.5


def test_what_is_no_formula_says_why(state):
    content = xlsx(built(with_fewer_sheets(state)))
    book = openpyxl.load_workbook(io.BytesIO(content))

    comments = {
        cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment
    }

    assert "评委组长决定：两位评委到会" in comments


def test_numbers_too_large_for_a_spreadsheet_are_stated_and_say_so(state):
    found = sources(state)
    rulebook = state.rulebook
    odd = {"full": Decimal("99999.999999"), "weight": Decimal("33.333333")}
    tracks = tuple(
        replace(track, rounds=tuple(replace(round, **odd) for round in track.rounds))
        for track in rulebook.tracks
    )
    content = xlsx(built(replace(found, rulebook=replace(rulebook, tracks=tracks), prizes=())))

    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = next(sheet for sheet in book if sheet.title.endswith("一线组·综合与名次"))
    said = {cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}

    assert "数字太大，电子表格算不精确：这里写的是程序算出的数" in said


def test_no_name_is_a_formula(state):
    hostile = '=HYPERLINK("http://x";"甲")'
    content = xlsx(built(replace(sources(state), entrant=lambda *_: hostile, judge=lambda _: "+1")))

    assert hostile not in formulas(content).values()
    assert hostile in values(content).values()


def test_nothing_of_a_track_that_is_not_locked_is_in_it(state):
    unlocked = replace(state, locked={"back": state.locked["back"]})

    cells = values(workings(unlocked))

    assert "b1" in cells.values()
    assert not {"e1", "e2", "e3", "e4"} & set(cells.values())
    assert workings(replace(state, locked={})) is None
