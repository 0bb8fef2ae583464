"""分组: who is judged by which panel, drawn or entered, and what has to stay."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason
from judging.core.setup.assigning import assigned
from judging.core.state import PanelKey, State
from tests import day
from tests.day import after, played, refusal
from tests.panels_day import (
    ASSIGN,
    ENTRANTS,
    ORDER,
    PANELS,
    RULES,
    blank,
    called,
    confirmed,
    on,
    opened,
    ready,
    revealed,
    seat,
    submitted,
)
from tests.panels_day import PEOPLE as TRACK

DRAW = c.DrawAssignment("people", "show", "种子一")


def by_panel(state: State) -> dict[str, str]:
    return dict(state.assignments["people", "show"].panels)


def moved(**panels: str) -> c.EnterAssignment:
    return c.EnterAssignment("people", "show", PANELS | panels, "见证人")


@given(
    districts=st.lists(st.sampled_from(["东", "西", "南", "北", ""]), max_size=90),
    panels=st.integers(2, 6),
    seed=st.text(min_size=1, max_size=8),
)
def test_no_panel_is_more_than_one_ahead_of_another_neither_overall_nor_in_any_district(
    districts, panels, seed
):
    names = tuple("ABCDEF"[:panels])
    entrants = [Entrant(f"e{n}", f"单位{n}", district) for n, district in enumerate(districts)]

    found = assigned(entrants, names, seed)

    assert found.keys() == {entrant.id for entrant in entrants}
    for district in (None, *districts):
        counts = Counter(dict.fromkeys(names, 0))
        counts.update(found[e.id] for e in entrants if district in (None, e.district))
        assert max(counts.values()) - min(counts.values()) <= 1


@given(seeds=st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=2, unique=True))
def test_the_same_seed_gives_the_same_assignment_whatever_the_order_of_the_roster(seeds):
    first, second = seeds
    assert assigned(ENTRANTS, ("A", "B"), first) == assigned(ENTRANTS[::-1], ("A", "B"), first)
    assert assigned(ENTRANTS, ("A", "B"), first).keys() == assigned(ENTRANTS, ("A", "B"), second).keys()


def test_every_entrant_comes_before_every_panel_under_some_seed():
    """Otherwise a place on the roster would decide it."""
    met = {pair for n in range(40) for pair in assigned(ENTRANTS, ("A", "B"), str(n)).items()}
    assert met == {(entrant.id, panel) for entrant in ENTRANTS for panel in "AB"}


def test_a_draw_is_on_record_with_its_seed():
    state = after(blank(), DRAW)
    made = state.assignments["people", "show"]
    assert (made.panels, made.seed, made.witness) == (assigned(ENTRANTS, ("A", "B"), "种子一"), "种子一", "")


def test_an_assignment_by_hand_names_everybody_who_takes_part_once_and_a_witness():
    state = blank()
    assert by_panel(after(state, ASSIGN)) == PANELS
    missing = c.EnterAssignment("people", "show", {"p1": "A"}, "见证人")
    stranger = c.EnterAssignment("people", "show", PANELS | {"p9": "A"}, "见证人")
    assert [refusal(state, each).reason for each in (missing, stranger)] == [Reason.INCOMPLETE] * 2
    assert refusal(state, moved(p1="C")).reason is Reason.UNKNOWN
    assert refusal(state, c.EnterAssignment("people", "show", PANELS, " ")).reason is Reason.MALFORMED


def test_after_the_first_call_nothing_is_drawn_again_and_only_those_to_come_change_panels():
    state = called(ready(), "p6")
    assert refusal(state, DRAW).reason is Reason.BEGUN
    assert "选手6已经出场" in str(refusal(state, moved(p6="A")).detail)
    assert by_panel(after(state, moved(p4="A")))["p4"] == "A"


def test_who_was_marked_and_is_off_the_stage_again_keeps_the_panel_whose_sheets_are_in():
    state = submitted(opened(ready(), "p6"), "p6")
    state = played(state, (c.StepBack(on("p6"), "走错了会场"), c.StepBack(on("p6"), "走错了会场")))
    assert refusal(state, moved(p6="A")).reason is Reason.BEGUN
    assert refusal(state, DRAW).reason is Reason.BEGUN


def test_who_was_called_and_sent_back_unmarked_may_change_panels():
    state = played(called(ready(), "p6"), (c.StepBack(on("p6"), "叫错了"), moved(p6="A")))
    assert state.panel_of(on("p6")) == PanelKey("people", "show", "A")
    assert called(state, "p6").halls["main"].on_stage == on("p6")


def test_a_draw_again_before_anybody_is_called_leaves_nobody_where_chance_did_not_put_them():
    state = played(ready(), (DRAW,))
    assert by_panel(state) == assigned(ENTRANTS, ("A", "B"), "种子一")


def test_who_has_withdrawn_is_left_out_of_a_draw_and_has_to_be_entered_when_back():
    state = played(
        blank(),
        (
            c.SetStatus("people", "p1", "withdrawn", "来函"),
            DRAW,
            seat("A", ("J1", "J2")),
            seat("B", ("J3", "J4")),
            c.DrawOrder("people", "show", "x"),
            c.SetStatus("people", "p1", None, "又来了"),
        ),
    )
    assert "p1" not in by_panel(state)
    assert "选手1还没有分到评委组" in str(refusal(state, c.CallEntrant(on("p1"))).detail)
    assert after(state, moved(**by_panel(state), p1="B")).panel(on("p1"))[0].id == "J3"


def test_who_withdrew_after_the_draw_comes_back_to_the_same_panel():
    gone = after(ready(), c.SetStatus("people", "p6", "withdrawn", "来函"))
    without = {id: panel for id, panel in PANELS.items() if id != "p6"}
    entered = after(gone, c.EnterAssignment("people", "show", without | {"p1": "B"}, "见证人"))
    assert by_panel(entered) == PANELS | {"p1": "B"}
    assert refusal(gone, ASSIGN).reason is Reason.INCOMPLETE
    assert by_panel(after(entered, c.SetStatus("people", "p6", None, "又来了")))["p6"] == "B"


@pytest.mark.parametrize("panels", [("A", "B", "C"), ("A", "C"), ("A",), ()])
def test_an_assignment_falls_with_the_panels_it_was_drawn_among(panels):
    round = replace(TRACK.rounds[0], panels=panels)
    if not panels:
        round = replace(round, equalise="none")
    changed = c.SetRules(replace(RULES, tracks=(replace(TRACK, rounds=(round,)),)))
    state = after(ready(), changed)
    assert state.assignments == {}
    assert {key.panel for key in state.panels} == {"A", "B"} & set(panels)
    assert state.orders["people", "show"].entrants == ORDER


def test_an_assignment_stays_when_only_a_name_on_the_roster_changes_and_falls_with_a_new_entrant():
    state = ready()
    renamed = (Entrant("p1", "改名", "东区"), *ENTRANTS[1:])
    assert by_panel(after(state, c.SetEntrants("people", renamed))) == PANELS
    assert after(state, c.SetEntrants("people", ENTRANTS[:5])).assignments == {}


def test_the_running_order_of_a_panel_is_that_of_the_round_without_the_others():
    state = ready()
    assert state.order_of(PanelKey("people", "show", "A")) == ("p1", "p3", "p5")
    assert state.order_of(PanelKey("people", "show", "B")) == ("p6", "p2", "p4")


def test_a_round_with_one_panel_is_not_assigned():
    assert refusal(day.ready(), c.DrawAssignment("centre", "present", "x")).reason is Reason.UNKNOWN


def test_a_benchmark_hold_is_over_for_each_panel_by_itself():
    state = confirmed(ready(hold_first=2), "p1")
    assert "定标" in str(refusal(state, c.RevealScore(on("p1"))).detail)
    held = confirmed(state, "p6")
    assert refusal(held, c.RevealScore(on("p1"))).reason is Reason.INCOMPLETE

    first_two = confirmed(held, "p3")

    assert after(first_two, c.RevealScore(on("p1"))).performance(on("p1")).revealed_at
    assert refusal(first_two, c.RevealScore(on("p6"))).reason is Reason.INCOMPLETE


def test_a_day_before_two_panels_goes_on_in_two_halls():
    state = revealed(ready(), "p6", "p1")
    assert {hall.id: hall.on for hall in state.halls.values()} == {"main": (on("p1"),), "h2": (on("p6"),)}


def test_who_is_moved_to_a_panel_that_has_begun_comes_last_before_it():
    begun = revealed(ready(), "p1")  # the first before A; in the order of the round p6 stands before p1

    state = played(begun, (moved(p6="A"), moved(p6="A", p2="A")))

    assert state.order_of(PanelKey("people", "show", "A")) == ("p1", "p3", "p5", "p6", "p2")
    back = played(state, (moved(p2="A"), moved(p6="A", p2="A")))
    assert back.order_of(PanelKey("people", "show", "A")) == ("p1", "p3", "p5", "p2", "p6")


def test_as_long_as_nobody_was_called_the_lots_alone_are_the_order():
    state = played(ready(), (moved(p6="A"),))
    assert state.order_of(PanelKey("people", "show", "A")) == ("p6", "p1", "p3", "p5")


def test_an_assignment_falls_when_somebody_turns_out_to_be_of_another_district():
    moved_house = (Entrant("p1", "选手1", "西区"), *ENTRANTS[1:])
    state = after(ready(), c.SetEntrants("people", moved_house))
    assert state.assignments == {}
    assert state.orders["people", "show"].entrants == ORDER
