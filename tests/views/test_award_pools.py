"""Nothing of an award is told to hall and judges before it is decided: only the console knows of it."""

import msgspec
import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.scoring.pool import Level, Pool
from judging.core.state import State
from tests import day
from tests.day import after, view

POOL = Pool(
    "p", "集体奖", 2, quota={"centre": 2}, levels=(Level("特等奖", 1, "金牌店小二"), Level("优胜奖", 1))
)
RULES = replace(day.RULES, tracks=(replace(day.CENTRE, pool="p"),), pools=(POOL,))
WORDS = ("特等奖", "金牌店小二", "优胜奖", "集体奖")


def locked() -> State:
    create = c.CreateCompetition(RULES, {"centre": day.ENTRANTS})
    state = day.played(State(), (create, day.SEAT, day.COMPONENTS, day.ORDER))
    state = after(state, c.AdmitScreen(1, "device", "主屏"))
    for entrant in ("e1", "e2", "e3"):
        state = day.played(state, (c.CallEntrant(day.on(entrant)), c.OpenMarking(day.on(entrant))))
        state = day.revealed(state, entrant)
    return day.played(state, (day.publish(), c.LockTrack("centre")))


@pytest.mark.parametrize("topic", ["screen/1", "emcee/main", "judge/J3"])
def test_neither_screens_nor_emcee_nor_judges_are_told_of_an_award(topic):
    told = msgspec.json.encode(view(locked(), topic)).decode()

    assert not [word for word in WORDS if word in told]


def test_the_console_is_told_how_many_are_proposed():
    [line] = view(locked(), "console/main").pools

    assert (line.name, line.open, line.count) == ("集体奖", None, 2)


def test_a_track_whose_scores_are_all_imported_can_be_ranked_and_locked_from_the_console():
    quiz = replace(day.CENTRE, id="quiz", name="竞赛组", rounds=(day.DAILY,), ties=("share",))
    rules = replace(day.RULES, tracks=(day.CENTRE, quiz))
    create = c.CreateCompetition(rules, {"centre": day.ENTRANTS, "quiz": day.ENTRANTS})
    scores = replace(day.COMPONENTS, track="quiz")

    told = view(day.played(State(), (create, scores)), "console/main")

    tab = told.rounds[-1]
    assert (tab.track, tab.round, tab.lacks, tab.of) == ("quiz", "", (), 0)
    for step in ("standings", "lock"):
        [button] = [each for each in told.buttons if each.id == step and each.data["track"] == "quiz"]
        assert button.blocked is None
