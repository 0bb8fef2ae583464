"""The second engine follows who walks on, is replaced or judged again, from the log's text alone."""

from msgspec.structs import replace

from judging.codec import encode_event
from judging.core import commands as c
from judging.core.apply import apply
from judging.core.correction.record import NewMarks
from judging.core.decide import decide
from judging.core.hall.performance import SheetPhase, Short
from judging.core.marking.short_deciding import is_short
from judging.core.moments import LATER
from judging.core.people.actor import acting
from judging.core.people.duty import Duty
from judging.core.people.taking_part import Entrant, Judge
from judging.core.publication.ranked import ties
from judging.core.state import State
from judging.recheck import both
from judging.second.announcements import standing_unlike, unlike
from judging.second.logged import Logged, read
from tests import panels_day
from tests.day import AT, ORGANISER, asked, publish


class Twice:
    """A day that both engines follow, step by step; the second reads each entry as it would be written."""

    def __init__(self):
        self.state, self.log = State(), Logged()

    def do(self, command, by=ORGANISER):
        for event in decide(self.state, asked(self.state, command), by, LATER):
            text = read(encode_event(event))
            assert unlike(self.log, text) == []
            self.log.take(text)
            self.state = apply(self.state, event, AT, by.label)

    def mark(self, entrant, mark):
        id = panels_day.on(entrant)
        for judge in self.state.panel(id):
            sheet = c.SubmitSheet(id, 1, {"all": mark}, attempt=self.state.performance(id).attempt)
            self.do(sheet, acting(Duty.JUDGE, judge.id))

    def confirmed(self, entrant, mark):
        id = panels_day.on(entrant)
        for command in (c.CallEntrant(id), c.OpenMarking(id)):
            self.do(command)
        self.mark(entrant, mark)
        self.do(c.CloseMarking(id))

    def judged(self, entrant, mark):
        self.confirmed(entrant, mark)
        self.do(c.RevealScore(panels_day.on(entrant)))

    def agrees(self):
        for track in self.state.rulebook.tracks:
            assert standing_unlike(self.log, track.id) == []
        assert both(self.state, self.log) == []


def set_up():
    """Six people before two panels, the reserves behind them."""
    day = Twice()
    reserves = (Entrant("r1", "候补甲", "西区"), Entrant("r2", "候补乙", "东区"))
    for command in (
        c.CreateCompetition(panels_day.RULES, {"people": panels_day.ENTRANTS}),
        c.SetEntrants("people", panels_day.ENTRANTS, reserves),
        c.SetHalls(panels_day.HALLS),
        panels_day.seat("A", panels_day.A, "main"),
        panels_day.seat("B", panels_day.B, "h2"),
        panels_day.ASSIGN,
        c.EnterOrder("people", "show", panels_day.ORDER, "见证人"),
    ):
        day.do(command)
    return day


def test_who_takes_a_place_is_judged_and_put_on_a_par_with_that_panel():
    day = set_up()
    day.do(c.ReplaceEntrant("people", "p4", "来函", "见证人"))
    day.do(c.WalkOn("people", Entrant("", "路人"), "通知", "见证人", "A"))

    for entrant, mark in {"p1": 80, "p2": 90, "p3": 70, "r1": 95, "p5": 60, "p6": 85, "w1": 66}.items():
        day.judged(entrant, str(mark))

    day.agrees()
    day.do(publish("people"))
    day.do(c.LockTrack("people"))
    assert len(day.state.locked["people"]) == 7


def retaken():
    """p1 had 80 and a deduction, performs again and has 77; nobody has been told."""
    day, id = set_up(), panels_day.on("p1")
    for command in (c.CallEntrant(id), c.EnterDeduction(id, "5", "超时"), c.OpenMarking(id)):
        day.do(command)
    day.mark("p1", "80")
    day.do(c.CloseMarking(id))
    day.do(c.GrantRetake(id, "停电", "见证人"))
    day.confirmed("p1", "77")
    return day


def score(day):
    return day.state.performance(panels_day.on("p1")).announced.score


def test_each_attempt_is_computed_again_whichever_counts():
    day = retaken()
    assert score(day) == "77.00"
    day.agrees()

    day.do(c.CountAttempt(panels_day.on("p1"), 0, "仲裁", "见证人"))

    assert score(day) == "75.00"
    day.agrees()


