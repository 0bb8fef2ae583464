"""What is on in a hall, and who is told of it: no page goes to another hall but by a call or a step back."""

from msgspec.structs import replace

from judging.codec import encode
from judging.core import commands as c
from judging.core.hall.air import Pace
from judging.core.hall.performance import SheetPhase
from judging.core.publication.on_air import fingerprint, present
from judging.core.scoring.pool import Pool
from tests import halls
from tests.day import after, played, view
from tests.halls import far, judge, near, shared


def at(minute: int) -> str:
    return f"2026-11-20T06:{minute:02}:00.000Z"


def entrant_of(state, n: int) -> str:
    (task,) = view(state, f"judge/J{n}").tasks
    return task.entrant


def both_revealed():
    """J3 has judged in A, and after that in B."""
    state = halls.ready()
    for minute, id in enumerate((shared(0), shared(1))):
        state = after(state, c.CallEntrant(id), at=at(minute))
        state = halls.marked(after(state, c.OpenMarking(id)), id)
        state = played(state, (c.CloseMarking(id), c.RevealScore(id)))
    return state


def test_the_end_of_marking_moves_no_judge_to_another_hall():
    state = both_revealed()
    reopened = played(state, (c.StepBack(shared(0), "核对"), c.StepBack(shared(0), "核对")))

    closed = after(reopened, c.CloseMarking(shared(0)))

    assert entrant_of(state, 3) == "乙号中心"
    assert entrant_of(reopened, 3) == "甲号中心"
    assert entrant_of(closed, 3) == "甲号中心"


def test_who_is_excused_is_free_for_the_other_hall():
    state = halls.open_for_marks(halls.ready(), shared(0))
    state = after(state, c.ExcuseJudge(shared(0), "J3", SheetPhase.RECUSED, "回避"))

    state = halls.open_for_marks(state, shared(1))
    sent = after(state, halls.sheet(shared(1), "80"), judge(3))

    assert entrant_of(state, 3) == entrant_of(sent, 3) == "乙号中心"


def told(state, hall: str) -> str:
    return " ".join(str(line.text) for line in view(state, f"console/{hall}").story)


def test_a_console_tells_of_its_own_hall():
    state = played(halls.ready(), (c.CallEntrant(near(0)), c.CallEntrant(far(0))))

    assert "子号中心" in told(state, "A")
    assert "子号中心" not in told(state, "C")
    assert "日号中心" in told(state, "C")
    assert "日号中心" not in told(state, "A")


def test_what_becomes_of_a_track_is_told_where_it_is_judged():
    state = after(halls.ready(), c.SetStatus("near", "near2", "withdrawn", "来函"))

    assert "寅号中心" in told(state, "A")
    assert "寅号中心" in told(state, "B")
    assert "寅号中心" not in told(state, "C")


def test_the_story_names_the_seat_that_a_judge_has_on_this_panel():
    state = halls.open_for_marks(halls.ready(), shared(1))  # J3 has seat 3 in A, and seat 1 in B
    state = after(state, halls.sheet(shared(1), "80"), judge(3))
    state = played(
        state,
        (c.ReturnSheet(shared(1), "J3", "核对"), c.ExcuseJudge(shared(1), "J3", SheetPhase.ABSENT, "是")),
    )
    state = after(state, c.RestoreJudge(shared(1), "J3"))

    assert told(state, "B").count("1号评委 评委3") == 4


def test_a_raised_hand_is_at_the_seat_that_the_judge_has_in_this_hall():
    state = after(halls.ready(), c.RaiseHand(), judge(3))
    assert [hand.seat for hall in "AB" for hand in view(state, f"console/{hall}").hands] == [3, 1]


def test_a_panel_that_moves_is_told_of_in_both_halls():
    state = after(halls.ready(), c.MovePanel("near", "one", "C"))
    assert ["移到C厅" in told(state, hall) for hall in "ABC"] == [True, False, True]


def test_a_screen_that_moves_is_told_of_in_both_halls():
    state = after(halls.ready(), c.AssignScreen(1, "借来的", hall="C"))
    assert ["借来的" in told(state, hall) for hall in "ABC"] == [True, False, True]


