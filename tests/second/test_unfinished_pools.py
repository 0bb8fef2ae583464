"""A pool stays open until every track in it is complete (contract 2.12), in both engines and live."""

from decimal import Decimal

import pytest

from judging.core import commands as c
from judging.core.honours.proposal import proposals
from judging.core.people.taking_part import Entrant
from judging.core.publication.ranked import day as ranked_day
from judging.core.scoring.pool import Pool
from judging.core.scoring.rulebook import Kind, Round, Rulebook, Track
from judging.files.results_json import dump
from judging.printouts.proposals import settled_pools
from judging.recheck import both
from judging.second.logged import Logged, read
from tests import day
from tests.day import asked, view
from tests.printouts.made_up import Log

EXAM = Round("exam", "一月一考", Kind.IMPORTED, Decimal(100))
POOL = Pool("stars", "服务明星", 1, "merged")
TRACKS = tuple(Track(id, name, (EXAM,), "stars", ("share",)) for id, name in (("a", "甲组"), ("b", "乙组")))
RULES = Rulebook("stars", "评比", TRACKS, pools=(POOL,))
ENTRANTS = {id: (Entrant(f"{id}1", f"{id}一号"), Entrant(f"{id}2", f"{id}二号")) for id in ("a", "b")}


BEST = {"a": "90", "b": "95"}


def scores(track: str) -> c.ImportComponents:
    return c.ImportComponents(track, "exam", {f"{track}1": BEST[track], f"{track}2": "80.5"}, "考试.xlsx")


def logged(*commands: c.Command, entrants: dict[str, tuple[Entrant, ...]] = ENTRANTS) -> Log:
    log = Log()
    for command in (c.CreateCompetition(RULES, entrants), *commands):
        for event in day.decide(log.state, asked(log.state, command), day.ORGANISER, day.LATER):
            log.add(event, day.ORGANISER.label)
    return log


def engines(log: Log) -> tuple[dict[str, object], list[str]]:
    """What is open to the first engine, and to the second; they agree in all else."""
    second = Logged()
    for entry in log.entries:
        second.take(read(entry.data, entry.at))
    assert both(log.state, second) == []
    first = dump(RULES, {track.id: ranked_day(log.state, track.id) for track in TRACKS})
    open_of_first: dict[str, object] = first["open"]  # type: ignore[assignment]
    return open_of_first, second.answer()["open"]


JOINED = c.WalkOn("b", Entrant("b3", "b三号"), "调来", "见证人")


@pytest.mark.parametrize(
    ("commands", "entrants", "why"),
    [
        ((scores("a"),), ENTRANTS, "乙组还有 2 个参赛对象成绩未齐"),
        ((scores("a"), scores("b"), JOINED), ENTRANTS, "乙组还有 1 个参赛对象成绩未齐"),
        ((scores("a"),), {"a": ENTRANTS["a"]}, "乙组还没有参赛对象"),
    ],
    ids=["nobody has a score", "one has none", "nobody is in it"],
)
def test_a_track_that_is_not_complete_keeps_its_pool_open(commands, entrants, why):
    first, second = engines(logged(*commands, entrants=entrants))

    assert why in str(first["stars"])
    assert second == ["stars"]


def test_whoever_withdrew_keeps_no_pool_open():
    gone = c.SetStatus("b", "b3", "withdrawn", "来函")

    assert engines(logged(scores("a"), scores("b"), JOINED, gone)) == ({}, [])


def test_console_and_paper_wait_for_the_last_track_too():
    lock = [day.publish("a"), c.LockTrack("a")]
    half = logged(scores("a"), scores("b"), *lock)
    whole = logged(scores("a"), scores("b"), *lock, c.LockTrack("b"))

    assert settled_pools(half.state) == []
    [line] = view(half.state, "console/main").pools
    assert "乙组" in str(line.open)
    assert [place.pool for place in settled_pools(whole.state)] == ["stars"]
    assert [award.entrant for award in proposals(whole.state)[0].awards] == ["b1"]