def test_a_wrong_score_that_does_not_count_is_noticed():
    day = retaken()
    where = ("people", "show", "p1")
    day.log.attempts[where][0]["announced"] = {**day.log.attempts[where][0]["announced"], "score": "76.00"}

    assert [each.what for each in standing_unlike(day.log, "people")] == ["score"]


def test_an_attempt_without_a_score_cannot_count():
    day = retaken()
    event = {"kind": "AttemptCounted", "performance": {"track": "people", "round": "show", "entrant": "p1"}}

    assert [each.what for each in unlike(day.log, {**event, "attempt": 5})] == ["score"]


def test_a_recusal_stays_with_the_entrant():
    day, id = set_up(), panels_day.on("p1")
    day.do(c.CallEntrant(id))
    day.do(c.Recuse(id, "亲属"), acting(Duty.JUDGE, "J2"))
    day.do(c.GrantRetake(id, "停电", "见证人"))
    for command in (c.CallEntrant(id), c.OpenMarking(id)):
        day.do(command)
    for judge in ("J1", "J3"):
        day.do(c.SubmitSheet(id, 1, {"all": "70"}, attempt=1), acting(Duty.JUDGE, judge))
    day.do(c.CloseMarking(id))

    assert score(day) == "70.00"
    day.agrees()


def with_reserve():
    """A reserve waits behind panel A; p1 is being judged."""
    day, id = set_up(), panels_day.on("p1")
    seated = panels_day.seat("A", panels_day.A, "main")
    day.do(replace(seated, reserves=(Judge("R1", 1, "候补一"),)))
    for command in (c.CallEntrant(id), c.OpenMarking(id)):
        day.do(command)
    return day, id


def test_paper_that_was_typed_before_its_judge_was_replaced_counts_for_that_judge():
    day, id = with_reserve()
    [left, *others] = day.state.panel(id)
    day.do(c.EnterSheet(id, left.id, 1, {"all": "70"}))

    day.do(c.ReplaceJudge("people", "show", left.seat, "R1", "手机没电", "A"))
    day.do(c.ConfirmSheet(id, left.id, {"all": "70"}), acting(Duty.DIRECTOR))
    for judge in others:
        day.do(c.SubmitSheet(id, 1, {"all": "80"}), acting(Duty.JUDGE, judge.id))
    day.do(c.CloseMarking(id))

    assert day.state.performance(id).announced.marks[0].judge == left.id
    day.agrees()


def test_replaced_on_paper_again_and_corrected_after_the_lock():
    day, id = with_reserve()
    [left, *others] = day.state.panel(id)
    day.do(c.SubmitSheet(id, 1, {"all": "60"}), acting(Duty.JUDGE, others[0].id))
    day.do(c.ReplaceJudge("people", "show", left.seat, "R1", "突发不适", "A"))
    day.do(c.GrantRetake(id, "停电", "见证人", last=False))
    for command in (c.CallEntrant(id), c.OpenMarking(id)):
        day.do(command)
    day.do(c.ExcuseJudge(id, others[0].id, SheetPhase.RECUSED, "亲属"))
    for judge in (*others[1:], Judge("R1", 1, "")):
        day.do(c.EnterSheet(id, judge.id, 1, {"all": "77"}, attempt=1))
        day.do(c.ConfirmSheet(id, judge.id, {"all": "77"}, attempt=1), acting(Duty.DIRECTOR))
    if is_short(day.state, id):
        day.do(c.DecideShort(id, Short.SHRINK, "按现有份数"))
    for command in (c.CloseMarking(id), c.RevealScore(id)):
        day.do(command)
    for entrant in ("p2", "p3", "p4", "p5", "p6"):
        day.judged(entrant, "80")
    day.agrees()
    day.do(publish("people"))
    for tie in ties(day.state, "people"):
        day.do(c.DecideTie("people", tie.entrants, "组长决定"))
    day.do(c.LockTrack("people"))

    day.do(c.ProposeCorrection(id, NewMarks("R1", {"all": "79"}), "抄错"))
    day.do(c.ApplyCorrection(1), acting(Duty.DIRECTOR))

    assert day.state.performance(id).announced.score == ("79.00" if len(others) == 1 else "78.00")
    day.agrees()
