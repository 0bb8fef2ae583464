"""No text that somebody types brings in what cannot be seen: it would stand in the log and on paper."""

from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

import pytest
from httpx2 import AsyncClient
from msgspec import inspect
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.attendance.checkin import Step
from judging.core.ceremony.programme import AwardPart, LevelPart, Programme
from judging.core.decide import decide
from judging.core.evaluating.evaluation import Evaluator
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import SheetPhase
from judging.core.intake.receipt import Medium
from judging.core.ledger.ledger_entry import LedgerLine, Way
from judging.core.papers.paper_template import PaperKind
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.pictures.picture import Format, Picture, Use
from judging.core.pictures.picturing import NewPicture
from judging.core.publication.tie_vote import TieVote
from judging.core.rectifying.rectification import Origin, RectifyingStep
from judging.core.refused import Reason
from judging.core.scoring.points import Points
from judging.core.scoring.rulebook import Kind, Within
from judging.core.scoring.schedule import IntakeItem
from judging.core.setup.file_importing import ImportFile
from judging.core.setup.source_file import SourceFile
from judging.core.state import State
from tests import ballots_day, compulsory_day, day, panels_day, timed
from tests.ceremony_day import GROUP, decided_state
from tests.core.test_ending import tied
from tests.day import after, on, refusal
from tests.evaluated_day import EvaluatedDay
from tests.hostile.signed_texts import SIGNED, Case
from tests.web.conftest import Hall, cards, send

AT = ("centre", "present")
BESIDE_NAME = {
    "unit": "单位",
    "post": "岗位",
    "leader": "负责人",
    "number": "工号",
    "window_class": "窗口大类",
    "photo": "照片文件名",
    "reading": "读音",
}
FINDING = LedgerLine("e1", "2026-11-02", Way.PATROL, "1", "未佩戴工牌")
SEEN = ("e1", "e2", "e3")
MARKS = {"content": "55", "manner": "37.5"}
INVISIBLE = {
    "a bell": "超时\x07",
    "a NUL": "超\x00时",
    "an escape of a terminal": "\x1b[2J超时",
    "right to left": "超\u202e时",
    "a zero-width space": "超\u200b时",
}


def with_pass() -> State:
    return after(day.ready(), c.IssuePass("p1", Duty.EMCEE, None, "link"))


def submitted() -> State:
    return after(day.marking(), day.sheet("e1", "55", "37.5"), day.judge(1))


def deducted() -> State:
    return after(day.marking(), c.EnterDeduction(on("e1"), "1", "超时"))


def over_time() -> State:
    return timed.ran("331")


def confirmed() -> State:
    return after(over_time(), c.ConfirmTime(on("e1")))


def published() -> State:
    return after(day.revealed(day.marking()), day.publish())


def arrived() -> State:
    return after(day.ready(), c.CheckIn(on("e1"), Step.ARRIVED))


def listed() -> State:
    return after(day.ready(), c.SetEntrants("centre", day.ENTRANTS, (Entrant("r1", "候补甲"),)))


def codes_up() -> State:
    return after(ballots_day.created(), ballots_day.put_up())


def walk_on(entrant: Entrant = Entrant("a", "甲"), reason: str = "通知", witness: str = "见证人") -> c.WalkOn:  # noqa: B008
    return c.WalkOn("centre", entrant, reason, witness)


def instead_of(entrant: str, reason: str = "来函", witness: str = "见证人") -> c.ReplaceEntrant:
    return c.ReplaceEntrant("centre", entrant, reason, witness)


def retaken() -> State:
    """A confirmed score stands aside, and the entrant waits for the next turn."""
    state = after(day.marked(day.marking()), c.CloseMarking(on("e1")))
    return after(state, c.GrantRetake(on("e1"), "停电", "见证人"))


def of_entrant(field: str, name: str) -> tuple[Case, ...]:
    """Wherever somebody comes in as an entrant with this text."""

    def entrant(text: str) -> Entrant:
        return Entrant("a", "甲", **{field: text})

    def listed(text: str) -> c.SetEntrants:
        return c.SetEntrants("centre", (entrant(text),))

    def waiting(text: str) -> c.SetEntrants:
        return c.SetEntrants("centre", (), (entrant(text),))

    def founded(text: str) -> c.CreateCompetition:
        return c.CreateCompetition(day.RULES, {"centre": (entrant(text),)})

    return (
        Case(f"SetEntrants.entrants.{field}", name, day.ready, listed),
        Case(f"SetEntrants.reserves.{field}", name, day.ready, waiting),
        Case(f"CreateCompetition.entrants.{field}", name, State, founded),
        Case(f"WalkOn.entrant.{field}", name, day.ready, lambda x: walk_on(entrant(x))),
    )


