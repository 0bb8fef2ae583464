"""Every role and every command: who is let through, and who is told that it is not theirs."""

import pytest

from judging import access
from judging.core.people import Actor, Role
from judging.core.refused import Reason, Refused
from tests import rights


def test_every_command_there_is_has_its_place_in_the_table():
    listed = [*rights.ORGANISER, *rights.CONSOLE, *rights.JUDGE, *rights.ANYBODY]

    assert sorted(listed) == sorted(rights.COMMANDS), "say in tests/rights.py who may send it"
    assert set(rights.RIGHTS) == set(Role)


def may_send(role: Role, kind: str) -> bool:
    try:
        access.may_send(Actor(role), rights.command(kind))
    except Refused as refused:
        return refused.reason is not Reason.NOT_ALLOWED
    return True


@pytest.mark.parametrize("role", Role)
def test_a_role_may_send_its_own_commands_and_no_other(role):
    assert {kind for kind in rights.COMMANDS if may_send(role, kind)} == rights.RIGHTS[role]
