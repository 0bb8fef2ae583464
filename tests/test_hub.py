import asyncio
import json
from decimal import Decimal

import msgspec
import pytest

from judging import hub as hub_module
from judging.core import commands as c
from judging.core.hall.air import Screen
from judging.core.people.duty import Duty
from judging.core.people.holder import Pass
from judging.core.setup.prepared import Panel
from judging.core.state import PanelKey
from judging.hub import BROKEN, NO_SESSION, RESTARTING, Hub
from tests import day


class Recorder:
    """A viewer that keeps what it is offered."""

    def __init__(self, device="d1"):
        self.offers, self.closed, self.stays = [], None, True
        self.devices = (device,)

    def may_stay(self, state):
        return self.stays

    def offer(self, topic, message):
        self.offers.append((topic, message))

    def shut(self, code):
        self.closed = code

    def topics(self):
        return [topic for topic, _ in self.offers]

    def all(self):
        return [json.loads(message.text) for _, message in self.offers]

    def last(self):
        return self.all()[-1]


@pytest.fixture(autouse=True)
def in_one_slice(monkeypatch):
    monkeypatch.setattr(hub_module, "SLICE_S", 60)


@pytest.fixture
def hub():
    return Hub(day.marking(), 6)


@pytest.fixture
def watch(hub):
    def watching(*topics):
        recorder = Recorder()
        hub.watch(recorder, topics)
        return recorder

    return watching


def publish(hub, state, position):
    hub.take(state, position)
    hub.publish(state, position)


def marked(n=1):
    return day.after(day.marking(), day.sheet("e1", *day.TOTALS[n]), day.judge(n))


def test_who_begins_to_watch_gets_the_present_view(watch):
    judge = watch("judge/J1")

    assert judge.last()["topic"] == "judge/J1"
    assert judge.last()["position"] == 6
    assert judge.last()["view"]["tasks"][0]["entrant"] == "甲街道中心"


def test_only_what_changed_is_sent(hub, watch):
    first, second = watch("judge/J1"), watch("judge/J2")

    publish(hub, marked(1), 7)

    assert first.last()["position"] == 7
    assert first.last()["view"]["tasks"][0]["marks"] == {"content": "55", "manner": "37.5"}
    assert len(second.offers) == 1


def test_who_comes_between_two_publications_sees_the_newest_state(hub, watch):
    first = watch("console/main")
    hub.take(marked(1), 7)

    second = watch("judge/J1")
    hub.publish(marked(1), 7)

    assert second.last()["view"]["tasks"][0]["marks"] == {"content": "55", "manner": "37.5"}
    assert len(second.offers) == 1
    assert first.last()["position"] == 7


def test_nobody_is_taken_back_to_a_state_that_is_published_late(hub, watch):
    console = watch("console/main")
    hub.take(marked(1), 7)

    late = watch("judge/J1")
    hub.publish(day.marking(), 6)
    hub.publish(marked(1), 7)

    assert [message["position"] for message in late.all()] == [7]
    assert [message["position"] for message in console.all()] == [6, 7]


def test_all_viewers_of_a_topic_are_offered_one_and_the_same_message(hub, watch):
    consoles = [watch("console/main") for _ in range(3)]

    publish(hub, marked(1), 7)

    assert len({id(console.offers[-1][1]) for console in consoles}) == 1


def test_a_view_is_computed_once_per_publish_however_many_watch(hub, watch, monkeypatch):
    for _ in range(50):
        watch("console/main")
    computed = []
    honest = hub_module.view
    monkeypatch.setattr(
        hub_module, "view", lambda state, topic: computed.append(topic) or honest(state, topic)
    )

    publish(hub, marked(1), 7)

    assert list(map(str, computed)) == ["console/main"]


def test_a_topic_nobody_watches_is_not_computed(hub, watch, monkeypatch):
    console = watch("console/main")
    hub.leave(console)
    monkeypatch.setattr(hub_module, "view", lambda state, topic: pytest.fail(topic))

    publish(hub, marked(1), 7)


def test_who_comes_later_gets_what_the_others_have(hub, watch):
    first = watch("console/main")
    publish(hub, marked(1), 7)

    second = watch("console/main")

    assert second.offers[-1] == first.offers[-1]


def test_who_has_left_gets_nothing_more(hub, watch):
    one, other = watch("console/main", "emcee/main"), watch("console/main", "emcee/main")
    hub.leave(one)

    publish(hub, marked(1), 7)

    assert len(one.offers) == 2
    assert other.topics() == ["console/main", "emcee/main", "console/main", "emcee/main"]


