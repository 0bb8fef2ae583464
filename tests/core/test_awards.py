from decimal import Decimal

import pytest
from msgspec.structs import replace

from judging.core.scoring.awards import allocation, awards
from judging.core.scoring.pool import Floor, Level, Pool
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Rulebook, Track
from tests.core.made import day_of, entered

FRONT, BACK = "一线人员", "后台人员"


def rulebook(pool, ties=("share",)):
    return Rulebook(
        "year",
        "年度竞赛",
        (
            Track("front", FRONT, (entered("work"),), pool=pool.id, ties=ties),
            Track("back", BACK, (entered("work"),), pool=pool.id, ties=ties),
        ),
        pools=(pool,),
    )


def results(rules, front, back, **day):
    """Entrants 线1, 线2 … and 台1, 台2 … with these composites; "-" has none yet."""
    composites = {"front": ("线", front), "back": ("台", back)}
    found = {}
    for track in rules.tracks:
        name, row = composites[track.id]
        scores = {f"{name}{n}": {"work": s} if s != "-" else {} for n, s in enumerate(row.split(), 1)}
        found[track.id] = track_result(track, day_of(scores, **day))
    return found


def pool(**changes):
    return Pool(**{"id": "person", "name": "个人奖", "slots": 4, "allocate": "merged", **changes})


def inside(pool, front, back, ties=("share",), **day):
    """Who is inside, or why the pool is open."""
    rules = rulebook(pool, ties)
    settled, still_open = awards(rules, results(rules, front, back, **day))
    if pool.id in still_open:
        return str(still_open[pool.id])
    return [award.entrant for award in settled[pool.id]]


def notes(pool, front, back):
    rules = rulebook(pool)
    return tuple(map(str, allocation(rules, pool, results(rules, front, back)).notes))


QUOTA = pool(allocate="quota", quota={"front": 3, "back": 1})
MERGED = pool()
AT_LEAST_HALF = pool(floors=(Floor("front", Decimal(50)),))


def test_a_quota_takes_the_best_of_each_track():
    assert inside(QUOTA, "70 80 60 50", "99 98") == ["台1", "线2", "线1", "线3"]


def test_a_quota_nobody_is_left_for_stays_unfilled():
    assert inside(QUOTA, "70 80", "99 98") == ["台1", "线2", "线1"]


def test_a_merged_pool_takes_the_best_of_all_tracks():
    assert inside(MERGED, "90 80 70 60", "95 85 75 65") == ["台1", "线1", "台2", "线2"]


def test_a_floor_that_is_met_changes_nothing():
    assert inside(AT_LEAST_HALF, "90 80 70 60", "95 85 75 65") == ["台1", "线1", "台2", "线2"]


def test_for_a_floor_the_last_of_the_others_make_room_for_the_best_left():
    assert inside(AT_LEAST_HALF, "70 60 50", "95 90 85 80") == ["台1", "台2", "线1", "线2"]


def test_a_floor_nobody_is_left_for_stays_short_and_leaves_the_pool_open():
    most = pool(floors=(Floor("front", Decimal(80)),))

    assert inside(most, "70 60", "95 90 85 80") == "还差 2 名一线人员才满足 80%，已没有可以补入的人"
    assert notes(most, "70 60", "95 90 85 80") == (
        "4 个名额，入围 4 个",
        "末位入围：线2（60.00）",
        "线外第一：台3（85.00）",
        "按综合成绩还差 4 名一线人员才满足 80%：补入 线1、线2，换出 台4、台3",
        "还差 2 名一线人员才满足 80%",
    )


def test_a_floor_that_is_met_says_so_too():
    assert notes(AT_LEAST_HALF, "90 80", "95 85 75")[-1] == "一线人员入围 2 名，满足不少于 50%（2 名）"


