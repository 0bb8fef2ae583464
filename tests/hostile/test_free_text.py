"""No text that somebody types brings in what cannot be seen: it would stand in the log and on paper."""

from collections.abc import Callable, Iterator
from typing import get_args

import pytest
from httpx2 import AsyncClient
from msgspec import Struct, inspect

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.moments import LATER
from judging.core.people import Actor, Entrant, Judge, Role
from judging.core.performance import SheetPhase
from judging.core.refused import Reason
from judging.core.state import State
from tests import day
from tests.core.test_ending import tied
from tests.day import after, on, refusal
from tests.web.conftest import Hall, cards, send

AT = ("centre", "present")
SEEN = ("e1", "e2", "e3")
MARKS = {"content": "55", "manner": "37.5"}
INVISIBLE = {
    "a bell": "超时\x07",
    "a NUL": "超\x00时",
    "an escape of a terminal": "\x1b[2J超时",
    "right to left": "超\u202e时",
    "a zero-width space": "超\u200b时",
}


class Case(Struct):
    """Where *make*(text) would be carried out with a good text, and what its refusal calls the field."""

    field: str
    name: str
    state: Callable[[], State]
    make: Callable[[str], c.Command]
    by: Actor = day.ORGANISER


def with_pass() -> State:
    return after(day.ready(), c.IssuePass("p1", Role.EMCEE, None, "link"))


def submitted() -> State:
    return after(day.marking(), day.sheet("e1", "55", "37.5"), day.judge(1))


def deducted() -> State:
    return after(day.marking(), c.EnterDeduction(on("e1"), "1", "超时"))


def published() -> State:
    return after(day.revealed(day.marking()), day.publish())


def judges(id: str = "J1", name: str = "评委1") -> c.SeatPanel:
    return c.SeatPanel(*AT, (Judge(id, 1, name), *day.JUDGES[1:]))


CASES = (
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
    Case("SeatPanel.judges.id", "评委编号", day.ready, lambda x: judges(id=x)),
    Case("SeatPanel.judges.name", "1号评委姓名", day.ready, lambda x: judges(name=x)),
    Case(
        "ImportComponents.source",
        "来源文件名",
        day.ready,
        lambda x: c.ImportComponents("centre", "daily", dict.fromkeys(SEEN, "90"), x),
    ),
    Case("DrawOrder.seed", "抽签种子", day.ready, lambda x: c.DrawOrder(*AT, x)),
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
    Case("EnterDeduction.reason", "扣分原因", day.marking, lambda x: c.EnterDeduction(on("e1"), "1", x)),
    Case("WithdrawDeduction.reason", "撤销原因", deducted, lambda x: c.WithdrawDeduction(on("e1"), 0, x)),
    Case("WithdrawStandings.reason", "撤回原因", published, lambda x: c.WithdrawStandings("centre", x)),
    Case("DecideTie.reason", "决定依据", tied, lambda x: c.DecideTie("centre", ("e1", "e2"), x)),
    Case("StepBack.reason", "撤回原因", day.marking, lambda x: c.StepBack(on("e1"), x)),
)
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.field)

# What is only looked up, parsed or made by the server, so that a made-up one is refused or never comes in.
NO_FREE_TEXT = {
    "track", "round", "entrant", "judge", "performance.track", "performance.round", "performance.entrant",
    "id", "device", "former", "proof", "link", "seen", "order", "status", "scores", "marks", "points",
    "deduction.points", "deduction.reason",
}  # fmt: skip


@each
@pytest.mark.parametrize("text", INVISIBLE.values(), ids=INVISIBLE.keys())
def test_a_text_with_something_invisible_in_it_is_refused_by_the_name_of_its_field(case: Case, text: str):
    refused = refusal(case.state(), case.make(text), case.by)

    assert refused.reason is Reason.MALFORMED
    assert f"{case.name}里有看不见的控制字符" in refused.detail


@each
def test_blanks_and_line_breaks_of_a_text_become_single_blanks(case: Case):
    events = decide(case.state(), case.make("  一\t二\r\n三 "), case.by, LATER)

    assert "一 二 三" in str(events)


def test_every_text_of_every_command_is_in_the_table_or_no_free_text():
    found = {
        f"{kind.__name__}.{path}"
        for kind in get_args(c.Command)
        for path in texts_of(inspect.type_info(kind))
        if not path.startswith("rules")  # read and checked by judging/files
    }

    assert {path for path in found if path.partition(".")[2] not in NO_FREE_TEXT} == {
        case.field for case in CASES
    }


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