@pytest.mark.parametrize("topic", ["nonsense", "judge/J99", "screen/1", ""])
def test_who_asks_for_what_does_not_exist_is_sent_away(hub, watch, topic):
    viewer = watch("console/main", topic)

    publish(hub, marked(1), 7)

    assert viewer.closed == NO_SESSION
    assert viewer.topics() == ["console/main"]


def test_places_of_a_decimal_are_a_change(hub, watch, monkeypatch):
    console = watch("console/main")
    monkeypatch.setattr(hub_module, "view", lambda state, topic: {"score": Decimal("9.5")})
    publish(hub, marked(1), 7)

    monkeypatch.setattr(hub_module, "view", lambda state, topic: {"score": Decimal("9.50")})
    publish(hub, marked(2), 8)

    assert console.last()["view"] == {"score": "9.50"}


def test_viewers_of_a_seat_that_is_no_more_are_sent_away(hub, watch):
    judge, console = watch("judge/J1"), watch("console/main")
    state = msgspec.structs.replace(
        day.marking(), panels={PanelKey("centre", "present"): Panel(day.JUDGES[1:])}
    )

    publish(hub, state, 7)

    assert judge.closed == NO_SESSION
    assert console.closed is None


def test_who_lost_the_session_is_sent_away_before_anything_is_sent(hub, watch):
    issue = c.IssuePass("p1", Duty.DIRECTOR, None, "a" * 64)
    stays, goes = watch("console/main"), watch("console/main")
    goes.stays = False
    state = msgspec.structs.replace(day.after(marked(1), issue), screens={1: Screen(1, "d1", "主屏")})

    publish(hub, state, 8)

    assert goes.closed == NO_SESSION
    assert len(goes.offers) == 1
    assert len(stays.offers) == 2


def test_nobody_is_asked_while_no_pass_and_no_screen_changes(hub, watch):
    console = watch("console/main")
    console.stays = False
    state = msgspec.structs.replace(day.marking(), login_closed=True)
    hub = Hub(state, 6)
    hub.watch(console, ["console/main"])

    publish(hub, msgspec.structs.replace(state, login_closed=False), 7)

    assert console.closed is None


def test_a_review_asks_everybody_as_things_stand(hub, watch):
    stays, goes = watch("console/main"), watch("presence")
    goes.stays = False

    hub.review(["d1"])

    assert (stays.closed, goes.closed) == (None, NO_SESSION)


def test_a_review_of_one_device_asks_no_other(hub):
    one, other = Recorder("d1"), Recorder("d2")
    for viewer in (one, other):
        hub.watch(viewer, ["console/main"])
        viewer.stays = False

    hub.review(["d2", "d3"])

    assert (one.closed, other.closed) == (None, NO_SESSION)


@pytest.mark.parametrize(
    "change",
    [
        {"passes": {}},
        {"passes": {"p1": Pass("p1", Duty.DIRECTOR, None, "link", "d2")}},
        {"passes": {"p1": Pass("p1", Duty.EMCEE, None, "link", "d1")}},
        {"screens": {1: Screen(1, "d3", "主屏")}},
        {"screens": {}},
    ],
)
def test_whoever_a_changed_pass_or_screen_is_about_is_asked(change):
    before = msgspec.structs.replace(
        day.marking(),
        passes={"p1": Pass("p1", Duty.DIRECTOR, None, "link", "d1")},
        screens={1: Screen(1, "d4", "主屏")},
    )
    hub = Hub(before, 6)
    holder, screen = Recorder("d1"), Recorder("d4")
    for viewer in (holder, screen):
        hub.watch(viewer, ["emcee/main"])
        viewer.stays = False

    publish(hub, msgspec.structs.replace(before, **change), 7)

    assert (holder.closed, screen.closed) == (
        (NO_SESSION, None) if "passes" in change else (None, NO_SESSION)
    )


def test_who_has_left_is_asked_no_more(hub, watch):
    console = watch("console/main")
    hub.leave(console)
    console.stays = False

    hub.review(["d1"])

    assert console.closed is None


def test_a_view_that_fails_keeps_no_other_from_its_viewers(hub, watch, monkeypatch):
    emcee, console = watch("emcee/main"), watch("console/main")
    honest = hub_module.view

    def failing(state, topic):
        return 1 / 0 if str(topic) == "emcee/main" else honest(state, topic)

    monkeypatch.setattr(hub_module, "view", failing)
    with pytest.raises(ExceptionGroup) as caught:
        publish(hub, marked(1), 7)

    assert isinstance(caught.value.exceptions[0], ZeroDivisionError)
    assert emcee.closed == BROKEN
    assert console.last()["position"] == 7


