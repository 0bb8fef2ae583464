"""What a plan asks of those who enter is checked wherever a roster comes in, and before the first call."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.rulebook import Rulebook
from judging.core.setup.roster_checks import Violation, violations
from judging.core.state import State
from judging.views.readiness import Beside, readiness
from tests import day
from tests.core.changes import BACK, FRONT, RULES
from tests.day import after, on, refusal

CAPS = {"浦东新区": 2, "黄浦区": 1}


def rules(one_track: bool = False, back: Mapping[str, Any] = {}, **rule: Any) -> Rulebook:
    """Those of two tracks of one award; *rule* is asked of the first."""
    front = replace(FRONT, roster=RosterRule(**rule))
    return replace(RULES, tracks=(front, replace(BACK, roster=RosterRule(**back))), one_track=one_track)


def people(count: int, **known: Any) -> tuple[Entrant, ...]:
    return tuple(Entrant(f"e{n}", f"选手{n:02}", **known) for n in range(count))


def said(found: tuple[Violation, ...]) -> list[str]:
    return [f"{each.what}，{each.remedy}" for each in found]


@pytest.mark.parametrize(
    ("rule", "entrant", "field", "told"),
    [
        ({"districts": CAPS}, Entrant("a", "甲", "浦冬新区"), "district", "最接近的是“浦东新区”"),
        ({"years": Decimal(2)}, Entrant("a", "甲", years="1.5"), "years", "在岗 1.5 年，不满 2 年"),
        ({"team": 3}, Entrant("a", "甲", team=2), "team", "只有 2 人，不足 3 人"),
        ({"classes": ("社保", "民政")}, Entrant("a", "甲", window_class="社宝"), "window_class", "社保"),
    ],
)
def test_what_is_wrong_of_an_entrant_is_named_with_its_field(rule, entrant, field, told):
    [found] = violations(rules(**rule), "front", (entrant,))

    assert (found.entrant, found.field, found.is_missing) == ("a", field, False)
    assert told in said((found,))[0]


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"districts": CAPS}, "district"),
        ({"years": Decimal(2)}, "years"),
        ({"team": 3}, "team"),
        ({"leader": True}, "leader"),
        ({"classes": ("社保",)}, "window_class"),
    ],
)
def test_what_is_not_yet_known_of_an_entrant_is_missing(rule, field):
    [found] = violations(rules(**rule), "front", (Entrant("a", "甲"),))

    assert (found.entrant, found.field, found.is_missing) == ("a", field, True)


def test_an_entrant_as_the_rules_ask_has_nothing_against_it():
    asked = rules(districts=CAPS, years=Decimal(2), team=3, leader=True, classes=("社保",))
    entrant = Entrant("a", "甲", "浦东", years="2", team=3, leader="负责人甲", window_class="社保")

    assert violations(asked, "front", (entrant,)) == ()


@pytest.mark.parametrize(("count", "is_missing"), [(23, True), (25, False)])
def test_exactly_so_many_are_neither_fewer_nor_more(count, is_missing):
    [found] = violations(rules(exactly=24), "front", people(count))

    assert found.is_missing is is_missing
    assert violations(rules(exactly=24), "front", people(24)) == ()


def test_no_district_sends_more_than_its_places():
    entrants = people(3, district="浦东新区")

    assert said(violations(rules(districts=CAPS), "front", entrants)) == [
        "一线组浦东新区有 3 个，名额 2 个，请删去 1 个"
    ]
    assert violations(rules(districts=CAPS), "front", entrants[:2]) == ()


def test_tracks_of_one_award_are_counted_together_where_the_rules_say_so():
    here, there = people(2, district="浦东新区"), {"back": people(1, district="浦东新区")}

    apart = violations(rules(most=2, districts=CAPS), "front", here, there)
    pooled = violations(rules(most=2, districts=CAPS, pooled=True), "front", here, there)

    assert apart == ()
    assert len(pooled) == 2
    assert all("与同奖项的组别合计" in each for each in said(pooled))


def test_tracks_without_an_award_are_never_counted_together():
    without = rules(most=2, pooled=True)
    without = replace(without, tracks=tuple(replace(track, pool=None) for track in without.tracks))

    assert violations(without, "front", people(2), {"back": people(1)}) == ()


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        (Entrant("a", "甲", number="0017"), Entrant("b", "乙", number="0017"), True),
        (Entrant("a", "甲", unit="一中心"), Entrant("b", "甲", unit="一中心"), True),
        (Entrant("a", "甲", unit="一中心"), Entrant("b", "甲", unit="二中心"), False),
        (Entrant("a", "甲"), Entrant("b", "甲"), False),
        (Entrant("a", "甲", unit="一", number="1"), Entrant("b", "乙", unit="二", number="1"), False),
    ],
)
def test_the_same_person_enters_one_track_only(here, there, same):
    found = violations(rules(one_track=True), "front", (here,), {"back": (there,)})

    assert ["后台组已经报名" in each for each in said(found)] == [True] * same
    assert violations(rules(), "front", (here,), {"back": (there,)}) == ()


def asking(rehearsal: bool = False, **rule: Any) -> State:
    """Everything is set up for three entrants, and then the rules ask this of them."""
    state = replace(day.ready(), rehearsal=rehearsal)
    track = replace(state.track("centre"), roster=RosterRule(**rule))
    return after(state, c.SetRules(replace(state.rulebook, tracks=(track,))))


def test_a_roster_with_something_wrong_is_refused_as_a_whole():
    state = asking(districts=CAPS)
    wrong = c.SetEntrants("centre", (Entrant("a", "甲", "浦冬新区"), Entrant("b", "乙", "徐汇区")))

    refused = refusal(state, wrong)

    assert refused.reason is Reason.MALFORMED
    assert "名单有 2 处不合报名要求；第一处：甲的“浦冬新区”" in str(refused.detail)


def test_who_waits_for_a_place_has_to_agree_with_the_rules_too():
    state = asking(years=Decimal(2))

    assert "不满 2 年" in str(
        refusal(state, c.SetEntrants("centre", (), (Entrant("r", "候补", years="1"),))).detail
    )


def test_who_comes_late_has_to_agree_with_the_rules_too():
    late = c.WalkOn("centre", Entrant("w", "补", years="1"), "通知", "见证人")

    assert "不满 2 年" in str(refusal(asking(years=Decimal(2)), late).detail)


def test_a_competition_does_not_begin_with_a_wrong_roster():
    asked = rules(districts=CAPS)
    entrants = {"front": people(3, district="浦东新区")}

    assert "名额 2 个" in str(refusal(State(), c.CreateCompetition(asked, entrants)).detail)
    assert after(State(), c.CreateCompetition(asked, entrants, rehearsal=True)).rehearsal


def test_a_roster_that_grows_may_be_short_until_the_first_call():
    state = after(asking(exactly=4), c.SetEntrants("centre", day.ENTRANTS))

    refused = refusal(state, c.CallEntrant(on("e1")))

    assert refused.reason is Reason.INCOMPLETE
    assert "只有 3 个，须恰好 4 个，请补上 1 个" in str(refused.detail)
    [line] = [line for line in readiness(state, Beside()).lines if line.at == "/setup#entrants"]
    assert line.blocks
    assert "只有 3 个" in str(line.text)


def test_who_is_ill_on_the_day_does_not_keep_the_others_from_being_called():
    state = after(asking(exactly=3), c.SetStatus("centre", "e3", "withdrawn", "生病"))

    after(state, c.CallEntrant(on("e1")))


def test_who_took_a_place_is_counted_in_it():
    entrants = day.ENTRANTS
    state = after(asking(exactly=3), c.SetEntrants("centre", entrants, (Entrant("r", "候补", "东区"),)))

    state = after(state, c.ReplaceEntrant("centre", "e1", "来函", "见证人"))

    after(state, c.CallEntrant(on("e2")))


def test_a_rehearsal_is_asked_for_nothing():
    state = asking(rehearsal=True, exactly=24, years=Decimal(2))

    after(state, c.CallEntrant(on("e1")))


def test_once_somebody_was_judged_the_roster_keeps_nobody_waiting():
    state = day.marking()
    track = replace(state.track("centre"), roster=RosterRule(exactly=24))
    begun = replace(state, rules=replace(state.rulebook, tracks=(track,)))

    assert "名单" not in str(refusal(begun, c.CallEntrant(on("e2"))).detail)


def test_who_takes_part_no_more_is_asked_for_nothing():
    entrants = tuple(replace(each, years="3" if each.id != "e1" else "") for each in day.ENTRANTS)
    state = asking(years=Decimal(2))
    listed = after(state, c.SetEntrants("centre", entrants, (Entrant("r", "候补", "东区", years="3"),)))
    assert "没有写在岗年限" in str(refusal(listed, c.CallEntrant(on("e2"))).detail)

    replaced = after(listed, c.ReplaceEntrant("centre", "e1", "来函", "见证人"))
    withdrawn = after(listed, c.SetStatus("centre", "e1", "withdrawn", "来函"))

    after(replaced, c.CallEntrant(on("e2")))
    after(withdrawn, c.CallEntrant(on("e2")))
