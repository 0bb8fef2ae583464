"""The preset of each plan: what the plan says stands in it, what it leaves open is asked."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging import presets
from judging.core.scoring.question import asked
from judging.core.scoring.rulebook import Kind
from judging.core.setup.roster_checks import violations
from judging.files import rulesfile
from judging.files.amending import amended
from judging.files.explain import explain
from judging.files.oddities import oddities
from judging.files.questions import explain_questions
from judging.files.season_file import read_season
from judging.rehearse.original import of_preset

NAMES = ("shequ-2024", "yingzhou-2024", "sanliang-2023", "tisheng-2022", "xiaoneng-2022")
every = pytest.mark.parametrize("name", NAMES)


def rounds(name: str):
    return [round for track in presets.load(name).rulebook.tracks for round in track.rounds]


def criteria(name: str, track: str, round: str) -> list[str]:
    known = presets.load(name).rulebook.track(track).round(round)
    return [criterion.name for criterion in known.criteria]


def test_there_is_one_for_each_plan():
    assert presets.names() == NAMES


@pytest.mark.parametrize("name", ["yingzhou-2024", "sanliang-2023"])
def test_the_season_of_a_plan_can_be_read_and_waits_for_its_events(name):
    text = presets.seasons()[name]

    season = read_season(text.encode(), {}).season

    assert season.id == name
    assert {series.of for series in season.series} <= {1, 3, 12, 52}
    assert not any(series.events for series in season.series)
    tracks = {track.id for track in presets.load(name).rulebook.tracks}
    assert {track for table in season.tables for track in table.tracks} - {"window"} <= tracks
    assert [level.title for pool in season.pools for level in pool.levels if level.title]


@every
def test_its_file_can_be_edited_and_keeps_its_comments(name):
    preset = presets.load(name)

    assert rulesfile.read(rulesfile.write(preset.rulebook), "x.toml") == preset.rulebook
    changed = amended(preset.text, replace(preset.rulebook, name="改名"))
    assert "改名" in changed
    assert amended(changed, preset.rulebook) == preset.text
    assert preset.rulebook.id == name


@every
def test_it_says_what_it_is_about_explains_itself_and_has_nothing_odd(name):
    rulebook = presets.load(name).rulebook

    told = "\n".join(explain(rulebook))

    assert 20 <= len(rulebook.about) <= 80
    assert all(f"【{track.name}】" in told for track in rulebook.tracks)
    assert [str(found.words) for found in oddities(rulebook)] == []


@every
def test_each_criterion_has_a_scale_and_they_come_to_the_full_score(name):
    judged = [round for round in rounds(name) if round.kind is Kind.JUDGED]

    assert all(criterion.scale for round in judged for criterion in round.criteria)
    assert all(round.highest_total == round.full == 100 for round in judged)


@every
def test_the_weights_of_a_track_come_to_a_hundred(name):
    for track in presets.load(name).rulebook.tracks:
        assert sum(round.weight for round in track.rounds) == 100


@every
def test_the_full_marks_the_ties_and_the_levels_are_asked_and_never_given_as_the_plan_s(name):
    rulebook = presets.load(name).rulebook
    keys = {question.key for question in rulebook.proposals}

    for track in rulebook.tracks:
        assert f"tracks.{track.id}.ties" in keys
        for round in track.rounds:
            if round.criteria:
                assert f"tracks.{track.id}.rounds.{round.id}.criteria" in keys
                assert f"tracks.{track.id}.rounds.{round.id}.minimum" in keys
                assert round.trim.high == 0 or f"tracks.{track.id}.rounds.{round.id}.trim" in keys
    for pool in rulebook.pools:
        assert len(pool.levels) == 1 or f"pools.{pool.id}.levels" in keys


@every
def test_each_question_is_told_with_what_is_proposed(name):
    rulebook = presets.load(name).rulebook

    told = "\n".join(explain_questions(rulebook))

    assert told.count("（建议）") == len(rulebook.proposals) > 0
    assert all(question.ask in told for question in rulebook.proposals)
    assert "Struct" not in told
    assert "Question(" not in told


@every
def test_its_rehearsal_roster_is_as_its_own_rules_want_it(name):
    preset = presets.load(name)
    named = {each.id for each in preset.entrants}

    for track in preset.rulebook.tracks:
        people = preset.rehearsal.get(track.id, ())
        assert bool(people) != any(each.track == track.id for each in preset.entrants)
        assert not people or violations(preset.rulebook, track.id, people, preset.rehearsal) == ()
        assert not named & {each.id for each in people}
        assert all(each.name.startswith(("选手", "示例")) for each in people)


@every
def test_a_rehearsal_plays_all_but_what_waits_and_names_that(name):
    rulebook, original = presets.load(name).rulebook, of_preset(name)

    kept = {(track.id, round.id) for track in original.rules.tracks for round in track.rounds}

    left = [
        round.name for track in rulebook.tracks for round in track.rounds if (track.id, round.id) not in kept
    ]
    assert all(any(f"“{round}”" in str(note) for note in original.notes) for round in left)
    assert len(left) == len(original.notes)


def test_the_drill_is_judged_by_the_eight_systems():
    assert criteria("xiaoneng-2022", "window", "practice") == [
        *("文明服务制", "服务承诺制", "首问负责制", "一次告知制"),
        *("顶岗补位制（AB岗制）", "收件凭证制", "限时办结制", "窗口无否决权制"),
    ]


def test_groups_compete_in_six_ways_and_people_in_three():
    assert criteria("yingzhou-2024", "group", "contest") == [
        *("赛工作成效", "赛服务管理", "赛社会美誉", "赛制度建设", "赛工作环境", "赛培训教育")
    ]
    assert criteria("yingzhou-2024", "person", "contest") == ["赛思想品德", "赛业务技能", "赛工作质量"]


def test_the_first_prizes_carry_their_titles():
    group, person = presets.load("yingzhou-2024").rulebook.pools

    assert [level.title for level in group.levels] == ["金牌瀛洲店小二", "", ""]
    assert [level.title for level in person.levels] == ["最美瀛洲店小二", "", ""]


def test_the_standards_of_time_and_of_success_are_those_of_the_plan():
    bounds = {
        round.id: round.points.steps[-1][0] for round in rounds("tisheng-2022") if round.points is not None
    }

    assert bounds == {
        "wait_general": Decimal(600),
        "wait_complex": Decimal(1800),
        "filing": Decimal(1200),
        "response": Decimal(60),
        "solved": Decimal(90),
    }


def test_monthly_indicators_are_ranked_within_the_window_class():
    indicators = [round for round in rounds("sanliang-2023") if round.kind is Kind.INDICATOR]

    assert [round.name for round in indicators] == [
        *("叫号量", "收件量", "退件量"),
        *("网办率（%）", "全程网办率（%）", "退件量", "12345三方通话接通率（%）"),
    ]
    assert all(round.within == "class" for round in indicators)


def test_self_peers_and_leaders_are_groups_of_evaluators():
    appraisal = presets.load("sanliang-2023").rulebook.track("staff").round("appraisal")

    assert [group.name for group in appraisal.groups] == ["自评", "互评", "推优"]


def test_centres_are_judged_by_five_headings_and_the_teams_of_districts_by_three():
    assert criteria("shequ-2024", "centre", "present") == [
        *("比工作成效", "比服务管理", "比社会美誉", "比制度建设", "比环境优美")
    ]
    assert criteria("shequ-2024", "district_team", "present") == ["比指导成效", "比运管作用", "比社会美誉"]


def test_people_in_the_four_track_competition_are_judged_by_three_headings():
    for track, round in (("frontline", "practice"), ("backoffice", "show")):
        assert criteria("shequ-2024", track, round) == ["比思想品德", "比业务技能", "比工作质量"]


def test_what_a_plan_asks_about_is_a_setting_with_a_value_or_none():
    for name in NAMES:
        rulebook = presets.load(name).rulebook
        for question in rulebook.proposals:
            assert asked(rulebook, question.key).line.key in question.key
