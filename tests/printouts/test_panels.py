"""Paper of a round with several panels: assignment, blank sheets, scores before and after equalising."""

from hashlib import sha256
from itertools import cycle

from judging.core import commands as c
from judging.core.scoring.told import told
from judging.core.state import State
from judging.printouts import proof
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import Moment
from tests import panels_day
from tests.day import after, played
from tests.panels_day import ENTRANTS, ORDER, ready, revealed, two_rounds


def at(state: State) -> Moment:
    """A moment whose history nobody asks for."""
    return Moment(state, (), 1, "0" * 64, "2026-11-20T06:00:00Z")


def one(state, form, subject="", **options):
    [sheet] = sheets(at(state), form, "people", subject=subject, **options)
    return sheet


def cells(sheet, *keys):
    columns = [column.key for column in sheet.table.columns]
    return {
        line.subject: tuple(line.cells[columns.index(key)].text for key in keys) for line in sheet.table.lines
    }


AFTER = ("panel", "announced:show", "coefficient:show", "round:show")


def test_a_drawn_assignment_can_be_checked_from_what_stands_on_the_sheet_alone():
    state = after(panels_day.blank(), c.DrawAssignment("people", "show", "种子一"))
    sheet = one(state, "assignment")
    seed = dict(sheet.heading)["种子"]
    rows = [tuple(cell.text for cell in line.cells) for line in sheet.table.lines]

    def digest(text):
        return sha256(f"{seed}:{text}".encode()).hexdigest()[:16]

    assert [row[5:] for row in rows] == [(digest(district), digest(id)) for *_, district, id, _, _ in rows]
    assert rows == sorted(rows, key=lambda row: row[5:])
    assert [row[1] for row in rows] == [panel for panel, _ in zip(cycle("AB"), rows, strict=False)]
    assert {row[4] for row in rows} == {entrant.id for entrant in ENTRANTS}
    assert {note.split("（")[0] for note in sheet.notes[:2]} == {"评委组A：3 个", "评委组B：3 个"}


def test_who_had_a_panel_from_before_the_draw_does_not_stand_on_its_sheet():
    gone = played(ready(), (c.SetStatus("people", "p6", "withdrawn", "来函"),))
    state = after(gone, c.DrawAssignment("people", "show", "x"))
    sheet = one(state, "assignment")
    assert [line.cells[1].text for line in sheet.table.lines] == ["A", "B", "A", "B", "A"]
    assert "p6" not in cells(sheet, "panel")


def test_an_assignment_by_hand_names_its_witness_and_lists_panel_by_panel():
    sheet = one(ready(), "assignment")
    assert ("见证人", "见证人") in sheet.heading
    assert [panel for (panel,) in cells(sheet, "panel").values()] == ["A", "A", "A", "B", "B", "B"]
    assert "digest" not in {column.key for column in sheet.table.columns}


def test_a_judge_on_two_panels_has_two_blank_sheets_with_the_entrants_of_each():
    state = ready()
    both = sheets(at(state), "blank", "people", subject="J3")
    assert [(sheet.place.panel, tuple(cells(sheet, "name"))) for sheet in both] == [
        ("A", ("p1", "p3", "p5")),
        ("B", ("p6", "p2", "p4")),
    ]
    assert all(("评委组", sheet.place.panel) in sheet.heading for sheet in both)
    assert len(sheets(at(state), "blank", "people")) == 6


def test_before_all_is_revealed_the_register_has_original_scores_and_no_places():
    sheet = one(revealed(ready(), "p6", "p1", "p2"), "round")
    assert cells(sheet, "place", *AFTER) == {
        "p1": ("", "A", "80.00", "", ""),
        "p6": ("", "B", "85.00", "", ""),
        "p2": ("", "B", "90.00", "", ""),
    }
    assert any("只有现场原始得分，不排名次" in note for note in sheet.notes)


