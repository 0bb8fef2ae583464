from decimal import Decimal
from fractions import Fraction

import pytest

from judging.core.scoring.day import Day
from judging.core.scoring.equalise import coefficient, coefficients
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Equalise
from tests.core.made import in_words, judged, track, turn


def panels(**announced):
    return {panel: [Decimal(score) for score in scores.split()] for panel, scores in announced.items()}


@pytest.mark.parametrize(("own", "expected"), [("68.52", "1.065"), ("72.15", "1.012"), ("78.26", "0.933")])
def test_a_coefficient_is_the_common_mean_over_the_panels_own(own, expected):
    assert str(coefficient(Fraction("72.98"), Fraction(own), 3)) == expected


def test_the_common_mean_is_that_of_all_entrants_or_that_of_the_panels():
    announced = panels(A="80 90 100", B="60")

    of_all = coefficients(judged(equalise=Equalise.COEFFICIENT), announced)
    of_panels = coefficients(judged(equalise=Equalise.MEAN_OF_MEANS), announced)

    assert {panel: str(c) for panel, c in of_all.items()} == {"A": "0.917", "B": "1.375"}
    assert {panel: str(c) for panel, c in of_panels.items()} == {"A": "0.833", "B": "1.250"}


def test_means_are_exact_unless_the_rules_round_them():
    announced = panels(A="1 1 2", B="1")
    exact = judged(equalise=Equalise.MEAN_OF_MEANS)
    rounded_means = judged(equalise=Equalise.MEAN_OF_MEANS, mean_places=0)

    assert str(coefficients(exact, announced)["A"]) == "0.875"  # (4/3 + 1) ÷ 2 ÷ 4/3
    assert str(coefficients(rounded_means, announced)["A"]) == "1.000"


def test_a_panel_that_gave_only_noughts_keeps_its_scores():
    announced = panels(A="0 0", B="80")

    assert str(coefficients(judged(equalise=Equalise.COEFFICIENT), announced)["A"]) == "1.000"


ROUND = judged(panels=("A", "B"), equalise=Equalise.COEFFICIENT)


def day(turns, **changes):
    return Day(
        entrants=tuple(turns),
        turns={("present", entrant): turn for entrant, turn in turns.items()},
        **changes,
    )


def test_announced_and_equalised_scores_are_both_kept():
    turns = {
        "选手01": turn("80", panel="A"),
        "选手02": turn("90", panel="A"),
        "选手03": turn("75", panel="B"),
    }

    scores = track_result(track(ROUND), day(turns)).scores

    assert [str(s.announced) for s in scores] == ["80.00", "90.00", "75.00"]
    assert [str(s.coefficient) for s in scores] == ["0.961", "0.961", "1.089"]
    assert [str(s.score) for s in scores] == ["76.88", "86.49", "81.68"]  # 75 × 1.089 = 81.675


def test_the_withdrawn_do_not_enter_the_means():
    turns = {
        "选手01": turn("80", panel="A"),
        "选手02": turn("40", panel="A"),
        "选手03": turn("80", panel="B"),
    }

    result = track_result(track(ROUND), day(turns, statuses={"选手02": "withdrawn"}))

    assert [str(s.coefficient) for s in result.scores] == ["1.000", "1.000"]
    assert result.unranked == (("选手02", "withdrawn"),)


def test_as_long_as_one_is_held_all_are():
    turns = {"选手01": turn("80", panel="A"), "选手02": turn("missing", panel="B")}

    result = track_result(track(ROUND), day(turns))

    assert result.scores == ()
    assert tuple(map(in_words, result.held)) == (
        ("选手01", "present", "equalise", "选手02 尚无得分，各评委组的得分暂不能折算"),
        ("选手02", "present", "missing", "J1 未提交"),
    )


def test_a_withdrawn_one_holds_nobody():
    turns = {"选手01": turn("80", panel="A"), "选手02": turn("missing", panel="B")}

    result = track_result(track(ROUND), day(turns, statuses={"选手02": "withdrawn"}))

    assert result.held == ()


@pytest.mark.parametrize("equalise", [Equalise.COEFFICIENT, Equalise.MEAN_OF_MEANS])
def test_where_everybody_withdrew_there_is_nothing_to_compare(equalise):
    rules = track(judged(panels=("A",), equalise=equalise))
    gone = day({"选手01": turn("80", panel="A")}, statuses={"选手01": "withdrawn"})

    result = track_result(rules, gone)

    assert result.scores == ()
