"""The clock as pages draw it: what it would cost is proposed to the console, and told nobody else."""

from msgspec.structs import replace

from judging.core import commands as c
from judging.views.clocks import ConfirmedTime, public_face
from tests.day import view
from tests.timed import E1, ran, told


def face(state):
    return view(state, "console/main").stage.clock


def test_the_overtime_table_proposes_what_a_person_confirms():
    state = ran("331.9")
    assert face(state).proposed == ConfirmedTime(331, 31, "2.5")

    state = told(state, ("340", c.ConfirmTime(E1)))

    assert face(state).proposed is None
    assert face(state).confirmed == ConfirmedTime(331, 31, "2.5")


def test_nothing_is_proposed_while_the_clock_runs_or_where_no_limit_is():
    assert face(told(ran("10"), ("20", c.ResumeClock(E1)))).proposed is None
    assert face(ran("331", time=None)).proposed is None


def test_what_time_costs_is_told_to_nobody_else():
    stopped = ran("331")
    confirmed = told(stopped, ("340", c.ConfirmTime(E1)))

    assert public_face(stopped, E1) == replace(face(stopped), proposed=None)
    assert public_face(confirmed, E1).confirmed == ConfirmedTime(331, 31)
