"""What a changed pool would move, told before anything is changed: nobody enters or leaves unmentioned."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from judging.core.honours.pool_variants import with_more_slots, with_moved_border
from judging.core.honours.what_if import Move, what_if
from judging.core.scoring.awards import by_id
from judging.core.scoring.pool import Floor, Level
from tests.core.every_list import candidates, lists, outcomes, short
from tests.core.test_awards import BACK, FRONT, pool, results, rulebook
from tests.core.test_every_list import pools_of, results_of, rules_of


def tried(present, wanted, front, back):
    rules = rulebook(present)
    return what_if(rules, results(rules, front, back), present, wanted, by_id)


def told(remedy):
    return str(remedy.change), remedy.entering, remedy.leaving


def is_settled(pool, everybody):
    return len(outcomes(pool, everybody)) == 1 and not short(pool, lists(pool, everybody)[0])


def test_each_move_is_marked_and_the_line_drawn_after_the_last_inside():
    present = pool(levels=(Level("一等奖", 1), Level("二等奖", 3)))
    wanted = pool(slots=3, levels=(Level("一等奖", 2), Level("二等奖", 1)))

    found = tried(present, wanted, "95 93", "94 92 91")

    assert found.inside == 3
    assert [(line.entrant, line.before, line.after, line.move) for line in found.lines] == [
        ("线1", "一等奖", "一等奖", Move.STAYS),
        ("台1", "二等奖", "一等奖", Move.UP),
        ("线2", "二等奖", "二等奖", Move.STAYS),
        ("台2", "二等奖", None, Move.OUT),
        ("台3", None, None, Move.STAYS),
    ]


def test_a_tie_on_the_line_is_reported_with_the_least_changes_that_settle_it():
    found = tried(pool(), pool(), "95 92", "94 93 92 91")

    assert {line.entrant for line in found.lines if line.tied} == {"线2", "台3"}
    assert "并列，压在最后一个名额上" in str(found.open)
    assert [(str(each.change), len(each.entering), len(each.leaving)) for each in found.remedies] == [
        ("名额改为 3 个", 0, 1),
        ("名额改为 5 个", 1, 0),
    ]


def test_a_short_floor_is_told_with_the_share_that_would_be_met():
    wanted = pool(floors=(Floor("front", Decimal(80)),))

    found = tried(pool(), wanted, "95 93", "94 92 91")

    assert str(found.open) == f"还差 2 名{FRONT}才满足 80%，已没有可以补入的人"
    assert [str(each.change) for each in found.remedies] == [
        "名额改为 2 个",
        f"{FRONT}占比下限降为 50%",
    ]


def test_a_tie_on_a_level_line_is_settled_by_moving_the_line():
    levels = (Level("一等奖", 1), Level("二等奖", 3))

    found = tried(pool(levels=levels), pool(levels=levels), "95 93", "95 92")

    assert ("一等奖改为 2 个，二等奖相应增减", (), ()) in map(told, found.remedies)


def test_of_a_pool_by_quota_each_track_s_slots_are_tried():
    wanted = pool(allocate="quota", quota={"front": 2, "back": 2})

    found = tried(wanted, wanted, "95 93 91", "94 92 90")

    steps = {(step.track, step.by): (step.entering, step.leaving) for step in found.steps}
    assert steps[FRONT, 1] == (("线3",), ())
    assert steps[BACK, -1] == ((), ("台2",))
    assert (FRONT, -2) in steps


def test_tracks_that_are_not_locked_are_named_and_not_counted():
    wanted = pool(floors=(Floor("back", Decimal(50)),))
    rules = rulebook(wanted)
    locked = {"front": results(rules, "95 93", "")["front"]}

    found = what_if(rules, locked, wanted, wanted, by_id)

    assert found.waiting == (BACK,)
    assert {line.entrant for line in found.lines} == {"线1", "线2"}
    assert found.open is None


@given(st.data())
@settings(max_examples=300)
def test_what_is_told_is_what_every_list_comes_to(data):
    """Each line, step and remedy against the specification, and no smaller remedy is passed over."""
    ranked = data.draw(results_of())
    present, wanted = (data.draw(pools_of(tuple(ranked))) for _ in range(2))
    everybody = candidates(ranked)

    found = what_if(rules_of(ranked), ranked, present, wanted, by_id)

    for shown, of in (("before", present), ("after", wanted)):
        if is_settled(of, everybody):
            [prizes] = outcomes(of, everybody)
            inside = {(c.track, c.standing.entrant): level or "" for c, level in prizes}
            told = {(line.track, line.entrant): getattr(line, shown) for line in found.lines}
            assert {key: level for key, level in told.items() if level is not None} == inside
    assert (found.open is None) == is_settled(wanted, everybody)
    for step in found.steps:
        changed = with_more_slots(wanted, step.by, step.track)
        assert (step.open is None) == is_settled(changed, everybody)
    assert all(is_settled(each.rules, everybody) for each in found.remedies)
    if found.open is not None:
        told = {more(wanted, each.rules) for each in found.remedies}
        assert told - {0} == least_more(wanted, everybody)


def more(wanted, changed):
    """Slots more or fewer; 0 where something else is changed."""
    return changed.slots - wanted.slots if wanted.allocate == "merged" else 0


def least_more(wanted, everybody):
    """By trial of one after the other."""
    found = set()
    for by in (1, -1) if wanted.allocate == "merged" else ():
        tries = ((n * by, with_more_slots(wanted, n * by)) for n in range(1, 11))
        settled = (n for n, changed in tries if changed and is_settled(changed, everybody))
        found |= {n for n in (next(settled, 0),) if n}
    return found


def test_a_pool_with_another_number_still_goes_together():
    levels = (Level("一等奖", 1), Level("二等奖", 3))
    by_quota = pool(allocate="quota", quota={"front": 3, "back": 1}, floors=(Floor("front", Decimal(50)),))

    assert with_more_slots(pool(levels=levels), -4) is None
    assert [level.count for level in with_more_slots(pool(levels=levels), -3).levels] == [1, 0]
    assert [level.count for level in with_more_slots(pool(levels=levels), 2).levels] == [1, 5]
    assert with_more_slots(by_quota, -3, "front") is None  # its floor keeps one
    assert with_moved_border(pool(levels=levels), 0, -2) is None
    assert replace(by_quota, slots=5, quota={"front": 3, "back": 2}) == with_more_slots(by_quota, 1, "back")
