"""Random commands over halls that share a track and a judge: what must hold after each, whatever it was.

A and B share two tracks of two panels and judge J3; C shares nothing with them. In each some walk and some
stand on a stage. `tests/walking_halls.py` sets it up.
"""

import os
import re
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zlib import crc32

import msgspec
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from judging import access
from judging.codec import decode_event, encode_event
from judging.core import commands as c
from judging.core import events as e
from judging.core.apply import apply, replay
from judging.core.attendance.checkin import Step
from judging.core.decide import decide
from judging.core.events import Event
from judging.core.hall.air import Pace, Scene
from judging.core.hall.performance import PerformanceId, SheetPhase
from judging.core.hall.performance import Phase as Told
from judging.core.hall.staging import UNDER_WAY
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Duty
from judging.core.publication.on_air import fingerprint, present
from judging.core.refused import Refused
from judging.core.scoring.spoken import spoken
from judging.core.state import PanelKey, State
from judging.core.timing.clock import PauseReason
from judging.core.words import EXCUSES
from judging.recheck import both
from judging.second.announcements import standing_unlike, unlike
from judging.second.logged import Logged, read
from judging.views import topic, view
from tests import halls, walking_halls
from tests.core.seen_in_halls import (
    NAMES,
    PERFORMANCES,
    acted_in,
    everything,
    halls_of_page,
    judged,
    marks_in_progress,
    on,
    own_marks,
    pages,
    place,
    shown_in,
    unrevealed,
)
from tests.halls import DIRECTORS, HALLS
from tests.walking_halls import BENCHES, ENTRANTS, PANELS, WINDOWS

DAYS = int(os.environ.get("JUDGING_HALL_DAYS", "15"))
IS_SAME = "JUDGING_HALL_DAYS" not in os.environ  # the same days each time; others whenever more are asked for
STEPS = 150
PHASES = [phase for phase in Phase if phase is not Phase.shrink]  # it takes minutes
BEGIN = datetime(2026, 11, 20, tzinfo=UTC)
ORGANISER = acting(Duty.ORGANISER)
NUMBER = re.compile(r"\d+\.\d+")
SPOKEN = re.compile("[零一二三四五六七八九十百点]+")

# Only these move what is on, and with it who is shown to a judge; at windows also the end of marking.
MOVING = (
    e.EntrantCalled
    | e.CallWithdrawn
    | e.MarkingWithdrawn
    | e.MarkingReopened
    | e.ScoreRevealed
    | e.RevealWithdrawn
    | e.StatusSet
    | e.RetakeGranted
)


class Lot(NamedTuple):
    """What was drawn for one step: each act takes of it what it needs."""

    by: Actor
    hall: str
    id: PerformanceId
    n: int

    def one_of(self, values):
        """By `n`."""
        found = list(values)
        return found[self.n % len(found)]


lots = st.builds(
    Lot,
    st.sampled_from([ORGANISER, acting(Duty.DIRECTOR), *DIRECTORS.values()]),
    st.sampled_from(HALLS),
    st.sampled_from(PERFORMANCES),
    st.integers(0, 99),
)


