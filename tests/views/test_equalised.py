"""Several panels put on a par, as the console of each hall has it."""

from tests import panels_day
from tests.day import view
from tests.panels_day import ORDER, ready, revealed


def panel_of(state, hall):
    [panel] = view(state, f"order/{hall}").panels
    return panel


def test_nothing_is_put_on_a_par_before_all_of_the_round_is_revealed():
    state = revealed(ready(), *ORDER[:-1])
    assert [panel_of(state, hall).equalised for hall in ("main", "h2")] == [None, None]
    assert view(state, "console/main").stage.original


def test_each_hall_has_all_means_and_the_scores_of_its_own_entrants():
    state = panels_day.done()
    for hall, scores in (
        ("main", {"p1": "91.44", "p3": "80.01", "p5": "68.58"}),
        ("h2", {"p2": "80.01", "p4": "84.46", "p6": "75.57"}),
    ):
        found = panel_of(state, hall).equalised
        assert found.scores == scores
        assert found.common == "80"
        assert [(each.panel, each.mean, each.coefficient) for each in found.panels] == [
            ("A", "70", "1.143"),
            ("B", "90", "0.889"),
        ]


def test_the_setup_has_the_order_before_each_panel():
    [round] = view(ready(), "setup").tracks[0].rounds
    assert {each.id: each.order for each in round.seating} == {
        "A": ("p1", "p3", "p5"),
        "B": ("p6", "p2", "p4"),
    }
