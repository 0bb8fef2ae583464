"""The console says who does what, and greys exactly what the server would refuse it."""

import pytest

from judging import access
from judging.core import commands as c
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import WHOLE, Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.core.refused import Reason, Refused
from tests import halls
from tests.day import after, view
from tests.halls import far, near

DIRECTOR = acting(Duty.DIRECTOR)
OF_NEAR = Scope(track="near", round="one", panel="")
SCOPES = (WHOLE, Scope(hall="A"), Scope(hall="B"), Scope(track="near"), OF_NEAR)


def named(duty, scope, id="P1", name="记分员一"):
    return after(halls.ready(), c.SetPerson(Person(id, name, appointments=(Appointment(duty, scope),))))


def is_refused(state, command, by=DIRECTOR) -> bool:
    try:
        access.may_send(state, by, command)
    except Refused as refused:
        return refused.reason is Reason.NOT_ALLOWED
    return False


def greyed(state) -> set[tuple[str, str, str, str]]:
    return {
        (each.kind, each.track, each.round, each.panel)
        for hall in state.halls
        for each in view(state, f"console/{hall}").theirs
    }


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("duty", [Duty.SCOREKEEPER, Duty.HEAD_JUDGE, Duty.VERIFIER])
def test_what_is_grey_is_refused_and_what_is_not_is_allowed(duty, scope):
    state = named(duty, scope)
    found = greyed(state)
    for performance in (near(0), near(0, "two"), far(0)):
        key = state.panel_of(performance)
        for command in (c.EnterDeduction(performance, "1", "超时"), c.ReturnSheet(performance, "J1", "漏分")):
            is_grey = (type(command).__name__, *key) in found
            assert is_grey == is_refused(state, command), (command, scope)
    for track in ("near", "far"):
        tie = c.DecideTie(track, ("near0", "near1"), "抽签")
        assert (("DecideTie", track, "", "") in found) == is_refused(state, tie)


def test_it_says_whose_it_is_and_who_does_what():
    state = named(Duty.SCOREKEEPER, Scope(hall="A"))

    console = view(state, "console/A")
    assert {str(each.why) for each in console.theirs} == {"由记分员 记分员一 操作"}
    assert {each.persons for each in console.theirs} == {("P1",)}
    assert [(str(part.word), part.names) for part in console.parts] == [("记分员", ("记分员一",))]
    elsewhere = view(state, "console/B")
    assert {each.kind for each in elsewhere.theirs} == set()
    assert elsewhere.parts == ()


def test_a_judge_of_the_hall_takes_nothing_from_the_console():
    assert greyed(halls.ready()) == set()


def test_who_directs_here_and_keeps_scores_elsewhere_stands_in_here():
    appointments = (Appointment(Duty.DIRECTOR), Appointment(Duty.SCOREKEEPER, Scope(hall="B")))
    state = after(halls.ready(), c.SetPerson(Person("P1", "场控一", appointments=appointments)))
    by = Actor(appointments, person="P1")

    assert not is_refused(state, c.EnterDeduction(near(0), "1", "超时"), by)
    assert not is_refused(state, c.EnterDeduction(near(0, "two"), "1", "超时"), by)
    assert is_refused(state, c.EnterDeduction(near(0, "two"), "1", "超时"))