def collecting() -> State:
    return replace(day.ready(), rules=replace(day.RULES, intake=(IntakeItem("form", "报名表"),)))


def receipt(note: str) -> c.NoteReceipt:
    return c.NoteReceipt("东区", "form", Medium.PAPER, True, note)


def judges(id: str = "J1", name: str = "评委1") -> c.SeatPanel:
    return c.SeatPanel(*AT, (Judge(id, 1, name), *day.JUDGES[1:]))


def ranked_within() -> State:
    """A round whose values are ranked within window classes."""
    points = Points("rank", top=Decimal(100), less=Decimal(2))
    calls = replace(day.DAILY, id="calls", kind=Kind.INDICATOR, points=points, within=Within.CLASS)
    rules = replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(calls,), ties=()),))
    return after(State(), c.CreateCompetition(rules, {"centre": day.ENTRANTS}))


EVALUATED = ("front", "review")


def evaluated() -> State:
    return EvaluatedDay().open("").state


def closed() -> State:
    return EvaluatedDay().open("").close().state


def listing(evaluator: Evaluator, names: dict[str, str]) -> c.ListEvaluators:
    return c.ListEvaluators(*EVALUATED, (evaluator,), names)


def classed(within: str) -> c.ImportComponents:
    ids = [entrant.id for entrant in day.ENTRANTS]
    values = dict.fromkeys(ids, "3")
    return c.ImportComponents("centre", "calls", values, "指标.xlsx", classes=dict.fromkeys(ids, within))


def ceremony(*levels: LevelPart, opening: str = "", closing: str = "") -> c.SetCeremony:
    return c.SetCeremony(Programme((AwardPart(GROUP, levels),), opening, closing))