class Day(RuleBasedStateMachine):
    """Numbers never come twice, so that one that is seen where it must not be tells whose it is."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.facts, self.second = State(), [], Logged()
        self.minute, self.marks, self.happened = 0, 0, Counter()
        self.pages: dict[str, bytes] | None = None
        for command in walking_halls.set_up(walking_halls.TIMED_RULES):
            self.send(command, ORGANISER)
        self.pages = dict(pages(self.state))

    @rule(lot=lots, act=st.deferred(lambda: st.sampled_from(ACTS)))
    def go_on(self, lot: Lot, act: "Act") -> None:
        act(self, lot)

    def mark(self) -> str:
        self.marks += 1
        made = crc32(f"mark {self.marks}".encode())
        return f"{50 + made % 49}.{made % 99_999:05}{made % 9 + 1}"

    # What must hold

    def send(self, command: c.Command, by: Actor) -> None:
        self.minute += 2  # whatever plays by itself is over, but what waits for the key
        at = (
            (datetime(2026, 11, 20, tzinfo=UTC) + timedelta(minutes=self.minute))
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z")
        )
        try:
            access.may_send(self.state, by, command)
            events = decide(self.state, command, by, at)
        except Refused:
            return
        for event in events:
            before, self.state = self.state, apply(self.state, event, at, by.label)
            self.facts.append((encode_event(event), at, by.label))
            self.happened[type(event).__name__] += 1
            self.recomputed(event)
            if self.pages is not None:
                self.looked_at(before, event)
        self.stands_at_windows()

    def recomputed(self, event: Event) -> None:
        """Every announced number follows from the log's text alone."""
        text = read(*self.facts[-1][:2])
        assert unlike(self.second, text) == []
        self.second.take(text)

    def looked_at(self, before: State, event: Event) -> None:
        former, self.pages = self.pages or {}, dict(pages(self.state))
        secret = unrevealed(self.state)
        for name, page in self.pages.items():
            self.keeps_secrets(name, page.decode(), secret)
        self.stays_apart(before, event, former)
        if self.minute % 14 == 0:  # what a page remembers is what it would compute anew
            assert dict(pages(deepcopy(self.state))) == self.pages
        self.moves_nobody(before, event)
        self.asks_nobody_twice()
        self.is_marked_by_its_bench(before, event)

    def moves_nobody(self, before: State, event: Event) -> None:
        """Only a call, a reveal or a withdrawal does."""
        at_window = isinstance(event, e.MarkingClosed) and before.walks(event.performance)
        if isinstance(event, MOVING) or at_window:
            return
        assert [hall.on for hall in before.halls.values()] == [h.on for h in self.state.halls.values()]
        if isinstance(event, e.PanelSeated | e.PanelMoved | e.WindowTaken | e.WindowLeft):
            return
        turned = {event.judge} if isinstance(event, e.JudgeExcused | e.JudgeRestored) else set()
        for judge in self.state.judge_ids() - turned:
            assert judged(before, judge) == judged(self.state, judge), (judge, event)

    def asks_nobody_twice(self) -> None:
        """No judge is needed in two halls or on two stages, and nobody is on in two."""
        busy = [id for id in on(self.state) if self.state.performance(id).phase in UNDER_WAY]
        needed = {
            (judge.id, place(self.state, id), None if self.state.walks(id) else id)
            for id in busy
            for judge in self.state.panel(id)
            if getattr(self.state.performance(id).sheets.get(judge.id), "phase", None) not in EXCUSES
        }
        assert len(needed) == len({judge for judge, *_ in needed}), needed
        assert len(busy) == len({(id.track, id.entrant) for id in busy})

    def stands_at_windows(self) -> None:
        """Who is under way is on in one hall, no two at a window, and nobody beside a stage."""
        for id in PERFORMANCES:
            found = self.state.performance(id)
            is_on = [hall.id for hall in self.state.halls.values() if id in hall.on]
            if found.phase in UNDER_WAY or self.state.walks(id):
                assert is_on == ([found.hall] if found.phase in UNDER_WAY else []), id
            assert not found.window or is_on, id
        for hall in self.state.halls.values():
            taken = [self.state.performance(id).window for id in hall.on if self.state.performance(id).window]
            assert len(taken) == len(set(taken)), hall
            assert all(0 < window <= hall.windows for window in taken), hall
            assert len(hall.on) < 2 or all(map(self.state.walks, hall.on)), hall
            told = hall.batch.performances if hall.batch else ()
            assert all(self.state.performance(id).phase is Told.REVEALED for id in told), hall
            assert not [id for id in told if (id.track, id.entrant) in self.state.statuses], hall
            assert hall.scene is not Scene.SCORES or told, hall

    def is_marked_by_its_bench(self, before: State, event: Event) -> None:
        """At a window of its own judges only by these, and by the same until it is marked."""
        if isinstance(event, e.EntrantCalled | e.WindowTaken) and event.performance.track == "bench":
            panel = before.panels[PanelKey("bench", "pairs", "")]
            assert event.judges == (panel.windows[event.window - 1] if event.window else ())
        for id in PERFORMANCES:
            found = self.state.performance(id)
            given = {judge for judge, sheet in found.sheets.items() if sheet.phase not in EXCUSES}
            assert given <= {judge.id for judge in self.state.panel(id)}, (id, event)
            if found.phase in UNDER_WAY:
                assert len(self.state.panel(id)) >= 2, (id, event)

    def keeps_secrets(self, name: str, page: str, secret: frozenset[str]) -> None:
        if name.startswith(("console/", "order/")):
            assert not marks_in_progress(self.state) & set(NUMBER.findall(page)), name
            return
        numbers = set(NUMBER.findall(page))
        if name.startswith("judge/"):
            own = own_marks(self.state, name.removeprefix("judge/"))
            secret = (secret | everything(self.state)) - own
        assert not secret & numbers, (name, secret & numbers)
        assert not {spoken(number) for number in secret} & set(SPOKEN.findall(page)), name
        here = shown_in(self.state, name)
        assert not [other for id, other in NAMES.items() if id not in here and other in page], name

    def stays_apart(self, before: State, event: Event, former: dict[str, bytes]) -> None:
        """No page of a hall changes by what happens in another, but by what is of the whole competition."""
        about, consoles = acted_in(before, self.state, event)
        is_seating = isinstance(event, e.PanelSeated | e.PanelMoved)  # may change a judge's seat elsewhere
        for name in self.pages.keys() & former.keys():
            if is_seating and name.startswith("judge/"):
                continue
            seen = consoles if name.startswith(("console/", "order/", "overview")) else about
            if not seen & (halls_of_page(self.state, name) | halls_of_page(before, name)):
                assert self.pages[name] == former[name], (name, event)

    def teardown(self) -> None:
        SEEN.update(self.happened)
        facts = [(decode_event(text), at, by) for text, at, by in self.facts]
        again = replay(State(), facts)
        assert again == self.state
        assert both(self.state, self.second) == []
        for track in ENTRANTS:
            assert standing_unlike(self.second, track) == []


