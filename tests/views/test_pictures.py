"""Who is told a picture's address: whoever is told whom it shows, and no sooner."""

import pytest

from judging.codec import encode
from judging.core import commands as c
from judging.core.hall.air import Scene
from judging.core.pictures.picture import Format, Picture, Use
from judging.core.pictures.picturing import NewPicture
from judging.core.state import State
from tests import day
from tests.day import after, on, view


def picture(of: str) -> Picture:
    return Picture(Format.JPEG, 3, 4, of.encode(), f"{of}.jpg")


def pictured() -> State:
    """Everybody, the logo and the background."""
    photos = tuple(NewPicture(Use.PHOTO, picture(each.id), "centre", each.id) for each in day.ENTRANTS)
    whole = tuple(NewPicture(use, picture(use)) for use in (Use.LOGO, Use.BACKGROUND))
    return after(day.ready(), c.SetPictures((*photos, *whole)))


def hashes(state: State) -> dict[str, str]:
    return {key.entrant or str(key.use): each.hash for key, each in state.pictures.items()}


def told(state: State, topic: str) -> set[str]:
    """Whose pictures *topic* is told of: ids of entrants, and uses."""
    frame = encode(view(state, topic)).decode()
    return {whose for whose, hash in hashes(state).items() if hash in frame}


def with_screen(state: State, scene: Scene | None) -> State:
    state = after(state, c.AdmitScreen(1, "a" * 64, "正屏"))
    return after(state, c.AssignScreen(1, "正屏", pinned=scene))


WHOLE = {"logo", "background"}


@pytest.mark.parametrize("scene", Scene)
def test_before_the_call_a_screen_knows_nobody(scene: Scene):
    assert told(with_screen(pictured(), scene), "screen/1") == WHOLE


def test_a_judge_knows_nobody_before_the_call_and_then_whom_to_mark():
    state = pictured()
    assert told(state, "judge/J1") == set()

    called = after(state, c.CallEntrant(on("e1")))

    assert told(called, "judge/J1") == {"e1"}


def test_the_emcee_knows_who_comes_next_and_then_who_is_on():
    state = pictured()
    assert told(state, "emcee/main") == {"e1"}

    called = after(state, c.CallEntrant(on("e1")))

    assert told(called, "emcee/main") == {"e1"}


def test_beside_a_ranking_that_is_read_stands_nobody_who_is_only_coming():
    marking = day.played(pictured(), (c.CallEntrant(on("e1")), c.OpenMarking(on("e1"))))
    published = after(day.revealed(marking), day.publish())

    assert view(published, "emcee/main").coming
    assert told(published, "emcee/main") == set()


def test_on_the_wall_stands_who_is_called_and_nobody_else():
    called = after(with_screen(pictured(), None), c.CallEntrant(on("e1")))

    assert told(called, "screen/1") == {*WHOLE, "e1"}


def test_a_ranking_shows_no_picture():
    """Nobody is to be told by a picture who is about to be named."""
    state = with_screen(after(pictured(), c.CallEntrant(on("e1"))), Scene.RANKING)

    assert told(state, "screen/1") <= WHOLE
