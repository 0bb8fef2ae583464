"""顺延名单: who comes next in the ranking when somebody declines."""

from judging.codec import decode_event
from judging.core import commands as c
from judging.core.apply import apply
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason
from judging.core.state import State
from tests import day
from tests.day import after, refusal, view

NEXT = (Entrant("e4", "丁街道中心", "北区"), Entrant("e5", "戊镇中心", "北区"))


def reserves(state: State) -> tuple[Entrant, ...]:
    [track] = view(state, "setup").tracks
    return track.reserves


def listed() -> State:
    return after(day.ready(), c.SetEntrants("centre", day.ENTRANTS, NEXT))


def test_the_next_of_the_ranking_are_kept_in_their_order():
    assert reserves(listed()) == NEXT


def test_who_only_waits_takes_no_part():
    assert set(listed().entrants["centre"]) == {"e1", "e2", "e3"}
    assert len(listed().orders) == 1


def test_a_change_of_the_entrants_alone_leaves_who_waits():
    assert reserves(after(listed(), c.SetEntrants("centre", day.ENTRANTS[1:]))) == NEXT


def test_nobody_both_takes_part_and_waits():
    twice = c.SetEntrants("centre", day.ENTRANTS, (Entrant("e9", "乙镇中心"),))

    assert refusal(day.ready(), twice).reason is Reason.MALFORMED


def test_a_log_from_before_there_were_reserves_reads_as_it_did():
    event = decode_event('{"kind":"EntrantsSet","track":"centre","entrants":[{"id":"e1","name":"甲"}]}')

    state = apply(listed(), event, day.AT, "organiser")

    assert list(state.entrants["centre"]) == ["e1"]
    assert reserves(state) == NEXT
