"""People by name: which duties they have, for what, and which no one person may have together."""

import pytest

from judging import access
from judging.core import commands as c
from judging.core.people.actor import acting, is_same
from judging.core.people.duty import WHOLE, Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.core.refused import Reason, Refused
from judging.views.naming import who
from tests import halls
from tests.day import after
from tests.halls import far, near

ORGANISER = acting(Duty.ORGANISER)
A, B = Scope(hall="A"), Scope(hall="B")


def person(id, *appointments, name="记分员一"):
    return Person(id, name, appointments=tuple(Appointment(duty, scope) for duty, scope in appointments))


def named(*persons):
    state = halls.ready()
    for each in persons:
        state = after(state, c.SetPerson(each))
        card = c.IssuePass(
            f"pass of {each.id}", each.appointments[0].duty, None, f"link {each.id}", person=each.id
        )
        state = after(state, card)
        state = after(state, c.ClaimSeat(f"phone of {each.id}", f"link {each.id}"))
    return state


def may(state, id, command) -> bool:
    by = access.actor(state, f"phone of {id}") if id else acting(Duty.DIRECTOR)
    try:
        access.may_send(state, by, command)
    except Refused as refused:
        return refused.reason is not Reason.NOT_ALLOWED
    return True


def deduct(performance):
    return c.EnterDeduction(performance, "1", "超时")


def test_as_long_as_nobody_is_named_the_console_does_it():
    assert may(named(), None, deduct(near(0)))


def test_who_is_named_does_it_in_the_own_hall_and_the_console_elsewhere():
    state = named(person("P1", (Duty.SCOREKEEPER, A)))

    assert may(state, "P1", deduct(near(0)))
    assert not may(state, "P1", deduct(near(0, "two")))
    assert not may(state, None, deduct(near(0)))
    assert may(state, None, deduct(near(0, "two")))
    assert not may(state, "P1", c.OpenMarking(near(0)))


def test_the_refusal_says_whose_it_is():
    state = named(person("P1", (Duty.SCOREKEEPER, WHOLE), name="记分员一"))

    with pytest.raises(Refused, match="由记分员记分员一操作"):
        access.may_send(state, acting(Duty.DIRECTOR), deduct(near(0)))


def test_a_panel_has_its_own_head():
    state = named(person("H1", (Duty.HEAD_JUDGE, Scope(track="near", round="one", panel="")), name="组长一"))

    assert may(state, "H1", c.ReturnSheet(near(0), "J1", "漏分"))
    assert not may(state, "H1", c.ReturnSheet(near(0, "two"), "J4", "漏分"))
    assert not may(state, "H1", c.ReturnSheet(far(0), "J8", "漏分"))
    assert not may(state, None, c.ReturnSheet(near(0), "J1", "漏分"))
    assert may(state, None, c.ReturnSheet(far(0), "J8", "漏分"))


def test_a_person_has_the_duties_of_now_not_those_of_the_card():
    state = named(person("P1", (Duty.SCOREKEEPER, WHOLE)))
    changed = after(state, c.SetPerson(person("P1", (Duty.EMCEE, A))))

    assert access.actor(changed, "phone of P1").duties == (Duty.EMCEE,)
    assert not may(changed, "P1", deduct(near(0)))


def test_a_judge_with_a_second_duty_has_both_on_the_one_phone():
    state = halls.ready()
    state = after(state, c.ClaimSeat("phone", "link-5"))
    judge = access.actor(state, "phone").judge
    state = after(state, c.SetPerson(person(judge, (Duty.EMCEE, B), name="评委五")))

    by = access.actor(state, "phone")
    assert (by.judge, by.duties, by.label) == (judge, (Duty.JUDGE, Duty.EMCEE), f"judge/{judge}")
    assert is_same(by.label, f"person/{judge}")


def test_removed_is_out_unless_there_is_a_seat():
    state = named(person("P1", (Duty.SCOREKEEPER, WHOLE)))
    state = after(state, c.ClaimSeat("phone", "link-5"))
    judge = access.actor(state, "phone").judge
    state = after(state, c.SetPerson(person(judge, (Duty.EMCEE, B), name="评委五")))

    for id in ("P1", judge):
        state = after(state, c.RemovePerson(id, "换人"))

    assert access.actor(state, "phone of P1").duties == (Duty.GUEST,)
    assert access.actor(state, "phone").duties == (Duty.JUDGE,)


PAIRS = (
    ((Duty.SCOREKEEPER, WHOLE), (Duty.VERIFIER, A)),
    ((Duty.SCOREKEEPER, A), (Duty.VERIFIER, Scope(track="near"))),
    ((Duty.SUPERVISOR, WHOLE), (Duty.DIRECTOR, B)),
    ((Duty.HEAD_JUDGE, WHOLE), (Duty.SCOREKEEPER, A)),
)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_two_duties_that_watch_each_other_are_two_people(pair):
    with pytest.raises(Refused, match="不能同时是"):
        after(halls.ready(), c.SetPerson(person("P1", *pair)))


