"""A copy of an earlier competition: what comes along, and that nothing else does."""

from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace

from judging.codec import encode
from judging.core import commands as c
from judging.core.apply import replay
from judging.core.attendance.chain import Replacement
from judging.core.decide import decide
from judging.core.hall.hall import Hall, NamedHall
from judging.core.moments import LATER
from judging.core.people.duty import Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant
from judging.core.scoring.question import Question
from judging.core.setup.copying import (
    COPIED,
    LEFT,
    OF_A_HALL,
    OF_A_PANEL,
    OF_ITS_OWN,
    ROSTER,
    Founding,
    founding,
)
from judging.core.setup.prepared import Answer, Panel
from judging.core.state import State
from judging.store.replaying import next_state
from judging.store.sqlite import entries
from judging.views.story import told
from tests import panels_day
from tests.core.test_roster_checks import asking
from tests.day import ENTRANTS, ORGANISER, played

THREE_HALLS = Path(__file__).parent.parent / "versions" / "three_halls.sqlite"
BLANK = State()
LAST = (412, "ab" * 32)
STAYS = [field for fields in LEFT.values() for field in fields]
PERSON = Person("P1", "记分员一", "示例单位", appointments=(Appointment(Duty.SCOREKEEPER, Scope(hall="h2")),))


@pytest.fixture(scope="module")
def earlier() -> State:
    """A day in three halls with marks, passes, screens and rankings; a person and a reserve more."""
    state = State()
    for entry in entries(THREE_HALLS):
        state = next_state(state, entry)
    halls = tuple(NamedHall(hall.id, hall.name, 2) for hall in state.halls.values())
    state = played(state, (c.SetHalls(halls), c.SetPerson(replace(PERSON, appointments=()))))
    track = state.rulebook.tracks[0].id
    return replace(state, rules_text="# 依据", reserves={track: (Entrant("r1", "候补一"),)})


def copied(earlier: State, *, with_roster: bool = True) -> tuple[Founding, State]:
    found = founding(
        earlier, LAST, earlier.rulebook, earlier.rules_text, with_roster=with_roster, rehearsal=False
    )
    return found, made(found)


def made(found: Founding) -> State:
    state = State()
    for command in found.commands:
        events = decide(state, command, ORGANISER, LATER)
        state = replay(state, ((event, LATER, "organiser") for event in events))
    return state


def test_every_field_of_the_state_is_copied_left_or_of_its_own():
    decided = [*COPIED, *ROSTER, *OF_ITS_OWN, *STAYS]

    assert sorted(decided) == sorted(State.__struct_fields__)


@pytest.mark.parametrize(
    ("record", "taken", "left"),
    [
        (
            Hall,
            OF_A_HALL,
            "on on_stage batch scene identifying pace playback aired_at ranking_on_air "
            "ranking_taken_back story",
        ),
        (Panel, OF_A_PANEL, "changes drawn"),
    ],
)
def test_every_field_of_a_hall_and_of_a_panel_is_decided_too(
    record: type[Struct], taken: tuple[str, ...], left: str
):
    assert sorted((*taken, *left.split())) == sorted(record.__struct_fields__)


def test_what_stays_behind_is_as_in_a_competition_that_nobody_has_touched(earlier: State):
    _, copy = copied(earlier)

    for field in STAYS:
        assert getattr(copy, field) == getattr(BLANK, field), field
    for hall in copy.halls.values():
        assert replace(hall, story=()) == Hall(hall.id, hall.name, hall.windows)


def test_what_comes_along_is_as_it_was(earlier: State):
    _, copy = copied(earlier)

    assert (copy.rules, copy.rules_text) == (earlier.rules, "# 依据")
    assert (copy.entrants, copy.reserves) == (earlier.entrants, earlier.reserves)
    assert copy.people == earlier.people != {}
    assert [(h.id, h.name, h.windows) for h in copy.halls.values()] == [
        (h.id, h.name, h.windows) for h in earlier.halls.values()
    ]
    assert copy.panels == {
        key: replace(panel, changes=(), drawn=None) for key, panel in earlier.panels.items()
    }
    assert copy.panels != {}


