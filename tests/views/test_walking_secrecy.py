"""走场: whatever is closed and told in which order, nobody is told a number before its reveal."""

import re
from itertools import permutations

import pytest

from judging.core import commands as c
from judging.core.hall.air import Scene
from judging.core.hall.performance import PerformanceId
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.scoring.spoken import spoken
from judging.core.state import State
from tests import halls, walking_halls
from tests.core.seen_in_halls import everything, own_marks, public_pages, scores, unrevealed
from tests.day import after, played, view
from tests.walking_halls import paired, walker

NUMBER = re.compile(r"\d+\.\d+")
THREE = (walker(0), walker(2), walker(4))  # in hall A
ORDERS = [tuple(order) for order in permutations(THREE)]
REVEALS = {
    "one by one": lambda ids: tuple(c.RevealScore(id) for id in ids),
    "two and one": lambda ids: (c.RevealTogether(ids[:2], "A"), c.RevealScore(ids[2])),
    "together": lambda ids: (c.RevealTogether(ids, "A"),),
}


def screens() -> list[c.Command]:
    """One in A for each scene, pinned to it."""
    pinned = [c.AssignScreen(n, f"屏{n}", scene, "A") for n, scene in enumerate(Scene, 4)]
    return [
        *(c.AdmitScreen(each.number, f"screen{each.number}", each.name, hall="A") for each in pinned),
        *pinned,
    ]


def at_windows(*ids: PerformanceId) -> State:
    """These may be marked, each at a window of its own."""
    state = played(walking_halls.ready(), (*screens(), c.SetHalls(walking_halls.named({"A": 3}))))
    for window, id in enumerate(ids, 1):
        state = played(state, (c.CallEntrant(id, window), c.OpenMarking(id)))
    return state


def marked(state: State, id: PerformanceId) -> State:
    """By all who judge it, with numbers that no other has."""
    n = int(id.entrant[-1])
    for place, judge in enumerate(state.panel(id)):
        sheet = halls.sheet(id, f"{71 + n}.{place + 1}{n + 3}79")
        state = after(state, sheet, acting(Duty.JUDGE, judge.id))
    keeps_secrets(state)
    return state


def keeps_secrets(state: State) -> None:
    secret = unrevealed(state)
    for name, page in public_pages(state):
        kind, _, who = name.partition("/")
        here = everything(state) - own_marks(state, who) if kind == "judge" else secret
        text = page.decode()
        assert not here & set(NUMBER.findall(text)), name
        assert not [number for number in here if spoken(number) in text], name


def followed(state: State, *commands: c.Command) -> State:
    for command in commands:
        state = after(state, command)
        keeps_secrets(state)
    return state


@pytest.mark.parametrize("closing", ORDERS, ids=lambda order: "".join(id.entrant[-1] for id in order))
@pytest.mark.parametrize("how", REVEALS)
def test_no_number_is_told_before_its_reveal(closing, how):
    state = at_windows(*THREE)
    for id in THREE:
        state = marked(state, id)

    state = followed(state, *(c.CloseMarking(id) for id in closing))
    state = followed(state, *REVEALS[how](closing[::-1]))
    state = followed(state, *(c.StepBack(id, "核对") for id in closing))

    assert {row for id in THREE for row in scores(state, id)} <= unrevealed(state)


def test_what_is_taken_back_out_of_a_list_is_told_by_no_page():
    state = at_windows(*THREE)
    for id in THREE:
        state = followed(marked(state, id), c.CloseMarking(id))
    state = followed(state, c.RevealTogether(THREE, "A"))

    state = followed(state, c.StepBack(THREE[1], "核对"))

    shown = view(state, "emcee/A")
    assert [row.name for row in shown.scores.rows] == ["金号中心", "土号中心"]
    assert len(shown.lines) == 2


def test_a_list_with_one_that_may_not_be_told_tells_none():
    state = at_windows(*THREE)
    for id in THREE[:2]:
        state = followed(marked(state, id), c.CloseMarking(id))
    state = marked(state, THREE[2])

    with pytest.raises(Exception, match="评分尚未结束"):
        after(state, c.RevealTogether(THREE, "A"))

    assert view(state, "screen/1").scores is None


def test_who_is_disqualified_is_in_no_list_on_any_screen():
    state = at_windows(*THREE)
    for id in THREE:
        state = followed(marked(state, id), c.CloseMarking(id))
    state = followed(state, c.RevealTogether(THREE, "A"))
    gone = scores(state, THREE[0])

    state = followed(state, c.SetStatus("drill", THREE[0].entrant, "disqualified", "核实"))

    for name, page in public_pages(state):
        assert not gone & set(NUMBER.findall(page.decode())), name


def test_a_screen_pinned_to_the_list_stands_by_once_all_of_it_is_gone():
    state = at_windows(THREE[0])
    state = followed(marked(state, THREE[0]), c.CloseMarking(THREE[0]), c.RevealTogether(THREE[:1], "A"))
    pinned = 4 + list(Scene).index(Scene.SCORES)
    assert view(state, f"screen/{pinned}").scores is not None

    state = followed(state, c.StepBack(THREE[0], "核对"))

    assert view(state, f"screen/{pinned}").scores is None
    assert state.halls["A"].scene is Scene.STANDBY


def test_who_judges_at_another_window_is_told_no_mark_of_it():
    state = played(walking_halls.ready(), screens())
    for window, id in enumerate((paired(0), paired(1)), 1):
        state = played(state, (c.CallEntrant(id, window), c.OpenMarking(id)))

    state = marked(marked(state, paired(0)), paired(1))
    state = followed(state, c.CloseMarking(paired(1)), c.RevealScore(paired(1)))

    assert [task.elsewhere for task in view(state, "judge/J12").tasks] == [True]


def test_a_list_in_one_hall_is_told_in_no_other():
    state = at_windows(walker(0))
    state = followed(marked(state, walker(0)), c.CloseMarking(walker(0)))

    state = followed(state, c.RevealTogether((walker(0),), "A"))

    assert view(state, "screen/2").scores is None
    assert view(state, "emcee/B").scores is None
    assert "金号中心" not in " ".join(line.text for line in view(state, "emcee/B").lines)
