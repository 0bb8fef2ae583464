"""开赛前检查: what is not ready, and what is only worth a look."""

from msgspec.structs import replace

from judging.core import commands as c
from judging.core.marking.recusal import RecusalGround
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.scoring.avoid import Avoid
from judging.core.scoring.oversight import Act
from judging.core.scoring.question import Question
from judging.core.scoring.time_limits import Time
from judging.core.sentence import sentence
from judging.core.setup.origin import Origin
from judging.core.state import State
from judging.views.readiness import Beside, ReadinessView, readiness
from tests import day
from tests.day import after, judge, played

WELL = Beside(judges=frozenset(f"J{n}" for n in range(1, 6)), has_copy=True, copies_apart=True)


def seen(view: ReadinessView, *, blocks: bool) -> list[str]:
    return [str(line.text) for line in view.lines if line.blocks is blocks]


def not_ready(state: State, beside: Beside = WELL) -> list[str]:
    return seen(readiness(state, beside), blocks=True)


def warnings(state: State, beside: Beside = WELL) -> list[str]:
    return seen(readiness(state, beside), blocks=False)


def staffed() -> State:
    """All is set up, everybody is logged in, and there is a screen."""
    state = after(day.ready(), c.AdmitScreen(1, "screen", "主屏"))
    people = (
        Person("P1", "记分员一", appointments=(Appointment(Duty.SCOREKEEPER),)),
        Person("P2", "复核员一", appointments=(Appointment(Duty.VERIFIER),)),
    )
    state = played(state, [c.SetPerson(person) for person in people])
    holders = [(f"J{n}", Duty.JUDGE) for n in range(1, 6)] + [(None, Duty.EMCEE)]
    for holder, duty in holders:
        id = holder or "emcee"
        state = after(state, c.IssuePass(id, duty, holder, f"link-{id}"))
        state = after(state, c.ClaimSeat(f"device-{id}", f"link-{id}"), day.GUEST)
    return state


def with_rules(state: State, **changes: object) -> State:
    return after(state, c.SetRules(replace(state.rulebook, **changes)))


def with_round(state: State, **changes: object) -> State:
    track = state.rulebook.tracks[0]
    rounds = (track.rounds[0], replace(track.rounds[1], **changes))
    return with_rules(state, tracks=(replace(track, rounds=rounds),))


def test_nothing_is_said_where_all_is_ready():
    assert readiness(staffed(), WELL) == ReadinessView(begun=False)


def test_after_the_first_call_there_is_no_list_any_more():
    assert readiness(after(staffed(), c.CallEntrant(day.on("e1"))), Beside()) == ReadinessView(begun=True)


def test_a_new_competition_lacks_everything():
    assert not_ready(after(State(), day.CREATE)) == [
        "受理中心组 现场汇报展示还没有评委",
        "受理中心组 现场汇报展示还没有出场顺序",
        "受理中心组日常服务能级还缺 3 个参赛对象的成绩",
        "会场还没有大屏",
    ]


def test_nobody_on_a_seat_is_not_ready_and_a_phone_that_is_away_a_warning():
    state, away = staffed(), replace(WELL, judges=WELL.judges - {"J4"})

    assert not_ready(after(state, c.RevokePass("J4", "换人"))) == [
        "受理中心组 现场汇报展示：4号席 评委4 还没有就座"
    ]
    assert (not_ready(state, away), warnings(state, away)) == (
        [],
        ["受理中心组 现场汇报展示：4号席 评委4 的手机不在线"],
    )


def test_a_hall_without_a_screen_says_how_many_wait_for_a_name():
    (line,) = readiness(after(staffed(), c.RemoveScreen(1)), replace(WELL, screens=2)).lines

    assert (line.blocks, str(line.remedy)) == (True, "有 2 块大屏等待命名，请在控制台命名")


def test_unsigned_rules_and_a_missing_supervisor_are_not_ready():
    state = with_rules(staffed(), sign_rules=True, countersign=(Act.START,))

    found = not_ready(state)

    assert found[0].startswith("规则还没有签字确认")
    assert "受理中心组须会签，还没有监督员" in found
    assert "还没有会签：受理中心组开赛" in found


def test_one_of_two_pairs_of_eyes_is_not_ready_and_none_is_a_warning():
    alone = after(staffed(), c.RemovePerson("P2", "请假"))
    nobody = after(alone, c.RemovePerson("P1", "请假"))

    assert not_ready(alone) == ["受理中心组 现场汇报展示有记分员，还没有复核员"]
    assert not_ready(nobody) == []
    assert warnings(nobody)[0].startswith("没有任命记分员和复核员")


def test_an_emcee_who_is_not_logged_in_is_a_warning():
    assert warnings(after(staffed(), c.RevokePass("emcee", "换人"))) == ["会场的主持人还没有登录"]


def test_recusals_that_leave_too_few_are_a_warning():
    state = staffed()
    for n in (1, 2, 3):
        declared = c.DeclareRecusal(f"J{n}", "centre", "e1", RecusalGround.KIN)
        state = after(state, declared, judge(n))

    assert not_ready(state) == []
    assert warnings(state) == [
        "受理中心组 现场汇报展示：评委1、评委2、评委3回避后，甲街道中心只剩 2 位评委，少于 3 位"
    ]


def test_judges_of_whom_nothing_is_known_are_named_where_recusals_are_matched():
    state = with_round(staffed(), avoid=Avoid.DISTRICT)
    state = played(state, [c.SetPerson(Person(f"J{n}", f"评委{n}", district="北区")) for n in range(1, 5)])

    assert warnings(state) == ["受理中心组 现场汇报展示按单位或区自动回避，但还没有登记：评委5"]


def test_copies_are_a_warning_as_long_as_they_are_not_safe():
    trouble = sentence("备份失败")

    assert warnings(staffed(), replace(WELL, has_copy=False)) == ["还没有备份"]
    assert warnings(staffed(), replace(WELL, copies_apart=False)) == ["备份在本机硬盘上，电脑坏了就一起丢失"]
    assert warnings(staffed(), replace(WELL, copy_trouble=trouble)) == ["备份失败"]


def test_each_line_has_its_remedy_and_a_place():
    lines = readiness(after(State(), day.CREATE), Beside()).lines

    assert all(str(line.remedy) and line.at.startswith("/") for line in lines)
    assert [line.blocks for line in lines] == sorted((line.blocks for line in lines), reverse=True)


def test_a_timekeeper_is_missed_where_something_is_timed():
    (text,) = warnings(with_round(staffed(), time=Time(300)))

    assert "计时员" in text


def test_what_the_plan_leaves_open_is_worth_a_look_until_it_is_settled():
    keys = ("tracks.centre.ties", "tracks.centre.composite", "tracks.centre.name")
    asks = ("同分怎么办？", "同分怎么办？", "叫什么？")
    state = with_rules(staffed(), proposals=tuple(map(Question, keys, asks)))
    settled = after(state, c.SettleQuestions(keys))

    assert warnings(state) == ["规则里有 2 项方案没有规定，还没有主办方确定"]
    assert not_ready(state) == warnings(settled) == []


def test_judges_that_were_copied_are_to_be_looked_at_until_passes_are_issued():
    origin = Origin("五月练兵", 412, "ab" * 32)
    copied = replace(day.ready(), origin=origin)

    assert not_ready(copied)[0] == "评委照搬自“五月练兵”，还没有制发证件"
    issued = after(copied, c.IssuePass("p1", Duty.JUDGE, "J1", "link"))
    assert not any("照搬" in line for line in not_ready(issued))