# What is asked


def press(day: Day, lot: Lot) -> None:
    """Something that the console offers and does not block."""
    offered = view(day.state, topic(f"console/{lot.hall}"))
    if possible := [each for each in offered.buttons if not each.blocked]:
        pressed(day, lot.one_of(possible), DIRECTORS[lot.hall])


def space(day: Day, lot: Lot) -> None:
    """The next step of a hall, by its director."""
    due = view(day.state, topic(f"console/{lot.hall}")).next
    if due and not due.blocked:
        pressed(day, due, DIRECTORS[lot.hall])


def pressed(day: Day, button, by: Actor) -> None:
    """With what the page fills in."""
    command = msgspec.convert({"kind": button.kind, **button.data}, getattr(c, button.kind))
    if isinstance(command, c.RevealStandings):
        publish(day, command.track, command.hall, by)
    else:
        day.send(command, by)


def publish(day: Day, track: str, hall: str, by: Actor) -> None:
    day.send(c.RevealStandings(track, fingerprint(present(day.state, track)), hall), by)


def submit(day: Day, judge: str) -> None:
    """What a judge's page is open for; who sits nowhere has no pass."""
    tasks = view(day.state, topic(f"judge/{judge}")).tasks if judge in day.state.judge_ids() else ()
    for task in tasks:
        sheet = halls.sheet(task.performance, day.mark(), task.revision + 1)
        day.send(sheet, acting(Duty.JUDGE, judge))


def submit_all(day: Day, lot: Lot) -> None:
    for id in day.state.halls[lot.hall].on:
        for judge in day.state.panel(id):
            submit(day, judge.id)


def lead(day: Day, lot: Lot) -> None:
    """Any step about anybody, by anybody."""
    steps = (c.CallEntrant, c.OpenMarking, c.CloseMarking, c.RevealScore, c.AdvanceReveal, c.ReplayReveal)
    day.send(lot.one_of(steps)(lot.id), lot.by)


def hold(day: Day, lot: Lot) -> None:
    """A sheet returned, a judge excused or restored, a deduction, before who is on."""
    for id in day.state.halls[lot.hall].on:
        judge, by = lot.one_of(day.state.panel(id)).id, DIRECTORS[lot.hall]
        command = lot.one_of(
            (
                c.ReturnSheet(id, judge, "核对"),
                c.ExcuseJudge(id, judge, SheetPhase.ABSENT, "请假"),
                c.RestoreJudge(id, judge),
                c.EnterDeduction(id, day.mark(), "超时"),
                c.WithdrawDeduction(id, 0, "误记"),
            )
        )
        day.send(command, by)
        if lot.n > 80:
            day.send(c.Recuse(id, "回避"), acting(Duty.JUDGE, judge))


