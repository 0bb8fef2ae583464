"""Signatures, PINs and flags move no number: the second engine reads over them, and the day still agrees."""

from judging.core import commands as c
from judging.core.scoring.oversight import Act
from judging.recheck import both
from judging.second.announcements import unlike
from judging.second.logged import Logged, read
from tests import day
from tests.core.test_signing import SUPERVISOR
from tests.day import on
from tests.printouts.test_oversight import Day


def test_a_day_that_was_signed_all_the_way_is_computed_again_the_same():
    signed = Day(Act.START, Act.DRAW, Act.PUBLISH, Act.LOCK)
    signed.sign_rules()
    signed.sign_rules(SUPERVISOR)
    signed.sign(Act.DRAW, "centre/present")
    signed.sign(Act.START, "centre")
    for entrant in ("e1", "e2", "e3"):
        signed.do(c.CallEntrant(on(entrant)))
        signed.do(c.OpenMarking(on(entrant)))
        for n, (content, manner) in day.TOTALS.items():
            signed.do(day.sheet(entrant, content, manner), day.judge(n))
        signed.do(c.CloseMarking(on(entrant)))
        signed.do(c.RevealScore(on(entrant)))
    signed.do(c.RaiseFlag("f1", "再核对一次", "centre"), SUPERVISOR)
    signed.do(c.AnswerFlag("f1", "已核对"))
    signed.sign(Act.PUBLISH, "centre")
    signed.do(day.publish()(signed.log.state))
    signed.sign(Act.LOCK, "centre")
    signed.do(c.LockTrack("centre"))

    second = Logged()
    for entry in signed.log.entries:
        event = read(entry.data, entry.at)
        assert unlike(second, event) == []
        second.take(event)

    assert both(signed.log.state, second) == []
    assert signed.log.state.locked
