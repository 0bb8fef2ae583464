"""What the plan leaves open is settled by the organiser, as proposed or otherwise, and that is on record."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.refused import Reason
from judging.core.scoring.question import Question, asked
from judging.core.setup.answering import unanswered
from judging.core.state import State
from tests import day
from tests.day import AT, ORGANISER, after, refusal

from .changes import RULES as SMALL

TRIM = "tracks.centre.rounds.present.trim"
TIES = "tracks.centre.ties"
QUESTIONS = (Question(TRIM, "去几个最高分、最低分？"), Question(TIES, "同分怎么办？"))


def asking() -> State:
    state = day.ready()
    return after(state, c.SetRules(replace(state.rulebook, proposals=QUESTIONS)))


def trimmed(state: State) -> c.SetRules:
    """The same rules with another trim."""
    track = state.track("centre")
    present = replace(track.round("present"), trim=replace(track.round("present").trim, high=2, start=9))
    rounds = tuple(present if round.id == "present" else round for round in track.rounds)
    return c.SetRules(replace(state.rulebook, tracks=(replace(track, rounds=rounds),)))


def test_all_is_open_at_first():
    assert unanswered(asking()) == (TRIM, TIES)


def test_as_proposed_is_an_answer_with_a_name():
    [event] = decide(asking(), c.SettleQuestions((TRIM,)), ORGANISER, AT)
    state = after(asking(), c.SettleQuestions((TRIM,)))

    assert event == e.QuestionsSettled((TRIM,), "organiser")
    assert unanswered(state) == (TIES,)
    assert not state.settled[TRIM].changed


def test_another_value_is_an_answer_too_and_leaves_the_other_questions_open():
    changed = trimmed(asking())

    _, event = decide(asking(), changed, ORGANISER, AT)
    state = after(asking(), changed)

    assert event == e.QuestionsSettled((TRIM,), "organiser", changed=True)
    assert unanswered(state) == (TIES,)


def test_what_is_settled_is_settled_once():
    state = after(asking(), c.SettleQuestions((TRIM,)))

    assert refusal(state, c.SettleQuestions((TRIM,))).reason is Reason.ALREADY
    assert unanswered(after(state, c.SettleQuestions((TRIM, TIES)))) == ()


@pytest.mark.parametrize("keys", [(), ("tracks.centre.name",), (TRIM, "no.such")])
def test_what_nobody_asks_is_not_settled(keys):
    assert refusal(asking(), c.SettleQuestions(keys)).reason is Reason.UNKNOWN


def test_a_question_that_the_rules_ask_no_more_is_open_when_they_ask_it_again():
    state = after(asking(), c.SettleQuestions((TRIM, TIES)))
    state = after(state, c.SetRules(replace(state.rulebook, proposals=QUESTIONS[1:])))

    state = after(state, c.SetRules(replace(state.rulebook, proposals=QUESTIONS)))

    assert unanswered(state) == (TRIM,)


def test_settling_leaves_the_signatures_of_the_rules_good():
    state = after(asking(), c.SettleQuestions((TRIM,)))

    assert state.rulebook == asking().rulebook


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("competition.name", "name"),
        ("oversight.two_persons", "two_persons"),
        ("tracks.front.ties", "ties"),
        ("tracks.front.composite.places", "places"),
        ("tracks.front.rounds.show.trim.from", "start"),
        ("tracks.front.rounds.show.criteria", "criteria"),
        ("tracks.front.rounds.show.criteria.content.max", "max"),
        ("pools.person.levels", "levels"),
    ],
)
def test_a_key_leads_to_its_setting(key, name):
    assert asked(SMALL, key).line.name == name


@pytest.mark.parametrize(
    "key",
    [
        *("", "name", "competition", "tracks.front", "tracks.front.rounds.show", "tracks.fron.ties"),
        *("tracks.front.rounds.quiz.trim", "tracks.front.rounds.show.time.limit_s", "pools.person.levels.x"),
        *("tracks.front.ties.x", "tracks.0.ties", "competition.competition.name", "oversight.name"),
    ],
)
def test_a_key_to_nothing_is_none(key):
    with pytest.raises(KeyError):
        asked(SMALL, key)
