"""Paper after a reserve took a seat, and of trainees: it names who gave which mark."""

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Judge
from judging.printouts.forms import FORMS, sheets
from judging.printouts.moment import moment
from tests.day import AT, DIRECTOR, ORGANISER

from .made_up import ROUND, TRACK, performance, set_up

RESERVE, TRAINEE = Judge("R1", 1, "候补评委一"), Judge("T1", 1, "见习评委一")


def done(log, command, by=DIRECTOR):
    for event in decide(log.state, command, by, AT):
        log.add(event, by.label)


def judged(log, entrant):
    id = performance(entrant)
    done(log, c.CallEntrant(id))
    done(log, c.OpenMarking(id))
    round = log.state.round(TRACK, ROUND)
    marks = {criterion.id: f"{criterion.max}" for criterion in round.criteria}
    for judge in (TRAINEE, *log.state.panel(id)):
        done(log, c.SubmitSheet(id, 1, marks), acting(Duty.JUDGE, judge.id))
    done(log, c.CloseMarking(id))
    done(log, c.RevealScore(id))


def replaced():
    """The reserve sits on seat 3 from the second entrant on."""
    log = set_up()
    seats = c.SeatPanel(TRACK, ROUND, log.state.panel(performance("c01")), "", None, (RESERVE,), (TRAINEE,))
    done(log, seats, ORGANISER)
    first, second, *_ = log.state.orders[TRACK, ROUND].entrants
    judged(log, first)
    done(log, c.ReplaceJudge(TRACK, ROUND, 3, "R1", "突发不适"))
    judged(log, second)
    return log, first, second


def one(log, form, entrant=""):
    [sheet] = sheets(moment(log.entries), form, TRACK, ROUND if form != "results" else "", entrant)
    return sheet


def test_each_score_sheet_is_signed_by_who_gave_the_marks():
    log, first, second = replaced()

    assert one(log, "score", first).signatures[2] == "3号 评委三"
    assert one(log, "score", second).signatures[2] == "3号 候补评委一"
    assert "席位 3：评委三 → 候补评委一，突发不适。" not in one(log, "score", first).notes
    assert "席位 3：评委三 → 候补评委一，突发不适。" in one(log, "score", second).notes


def test_summary_and_register_say_from_which_entrant_on_and_why():
    log, _, second = replaced()
    name = log.state.entrants[TRACK][second].name

    for form in ("results", "round"):
        notes = "".join(one(log, form).notes)
        assert f"席位 3：评委三 → 候补评委一，自{name}起，突发不适。" in notes


def test_what_trainees_gave_stands_on_a_sheet_of_its_own_alone():
    log, first, _ = replaced()

    lines = [[cell.text for cell in line.cells] for line in one(log, "trainees").table.lines]
    assert [line[2] for line in lines] == ["见习评委一", "见习评委一"]
    assert "不计分" in one(log, "trainees").title
    assert not FORMS["trainees"].is_public(log.state, one(log, "trainees"))
    for form in ("score", "results", "round"):
        assert "见习" not in str(one(log, form, first if form == "score" else ""))


def test_a_director_has_what_trainees_gave_no_sooner_than_the_scores():
    log, *_ = replaced()
    is_for_director = FORMS["trainees"].is_for_director
    before, after = moment(log.entries[:-1]), moment(log.entries)

    [sheet] = sheets(before, "trainees", TRACK, ROUND, whole=True)

    assert not is_for_director(before.state, sheet)
    assert is_for_director(after.state, sheet)
