"""整改单: due in working days, once each step, its points in the ledger, and no word of a client."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.appeals.objection import Resolution
from judging.core.rectifying.rectification import Origin, RectifyingStep
from judging.core.refused import Reason
from judging.core.scoring.rectify import RectifyRules
from judging.core.state import State
from judging.views import topic, view
from tests import day
from tests.core.test_ledger import daily
from tests.day import after, played, refusal

RECTIFY = RectifyRules(1, 4, 13, "daily", Decimal("0.5"), Decimal(1), Decimal(2), Decimal("0.25"))
FRIDAY = "2026-11-20T06:00:00.000Z"
IN_TIME, LATE = "2026-11-26T10:00:00.000Z", "2026-11-27T00:00:00.000Z"  # the fourth working day is the 26th


def ready(**rules: object) -> State:
    made = replace(day.RULES, rectify=RECTIFY, **rules)
    return played(State(), (c.CreateCompetition(made, {"centre": day.ENTRANTS}), day.SEAT, day.COMPONENTS))


def opened(origin: Origin = Origin.COMPLAINT, **rules: object) -> State:
    return after(
        ready(**rules), c.OpenRectification("centre", "e1", origin, "没有一次告知", "3号窗口"), at=FRIDAY
    )


def step(step: RectifyingStep, **more: object) -> c.AdvanceRectification:
    return c.AdvanceRectification(1, step, "已办", **more)


UPHELD = step(RectifyingStep.ANSWERED, resolution=Resolution.UPHELD)
DISMISSED = step(RectifyingStep.ANSWERED, resolution=Resolution.DISMISSED)


def test_each_step_is_due_in_so_many_working_days():
    due = opened().rectifications[1].deadlines

    assert [each[:10] for each in (due.contact, due.settle, due.complicated)] == [
        "2026-11-23",
        "2026-11-26",
        "2026-12-09",
    ]


@pytest.mark.parametrize(
    ("origin", "answer", "at", "score"),
    [
        (Origin.COMPLAINT, UPHELD, IN_TIME, "90.00 2 88.00"),
        (Origin.RATING, UPHELD, IN_TIME, "90.00 1 89.00"),
        (Origin.COMPANION, UPHELD, IN_TIME, "90.00 0.5 89.50"),
        (Origin.COMPLAINT, DISMISSED, IN_TIME, "90.00 0 90.00"),
        (Origin.COMPLAINT, UPHELD, LATE, "90.00 2.25 87.75"),
        (Origin.COMPLAINT, DISMISSED, LATE, "90.00 0.25 89.75"),
    ],
)
def test_what_is_upheld_or_late_costs_what_the_rules_say(origin, answer, at, score):
    assert daily(after(opened(origin), answer, at=at)) == score


def test_one_that_is_complicated_has_the_longer_term():
    state = after(opened(), step(RectifyingStep.COMPLICATED), at=FRIDAY)

    assert daily(after(state, UPHELD, at=LATE)) == "90.00 2 88.00"


def test_where_two_persons_are_asked_for_its_points_wait_for_the_second():
    rules = replace(day.RULES, rectify=RECTIFY, two_persons=True)
    state = after(opened(), c.SetRules(rules))
    state = after(state, UPHELD, at=IN_TIME)

    assert daily(state) == "90.00 0 90.00"
    assert daily(after(state, c.ConfirmEntry(1), day.DIRECTOR, at=LATE)) == "90.00 2 88.00"


def test_steps_are_taken_once_and_in_order():
    state = opened()
    checked = step(RectifyingStep.CHECKED, mended=True, satisfied=True)
    assert "还没有整改反馈" in refusal(state, checked).detail
    assert refusal(state, step(RectifyingStep.ANSWERED)).reason is Reason.MALFORMED
    state = after(state, UPHELD, at=IN_TIME)
    assert "已反馈" in refusal(state, UPHELD).detail
    assert refusal(state, step(RectifyingStep.CHECKED)).reason is Reason.MALFORMED
    state = after(state, checked)
    assert refusal(state, checked).reason is Reason.ALREADY


@pytest.mark.parametrize(
    "text", ["群众 13800138000 反映", "致电 02112345678 未接", "11010519491231002X 排队太久"]
)
def test_nothing_that_says_who_a_client_is_is_taken(text):
    refused = refusal(ready(), c.OpenRectification("centre", "e1", Origin.COMPLAINT, text))

    assert refused.reason is Reason.MALFORMED
    assert not any(part in refused.detail for part in ("138", "0211", "1101"))


def test_rates_are_counts_and_of_none_there_is_none():
    def told(state: State) -> list[tuple[int, int]]:
        seen = view(state, topic("rectifications"))
        return [(each.count, each.of) for each in (seen.in_time, seen.mended, seen.satisfied)]

    state = opened()
    assert told(state) == [(0, 0), (0, 0), (0, 0)]
    state = after(state, UPHELD, at=LATE)
    state = after(state, step(RectifyingStep.CHECKED, mended=True))
    assert told(state) == [(0, 1), (1, 1), (0, 0)]


def test_days_that_are_set_free_move_what_waits():
    state = after(opened(), c.SetHolidays(("2026-11-24",), ()))

    assert state.rectifications[1].due[:10] == "2026-11-27"