CASES = (
    Case("ListEvaluators.names", "姓名", evaluated, lambda x: listing(Evaluator("V1", ()), {"V1": x})),
    Case("ReopenEvaluation.reason", "重新开放的原因", closed, lambda x: c.ReopenEvaluation(*EVALUATED, x)),
    Case("ImportComponents.classes", "窗口大类", ranked_within, classed),
    Case(
        "SetPictures.pictures.picture.source",
        "图片文件名",
        day.ready,
        lambda x: c.SetPictures((NewPicture(Use.LOGO, Picture(Format.PNG, 2, 2, b"a logo", x)),)),
    ),
    Case(
        "SetPaperTemplate.source",
        "模板文件名",
        day.ready,
        lambda x: c.SetPaperTemplate(PaperKind.BULLETIN, b"a letter", x),
    ),
    Case(
        "SetEntrants.entrants.id", "编号", day.ready, lambda x: c.SetEntrants("centre", (Entrant(x, "甲"),))
    ),
    Case(
        "SetEntrants.entrants.name", "名称", day.ready, lambda x: c.SetEntrants("centre", (Entrant("a", x),))
    ),
    Case(
        "SetEntrants.entrants.district",
        "所在区",
        day.ready,
        lambda x: c.SetEntrants("centre", (Entrant("a", "甲", x),)),
    ),
    Case(
        "SetEntrants.reserves.id",
        "编号",
        day.ready,
        lambda x: c.SetEntrants("centre", (), (Entrant(x, "甲"),)),
    ),
    Case(
        "SetEntrants.reserves.name",
        "名称",
        day.ready,
        lambda x: c.SetEntrants("centre", (), (Entrant("a", x),)),
    ),
    Case(
        "SetEntrants.reserves.district",
        "所在区",
        day.ready,
        lambda x: c.SetEntrants("centre", (), (Entrant("a", "甲", x),)),
    ),
    Case(
        "CreateCompetition.entrants.id",
        "编号",
        State,
        lambda x: c.CreateCompetition(day.RULES, {"centre": (Entrant(x, "甲"),)}),
    ),
    Case(
        "CreateCompetition.entrants.name",
        "名称",
        State,
        lambda x: c.CreateCompetition(day.RULES, {"centre": (Entrant("a", x),)}),
    ),
    Case(
        "CreateCompetition.entrants.district",
        "所在区",
        State,
        lambda x: c.CreateCompetition(day.RULES, {"centre": (Entrant("a", "甲", x),)}),
    ),
    Case(
        "SetHalls.halls.name",
        "会场名称",
        day.ready,
        lambda x: c.SetHalls((NamedHall("main", x), NamedHall("h2", "二号厅"))),
    ),
    Case("SeatPanel.judges.id", "评委编号", day.ready, lambda x: judges(id=x)),
    Case("SeatPanel.judges.name", "1号评委姓名", day.ready, lambda x: judges(name=x)),
    Case(
        "CreateCompetition.source.name",
        "来源文件名",
        State,
        lambda x: c.CreateCompetition(day.RULES, {}, source=SourceFile(x, "0" * 64)),
    ),
    Case(
        "ImportFile.source.name",
        "来源文件名",
        day.ready,
        lambda x: ImportFile(SourceFile(x, "0" * 64), ()),
    ),
    Case(
        "ImportComponents.source",
        "来源文件名",
        day.ready,
        lambda x: c.ImportComponents("centre", "daily", dict.fromkeys(SEEN, "90"), x),
    ),
    Case(
        "DrawAssignment.seed",
        "抽签种子",
        panels_day.ready,
        lambda x: c.DrawAssignment("people", "show", x),
    ),
    Case(
        "EnterAssignment.witness",
        "见证人姓名",
        panels_day.ready,
        lambda x: c.EnterAssignment("people", "show", panels_day.PANELS, x),
    ),
    Case("DrawOrder.seed", "抽签种子", day.ready, lambda x: c.DrawOrder(*AT, x)),
    Case(
        "DrawCase.seed",
        "抽签种子",
        lambda: compulsory_day.marking(cases=(compulsory_day.HOUSE,)),
        lambda x: c.DrawCase(on("e1"), x),
    ),
    Case("EnterOrder.witness", "见证人姓名", day.ready, lambda x: c.EnterOrder(*AT, SEEN, x)),
    Case("SetStatus.reason", "原因", day.ready, lambda x: c.SetStatus("centre", "e1", "withdrawn", x)),
    Case("RevokePass.reason", "作废原因", with_pass, lambda x: c.RevokePass("p1", x)),
    Case("AdmitScreen.name", "大屏名称", day.ready, lambda x: c.AdmitScreen(1, "device", x)),
    Case(
        "AssignScreen.name",
        "大屏名称",
        lambda: after(day.ready(), c.AdmitScreen(1, "device", "主屏")),
        lambda x: c.AssignScreen(1, x),
    ),
    Case(
        "SubmitSheet.note", "亮点", day.marking, lambda x: c.SubmitSheet(on("e1"), 1, MARKS, x), day.judge(1)
    ),
    Case("Recuse.reason", "原因", day.marking, lambda x: c.Recuse(on("e1"), x), day.judge(1)),
    Case("ReturnSheet.reason", "退回原因", submitted, lambda x: c.ReturnSheet(on("e1"), "J1", x)),
    Case(
        "ExcuseJudge.reason",
        "原因",
        day.marking,
        lambda x: c.ExcuseJudge(on("e1"), "J1", SheetPhase.ABSENT, x),
    ),
    Case(
        "RecordLedger.source",
        "来源文件名",
        day.ready,
        lambda x: c.RecordLedger("centre", "daily", (FINDING,), x),
    ),
    Case(
        "RecordLedger.lines.reason",
        "扣分原因",
        day.ready,
        lambda x: c.RecordLedger("centre", "daily", (replace(FINDING, reason=x),)),
    ),
    Case(
        "RecordLedger.lines.place",
        "地点",
        day.ready,
        lambda x: c.RecordLedger("centre", "daily", (replace(FINDING, place=x),)),
    ),
    Case(
        "StrikeLedger.reason",
        "撤销原因",
        lambda: after(day.ready(), c.RecordLedger("centre", "daily", (FINDING,))),
        lambda x: c.StrikeLedger("centre", "daily", 1, x),
    ),
    Case(
        "OpenRectification.text",
        "问题",
        day.ready,
        lambda x: c.OpenRectification("centre", "e1", Origin.RATING, x),
    ),
    Case(
        "OpenRectification.place",
        "地点",
        day.ready,
        lambda x: c.OpenRectification("centre", "e1", Origin.RATING, "等候太久", x),
    ),
    Case(
        "AdvanceRectification.note",
        "联系情况",
        lambda: after(day.ready(), c.OpenRectification("centre", "e1", Origin.RATING, "等候太久")),
        lambda x: c.AdvanceRectification(1, RectifyingStep.CONTACTED, x),
    ),
    Case("EnterDeduction.reason", "扣分原因", day.marking, lambda x: c.EnterDeduction(on("e1"), "1", x)),
    Case("WithdrawDeduction.reason", "撤销原因", deducted, lambda x: c.WithdrawDeduction(on("e1"), 0, x)),
    Case("WithdrawStandings.reason", "撤回原因", published, lambda x: c.WithdrawStandings("centre", x)),
    Case("DecideTie.reason", "决定依据", tied, lambda x: c.DecideTie("centre", ("e1", "e2"), x)),
    Case(
        "DecideTie.vote.members",
        "到会人员姓名",
        tied,
        lambda x: c.DecideTie("centre", ("e1", "e2"), "表决", TieVote((x, "乙"), {"e1": 2, "e2": 0})),
    ),
    Case("WithdrawCheckIn.reason", "撤回原因", arrived, lambda x: c.WithdrawCheckIn(on("e1"), x)),
    Case("MoveInOrder.reason", "调整原因", day.ready, lambda x: c.MoveInOrder(on("e1"), None, x, "见证人")),
    Case("MoveInOrder.witness", "见证人姓名", day.ready, lambda x: c.MoveInOrder(on("e1"), None, "迟到", x)),
    Case("WalkOn.entrant.id", "编号", day.ready, lambda x: walk_on(Entrant(x, "甲"))),
    Case("WalkOn.entrant.name", "名称", day.ready, lambda x: walk_on(Entrant("a", x))),
    Case("WalkOn.entrant.district", "所在区", day.ready, lambda x: walk_on(Entrant("a", "甲", x))),
    Case("WalkOn.reason", "补入原因", day.ready, lambda x: walk_on(reason=x)),
    Case("WalkOn.witness", "见证人姓名", day.ready, lambda x: walk_on(witness=x)),
    Case("ReplaceEntrant.reason", "顺延原因", listed, lambda x: instead_of("e1", reason=x)),
    Case("ReplaceEntrant.witness", "见证人姓名", listed, lambda x: instead_of("e1", witness=x)),
    Case("GrantRetake.reason", "补赛原因", day.marking, lambda x: c.GrantRetake(on("e1"), x, "见证人")),
    Case("GrantRetake.witness", "见证人姓名", day.marking, lambda x: c.GrantRetake(on("e1"), "停电", x)),
    Case("CountAttempt.reason", "补赛原因", retaken, lambda x: c.CountAttempt(on("e1"), 0, x, "见证人")),
    Case("CountAttempt.witness", "见证人姓名", retaken, lambda x: c.CountAttempt(on("e1"), 0, "停电", x)),
    Case("CorrectClock.reason", "更正原因", day.marking, lambda x: c.CorrectClock(on("e1"), 5, x)),
    Case("GrantTime.reason", "加时原因", over_time, lambda x: c.GrantTime(on("e1"), 5, x, "见证人")),
    Case("GrantTime.witness", "见证人姓名", over_time, lambda x: c.GrantTime(on("e1"), 5, "故障", x)),
    Case("WaiveOvertime.reason", "免扣原因", over_time, lambda x: c.WaiveOvertime(on("e1"), x)),
    Case("UnconfirmTime.reason", "撤销原因", confirmed, lambda x: c.UnconfirmTime(on("e1"), x)),
    Case("StepBack.reason", "撤回原因", day.marking, lambda x: c.StepBack(on("e1"), x)),
    *(case for field, name in BESIDE_NAME.items() for case in of_entrant(field, name)),
    Case(
        "NoteReceipt.note", "备注", collecting, lambda x: c.NoteReceipt("东区", "form", Medium.PAPER, True, x)
    ),
    Case("SetCeremony.programme.opening", "开场文字", decided_state, lambda x: ceremony(opening=x)),
    Case("SetCeremony.programme.closing", "结束文字", decided_state, lambda x: ceremony(closing=x)),
    Case(
        "SetCeremony.programme.awards.levels.presenters",
        "颁奖人",
        decided_state,
        lambda x: ceremony(LevelPart("一等奖", 1, (x,))),
    ),
    Case(
        "VoidSlips.reason",
        "作废原因",
        ballots_day.issued,
        lambda x: c.VoidSlips("a1", {1: ballots_day.slip(1)}, x),
    ),
    Case("TakeDownCodes.reason", "停用原因", codes_up, lambda x: c.TakeDownCodes("codes901", x)),
    Case(
        "CastBallot.remark",
        "留言",
        ballots_day.opened,
        lambda x: ballots_day.visit(21, "w1", "", "2", remark=x),
        day.GUEST,
        ballots_day.AT,
    ),
    *SIGNED,
)
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.field)

