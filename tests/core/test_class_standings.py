"""Standings within a window class: places of their own, published by an act of their own, and no more."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec import json
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.people.taking_part import Entrant
from judging.core.publication.on_air import fingerprint, present
from judging.core.publication.ranked import ranking
from judging.core.refused import Reason
from judging.core.scoring.oversight import Act
from judging.core.scoring.points import Points
from judging.core.scoring.rulebook import Kind, Round, Rulebook
from judging.core.state import State
from judging.recheck import both
from judging.second.announcements import unlike
from judging.second.logged import Logged, read
from tests import day
from tests.day import after, asked, played, refusal, view
from tests.printouts.made_up import Log

CALLS = Round(
    "calls", "叫号量", Kind.INDICATOR, Decimal(100), points=Points("rank", top=Decimal(100), less=Decimal(2))
)
ENTRANTS = tuple(
    Entrant(f"w{n}", f"{n}号窗", window_class=within)
    for n, within in enumerate(("综合", "专窗", "综合", "专窗", "综合"), 1)
)
VALUES = c.ImportComponents(
    "centre", "calls", {"w1": "300", "w2": "250", "w3": "250", "w4": "90", "w5": "10"}, "指标.xlsx"
)
RULES = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(CALLS,), ties=("share",)),))


def publish(within: str) -> Callable[[State], c.Command]:
    return lambda s: c.RevealStandings("centre", fingerprint(present(s, "centre", within)), within=within)


def ready(rules: Rulebook = RULES) -> State:
    state = played(State(), (c.CreateCompetition(rules, {"centre": ENTRANTS}), VALUES))
    return after(state, c.AdmitScreen(1, "device", "主屏"))


def places(state: State, within: str) -> list[tuple[int | None, str, str | None]]:
    return [(row.place, row.entrant, row.broken_by) for row in ranking(state, "centre", within)]


def test_a_class_has_places_of_its_own_and_the_scores_among_all():
    state = ready()

    assert places(state, "") == [
        (1, "w1", None),
        (2, "w2", "share"),
        (2, "w3", "share"),
        (4, "w4", None),
        (5, "w5", None),
    ]
    assert places(state, "专窗") == [(1, "w2", None), (2, "w4", None)]
    assert [row.composite for row in ranking(state, "centre", "综合")] == ["100.00", "98.00", "92.00"]


def test_a_screen_is_sent_the_class_that_was_published_and_nobody_else():
    state = after(ready(), publish("专窗"))

    shown = view(state, "screen/1").ranking

    assert (shown.within, shown.of, [row.name for row in shown.rows]) == ("专窗", 2, ["2号窗", "4号窗"])
    told = json.encode([view(state, topic) for topic in ("screen/1", "emcee/main")]).decode()
    assert not any(name in told for name in ("1号窗", "3号窗", "5号窗", "300"))
    assert state.standings == {}


@pytest.mark.parametrize("topic", ["screen/1", "emcee/main"])
def test_no_value_and_no_place_is_known_before_a_ranking_is_published(topic):
    told = json.encode(view(ready(), topic)).decode()

    assert not any(said in told for said in ("号窗", "300", "250", "98.00"))


def test_each_is_taken_back_by_itself_and_all_with_the_values_they_rest_on():
    state = played(ready(), (publish(""), publish("专窗"), publish("综合")))

    without = after(state, c.WithdrawStandings("centre", "核对", "专窗"))

    assert set(without.class_standings) == {("centre", "综合")}
    assert set(without.standings) == {"centre"}
    again = after(without, replace(VALUES, scores={**VALUES.scores, "w5": "11"}))
    assert (again.class_standings, again.standings) == ({}, {})


def test_who_withdraws_takes_all_rankings_along_where_ranks_make_points():
    state = played(ready(), (publish(""), publish("专窗")))

    state = after(state, c.SetStatus("centre", "w1", "withdrawn", "来函"))

    assert (state.standings, state.class_standings) == ({}, {})


def test_nothing_of_a_class_that_nobody_is_in_is_published():
    assert refusal(ready(), publish("没有的")).reason is Reason.UNKNOWN


def test_the_ranking_of_a_class_is_signed_by_itself():
    state = ready(replace(RULES, countersign=(Act.PUBLISH,)))

    assert "“专窗”" in refusal(state, publish("专窗")).detail


def test_ranks_wait_for_whoever_joined_without_a_value_and_say_whose():
    state = after(ready(), c.WalkOn("centre", Entrant("w6", "6号窗"), "调来", "见证人"))

    refused = refusal(state, publish(""))

    assert refused.detail == "不能公布排名：叫号量：6号窗 的指标值未录入"
    assert "6号窗" in refusal(state, c.LockTrack("centre")).detail
    [tab] = view(state, "console/main").rounds
    assert "6号窗" in str(tab.lacks[0])


def test_the_second_engine_finds_the_same_of_a_class_and_notices_other_rows():
    log = Log()
    for command in (c.CreateCompetition(RULES, {"centre": ENTRANTS}), VALUES, publish("综合")):
        before = log.state
        for event in day.decide(before, asked(before, command), day.ORGANISER, day.LATER):
            log.add(event, day.ORGANISER.label)
    second = Logged()
    *known, last = [read(entry.data, entry.at) for entry in log.entries]
    for event in known:
        second.take(event)

    assert unlike(second, last) == []
    assert {each.what for each in unlike(second, {**last, "of": 5})} == {"of"}
    rows = [{**row, "place": 1} for row in last["rows"]]
    assert {each.what for each in unlike(second, {**last, "rows": rows})} == {"place"}
    assert both(log.state, second) == []
