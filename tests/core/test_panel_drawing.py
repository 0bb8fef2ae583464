"""A panel drawn by lot: the order of the lots, without who comes from where an entrant does."""

from hashlib import sha256

import pytest
from msgspec.structs import replace

from judging.audit.verify import wrong_numbers
from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason
from judging.core.setup.prepared import Avoided, Candidate
from judging.core.state import PanelKey, State
from judging.store import draft
from judging.store.chain import START, as_read, linked, verified
from tests import day, panels_day
from tests.day import after, on, played, refusal

KEY = PanelKey("centre", "present")
FAR = tuple(Candidate(f"P{n}", f"人选{n}", "外单位", "北区") for n in range(1, 9))
NEAR = (Candidate("P21", "本区人选", "某单位", "东区"), Candidate("P22", "本单位人选", "甲街道中心", "北区"))
DRAW = c.DrawPanel("centre", "present", (*NEAR, *FAR), 5, 2, "7f3a")
DISTRICTS = ("东区", "北区", "北区")
THREE = tuple(Candidate(f"P{n}", f"人选{n}", "", district) for n, district in enumerate(DISTRICTS, 1))
BLANK = played(State(), (day.CREATE,))


def lots(candidates, seed="7f3a"):
    digests = {each.id: sha256(f"{seed}:{each.id}".encode()).hexdigest() for each in candidates}
    return sorted(digests, key=digests.__getitem__)


def test_the_seats_come_first_and_then_the_reserves_in_the_order_of_the_lots():
    panel = after(BLANK, DRAW).panels[KEY]

    assert [judge.id for judge in panel.judges] == lots(FAR)[:5]
    assert [judge.id for judge in panel.reserves] == lots(FAR)[5:7]
    assert [judge.seat for judge in (*panel.judges, *panel.reserves)] == [1, 2, 3, 4, 5, 1, 2]


def test_who_is_of_the_district_or_the_unit_of_an_entrant_is_avoided_and_it_is_on_record_why():
    drawn = after(BLANK, DRAW).panels[KEY].drawn

    assert drawn.avoided == (Avoided("P21", "东区"), Avoided("P22", "甲街道中心"))
    assert (drawn.seed, drawn.pool) == ("7f3a", (*NEAR, *FAR))


def test_a_panel_avoids_the_districts_of_its_own_entrants_alone():
    state = played(panels_day.blank(), (panels_day.ASSIGN,))
    entrants = {"p1": "A", "p2": "A", "p3": "B", "p4": "B", "p5": "B", "p6": "B"}
    assigned = c.EnterAssignment("people", "show", entrants, "见证人")
    draw = c.DrawPanel("people", "show", THREE, 2, 0, "7f3a", "B")

    both = after(after(state, assigned), replace(draw, seats=3))
    assert {judge.id for judge in both.panels[PanelKey("people", "show", "B")].judges} == {"P1", "P2", "P3"}
    of_east = after(after(state, assigned), replace(draw, panel="A"))
    assert {judge.id for judge in of_east.panels[PanelKey("people", "show", "A")].judges} == {"P2", "P3"}


def test_without_an_assignment_a_panel_avoids_all_districts():
    state = after(panels_day.blank(), c.DrawPanel("people", "show", THREE, 2, 0, "7f3a", "A"))

    assert [each.id for each in state.panels[PanelKey("people", "show", "A")].drawn.avoided] == ["P1"]


def test_where_too_few_are_left_it_is_said_how_many_and_what_helps():
    refused = refusal(BLANK, replace(DRAW, reserves=4))

    assert refused.reason is Reason.INCOMPLETE
    assert "只剩 8 人，要抽 9 人" in refused.detail
    assert "请补充外区人选" in refused.detail


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"pool": (*FAR, FAR[0])}, Reason.MALFORMED),
        ({"pool": (Candidate("P1", " "), *FAR[1:])}, Reason.MALFORMED),
        ({"seats": 0}, Reason.OUT_OF_RANGE),
        ({"seats": 2}, Reason.MALFORMED),
        ({"reserves": -1}, Reason.OUT_OF_RANGE),
        ({"seed": ""}, Reason.MALFORMED),
        ({"panel": "A"}, Reason.UNKNOWN),
        ({"round": "daily"}, Reason.UNKNOWN),
    ],
)
def test_what_makes_no_sense_is_refused(changes, reason):
    assert refusal(BLANK, replace(DRAW, **changes)).reason is reason


def test_once_the_panel_has_judged_nothing_is_drawn():
    marked = after(day.marking(), day.sheet("e1", "50", "30"), day.judge(1))

    refused = refusal(marked, DRAW)
    assert refused.reason is Reason.BEGUN
    assert "不能再抽签" in refused.detail


def test_trainees_stay_and_seats_by_hand_are_no_lots():
    trainee = replace(day.SEAT, trainees=(Judge("T1", 1, "见习评委一"),))
    state = played(BLANK, (trainee, DRAW))

    assert state.panels[KEY].trainees == trainee.trainees
    assert after(state, day.SEAT).panels[KEY].drawn is None


def test_a_reserve_who_was_drawn_takes_a_seat_and_the_draw_stays_on_record():
    state = after(BLANK, DRAW)
    reserve = state.panels[KEY].reserves[0]
    replaced = after(state, c.ReplaceJudge("centre", "present", 3, reserve.id, "病"))

    assert replaced.panels[KEY].drawn == state.panels[KEY].drawn


def entries(*events):
    drafts = [draft(event, day.AT, "organiser", f"{n:032x}") for n, event in enumerate(events)]
    return list(verified(START, as_read(linked(START, drafts))))


def test_verify_notices_a_panel_that_the_lots_do_not_make():
    created = decide(State(), day.CREATE, day.ORGANISER, day.AT)
    seated, drawn = decide(BLANK, DRAW, day.ORGANISER, day.AT)
    other = e.PanelSeated("centre", "present", tuple(reversed(seated.judges)), reserves=seated.reserves)

    assert wrong_numbers(entries(*created, seated, drawn)) == []
    assert [said for _, said in wrong_numbers(entries(*created, other, drawn))] == [
        "受理中心组的评委与抽签种子 7f3a 排出的不同"
    ]
    kept_out = replace(drawn, avoided=(*drawn.avoided, Avoided("P1", "北区")))
    assert "受理中心组评委抽签避开的人与参赛对象的区和单位不符" in [
        said for _, said in wrong_numbers(entries(*created, seated, kept_out))
    ]


def test_nobody_is_called_before_a_panel_that_has_been_drawn_again_in_between():
    state = played(day.ready(), (c.CallEntrant(on("e1")), DRAW))

    assert [judge.id for judge in state.panel(on("e1"))] == lots(FAR)[:5]
