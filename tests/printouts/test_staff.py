"""人员与职责表: everybody with unit and duties, a line to sign on, a code that changes with the duties."""

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.moments import LATER
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.printouts import proof
from judging.printouts.forms import sheets
from judging.printouts.moment import moment
from judging.printouts.setting import document
from judging.printouts.sheet import WHOLE
from tests import day
from tests.printouts.made_up import Log
from tests.printouts.test_oversight import Day, texts
from tests.printouts.test_pages import SETTING


def named(*duties: Duty) -> Day:
    made = Day()
    appointments = tuple(Appointment(duty) for duty in duties)
    person = Person("P7", "记分员一", unit="甲中心", district="黄浦区", appointments=appointments)
    made.do(c.SetPerson(person))
    return made


def test_everybody_stands_on_it_with_unit_and_duties():
    sheet = named(Duty.SCOREKEEPER, Duty.EMCEE).sheet("staff")

    rows = {row[1]: row[2:] for row in texts(sheet)}
    assert rows["记分员一"] == ["甲中心", "黄浦区", "记分员（整个赛事）；主持人（整个赛事）", ""]
    assert any("评委（" in row[2] for row in rows.values())
    assert "电话" not in {column.heading for column in sheet.table.columns}


def test_other_duties_are_another_code():
    one, other = named(Duty.SCOREKEEPER), named(Duty.VERIFIER)

    assert proof.code(one.now, one.sheet("staff")) != proof.code(one.now, other.sheet("staff"))


def test_it_is_printed_with_places_to_sign_and_only_where_somebody_is_named():
    made = named(Duty.SCOREKEEPER)

    html = document(made.now, [made.sheet("staff")], SETTING)
    assert "本人签名" in html
    assert "人员与职责表" in html
    nobody = Log()
    for event in decide(nobody.state, day.CREATE, day.ORGANISER, LATER):
        nobody.add(event, "organiser")
    assert sheets(moment(nobody.entries), "staff", WHOLE) == []
