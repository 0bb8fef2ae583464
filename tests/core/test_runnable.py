"""What speaks of entrants who come on, where nobody does: it opens and publishes nothing, and is told."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.runnable import runnable
from judging.core.scoring.avoid import Avoid
from judging.core.scoring.case import Case
from judging.core.scoring.item import Compulsory
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Sheets
from judging.core.scoring.time_limits import Overtime, Time
from judging.core.state import State
from tests import day
from tests.day import refusal, view

ON_STAGE = {
    "window_judges": 2,
    "avoid": Avoid.UNIT,
    "head_confirms": True,
    "spread": parse("5"),
    "time": Time(300),
    "overtime": (Overtime(0, None, parse("1")),),
    "compulsory": (Compulsory("intro", "自我介绍", points=parse("5")),),
    "cases": (Case("c1", "题目一", "一般"),),
}


def set_up(*rounds):
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=rounds),))
    create = c.CreateCompetition(rules, {"centre": day.ENTRANTS})
    prepared = (day.SEAT, day.ORDER) if rounds[1].is_performed else ()
    return day.played(State(), (create, *prepared, day.COMPONENTS))


@pytest.mark.parametrize("setting", ON_STAGE)
def test_a_setting_of_the_stage_keeps_an_evaluation_from_being_opened_and_says_why(setting):
    round = replace(day.PRESENT, sheets=Sheets.EACH, **{setting: ON_STAGE[setting]})
    state = set_up(day.DAILY, round)

    [found] = runnable(state.rulebook)

    assert (found.track, found.round, found.setting) == ("centre", "present", setting)
    commands = (c.OpenEvaluation("centre", "present"), c.RevealStandings("centre", ""), c.LockTrack("centre"))
    for command in commands:
        assert str(found.reason) in refusal(state, command).detail


def test_nobody_is_called_seated_or_drawn_where_nobody_comes_on():
    state = set_up(day.DAILY, replace(day.PRESENT, sheets=Sheets.EACH))

    for command in (
        c.CallEntrant(day.on("e1")),
        day.SEAT,
        day.ORDER,
        c.DrawOrder("centre", "present", "种子"),
    ):
        assert "没有评委组和出场" in refusal(state, command).detail


def test_setup_and_console_tell_it_beforehand():
    ballots = replace(day.PRESENT, id="visitors", name="群众测评", sheets=Sheets.EACH, head_confirms=True)
    state = set_up(day.DAILY, day.PRESENT, ballots)
    [found] = runnable(state.rulebook)

    [first] = view(state, "console/main").rounds

    assert [each.reason for each in view(state, "setup").unrunnable] == [found.reason]
    assert first.lacks == ()
    assert found.reason in first.unrankable
    assert "“群众测评”的测评还没有结束" in map(str, first.unrankable)


def test_all_else_is_obeyed():
    assert runnable(day.RULES) == ()
