"""检录, the roll and a changed order: what may happen to somebody who waits, and what stays as it was."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from judging.core import commands as c
from judging.core.attendance.checkin import Step
from judging.core.hall.performance import Phase
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason, Refused
from judging.core.setup.prepared import Moved
from judging.core.state import PanelKey
from judging.views.attending import attend
from tests import day, panels_day
from tests.day import after, on, played, refusal, view

KEY = PanelKey("centre", "present")
FIVE = tuple(Entrant(f"e{n}", f"{n}号街道中心", "东区") for n in range(1, 6))


def five():
    """Five units in their order, nobody called."""
    ids = tuple(entrant.id for entrant in FIVE)
    order = c.EnterOrder("centre", "present", ids, "见证人")
    return played(day.ready(), (c.SetEntrants("centre", FIVE), order))


def rows(state):
    return {row.performance.entrant: row for row in view(state, "order/main").panels[0].rows}


def arrived(entrant="e1"):
    return c.CheckIn(on(entrant), Step.ARRIVED)


def waiting(entrant="e1"):
    return c.CheckIn(on(entrant), Step.WAITING)


def moved(entrant, to=None):
    return c.MoveInOrder(on(entrant), to, "设备故障", "见证人")


def test_who_comes_is_checked_in_with_the_moment():
    state = after(five(), arrived())
    state = after(state, waiting())

    assert (rows(state)["e1"].arrived_at, rows(state)["e1"].waiting_at) == (day.AT, day.AT)
    assert rows(state)["e2"].arrived_at == ""


def test_who_is_in_the_waiting_room_has_arrived():
    assert rows(after(five(), waiting()))["e1"].arrived_at == day.AT


def test_two_consoles_that_check_in_at_once_do_it_once():
    state = after(five(), waiting())

    assert after(state, waiting()) is state
    assert after(state, arrived()) is state


def test_a_wrong_check_in_is_taken_back_step_by_step():
    state = after(five(), waiting())

    once = after(state, c.WithdrawCheckIn(on("e1"), "看错了"))
    twice = after(once, c.WithdrawCheckIn(on("e1"), "看错了"))

    assert once.checkin(on("e1")).step is Step.ARRIVED
    assert twice.checkin(on("e1")).step is None
    assert refusal(twice, c.WithdrawCheckIn(on("e1"), "看错了")).reason is Reason.NOT_NOW
    assert after(once, c.WithdrawCheckIn(on("e1"), "看错了", Step.WAITING)) is once


def test_three_calls_each_with_its_moment_and_no_fourth():
    state = five()
    for minute in ("1", "2", "3"):
        state = after(state, c.CallRoll(on("e1")), at=f"2026-11-20T06:0{minute}:00.000Z")

    assert [at[14:16] for at in rows(state)["e1"].calls] == ["01", "02", "03"]
    assert refusal(state, c.CallRoll(on("e1"))).reason is Reason.NOT_NOW


def test_two_consoles_that_call_at_once_call_once():
    state = after(five(), c.CallRoll(on("e1"), 1))

    assert after(state, c.CallRoll(on("e1"), 1)) is state


def test_after_the_third_call_an_absence_is_possible_and_nothing_has_happened_by_itself():
    state = five()
    for number in (1, 2, 3):
        assert not rows(state)["e1"].may_be_absent
        state = after(state, c.CallRoll(on("e1"), number))

    assert rows(state)["e1"].may_be_absent
    assert state.statuses == {}
    assert [b.kind for b in rows(state)["e1"].attend if b.id == "no_show"] == ["SetStatus"]
    assert not rows(after(state, arrived()))["e1"].may_be_absent


def test_who_has_arrived_is_called_no_more():
    assert refusal(after(five(), arrived()), c.CallRoll(on("e1"))).reason is Reason.ALREADY


def test_nobody_is_checked_in_who_came_already_or_takes_no_part():
    called = after(five(), c.CallEntrant(on("e1")))
    withdrawn = after(five(), c.SetStatus("centre", "e1", "withdrawn", "来函"))

    for state in (called, withdrawn):
        for command in (arrived(), c.CallRoll(on("e1")), moved("e1")):
            assert refusal(state, command).reason is Reason.NOT_NOW


def test_a_check_in_holds_nobody_back():
    assert after(five(), c.CallEntrant(on("e1"))).performance(on("e1")).phase is Phase.CALLED


def test_who_is_late_comes_last_and_the_others_in_their_turn():
    state = after(five(), moved("e2"))

    assert state.order_of(KEY) == ("e1", "e3", "e4", "e5", "e2")
    assert [(row.number, id) for id, row in rows(state).items()][-1] == (5, "e2")


def test_who_came_keeps_the_number():
    state = played(five(), (c.CallEntrant(on("e3")), c.StepBack(on("e3"), "误点"), c.CallEntrant(on("e4"))))

    state = after(state, moved("e1"))

    assert state.order_of(KEY) == ("e2", "e3", "e5", "e4", "e1")


def test_a_place_is_taken_among_those_who_wait():
    called = after(five(), c.CallEntrant(on("e1")))

    assert after(called, moved("e5", 2)).order_of(KEY) == ("e1", "e5", "e2", "e3", "e4")
    for place in (0, 1, 6, -1):
        assert refusal(called, moved("e5", place)).reason is Reason.NOT_NOW


def test_who_withdrew_keeps_the_number_and_is_not_moved_into():
    state = after(five(), c.SetStatus("centre", "e2", "withdrawn", "来函"))

    assert after(state, moved("e1")).order_of(KEY) == ("e3", "e2", "e4", "e5", "e1")
    assert refusal(state, moved("e1", 2)).reason is Reason.NOT_NOW


def test_a_move_to_where_one_stands_is_none():
    state = five()

    assert after(state, moved("e5")) is state
    assert after(state, moved("e3", 3)) is state


def test_the_move_stays_on_record_with_reason_witness_and_moment():
    [order] = after(five(), moved("e2")).orders.values()

    [move] = order.moves
    assert (move.entrant, move.kind, move.number, move.to) == ("e2", Moved.BY_HAND, 2, 5)
    assert (move.reason, move.witness, move.at) == ("设备故障", "见证人", day.AT)
    assert order.drawn == ("e1", "e2", "e3", "e4", "e5")


def test_who_returns_after_the_draw_comes_last_on_record():
    gone = after(day.ready(), c.SetStatus("centre", "e2", "withdrawn", "来函"))
    drawn = after(gone, c.EnterOrder("centre", "present", ("e3", "e1"), "见证人"))

    [order] = after(drawn, c.SetStatus("centre", "e2", None, "赶到")).orders.values()

    assert (order.entrants, order.drawn) == (("e3", "e1", "e2"), ("e3", "e1"))
    assert [(move.kind, move.entrant, move.to, move.reason) for move in order.moves] == [
        (Moved.BACK, "e2", 3, "赶到")
    ]


def test_before_one_panel_a_move_leaves_the_other_as_it_is():
    state = panels_day.ready()
    keys = state.panel_keys("people", "show")
    before = {key: state.order_of(key) for key in keys}
    first = before[keys[0]][0]

    state = after(state, c.MoveInOrder(panels_day.on(first), None, "迟到", "见证人"))

    assert state.order_of(keys[0]) == (*before[keys[0]][1:], first)
    assert state.order_of(keys[1]) == before[keys[1]]


def test_who_was_moved_to_a_panel_in_the_middle_can_be_moved_before_it():
    state = panels_day.ready()
    a, b = state.panel_keys("people", "show")
    state = after(state, c.CallEntrant(panels_day.on(state.order_of(a)[0])))
    newcomer = state.order_of(b)[0]
    other = {**panels_day.PANELS, newcomer: a.panel}
    state = after(state, c.EnterAssignment("people", "show", other, "见证人"))
    assert state.order_of(a)[-1] == newcomer

    state = after(state, c.MoveInOrder(panels_day.on(newcomer), 2, "对调", "见证人"))

    assert state.order_of(a)[1] == newcomer


IDS = st.sampled_from([entrant.id for entrant in FIVE])
ASKED = st.one_of(
    st.builds(moved, IDS, st.none() | st.integers(0, 6)),
    st.builds(arrived, IDS),
    st.builds(lambda id: c.CallRoll(on(id)), IDS),
    st.builds(lambda id: c.CallEntrant(on(id)), IDS),
    st.builds(lambda id: c.StepBack(on(id), "核对"), IDS),
    st.builds(lambda id, s: c.SetStatus("centre", id, s, "核对"), IDS, st.sampled_from(["withdrawn", None])),
)


@given(st.lists(ASKED, max_size=30))
def test_the_order_has_everybody_once_and_who_came_keeps_the_number(asked):
    state = five()
    for command in asked:
        before = state
        with suppress(Refused):
            state = after(state, command)
        listed = state.order_of(KEY)
        assert sorted(listed) == sorted(entrant.id for entrant in FIVE)
        if isinstance(command, c.MoveInOrder):
            came = [id for id in listed if state.performance(on(id)).phase is not Phase.WAITING]
            assert [listed.index(id) for id in came] == [before.order_of(KEY).index(id) for id in came]


@given(st.lists(ASKED, max_size=30))
def test_whatever_a_row_offers_can_be_done(asked):
    state = five()
    for command in asked:
        with suppress(Refused):
            state = after(state, command)

    for entrant in FIVE:
        for offered in attend(state, on(entrant.id)):
            after(state, getattr(c, offered.kind)(**revived(offered.data)))


def revived(data):
    """The fields of a command, of what a page gets."""
    return {name: on(value["entrant"]) if name == "performance" else value for name, value in data.items()}