def test_a_console_tells_of_the_award_pools_of_its_own_tracks():
    pools = (Pool("near", "近处奖", 1, "merged"), Pool("far", "远处奖", 1, "merged"))
    tracks = tuple(replace(track, pool="far" if track.id == "far" else "near") for track in halls.TRACKS)
    state = after(halls.ready(), c.SetRules(replace(halls.RULES, tracks=tracks, pools=pools)))

    assert [[line.name for line in view(state, f"console/{hall}").pools] for hall in "ABC"] == [
        ["近处奖"],
        ["近处奖"],
        ["远处奖"],
    ]


def pages(state, hall: str, number: int, *judges: int) -> list[bytes]:
    topics = [f"screen/{number}", f"emcee/{hall}", *(f"judge/J{n}" for n in judges)]
    return [encode(view(state, topic)) for topic in topics]


def test_a_day_in_one_hall_leaves_the_others_as_they_are():
    state = halls.ready()
    before = pages(state, "B", 2, 4, 5, 7), pages(state, "C", 3, 8, 9)
    calm = encode(view(state, "console/C"))

    state = halls.revealed(state, near(0))
    state = after(state, c.AdmitScreen(9, "device", "侧屏", hall="A"))

    assert view(state, "screen/1").stage.entrant == view(state, "screen/9").stage.entrant == "子号中心"
    assert (pages(state, "B", 2, 4, 5, 7), pages(state, "C", 3, 8, 9)) == before
    assert encode(view(state, "console/C")) == calm


def test_who_is_called_next_is_of_the_own_panel():
    state = halls.ready()

    assert view(state, "emcee/A").coming == "甲号中心"
    assert view(state, "emcee/B").coming == "乙号中心"


def test_a_ranking_that_is_taken_back_leaves_the_screens_of_all_halls():
    state = halls.revealed(halls.revealed(halls.ready(), near(0)), near(0, "two"))
    for hall in ("A", "B"):
        state = after(
            state, lambda now, at=hall: c.RevealStandings("near", fingerprint(present(now, "near")), at)
        )
    both = [view(state, f"screen/{number}").ranking for number in (1, 2)]

    state = after(state, c.WithdrawStandings("near", "有误"))

    assert all(both)
    assert [view(state, f"screen/{number}").ranking for number in (1, 2)] == [None, None]


def test_a_colleague_who_is_restored_takes_no_excused_judge_along():
    """J3 sits in A and B, was excused in A and has marked in B."""
    here, there = shared(0), shared(1)
    excused = [c.ExcuseJudge(here, judge, SheetPhase.ABSENT, "离席") for judge in ("J3", "J1")]
    steps = (
        c.CallEntrant(here),
        *excused,
        c.CallEntrant(there),
        c.OpenMarking(there),
        c.RestoreJudge(here, "J1"),
    )
    state = halls.ready()
    for minute, step in enumerate(steps):
        state = after(state, step, at=at(minute))

    state = after(halls.marked(state, there), c.CloseMarking(there))

    assert [task.performance for task in view(state, "judge/J3").tasks] == [there]


def test_a_score_from_another_hall_waits_no_longer_than_the_reveal_there():
    """Its panel sits in A since, and where it was called a reveal waits for the key."""
    state = after(
        halls.marked(halls.open_for_marks(halls.ready(), shared(1)), shared(1)), c.CloseMarking(shared(1))
    )
    state = halls.open_for_marks(after(state, c.SetPace(Pace.STEPS, "B")), near(0, "two"))
    out, back = (c.SetStatus("shared", "shared1", each, "核对") for each in ("disqualified", None))
    state = played(state, (out, c.MovePanel("shared", "duo", "A", "q"), back))
    state = played(
        halls.marked(state, near(0, "two")), (c.CloseMarking(near(0, "two")), c.RevealScore(near(0, "two")))
    )
    assert [each.blocked is None for each in reveals(state)] == [False]

    state = after(state, c.AdvanceReveal(near(0, "two"), whole=True))

    assert [each.blocked is None for each in reveals(state)] == [True]


def reveals(state):
    return [each for panel in view(state, "order/A").panels for each in panel.reveals]