# What is only looked up, parsed or made by the server, so that a made-up one is refused or never comes in.
NO_FREE_TEXT = {
    "lines.entrant", "lines.day", "lines.points",
    "entrants.years", "reserves.years", "entrant.years", "district",
    "until", "evaluators.id", "evaluators.owed.entrant", "evaluators.owed.group",
    "track", "round", "entrant", "judge", "performance.track", "performance.round", "performance.entrant",
    "id", "device", "former", "proof", "link", "seen", "order", "status", "scores", "marks", "points",
    "deduction.points", "deduction.reason", "hall", "halls.id", "panel", "panels",
    "windows", "item", "case", "segment", "performances.track", "performances.round", "performances.entrant",
    "pictures.track", "pictures.entrant",
    "award", "entries.track", "entries.entrant", "nominees.track",
    "about.track", "about.entrant", "about.round", "received_at", "from_day", "off", "worked", "day",
    "person", "pool", "keys", "who", "subject", "digest", "pin", "target", "within",
    "batch", "group", "slips", "slip", "alias", "codes",
    "sha256", "source.sha256", "origin.name", "origin.hash",
    "programme.awards.award", "programme.awards.levels.level",
    "judges.group", "reserves.group", "trainees.group",
    "change.judge", "change.marks", "change.points", "change.deduction.reason",
    "person.appointments.scope.hall", "person.appointments.scope.track",
    "person.appointments.scope.round", "person.appointments.scope.panel",
}  # fmt: skip

