"""Every role and every command: who is let through, and who is told that it is not theirs."""

import pytest

from judging import access
from judging.core import commands as c
from judging.core.people.actor import acting
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.refused import Reason, Refused
from judging.core.state import State
from tests import day, rights


def test_every_command_there_is_has_its_place_in_the_table():
    appointed = (rights.SCOREKEEPER | rights.VERIFIER | rights.HEAD_JUDGE) - rights.ORGANISER - rights.CONSOLE
    listed = [
        *rights.ORGANISER,
        *rights.CONSOLE,
        *appointed,
        *rights.TIMEKEEPER,
        *rights.JUDGE,
        *rights.EVALUATOR,
        *(rights.SUPERVISOR - rights.ORGANISER),
        *rights.JUDGE_OR_CONSOLE,
        *rights.SIGNED,
        *rights.ANYBODY,
    ]

    assert sorted(listed) == sorted(rights.COMMANDS), "say in tests/rights.py who may send it"
    assert set(rights.RIGHTS) == set(Duty)


def may_send(role: Duty, kind: str, state: State | None = None) -> bool:
    try:
        access.may_send(state or day.ready(), acting(role), rights.command(kind))
    except Refused as refused:
        return refused.reason is not Reason.NOT_ALLOWED
    return True


@pytest.mark.parametrize("role", Duty)
def test_a_role_may_send_its_own_commands_and_no_other(role):
    assert {kind for kind in rights.COMMANDS if may_send(role, kind)} == rights.RIGHTS[role]


@pytest.mark.parametrize("duty", [Duty.SCOREKEEPER, Duty.VERIFIER, Duty.HEAD_JUDGE])
def test_what_somebody_is_appointed_to_the_console_leaves_to_them(duty):
    person = Person("P1", "人员一", appointments=(Appointment(duty),))
    state = day.after(day.ready(), c.SetPerson(person))

    left = {kind for kind in rights.RIGHTS["organiser"] if not may_send(Duty.ORGANISER, kind, state)}

    assert left == rights.RIGHTS[duty] - rights.SHARED - rights.SIGNED - rights.ANYBODY