def air(day: Day, lot: Lot) -> None:
    day.send(c.ShowScene(lot.one_of(Scene), lot.hall), lot.by)
    day.send(c.SetPace(lot.one_of(Pace), lot.hall), lot.by)


def move_screen(day: Day, lot: Lot) -> None:
    pinned = lot.one_of((None, None, *Scene))
    day.send(c.AssignScreen(lot.n % 3 + 1, f"{lot.hall}厅屏", pinned, lot.hall), lot.by)


def rank(day: Day, lot: Lot) -> None:
    publish(day, lot.id.track, lot.hall, lot.by)


def finish(day: Day, lot: Lot) -> None:
    """Seldom possible: all of the track have to be revealed."""
    for tie in view(day.state, topic(f"console/{lot.hall}")).ties:
        order = tuple(each.id for each in tie.entrants)
        day.send(c.DecideTie(tie.track, order, "评委组长决定"), lot.by)
    day.send(c.LockTrack(lot.id.track), lot.by)


def status(day: Day, lot: Lot) -> None:
    status = lot.one_of(("withdrawn", "no_show", "disqualified", None, None))
    day.send(c.SetStatus(lot.id.track, lot.id.entrant, status, "来函"), lot.by)


def hand(day: Day, lot: Lot) -> None:
    judge = lot.one_of(sorted(day.state.judge_ids()))
    day.send(c.RaiseHand(), acting(Duty.JUDGE, judge))
    day.send(c.AnswerHand(judge), lot.by)