def test_without_the_roster_nobody_takes_part(earlier: State):
    found, copy = copied(earlier, with_roster=False)

    assert not any((*copy.entrants.values(), *copy.reserves.values()))
    assert copy.panels.keys() == earlier.panels.keys()
    assert "参赛名单" in map(str, found.left)


def test_no_command_of_a_copy_has_a_word_of_what_stays_behind(earlier: State):
    """Each of these fields is filled with what would be seen if anything were taken out of it."""
    track, [left, came, *_] = earlier.rulebook.tracks[0].id, earlier.entrants[earlier.rulebook.tracks[0].id]
    marked = replace(earlier, **{field: {"泄露": "泄露"} for field in STAYS})
    marked = replace(marked, replacements=(Replacement(track, left, came, "泄露", "泄露", "泄露"),))

    found = founding(marked, LAST, marked.rulebook, "", with_roster=True, rehearsal=False)

    assert len(found.left) == len(LEFT) + 1  # and who has left their place to another
    assert "泄露" not in encode(found).decode()


def test_it_says_what_it_is_a_copy_of_and_so_does_the_log(earlier: State):
    found, copy = copied(earlier)

    assert copy.origin is not None
    assert (copy.origin.name, copy.origin.position, copy.origin.hash) == (earlier.rulebook.name, *LAST)
    (created,) = decide(State(), found.commands[0], ORGANISER, LATER)
    said = str(told(copy, created))
    assert "第 412 条" in said
    assert f"{len(earlier.judge_ids())} 位评委" in said
    assert "都没有复制" in said


def test_a_copy_of_a_copy_names_the_one_it_was_made_from(earlier: State):
    _, first = copied(replace(earlier, rules=replace(earlier.rulebook, name="五月练兵")))

    found, second = copied(replace(first, rules=replace(first.rulebook, name="六月练兵")))

    assert second.origin is not None
    assert second.origin.name == "六月练兵"
    assert found.left == ()


def test_what_is_refused_today_stays_behind_and_is_told_while_the_rest_comes_along():
    day = played(panels_day.ready(), (c.SetPerson(PERSON),))
    twins = {"people": {id: Entrant(id, "同名") for id in ("p1", "p2")}}

    found, copy = copied(replace(day, entrants=twins))

    (why,) = map(str, found.refused)
    assert why.startswith("一线的名单没有复制：")
    assert "重复" in why
    assert copy.people == {"P1": PERSON}
    assert len(copy.panels) == 2


def test_who_has_somebody_s_place_has_it_in_the_copy_and_the_roster_is_no_longer_than_it_may_be():
    reserves = (Entrant("r", "候补", "东区"),)
    listed = played(asking(exactly=3), (c.SetEntrants("centre", ENTRANTS, reserves),))
    day = played(listed, (c.ReplaceEntrant("centre", "e1", "来函", "见证人"),))

    found, copy = copied(day)

    assert found.refused == ()
    assert list(copy.entrants["centre"]) == ["e2", "e3", "r"]
    assert "名额已由别人顺延的：甲街道中心" in map(str, found.left)


def test_an_answer_comes_along_as_it_was_given(earlier: State):
    """What was changed last time is not said to be as the plan proposes."""
    first, second, *_ = earlier.rulebook.tracks
    keys = tuple(f"tracks.{track.id}.ties" for track in (first, second))
    asking = replace(earlier.rulebook, proposals=tuple(Question(key, "同分怎么办？") for key in keys))
    settled = {keys[0]: Answer("organiser", LATER, False), keys[1]: Answer("organiser", LATER, True)}

    _, copy = copied(replace(earlier, rules=asking, settled=settled))

    assert {key: answer.changed for key, answer in copy.settled.items()} == {keys[0]: False, keys[1]: True}
