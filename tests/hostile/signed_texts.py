"""What people type who enter, check, replace, sign and correct: a row for each text of theirs."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.correction.record import Deducted, Text
from judging.core.hall.performance import Short
from judging.core.honours.decision import Verdict
from judging.core.honours.nominee import Nominee
from judging.core.marking.recusal import RecusalGround
from judging.core.moments import LATER
from judging.core.people.actor import Actor
from judging.core.people.person import Person
from judging.core.people.taking_part import Judge
from judging.core.scoring.oversight import Act
from judging.core.setup.prepared import Candidate
from judging.core.state import State
from tests import corrected_day, day, honours_day
from tests.adopted_day import adopting, locked
from tests.core import (
    test_head_confirms,
    test_panel_drawing,
    test_paper,
    test_recusals,
    test_short,
    test_signing,
    test_stepping_in,
    test_two_persons,
)
from tests.day import after, on
from tests.hostile import appealed_texts

AT = ("centre", "present")
E1 = on("e1")
SUPERVISOR = test_signing.SUPERVISOR


class Case(Struct):
    """Where *make*(text) would be carried out with a good text, and what its refusal calls the field."""

    field: str
    name: str
    state: Callable[[], State]
    make: Callable[[str], c.Command]
    by: Actor = day.ORGANISER
    at: str = LATER


def named() -> State:
    return after(day.ready(), c.SetPerson(Person("P1", "记分员一")))


def person(id: str = "P1", name: str = "记分员一", **more: str) -> c.SetPerson:
    return c.SetPerson(Person(id, name, **more))


def beside(reserves: tuple[Judge, ...] = (), trainees: tuple[Judge, ...] = ()) -> c.SeatPanel:
    return c.SeatPanel(*AT, day.JUDGES, reserves=reserves, trainees=trainees)


def drawn(id: str = "P0", name: str = "人选", unit: str = "外单位", district: str = "北区") -> c.DrawPanel:
    return c.DrawPanel(*AT, (Candidate(id, name, unit, district), *test_panel_drawing.FAR), 5, 2, "7f3a")


def raised() -> State:
    return after(day.ready(), c.RaiseFlag("f1", "席卡放反了"), SUPERVISOR)


def proposed() -> State:
    return after(corrected_day.locked(), corrected_day.lowered())


def correction(points_off: str = "缺项", reason: str = "漏记扣分") -> c.ProposeCorrection:
    return c.ProposeCorrection(E1, Deducted("1", points_off), reason)


def mended(text: str = "甲街道受理中心", reason: str = "错字") -> c.MendText:
    return c.MendText(Text.ENTRANT, text, reason, "centre", target="e1")


def decided(**changes: Any) -> c.RecordDecision:
    return replace(honours_day.decision(honours_day.locked()), **changes)


def named_for(name: str = "浦东新区", reason: str = "组织得力") -> c.ProposeSpecial:
    return c.ProposeSpecial("organised", (Nominee("", name, reason),))


def vetoed(reason: str) -> c.RecordDecision:
    return honours_day.decision(honours_day.locked(), f1=(Verdict.VETOED, reason))


def wide() -> State:
    return test_head_confirms.under(spread=Decimal(5))


def head_confirmed() -> State:
    return after(test_head_confirms.closed(), c.ConfirmScore(E1))


def unsigned() -> State:
    return test_signing.under(Act.START)


def refused(reason: str = "顺序有误", flag: str = "f1") -> c.RefuseCountersign:
    return c.RefuseCountersign(Act.START, "centre", reason, flag)


def entered_once() -> State:
    return test_two_persons.entered(test_two_persons.DEDUCTION)


PREPARING = (
    Case("SetPerson.person.id", "人员编号", day.ready, lambda x: person(x)),
    Case("SetPerson.person.name", "姓名", day.ready, lambda x: person(name=x)),
    Case("SetPerson.person.unit", "单位", day.ready, lambda x: person(unit=x)),
    Case("SetPerson.person.district", "所在区", day.ready, lambda x: person(district=x)),
    Case("SetPerson.person.phone", "电话", day.ready, lambda x: person(phone=x)),
    Case("RemovePerson.reason", "原因", named, lambda x: c.RemovePerson("P1", x)),
    Case("SeatPanel.reserves.id", "评委编号", day.ready, lambda x: beside((Judge(x, 1, "候补"),))),
    Case("SeatPanel.reserves.name", "候补评委1姓名", day.ready, lambda x: beside((Judge("R1", 1, x),))),
    Case("SeatPanel.trainees.id", "评委编号", day.ready, lambda x: beside(trainees=(Judge(x, 1, "见习"),))),
    Case(
        "SeatPanel.trainees.name",
        "见习评委1姓名",
        day.ready,
        lambda x: beside(trainees=(Judge("T1", 1, x),)),
    ),
    Case("DrawPanel.pool.id", "评委编号", day.ready, lambda x: drawn(x)),
    Case("DrawPanel.pool.name", "评委库里的姓名", day.ready, lambda x: drawn(name=x)),
    Case("DrawPanel.pool.unit", "单位", day.ready, lambda x: drawn(unit=x)),
    Case("DrawPanel.pool.district", "区", day.ready, lambda x: drawn(district=x)),
    Case(
        "DrawPanel.seed",
        "抽签种子",
        day.ready,
        lambda x: c.DrawPanel(*AT, test_panel_drawing.FAR, 5, 2, x),
    ),
)
MARKING = (
    Case("OpenTrial.name", "试评对象", day.ready, lambda x: c.OpenTrial(*AT, x)),
    Case(
        "DeclareRecusal.words",
        "说明",
        day.ready,
        lambda x: c.DeclareRecusal("J3", "centre", "e1", RecusalGround.KIN, x),
        day.judge(3),
    ),
    Case(
        "WithdrawDeclaration.reason",
        "撤回原因",
        test_recusals.declared,
        lambda x: c.WithdrawDeclaration("J3", "centre", "e1", x),
        day.judge(3),
    ),
    Case(
        "ReplaceJudge.reason",
        "接替原因",
        test_stepping_in.ready,
        lambda x: test_stepping_in.steps_in(reason=x),
    ),
    Case("DecideShort.reason", "决定依据", test_short.recused, lambda x: c.DecideShort(E1, Short.SHRINK, x)),
    Case(
        "DecideShort.witness",
        "见证人姓名",
        test_short.recused,
        lambda x: c.DecideShort(E1, Short.REPLAY, "评委不足", x),
    ),
    Case(
        "WithdrawShortDecision.reason",
        "撤回原因",
        test_short.decided,
        lambda x: c.WithdrawShortDecision(E1, x),
    ),
    Case("ReviewSpread.reason", "复看意见", wide, lambda x: c.ReviewSpread(E1, x)),
    Case("UnconfirmScore.reason", "撤回原因", head_confirmed, lambda x: c.UnconfirmScore(E1, x)),
)
ENTERING = (
    Case("EnterSheet.note", "亮点", day.marking, lambda x: test_paper.entry(note=x)),
    Case(
        "ReturnSheetEntry.reason",
        "退回原因",
        test_paper.entered,
        lambda x: c.ReturnSheetEntry(E1, "J1", x),
        test_paper.VERIFIER,
    ),
    Case(
        "WithdrawSheetEntry.reason",
        "撤销原因",
        test_paper.entered,
        lambda x: c.WithdrawSheetEntry(E1, "J1", x),
    ),
    Case("ReturnEntry.reason", "退回原因", entered_once, lambda x: c.ReturnEntry(1, x), test_paper.VERIFIER),
)
SIGNING = (
    Case(
        "AdoptPool.reason", "采纳的理由", lambda: locked().state, lambda x: adopting(locked().state, reason=x)
    ),
    Case("RaiseFlag.id", "编号", day.ready, lambda x: c.RaiseFlag(x, "席卡放反了"), SUPERVISOR),
    Case("RaiseFlag.note", "提出的内容", day.ready, lambda x: c.RaiseFlag("f1", x), SUPERVISOR),
    Case("AnswerFlag.answer", "答复", raised, lambda x: c.AnswerFlag("f1", x)),
    Case("ResetPin.reason", "重设原因", unsigned, lambda x: c.ResetPin("organiser", x)),
    Case("RefuseCountersign.reason", "不签的理由", unsigned, lambda x: refused(x), SUPERVISOR),
    Case("RefuseCountersign.flag", "编号", unsigned, lambda x: refused(flag=x), SUPERVISOR),
)
CORRECTING = (
    Case("ProposeCorrection.change.reason", "扣分原因", corrected_day.locked, lambda x: correction(x)),
    Case("ProposeCorrection.reason", "更正原因", corrected_day.locked, lambda x: correction(reason=x)),
    Case("DropCorrection.reason", "撤回原因", proposed, lambda x: c.DropCorrection(1, x)),
    Case("MendText.text", "更正后的文字", day.ready, lambda x: mended(x)),
    Case("MendText.reason", "更正原因", day.ready, lambda x: mended(reason=x)),
)
DECIDING = (
    Case("ProposeSpecial.nominees.entrant", "区或单位名称", honours_day.special, named_for),
    Case("ProposeSpecial.nominees.reason", "提名理由", honours_day.special, lambda x: named_for(reason=x)),
    Case("RecordDecision.members", "到会人员姓名", honours_day.locked, lambda x: decided(members=(x,))),
    Case("RecordDecision.note", "会议记录", honours_day.locked, lambda x: decided(note=x)),
    Case(
        "RecordDecision.entries.reason", "综窗选手01暂缓或否决的理由", honours_day.locked, lambda x: vetoed(x)
    ),
    Case(
        "WithdrawDecision.reason",
        "撤回原因",
        lambda: after(honours_day.locked(), decided()),
        lambda x: c.WithdrawDecision(honours_day.POOL, x),
    ),
)
APPEALING = tuple(Case(*row, at=appealed_texts.AT) for row in appealed_texts.rows())
SIGNED = (*PREPARING, *MARKING, *ENTERING, *SIGNING, *CORRECTING, *DECIDING, *APPEALING)
