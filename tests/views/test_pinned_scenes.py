"""A screen may be pinned to any scene at any moment of a day; it is told no number before its reveal."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import pytest

from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply
from judging.core.decide import decide
from judging.core.hall.air import Scene
from judging.core.hall.performance import PerformanceId
from judging.core.moments import LATER
from judging.core.state import State
from tests import day
from tests.day import judge, on, sheet, view

NUMBER = re.compile(r'"(-?\d+(?:\.\d+)?)"')  # decimals travel as strings


class Public(NamedTuple):
    """What the hall knows at one position of the log, by the acts of revealing alone."""

    scores: dict[PerformanceId, set[str]]
    ranking: e.StandingsRevealed | None

    def after(self, event: e.Event) -> "Public":
        match event:
            case e.ScoreRevealed(performance=id, announced=told):
                totals = {mark.total for mark in told.marks if mark.total}
                points = {str(deduction.points) for deduction in told.deductions}
                return self._replace(scores={**self.scores, id: {told.score, told.raw, *totals, *points}})
            case e.RevealWithdrawn(performance=id):
                kept = {other: numbers for other, numbers in self.scores.items() if other != id}
                ranked = self.ranking and {row.entrant for row in self.ranking.rows}
                return Public(kept, None if ranked and id.entrant in ranked else self.ranking)
            case e.StandingsRevealed():
                return self._replace(ranking=event)
            case e.StandingsWithdrawn():
                return self._replace(ranking=None)
            case _:
                return self

    def numbers(self) -> set[str]:
        rows = self.ranking.rows if self.ranking else ()
        ranked = {number for row in rows for number in (row.composite, *row.scores.values())}
        return ranked.union(*self.scores.values())


def marked(entrant: str) -> list[tuple[c.Command, object]]:
    """J1 to J4 mark, J5 recuses; each entrant gets other numbers."""
    content, points = {"e1": (50, "0.5"), "e2": (51, "1.5")}[entrant]
    rows = [(n, str(content + n), f"3{n}.5") for n in range(1, 5)]
    return [
        (c.CallEntrant(on(entrant)), day.DIRECTOR),
        (c.OpenMarking(on(entrant)), day.DIRECTOR),
        *((sheet(entrant, content, manner), judge(n)) for n, content, manner in rows),
        (c.ReturnSheet(on(entrant), "J2", "笔误"), day.DIRECTOR),
        (c.EnterDeduction(on(entrant), points, "超时"), day.DIRECTOR),
        (c.Recuse(on(entrant), "亲属"), judge(5)),
        (sheet(entrant, rows[1][1], rows[1][2], 2), judge(2)),
        (c.CloseMarking(on(entrant)), day.DIRECTOR),
    ]


BACK = c.StepBack(on("e2"), "误触")
DAY = [
    *((command, day.ORGANISER) for command in (day.CREATE, day.SEAT, day.COMPONENTS, day.ORDER)),
    (c.AdmitScreen(1, "device", "主屏"), day.DIRECTOR),
    *marked("e1"),
    (c.RevealScore(on("e1")), day.DIRECTOR),
    (day.publish(), day.DIRECTOR),
    *marked("e2"),
    (c.StepBack(on("e2"), "核对"), day.DIRECTOR),
    (c.CloseMarking(on("e2")), day.DIRECTOR),
    (c.RevealScore(on("e2")), day.DIRECTOR),
    (day.publish(), day.DIRECTOR),
    (BACK, day.DIRECTOR),
    (c.RevealScore(on("e2")), day.DIRECTOR),
    (c.SetStatus("centre", "e3", "withdrawn", "来函"), day.DIRECTOR),
    (day.publish(), day.DIRECTOR),
    (c.WithdrawStandings("centre", "核对"), day.DIRECTOR),
    (day.publish(), day.DIRECTOR),
    (c.LockTrack("centre"), day.DIRECTOR),
]


def positions() -> Iterator[tuple[int, State, Public]]:
    """The state after each entry of the day, from the first screen on, and what is public there."""
    state, public, position = State(), Public({}, None), 0
    for command, by in DAY:
        for event in decide(state, day.asked(state, command), by, LATER):
            state = apply(state, event, day.AT, by.label)
            public, position = public.after(event), position + 1
            if state.screens and state.screens[1].name:
                yield position, state, public


def told(state: State, scene: Scene | None) -> str:
    pinned = day.after(state, c.AssignScreen(1, "主屏", scene))
    return msgspec.json.encode(view(pinned, "screen/1")).decode()


@pytest.mark.parametrize("scene", [*Scene, None])
def test_a_pinned_screen_is_told_no_number_before_its_reveal(scene):
    for position, state, public in positions():
        text = told(state, scene)

        early = set(NUMBER.findall(text)) - public.numbers()

        assert not early, f"{early} at {position}: {text}"
        assert '"place"' not in text or public.ranking, f"a place at {position}: {text}"


def test_a_screen_pinned_to_the_scores_shows_each_once_it_is_revealed():
    shown = [set(NUMBER.findall(told(state, Scene.REVEAL))) for _, state, _ in positions()]

    assert {"88.5", "85.50", "85.00", "0.5", "89.5", "86.50", "1.5"} <= set().union(*shown)
    assert shown[0] == set()


def test_a_screen_pinned_to_the_ranking_shows_it_from_publication_to_withdrawal():
    shown = {position: "90.00" in told(state, Scene.RANKING) for position, state, _ in positions()}

    assert set(shown.values()) == {True, False}