def test_a_view_that_fails_at_the_start_leaves_no_viewer_behind(hub, watch, monkeypatch):
    honest = hub_module.view
    monkeypatch.setattr(
        hub_module, "view", lambda state, topic: 1 / 0 if str(topic) == "emcee/main" else honest(state, topic)
    )
    viewer = Recorder()

    with pytest.raises(ZeroDivisionError):
        hub.watch(viewer, ["console/main", "emcee/main"])
    publish(hub, marked(1), 7)

    assert viewer.topics() == ["console/main"]


def test_presence_is_told_on_change_and_to_who_comes_later(hub, watch):
    first = watch("presence")
    assert first.offers == []

    hub.tell("presence", {"judges": {"J3": {"online": True, "seen": 1}}})
    hub.tell("presence", {"judges": {"J3": {"online": True, "seen": 1}}})
    second = watch("presence")

    assert first.topics() == second.topics() == ["presence"]
    assert second.last() == {"topic": "presence", "view": {"judges": {"J3": {"online": True, "seen": 1}}}}


def test_presence_survives_its_last_viewer(hub, watch):
    hub.tell("presence", {"judges": {}})
    hub.leave(watch("presence"))

    assert watch("presence").topics() == ["presence"]


def test_closing_sends_everybody_away_to_come_back(hub, watch):
    viewers = [watch("console/main"), watch("judge/J1", "presence")]

    hub.close()

    assert {viewer.closed for viewer in viewers} == {RESTARTING}


async def test_many_are_told_in_slices_and_everybody_else_is_served_between_them(hub, watch, monkeypatch):
    monkeypatch.setattr(hub_module, "SLICE_S", 0)
    viewers = [watch("console/main") for _ in range(100)]

    publish(hub, marked(1), 7)

    told = []
    while not told or told[-1] < 100:
        told.append(sum(len(viewer.offers) - 1 for viewer in viewers))
        await asyncio.sleep(0)
    assert told == [0, 32, 64, 96, 100]


async def test_who_is_not_told_yet_is_told_the_newest_alone(hub, watch, monkeypatch):
    monkeypatch.setattr(hub_module, "SLICE_S", 0)
    viewers = [watch("console/main") for _ in range(100)]
    publish(hub, marked(1), 7)
    await asyncio.sleep(0)

    publish(hub, marked(2), 8)
    while any(viewer.last()["position"] < 8 for viewer in viewers):  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)

    positions = [[message["position"] for message in viewer.all()] for viewer in viewers]
    assert sorted(positions) == [[6, 7, 8]] * 32 + [[6, 8]] * 68


async def test_who_leaves_between_two_slices_gets_nothing_more(hub, watch, monkeypatch):
    monkeypatch.setattr(hub_module, "SLICE_S", 0)
    viewers = [watch("console/main") for _ in range(100)]
    publish(hub, marked(1), 7)
    await asyncio.sleep(0)

    gone = [viewer for viewer in viewers if len(viewer.offers) == 1][:10]
    for viewer in gone:
        hub.leave(viewer)
    for _ in range(10):
        await asyncio.sleep(0)

    assert [len(viewer.offers) for viewer in gone] == [1] * 10
    assert sum(len(viewer.offers) == 2 for viewer in viewers) == 90


async def test_a_closed_hub_tells_nobody_more(hub, watch, monkeypatch):
    monkeypatch.setattr(hub_module, "SLICE_S", 0)
    viewers = [watch("console/main") for _ in range(100)]
    publish(hub, marked(1), 7)

    hub.close()
    for _ in range(10):
        await asyncio.sleep(0)

    assert {len(viewer.offers) for viewer in viewers} == {1}


async def test_who_comes_to_a_closed_hub_is_sent_away(hub, watch):
    hub.close()

    late = watch("console/main")

    assert (late.closed, late.offers) == (RESTARTING, [])


async def test_a_view_that_fails_is_not_the_failure_of_who_tells_something_else(hub, watch, monkeypatch):
    monkeypatch.setattr(hub_module, "SLICE_S", 0)
    console, emcee = watch("console/main", "presence"), watch("emcee/main")
    honest, failures = hub_module.view, []
    monkeypatch.setattr(
        hub_module, "view", lambda state, topic: 1 / 0 if str(topic) == "emcee/main" else honest(state, topic)
    )
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: failures.append(context))
    publish(hub, marked(1), 7)

    hub.tell("presence", {"judges": {}})
    while emcee.closed is None:  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0)

    assert "presence" in console.topics()
    assert [type(each["exception"]) for each in failures] == [ExceptionGroup]