OF_A_FILE = {"CreateCompetition.text", "SetRules.text"}  # read and checked by judging/files


@each
@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_a_text_with_something_invisible_in_it_is_refused_by_the_name_of_its_field(case: Case, text: str):
    refused = refusal(case.state(), case.make(text), case.by, case.at)

    assert refused.reason is Reason.MALFORMED
    assert f"{case.name}里有看不见的控制字符" in refused.detail


@each
def test_blanks_and_line_breaks_of_a_text_become_single_blanks(case: Case):
    events = decide(case.state(), case.make("  一\t二\r\n三 "), case.by, case.at)

    assert "一 二 三" in str(events)


def test_every_text_of_every_command_is_in_the_table_or_no_free_text():
    found = {
        f"{kind.__name__}.{path}": path
        for kind in get_args(c.Command)
        for path in texts_of(inspect.type_info(kind))
        if not path.startswith(("rules", "parts."))  # a part is a command of its own, and so decided
    }
    tried = {case.field for case in CASES}

    free = {field for field, path in found.items() if field in tried or path not in NO_FREE_TEXT}
    assert free - OF_A_FILE == tried


def texts_of(kind: inspect.Type, path: str = "") -> Iterator[str]:
    match kind:
        case inspect.StructType(fields=fields):
            for field in fields:
                yield from texts_of(field.type, f"{path}.{field.encode_name}".removeprefix("."))
        case inspect.StrType():
            yield path
        case inspect.UnionType(types=types):
            for type in types:
                yield from texts_of(type, path)
        case inspect.DictType(value_type=value):
            yield from texts_of(value, path)
        case inspect.VarTupleType(item_type=item):
            yield from texts_of(item, path)


async def test_what_was_refused_is_not_in_the_log(organiser: AsyncClient, hall: Hall):
    card, before = (await cards(organiser))["J3"], hall.position

    answer = await send(organiser, "RevokePass", id=card["id"], reason="遗\x1b[31m失")

    assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")
    assert hall.position == before


@pytest.mark.parametrize("name", INVISIBLE.values(), ids=INVISIBLE.keys())
async def test_a_competition_has_a_name_that_can_be_seen(hall: Hall, name: str):
    organiser = await hall.organiser()

    answer = await organiser.post("/competitions", json={"preset": "shequ-2024", "name": name})

    assert (answer.status_code, answer.json()["reason"]) == (400, "malformed")
    assert "赛事名称" in answer.json()["detail"]
