from decimal import Decimal

import pytest

from judging.core import events as e
from judging.core.hall.performance import PerformanceId, SheetPhase, Source
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.sheet import facts
from tests.core.changes import CHANGES, RULES, with_show
from tests.small_day import SmallDay

from .made_up import ROUND, TRACK, full_day, mark, marks, performance, set_up


def score(log, entrant, *, whole=False):
    [sheet] = sheets(moment(log.entries), "score", TRACK, ROUND, entrant, whole=whole)
    return sheet


@pytest.fixture(scope="module")
def day():
    return full_day()


def test_every_mark_of_every_judge_stands_under_its_criterion(day):
    entrant = day.state.orders[TRACK, ROUND].entrants[4]
    sheets_of = day.state.performance(performance(entrant)).sheets

    lines = score(day, entrant).table.lines

    for line in lines[:-1]:
        given = [sheets_of[f"J{seat}"].marks[line.subject] for seat in range(1, 8)]
        assert [cell.text for cell in line.cells[2:]] == given
    assert [cell.struck for cell in lines[-1].cells].count("high") == 1


def test_the_calculation_is_the_one_that_was_announced(day):
    entrant = day.state.orders[TRACK, ROUND].entrants[1]
    told = day.state.performance(performance(entrant)).announced

    sheet = score(day, entrant)

    assert sheet.steps == told.trace
    assert sheet.outcome == (("评委评分", told.raw), ("扣分：超时 20 秒", "−0.5"), ("最后得分", told.score))


def test_a_returned_sheet_is_told_with_its_reason_and_both_totals(day):
    returned, again = score(day, day.state.orders[TRACK, ROUND].entrants[0]).corrected

    assert returned.text == "退回3号评委 评委三的评分表：漏看评分说明"
    assert again.text == "3号评委重新提交评分表：总分由 93.5 改为 89.5"


def test_corrected_totals_have_as_many_decimals_as_those_in_the_table():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.SheetReturned(id, "J3", "漏看评分说明"))
    log.add(e.SheetSubmitted(id, "J3", 2, marks(20)), "judge/J3")
    log.close(id)
    log.reveal(id)

    assert score(log, "c01").corrected[1].text.endswith("总分由 93.5 改为 90.0")


