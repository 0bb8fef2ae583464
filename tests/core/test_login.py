"""Passes and seats: one live device per pass, and a second one only by consent."""

import pytest

from judging.access import actor
from judging.codec import decode_event
from judging.core import commands as c
from judging.core.apply import replay
from judging.core.people.duty import Duty
from judging.core.refused import Reason, Refused
from tests import day
from tests.day import after, refusal, view


def issued():
    return after(day.ready(), c.IssuePass("p3", Duty.JUDGE, "J3", "link"))


def claim(state, device, proof="link"):
    return after(state, c.ClaimSeat(device, proof), day.GUEST)


def test_the_first_device_takes_the_seat_and_keeps_it_when_it_scans_again():
    state = claim(issued(), "phone")

    assert actor(state, "phone").judge == "J3"
    assert claim(state, "phone") == state


def test_a_second_device_waits_for_consent_and_then_replaces_the_first():
    state = claim(claim(issued(), "phone"), "other")
    assert actor(state, "other").duties == (Duty.GUEST,)

    state = after(state, c.AllowHandover("other"), day.DIRECTOR)

    assert actor(state, "other").judge == "J3"
    assert actor(state, "phone").duties == (Duty.GUEST,)


def test_a_denied_device_stays_out():
    state = after(claim(claim(issued(), "phone"), "other"), c.DenyHandover("other"), day.DIRECTOR)

    assert actor(state, "phone").judge == "J3"
    assert not state.handovers


def test_a_new_pass_voids_the_old_one_and_who_held_it():
    state = after(claim(issued(), "phone"), c.IssuePass("p4", Duty.JUDGE, "J3", "link2"))

    assert actor(state, "phone").duties == (Duty.GUEST,)
    with pytest.raises(Refused) as caught:
        claim(state, "phone", "link")
    assert caught.value.reason is Reason.PASS_VOID


def test_a_revoked_pass_puts_its_device_out():
    state = after(claim(issued(), "phone"), c.RevokePass("p3", "丢失"))

    assert actor(state, "phone").duties == (Duty.GUEST,)


def test_a_closed_hall_lets_nobody_new_in_but_those_who_are():
    state = after(claim(issued(), "phone"), c.CloseLogin())

    assert claim(state, "phone") == state
    with pytest.raises(Refused) as caught:
        claim(state, "other")
    assert caught.value.reason is Reason.LOGIN_CLOSED


def test_a_phone_that_scans_another_card_moves():
    state = after(claim(issued(), "phone"), c.IssuePass("p4", Duty.JUDGE, "J4", "link4"))

    state = claim(state, "phone", "link4")

    assert actor(state, "phone").judge == "J4"
    assert state.passes["p3"].device is None


def test_an_empty_proof_opens_nothing():
    with pytest.raises(Refused):
        claim(after(day.ready(), c.IssuePass("p1", Duty.EMCEE, None, "link")), "phone", "")


# A phone that has a seat and asks for another


def two_seats():
    """J3 sits on "phone", J4 on "other"."""
    state = claim(after(issued(), c.IssuePass("p4", Duty.JUDGE, "J4", "link4")), "phone")
    return claim(state, "other", "link4")


def move(state, device, proof):
    """The phone that sits as J3 shows another card; *device* is its token for the new seat."""
    return after(state, c.ClaimSeat(device, proof, former="phone"), day.GUEST)


def test_the_own_seat_stays_until_the_other_one_is_granted():
    state = move(two_seats(), "new", "link4")

    assert actor(state, "phone").judge == "J3"
    assert actor(state, "new").duties == (Duty.GUEST,)


def test_with_the_grant_the_own_seat_is_free_for_somebody_else():
    state = after(move(two_seats(), "new", "link4"), c.AllowHandover("new"), day.DIRECTOR)

    assert actor(state, "new").judge == "J4"
    assert actor(state, "phone").duties == (Duty.GUEST,)
    assert actor(claim(state, "third"), "third").judge == "J3"


def test_moving_to_a_free_seat_leaves_the_own_one_at_once():
    state = after(issued(), c.IssuePass("p4", Duty.JUDGE, "J4", "link4"))

    state = move(claim(state, "phone"), "new", "link4")

    assert actor(state, "new").judge == "J4"
    assert actor(claim(state, "third"), "third").judge == "J3"


def test_a_grant_throws_nobody_out_who_took_the_asking_phones_seat_meanwhile():
    state = move(two_seats(), "new", "link4")
    state = after(claim(state, "third"), c.AllowHandover("third"), day.DIRECTOR)

    state = after(state, c.AllowHandover("new"), day.DIRECTOR)

    assert actor(state, "third").judge == "J3"
    assert actor(state, "new").judge == "J4"


def test_a_request_can_be_given_up_and_the_console_no_longer_shows_it():
    state = after(move(two_seats(), "new", "link4"), c.WithdrawClaim("new"), day.GUEST)

    assert not state.handovers
    assert actor(state, "phone").judge == "J3"
    assert refusal(state, c.AllowHandover("new"), day.DIRECTOR).reason is Reason.UNKNOWN
    assert after(state, c.WithdrawClaim("new"), day.GUEST) == state


def test_the_console_sees_from_which_seat_somebody_asks():
    state = claim(move(two_seats(), "new", "link4"), "stranger", "link4")

    assert [(str(asked.holder), str(asked.asker)) for asked in view(state, "console/main").handovers] == [
        ("4号评委 评委4", "3号评委 评委3"),
        ("4号评委 评委4", "None"),
    ]


def test_the_log_says_that_a_seat_was_left():
    state = after(move(two_seats(), "new", "link4"), c.AllowHandover("new"), day.DIRECTOR)

    assert str(view(state, "console/main").story[0].text) == "4号评委 评委4就座，离开3号评委 评委3的席位"


def test_a_log_from_before_moves_reads_as_it_did():
    admitted = decode_event('{"kind":"DeviceAdmitted","device":"phone","pass_id":"p3"}')
    asked = decode_event('{"kind":"HandoverAsked","device":"other","pass_id":"p3"}')

    state = replay(issued(), [(event, day.AT, "guest") for event in (admitted, asked)])

    assert actor(state, "phone").judge == "J3"
    assert list(state.handovers) == ["other"]
