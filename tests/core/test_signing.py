"""Who signs what before it happens: PINs, countersignatures, signed rules and flags."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.people.actor import Actor
from judging.core.people.duty import Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.core.refused import Reason
from judging.core.scoring.oversight import Act
from judging.core.signing import requiring
from judging.core.signing.digests import rules_digest
from judging.core.signing.pin_setting import MOST_WRONG
from judging.core.signing.waiting import thing, waiting
from tests import day
from tests.day import ENTRANTS, ORGANISER, after, on, played, publish, refusal

WATCHES = Appointment(Duty.SUPERVISOR)
HEADS = Appointment(Duty.HEAD_JUDGE, Scope(track="centre", round="present", panel=""))
SUPERVISOR = Actor((WATCHES,), person="P9")
HEAD = Actor((HEADS,), person="P8")
APPOINT = c.SetPerson(Person("P9", "监督员一", appointments=(WATCHES,)))
RIGHT, OTHER = "a" * 64, "b" * 64  # keyed hashes of PINs
CALL = c.CallEntrant(on("e1"))
LOCK = c.LockTrack("centre")


def under(*acts: Act, sign_rules: bool = False):
    """Everything is set up under rules that ask for these signatures, and who signs has a PIN."""
    rules = replace(day.RULES, countersign=acts, sign_rules=sign_rules)
    create = c.CreateCompetition(rules, {"centre": ENTRANTS})
    state = played(day.State(), (create, day.SEAT, day.COMPONENTS, day.ORDER, APPOINT, c.SetPin(RIGHT)))
    return after(state, c.SetPin(RIGHT), SUPERVISOR)


def all_revealed(state):
    for entrant in ("e1", "e2", "e3"):
        state = played(state, (c.CallEntrant(on(entrant)), c.OpenMarking(on(entrant))))
        state = day.revealed(state, entrant)
    return state


def signing(state, act: Act, subject: str = "centre", pin: str = RIGHT) -> c.Countersign:
    wanted = thing(state, act, subject)
    assert wanted is not None
    return c.Countersign(act, subject, wanted.digest, pin)


def signed(state, act: Act, subject: str = "centre"):
    return after(state, signing(state, act, subject), SUPERVISOR)


def acts(state) -> list[tuple[str, str]]:
    return [(each.thing.act, each.thing.subject) for each in waiting(state)]


# Each act is refused before, allowed after, and refused again when the thing has changed


def test_nobody_is_called_before_the_start_is_signed():
    state = under(Act.START)

    refused = refusal(state, CALL)

    assert refused.reason is Reason.INCOMPLETE
    assert refused.detail == "受理中心组开赛还没有会签：请监督员 监督员一 会签"
    assert after(signed(state, Act.START), CALL)


@pytest.mark.parametrize(
    "change",
    [
        c.EnterOrder("centre", "present", ("e3", "e2", "e1"), "见证人"),
        c.SetRules(replace(day.RULES, countersign=(Act.START,), name="改了")),
    ],
)
def test_a_start_that_changed_is_signed_anew(change):
    state = after(signed(under(Act.START), Act.START), change)

    assert "在会签之后有了变化：请监督员 监督员一 再看一遍" in refusal(state, CALL).detail
    assert acts(state) == [(Act.START, "centre")]
    assert after(signed(state, Act.START), CALL)


def test_once_the_track_has_begun_its_start_is_over():
    state = after(signed(under(Act.START), Act.START), CALL)

    assert acts(state) == []


def test_nobody_is_called_before_the_draw_is_signed():
    state = under(Act.DRAW)
    assert refusal(state, CALL).detail.startswith("受理中心组现场汇报展示的抽签结果还没有会签")

    state = signed(state, Act.DRAW, "centre/present")

    assert after(state, CALL)
    drawn = after(state, c.DrawOrder("centre", "present", "新的种子"))
    assert (
        "有了变化" in refusal(drawn, c.CallEntrant(on(drawn.orders["centre", "present"].entrants[0]))).detail
    )


def test_a_move_before_a_witness_leaves_the_signed_draw_as_it_fell():
    state = signed(under(Act.DRAW), Act.DRAW, "centre/present")

    moved = after(state, c.MoveInOrder(on("e1"), 3, "路上堵车", "见证人"))

    assert acts(moved) == []


def test_nothing_is_locked_before_it_is_signed():
    state = all_revealed(under(Act.LOCK))
    assert refusal(state, LOCK).detail == "受理中心组核分锁定还没有会签：请监督员 监督员一 会签"

    state = signed(state, Act.LOCK)

    assert after(state, LOCK).locked
    changed = after(state, c.SetStatus("centre", "e3", "disqualified", "冒名顶替"))
    assert "有了变化" in refusal(changed, LOCK).detail


def test_nothing_is_published_before_it_is_signed():
    state = all_revealed(under(Act.PUBLISH))
    assert refusal(state, publish()).detail == "公布受理中心组排名还没有会签：请监督员 监督员一 会签"

    state = signed(state, Act.PUBLISH)

    assert after(state, publish()).standings
    changed = after(state, c.SetStatus("centre", "e3", "disqualified", "冒名顶替"))
    assert "有了变化" in refusal(changed, publish()).detail


def test_a_signature_under_one_act_is_none_under_another():
    state = signed(all_revealed(under(Act.LOCK, Act.PUBLISH)), Act.PUBLISH)

    assert acts(state) == [(Act.LOCK, "centre")]
    assert refusal(state, LOCK)
    assert thing(state, Act.LOCK, "centre").digest != state.signatures["publish", "centre"].digest


def test_what_the_rules_do_not_list_waits_for_nobody():
    state = all_revealed(under())

    assert acts(state) == []
    assert after(after(state, publish()), LOCK).locked


def test_a_ranking_of_some_may_be_signed_and_is_not_due():
    state = played(under(Act.PUBLISH), (CALL, c.OpenMarking(on("e1"))))
    [wanted] = waiting(day.revealed(state))

    assert not wanted.is_due


def test_where_nobody_is_appointed_the_organiser_is_asked_to():
    state = after(under(Act.START), c.RemovePerson("P9", "退出"))

    assert "还没有监督员：请组织者在“人员与职责”中任命" in refusal(state, CALL).detail


def test_only_what_was_looked_at_is_signed():
    state = under(Act.START)
    looked_at = signing(state, Act.START)
    changed = after(state, c.EnterOrder("centre", "present", ("e3", "e2", "e1"), "见证人"))

    assert refusal(changed, looked_at, SUPERVISOR).reason is Reason.STALE


def test_what_does_not_wait_cannot_be_signed():
    state = under(Act.START)

    assert refusal(state, c.Countersign(Act.LOCK, "centre", "0" * 64, RIGHT)).reason is Reason.UNKNOWN


def test_signing_twice_writes_once():
    state = under(Act.START)
    asked = signing(state, Act.START)

    assert decide(after(state, asked, SUPERVISOR), asked, SUPERVISOR, day.AT) == ()


def test_a_refused_countersignature_leaves_a_flag_that_blocks_until_it_is_answered():
    state = all_revealed(under(Act.LOCK))
    refused = c.RefuseCountersign(Act.LOCK, "centre", "3号评委的表要再看", "f1")

    state = after(state, refused, SUPERVISOR)

    assert "“3号评委的表要再看”还没有答复" in refusal(state, LOCK).detail
    answered = after(state, c.AnswerFlag("f1", "已核对原表"))
    assert "还没有会签" in refusal(answered, LOCK).detail
    assert after(signed(answered, Act.LOCK), LOCK).locked


# PIN


def test_without_a_pin_nobody_signs():
    state = under(Act.START)
    reset = after(state, c.ResetPin(SUPERVISOR.label, "忘了"))

    refused = refusal(reset, signing(reset, Act.START), SUPERVISOR)

    assert "请先在本页设置 4～8 位数字的 PIN" in refused.detail
    assert after(after(reset, c.SetPin(OTHER), SUPERVISOR), signing(reset, Act.START, pin=OTHER), SUPERVISOR)


def test_a_wrong_pin_is_refused_and_after_five_of_them_the_right_one_too():
    state = under(Act.START)
    wrong = signing(state, Act.START, pin=OTHER)

    for left in range(MOST_WRONG - 1, -1, -1):
        refused = refusal(state, wrong, SUPERVISOR)
        assert refused.reason is Reason.PIN
        assert (f"还可以试 {left} 次" in refused.detail) == (left > 0)
        state = after(state, c.NotePinMistake(), SUPERVISOR)

    assert "请组织者重设您的 PIN" in refusal(state, signing(state, Act.START), SUPERVISOR).detail
    assert decide(state, c.NotePinMistake(), SUPERVISOR, day.AT) == ()


def test_the_right_pin_lets_one_try_anew():
    state = after(under(Act.START), c.NotePinMistake(), SUPERVISOR)

    assert signed(state, Act.START).pins[SUPERVISOR.label].wrong == 0


def test_a_pin_is_changed_by_who_knows_the_present_one():
    state = under()

    assert refusal(state, c.SetPin(OTHER)).reason is Reason.ALREADY
    assert refusal(state, c.SetPin(OTHER, OTHER)).reason is Reason.PIN
    assert after(state, c.SetPin(OTHER, RIGHT)).pins[ORGANISER.label].proof == OTHER


@pytest.mark.parametrize("pin", ["1234", "", "A" * 64, "a" * 65])
def test_what_is_no_keyed_hash_never_reaches_the_log(pin):
    assert refusal(day.ready(), c.SetPin(pin)).reason is Reason.MALFORMED


# 规则确认书


def test_nobody_is_called_before_the_rules_are_signed():
    state = under(sign_rules=True)
    assert "规则还没有签字确认，或签字之后改过：请组织者用 PIN 在规则上签字" in refusal(state, CALL).detail

    state = after(state, c.SignRules(rules_digest(state.rulebook), RIGHT))

    assert after(state, CALL)


def test_the_head_judges_and_with_the_start_the_supervisor_sign_the_rules_too():
    head = c.SetPerson(Person("P8", "组长一", appointments=(HEADS,)))
    state = after(under(Act.START, sign_rules=True), head)
    state = after(state, c.SetPin(RIGHT), HEAD)
    asked = c.SignRules(rules_digest(state.rulebook), RIGHT)

    said = []
    for by in (ORGANISER, HEAD, SUPERVISOR):
        said.append([str(each) for each in requiring.rule_signers(state)])
        state = after(state, asked, by)

    assert said == [
        ["组织者", "评委组长 组长一", "监督员 监督员一"],
        ["评委组长 组长一", "监督员 监督员一"],
        ["监督员 监督员一"],
    ]
    assert after(signed(state, Act.START), CALL)


def test_changed_rules_are_signed_anew():
    state = under(sign_rules=True)
    old = c.SignRules(rules_digest(state.rulebook), RIGHT)
    state = after(after(state, old), c.SetRules(replace(state.rulebook, name="改了")))

    assert refusal(state, CALL)
    assert refusal(state, old).reason is Reason.STALE
    assert after(after(state, c.SignRules(rules_digest(state.rulebook), RIGHT)), CALL)


def test_the_digest_is_of_every_setting():
    other = replace(day.CENTRE, rounds=(day.DAILY, replace(day.PRESENT, places=3)))

    assert rules_digest(day.RULES) != rules_digest(replace(day.RULES, tracks=(other,)))
    assert rules_digest(day.RULES) == rules_digest(replace(day.RULES))


# Flags


def flagged(state, track: str = "centre"):
    return after(state, c.RaiseFlag("f1", "3号评委看了手机", track), SUPERVISOR)


def test_an_unanswered_flag_of_the_track_blocks_lock_and_publication_by_name():
    state = flagged(all_revealed(under()))

    for asked in (LOCK, publish()):
        assert refusal(state, asked).detail == (
            "监督员对受理中心组提出的“3号评委看了手机”还没有答复：请场控或评委组长先答复"
        )
    answered = after(state, c.AnswerFlag("f1", "已提醒"))
    assert after(after(answered, publish()), LOCK).locked


def test_an_answer_that_is_not_enough_is_objected_to_again():
    state = after(flagged(all_revealed(under())), c.AnswerFlag("f1", "已提醒"))

    again = after(state, c.RaiseFlag("f1", "又看了一次"), SUPERVISOR)

    assert "“又看了一次”还没有答复" in refusal(again, LOCK).detail
    assert again.flags["f1"].times == 2
    settled = after(again, c.SettleFlag("f1"), SUPERVISOR)
    assert after(settled, LOCK).locked


def test_a_flag_about_nothing_in_particular_blocks_no_track():
    assert after(flagged(all_revealed(under()), ""), LOCK).locked


def test_a_flag_is_about_something_there_is_and_raised_and_answered_once():
    state = under()
    flag = c.RaiseFlag("f1", "说明", "centre", "present", "e1")

    for wrong in (replace(flag, track="no"), replace(flag, round="no"), replace(flag, entrant="no")):
        assert refusal(state, wrong).reason is Reason.UNKNOWN
    raised = after(state, flag)
    assert refusal(raised, flag).reason is Reason.ALREADY
    answered = after(raised, c.AnswerFlag("f1", "已处理"))
    assert refusal(answered, c.AnswerFlag("f1", "再答")).reason is Reason.ALREADY
    assert refusal(state, c.AnswerFlag("f1", "没有")).reason is Reason.UNKNOWN


# In the middle of a day


@pytest.mark.parametrize(
    "less", [{"countersign": ()}, {"sign_rules": False}, {"countersign": (Act.LOCK, Act.START)}], ids=str
)
def test_nobody_lifts_the_oversight_once_somebody_was_called(less):
    state = under(Act.LOCK, sign_rules=True)
    state = after(state, c.SignRules(rules_digest(state.rulebook), RIGHT))
    asked = c.SetRules(replace(state.rulebook, **less))

    assert after(state, asked)
    assert refusal(after(state, CALL), asked).reason is Reason.BEGUN


def test_rules_that_are_changed_in_the_middle_of_a_day_are_signed_before_the_next_is_called():
    state = under(sign_rules=True)
    state = after(after(state, c.SignRules(rules_digest(state.rulebook), RIGHT)), CALL)
    state = day.revealed(after(state, c.OpenMarking(on("e1"))))
    following = c.CallEntrant(on("e2"))
    assert after(state, following)

    state = after(state, c.SetRules(replace(state.rulebook, name="改了")))

    assert "或签字之后改过：请组织者用 PIN 在规则上签字" in refusal(state, following).detail
    assert after(after(state, c.SignRules(rules_digest(state.rulebook), RIGHT)), following)
