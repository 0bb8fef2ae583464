"""获奖名单 on guests' phones: nobody before the own moment on the screen."""

import msgspec

from judging.core import commands as c
from judging.core.appeals.publicity import AwardPhase
from judging.core.honours.decision import Verdict
from judging.core.state import State
from tests import ceremony_day as day
from tests.day import after, view
from tests.honours_day import decision

TODAY = "2026-11-20T06:03:22.000Z"


def page(state: State) -> str:
    return msgspec.json.encode(view(state, "results")).decode()


def opened() -> State:
    return after(day.begun(), c.OpenResults())


def test_each_name_comes_to_phones_at_its_moment_and_never_before():
    state = opened()
    order = day.coming_out(state)
    before = page(state)

    while state.ceremonies["main"].next:
        state = day.forward(state)
        told, text = set(state.announced), page(state)
        for honour in order:
            name = next(day.words_of(state, honour))
            assert (name in text) == (honour in told), honour
        if not told:
            assert text == before

    assert len(state.announced) == 16 + 55


def test_the_list_begins_with_the_highest_and_going_back_takes_nobody_from_it():
    state = day.to_honoured(opened(), 3)
    while state.ceremonies["main"].next:
        state = day.forward(state)
    first, second = view(state, "results").awards

    assert [honour.level for honour in first.honours] == ["一等奖"] * 2 + ["二等奖"] * 4 + ["三等奖"] * 10
    assert first.honours[0].name == "受奖centre01号"
    assert len(second.honours) == 55
    assert view(day.back(state), "results").awards == (first, second)
    row = next(row for row in view(state, "results").tracks[0].rows if row.name == "受奖centre01号")
    assert [(own.level, own.title) for own in row.honours] == [("一等奖", "金牌瀛洲店小二")]


def test_a_closed_page_names_nobody_whatever_the_screen_has_shown():
    state = day.to_honoured(day.begun(), 6)

    assert view(state, "results").awards == ()
    assert "受奖" not in page(state)


def test_a_list_that_is_made_public_is_told_whole_until_another_one_stands():
    state = after(day.decided_state(), c.OpenResults())
    assert view(state, "results").awards == ()

    state = after(state, c.StartPublicity(day.GROUP), at=TODAY)

    [told] = view(state, "results").awards
    assert (told.phase, len(told.honours)) == (AwardPhase.PUBLISHED, 16)
    assert told.last_day == state.publicities[day.GROUP].days[-1].date
    overtaken = after(state, c.WithdrawDecision(day.GROUP, "名单有误"))
    assert view(overtaken, "results").awards == ()
    vetoed = {state.decisions[day.GROUP][0].rulings[-1].honour.entrant: (Verdict.VETOED, "重复获奖")}
    another = after(overtaken, decision(overtaken, day.GROUP, **vetoed))
    assert view(another, "results").awards == ()
