"""How a day ends well: what is held back, withdrawn, tied or locked; nothing of it may be a dead end."""

from decimal import Decimal

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.people import Judge
from judging.core.performance import Phase, SheetPhase
from judging.core.refused import Reason
from judging.core.show import Scene
from judging.core.state import State
from tests import day
from tests.day import after, judge, on, refusal, sheet


def all_revealed():
    state = day.revealed(day.marking())
    for entrant in ("e2", "e3"):
        state = day.played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = day.revealed(state, entrant)
    return state


def test_a_track_is_locked_once_all_are_revealed_and_both_engines_agree():
    state = after(all_revealed(), c.LockTrack("centre"))

    assert [(row.place, row.entrant) for row in state.locked["centre"]] == [(1, "e1"), (2, "e3"), (3, "e2")]


def test_a_track_with_somebody_to_come_is_not_locked():
    assert "尚未亮分" in refusal(day.revealed(day.marking()), c.LockTrack("centre")).detail


def test_a_disagreement_of_the_engines_blocks_the_lock(monkeypatch):
    from judging.core.decide import show
    from judging.core.ranking import track_result

    def wrong(track, known):
        result = track_result(track, known)
        first, *others = result.scores
        return replace(result, scores=(replace(first, score=first.score + 1), *others))

    monkeypatch.setattr(show, "track_result", wrong)

    refused = refusal(all_revealed(), c.LockTrack("centre"))

    assert refused.reason is Reason.DISAGREEMENT
    assert "核分过程" in refused.detail


def test_a_locked_track_changes_no_more():
    state = after(all_revealed(), c.LockTrack("centre"))

    assert refusal(state, c.StepBack(on("e3"), "误触")).reason is Reason.LOCKED
    assert refusal(state, day.COMPONENTS).reason is Reason.LOCKED
    assert refusal(state, c.SetStatus("centre", "e1", "disqualified", "举报")).reason is Reason.LOCKED
    assert refusal(state, c.LockTrack("centre")).reason is Reason.LOCKED


def held_back():
    """定标 of two: e1 and e2 are confirmed, e2 on stage."""
    rules = replace(
        day.RULES, tracks=(replace(day.CENTRE, rounds=(day.DAILY, replace(day.PRESENT, hold_first=2))),)
    )
    state = day.played(
        State(),
        (c.CreateCompetition(rules, {"centre": day.ENTRANTS}), day.SEAT, day.COMPONENTS, day.ORDER),
    )
    for entrant in ("e1", "e2"):
        state = day.played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = after(day.marked(state, entrant), c.CloseMarking(on(entrant)))
    return state


def test_the_first_few_may_wait_for_their_reveal_together_but_no_more():
    state = held_back()

    refused = refusal(after(state, c.RevealScore(on("e2"))), c.CallEntrant(on("e3")))

    assert "甲街道中心尚未亮分" in refused.detail


def test_what_was_held_back_can_be_revealed_later():
    state = day.played(held_back(), (c.RevealScore(on("e2")), c.RevealScore(on("e1"))))

    assert state.performance(on("e1")).phase is Phase.REVEALED
    assert after(state, c.CallEntrant(on("e3"))).on_stage == on("e3")


def test_whoever_takes_part_again_comes_last_in_the_order():
    state = day.played(State(), (day.CREATE, day.SEAT, day.COMPONENTS))
    state = after(state, c.SetStatus("centre", "e3", "withdrawn", "来函"))
    state = after(state, c.EnterOrder("centre", "present", ("e2", "e1"), "见证人"))
    state = after(state, c.CallEntrant(on("e2")))

    state = after(state, c.SetStatus("centre", "e3", None, "来函有误"))

    assert state.orders["centre", "present"].entrants == ("e2", "e1", "e3")


def test_a_new_maximum_must_hold_the_scores_that_were_imported():
    lower = replace(day.CENTRE, rounds=(replace(day.DAILY, full=Decimal(50)), day.PRESENT))

    assert refusal(day.ready(), c.SetRules(replace(day.RULES, tracks=(lower,)))).reason is Reason.OUT_OF_RANGE


def test_a_control_character_in_a_name_is_refused():
    judges = (*day.JUDGES[:4], Judge("J5\0", 5, "评委5"))

    assert refusal(day.ready(), c.SeatPanel("centre", "present", judges)).reason is Reason.MALFORMED


