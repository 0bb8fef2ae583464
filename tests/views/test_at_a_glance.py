"""An open competition on the organiser's first page."""

from judging.views.at_a_glance import glance
from tests.day import marking
from tests.halls import open_for_marks, ready, shared


def test_of_several_halls_each_says_which_it_is():
    on = glance(open_for_marks(ready(), shared(0))).on

    assert [(each.hall, each.entrant) for each in on] == [("A厅", "甲号中心")]


def test_with_a_single_hall_nothing_speaks_of_halls():
    assert [each.hall for each in glance(marking()).on] == [""]
