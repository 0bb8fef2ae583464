"""Sets of duties to fill names into, and the words for what a duty is for."""

import pytest

from judging.core import commands as c
from judging.core.people.appointing import apart
from judging.core.people.bundles import BUNDLES, offered, places
from judging.core.people.duty import WHOLE, Appointment, Duty, Scope
from judging.core.people.person import Person
from judging.core.refused import Refused
from judging.views import duties
from tests import halls
from tests.day import after, ready


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda bundle: bundle.id)
def test_every_place_of_a_bundle_can_be_given_to_one_person(bundle):
    state = halls.ready()
    for number, appointments in enumerate(places(state, bundle)):
        state = after(state, c.SetPerson(Person(f"P{number}", f"人员{number}", appointments=appointments)))

    assert len(state.people) == len(list(places(state, bundle)))


def test_a_set_for_each_hall_is_offered_where_there_are_several_and_has_each():
    assert "halls" not in {bundle.id for bundle in offered(ready())}

    state = halls.ready()
    given = [each for bundle in offered(state) if bundle.id == "halls" for each in places(state, bundle)]
    directors = {each.scope.hall for place in given for each in place if each.duty is Duty.DIRECTOR}
    assert directors == {*state.halls}


def test_who_does_it_already_stands_in_the_bundle():
    person = Person(
        "P1", "监督员一", appointments=(Appointment(Duty.SUPERVISOR), Appointment(Duty.SUPERVISOR))
    )
    state = after(halls.ready(), c.SetPerson(person))

    standard = next(each for each in duties.bundles(state) if each.id == "standard")
    assert {names for place in standard.places if (names := place.names)} == {("监督员一",)}


@pytest.mark.parametrize("duty", [Duty.DIRECTOR, Duty.EMCEE, Duty.TIMEKEEPER])
def test_what_goes_on_in_a_hall_is_not_given_by_track(duty):
    scope = Scope(track="near")
    with pytest.raises(Refused, match="按会场指派"):
        after(halls.ready(), c.SetPerson(Person("P1", "某人", appointments=(Appointment(duty, scope),))))


def test_the_picker_refuses_exactly_what_the_command_would():
    state, has = halls.ready(), (Appointment(Duty.SCOREKEEPER, Scope(hall="A")),)
    for option in duties.options(state, "P1", "记分员一", has):
        for each in option.scopes:
            wanted = (*has, Appointment(option.duty, each.scope))
            command = c.SetPerson(Person("P1", "记分员一", appointments=wanted))
            if each.why:
                with pytest.raises(Refused) as refused:
                    after(state, command)
                assert refused.value.sentence == each.why
            else:
                assert after(state, command).people["P1"].appointments == tuple(dict.fromkeys(wanted))


def test_scopes_are_said_in_words():
    state = halls.ready()
    words = [str(duties.where(state, scope)) for scope in duties.scopes(state)]

    assert words[0] == "整个赛事"
    assert len({*words}) == len(words)
    assert str(duties.where(state, Scope(hall="gone"))) == "已不存在的范围"


def test_a_judge_is_known_with_the_seats_and_by_the_name_of_the_seat():
    state = halls.ready()
    judge = next(iter(state.panels.values())).judges[0]
    state = after(state, c.SetPerson(Person(judge.id, judge.name, unit="甲中心")))

    rows = {row.id: row for row in duties.people(state)}
    assert (rows[judge.id].known, rows[judge.id].unit, bool(rows[judge.id].seats)) == (True, "甲中心", True)
    assert {id for id, row in rows.items() if row.seats} == state.judge_ids()
    apart(state, judge.id, judge.name, (Appointment(Duty.HEAD_JUDGE, WHOLE),))
