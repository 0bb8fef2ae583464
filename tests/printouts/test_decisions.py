"""评审决定书: computed and decided side by side, with reasons, votes and a line for each member to sign."""

from datetime import UTC, datetime

from msgspec.structs import replace

from judging.audit.decisions import write_decisions
from judging.audit.verify import wrong_numbers
from judging.core import commands as c
from judging.core import events as e
from judging.core.honours.decision import Verdict, Votes
from judging.core.honours.nominee import Nominee
from judging.core.scoring.meeting import Majority
from judging.core.scoring.special import Special, SpecialBy
from judging.printouts.decisions import decision_sheet
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import Moment, moment
from judging.printouts.setting import Setting, document
from judging.printouts.sheet import SheetPlace
from tests import corrected_day
from tests.day import AT, after
from tests.honours_day import FRONT, MEMBERS, ORGANISED, POOL, decision, locked, log_of, rows

from .test_summary import texts

SETTING = Setting(datetime(2026, 11, 20, 9, tzinfo=UTC), "http://192.168.1.5:8000", is_alone=True)
VETO, LATER = (Verdict.VETOED, "材料不实"), (Verdict.DEFERRED, "待核实")


def decided(**rules: object):
    return log_of(locked(**rules), lambda state: decision(state, b1=VETO, f2=LATER))


def papers(log, award=POOL):
    return sheets(moment(log.entries), "decision", award)


def test_what_was_computed_stands_beside_what_was_decided():
    [sheet] = papers(decided())

    assert texts(sheet, "name") == ["综窗选手01", "后台选手01", "综窗选手02", "后台选手02"]
    assert texts(sheet, "figure") == ["95.00", "94.00", "93.00", "92.00"]
    assert texts(sheet, "verdict") == ["同意", "否决", "暂缓", "同意"]
    assert texts(sheet, "reason") == ["", "材料不实", "待核实", ""]
    assert sheet.signatures == (*MEMBERS, "评委组长", "监督员", "记录人")


def test_votes_stand_where_the_rules_ask_for_them():
    state = locked(majority=Majority.HALF)
    log = log_of(state, lambda state: decision(state, votes=Votes(2, 1, 0)))

    [sheet] = papers(log)

    assert texts(sheet, "votes") == ["2–1–0"] * 4
    assert "同意票须达到到会人数的过半数" in "".join(sheet.notes)


def test_each_meeting_has_a_record_and_a_withdrawn_one_has_none():
    log = log_of(
        locked(),
        lambda state: decision(state, f2=LATER),
        decision,
        c.WithdrawDecision(POOL, "记录有误"),
        decision,
    )

    assert [sheet.place.subject for sheet in papers(log)] == ["1", "3"]
    assert texts(papers(log)[1], "name") == ["综窗选手02"]


def test_a_record_that_was_overtaken_says_so():
    log = decided()
    log.add(e.TrackLocked(FRONT, rows("f", ("95.00", "89.00", "88.00"))))

    [sheet] = papers(log)

    assert any("已不再有效" in note for note in sheet.notes)


def test_an_award_of_districts_is_printed_with_its_reasons():
    propose = c.ProposeSpecial("organised", (Nominee("", "浦东新区", "组织得力"),))
    log = log_of(locked(specials=(ORGANISED,)), propose, lambda state: decision(state, "organised"))

    [sheet] = papers(log, "organised")

    assert (texts(sheet, "name"), texts(sheet, "figure")) == (["浦东新区"], ["组织得力"])
    assert "组织得力" in document(moment(log.entries), [sheet], SETTING)


def test_it_is_the_organisers_alone_and_proven_by_its_code():
    log = decided()
    [sheet] = papers(log)

    assert not FORMS["decision"].is_public(log.state, sheet)
    assert not FORMS["decision"].is_for_director(log.state, sheet)


def test_the_export_has_each_ruling_and_what_became_of_it():
    lines = write_decisions(decided().state).splitlines()

    assert len(lines) == 5
    assert lines[2].endswith("b1,后台选手01,vetoed,材料不实,,,,1,0")
    assert lines[4].endswith("b2,后台选手02,confirmed,,,,,1,1")


def test_a_decision_on_another_list_is_found_by_verify():
    log = decided()
    wrong = [said for _, said in wrong_numbers(log.entries) if "评审决定" in said]
    assert wrong == []

    forged = log_of(locked())
    event = log.entries[-1].event
    added = replace(event.rulings[0], honour=replace(event.rulings[0].honour, entrant="f3"))
    forged.add(replace(event, rulings=(added, *event.rulings[1:]), digest="0" * 64), "organiser")
    wrong = [said for _, said in wrong_numbers(forged.entries) if "评审决定" in said]

    assert len(wrong) == 2


def test_the_best_in_a_criterion_is_placed_by_its_value_and_the_paper_calls_it_so():
    special = Special(
        "manner", "风采之星", 1, SpecialBy.CRITERION, tracks=("centre",), round="present", criterion="manner"
    )
    state = corrected_day.locked()
    state = replace(state, rules=replace(state.rulebook, specials=(special,)))
    place = SheetPlace("", subject="1", pool="manner")

    sheet = decision_sheet(Moment(after(state, decision(state, "manner")), (), 0, "", AT), place, whole=False)

    assert "评分项\n得分" in [column.heading for column in sheet.table.columns]
