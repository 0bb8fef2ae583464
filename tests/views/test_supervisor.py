"""What the supervisor sees, what of it reaches anybody else, and the strip on everybody's page."""

import re

import msgspec
import pytest

from judging.access import may_send
from judging.core import commands as c
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Appointment, Duty, Scope
from judging.core.refused import Refused
from judging.core.scoring.oversight import Act
from judging.views import VIEWS, Topic
from judging.views.watching import may_watch
from tests import rights
from tests.core.test_signing import SUPERVISOR, after, all_revealed, signed, under
from tests.day import judge, marking, on, publish, view

OTHERS = [duty for duty in Duty if duty is not Duty.SUPERVISOR]


def told(state, topic: str) -> str:
    return msgspec.json.encode(view(state, topic)).decode()


def numbers(text: str) -> set[str]:
    """Marks and scores have a decimal point or two digits; times and digests are not told here."""
    return set(re.findall(r"\d+\.\d+|\b\d{2,}\b", text))


@pytest.mark.parametrize("duty", OTHERS)
@pytest.mark.parametrize("topic", ["supervisor/main", "countersigning"])
def test_what_the_supervisor_sees_is_for_nobody_else(duty: Duty, topic: str):
    name, _, argument = topic.partition("/")
    by = acting(duty, "J1" if duty is Duty.JUDGE else None)

    assert not may_watch(under(), by, Topic(name, argument))
    assert may_watch(under(), SUPERVISOR, Topic(name, argument))


def test_flags_are_for_who_answers_them_and_for_who_raised_them():
    may = {duty for duty in Duty if may_watch(under(), acting(duty), Topic("flags"))}

    assert may == {Duty.ORGANISER, Duty.DIRECTOR, Duty.HEAD_JUDGE, Duty.SUPERVISOR}


def test_the_strip_is_on_every_page_but_the_screens():
    may = {duty for duty in Duty if may_watch(under(), acting(duty, hall="main"), Topic("signing"))}

    assert may == set(Duty) - {Duty.SCREEN, Duty.GUEST}


def test_the_supervisor_watches_nothing_that_is_run_from_its_page():
    watched = {name for name in VIEWS if Duty.SUPERVISOR in VIEWS[name].duties}

    assert watched == {
        *("supervisor", "countersigning", "flags", "signing"),
        *("results", "appeals", "objections", "honours"),
        *("evaluations", "ledger", "rectifications"),
    }


def test_what_a_flag_kept_from_being_signed_waits_again_once_it_is_answered():
    """Whoever looked while it was open is shown it again; nothing else has happened since."""
    state = all_revealed(under(Act.LOCK))
    waits = "{track}核分锁定"
    assert waits in told(state, "countersigning")

    flagged = after(state, c.RaiseFlag("f1", "再核对", "centre"), SUPERVISOR)
    shown = [told(flagged, topic) for topic in ("countersigning", "signing")]
    answered = after(flagged, c.AnswerFlag("f1", "已核对"))

    assert [waits in each for each in shown] == [False, False]
    assert waits in told(answered, "countersigning")
    assert waits in told(answered, "signing")


@pytest.mark.parametrize("kind", sorted(rights.COMMANDS))
def test_the_supervisor_sends_nothing_but_signatures_and_flags(kind: str):
    may = kind in rights.SUPERVISOR | rights.SIGNED | rights.ANYBODY

    if may:
        may_send(under(), SUPERVISOR, rights.command(kind))
    else:
        with pytest.raises(Refused):
            may_send(under(), SUPERVISOR, rights.command(kind))


def test_the_supervisor_of_a_hall_sees_that_hall_and_signs_its_tracks():
    here = Actor((Appointment(Duty.SUPERVISOR, Scope(hall="main")),), person="P9")
    elsewhere = Actor((Appointment(Duty.SUPERVISOR, Scope(track="other")),), person="P9")
    state = under(Act.START)
    asked = c.Countersign(Act.START, "centre", "0" * 64, "0" * 64)

    assert may_watch(state, here, Topic("supervisor", "main"))
    assert may_watch(state, here, Topic("countersigning"))
    may_send(state, here, asked)
    with pytest.raises(Refused):
        may_send(state, elsewhere, asked)


def test_marks_are_seen_only_once_a_set_is_complete():
    state = marking()
    for n in range(1, 5):
        state = after(state, c.SubmitSheet(on("e1"), 1, {"content": "57", "manner": "38"}), judge(n))
        assert not [mark for mark in ('"57"', '"38"', '"95"') if mark in told(state, "supervisor/main")]

    state = after(state, c.SubmitSheet(on("e1"), 1, {"content": "57", "manner": "38"}), judge(5))

    assert '"57"' in told(state, "supervisor/main")


def test_the_ranking_to_be_signed_is_shown_in_full_to_the_supervisor_alone():
    state = all_revealed(under(Act.LOCK, Act.PUBLISH))

    assert "91.17" in told(state, "countersigning")
    for topic in ("signing", "flags"):
        assert numbers(told(state, topic)) == set()


def test_the_strip_names_what_and_who_and_no_entrant():
    state = all_revealed(under(Act.LOCK, Act.PUBLISH))

    strip = view(state, "signing")

    assert [f"{line.what}：{line.who}" for line in strip.lines] == [
        "受理中心组核分锁定：监督员 监督员一",
        "公布受理中心组排名：监督员 监督员一",
    ]
    assert not [
        each.name for each in state.entrants["centre"].values() if each.name in told(state, "signing")
    ]


def test_the_strip_is_empty_again_once_it_is_signed():
    state = signed(all_revealed(under(Act.PUBLISH)), Act.PUBLISH)

    assert view(state, "signing").lines == ()
    assert view(after(state, publish()), "signing").lines == ()


def test_who_is_missing_stands_in_the_strip_too():
    state = after(under(Act.START, sign_rules=True), c.RemovePerson("P9", "退出"))

    assert [f"{line.what}：{line.who}" for line in view(state, "signing").lines] == [
        "规则：组织者",
        "受理中心组开赛：监督员（还没有任命）",
    ]


def test_what_was_typed_from_paper_is_seen_with_who_typed_it_and_without_a_mark():
    paper = c.EnterSheet(on("e1"), "J3", 1, {"content": "57", "manner": "38"})
    state = after(marking(), paper, acting(Duty.DIRECTOR))

    [line] = view(state, "supervisor/main").papers

    assert (line.seat, line.state, str(line.entered)) == (3, "waiting", "场控")
    assert not [mark for mark in ('"57"', '"38"') if mark in told(state, "supervisor/main")]