def test_restoring_a_judge_is_no_way_to_look_at_the_marks_first():
    state = day.marking()
    for n in (1, 2, 3):
        state = after(state, sheet("e1", "50", "30"), judge(n))
    for n in (4, 5):
        state = after(state, c.ExcuseJudge(on("e1"), f"J{n}", SheetPhase.ABSENT, "离席"))

    assert refusal(state, c.RestoreJudge(on("e1"), "J4")).reason is Reason.NOT_NOW
    back = after(state, c.StepBack(on("e1"), "4号评委回来了"))
    assert "J4" not in after(back, c.RestoreJudge(on("e1"), "J4")).performance(on("e1")).sheets


def test_a_track_is_not_locked_while_somebody_is_being_judged():
    state = day.revealed(day.marking())
    state = day.played(
        after(state, c.SetStatus("centre", "e3", "withdrawn", "来函")),
        (
            c.CallEntrant(on("e2")),
            c.OpenMarking(on("e2")),
            c.SetStatus("centre", "e2", "disqualified", "冒名"),
        ),
    )

    assert "评分中" in refusal(state, c.LockTrack("centre")).detail


def test_a_disqualification_withdraws_the_ranking_that_shows_the_entrant():
    state = after(day.revealed(day.marking()), c.RevealStandings("centre"))

    state = after(state, c.SetStatus("centre", "e1", "disqualified", "冒名"))

    assert (state.standings, state.scene) == (None, Scene.STANDBY)
    assert refusal(state, c.RevealStandings("centre")).reason is Reason.INCOMPLETE


def test_blanks_nobody_named_make_room_for_a_new_screen():
    state = day.ready()
    for n in range(40):
        state = after(state, c.RegisterScreen(f"guest {n}"), day.GUEST)
    state = after(state, c.AssignScreen(1, "主屏"))

    state = after(state, c.RegisterScreen("hall"), day.GUEST)

    assert len(state.screens) == 40
    assert 1 in state.screens
    assert 2 not in state.screens


def tied():
    """e1 and e2 with equal sheets and equal components, under a chain that ends in the head judge's word."""
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, ties=("round:present", "manual")),))
    equal = c.ImportComponents("centre", "daily", {"e1": "90", "e2": "90", "e3": "80"}, "日常.xlsx")
    state = day.played(
        State(), (c.CreateCompetition(rules, {"centre": day.ENTRANTS}), day.SEAT, equal, day.ORDER)
    )
    for entrant in ("e1", "e2", "e3"):
        state = day.played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = day.revealed(state, entrant)
    return state


def test_a_manual_tie_waits_for_the_head_judge_and_is_then_locked():
    assert "甲街道中心、乙镇中心并列" in refusal(tied(), c.LockTrack("centre")).detail

    state = after(tied(), c.DecideTie("centre", ("e2", "e1"), "评委组长决定"))

    locked = after(state, c.LockTrack("centre")).locked["centre"]
    assert [(row.place, row.entrant, row.broken_by) for row in locked] == [
        (1, "e2", "manual"),
        (2, "e1", "manual"),
        (3, "e3", None),
    ]


def test_only_a_whole_tie_is_decided_and_until_the_lock_anew():
    assert refusal(tied(), c.DecideTie("centre", ("e1", "e3"), "x")).reason is Reason.STALE
    assert refusal(tied(), c.DecideTie("centre", ("e1",), "x")).reason is Reason.STALE

    state = after(tied(), c.DecideTie("centre", ("e2", "e1"), "评委组长决定"))
    state = after(state, c.DecideTie("centre", ("e1", "e2"), "笔误更正"))

    assert after(state, c.RevealStandings("centre")).standings.rows[0].entrant == "e1"


def test_rules_the_hall_cannot_follow_start_nothing():
    panels = replace(day.PRESENT, panels=("A", "B"))
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(day.DAILY, panels)),))
    state = day.played(
        State(), (c.CreateCompetition(rules, {"centre": day.ENTRANTS}), day.SEAT, day.COMPONENTS, day.ORDER)
    )

    assert "还不支持" in refusal(state, c.CallEntrant(on("e1"))).detail
