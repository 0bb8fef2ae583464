"""What people type who take objections, make awards public and final: a row for each text of theirs."""

from collections.abc import Callable

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.appeals.finalising import Filing
from judging.core.appeals.objection import Resolution
from judging.core.state import State
from tests.core import test_appeals
from tests.core.test_appeals import DAYS, OBJECTOR, OVER, POOL, TUESDAY, WINDOW, objection
from tests.day import after

AFTER = "2026-11-27"  # the day on which it is final
AT = "2026-11-27T02:00:00.000Z"  # when all of it is tried
Row = tuple[str, str, Callable[[], State], Callable[[str], c.Command]]


def objected() -> State:
    return after(test_appeals.public(objections=DAYS), objection(), at=TUESDAY)


def decided() -> State:
    return after(objected(), c.DecideObjection(1, Resolution.UPHELD, "属实"), at=TUESDAY)


def final() -> State:
    return after(test_appeals.public(), c.Finalise(POOL), at=OVER)


def over() -> State:
    """Its 公示 is over: what comes now is late."""
    return test_appeals.public(**WINDOW)


def by(**changes: str) -> c.RegisterObjection:
    return replace(objection(), objector=replace(OBJECTOR, **changes))


def rows() -> tuple[Row, ...]:
    before, public = test_appeals.decided, test_appeals.public
    return (
        ("RegisterObjection.objector.name", "提出人", before, lambda x: by(name=x)),
        ("RegisterObjection.objector.unit", "提出人单位", before, lambda x: by(unit=x)),
        ("RegisterObjection.objector.contact", "联系方式", before, lambda x: by(contact=x)),
        ("RegisterObjection.text", "异议内容", before, lambda x: replace(objection(), text=x)),
        ("RegisterObjection.late", "逾期受理的理由", over, lambda x: objection(late=x)),
        ("ContactObjector.note", "联系情况", objected, lambda x: c.ContactObjector(1, x)),
        ("MarkComplicated.reason", "认定较为复杂的理由", objected, lambda x: c.MarkComplicated(1, x)),
        ("DecideObjection.reason", "处理意见", objected, lambda x: _decide(x)),
        ("AnswerObjection.note", "答复情况", decided, lambda x: c.AnswerObjection(1, x)),
        ("WithdrawObjection.reason", "撤回原因", objected, lambda x: c.WithdrawObjection(1, x)),
        (
            "RenewPublicity.reason",
            "重新公示的原因",
            public,
            lambda x: c.RenewPublicity(POOL, x),
        ),
        ("ProposeReopening.reason", "撤销定稿的理由", final, lambda x: c.ProposeReopening(POOL, x)),
        ("FileAward.document", "文号", final, lambda x: c.FileAward(POOL, Filing.REPORT, x, AFTER)),
    )


def _decide(reason: str) -> c.DecideObjection:
    return c.DecideObjection(1, Resolution.DISMISSED, reason)
