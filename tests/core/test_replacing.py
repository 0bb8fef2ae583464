"""Somebody walks on, or takes the place of who declines: roster, orders, assignments, what was published."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from judging.core import commands as c
from judging.core.hall.performance import Phase
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.setup.prepared import Moved
from judging.core.state import PanelKey
from judging.views.running_order import order
from tests import day, panels_day
from tests.day import after, on, played, refusal, view

KEY = PanelKey("centre", "present")
WALKER = Entrant("x1", "路人街道中心", "北区")
NEXT = (
    Entrant("r1", "候补甲", "南区"),
    Entrant("r2", "候补乙", "东区"),
    Entrant("r3", "候补丙", "东区"),
)


def with_reserves(*reserves):
    """Three units of three districts in their order, and who comes next."""
    listed = c.SetEntrants("centre", day.ENTRANTS, reserves or NEXT)
    return played(day.ready(), (listed, day.COMPONENTS, day.ORDER))


def walk_on(entrant=WALKER, panel="", track="centre"):
    return c.WalkOn(track, entrant, "临时通知", "见证人", panel)


def instead_of(entrant, *, any_district=False, track="centre"):
    return c.ReplaceEntrant(track, entrant, "来函放弃", "见证人", any_district)


PREPARED = (
    c.SetHalls(panels_day.HALLS),
    panels_day.seat("A", panels_day.A, "main"),
    panels_day.seat("B", panels_day.B, "h2"),
    panels_day.ASSIGN,
    c.EnterOrder("people", "show", panels_day.ORDER, "见证人"),
)


def moves(state, key=("centre", "present")):
    return [(move.kind, move.entrant, move.left, move.number, move.to) for move in state.orders[key].moves]


def test_who_walks_on_is_on_the_roster_and_last_in_the_order():
    state = after(day.revealed(day.marking()), walk_on())

    assert state.entrants["centre"]["x1"] == WALKER
    assert state.order_of(KEY) == ("e1", "e2", "e3", "x1")
    assert moves(state) == [(Moved.JOINED, "x1", "", 0, 4)]
    assert after(state, c.CallEntrant(on("x1"))).performance(on("x1")).phase is Phase.CALLED


def test_who_walks_on_needs_the_scores_of_the_other_rounds():
    state = after(day.ready(), walk_on())
    for entrant in ("e1", "e2", "e3", "x1"):
        state = played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = day.revealed(state, entrant)

    assert "路人街道中心" in refusal(state, c.LockTrack("centre")).detail

    scores = {"e1": "90", "e2": "80.5", "e3": "88.25", "x1": "70"}
    state = played(state, (c.ImportComponents("centre", "daily", scores, "日常.xlsx"), day.publish()))
    assert "centre" in after(state, c.LockTrack("centre")).locked


def test_who_walks_on_without_an_id_gets_one():
    state = played(day.ready(), (walk_on(Entrant("", "路人甲")), walk_on(Entrant(" ", "路人乙"))))

    assert [(id, e.name) for id, e in state.entrants["centre"].items()][-2:] == [
        ("w1", "路人甲"),
        ("w2", "路人乙"),
    ]


def test_nobody_walks_on_twice_or_into_a_locked_track():
    state = after(day.ready(), walk_on())

    assert refusal(state, walk_on()).reason is Reason.MALFORMED
    assert refusal(with_reserves(), walk_on(Entrant("x9", "候补甲"))).reason is Reason.ALREADY
    assert refusal(day.ready(), walk_on(track="nowhere")).reason is Reason.UNKNOWN


def test_nobody_walks_on_into_a_locked_track():
    state = panels_day.done()
    state = played(state, (day.publish("people"), c.LockTrack("people")))

    assert refusal(state, walk_on(panel="A", track="people")).reason is Reason.LOCKED
    assert refusal(state, instead_of("p1", track="people")).reason is Reason.LOCKED


def test_a_ranking_on_a_par_falls_when_somebody_walks_on():
    """Everybody's scores rest on everybody's."""
    state = after(panels_day.done(), day.publish("people"))

    assert after(state, walk_on(panel="B", track="people")).standings == {}


def test_a_ranking_on_a_par_falls_when_the_next_of_the_reserves_comes_in():
    """Who declined did so before the ranking; one more is to be judged now."""
    blank = panels_day.blank()
    reserves = c.SetEntrants("people", panels_day.ENTRANTS, NEXT)
    state = played(blank, (reserves, *PREPARED, c.SetStatus("people", "p5", "withdrawn", "来函")))
    state = after(panels_day.done(state), day.publish("people"))

    state = after(state, instead_of("p5", track="people", any_district=True))

    assert state.standings == {}


def test_who_walks_on_comes_last_before_the_panel_that_is_named():
    state = after(panels_day.ready(), walk_on(panel="B", track="people"))
    a, b = state.panel_keys("people", "show")

    assert state.order_of(b)[-1] == "x1"
    assert "x1" not in state.order_of(a)
    assert refusal(panels_day.ready(), walk_on(panel="C", track="people")).reason is Reason.UNKNOWN


def test_who_walks_on_without_a_panel_is_assigned_by_hand():
    state = after(panels_day.ready(), walk_on(track="people"))
    assert refusal(state, c.CallEntrant(panels_day.on("x1"))).reason is Reason.INCOMPLETE

    panels = {**panels_day.PANELS, "x1": "A"}
    state = after(state, c.EnterAssignment("people", "show", panels, "见证人"))

    assert state.order_of(state.panel_keys("people", "show")[0])[-1] == "x1"


def test_the_next_of_the_same_district_takes_the_place_in_the_order():
    state = after(with_reserves(), instead_of("e1"))

    assert state.order_of(KEY) == ("r2", "e2", "e3")
    assert state.statuses == {("centre", "e1"): "withdrawn"}
    assert state.reserves["centre"] == (NEXT[0], NEXT[2])
    assert moves(state) == [(Moved.REPLACED, "r2", "e1", 1, 1)]
    assert state.orders["centre", "present"].drawn == ("e1", "e2", "e3")


def test_with_any_district_the_first_of_the_list_comes():
    assert after(with_reserves(), instead_of("e1", any_district=True)).order_of(KEY)[0] == "r1"


def test_where_no_reserve_names_a_district_the_first_of_the_list_comes():
    state = with_reserves(Entrant("r1", "候补甲"), Entrant("r2", "候补乙"))

    assert after(state, instead_of("e1")).order_of(KEY)[0] == "r1"


def test_it_is_said_that_no_reserve_is_left():
    state = with_reserves(NEXT[1])
    none_of_it = refusal(state, instead_of("e2"))
    none = refusal(after(state, instead_of("e1")), instead_of("e2"))

    assert none_of_it.detail == "顺延名单里已经没有西区的了；规则允许跨区的，请选“不限区”"
    assert none.detail == "受理中心组的顺延名单里已经没有人了；确要增补的请用“临时补入”"


def test_a_replacement_is_replaced_again_and_the_chain_stays():
    state = after(with_reserves(), instead_of("e1"))
    state = after(state, instead_of("r2"))

    assert state.order_of(KEY) == ("r3", "e2", "e3")
    assert [(each.left, each.entrant) for each in state.replacements] == [("e1", "r2"), ("r2", "r3")]
    [roster] = view(state, "order/main").rosters
    assert [(line.left, line.name) for line in roster.replaced] == [
        ("甲街道中心", "候补乙"),
        ("候补乙", "候补丙"),
    ]


def test_who_was_replaced_is_replaced_once_and_does_not_come_back():
    state = after(with_reserves(), instead_of("e1"))

    assert refusal(state, instead_of("e1")).reason is Reason.ALREADY
    back = refusal(state, c.SetStatus("centre", "e1", None, "又来了"))
    assert back.detail == "甲街道中心已由候补乙顺延，不能再恢复参赛"


def test_nobody_is_replaced_who_has_been_judged():
    marking = played(with_reserves(), (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))
    marked = after(after(marking, day.sheet("e1", "50", "30"), day.judge(1)), c.StepBack(on("e1"), "误点"))

    assert refusal(marking, instead_of("e1")).reason is Reason.BEGUN
    assert refusal(marked, instead_of("e1")).reason is Reason.BEGUN


def test_who_is_replaced_on_stage_leaves_it():
    state = after(after(with_reserves(), c.CallEntrant(on("e1"))), instead_of("e1"))

    assert list(state.on()) == []
    assert after(state, c.CallEntrant(on("r2"))).performance(on("r2")).phase is Phase.CALLED


def test_nothing_is_inherited_but_the_turn():
    state = after(with_reserves(), instead_of("e1"))

    assert "r2" not in state.components["centre", "daily"].scores


def test_who_declared_absence_before_keeps_that_status():
    state = after(with_reserves(), c.SetStatus("centre", "e1", "no_show", "三次点名未到"))

    state = after(state, instead_of("e1"))

    assert state.statuses == {("centre", "e1"): "no_show"}
    assert state.order_of(KEY)[0] == "r2"


def test_the_next_comes_before_the_same_panel():
    entrants = c.SetEntrants("people", panels_day.ENTRANTS, (Entrant("r1", "候补甲", "西区"),))
    order = c.EnterOrder("people", "show", panels_day.ORDER, "见证人")
    state = played(panels_day.ready(), (entrants, panels_day.ASSIGN, order))
    _, b = state.panel_keys("people", "show")
    before = state.order_of(b)

    state = after(state, instead_of("p4", track="people"))

    assert state.order_of(b) == tuple("r1" if each == "p4" else each for each in before)


def test_an_order_that_was_drawn_without_who_is_replaced_has_the_next_last():
    gone = after(with_reserves(), c.SetStatus("centre", "e1", "withdrawn", "来函"))
    drawn = after(gone, c.EnterOrder("centre", "present", ("e3", "e2"), "见证人"))

    assert after(drawn, instead_of("e1")).order_of(KEY) == ("e3", "e2", "r2")


def test_a_new_roster_without_who_was_replaced_begins_without_the_chain():
    state = after(with_reserves(), instead_of("e1"))

    state = after(state, c.SetEntrants("centre", day.ENTRANTS))

    assert state.replacements == ()
    assert after(state, c.SetStatus("centre", "e1", None, "名单更正")).statuses == {}


IDS = st.sampled_from(["e1", "e2", "e3", "r1", "r2", "w1", "w2"])
ASKED = st.one_of(
    st.builds(instead_of, IDS, any_district=st.booleans()),
    st.builds(lambda n: walk_on(Entrant("", f"路人{n}")), st.integers(1, 3)),
    st.builds(lambda id, to: c.MoveInOrder(on(id), to, "迟到", "见证人"), IDS, st.none() | st.integers(1, 5)),
    st.builds(lambda id: c.CallEntrant(on(id)), IDS),
    st.builds(lambda id: c.StepBack(on(id), "核对"), IDS),
    st.builds(lambda id, s: c.SetStatus("centre", id, s, "核对"), IDS, st.sampled_from(["withdrawn", None])),
)


@given(st.lists(ASKED, max_size=30))
def test_whatever_happens_the_order_has_each_who_takes_part_exactly_once(asked):
    state = with_reserves()
    for command in asked:
        with suppress(Refused):
            state = after(state, command)
        listed = state.order_of(KEY)
        taking_part = {id for id in state.entrants["centre"] if ("centre", id) not in state.statuses}
        assert len(listed) == len(set(listed))
        assert taking_part <= set(listed)
        assert view(state, "order/main")


def test_the_running_order_says_who_would_come_instead():
    rows = order(with_reserves(), "main").panels[0].rows

    assert {row.performance.entrant: row.following and row.following.id for row in rows} == {
        entrant.id: next((each.id for each in NEXT if each.district == entrant.district), None)
        for entrant in day.ENTRANTS
    }
    assert all(row.following is None for row in order(day.ready(), "main").panels[0].rows)
