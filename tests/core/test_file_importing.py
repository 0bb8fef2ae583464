"""A file of several parts is imported as a whole or not at all, and its name and SHA-256 are on record."""

import pytest
from msgspec.structs import replace

from judging.core import commands as c
from judging.core import events as e
from judging.core.decide import decide
from judging.core.moments import LATER
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant
from judging.core.refused import Reason
from judging.core.setup.file_importing import ImportedPart, ImportFile
from judging.core.setup.source_file import SourceFile
from judging.views.story import told
from tests import day
from tests.day import after, refusal

FILE = SourceFile("全部.xlsx", "0123456789abcdef" * 4)
ENTRANTS = (Entrant("n1", "新甲", "东区"), Entrant("n2", "新乙", "西区"))
ROSTER = c.SetEntrants("centre", ENTRANTS)
ORDER = c.EnterOrder("centre", "present", ("n2", "n1"), "见证人")
SCORES = c.ImportComponents("centre", "daily", {"n1": "90", "n2": "80"}, FILE.name, FILE.sha256)
PERSON = c.SetPerson(Person("P1", "记分员一", appointments=(Appointment(Duty.SCOREKEEPER),)))


def test_each_part_is_decided_on_what_those_before_it_make():
    state = after(day.ready(), ImportFile(FILE, (ROSTER, ORDER, SCORES, PERSON)))

    assert tuple(state.entrants["centre"].values()) == ENTRANTS
    assert state.orders["centre", "present"].entrants == ("n2", "n1")
    assert state.components["centre", "daily"].sha256 == FILE.sha256
    assert state.people["P1"].name == "记分员一"


@pytest.mark.parametrize("parts", [(ROSTER, day.ORDER), (PERSON, day.ORDER, ROSTER, day.ORDER)])
def test_a_part_that_is_refused_lets_nothing_of_the_file_happen(parts: tuple[c.Command, ...]):
    """The order is of entrants whom the roster before it has removed."""
    assert refusal(day.ready(), ImportFile(FILE, parts)).reason is Reason.INCOMPLETE


def test_the_file_stands_in_the_log_behind_what_came_from_it():
    state = day.ready()

    *_, last = decide(state, ImportFile(FILE, (ROSTER, PERSON, PERSON)), day.ORGANISER, LATER)

    assert last == e.FileImported(FILE, (ImportedPart("SetEntrants", "centre"), ImportedPart("SetPerson")))
    assert str(told(state, last)) == (
        "以上内容导入自文件：全部.xlsx，SHA-256 0123456789abcdef…（受理中心组名单、人员与职责）"
    )


def test_where_two_persons_are_asked_for_the_scores_of_a_file_wait_for_the_second():
    rules = c.SetRules(replace(day.RULES, two_persons=True))

    state = after(after(day.ready(), rules), ImportFile(FILE, (ROSTER, SCORES)))

    assert state.components["centre", "daily"].sha256 == ""
    assert [entry.asked for entry in state.entries.values()] == [SCORES]


@pytest.mark.parametrize("sha256", ["", "ABC", "0" * 63, "0" * 65, "g" * 64])
def test_what_is_no_sha256_is_refused(sha256: str):
    made_up = ImportFile(replace(FILE, sha256=sha256), (PERSON,))

    assert refusal(day.ready(), made_up).reason is Reason.MALFORMED


def test_old_logs_know_no_sha256_of_their_scores():
    state = after(day.ready(), day.COMPONENTS)

    assert state.components["centre", "daily"].sha256 == ""
    assert "SHA" not in str(told(state, e.ComponentsImported("centre", "daily", {}, "日常.xlsx")))
