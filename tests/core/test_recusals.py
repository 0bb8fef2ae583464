"""回避 declared beforehand: the call finds it, the phone is blocked, and nobody lifts it off the record."""

import msgspec
import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.hall.performance import Phase, SheetPhase
from judging.core.marking.recusal import RecusalGround
from judging.core.people.person import Person
from judging.core.refused import Reason
from judging.core.scoring.avoid import Avoid
from judging.core.state import State
from judging.second.logged import Logged, read
from tests import day
from tests.day import after, judge, on, played, refusal, view
from tests.printouts.made_up import Log

CALL, OPEN = c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))


def declaration(n: int = 3, entrant: str = "e1", words: str = "表姐") -> c.DeclareRecusal:
    return c.DeclareRecusal(f"J{n}", "centre", entrant, RecusalGround.KIN, words)


WITHDRAWAL = c.WithdrawDeclaration("J3", "centre", "e1", "填错了人")


def declared() -> State:
    return after(day.ready(), declaration(), judge(3))


def sheets(state: State) -> dict[str, SheetPhase]:
    return {judge: sheet.phase for judge, sheet in state.performance(on("e1")).sheets.items()}


def task(state: State, n: int = 3):
    (found,) = view(state, f"judge/J{n}").tasks
    return found


def test_the_call_finds_what_was_declared():
    state = after(declared(), CALL)

    assert sheets(state) == {"J3": SheetPhase.RECUSED}
    assert state.performance(on("e1")).sheets["J3"].reason == "亲属关系：表姐"


def test_nobody_else_and_no_other_entrant_is_touched():
    state = played(declared(), (CALL, OPEN))
    for n in (1, 2, 4, 5):
        state = after(state, day.sheet("e1", "55", "36"), judge(n))
    state = played(state, (c.CloseMarking(on("e1")), c.RevealScore(on("e1")), c.CallEntrant(on("e2"))))

    assert state.performance(on("e2")).sheets == {}


def test_the_judges_phone_says_why_and_takes_no_sheet():
    state = played(declared(), (CALL, OPEN))

    assert str(task(state).avoids) == "亲属关系：表姐"
    assert task(state, 2).avoids is None
    assert refusal(state, day.sheet("e1", "55", "36"), judge(3)).reason is Reason.NOT_NOW


def test_it_cannot_be_restored_before_the_declaration_is_withdrawn_on_record():
    state = played(declared(), (CALL, OPEN))
    restore = c.RestoreJudge(on("e1"), "J3")

    refused = refusal(state, restore)
    state = played(state, (WITHDRAWAL, restore))

    assert "先撤回声明" in refused.detail
    assert sheets(state) == {}
    assert task(after(state, day.sheet("e1", "55", "36"), judge(3))).sheet is SheetPhase.SUBMITTED


def test_a_withdrawal_alone_changes_no_sheet():
    state = played(declared(), (CALL, OPEN, WITHDRAWAL))

    assert sheets(state) == {"J3": SheetPhase.RECUSED}


def test_what_is_declared_between_call_and_marking_counts_at_once():
    state = after(played(day.ready(), (CALL,)), declaration(), judge(3))

    assert sheets(state) == {"J3": SheetPhase.RECUSED}


def test_a_sheet_that_is_in_has_to_be_returned_first():
    state = after(day.marking(), day.sheet("e1", "55", "36"), judge(3))

    assert "先退回评分表" in refusal(state, declaration(), judge(3)).detail


def test_a_withdrawn_call_takes_it_back_and_the_next_call_finds_what_still_stands():
    called = after(declared(), CALL)
    back = after(called, c.StepBack(on("e1"), "点错"))

    assert sheets(back) == {}
    assert not back.begun("centre")
    assert sheets(after(back, CALL)) == {"J3": SheetPhase.RECUSED}
    assert sheets(played(back, (WITHDRAWAL, CALL))) == {}


def test_a_retake_is_not_judged_by_the_recused_judge_either():
    state = played(declared(), (CALL, OPEN, c.GrantRetake(on("e1"), "停电", "见证人"), CALL))

    assert sheets(state) == {"J3": SheetPhase.RECUSED}


def test_a_judge_declares_for_nobody_else():
    assert refusal(day.ready(), declaration(2), judge(3)).reason is Reason.NOT_ALLOWED
    assert refusal(declared(), WITHDRAWAL, judge(2)).reason is Reason.NOT_ALLOWED


def test_other_grounds_need_words_and_an_unknown_entrant_none():
    other = c.DeclareRecusal("J3", "centre", "e1", RecusalGround.OTHER, " ")

    assert refusal(day.ready(), other, judge(3)).reason is Reason.MALFORMED
    assert refusal(day.ready(), declaration(entrant="e9"), judge(3)).reason is Reason.UNKNOWN


def test_saying_it_twice_says_nothing_new():
    state = declared()

    assert after(state, declaration(), judge(3)) == state