def seat(day: Day, lot: Lot) -> None:
    """A panel of A or B: moved to the other, or with judges of other panels."""
    track, round, panel, _, numbers = lot.one_of(each for each in PANELS if each[3] != "C")
    to = "AB"[lot.n // 4 % 2]
    judges = range(1, len(numbers) + 1) if lot.n % 3 else numbers
    day.send(c.MovePanel(track, round, to, panel), ORGANISER)
    day.send(c.SeatPanel(track, round, halls.panel(*judges), panel, to), ORGANISER)


def assign(day: Day, lot: Lot) -> None:
    """Somebody of a shared track goes to the other panel."""
    track, round = lot.one_of(day.state.assignments)
    panels = dict(day.state.assignments[track, round].panels)
    entrant = lot.one_of(ENTRANTS[track]).id
    panels[entrant] = "q" if panels.get(entrant) == "p" else "p"
    left = {id: panel for id, panel in panels.items() if (track, id) not in day.state.statuses}
    day.send(c.EnterAssignment(track, round, left, "见证人"), ORGANISER)


def walk(day: Day, lot: Lot) -> None:
    """Somebody to a window, from one to another, or from it."""
    window = lot.n % 4
    here = [id for id in PERFORMANCES if place(day.state, id) == lot.hall and day.state.walks(id)]
    day.send(c.CallEntrant(lot.one_of(here or [lot.id]), window), DIRECTORS[lot.hall])
    id = lot.one_of([id for id in day.state.halls[lot.hall].on if day.state.walks(id)] or [lot.id])
    command = lot.one_of((c.MoveToWindow(id, window), c.SendOn(id), c.MoveToWindow(id, window)))
    day.send(command, DIRECTORS[lot.hall])


def tell_together(day: Day, lot: Lot) -> None:
    """All that wait for it, or some, or anybody; who is marked is confirmed before."""
    settle_time(day, lot)
    for id in day.state.halls[lot.hall].on:
        day.send(c.CloseMarking(id), DIRECTORS[lot.hall])
    waiting = [id for id in PERFORMANCES if day.state.performance(id).phase is Told.CONFIRMED]
    here = tuple(id for id in waiting if place(day.state, id) == lot.hall and day.state.walks(id))
    few = (here, here[lot.n % 3 :], (lot.id,))
    day.send(c.RevealTogether(lot.one_of(few), lot.hall), DIRECTORS[lot.hall])


def keep_time(day: Day, lot: Lot) -> None:
    """Whatever may be pressed of a clock, before anybody who is on."""
    for id in day.state.halls[lot.hall].on:
        is_timed = day.state.round(id.track, id.round).time is not None
        stated = None if is_timed else lot.n
        commands = (
            c.StartClock(id),
            c.PauseClock(id, PauseReason.CLIENT),
            c.ResumeClock(id),
            c.StopClock(id),
            c.CorrectClock(id, lot.n * 3, "按下晚了"),
            c.GrantTime(id, lot.n + 1, "故障", "见证人"),
            c.ConfirmTime(id, stated),
            c.WaiveOvertime(id, "等待系统", stated),
            c.UnconfirmTime(id, "看错"),
        )
        by = acting(Duty.TIMEKEEPER, hall=lot.hall) if lot.n % 2 else DIRECTORS[lot.hall]
        for command in (commands[0], *(commands[(lot.n + n) % 9] for n in range(0, 9, lot.n % 4 + 1))):
            day.send(command, by)


def settle_time(day: Day, lot: Lot) -> None:
    """As a timekeeper does: stopped and confirmed, so that days come to scores."""
    for id in day.state.halls[lot.hall].on:
        for command in (c.StopClock(id), c.ConfirmTime(id)):
            day.send(command, acting(Duty.TIMEKEEPER, hall=lot.hall))


def attend(day: Day, lot: Lot) -> None:
    """In the waiting room, and back to it after a fault."""
    waiting = (
        c.CheckIn(lot.id, lot.one_of(Step)),
        c.CallRoll(lot.id),
        c.MoveInOrder(lot.id, None, "迟到", "见证人"),
    )
    day.send(lot.one_of(waiting), lot.by)
    id = lot.one_of((*day.state.halls[lot.hall].on, lot.id))
    attempts = len(day.state.performance(id).attempts)
    day.send(c.CountAttempt(id, lot.n % (attempts + 1), "以第一次为准", "见证人"), lot.by)
    if lot.n % 4 == 0:
        day.send(c.GrantRetake(id, "系统故障", "见证人", last=lot.n % 3 > 0), lot.by)


def lay_windows(day: Day, lot: Lot) -> None:
    """Other judges at the windows of C, or more or fewer windows of a hall."""
    windows = BENCHES[::-1] if lot.n % 2 else (BENCHES[0], ("J9", "J12"), BENCHES[1])
    day.send(c.AssignWindows("bench", "pairs", windows), ORGANISER)
    day.send(c.SetHalls(walking_halls.named({lot.hall: lot.n % 3 + 1})), ORGANISER)
    if lot.n % 3:
        day.send(c.SetHalls(walking_halls.named(WINDOWS)), ORGANISER)


def step_back(day: Day, lot: Lot) -> None:
    day.send(c.StepBack(lot.id, "核对"), lot.by)


def take_back(day: Day, lot: Lot) -> None:
    day.send(c.WithdrawStandings(lot.id.track, "有误"), lot.by)


Act = Callable[[Day, Lot], None]
ACTS = (
    *(space, submit_all) * 8,
    *(press, hold, air, step_back) * 2,
    walk, walk, walk, tell_together, tell_together, tell_together, lay_windows,
    keep_time, keep_time, settle_time, settle_time, settle_time, attend, attend,
    lead, rank, take_back, finish, status, hand, move_screen, seat, assign,
)  # fmt: skip
SEEN: Counter[str] = Counter()


def test_whatever_is_asked_in_halls_nobody_is_told_or_moved_by_another():
    limits = settings(max_examples=DAYS, stateful_step_count=STEPS, phases=PHASES, derandomize=IS_SAME)
    run_state_machine_as_test(Day, settings=limits)

    stage = {"ScoreRevealed", "SheetSubmitted", "MarkingWithdrawn", "PanelSeated", "SceneShown"}
    assert SEEN.keys() >= stage | {"WindowTaken", "WindowLeft", "BatchShown", "WindowsAssigned", "HallsSet"}
    clocks = {"ClockStarted", "ClockPaused", "ClockCorrected", "TimeConfirmed", "OvertimeWaived"}
    assert SEEN.keys() >= clocks | {"RetakeGranted", "EntrantCheckedIn", "OrderMoved"}
