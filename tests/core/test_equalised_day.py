"""Several panels put on a par in the middle of the day: what is final, what is not, and what it becomes."""

from judging.core import commands as c
from judging.core.refused import Reason
from judging.core.scoring.rulebook import Equalise
from tests.day import after, played, publish, refusal
from tests.panels_day import ORDER, confirmed, done, on, ready, revealed, two_rounds

# Panel A announced 80, 70, 60 (mean 70), B 90, 95, 85 (mean 90), all 80: 80 ÷ 70 = 1.143, 80 ÷ 90 = 0.889
EQUAL = {"p1": "91.44", "p2": "80.01", "p3": "80.01", "p4": "84.46", "p5": "68.58", "p6": "75.57"}


def test_until_everybody_is_revealed_nothing_that_depends_on_it_is_final():
    state = revealed(ready(), *ORDER[:-1])
    refused = [
        refusal(state, publish("people")),
        refusal(state, c.LockTrack("people")),
        refusal(state, c.DecideTie("people", ("p1", "p2"), "评委组长决定")),
    ]
    assert [each.reason for each in refused] == [Reason.INCOMPLETE] * 3
    assert all("只有现场原始得分" in str(each.detail) for each in refused)


def test_when_the_round_is_done_the_scores_are_put_on_a_par():
    state = after(done(), publish("people"))
    assert {row.entrant: row.scores["show"] for row in state.standings["people"].rows} == EQUAL
    assert [row.entrant for row in state.standings["people"].rows[:2]] == ["p1", "p4"]
    assert {id: state.performance(on(id)).announced.score for id in ("p1", "p4")} == {
        "p1": "80.00",
        "p4": "95.00",
    }


def test_who_has_withdrawn_does_not_enter_the_means():
    gone = after(ready(), c.SetStatus("people", "p5", "withdrawn", "来函"))
    state = after(done(gone), publish("people"))
    rows = {row.entrant: row.scores["show"] for row in state.standings["people"].rows}
    # A 80, 70 (mean 75), B mean 90, all 84: 1.120 and 0.933
    assert rows == {"p1": "89.60", "p2": "83.97", "p3": "78.40", "p4": "88.64", "p6": "79.31"}


def test_a_disqualification_moves_everybody_and_takes_the_ranking_back():
    state = after(done(), publish("people"))
    out = after(state, c.SetStatus("people", "p5", "disqualified", "违规"))
    assert out.standings == {}

    ranked = after(out, publish("people"))

    assert {row.entrant: row.scores["show"] for row in ranked.standings["people"].rows}["p1"] == "89.60"
    again = after(ranked, c.SetStatus("people", "p5", None, "复议"))
    assert again.standings == {}  # it does not show p5, and yet none of its numbers is true any more


def test_a_reveal_taken_back_takes_the_equalised_ranking_back():
    state = after(done(), publish("people"))
    back = after(state, c.StepBack(on("p5"), "念错了"))
    assert back.standings == {}
    assert refusal(back, publish("people")).reason is Reason.INCOMPLETE


def test_who_comes_back_unjudged_holds_the_ranking():
    gone = after(ready(), c.SetStatus("people", "p5", "withdrawn", "来函"))
    state = after(done(gone), publish("people"))
    assert after(state, c.SetStatus("people", "p5", None, "又来了")).standings == {}


def test_panels_that_are_not_equalised_are_ranked_as_they_come():
    state = played(revealed(ready(equalise=Equalise.NONE), "p6", "p1"), (publish("people"),))
    assert [row.composite for row in state.standings["people"].rows] == ["85.00", "80.00"]


def test_a_locked_ranking_is_the_equalised_one():
    state = after(done(), c.LockTrack("people"))
    assert {row.entrant: row.scores["show"] for row in state.locked["people"]} == EQUAL


def test_whoever_is_ranked_already_is_put_on_a_par_with_all_of_the_round():
    state = after(two_rounds("p1", "p4"), publish("people"))
    rows = {row.entrant: row.scores["show"] for row in state.standings["people"].rows}
    assert rows == {id: EQUAL[id] for id in ("p1", "p4")}


def test_a_reveal_taken_back_takes_back_a_ranking_that_does_not_show_it():
    state = after(two_rounds("p1"), publish("people"))
    assert after(state, c.StepBack(on("p5"), "念错了")).standings == {}


def test_the_score_of_who_was_disqualified_before_its_reveal_keeps_nobody_from_the_lock():
    closed = confirmed(revealed(ready(), *ORDER[:-1]), ORDER[-1])
    state = after(closed, c.SetStatus("people", ORDER[-1], "disqualified", "违规"))
    assert len(after(state, c.LockTrack("people")).locked["people"]) == 5