def test_the_list_of_a_judge_has_all_to_be_judged_and_what_was_declared():
    rows = view(declared(), "recusals/J3").rows

    assert [(row.entrant, str(row.why or ""), row.open) for row in rows] == [
        ("e1", "亲属关系：表姐", True),
        ("e2", "", True),
        ("e3", "", True),
    ]
    assert all(row.why is None for row in view(declared(), "recusals/J2").rows)


def test_who_was_judged_already_is_not_open_any_more():
    rows = view(day.revealed(day.marking()), "recusals/J3").rows

    assert [row.open for row in rows] == [False, True, True]


def test_what_the_console_enters_is_from_paper_and_the_story_says_so():
    story = view(after(day.ready(), declaration(), day.DIRECTOR), "console/main").story

    assert str(story[0].text) == "录入3号评委 评委3对 甲街道中心 的回避声明：亲属关系：表姐"


def test_the_setup_warns_early_whom_a_panel_could_not_judge():
    state = played(day.ready(), [declaration(n) for n in (1, 2)])
    assert view(state, "setup").short == ()

    (short,) = view(after(state, declaration(3)), "setup").short

    assert (short.entrant, short.left, short.minimum) == ("e1", 2, 3)
    assert short.recused == ("评委1", "评委2", "评委3")


@pytest.mark.parametrize("ended", ["withdrawn", "retaken", "restored"])
def test_the_second_engine_reads_the_same_sheets(ended: str):
    """Through a withdrawn call, a retake and a restored judge."""
    ways = {
        "withdrawn": (c.StepBack(on("e1"), "点错"), WITHDRAWAL, CALL, OPEN),
        "retaken": (OPEN, c.GrantRetake(on("e1"), "停电", "见证人"), CALL, OPEN),
        "restored": (WITHDRAWAL, c.RestoreJudge(on("e1"), "J3"), OPEN),
    }
    log, second = Log(), Logged()

    for command in (day.CREATE, day.SEAT, day.COMPONENTS, day.ORDER, declaration(), CALL, *ways[ended]):
        for event in decide(log.state, command, day.ORGANISER, day.LATER):
            log.add(event, "organiser")
            kind = type(event).__name__
            second.take(read(msgspec.json.encode({"kind": kind, **msgspec.to_builtins(event)})))

    assert log.state.performance(on("e1")).phase is Phase.MARKING
    assert second.sheets.get(("centre", "present", "e1"), {}) == {
        judge: str(phase) for judge, phase in sheets(log.state).items()
    }


KNOWN = c.SetPerson(Person("J3", "评委3", district="东区"))


def matching(avoid: Avoid, **known: str) -> State:
    """Judge 3 with what is known, under rules that match it."""
    track = day.RULES.tracks[0]
    rounds = (track.rounds[0], replace(track.rounds[1], avoid=avoid))
    rules = replace(day.RULES, tracks=(replace(track, rounds=rounds),))
    state = after(day.ready(), c.SetRules(rules))
    return after(state, c.SetPerson(Person("J3", "评委3", **known)))


@pytest.mark.parametrize(
    ("avoid", "known", "found"),
    [
        (Avoid.UNIT, {"unit": "甲街道中心"}, "同单位"),
        (Avoid.DISTRICT, {"district": "东区"}, "同区"),
        (Avoid.DISTRICT, {"district": "东"}, "同区"),
        (Avoid.BOTH, {"unit": "甲街道中心", "district": "西区"}, "同单位"),
        (Avoid.BOTH, {"district": "东区"}, "同区"),
        (Avoid.UNIT, {"district": "东区"}, None),
        (Avoid.DISTRICT, {"unit": "甲街道中心"}, None),
        (Avoid.NONE, {"unit": "甲街道中心", "district": "东区"}, None),
        (Avoid.BOTH, {}, None),
    ],
)
def test_the_call_finds_what_the_rules_match(avoid: Avoid, known: dict[str, str], found: str | None):
    state = after(matching(avoid, **known), CALL)

    assert [sheet.reason for sheet in state.performance(on("e1")).sheets.values()] == [found] * bool(found)


def test_what_becomes_known_between_call_and_marking_is_found_at_the_opening():
    state = played(matching(Avoid.DISTRICT), (CALL, KNOWN, OPEN))

    assert sheets(state) == {"J3": SheetPhase.RECUSED}


def test_what_becomes_known_while_marking_blocks_the_sheet():
    state = played(matching(Avoid.DISTRICT), (CALL, OPEN, KNOWN))

    assert str(task(state).avoids) == "同区"
    assert "同区" in refusal(state, day.sheet("e1", "55", "36"), judge(3)).detail


def test_what_the_rules_match_is_lifted_by_putting_the_data_right():
    state = after(matching(Avoid.DISTRICT, district="东区"), CALL)
    restore = c.RestoreJudge(on("e1"), "J3")

    assert "改正单位或区" in refusal(state, restore).detail
    assert sheets(played(state, (c.SetPerson(Person("J3", "评委3", district="北区")), restore))) == {}
