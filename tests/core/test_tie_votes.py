"""A tie that a committee votes on: the order follows from the votes, and they stand on paper."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.publication.ranked import ranking
from judging.core.publication.tie_vote import TieVote
from judging.core.scoring.meeting import Majority
from judging.core.state import State
from judging.printouts.tie_votes import vote_notes
from tests import day
from tests.day import after, on, played, refusal

MEMBERS = ("甲委员", "乙委员", "丙委员", "丁委员", "戊委员")


def tied(**rules: object) -> State:
    """e1 and e2 are equal; e3 is below."""
    track = replace(day.CENTRE, ties=("manual",))
    made = replace(day.RULES, tracks=(track,), body="“三重一大”会议", **rules)
    scores = c.ImportComponents("centre", "daily", {"e1": "90", "e2": "90", "e3": "80"}, "日常.xlsx")
    state = played(
        State(), (c.CreateCompetition(made, {"centre": day.ENTRANTS}), day.SEAT, scores, day.ORDER)
    )
    for entrant in ("e1", "e2", "e3"):
        state = played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = day.revealed(state, entrant)
    return state


def voted(first: int, second: int, order: tuple[str, ...] = ("e2", "e1")) -> c.DecideTie:
    votes = dict(zip(order, (first, second), strict=True))
    return c.DecideTie("centre", order, "综合表现", TieVote(MEMBERS, votes))


def test_the_order_follows_from_the_votes():
    state = after(tied(majority=Majority.HALF, quorum=5), voted(3, 1))

    assert [row.entrant for row in ranking(state, "centre")] == ["e2", "e1", "e3"]
    [ballot] = state.tie_ballots["centre"]
    assert (ballot.body, ballot.needed, dict(ballot.votes)) == ("“三重一大”会议", 3, {"e2": 3, "e1": 1})


@pytest.mark.parametrize(
    ("rules", "command", "said"),
    [
        ({"quorum": 6}, voted(3, 1), "还差 1 人"),
        ({"majority": Majority.HALF}, voted(2, 1), "规则要求 3 票（到会 5 人）"),
        ({"majority": Majority.TWO_THIRDS}, voted(3, 1), "规则要求 4 票"),
        ({}, voted(2, 2), "同票的再表决一次"),
        ({}, voted(1, 2), "定不出这样的先后"),
        ({}, voted(4, 2), "得票合计 6 票，比到会的 5 人多"),
        ({}, voted(3, -1), "请给并列的每一个都填得票数"),
        ({}, replace(voted(3, 1), vote=TieVote(MEMBERS, {"e2": 3})), "请给并列的每一个都填得票数"),
        ({}, replace(voted(3, 1), vote=TieVote((*MEMBERS, "甲委员"), {"e2": 3, "e1": 1})), "写了两次"),
    ],
)
def test_a_vote_that_decides_nothing_is_refused_with_its_numbers(rules, command, said):
    refused = refusal(tied(**rules), command)

    assert said in refused.detail


def test_another_decision_takes_the_place_of_a_vote():
    state = after(tied(), voted(3, 1))
    state = after(state, c.DecideTie("centre", ("e1", "e2"), "评委组长重新决定"))

    assert state.tie_ballots["centre"] == ()
    assert [row.entrant for row in ranking(state, "centre")][:2] == ["e1", "e2"]


def test_the_result_sheet_says_how_it_was_voted():
    [note] = vote_notes(after(tied(majority=Majority.HALF), voted(3, 1)), "centre")

    for words in (
        "“三重一大”会议表决",
        "到会 5 人：甲委员",
        "乙镇中心 3 票",
        "弃权 1 票",
        "第一须 3 票",
        "综合表现",
    ):
        assert words in note
