"""Two entrants of one name: told apart by unit or district, on every page and paper."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.correction.record import Text
from judging.core.marking.avoiding import recusal_of
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason
from judging.core.scoring.avoid import Avoid
from judging.core.state import State
from tests import day
from tests.day import after, on, refusal

SOUTH = Entrant("a", "李静", "奉贤区", unit="南桥镇中心")
EAST = Entrant("b", "李静", "奉贤区", unit="奉城镇中心")


def listed(*entrants: Entrant) -> c.SetEntrants:
    return c.SetEntrants("centre", entrants)


def names(*entrants: Entrant) -> list[str]:
    state = after(day.ready(), listed(*entrants))
    return [state.name_of("centre", each.id) for each in entrants]


def test_a_name_that_nobody_shares_stands_alone():
    assert names(SOUTH, Entrant("c", "王敏", unit="南桥镇中心")) == ["李静", "王敏"]


def test_namesakes_are_named_with_their_units():
    assert names(SOUTH, EAST) == ["李静（南桥镇中心）", "李静（奉城镇中心）"]


def test_namesakes_without_units_are_named_with_their_districts():
    assert names(Entrant("a", "李静", "奉贤区"), Entrant("b", "李静", "崇明区")) == [
        "李静（奉贤区）",
        "李静（崇明区）",
    ]


def test_units_of_one_name_in_two_districts_are_told_apart_too():
    here, there = (
        Entrant(id, "李静", district, unit="一中心") for id, district in (("a", "甲区"), ("b", "乙区"))
    )

    assert names(here, there) == ["李静（一中心，甲区）", "李静（一中心，乙区）"]


@pytest.mark.parametrize(
    "twin", [Entrant("b", "李静", "奉贤区", unit="南桥镇中心"), Entrant("b", "李静"), Entrant("a", "王敏")]
)
def test_who_is_told_apart_by_nothing_is_refused(twin: Entrant):
    refused = refusal(day.ready(), listed(SOUTH, twin))

    assert refused.reason is Reason.MALFORMED
    assert "单位" in str(refused.detail)


def test_a_message_says_which_of_two_is_meant():
    state = after(day.ready(), listed(SOUTH, EAST))

    refused = refusal(state, c.WithdrawCheckIn(on("a"), "误点"))

    assert "李静（南桥镇中心）" in str(refused.detail)


def test_a_misprint_may_be_put_right_to_the_name_of_another_of_another_unit():
    state = after(day.ready(), listed(SOUTH, Entrant("b", "李青", unit="奉城镇中心")))

    state = after(state, c.MendText(Text.ENTRANT, "李静", "笔误", "centre", target="b"))

    assert state.name_of("centre", "b") == "李静（奉城镇中心）"


def avoiding_units() -> State:
    state = day.ready()
    track = state.track("centre")
    rounds = (track.rounds[0], replace(track.rounds[1], avoid=Avoid.UNIT))
    return after(state, c.SetRules(replace(state.rulebook, tracks=(replace(track, rounds=rounds),))))


def test_a_judge_of_the_entrants_unit_is_recused():
    judge = Person("J1", "评委1", unit="南桥镇中心")
    state = after(after(avoiding_units(), listed(SOUTH, EAST)), c.SetPerson(judge))

    assert recusal_of(state, on("a"), "J1")
    assert not recusal_of(state, on("b"), "J1")


@pytest.mark.parametrize("years", ["两年", "-1", "61", "2,5", "２"])
def test_years_on_post_are_a_plain_number(years: str):
    refused = refusal(day.ready(), listed(Entrant("a", "甲", years=years)))

    assert "在岗年限" in str(refused.detail)


@pytest.mark.parametrize("team", [0, -3, 1000])
def test_a_team_has_members(team: int):
    assert "团队人数" in str(refusal(day.ready(), listed(Entrant("a", "甲", team=team))).detail)


def test_all_that_is_known_of_an_entrant_is_kept():
    entrant = Entrant("a", "甲", "浦东新区", "一中心", "窗口", "2.5", 3, "负责人甲", "0017", "社保", "a.jpg")

    assert after(day.ready(), listed(entrant)).entrants["centre"]["a"] == entrant