def test_they_may_be_one_persons_in_different_halls():
    two = person("P1", (Duty.SCOREKEEPER, A), (Duty.VERIFIER, B))

    assert after(halls.ready(), c.SetPerson(two)).people["P1"] == two


def test_a_judge_enters_no_sheets():
    judge = next(iter(halls.ready().judge_ids()))

    with pytest.raises(Refused, match="不能同时是评委和记分员"):
        after(halls.ready(), c.SetPerson(person(judge, (Duty.SCOREKEEPER, WHOLE))))


def test_who_enters_sheets_gets_no_seat_as_a_judge():
    state = after(halls.ready(), c.SetPerson(person("P1", (Duty.SCOREKEEPER, WHOLE))))
    key, panel = next(iter(state.panels.items()))
    judges = (*panel.judges[:-1], type(panel.judges[0])("P1", panel.judges[-1].seat, "记分员一"))

    with pytest.raises(Refused, match="不能同时是评委和记分员"):
        after(state, c.SeatPanel(key.track, key.round, judges, key.panel))


@pytest.mark.parametrize(
    "wrong",
    [
        person("P1", (Duty.JUDGE, WHOLE)),
        person("P1", (Duty.EMCEE, Scope(hall="nowhere"))),
        person("P1", (Duty.HEAD_JUDGE, Scope(track="none"))),
        person("P1", (Duty.HEAD_JUDGE, Scope(panel="A"))),
        person("P1", (Duty.ORGANISER, A)),
        person("", (Duty.EMCEE, A)),
        person("P1", (Duty.EMCEE, A), name=" "),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(wrong):
    with pytest.raises(Refused):
        after(halls.ready(), c.SetPerson(wrong))


def test_no_panel_comes_to_the_hall_of_who_enters_its_sheets():
    state = after(halls.ready(), c.SetPerson(person("J6", (Duty.SCOREKEEPER, B), name="评委6")))

    with pytest.raises(Refused, match="评委6不能同时是评委和记分员"):
        after(state, c.MovePanel("near", "one", "B"))
    with pytest.raises(Refused, match="评委6不能同时是评委和记分员"):
        after(state, c.SeatPanel("near", "one", halls.panel(1, 6), hall="B"))
    assert after(state, c.MovePanel("near", "one", "C"))


def test_a_card_opens_nothing_once_person_and_seat_are_gone():
    state = after(halls.ready(), c.SetPerson(person("J7", (Duty.EMCEE, A), name="评委7")))
    state = after(state, c.IssuePass("card", Duty.EMCEE, None, "link", person="J7"))
    state = after(state, c.ClaimSeat("phone", "link"))
    state = after(state, c.RemovePerson("J7", "换人"))
    state = after(state, c.SeatPanel("near", "two", halls.panel(4, 9), hall="B"))

    assert access.actor(state, "phone").duties == (Duty.GUEST,)


def test_a_judges_card_goes_with_the_last_of_seat_and_person():
    state = after(halls.ready(), c.SetPerson(person("J7", (Duty.EMCEE, A), name="评委7")))
    state = after(state, c.ClaimSeat("phone", "link-7"))
    state = after(state, c.SeatPanel("near", "two", halls.panel(4, 9), hall="B"))
    assert access.actor(state, "phone").duties == (Duty.EMCEE,)

    state = after(state, c.RemovePerson("J7", "换人"))

    assert access.actor(state, "phone").duties == (Duty.GUEST,)


def test_nobody_is_two_people_and_no_two_are_one():
    state = after(halls.ready(), c.SetPerson(person("P1", (Duty.SCOREKEEPER, WHOLE))))

    with pytest.raises(Refused, match="同一个人请用原来的编号"):
        after(state, c.SetPerson(person("P2", (Duty.VERIFIER, WHOLE))))
    state = after(state, c.RemovePerson("P1", "换人"))
    with pytest.raises(Refused, match="同一个人请用原来的编号"):
        after(state, c.SetPerson(person("P2", (Duty.VERIFIER, WHOLE))))
    with pytest.raises(Refused, match="是已删去的记分员一的"):
        after(state, c.SetPerson(person("P1", (Duty.VERIFIER, WHOLE), name="复核员一")))
    assert after(state, c.SetPerson(person("P1", (Duty.VERIFIER, WHOLE)))).people.keys() == {"P1"}


def test_a_pin_goes_with_its_person_and_the_name_stays_on_record():
    state = named(person("P1", (Duty.SUPERVISOR, WHOLE), name="监督员一"))
    state = after(state, c.SetPin("a" * 64), access.actor(state, "phone of P1"))

    state = after(state, c.RemovePerson("P1", "换人"))

    assert not state.pins
    assert str(who(state, "person/P1")) == "监督员一（监督员）"
