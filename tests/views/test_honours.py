"""What lies before the meeting, for the organiser and the supervisor of all; for nobody else."""

import pytest

from judging.core import commands as c
from judging.core.honours.decision import Verdict
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.scoring.oversight import Act
from judging.views import topic
from judging.views.honours import Stage
from judging.views.watching import may_watch
from tests.day import after, view
from tests.honours_day import BACK, POOL, WINDOW, decision, lock, locked, rows, special


def award(state, id=POOL):
    return next(each for each in view(state, "honours").awards if each.award == id)


@pytest.mark.parametrize("duty", Duty)
def test_organiser_and_supervisor_watch_it_and_nobody_else(duty):
    watches = may_watch(locked(), acting(duty), topic("honours"))

    assert watches is (duty in (Duty.ORGANISER, Duty.SUPERVISOR))


def test_the_supervisor_of_a_hall_learns_nothing_of_the_whole():
    assert not may_watch(locked(), acting(Duty.SUPERVISOR, hall="main"), topic("honours"))


def test_an_award_goes_from_open_to_decided():
    later = (Verdict.DEFERRED, "待核实")
    state = locked()
    assert award(locked(tracks=())).stage is Stage.OPEN
    assert award(state).stage is Stage.PROPOSED

    partly = after(state, decision(state, f2=later))
    assert award(partly).stage is Stage.PARTLY
    assert award(after(partly, decision(partly))).stage is Stage.DECIDED
    overtaken = lock(partly, BACK, rows("b", ("94.00", "90.50", "90.00")))
    assert award(overtaken).stage is Stage.OVERTAKEN


def test_it_says_who_has_to_sign_first():
    assert award(locked()).unsigned is None
    assert award(locked(countersign=(Act.DECIDE,))).unsigned == ()


def test_who_takes_part_may_be_nominated():
    found = award(special(), "shown").nominating
    assert found is not None
    assert [(each.track, len(each.entrants)) for each in found.among] == [("frontline", 3), ("backoffice", 3)]

    state = after(special(), c.ProposeSpecial("shown", (WINDOW,)))

    assert [(n.name, n.reason) for n in award(state, "shown").nominating.nominees] == [
        ("综窗选手02", "示范岗位")
    ]
    assert award(state).nominating is None
