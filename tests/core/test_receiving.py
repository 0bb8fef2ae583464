"""收件: what a district hands in is ticked off on paper and electronically, and can be taken back."""

from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.intake.receipt import Medium, Receipt
from judging.core.intake.receiving import districts, key_of, missing
from judging.core.refused import Reason
from judging.core.scoring.roster_rule import RosterRule
from judging.core.scoring.schedule import IntakeItem, Phase
from judging.core.state import State
from judging.views.intake import intake, phases
from tests import day
from tests.day import AT, ORGANISER, after, refusal, view

FORM = IntakeItem("form", "申报表", "entry")
PAPER = key_of("东区", "form", Medium.PAPER)


def collecting(**rule) -> State:
    """A track of three entrants from three districts."""
    state = day.ready()
    track = replace(state.track("centre"), roster=RosterRule(**rule))
    entry = Phase("entry", "报名", "2024-07-05", "2024-08-09")
    return replace(state, rules=replace(state.rulebook, tracks=(track,), intake=(FORM,), phases=(entry,)))


def received(district: str = "东区", medium: Medium = Medium.PAPER, note: str = "") -> c.NoteReceipt:
    return c.NoteReceipt(district, "form", medium, True, note)


def test_a_tick_says_who_received_it_and_when():
    state = after(collecting(), received(note="缺公章"))

    assert state.receipts == {PAPER: Receipt("organiser", AT, "缺公章")}


def test_a_note_of_later_leaves_who_received_it_and_when():
    state = after(collecting(), received())

    noted = after(state, received(note="缺公章"), day.judge(1), day.LATER)

    assert noted.receipts == {PAPER: Receipt("organiser", AT, "缺公章")}


def test_a_tick_of_a_page_that_is_behind_takes_no_note_away():
    state = after(collecting(), received(note="缺公章"))

    assert decide(state, received(), ORGANISER, AT) == ()


def test_a_tick_is_taken_back():
    state = after(after(collecting(), received()), replace(received(), received=False))

    assert state.receipts == {}


def test_the_same_tick_again_is_nothing_new():
    state = after(collecting(), received())

    assert decide(state, received(), ORGANISER, AT) == ()
    [event] = decide(state, received(note="补交"), ORGANISER, AT)
    assert event == e.ReceiptNoted("东区", "form", Medium.PAPER, True, "organiser", "补交")


def test_only_what_the_rules_ask_is_received_and_only_from_districts_there_are():
    assert refusal(collecting(), received("北区")).reason is Reason.UNKNOWN
    assert refusal(collecting(), replace(received(), item="other")).reason is Reason.UNKNOWN


def test_districts_are_those_of_the_rules_and_then_those_of_the_rosters():
    assert districts(collecting()) == ("东区", "西区", "南区")
    assert districts(collecting(districts={"南区": 1, "北区": 2})) == ("南区", "北区", "东区", "西区")


def test_a_district_is_missing_until_both_paper_and_file_are_there():
    state = after(collecting(), received())

    assert missing(state, "form") == ("东区", "西区", "南区")
    state = after(state, received(medium=Medium.ELECTRONIC))
    assert missing(state, "form") == ("西区", "南区")


def test_a_phase_names_what_is_due_by_its_end():
    [line] = phases(after(after(collecting(), received()), received(medium=Medium.ELECTRONIC)))

    assert (line.name, line.starts, line.ends) == ("报名", "2024-07-05", "2024-08-09")
    assert [(each.name, each.districts) for each in line.missing] == [("申报表", ("西区", "南区"))]


def test_the_organiser_sees_every_tick():
    state = after(collecting(), received())

    first, *_ = intake(state).districts
    assert first.district == "东区"
    assert [(mark.medium, bool(mark.at)) for mark in first.marks] == [
        (Medium.PAPER, True),
        (Medium.ELECTRONIC, False),
    ]
    assert view(state, "setup").intake == intake(state)


def test_what_was_received_stands_when_a_later_roster_writes_the_district_otherwise():
    state = after(collecting(), received())
    entrants = (replace(day.ENTRANTS[0], district="东新区"), *day.ENTRANTS[1:])

    state = after(state, c.SetEntrants("centre", entrants))

    assert districts(state) == ("东新区", "西区", "南区")
    [row, *_] = intake(state).districts
    assert (row.district, row.marks[0].at) == ("东新区", AT)