def test_once_all_is_revealed_the_register_has_both_and_the_way_from_one_to_the_other():
    sheet = one(panels_day.done(), "round")
    assert cells(sheet, "place", *AFTER) == {
        "p1": ("1", "A", "80.00", "1.143", "91.44"),
        "p4": ("2", "B", "95.00", "0.889", "84.46"),
        "p2": ("3", "B", "90.00", "0.889", "80.01"),
        "p3": ("3", "A", "70.00", "1.143", "80.01"),
        "p6": ("5", "B", "85.00", "0.889", "75.57"),
        "p5": ("6", "A", "60.00", "1.143", "68.58"),
    }
    assert any(
        "全体平均 80；评委组A 3 个，平均 70，系数 1.143；评委组B 3 个，平均 90，系数 0.889" in note
        for note in sheet.notes
    )


def test_the_result_sheet_ranks_nobody_before_and_the_equalised_after():
    before = one(revealed(ready(), "p6", "p1"), "results")
    assert cells(before, "place", "announced:show", "round:show", "composite", "note") == {
        "p1": ("", "80.00", "", "", "待折算"),
        "p6": ("", "85.00", "", "", "待折算"),
    }
    final = one(panels_day.done(), "results")
    assert cells(final, "place", "round:show", "composite")["p1"] == ("1", "91.44", "91.44")


def test_a_confirmed_score_that_was_not_revealed_moves_nothing_on_public_paper():
    state = panels_day.confirmed(revealed(ready(), *ORDER[:-1]), ORDER[-1])
    public, whole = one(state, "results"), one(state, "results", whole=True)
    assert {place for (place,) in cells(public, "place").values()} == {""}
    assert cells(whole, "round:show") == cells(one(panels_day.done(), "results"), "round:show")
    assert cells(one(state, "round"), "coefficient:show")["p1"] == ("",)


def test_a_score_sheet_goes_on_to_the_final_score_once_there_is_one():
    before = one(revealed(ready(), "p1"), "score", "p1")
    assert before.outcome[-1] == ("现场原始得分", "80.00")

    final = one(panels_day.done(), "score", "p1")

    assert ("评委组", "A") in final.heading
    assert final.outcome[-3:] == (("现场原始得分", "80.00"), ("评委组系数", "1.143"), ("折算后得分", "91.44"))
    assert [str(told(step).text) for step in final.steps[-3:]] == [
        "现场原始得分×评委组系数：80×1.143=91.44",
        "91.44 四舍五入保留 2 位得 91.44",
        "91.44",
    ]


def test_numbers_of_entrants_are_those_before_their_panel():
    numbers = cells(one(panels_day.done(), "round"), "number")
    assert numbers == {"p6": ("1",), "p2": ("2",), "p4": ("3",), "p1": ("1",), "p3": ("2",), "p5": ("3",)}


def test_every_sheet_of_such_a_day_is_found_again_by_its_code():
    now = at(panels_day.done())
    for name, form in FORMS.items():
        for sheet in sheets(now, name, "people") if form.is_proven and form.is_of_track else ():
            assert proof.find(now, proof.code(now, sheet)).sheet == sheet


def test_who_stands_on_paper_before_the_others_is_put_on_a_par_with_all_of_them():
    sheet = one(two_rounds("p1", "p4"), "results")
    # 91.44 and 84.46 of the equalised round, 50 of the other, on a scale of both weights
    assert cells(sheet, "round:show", "composite") == {"p1": ("91.44", "141.44"), "p4": ("84.46", "134.46")}


def test_that_panels_were_put_on_a_par_since_corrects_no_sheet():
    early, late = revealed(ready(), "p6", "p1"), panels_day.done()
    found = [
        proof.ProvenSheet(sheet, False)
        for form in ("round", "results", "score")
        for sheet in printed(early, form)
    ]
    assert [proof.corrected(at(late), each) for each in found] == [False] * 4

    moved = after(late, c.SetStatus("people", "p5", "disqualified", "违规"))
    final = [
        proof.ProvenSheet(sheet, False) for form in ("round", "results") for sheet in printed(late, form)
    ]
    assert [proof.corrected(at(moved), each) for each in final] == [True, True]


def printed(state, form):
    return sheets(at(state), form, "people")
