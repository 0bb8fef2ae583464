"""How a day ends well: what is held back, withdrawn, tied or locked; nothing of it may be a dead end."""

from decimal import Decimal

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.hall.air import Scene
from judging.core.hall.performance import Phase, SheetPhase
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason
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

    refused = refusal(after(state, c.RevealScore(on("e1"))), c.CallEntrant(on("e3")))

    assert "乙镇中心尚未亮分" in refused.detail


def test_what_was_held_back_can_be_revealed_later():
    state = day.played(held_back(), (c.RevealScore(on("e1")), c.RevealScore(on("e2"))))

    assert state.performance(on("e1")).phase is Phase.REVEALED
    assert after(state, c.CallEntrant(on("e3"))).first_hall.on_stage == on("e3")


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
    state = after(day.revealed(day.marking()), day.publish())

    state = after(state, c.SetStatus("centre", "e1", "disqualified", "冒名"))

    assert (state.standings, state.first_hall.scene) == ({}, Scene.STANDBY)
    assert refusal(state, day.publish()).reason is Reason.INCOMPLETE


def test_a_screen_that_two_consoles_admit_at_once_is_one_screen():
    state = after(day.ready(), c.AdmitScreen(3, "device", "主屏"))

    state = after(state, c.AdmitScreen(3, "device", "侧屏"))

    assert [(screen.number, screen.name) for screen in state.screens.values()] == [(3, "侧屏")]
    assert refusal(state, c.AdmitScreen(3, "other", "主屏")).reason is Reason.STALE


def test_a_hall_has_no_more_than_forty_screens():
    state = day.ready()
    for n in range(1, 41):
        state = after(state, c.AdmitScreen(n, f"device {n}", f"{n}号厅"))

    assert refusal(state, c.AdmitScreen(41, "one more", "主屏")).reason is Reason.TOO_MANY


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

    assert after(state, day.publish()).standings["centre"].rows[0].entrant == "e1"


def test_a_decided_tie_takes_the_ranking_back_that_left_it_open():
    state = after(tied(), day.publish(), at="2026-11-20T08:00:00.000Z")

    state = after(state, c.DecideTie("centre", ("e2", "e1"), "评委组长决定"))

    assert state.standings == {}
    assert state.first_hall.scene is Scene.STANDBY


def test_other_components_take_the_ranking_back_that_was_made_of_the_former():
    state = after(tied(), day.publish(), at="2026-11-20T08:00:00.000Z")
    other = c.ImportComponents("centre", "daily", {"e1": "90", "e2": "91", "e3": "80"}, "更正.xlsx")

    assert after(state, other).standings == {}


TEAM = replace(day.CENTRE, id="team", name="团队组")


def two_tracks_published():
    """Of each track the first was revealed and its ranking published; that of the second is on air."""
    rules = replace(day.RULES, tracks=(day.CENTRE, TEAM))
    state = day.played(State(), (c.CreateCompetition(rules, {"centre": day.ENTRANTS, "team": day.ENTRANTS}),))
    for track in ("centre", "team"):
        state = day.played(
            state, [replace(ask, track=track) for ask in (day.SEAT, day.COMPONENTS, day.ORDER)]
        )
    for track in ("centre", "team"):
        first = replace(on("e1"), track=track)
        state = day.played(state, (c.CallEntrant(first), c.OpenMarking(first)))
        for n, (content, manner) in day.TOTALS.items():
            given = c.SubmitSheet(first, 1, {"content": content, "manner": manner})
            state = after(state, given, judge(n))
        state = day.played(state, (c.CloseMarking(first), c.RevealScore(first), day.publish(track)))
    return state


def test_the_ranking_of_one_track_stays_public_when_that_of_another_is_shown():
    state = two_tracks_published()

    assert set(state.standings) == {"centre", "team"}
    assert state.first_hall.ranking_on_air.track == "team"


def test_a_reveal_taken_back_off_the_air_leaves_the_ranking_on_air():
    state = after(two_tracks_published(), c.StepBack(on("e1"), "核分"))

    assert set(state.standings) == {"team"}
    assert (state.first_hall.ranking_on_air.track, state.first_hall.scene) == ("team", Scene.PROGRESS)


def test_a_ranking_taken_off_the_air_is_not_replaced_by_an_older_one():
    state = after(two_tracks_published(), c.StepBack(replace(on("e1"), track="team"), "核分"))

    assert state.first_hall.ranking_on_air is None
    assert "没有可放的排名" in refusal(state, c.ShowScene(Scene.RANKING)).detail


def test_the_key_that_leads_the_show_tells_no_score_of_who_was_disqualified_before_it():
    closed = after(day.marked(day.marking()), c.CloseMarking(on("e1")))
    state = after(closed, c.SetStatus("centre", "e1", "disqualified", "违规"))

    assert "不再亮分" in refusal(state, c.RevealScore(on("e1"))).detail
    following = day.view(state, "console/main").next
    assert (following.id, following.data["performance"]["entrant"]) == ("call", "e2")
    again = after(state, c.SetStatus("centre", "e1", None, "复议"))
    assert after(again, c.RevealScore(on("e1"))).performance(on("e1")).phase is Phase.REVEALED