@pytest.mark.parametrize(("slots", "expected"), [(16, 13), (55, 44), (5, 4)])
def test_eighty_percent_is_rounded_up(slots, expected):
    wide = pool(slots=slots, floors=(Floor("front", Decimal(80)),))
    front, back = " ".join(["60"] * 60), " ".join(["90"] * 60)

    rules = rulebook(wide)
    found = allocation(rules, wide, results(rules, front, back))

    assert sum(award.track == "front" for award in found.awards) == expected


def test_an_exchange_for_a_floor_is_told_with_who_comes_in_and_who_goes_out():
    assert notes(AT_LEAST_HALF, "70 60 50", "95 90 85 80")[-2:] == (
        "按综合成绩还差 2 名一线人员才满足 50%：补入 线1、线2，换出 台4、台3",
        "一线人员入围 2 名，满足不少于 50%（2 名）",
    )


def test_a_floor_does_not_break_another():
    both = pool(floors=(Floor("front", Decimal(50)), Floor("back", Decimal(50))))

    assert inside(both, "95 90 85 80", "70 60") == ["线1", "线2", "台1", "台2"]
    assert inside(both, "70 60", "95 90 85 80") == ["台1", "台2", "线1", "线2"]


def test_who_leaves_for_a_floor_is_nobody_whom_another_floor_protects():
    both = pool(floors=(Floor("front", Decimal(50)), Floor("back", Decimal(50))))
    two = rulebook(both)
    third = replace(two.tracks[1], id="third", name="第三组")
    rules = replace(two, tracks=(*two.tracks, third))
    found = results(two, "94 70", "80 79") | {"third": track_result(third, day_of({"另1": {"work": "95"}}))}

    settled, still_open = awards(rules, found)

    assert still_open == {}
    assert [award.entrant for award in settled["person"]] == ["线1", "台1", "台2", "线2"]


def test_a_tie_across_the_last_slot_leaves_the_pool_open():
    expected = "线2、台2、台3 并列，压在最后一个名额上，须先决出先后"

    assert inside(MERGED, "90 80 70", "95 80 80") == expected


def test_a_tie_across_a_quota_leaves_the_pool_open_and_equals_in_other_tracks_do_not():
    tied = pool(allocate="quota", slots=2, quota={"front": 1, "back": 1})

    assert inside(tied, "80 80", "90") == "线1、线2 并列，压在最后一个名额上，须先决出先后"
    assert inside(tied, "80 70", "80 70") == ["线1", "台1"]


def test_a_tie_wholly_inside_or_wholly_outside_does_not_matter():
    assert inside(MERGED, "90 90 70 70", "95 85 70 65") == ["台1", "线1", "线2", "台2"]


def test_a_tie_among_those_who_enter_for_a_floor_leaves_the_pool_open():
    assert inside(AT_LEAST_HALF, "70 60 60", "95 90 85") == "线2、线3 并列，压在最后一个名额上，须先决出先后"


def test_a_tie_among_those_who_leave_for_a_floor_leaves_the_pool_open():
    assert inside(AT_LEAST_HALF, "70 60", "95 90 90") == "台2、台3 并列，压在最后一个名额上，须先决出先后"


def test_a_tie_that_the_floor_itself_decides_does_not_matter():
    three_of_four = pool(floors=(Floor("front", Decimal(75)),))

    assert inside(three_of_four, "90 85 80", "95 80") == ["台1", "线1", "线2", "线3"]


LEVELS_OF_THREE = (Level("一等奖", 2), Level("二等奖", 1))
LEVELS = (Level("一等奖", 1, "金牌店小二"), Level("二等奖", 1), Level("三等奖", 2))


def test_levels_of_quotas_fill_by_place_and_between_tracks_by_composite():
    firsts = (Level("一等奖", 2), Level("二等奖", 2))
    both = pool(allocate="quota", quota={"front": 2, "back": 2}, levels=firsts)
    rules = rulebook(both)

    settled, _ = awards(rules, results(rules, "95 80", "70 60"))

    assert [(a.entrant, a.level) for a in settled["person"]] == [
        ("线1", "一等奖"),
        ("台1", "一等奖"),
        ("线2", "二等奖"),
        ("台2", "二等奖"),
    ]


