"""What the supervisor reads before a meeting's decision is signed: the whole list, and who is undecided."""

from judging import views
from judging.core.people.appointing import SetPerson
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.scoring.oversight import Act
from judging.views.countersigning import SHOWN
from tests import day, honours_day


def test_the_list_before_the_meeting_is_shown_whole():
    state = honours_day.locked(countersign=(Act.DECIDE,))
    supervisor = Person("s1", "监督员一", appointments=(Appointment(Duty.SUPERVISOR),))
    state = day.after(state, SetPerson(supervisor))

    [waits] = views.view(state, views.topic("countersigning")).waiting

    [sheet] = waits.sheets
    assert sheet.rows == (
        ("一等奖", "综窗选手01", "综合窗口一线"),
        ("二等奖", "后台选手01", "后台、管理人员"),
        ("二等奖", "综窗选手02", "综合窗口一线"),
        ("二等奖", "后台选手02", "后台、管理人员"),
    )
    assert str(waits.facts[-1]) == "待决定：综窗选手01、后台选手01、综窗选手02、后台选手02"


def test_whatever_may_wait_for_a_signature_can_be_read():
    assert set(SHOWN) == set(Act)
