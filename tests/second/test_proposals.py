"""核分 of the award proposal: what is put before the meeting is what the second engine comes to, too."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.apply import replay
from judging.core.honours import proposal
from judging.core.scoring.awards import Allocation
from judging.core.sentence import sentence
from judging.core.state import State
from judging.recheck import both, disagreements, told
from judging.second.logged import Logged, read
from tests.adopted_day import RIGHT, adopting
from tests.core.changes import RULES
from tests.day import ORGANISER
from tests.small_day import SmallDay


@pytest.fixture(scope="module")
def entries():
    """Of a day whose last entry locks the last track of the pool."""
    return SmallDay(RULES).log.entries


def after_all(entries):
    return replay(State(), ((entry.event, entry.at, entry.by) for entry in entries))


def recheck(entries):
    """In sentences, what would keep the last track from being locked."""
    state, texts = after_all(entries), [(entry.at, entry.data) for entry in entries[:-1]]
    return [str(told(each, state)) for each in disagreements(state, texts, entries[-1].data)]


def allocating(monkeypatch, change):
    right = proposal.allocation
    monkeypatch.setattr(proposal, "allocation", lambda *given: change(right(*given)))


def test_a_right_proposal_keeps_no_track_from_being_locked(entries):
    assert recheck(entries) == []


def test_a_proposal_with_a_winner_too_few_blocks_the_lock(entries, monkeypatch):
    allocating(monkeypatch, lambda found: replace(found, awards=found.awards[:-1]))

    assert recheck(entries) == ["个人奖 e2单位的奖项等次：系统 –，核分 优胜奖"]


def test_a_proposal_with_a_wrong_title_blocks_the_lock(entries, monkeypatch):
    allocating(
        monkeypatch, lambda found: replace(found, awards=tuple(replace(a, title="") for a in found.awards))
    )

    assert recheck(entries) == ["个人奖 e1单位的称号：系统 –，核分 金牌店小二"]


def second_of(entries):
    log = Logged()
    for entry in entries:
        log.take(read(entry.data, entry.at))
    return log


def test_both_engines_propose_the_pool_that_was_adopted():
    day = SmallDay(RULES)
    for command in (c.SetPin(RIGHT), adopting(day.state)):
        assert day.do(command, ORGANISER)

    assert both(day.state, second_of(day.log.entries)) == []
    assert len(second_of(day.log.entries).answer()["awards"]["person"]) == 4


def test_a_pool_that_only_one_engine_leaves_open_is_told_by_verify(entries, monkeypatch):
    allocating(monkeypatch, lambda found: Allocation((), sentence("未定"), ()))
    state = after_all(entries)

    assert [str(told(each, state)) for each in both(state, second_of(entries))] == [
        "个人奖的奖项已定：系统 –，核分 ✓"
    ]