def test_a_recusal_is_a_correction_only_of_a_sheet_that_was_given():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.JudgeExcused(id, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    early = performance("c02")
    log.add(e.EntrantCalled(early))
    log.add(e.MarkingOpened(early))
    log.add(e.JudgeExcused(early, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    for judge in ("J1", "J3", "J4", "J5", "J6", "J7"):
        log.add(e.SheetSubmitted(early, judge, 1, marks(11)), f"judge/{judge}")
    for found in (id, early):
        log.close(found)
        log.reveal(found)

    assert [found.text for found in score(log, "c01").corrected] == ["2号评委 评委二回避：曾在该单位任职"]
    assert score(log, "c02").corrected == ()
    assert len(score(log, "c02").excuses) == 1


def test_what_happened_to_others_is_not_among_the_corrections(day):
    assert score(day, day.state.orders[TRACK, ROUND].entrants[5]).corrected == ()


def test_a_reveal_that_was_taken_back_stays_on_paper():
    log = set_up()
    id = mark(log, "c01")
    log.close(id)
    log.reveal(id)
    log.add(e.RevealWithdrawn(id, "念错单位"))
    log.add(e.MarkingReopened(id, "2号评委漏评一项"))
    log.add(e.SheetReturned(id, "J2", "漏评一项"))
    log.add(e.SheetSubmitted(id, "J2", 2, marks(4)), "judge/J2")
    log.close(id)
    log.reveal(id)

    kinds = [found.kind for found in score(log, "c01").corrected]

    assert kinds == ["RevealWithdrawn", "MarkingReopened", "SheetReturned", "SheetSubmitted"]


def test_each_performance_has_a_sheet_in_running_order(day):
    order = day.state.orders[TRACK, ROUND].entrants

    found = [sheet.place.subject for sheet in sheets(moment(day.entries), "score", TRACK)]

    assert found == [entrant for entrant in order if (TRACK, entrant) not in day.state.statuses]


def test_every_judge_and_every_officer_has_a_line_to_sign(day):
    signatures = score(day, day.state.orders[TRACK, ROUND].entrants[0]).signatures

    assert signatures[:2] == ("1号 评委一", "2号 评委二")
    assert signatures[7:] == ("记分员", "复核员", "评委组长", "监督员")


def test_a_recused_judge_signs_the_recusal_and_an_absent_one_nothing():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.JudgeExcused(id, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    log.add(e.JudgeExcused(id, "J5", SheetPhase.ABSENT, "突发疾病"))
    log.close(id)
    log.reveal(id)

    sheet = score(log, "c01")

    assert sheet.signatures[:3] == ("1号 评委一", "3号 评委三", "4号 评委四")
    assert [(found.text, found.signs) for found in sheet.excuses] == [
        ("2号 评委二 回避（曾在该单位任职），本人签名：", True),
        ("5号 评委五 缺席（突发疾病），不签名。", False),
    ]


def test_the_rule_on_the_sheet_counts_who_was_filled_in():
    """One of five is absent: four sheets are too few to be trimmed, five are not."""
    filled, shrunk = (sheet_of(SmallDay(rules), "e2") for rules in (CHANGES["Round.absent"].to_rules, RULES))

    assert filled.notes[0] == (
        "风采展示：各评委总分，5位评委：去1高1低，取3个平均，四舍五入到2位，再减扣分；缺席、回避的按其余评委的平均补入。"
    )
    assert (
        shrunk.notes[0] == "风采展示：各评委总分，4位评委：不去高低分，取4个平均，四舍五入到2位，再减扣分。"
    )


def sheet_of(day, entrant):
    [sheet] = sheets(moment(day.log.entries), "score", "front", "show", entrant)
    return sheet


def test_each_answer_about_a_compulsory_item_stands_under_its_judge():
    day = SmallDay(CHANGES["Round.compulsory"].to_rules)

    sheet = sheet_of(day, "e2")

    [line] = [line for line in sheet.table.lines if line.subject == "item:intro"]
    assert [cell.text for cell in line.cells] == ["自我介绍（必备）", "", "有", "缺", "缺", "缺", ""]
    assert ("扣分：缺自我介绍（4位评委中3位认定）", "−5") in sheet.outcome


def test_what_the_scorekeeper_decided_stands_beside_the_score():
    sheet = sheet_of(SmallDay(CHANGES["Compulsory.by"].to_rules), "e2")

    assert ("自我介绍（必备，记分员认定）", "缺") in sheet.outcome
    assert ("扣分：缺自我介绍（记分员认定）", "−5") in sheet.outcome


def test_the_case_that_was_drawn_stands_in_the_heading_with_its_seed():
    day = SmallDay(CHANGES["Round.cases"].to_rules)
    given = day.state.performance(PerformanceId("front", "show", "e1")).case

    heading = dict(sheet_of(day, "e1").heading)

    assert heading["题目"] == f"{given[1:]}号题（一般，易）"
    assert heading["抽题种子"] == "种子"


def retaken():
    """c01 has performed twice; the second attempt was revealed."""
    log = set_up()
    id = mark(log, "c01", (16, 10, 13, 18, 5, 22, 7))
    log.close(id)
    log.add(e.RetakeGranted(id, 1, "会场停电", "见证人甲"))
    mark(log, "c01", (29, 29, 11, 37, 24, 20, 32))
    log.close(id)
    log.reveal(id)
    return log


def test_an_attempt_that_does_not_count_stands_below_with_its_score_reason_and_witness():
    log = retaken()
    [before] = log.state.performance(performance("c01")).attempts

    sheet = score(log, "c01")

    [told] = sheet.attempts
    assert told.text.startswith(f"第 1 次：得分 {before.played.announced.score}（1号 评委一 92.0，")
    assert told.text.endswith("不计入。会场停电（见证人 见证人甲）")
    assert [found.text for found in sheet.corrected] == [
        f"{log.state.entrants[TRACK]['c01'].name} 补赛（第 2 次）：会场停电（见证人 见证人甲）"
    ]
    assert [fact[:2] for fact in facts(sheet) if "见证人甲" in fact[2]] == [("attempt", "1")]


def test_the_marks_of_a_retake_correct_none_of_those_before():
    assert "重新提交" not in " ".join(found.text for found in score(retaken(), "c01").corrected)


def test_the_attempt_that_was_made_to_count_is_the_one_on_the_sheet():
    log, id = set_up(), performance("c01")
    mark(log, "c01")
    log.close(id)
    first = log.state.performance(id).announced
    log.add(e.RetakeGranted(id, 1, "会场停电", "见证人甲"))
    mark(log, "c01")
    log.close(id)
    log.add(e.AttemptCounted(id, 0, "仲裁决定", "见证人乙"))
    log.reveal(id)

    sheet = score(log, "c01")

    assert sheet.steps == first.trace
    assert [cell.text for cell in sheet.table.lines[-1].cells[2:]] == [seat.total for seat in first.marks]
    assert [told.kind for told in sheet.attempts] == ["2"]


def test_what_the_head_judge_confirmed_and_looked_at_again_stands_on_the_score_sheet():
    day = SmallDay(with_show(head_confirms=True, spread=Decimal("1.5")))

    [sheet] = sheets(moment(day.log.entries), "score", "front", "show", "e1")

    looked, confirmed = sheet.decisions
    assert looked.text == "场控已复看各评委的分差：各有侧重"
    assert confirmed.text == "场控确认得分"
    found = day.state.performance(PerformanceId("front", "show", "e1"))
    assert [looked.at, confirmed.at] == [found.spread_review.at, found.head_confirmation.at]


def test_a_confirmation_that_was_taken_back_is_a_correction():
    log = set_up()
    id = mark(log, "c01")
    log.close(id)
    log.add(e.ScoreConfirmed(id, "director"))
    log.add(e.ScoreUnconfirmed(id, "要再看"))

    sheet = score(log, "c01", whole=True)

    assert sheet.decisions == ()
    [found] = sheet.corrected
    assert found.text.endswith("撤回评委组长的得分确认：要再看")


def test_a_sheet_from_paper_says_so_with_both_names_and_its_code_holds_the_source():
    log = set_up()
    id = mark(log, "c01")
    log.add(e.PersonSet(Person("P1", "记分员一", appointments=(Appointment(Duty.SCOREKEEPER),))))
    log.add(e.PersonSet(Person("P2", "复核员一", appointments=(Appointment(Duty.VERIFIER),))))
    log.add(e.SheetReturned(id, "J3", "手机没电"))
    log.add(e.SheetEntered(id, "J3", 2, marks(20), "person/P1"), "person/P1")
    paper = {"source": Source.PAPER, "entered_by": "person/P1", "confirmed_by": "person/P2"}
    log.add(e.SheetSubmitted(id, "J3", 2, marks(20), **paper), "person/P2")
    log.close(id)
    log.reveal(id)

    sheet = score(log, "c01")

    (line,) = [line for line in sheet.table.lines if line.subject == "source"]
    assert [cell.text for cell in line.cells] == ["来源", "", "手机", "手机", "纸质", *["手机"] * 4]
    said = "3号评委纸质（录入 记分员一（记分员），复核 复核员一（复核员））；其余由手机提交。"
    assert f"来源：{said}" in sheet.notes
    assert ("source", "seat:3", "纸质") in facts(sheet)
    [results] = sheets(moment(log.entries), "results", TRACK)
    assert any(said in note and log.state.entrant(id).name in note for note in results.notes)


def test_of_a_day_by_phone_no_paper_speaks_of_sources(day):
    sheet = score(day, day.state.orders[TRACK, ROUND].entrants[4])
    [results] = sheets(moment(day.entries), "results", TRACK)

    assert "source" not in {line.subject for line in sheet.table.lines}
    assert not [note for note in (*sheet.notes, *results.notes) if "来源" in note]