def test_firsts_with_equal_composites_matter_only_across_a_level_line():
    wide = pool(allocate="quota", slots=2, quota={"front": 1, "back": 1}, levels=(Level("一等奖", 2),))
    narrow = pool(
        allocate="quota",
        slots=2,
        quota={"front": 1, "back": 1},
        levels=(Level("一等奖", 1), Level("二等奖", 1)),
    )

    assert inside(wide, "90 80", "90") == ["线1", "台1"]
    assert inside(narrow, "90 80", "90") == "线1、台1 并列，压在一等奖与二等奖的分界线上，须先决出先后"


def test_a_second_of_one_track_is_no_equal_of_another_tracks_first():
    both = pool(allocate="quota", slots=3, quota={"front": 2, "back": 1}, levels=LEVELS_OF_THREE)

    assert inside(both, "90 80", "80") == ["线1", "台1", "线2"]


def test_levels_of_a_merged_pool_fill_by_composite():
    rules = rulebook(pool(levels=LEVELS))

    settled, _ = awards(rules, results(rules, "90 80", "95 85"))

    assert [(a.entrant, a.level, a.title) for a in settled["person"]] == [
        ("台1", "一等奖", "金牌店小二"),
        ("线1", "二等奖", ""),
        ("台2", "三等奖", ""),
        ("线2", "三等奖", ""),
    ]


def test_a_tie_across_a_level_line_leaves_the_pool_open():
    expected = "线1、线2 并列，压在一等奖与二等奖的分界线上，须先决出先后"

    assert inside(pool(levels=LEVELS), "95 95 80", "85") == expected


def test_a_tie_between_tracks_across_a_level_line_does_so_too():
    expected = "线1、台1 并列，压在一等奖与二等奖的分界线上，须先决出先后"

    assert inside(pool(levels=LEVELS), "95 80", "95 85") == expected


def test_a_tie_inside_a_level_does_not_matter():
    assert inside(pool(levels=LEVELS), "95 80 80", "90") == ["线1", "台1", "线2", "线3"]


def test_an_entrant_without_a_score_leaves_the_pool_open():
    assert inside(MERGED, "90 - 70 -", "95") == "一线人员还有 2 个参赛对象成绩未齐：线2、线4"


def test_a_track_without_entrants_leaves_the_pool_open():
    assert inside(QUOTA, "90 80 70 60", "") == "后台人员还没有参赛对象"


def test_a_track_of_which_all_withdrew_holds_nothing_up():
    assert inside(MERGED, "90 80", "60", statuses={"台1": "withdrawn"}) == ["线1", "线2"]


def test_the_withdrawn_win_nothing_and_hold_nobody():
    assert inside(MERGED, "90 - 70", "95 60", statuses={"线2": "withdrawn"}) == ["台1", "线1", "线3", "台2"]


def test_a_tie_the_head_judge_has_not_decided_leaves_the_pool_open_wherever_it_is():
    expected = "一线人员有并列待评委组长决定先后：线3、线4"

    assert inside(MERGED, "90 85 60 60", "95 80", ties=("manual",)) == expected


def test_a_decided_tie_is_no_tie():
    orders = {"线3": 2, "线4": 1}

    assert inside(MERGED, "90 85 80 80", "95", ties=("manual",), orders=orders) == [
        "台1",
        "线1",
        "线2",
        "线4",
    ]


def test_thousands_of_equals_of_two_tracks_leave_the_pool_open_at_once():
    many = pool(slots=4000, levels=(Level("一等奖", 1000), Level("二等奖", 3000)))

    said = inside(many, " ".join(["90"] * 4000), " ".join(["90"] * 4000))

    assert said.startswith("线1、线2、")
    assert said.endswith("、台4000 并列，压在最后一个名额上，须先决出先后")
