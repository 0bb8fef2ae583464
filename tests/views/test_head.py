"""What the head judge sees: what waits for a decision, of his panels alone, and no mark before all are in."""

from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.performance import SheetPhase
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.views import VIEWS
from judging.views import topic as topic_of
from judging.views.watching import head_topics, may_watch
from tests import day, panels_day
from tests.core import test_head_confirms, test_short
from tests.core.test_head_confirms import under
from tests.day import after, judge, on, sheet, view

E1 = on("e1")
TOTALS = ("92.5", "90.0", "91.0", "88.0", "95.0")


def head(state, topic="head/main"):
    return view(state, topic)


def words(told):
    return msgspec.json.encode(told).decode()


def appointed(state, scope, id="P1"):
    person = Person(id, "组长一", appointments=(Appointment(Duty.HEAD_JUDGE, scope),))
    return after(state, c.SetPerson(person)), Actor(person.appointments, None, "", id)


def test_no_mark_is_told_before_all_sheets_are_in():
    state = day.marking()
    for n, marks in list(day.TOTALS.items())[:4]:
        state = after(state, sheet("e1", *marks), judge(n))
        told = words(head(state))
        assert not any(total in told for total in TOTALS)
        [task] = head(state).tasks
        assert (task.on.preview, {seat.total for seat in task.on.seats}) == (None, {None})

    [task] = head(after(state, sheet("e1", *day.TOTALS[5]), judge(5))).tasks

    assert tuple(seat.total for seat in task.on.seats) == TOTALS
    assert task.on.preview.score == "91.17"


def test_what_waits_has_its_button_and_is_gone_once_it_is_decided():
    [task] = head(under(head_confirms=True, spread=Decimal(5))).tasks
    assert (task.spread.blocked, task.confirm) == (None, None)

    state = after(under(head_confirms=True, spread=Decimal(5)), c.ReviewSpread(E1, "各有侧重"))
    [task] = head(after(state, c.CloseMarking(E1))).tasks
    assert (task.spread, task.confirm.blocked) == (None, None)
    assert task.confirm.data["seen"] == "91.17"

    closed = day.played(state, (c.CloseMarking(E1), c.ConfirmScore(E1)))
    [task] = head(closed).tasks
    assert (task.confirm, task.unconfirm.blocked) == (None, None)
    assert head(after(closed, c.RevealScore(E1))).tasks == ()


def test_too_few_sheets_are_decided_about_in_four_ways():
    [task] = head(test_short.recused()).tasks

    assert (task.short.count, task.short.least, task.short.decided) == (2, 3, None)
    assert [str(each.word) for each in task.short.choices] == [
        "按现有份数计分",
        "等待",
        "补赛",
        "由候补评委补位",
    ]
    assert {each.step.blocked for each in task.short.choices} == {None}
    [task] = head(test_short.decided()).tasks
    assert (task.short.choices, str(task.short.decided)) == ((), "按 2 份评分表计分")
    assert task.short.withdraw.blocked is None


def test_sheets_are_returned_while_marking_is_open_and_only_those_that_are_in():
    state = after(day.marking(), sheet("e1", *day.TOTALS[1]), judge(1))
    [task] = head(state).tasks
    assert task.returnable == ("J1",)
    assert len(head(state).return_reasons) >= 5

    [task] = head(after(day.marked(day.marking()), c.CloseMarking(E1))).tasks

    assert task.returnable == ()


def test_the_deviation_is_the_mean_distance_from_the_panel():
    """Of e1 the panel's mean is 91.3; J1 has 92.5 there. Of e2 all have the same, but J1 is absent."""
    state = day.revealed(day.marking())
    state = day.played(state, (c.CallEntrant(on("e2")), c.OpenMarking(on("e2"))))
    state = after(state, c.ExcuseJudge(on("e2"), "J1", SheetPhase.ABSENT, "离场"))
    for n in range(2, 6):
        state = after(state, sheet("e2", "50", "30"), judge(n))
    assert [each.count for each in head(state).deviations[0].judges] == [1] * 5  # nothing of e2 as yet

    state = after(state, c.CloseMarking(on("e2")))

    found = {each.judge: (each.count, each.mean) for each in head(state).deviations[0].judges}
    assert found == {
        "J1": (1, "1.20"),
        "J2": (2, "-0.65"),
        "J3": (2, "-0.15"),
        "J4": (2, "-1.65"),
        "J5": (2, "1.85"),
    }


def test_nobody_else_is_told_how_far_a_judge_is_from_the_panel():
    state = after(day.revealed(day.marking()), c.AdmitScreen(1, "device", "主屏"))
    telling = set()

    for name, audience in VIEWS.items():
        for argument in ("", "main", "J3", "1"):
            try:
                told = words(audience.view(state, argument))
            except (KeyError, ValueError):
                continue
            if '"1.20"' in told or '"-1.30"' in told:
                telling.add(name)

    assert telling == {"head"}


BOTH = ("head/main", "head/main/people/show/A")
OTHER = ("head/h2", "head/h2/people/show/B")


@pytest.mark.parametrize(
    ("scope", "own"),
    [
        (Scope(), {*BOTH, *OTHER}),
        (Scope(hall="main"), set(BOTH)),
        (Scope(None, "people", "show", "A"), {"head/main/people/show/A", "head/h2/people/show/A"}),
    ],
)
def test_a_head_judge_watches_what_the_duty_is_for(scope, own):
    state, by = appointed(panels_day.ready(), scope)
    topics = {
        *BOTH,
        *OTHER,
        "head/h2/people/show/A",
        "head/main/people/show/B",
        "head",
        "head/x",
        "head/main/people",
    }

    seen = {topic for topic in topics if may_watch(state, by, topic_of(topic))}

    assert {topic for topic in seen if "tasks" and topic in {*BOTH, *OTHER, "head/h2/people/show/A"}} >= own
    assert not seen & ({*BOTH, *OTHER} - own)
    assert not seen & {"head", "head/x", "head/main/people"}


def test_of_another_panel_the_head_of_one_is_told_nothing():
    state, by = appointed(panels_day.ready(), Scope(None, "people", "show", "A"))

    assert list(head_topics(state, by)) == ["head/main/people/show/A"]
    [told] = [head(state, topic) for topic in head_topics(state, by)]
    assert {each.panel for each in told.deviations} == {"A"}
    assert head(state, "head/h2/people/show/A").deviations == ()


@pytest.mark.parametrize("duty", [Duty.DIRECTOR, Duty.ORGANISER])
def test_the_console_stands_in_until_somebody_is_appointed(duty):
    state = day.ready()
    assert may_watch(state, acting(duty), topic_of("head/main"))

    state, _ = appointed(state, Scope())

    assert not may_watch(state, acting(duty), topic_of("head/main"))


@pytest.mark.parametrize("duty", sorted(set(Duty) - {Duty.DIRECTOR, Duty.ORGANISER, Duty.HEAD_JUDGE}))
def test_it_is_for_nobody_else(duty):
    by = acting(duty, "J3" if duty is Duty.JUDGE else None, "device")

    assert not may_watch(day.ready(), by, topic_of("head/main"))


def test_the_console_has_the_same_reasons_for_a_return():
    assert view(day.ready(), "console/main").return_reasons == head(day.ready()).return_reasons


def test_whoever_is_told_already_is_no_longer_before_the_head_judge():
    assert head(day.revealed(day.marking())).tasks == ()
    assert head(replace(test_head_confirms.closed())).tasks != ()
