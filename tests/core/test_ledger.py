"""What a patrol found comes off an imported round, for both engines, until the track is locked."""

import pytest
from msgspec.structs import replace

from judging.codec import encode_event
from judging.core import commands as c
from judging.core import events as e
from judging.core.entering.waiting import waiting
from judging.core.ledger.ledger_entry import LedgerLine, Way
from judging.core.publication.ranked import day as day_of
from judging.core.refused import Reason
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Kind
from judging.core.state import State
from judging.second.logged import Logged, read
from tests import day
from tests.core import test_two_persons as two
from tests.day import after, on, played, refusal

FOUND = LedgerLine("e1", "2026-11-02", Way.PATROL, "1.5", "未佩戴工牌", "3号窗口")


def recorded(*lines: LedgerLine, round: str = "daily") -> c.RecordLedger:
    return c.RecordLedger("centre", round, lines or (FOUND,))


def daily(state: State, entrant: str = "e1") -> str:
    found = track_result(state.track("centre"), day_of(state, "centre"))
    [score] = [each for each in found.scores if (each.round, each.entrant) == ("daily", entrant)]
    return f"{score.raw} {score.deductions} {score.announced}"


def test_a_finding_comes_off_the_imported_score():
    state = after(day.ready(), recorded())

    assert daily(state) == "90.00 1.5 88.50"
    assert daily(state, "e3") == "88.25 0 88.25"


def test_what_is_struck_out_counts_no_more_and_stays_on_record():
    state = after(day.ready(), recorded(FOUND, replace(FOUND, day="2026-11-03")))
    state = after(state, c.StrikeLedger("centre", "daily", 1, "误记"))

    assert daily(state) == "90.00 1.5 88.50"
    assert [each.withdrawn is None for each in state.ledger.values()] == [False, True]
    assert refusal(state, c.StrikeLedger("centre", "daily", 1, "误记")).reason is Reason.ALREADY


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (replace(FOUND, entrant="e9"), "没有这个参赛对象"),
        (replace(FOUND, points="0"), "扣分须大于 0、不超过 100"),
        (replace(FOUND, points="100.5"), "扣分须大于 0、不超过 100"),
        (replace(FOUND, points="-1"), "扣分须大于 0"),
        (replace(FOUND, points="１"), "请用半角数字"),
        (replace(FOUND, day="2026-02-30"), "日期“2026-02-30”写得不对"),
        (replace(FOUND, day="2026-11-21"), "日期 2026-11-21 还没有到"),
        (replace(FOUND, reason=" "), "请填写扣分原因"),
        (replace(FOUND, reason="群众 138 0013 8000 反映"), "扣分原因里像是有电话号码"),
        (replace(FOUND, reason="致电021-12345678未接"), "扣分原因里像是有电话号码"),
        (replace(FOUND, place="13800138000"), "地点里像是有电话号码"),
    ],
)
def test_a_finding_that_cannot_be_is_refused_and_says_what_to_write(line, said):
    refused = refusal(day.ready(), recorded(line), at="2026-11-20T06:00:00.000Z")

    assert said in refused.detail
    assert "138" not in refused.detail


def test_a_day_begins_in_china():
    late = "2026-11-20T16:00:00.000Z"  # midnight there

    state = after(day.ready(), recorded(replace(FOUND, day="2026-11-21")), at=late)

    assert state.ledger[1].line.day == "2026-11-21"


def test_the_same_finding_is_not_recorded_twice_not_in_one_file_either():
    state = after(day.ready(), recorded())

    assert refusal(state, recorded()).reason is Reason.ALREADY
    assert refusal(day.ready(), recorded(FOUND, FOUND)).reason is Reason.ALREADY
    assert len(after(state, recorded(replace(FOUND, reason="离岗"))).ledger) == 2


def test_of_a_judged_round_nothing_is_recorded():
    assert refusal(day.ready(), recorded(round="present")).reason is Reason.UNKNOWN


def test_a_published_ranking_is_taken_back():
    state = day.revealed(day.marking())
    state = after(state, day.publish())

    assert after(state, recorded()).published("centre") is None
    state = played(state, (recorded(), day.publish()))
    assert after(state, c.StrikeLedger("centre", "daily", 1, "误记")).published("centre") is None


def test_after_the_lock_nothing_is_recorded_or_struck_out():
    state = after(day.ready(), recorded())
    for entrant in ("e1", "e2", "e3"):
        state = played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = day.revealed(state, entrant)
    state = after(state, c.LockTrack("centre"))

    assert refusal(state, recorded(replace(FOUND, reason="离岗"))).reason is Reason.LOCKED
    assert refusal(state, c.StrikeLedger("centre", "daily", 1, "误记")).reason is Reason.LOCKED


def test_what_two_persons_are_asked_for_counts_once_another_has_confirmed_it():
    state = two.entered(recorded())

    assert daily(state) == "90.00 0 90.00"
    assert [each.entered_by for each in waiting(state)] == ["organiser"]
    assert refusal(state, c.ConfirmEntry(1), two.SCOREKEEPER).reason is Reason.NOT_ALLOWED
    assert refusal(state, recorded()).reason is Reason.ALREADY
    state = two.confirmed(state)
    assert daily(state) == "90.00 1.5 88.50"
    state = two.confirmed(two.entered(c.StrikeLedger("centre", "daily", 1, "误记"), state=state), 2)
    assert daily(state) == "90.00 0 90.00"


def test_a_ranking_waits_for_the_second_person():
    state = after(two.marking(), recorded(), two.SCOREKEEPER)

    assert "成绩或台账已由一人录入" in refusal(state, day.publish()).detail


def test_findings_of_a_round_that_is_no_more_imported_count_for_nothing():
    state = after(day.ready(), recorded())
    judged = replace(day.PRESENT, id="daily", name="日常", kind=Kind.JUDGED)
    state = after(
        state, c.SetRules(replace(day.RULES, tracks=(replace(day.CENTRE, rounds=(judged,), ties=()),)))
    )

    assert day_of(state, "centre").deductions == {}
    assert state.ledger[1].withdrawn is None


def test_the_other_engine_wants_the_same_two_hands():
    """It believes no finding that nobody else confirmed, and no other points than were confirmed."""
    log = Logged()
    alone = e.LedgerRecorded("centre", "daily", 1, (FOUND,), "organiser")
    asked = replace(recorded(), lines=(replace(FOUND, points="1.50"),))
    made = [
        e.CompetitionCreated(replace(day.RULES, two_persons=True), {"centre": day.ENTRANTS}),
        e.EntryMade(1, asked, "organiser"),
        e.EntryConfirmed(1, "director"),
        alone,
    ]

    for event in made:
        log.take(read(encode_event(event)))
    assert log.one_handed == []
    log.take(read(encode_event(replace(alone, first=2))))
    assert [each.what for each in log.one_handed] == ["entry"]
    for event in (e.EntryMade(2, asked, "organiser"), e.EntryConfirmed(2, "director")):
        log.take(read(encode_event(event)))
    log.take(read(encode_event(replace(alone, first=3, lines=(replace(FOUND, points="2"),)))))
    assert len(log.one_handed) == 2
