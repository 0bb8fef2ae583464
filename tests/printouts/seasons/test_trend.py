"""The line over the months: what is missing is a gap, and nothing is drawn that nobody measured."""

import re
from fractions import Fraction

import pytest

from judging.printouts.seasons.trend import HEIGHT, LEFT, NARROW, WIDTH, Point, scale, trend


def points(*values, **known):
    return [
        Point(f"{n}月", None if value is None else Fraction(value), **known)
        for n, value in enumerate(values, 1)
    ]


def corners(svg):
    """Of each line through the months."""
    runs = re.findall(r'class="line" d="M([^"]+)"', svg)
    return [[tuple(map(int, corner.split())) for corner in run.split("L")] for run in runs]


def dots(svg):
    found = re.findall(r'<circle class="(\w+)" cx="(\d+)" cy="(\d+)"', svg)
    return [(look, int(x), int(y)) for look, x, y in found]


def said(svg):
    return re.findall(r">([^<]+)</text>", svg)


def test_a_missing_month_breaks_the_line_and_gets_no_dot():
    svg = trend([*points(90, 80), Point("3月", None, why="缺"), *points(70, 75)], "评委一")

    assert [len(run) for run in corners(svg)] == [2, 2]
    assert len(dots(svg)) == 4
    assert "缺" in said(svg)
    assert "0" not in said(svg), "nothing was measured as 0"


def test_the_months_are_equally_far_apart_also_across_a_gap():
    svg = trend(points(1, 2, None, 4, 5), "")

    across = [x for _, x, _ in dots(svg)]
    step = across[1] - across[0]
    wanted = [across[0] + n * step for n in (0, 1, 3, 4)]
    assert all(abs(x - there) <= 2 for x, there in zip(across, wanted, strict=True))  # fifths of a millimetre


def test_more_is_higher_and_of_places_the_first_is_highest():
    (_, _, low), (_, _, high) = dots(trend(points(70, 90), ""))
    (_, _, second), (_, _, first) = dots(trend(points(2, 1), "", falls=True))

    assert high < low
    assert first < second


def test_equal_values_are_equally_high_and_halfway_is_halfway():
    heights = [y for _, _, y in dots(trend(points(10, 15, 20, 10), ""))]

    assert heights[0] == heights[3]
    assert 2 * heights[1] == heights[0] + heights[2]


def test_what_does_not_count_is_a_hollow_dot():
    svg = trend([Point("1月", Fraction(9)), Point("2月", Fraction(3), counts=False)], "")

    assert [look for look, _, _ in dots(svg)] == ["counts", "left"]


def test_without_any_value_there_is_no_drawing():
    assert trend([Point("1月", None, why="缺")], "") == ""


@pytest.mark.parametrize("count", [1, 2, 12, 52])
def test_everything_stands_within_the_drawing(count):
    svg = trend(points(*(Fraction(n * 7 % 100, 3) for n in range(count))), "")

    assert len(dots(svg)) == count
    assert all(LEFT < x < WIDTH and 0 < y < HEIGHT for _, x, y in dots(svg))


@pytest.mark.parametrize("count", [1, 2, 6])
def test_a_narrow_drawing_holds_a_few_months(count):
    svg = trend(points(*range(count)), "", width=NARROW)

    assert f'viewBox="0 0 {NARROW} {HEIGHT}"' in svg
    assert all(LEFT < x < NARROW for _, x, _ in dots(svg))


def test_of_fifty_two_weeks_only_as_many_are_labelled_as_there_is_room_for():
    svg = trend([Point(f"第{n}周", Fraction(80 + n % 7)) for n in range(1, 53)], "")

    labels = [label for label in said(svg) if label.startswith("第")]
    assert 5 < len(labels) < 18
    assert labels[0] == "第1周"


def test_a_long_label_is_cut_and_says_so():
    assert "三月综合窗…" in said(trend([Point("三月综合窗口实操比武第一场", Fraction(1))], ""))


def test_a_name_is_text_and_never_a_tag():
    svg = trend([Point("<b>", Fraction(1))], '"><script>')

    assert "<b>" not in svg
    assert "<script>" not in svg


@pytest.mark.parametrize(
    ("values", "falls", "lines"),
    [
        ([90, 80, 70], False, [70, 75, 80, 85, 90]),
        ([50], False, [50, 51]),
        ([0, 1000000], False, [0, 500000, 1000000]),
        ([1, 1], True, [1, 2]),
        ([3, 1, 2], True, [1, 2, 3]),
        ([1, 18], True, [1, 5, 10, 15, 20]),
    ],
)
def test_the_lines_across_are_round_numbers_around_the_values(values, falls, lines):
    assert list(scale([Fraction(value) for value in values], falls=falls).lines) == lines
