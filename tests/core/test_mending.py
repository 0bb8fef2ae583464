"""Misprints: other words for the same thing, at any time; no number, id or order changes."""

import random

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.correction.record import Text
from judging.core.marking.turns import announced
from judging.core.publication.ranked import ranking
from judging.core.refused import Reason
from judging.core.setup.prepared import Assignment
from judging.core.signing.digests import rules_digest
from judging.core.signing.things import start_of
from judging.printouts.corrections import rules_mended
from tests import corrected_day, day
from tests.day import after, on, refusal, view


@pytest.fixture(scope="module")
def locked():
    return corrected_day.locked()


ENTRANT = c.MendText(Text.ENTRANT, "甲街道受理中心", "证书上是全称", "centre", target="e1")
JUDGE = c.MendText(Text.JUDGE, "评委壹", "错字", target="J1")
CRITERION = c.MendText(Text.CRITERION, "汇报内容", "错字", "centre", "present", "content")
ALL = (
    ENTRANT,
    JUDGE,
    CRITERION,
    c.MendText(Text.ROUND, "汇报展示", "错字", "centre", "present"),
    c.MendText(Text.TRACK, "受理组", "错字", "centre"),
    c.MendText(Text.COMPETITION, "测试比赛", "错字"),
    c.MendText(Text.ORGANISER, "承办方", "错字"),
)


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.of)
def test_a_misprint_is_put_right_after_the_lock(locked, asked):
    state = after(locked, asked)

    assert state.mended[-1].new == asked.text
    assert state.locked == locked.locked == {"centre": ranking(state, "centre")}
    assert after(state, asked) == state


def test_the_new_name_stands_on_every_page(locked):
    state = after(locked, ENTRANT)

    assert "甲街道受理中心" in str(view(state, "order/main"))
    assert "甲街道中心" not in str(view(state, "order/main")) + str(view(state, "console/main").stage)


def test_what_was_announced_reads_as_the_same_marks_would_now():
    state = day.revealed(day.marking())
    for asked in (ENTRANT, JUDGE, CRITERION):
        state = after(state, asked)

    told = state.performance(on("e1")).announced
    assert told == announced(state, on("e1"))
    assert told.marks[0].name == "评委壹"
    assert "甲街道受理中心最后得分" in told.spoken


def test_a_name_that_is_mended_before_the_reveal_is_read_out_right():
    state = after(day.marked(day.marking()), c.CloseMarking(on("e1")))
    state = after(after(state, ENTRANT), c.RevealScore(on("e1")))

    assert "甲街道受理中心最后得分" in state.performance(on("e1")).announced.spoken


def test_who_comes_when_stays_with_another_name_and_district():
    state = day.ready()
    mended = after(state, c.MendText(Text.DISTRICT, "东城区", "错字", "centre", target="e1"))

    assert mended.orders == state.orders
    assert mended.entrants["centre"]["e1"].district == "东城区"


def test_a_district_stands_once_the_result_is_locked(locked):
    asked = c.MendText(Text.DISTRICT, "东城区", "错字", "centre", target="e1")

    refused = refusal(locked, asked)

    assert refused.reason is Reason.LOCKED
    assert "名额" in refused.detail


def test_a_district_stands_once_lots_were_drawn_by_it():
    state = replace(day.ready(), assignments={("centre", "present"): Assignment({"e1": "A"}, seed="种子")})

    asked = c.MendText(Text.DISTRICT, "东城区", "错字", "centre", target="e1")

    assert refusal(state, asked).reason is Reason.BEGUN


def test_who_signed_the_rules_signed_them_with_a_misprint_put_right_too(locked):
    state = after(locked, CRITERION)

    assert rules_digest(state.agreed_rules) == rules_digest(locked.agreed_rules)
    assert rules_digest(state.rulebook) != rules_digest(locked.rulebook)
    assert start_of(state, "centre").digest == start_of(locked, "centre").digest
    [line] = rules_mended(state)
    assert "原为“内容”，现为“汇报内容”" in line
    assert "校验值不变" in line


def test_two_entrants_of_one_district_have_not_one_name():
    entrants = tuple(replace(each, district="东区") for each in day.ENTRANTS)
    state = after(day.ready(), c.SetEntrants("centre", entrants))

    assert refusal(state, replace(ENTRANT, text="乙镇中心")).reason is Reason.MALFORMED


@pytest.mark.parametrize(
    "asked",
    [
        replace(ENTRANT, target="e9"),
        replace(ENTRANT, track="other"),
        replace(JUDGE, target="J9"),
        replace(CRITERION, target="none"),
        replace(CRITERION, round="none"),
        c.MendText(Text.ROUND, "汇报展示", "错字", "centre", "none"),
    ],
    ids=str,
)
def test_of_what_is_not_there_nothing_is_mended(locked, asked):
    assert refusal(locked, asked).reason is Reason.UNKNOWN


@pytest.mark.parametrize("change", [{"text": " "}, {"reason": ""}, {"text": "很" * 61}])
def test_a_text_and_a_reason_are_needed(locked, change):
    assert refusal(locked, replace(ENTRANT, **change)).reason is Reason.MALFORMED


def test_the_rules_that_were_agreed_on_are_kept_beside_the_mended_words(locked):
    state = after(after(locked, CRITERION), replace(CRITERION, text="内容与材料"))

    assert state.rules_as_set == locked.rules
    assert state.round("centre", "present").criteria[0].name == "内容与材料"
    assert locked.rules_as_set is None


@pytest.mark.parametrize("seed", range(8))
def test_mended_texts_change_no_number(locked, seed):
    chance, state = random.Random(seed), locked
    for n in range(6):
        asked = chance.choice(ALL)
        state = after(state, replace(asked, text=f"{asked.text}{chance.randint(0, 2)}{n}"))

    def numbers(of):
        return [
            (id, found.announced.score, found.announced.raw, [m.total for m in found.announced.marks])
            for id, found in of.performances.items()
        ]

    assert numbers(state) == numbers(locked)
    assert state.locked == locked.locked == {"centre": ranking(state, "centre")}
    assert (state.orders, state.tie_orders, state.standings) == (
        locked.orders,
        locked.tie_orders,
        locked.standings,
    )
    assert {id: announced(state, id) for id in state.performances} == {
        id: found.announced for id, found in state.performances.items()
    }
