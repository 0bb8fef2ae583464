from collections import Counter
from decimal import Decimal

import pytest

from judging import presets
from judging.core.runnable import runnable
from judging.core.scoring.day import Day, Sheet, SheetState, Turn
from judging.core.scoring.item import Compulsory
from judging.core.scoring.rulebook import Kind
from judging.core.scoring.score import overtime_points
from judging.core.scoring.time_limits import Time
from judging.files import rulesfile
from judging.files.results_json import dump
from judging.rehearse.made_up import MadeUp, Size
from judging.rehearse.original import of_preset


@pytest.fixture(scope="module")
def preset():
    return presets.load("shequ-2024")


def test_it_is_listed():
    assert "shequ-2024" in presets.names()


def test_an_unknown_preset_is_a_key_error():
    with pytest.raises(KeyError):
        presets.load("../secrets")


def test_the_four_tracks_weigh_as_the_plan_says(preset):
    weights = {track.id: [int(round.weight) for round in track.rounds] for track in preset.rulebook.tracks}

    assert weights == {
        "centre": [70, 30],
        "district_team": [70, 30],
        "frontline": [30, 30, 40],
        "backoffice": [30, 30, 40],
    }


def test_every_judged_round_adds_up_to_its_full_score(preset):
    judged = [r for track in preset.rulebook.tracks for r in track.rounds if r.kind is Kind.JUDGED]

    assert [(round.highest_total, round.full) for round in judged] == [(Decimal(100), Decimal(100))] * 4


def test_the_pools_hold_the_published_slots_and_floors(preset):
    collective, individual = preset.rulebook.pools

    assert (collective.slots, collective.quota) == (16, {"centre": 13, "district_team": 3})
    assert (individual.slots, individual.allocate, individual.floors[0].track) == (55, "merged", "frontline")
    assert [pool.floors[0].share for pool in preset.rulebook.pools] == [80, 80]


def test_the_24_centres_stand_in_the_order_of_the_annex(preset):
    first, *_, last = preset.entrants

    assert [entrant.order for entrant in preset.entrants] == list(range(1, 25))
    assert len({entrant.id for entrant in preset.entrants}) == 24
    assert (first.id, first.name, first.district) == ("c01", "浦兴路街道社区事务受理服务中心", "浦东新区")
    assert (last.id, last.name, last.district) == ("c24", "香花桥街道社区事务受理服务中心", "青浦区")
    assert {entrant.track for entrant in preset.entrants} == {"centre"}


def test_the_group_awards_stay_open_until_the_district_teams_are_judged_too(preset):
    centres = [entrant.id for entrant in preset.entrants if entrant.track == "centre"]
    track = preset.rulebook.track("centre")
    turns = {("present", id): given(track.round("present"), n) for n, id in enumerate(centres)}
    scored = Day(centres, turns, {("daily", id): Decimal(90) for id in centres})
    days = {track.id: Day(()) for track in preset.rulebook.tracks} | {"centre": scored}

    found = dump(preset.rulebook, days)

    assert len(found["tracks"]["centre"]["standings"]) == 24
    assert found["awards"] == {}
    assert found["open"]["collective"] == "区运管团队组还没有参赛对象"


def given(round, less):
    """Nine sheets, each with the highest marks but *less* half points."""
    first, *others = (criterion.max for criterion in round.criteria)
    marks = (first - less * Decimal("0.5"), *others)
    return Turn([Sheet(f"J{n}", SheetState.IN, marks) for n in range(1, 10)])


def test_it_is_written_back_as_an_equal_rulebook(preset):
    assert rulesfile.read(rulesfile.write(preset.rulebook), "x.toml") == preset.rulebook


def test_no_points_are_given_for_an_introduction_that_the_plan_only_demands(preset):
    show = preset.rulebook.track("backoffice").round("show")

    assert [criterion.name for criterion in show.criteria] == ["比思想品德", "比业务技能", "比工作质量"]
    assert show.compulsory == (Compulsory("introduction", "自我介绍", points=Decimal(5)),)


def test_made_up_people_come_from_the_districts_as_the_annex_sends_them(preset):
    """附件2 of the plan: 85 people of two tracks."""
    made_up = MadeUp(of_preset("shequ-2024"), Size())
    tracks = [made_up.entrants(preset.rulebook.track(id)) for id in ("frontline", "backoffice")]

    assert [len(people) for people in tracks] == [60, 25]
    assert Counter(one.district for people in tracks for one in people) == QUOTAS


QUOTAS = {
    "浦东新区": 14,
    "黄浦区": 4,
    "徐汇区": 5,
    "长宁区": 4,
    "静安区": 5,
    "普陀区": 4,
    "虹口区": 3,
    "杨浦区": 5,
    "闵行区": 5,
    "宝山区": 5,
    "嘉定区": 5,
    "金山区": 4,
    "松江区": 6,
    "青浦区": 4,
    "奉贤区": 5,
    "崇明区": 7,
}


def test_times_are_proposed_for_the_individual_tracks(preset):
    practice = preset.rulebook.track("frontline").round("practice")
    show = preset.rulebook.track("backoffice").round("show")

    assert practice.time == Time(600, (120, 30))
    assert [overtime_points(practice, over_s) for over_s in (0, 1, 60, 61, 181)] == [0, 1, 1, 3, 5]
    assert [segment.name for segment in show.time.segments] == ["自我介绍", "展示"]
    assert not show.overtime
    assert runnable(preset.rulebook) == ()
