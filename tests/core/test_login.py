"""Passes and seats: one live device per pass, and a second one only by consent."""

import pytest

from judging.access import actor
from judging.core import commands as c
from judging.core.people import Role
from judging.core.refused import Reason, Refused
from tests import day
from tests.day import after


def issued():
    return after(day.ready(), c.IssuePass("p3", Role.JUDGE, "J3", "link", "code"))


def claim(state, device, proof="link"):
    return after(state, c.ClaimSeat(device, proof), day.GUEST)


def test_the_first_device_takes_the_seat_and_keeps_it_when_it_scans_again():
    state = claim(issued(), "phone")

    assert actor(state, "phone").judge == "J3"
    assert claim(state, "phone", "code") == state


def test_a_second_device_waits_for_consent_and_then_replaces_the_first():
    state = claim(claim(issued(), "phone"), "other")
    assert actor(state, "other").role is Role.GUEST

    state = after(state, c.AllowHandover("other"), day.DIRECTOR)

    assert actor(state, "other").judge == "J3"
    assert actor(state, "phone").role is Role.GUEST


def test_a_denied_device_stays_out():
    state = after(claim(claim(issued(), "phone"), "other"), c.DenyHandover("other"), day.DIRECTOR)

    assert actor(state, "phone").judge == "J3"
    assert not state.handovers


def test_a_new_pass_voids_the_old_one_and_who_held_it():
    state = after(claim(issued(), "phone"), c.IssuePass("p4", Role.JUDGE, "J3", "link2", "code2"))

    assert actor(state, "phone").role is Role.GUEST
    with pytest.raises(Refused) as caught:
        claim(state, "phone", "link")
    assert caught.value.reason is Reason.PASS_VOID


def test_a_revoked_pass_puts_its_device_out():
    state = after(claim(issued(), "phone"), c.RevokePass("p3", "丢失"))

    assert actor(state, "phone").role is Role.GUEST


def test_a_closed_hall_lets_nobody_new_in_but_those_who_are():
    state = after(claim(issued(), "phone"), c.CloseLogin())

    assert claim(state, "phone") == state
    with pytest.raises(Refused) as caught:
        claim(state, "other")
    assert caught.value.reason is Reason.LOGIN_CLOSED


def test_a_phone_that_scans_another_card_moves():
    state = after(claim(issued(), "phone"), c.IssuePass("p4", Role.JUDGE, "J4", "link4", "code4"))

    state = claim(state, "phone", "link4")

    assert actor(state, "phone").judge == "J4"
    assert state.passes["p3"].device is None


def test_an_empty_proof_opens_nothing():
    with pytest.raises(Refused):
        claim(after(day.ready(), c.IssuePass("p1", Role.EMCEE, None, "link", "")), "phone", "")
