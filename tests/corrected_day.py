"""The small made-up day to its lock, and what may be corrected there. e1 is first, e2 second, e3 third."""

from judging.core import commands as c
from judging.core.correction.record import Deducted, NewMarks, Undeducted
from judging.core.scoring.day import Deduction
from judging.core.scoring.numbers import parse
from judging.core.state import State
from tests import day
from tests.day import DIRECTOR, ORGANISER, after, judge, on, publish

# What each judge gives; with the imported 90, 80.5 and 88.25 the composites are 90.35, 82.85 and 85.56.
MARKS = {
    "e1": [("55", "37.5"), ("54", "36"), ("55", "36"), ("53", "35"), ("57", "38")],
    "e2": [("53", "35"), ("53", "35.5"), ("53", "35"), ("52", "35"), ("54", "36")],
    "e3": [("48", "31"), ("48", "31"), ("49", "31"), ("48", "32"), ("47", "31")],
}
OFF = Deduction(parse("0.5"), "超时")
# 5号 is said to have given e1 97 and not 95: dropped as the highest, so that nothing moves but the sheet.
DROPPED = NewMarks("J5", {"content": "57", "manner": "40"})


def revealed() -> State:
    """All are revealed, e1 with a deduction; nothing is locked."""
    state = day.ready()
    for entrant, given in MARKS.items():
        state = after(after(state, c.CallEntrant(on(entrant))), c.OpenMarking(on(entrant)))
        for n, (content, manner) in enumerate(given, 1):
            state = after(state, day.sheet(entrant, content, manner), judge(n))
        if entrant == "e1":
            state = after(state, c.EnterDeduction(on("e1"), "0.5", "超时"))
        state = after(after(state, c.CloseMarking(on(entrant))), c.RevealScore(on(entrant)))
    return state


def locked() -> State:
    """Published and locked."""
    return day.played(revealed(), (publish(), c.LockTrack("centre")))


def swap(entrant: str = "e1") -> c.ProposeCorrection:
    """All that 1号 to 3号 gave *entrant* is far too high: with one sheet the trimmed mean sinks a little."""
    return c.ProposeCorrection(on(entrant), NewMarks("J1", {"content": "40", "manner": "30"}), "抄错一栏")


def lowered(points: str = "60") -> c.ProposeCorrection:
    return c.ProposeCorrection(on("e1"), Deducted(points, "缺项"), "漏记扣分")


def raised() -> c.ProposeCorrection:
    return c.ProposeCorrection(on("e1"), Undeducted(OFF), "扣分有误")


def corrected(state: State, asked: c.ProposeCorrection, number: int = 1) -> State:
    """Proposed by the organiser, put into effect by the director."""
    return after(after(state, asked, ORGANISER), c.ApplyCorrection(number), DIRECTOR)
