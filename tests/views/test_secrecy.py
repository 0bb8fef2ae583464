"""What each audience must not be told: one test per audience, over every step of a day."""

import msgspec
import pytest

from judging import access
from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.hall.performance import SheetPhase
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.state import State
from judging.views import VIEWS
from judging.views import topic as topic_of
from judging.views.watching import may_watch
from tests import day
from tests.day import after, judge, on, sheet, view


def told(state: State, topic: str) -> str:
    return msgspec.json.encode(view(state, topic)).decode()


def with_screen(state: State) -> State:
    return after(state, c.AdmitScreen(1, "device", "主屏"))


TOPICS = ("screen/1", "emcee/main", "judge/J3", "clocks/main")


@pytest.mark.parametrize("topic", TOPICS)
def test_no_mark_of_a_colleague_is_told_before_the_reveal(topic):
    state = with_screen(day.marking())
    for n, (content, manner) in day.TOTALS.items():
        if f"J{n}" == "J3":
            continue
        state = after(state, sheet("e1", content, manner), judge(n))
        assert not {'"53"', '"57"', '"54"', '"37.5"', '"92.5"', '"95.0"', '"88.0"'} & set(
            words(told(state, topic))
        )

    state = after(after(state, sheet("e1", "55", "36"), judge(3)), c.CloseMarking(on("e1")))

    assert "91.17" not in told(state, topic)
    assert "九十一点一七" not in told(state, topic)


def words(text: str) -> list[str]:
    return text.replace(",", " ").replace(":", " ").replace("{", " ").replace("}", " ").split()


def test_a_judge_is_never_told_a_score_or_a_ranking():
    state = after(day.revealed(day.marking()), day.publish())

    assert "91.17" not in told(state, "judge/J3")
    assert "90.35" not in told(state, "judge/J3")


@pytest.mark.parametrize("topic", ["screen/1", "emcee/main"])
def test_components_and_composites_are_told_with_the_ranking_only(topic):
    state = with_screen(day.revealed(day.marking()))
    assert "90.35" not in told(state, topic)
    assert '"90"' not in told(state, topic)

    state = after(state, day.publish())

    assert "90.35" in told(state, topic)
    assert "88.25" not in told(state, topic)


def test_an_unassigned_screen_of_an_earlier_log_is_told_its_number_and_nothing_else():
    state = apply(day.revealed(day.marking()), e.ScreenRegistered(1, "device"), day.AT, "guest")

    assert msgspec.json.decode(told(state, "screen/1"))["competition"] == ""
    assert "甲街道中心" not in told(state, "screen/1")


def test_the_console_is_told_marks_only_once_all_sheets_are_in():
    state = day.marking()
    for n, (content, manner) in list(day.TOTALS.items())[:4]:
        state = after(state, sheet("e1", content, manner), judge(n))
        stage = view(state, "console/main").stage
        assert stage.preview is None
        assert {tile.total for tile in stage.seats} == {None}
        assert {tile.marks for tile in stage.seats} == {()}
    assert view(state, "console/main").stage.possible == ("89.67", "91.17")

    state = after(state, sheet("e1", "57", "38"), judge(5))

    assert view(state, "console/main").stage.preview.score == "91.17"


def test_the_range_still_possible_is_told_only_while_one_sheet_is_missing():
    state = after(day.marking(), sheet("e1", "55", "37.5"), judge(1))

    assert view(state, "console/main").stage.possible is None


def test_no_range_is_told_once_a_sheet_was_returned_or_a_judge_excused():
    """Ranges with and without a sheet, or with one after the other missing, would solve for each total."""
    state = day.marking()
    for n in (1, 2, 3, 4):
        state = after(state, sheet("e1", *day.TOTALS[n]), judge(n))
    returned = after(state, c.ReturnSheet(on("e1"), "J2", "笔误"))
    excused = after(returned, c.ExcuseJudge(on("e1"), "J2", SheetPhase.ABSENT, "临时离场"))
    sent_again = after(returned, sheet("e1", "55", "36", revision=2), judge(2))

    assert view(state, "console/main").stage.possible == ("89.67", "91.17")
    for later in (returned, excused, sent_again):
        assert view(later, "console/main").stage.possible is None


def test_the_console_forgets_the_marks_when_a_sheet_is_returned():
    state = after(day.marked(day.marking()), c.ReturnSheet(on("e1"), "J2", "笔误"))

    assert {tile.total for tile in view(state, "console/main").stage.seats} == {None}


def test_the_story_names_no_mark_and_no_score():
    state = after(day.revealed(day.marking()), day.publish())

    lines = " ".join(str(line.text) for line in view(state, "console/main").story)

    assert "91.17" not in lines
    assert "92.5" not in lines


ACTORS = {
    "organiser": day.ORGANISER,
    "director": day.DIRECTOR,
    "judge": acting(Duty.JUDGE, "J3"),
    "emcee": acting(Duty.EMCEE),
    "timekeeper": acting(Duty.TIMEKEEPER),
    "screen": acting(Duty.SCREEN, None, "device"),
    "guest": day.GUEST,
}
CONSOLE = {"emcee/main", "clocks/main", "console/main", "order/main", "overview", "presence", "waiting"}
ALLOWED = {
    "organiser": {*CONSOLE, "setup", "simulator"},
    "director": CONSOLE,
    "judge": {"judge/J3"},
    "emcee": {"emcee/main"},
    "timekeeper": {"clocks/main"},
    "screen": {"screen/1"},
    "guest": set(),
}


@pytest.mark.parametrize("who", ACTORS)
def test_each_role_watches_its_own_views_only(who):
    state = with_screen(day.ready())
    state = after(state, c.AdmitScreen(2, "other", "侧屏"))
    topics = {
        "judge/J3",
        "judge/J4",
        "screen/1",
        "screen/2",
        "emcee/main",
        "clocks/main",
        "console/main",
        "order/main",
        "overview",
        "setup",
        "simulator",
        "presence",
        "waiting",
        "nothing",
    }

    seen = {topic for topic in topics if may_watch(state, ACTORS[who], topic_of(topic))}

    assert seen == ALLOWED[who]


def test_every_command_names_who_may_send_it():
    from typing import get_args

    assert set(access.MAY_SEND) == set(get_args(c.Command))
    assert all(audience.duties for audience in VIEWS.values())
