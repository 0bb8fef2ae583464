"""证书: a number is given once and stays; whoever scans one learns whether it still holds."""

import pytest

from judging.core import commands as c
from judging.core import events as e
from judging.core.ceremony.bottom_up import ceremony_order
from judging.core.decide import decide as decided_by
from judging.core.honours.decided import decided
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.refused import Refused
from judging.printouts import proof
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import moment
from judging.web.proof_jobs import judged

from .decided_day import decide, decided_log
from .test_proposals import POOL, falling, locked

BY, AT = acting(Duty.ORGANISER), "2026-11-30T17:00:00.000Z"


def number(log):
    for event in decided_by(log.state, c.NumberCertificates(POOL), BY, AT):
        log.add(event, at=AT)


def numbered():
    log = decided_log()
    number(log)
    return log


def decided_anew(log, vetoed):
    log.add(e.DecisionWithdrawn(POOL, 1, "来信反映", "organiser"))
    decide(log, vetoed)
    number(log)


def test_numbers_are_in_the_order_of_the_ceremony_and_printed_so():
    log = numbered()

    certificates = log.state.certificates
    assert [each.number for each in certificates[:2]] == ["2026-001", "2026-002"]
    assert tuple(each.honour for each in certificates) == ceremony_order(log.state, POOL)
    printed = sheets(moment(log.entries), "certificate", POOL)
    assert [sheet.place.subject for sheet in printed] == [each.number for each in certificates]


def test_a_number_is_given_once_and_what_changes_leaves_a_gap():
    log = numbered()
    first = {each.honour: each.number for each in log.state.certificates}
    top = decided(log.state, POOL)[0]

    number(log)
    again = {each.honour: each.number for each in log.state.certificates}
    decided_anew(log, {top.entrant})

    printed = {sheet.place.subject for sheet in sheets(moment(log.entries), "certificate", POOL)}
    assert again == first
    assert first[top] not in printed
    assert first[decided(log.state, POOL)[0]] in printed


def test_nothing_is_numbered_before_it_is_decided():
    log = locked(front=falling("98.00", 60), back=falling("97.90", 25))

    with pytest.raises(Refused, match="还没有有效的决定"):
        number(log)


def test_a_certificate_is_found_by_its_code_and_told_to_be_revoked_once_it_is():
    log = numbered()
    then, top = moment(log.entries), decided(log.state, POOL)[0]
    [printed] = [
        s for s in sheets(then, "certificate", POOL) if s.place.subject == log.state.certificates[-1].number
    ]
    code = proof.code(then, printed)

    before = judged(then, moment(log.entries), proof.find(then, code))
    decided_anew(log, {top.entrant})
    after = judged(then, moment(log.entries), proof.find(then, code))

    assert (before.agrees, before.is_revoked, before.is_corrected) == (True, False, False)
    assert (after.agrees, after.is_revoked) == (True, True)


def test_whose_certificate_it_is_is_told_to_nobody_before_the_stage():
    log = numbered()
    then = moment(log.entries)
    [sheet, *_] = sheets(then, "certificate", POOL)
    honour = log.state.certificates[0].honour

    early = judged(then, then, proof.ProvenSheet(sheet, whole=False))
    [public] = decided_by(log.state, c.StartPublicity(POOL), BY, AT)
    log.add(public, at=AT)
    late = judged(then, moment(log.entries), proof.ProvenSheet(sheet, whole=False))

    assert early.lines == ()
    assert dict(late.lines)["获奖者"] == log.state.name_of(honour.track, honour.entrant)


def test_the_template_says_who_gets_what():
    log = numbered()
    [sheet, *_] = sheets(moment(log.entries), "certificate", POOL)

    text = "".join(part.text for part in FORMS["certificate"].prose(moment(log.entries), sheet))

    name = log.state.name_of(log.state.certificates[0].honour.track, log.state.certificates[0].honour.entrant)
    assert f"{name}：" in text
    assert "荣获个人奖三等奖。" in text
    assert "证书编号：2026-001" in text


def test_plaques_are_for_those_who_are_no_persons():
    assert sheets(moment(numbered().entries), "plaque", POOL) == []
