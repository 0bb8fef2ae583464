"""What may be given on a page of several names, and when it is taken."""

import pytest

from judging.core.evaluating.evaluation import Evaluation
from judging.core.evaluating.lapsing import lapsed
from judging.core.evaluating.taking import checked_marks, choice_of, opened, taken
from judging.core.refused import Reason, Refused
from judging.core.scoring.evaluators import Grade
from judging.core.scoring.numbers import parse
from judging.core.scoring.rulebook import Criterion, Kind, Round, Rulebook, Sheets, Track
from judging.core.state import State

ATTITUDE = Criterion("attitude", "态度", parse("0"), parse("10"), parse("0.5"))
GRADED = Criterion(
    *("grade", "评价", parse("0"), parse("100"), parse("1")),
    grades=(Grade("优秀", parse("100")), Grade("称职", parse("80"))),
)
VOTE = Criterion("vote", "推选", parse("0"), parse("1"), parse("1"))
NOON, EVENING = "2026-11-22T04:00:00.000Z", "2026-11-22T10:00:00.000Z"


def round_of(*criteria, **changes):
    return Round("peers", "互评", Kind.JUDGED, parse("100"), sheets=Sheets.EACH, criteria=criteria, **changes)


def state_of(round, **evaluation):
    track = Track("front", "一线组", (round,))
    opening = Evaluation(**evaluation)
    return State(Rulebook("x", "测评赛", (track,)), evaluations={("front", "peers"): opening})


def refused(round, given, among=("e1", "e2", "e3")):
    with pytest.raises(Refused) as found:
        checked_marks(state_of(round), "front", round, among, given)
    return found.value.reason


def test_part_of_the_page_may_be_given():
    round = round_of(ATTITUDE)

    checked_marks(state_of(round), "front", round, ("e1", "e2"), {"e2": {"attitude": "9.5"}})


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, Reason.INCOMPLETE),
        ({"e9": {"attitude": "9"}}, Reason.UNKNOWN),
        ({"e1": {}}, Reason.INCOMPLETE),
        ({"e1": {"attitude": "9", "more": "1"}}, Reason.INCOMPLETE),
        ({"e1": {"attitude": "9.3"}}, Reason.OUT_OF_RANGE),
        ({"e1": {"attitude": "11"}}, Reason.OUT_OF_RANGE),
        ({"e1": {"attitude": "９"}}, Reason.MALFORMED),
    ],
)
def test_a_sheet_is_whole_and_of_marks_the_rules_know(given, reason):
    assert refused(round_of(ATTITUDE), given) is reason


def test_of_grades_only_those_there_are_may_be_given():
    round = round_of(GRADED)

    checked_marks(state_of(round), "front", round, ("e1",), {"e1": {"grade": "80"}})
    assert refused(round, {"e1": {"grade": "90"}}) is Reason.OUT_OF_RANGE


def choosing(*chosen, among=("e1", "e2", "e3")):
    return {entrant: choice_of(VOTE, entrant in chosen) for entrant in among}


def test_so_many_names_may_be_chosen_and_no_more():
    round = round_of(VOTE, most=2)

    checked_marks(state_of(round), "front", round, ("e1", "e2", "e3"), choosing("e1", "e3"))
    checked_marks(state_of(round), "front", round, ("e1", "e2", "e3"), choosing())
    assert refused(round, choosing("e1", "e2", "e3")) is Reason.TOO_MANY


def test_a_choice_among_names_is_one_of_all_of_them():
    assert refused(round_of(VOTE, most=2), choosing("e1", among=("e1", "e2"))) is Reason.INCOMPLETE


def test_nothing_is_taken_before_the_opening_nor_from_the_stated_moment_on():
    waiting, running = state_of(round_of(ATTITUDE)), {"opened_at": NOON, "until": EVENING}

    with pytest.raises(Refused, match="还没有开始"):
        opened(waiting, "front", "peers", NOON)
    assert opened(state_of(round_of(ATTITUDE), **running), "front", "peers", NOON)
    with pytest.raises(Refused, match="已经结束"):
        opened(state_of(round_of(ATTITUDE), **running), "front", "peers", EVENING)


def test_it_is_closed_by_time_alone_and_only_then():
    state = state_of(round_of(ATTITUDE), opened_at=NOON, until=EVENING)

    before, after = (lapsed(state, at).evaluations["front", "peers"] for at in (NOON, EVENING))

    assert (before.is_open, before.closed_at) == (True, "")
    assert (after.is_open, after.closed_at) == (False, EVENING)


def test_what_one_gives_again_replaces_what_was_given_for_the_same_entrant_alone():
    state, key = state_of(round_of(ATTITUDE)), ("front", "peers")
    state = taken(state, key, "P1", {"e1": {"attitude": "1"}, "e2": {"attitude": "2"}}, {"e1": "peer"}, NOON)

    state = taken(state, key, "P1", {"e1": {"attitude": "3"}}, {"e1": "peer"}, EVENING)

    found = state.evaluations[key].sheets
    assert found["P1", "e1"].marks == {"attitude": "3"}
    assert found["P1", "e1"].group == "peer"
    assert found["P1", "e2"].marks == {"attitude": "2"}
