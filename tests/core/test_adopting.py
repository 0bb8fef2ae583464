"""A pool is changed after the lock in the open only: as it was looked at, with a reason, under signature."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.honours.pools import pool_of
from judging.core.honours.proposal import proposals
from judging.core.people.actor import Actor
from judging.core.people.duty import Appointment, Duty
from judging.core.refused import Reason
from judging.core.scoring.oversight import Act
from judging.core.signing.digests import rules_digest
from judging.core.signing.waiting import thing
from judging.core.state import State
from tests import honours_day
from tests.adopted_day import FOUR, RIGHT, SUPERVISOR, adopting, locked
from tests.core.changes import POOL, RULES
from tests.day import ORGANISER, after, refusal, view
from tests.small_day import SmallDay

OTHER = "b" * 64


def honoured(state: State) -> list[tuple[str, str | None]]:
    [found] = proposals(state)
    return [(award.entrant, award.level) for award in found.awards]


def signature(state: State) -> c.Countersign:
    wanted = thing(state, Act.ADOPT, POOL.id)
    assert wanted is not None
    return c.Countersign(Act.ADOPT, POOL.id, wanted.digest, RIGHT)


def put_forward() -> State:
    state = locked(Act.ADOPT).state
    return after(state, adopting(state), ORGANISER)


def test_an_adopted_pool_is_proposed_and_the_rules_stay_as_they_were_signed():
    state = locked().state
    before = honoured(state)

    adopted = after(state, adopting(state), ORGANISER)

    assert [entrant for entrant, _ in honoured(adopted)] == [*(entrant for entrant, _ in before), "b2"]
    assert pool_of(adopted, POOL.id) == FOUR
    assert rules_digest(adopted.agreed_rules) == rules_digest(state.agreed_rules)


def test_the_rules_own_pool_is_adopted_again_like_any_other():
    state = locked().state
    adopted = after(state, adopting(state), ORGANISER)

    back = after(adopted, adopting(adopted, POOL, "名额没有批下来"), ORGANISER)

    assert honoured(back) == honoured(state)
    assert back.adopted[POOL.id].reason == "名额没有批下来"


@pytest.mark.parametrize(
    ("changes", "reason", "said"),
    [
        ({"pin": OTHER}, Reason.PIN, "PIN 不对"),
        ({"reason": " "}, Reason.MALFORMED, "请填写采纳的理由"),
        ({"digest": "0" * 64}, Reason.STALE, "再看一遍"),
        ({"pool": "none"}, Reason.UNKNOWN, "没有这个奖项"),
        ({"rules": POOL}, Reason.ALREADY, "与现行的方案相同"),
        ({"rules": replace(FOUR, name="另一个奖")}, Reason.LOCKED, "奖项的名称和评奖办法不能改"),
        ({"rules": replace(FOUR, allocate="merged", quota={})}, Reason.LOCKED, "评奖办法不能改"),
    ],
)
def test_nothing_is_adopted_unlooked_at_unsigned_or_without_reason(changes, reason, said):
    state = locked().state

    refused = refusal(state, replace(adopting(state), **changes), ORGANISER)

    assert refused.reason is reason
    assert said in refused.detail


def test_before_all_tracks_are_locked_nothing_is_adopted():
    state = locked().state
    early = replace(state, locked={"front": state.locked["front"]})

    refused = refusal(early, adopting(early), ORGANISER)

    assert refused.detail.startswith("后台组还没有核分锁定：现在只能模拟")


def test_a_pool_that_a_meeting_has_decided_on_is_changed_only_once_that_is_withdrawn():
    state = locked().state
    decided = after(state, honours_day.decision(state, POOL.id), ORGANISER)

    assert (
        "已有评审决定：要改名额或等次，请先撤回决定" in refusal(decided, adopting(decided), ORGANISER).detail
    )
    withdrawn = after(decided, c.WithdrawDecision(POOL.id, "名额增加"), ORGANISER)
    assert after(withdrawn, adopting(withdrawn), ORGANISER).adopted


def test_the_pool_of_a_final_award_is_changed_no_more():
    state = locked().state
    final = replace(state, finals={POOL.id: "as it is"})

    assert "已定稿" in refusal(final, adopting(final), ORGANISER).detail


def test_what_is_put_forward_changes_nothing_until_the_supervisor_has_signed():
    state = put_forward()
    assert pool_of(state, POOL.id) == POOL

    signed = after(state, signature(state), SUPERVISOR)

    assert pool_of(signed, POOL.id) == FOUR
    assert (signed.adopted[POOL.id].by, signed.adopted[POOL.id].signed_by) == ("organiser", "person/P9")
    assert thing(signed, Act.ADOPT, POOL.id) is None


def test_who_puts_a_pool_forward_does_not_sign_it_too():
    both = Actor((Appointment(Duty.ORGANISER), Appointment(Duty.SUPERVISOR)), person="P9")
    state = locked(Act.ADOPT).state
    state = after(state, adopting(state), both)

    assert "须由另一人会签" in refusal(state, signature(state), both).detail


def test_what_was_put_forward_of_other_rankings_is_not_signed():
    state = put_forward()
    first, second, *others = state.locked["back"]
    moved = (replace(first, place=2), replace(second, place=1), *others)

    changed = replace(state, locked={**state.locked, "back": moved})

    assert thing(changed, Act.ADOPT, POOL.id) is None
    assert [view(each, "simulator").pools[0].is_lapsed for each in (state, changed)] == [False, True]


def test_what_waits_is_taken_back_even_where_a_meeting_has_decided_meanwhile():
    state = put_forward()
    decided = after(state, honours_day.decision(state, POOL.id), ORGANISER)
    assert view(decided, "simulator").pools[0].is_lapsed

    taken_back = after(decided, adopting(decided, POOL, "会议已按原方案决定"), ORGANISER)

    assert POOL.id not in taken_back.put_forward


def test_whoever_adopts_the_present_pool_takes_back_what_waits():
    state = put_forward()

    taken_back = after(state, adopting(state, POOL, "会议不同意"), ORGANISER)

    assert thing(taken_back, Act.ADOPT, POOL.id) is None
    assert pool_of(taken_back, POOL.id) == POOL


def test_the_supervisor_reads_what_changes_why_and_whom_it_moves():
    [shown] = view(put_forward(), "countersigning").waiting

    assert [str(fact) for fact in shown.facts] == [
        "名额 3 → 4",
        "后台组名额 1 → 2",
        "等次 特等奖（金牌店小二）1 个、优胜奖 2 个 → 特等奖（金牌店小二）1 个、优胜奖 3 个",
        "采纳的理由：市里增加一个名额",
        "提出：组织者",
    ]
    [sheet] = shown.sheets
    assert [(row[0], *row[3:]) for row in sheet.rows] == [("b2单位", "—", "优胜奖")]


def test_nobody_else_is_told_that_a_pool_waits():
    """`signing` is for judges, too."""
    assert "个人奖" not in str(view(put_forward(), "signing"))


def test_rules_change_no_pool_by_the_way_once_a_ranking_is_known():
    other = replace(RULES, pools=(FOUR,))
    day = SmallDay(RULES)

    refused = refusal(day.state, c.SetRules(other), ORGANISER)

    assert refused.detail.startswith("“个人奖”已有组别核分锁定，规则里不能再改")
    assert after(replace(day.state, locked={}), c.SetRules(other), ORGANISER).rules == other
