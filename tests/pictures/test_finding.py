"""Whose picture a file is, by its name."""

import pytest

from judging.core.people.taking_part import Entrant
from judging.core.pictures.picture import Use
from judging.pictures.finding import meant

ENTRANTS = (
    Entrant("e1", "选手01", photo="IMG_1234.JPG"),
    Entrant("e2", "选手02", number="A-07"),
    Entrant("e3", "示例街道中心"),
    Entrant("e4", "选手04", unit="甲"),
    Entrant("e5", "选手04", unit="乙"),
)


@pytest.mark.parametrize(
    ("file", "use", "found"),
    [
        ("img_1234.jpg", Use.PHOTO, ["e1"]),
        ("IMG_1234.png", Use.PHOTO, ["e1"]),
        ("E2.jpg", Use.PHOTO, ["e2"]),
        ("a-07.jpeg", Use.PHOTO, ["e2"]),
        ("示例街道中心.png", Use.PHOTO, ["e3"]),
        ("示例街道中心-团队照.png", Use.TEAM, ["e3"]),
        ("e3 team.jpg", Use.TEAM, ["e3"]),
        ("选手04.jpg", Use.PHOTO, ["e4", "e5"]),
        ("风景.jpg", Use.PHOTO, []),
        (".jpg", Use.PHOTO, []),
        ("团队照.jpg", Use.PHOTO, []),
    ],
)
def test_a_name_tells_whose_it_is_or_does_not(file, use, found):
    assert meant(file, ENTRANTS) == (use, tuple(each for each in ENTRANTS if each.id in found))
