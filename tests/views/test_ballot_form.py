"""What a ballot asks: names to tick, grades, or marks that are typed; and what of an answer is still open."""

import pytest

from judging.core import commands as c
from judging.core.balloting.casting import castable
from judging.core.refused import Reason
from judging.core.state import State
from judging.files import rulesfile
from judging.views.ballot_form import ballot_form, marks_of
from tests import ballots_day as day
from tests.day import GUEST, after, played, refusal

ROUND = """
schema = 1
competition = {{ id = "x" }}
[[tracks]]
id = "window"
[[tracks.rounds]]
id = "vote"
kind = "judged"
weight = "100"
sheets = "each"
who = "ballot"
{settings}
"""
MOST = 'most = 2\ncriteria = [ { id = "chosen", min = "0", max = "1", step = "1" } ]'
TYPED = 'criteria = [ { id = "a", min = "0", max = "100", step = "0.5" } ]'


def asked(settings: str) -> tuple:
    """The state, and the form of slip 1 with its round."""
    rules = rulesfile.read(ROUND.format(settings=settings), "x.toml")
    create = c.CreateCompetition(rules, {"window": day.ENTRANTS})
    issue = c.IssueSlips("batch", "window", "vote", "", (day.slip(1), day.slip(2)))
    state = played(State(), (create, issue, c.OpenEvaluation("window", "vote")))
    ballot, round, among = castable(state, day.slip(1), "", day.AT)
    return state, ballot_form(state, ballot, round, among), round


def test_of_names_so_many_are_ticked_and_the_others_get_the_lowest_mark():
    state, form, round = asked(MOST)

    marks, still_open = marks_of(form, round, {}, ("w1", "w3"))

    assert (form.most, [each.questions for each in form.about]) == (2, [(), (), ()])
    assert still_open == ()
    assert {entrant: given["chosen"] for entrant, given in marks.items()} == {"w1": "1", "w2": "0", "w3": "1"}
    assert after(state, c.CastBallot(day.slip(1), "T1", marks), GUEST, day.AT)


def test_more_names_than_may_be_ticked_are_refused_and_none_is_an_answer():
    state, form, round = asked(MOST)

    three, _ = marks_of(form, round, {}, ("w1", "w2", "w3"))
    none, _ = marks_of(form, round, {}, ())

    assert refusal(state, c.CastBallot(day.slip(1), "T1", three), GUEST, day.AT).reason is Reason.TOO_MANY
    assert after(state, c.CastBallot(day.slip(1), "T1", none), GUEST, day.AT)


def test_marks_of_many_steps_are_typed_and_few_are_tapped():
    _, typed, _ = asked(TYPED)
    _, tapped, _ = asked(TYPED.replace("100", "5").replace("0.5", "1"))

    [question] = typed.about[0].questions
    assert (question.options, question.least, question.most, question.step) == ((), "0", "100", "0.5")
    assert [option.value for option in tapped.about[0].questions[0].options] == [
        "5",
        "4",
        "3",
        "2",
        "1",
        "0",
        "-",
    ]


@pytest.mark.parametrize(
    ("given", "found", "still_open"),
    [
        ({"a/w1": "90", "a/w2": " 80.5 ", "a/w3": "0"}, {"w1": "90", "w2": "80.5", "w3": "0"}, ()),
        ({"a/w1": "90", "a/w2": ""}, {"w1": "90"}, ("选手02", "选手03")),
        ({"a/w1": "90", "a/w2": "-", "a/w3": "-"}, {"w1": "90"}, ()),
        ({"a/w9": "90"}, {}, ("选手01", "选手02", "选手03")),
    ],
)
def test_what_is_still_open_is_named_and_who_is_not_known_is_left_out(given, found, still_open):
    _, form, round = asked(TYPED)

    marks, names = marks_of(form, round, given, ())

    assert {entrant: sheet["a"] for entrant, sheet in marks.items()} == found
    assert names == still_open
