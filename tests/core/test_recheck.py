from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from judging.core import panel, ties
from judging.core.panel import Reducer
from judging.core.ranking import track_result
from judging.core.recheck import recheck
from judging.core.results import Day
from tests.core.made import judged, track, turn
from tests.core.strategies import days, tracks


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_the_two_engines_agree_on_everything(data):
    track = data.draw(tracks())
    day = data.draw(days(track))

    result = track_result(track, day)

    assert recheck(track, day, result) == ()


TRACK = track(judged(), ties=("highest:present", "share"))
DAY = Day(
    entrants=("选手01", "选手02"),
    turns={("present", "选手01"): turn("80", "90", "91"), ("present", "选手02"): turn("70", "80", "95")},
)
RESULT = track_result(TRACK, DAY)


def changed(first_of, **changes):
    rows = getattr(RESULT, first_of)
    return replace(RESULT, **{first_of: (replace(rows[0], **changes), *rows[1:])})


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (changed("scores", score=Decimal("90.01")), "最后得分"),
        (changed("scores", score=Decimal("90.0")), "最后得分"),
        (changed("scores", raw=Decimal("90.01")), "原始得分"),
        (changed("scores", announced=Decimal("89.99")), "现场得分"),
        (changed("scores", coefficient=Decimal("1.000")), "折算系数"),
        (changed("standings", composite=Decimal("90.01")), "综合成绩"),
        (changed("standings", place=2), "名次"),
        (changed("standings", place=None), "名次"),
    ],
)
def test_a_wrong_number_is_found_and_both_are_shown(wrong, what):
    (found,) = recheck(TRACK, DAY, wrong)

    assert (found.entrant, found.what) == ("选手01", what)
    assert found.first != found.second
    assert "核分过程：" in found.text


def test_what_only_one_engine_has_is_a_disagreement():
    less = replace(RESULT, scores=RESULT.scores[1:], standings=RESULT.standings[:1])

    found = recheck(TRACK, DAY, less)

    assert {(d.entrant, d.what, d.first) for d in found} == {
        ("选手01", "原始得分", "无"),
        ("选手01", "现场得分", "无"),
        ("选手01", "最后得分", "无"),
        ("选手02", "综合成绩", "无"),
        ("选手02", "名次", "无"),
    }


def test_a_score_for_the_withdrawn_is_a_disagreement():
    found = recheck(TRACK, replace(DAY, statuses={"选手02": "withdrawn"}), RESULT)

    assert {d.entrant for d in found} == {"选手02"}


def test_a_disagreement_reads_as_a_sentence():
    (found,) = recheck(TRACK, DAY, changed("scores", score=Decimal("90.01")))

    assert found.text == (
        "选手01（present）最后得分：系统 90.01，核分 90.00；"
        "核分过程：各表 80、90、91；合成 90；取位 90.00；扣分后 90.00"
    )


def test_an_aggregation_and_a_tie_step_are_one_function_and_one_line(monkeypatch):
    monkeypatch.setitem(panel.REDUCERS, "best", Reducer(lambda kept: panel.total(kept[-1:]), "取最高"))
    monkeypatch.setitem(
        ties.TIE_STEPS, "first", lambda round, turn, score, _: panel.total(turn.sheets[0].marks)
    )
    best = track(judged(reduce="best"), ties=("first:present", "share"))
    tied = {("present", "选手01"): turn("10", "80"), ("present", "选手02"): turn("20", "80")}

    result = track_result(best, replace(DAY, turns=tied))

    assert [(s.entrant, str(s.composite), s.broken_by) for s in result.standings] == [
        ("选手02", "80.00", "first:present"),
        ("选手01", "80.00", "first:present"),
    ]
    assert recheck(best, replace(DAY, turns=tied), result) == ()
