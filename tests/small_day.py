"""A small day of two tracks, played under any rules through `decide` and `apply`, with all it tells.

Its marks lie so that nearly every setting matters: an exact half, an absent judge, a deduction far below the
floor, two entrants whose composites are equal only once rounded.
"""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal
from functools import cached_property

import msgspec
from msgspec.structs import replace

from judging.core import commands as c
from judging.core.decide import decide
from judging.core.evaluating.evaluation import Evaluator, Owed
from judging.core.hall.hall import NamedHall
from judging.core.hall.performance import PerformanceId, SheetPhase
from judging.core.honours.proposal import proposals
from judging.core.moments import LATER
from judging.core.people.actor import Actor, acting
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.people.taking_part import Entrant, Judge
from judging.core.publication.ranked import ties
from judging.core.refused import Refused
from judging.core.scoring.evaluators import Who
from judging.core.scoring.imported import is_imported
from judging.core.scoring.item import DecidedBy
from judging.core.scoring.rulebook import Criterion, Kind
from judging.printouts import proof
from judging.printouts.forms import FORMS, owners, sheets
from judging.printouts.moment import moment
from judging.printouts.setting import Setting, document
from tests.day import DIRECTOR, asked, publish, view
from tests.printouts.made_up import Log

# Per entrant what each judge gives the first two criteria; None: absent.
MARKS = {
    "e1": (("55", "37.5"), ("54", "36"), ("55", "36"), ("53", "35"), ("57", "38")),  # 92.5 90 91 88 95
    "e2": (("50", "37"), ("51", "37"), ("51.5", "37.5"), ("51", "37.5"), None),  # 87 88 89 88.5 –
    "e3": (("6", "4"), ("7", "5"), ("6.5", "4.5"), ("5", "4"), ("6", "4.5")),  # 10 12 11 9 10.5
    "e4": (("50", "35"), ("52", "33"), ("48", "37.5"), ("51", "33"), ("49", "37")),  # 85 85 85.5 84 86
    "b1": (("50", "36"), ("51", "35"), ("50", "36"), ("50", "35"), ("51", "36")),
    "b2": (("45", "36"), ("46", "35"), ("45", "36"), ("45", "35"), ("46", "36")),
    "b3": (("30", "36"), ("31", "35"), ("30", "36"), ("30", "35"), ("31", "36")),
}
QUIZ = {"e1": "90", "e2": "93.05", "e3": "80", "e4": "70", "b1": "85", "b2": "80.5", "b3": "60"}
OFF = {"e3": "30"}
USED_S = {"e1": 335, "e2": 300}  # by hand, in the last segment; others are in time
FIRST_S = 40  # in the first of several segments
OVER_S = {"e2": 45}  # stated where there is no limit
LACKING = "e2"  # whom all but the first judge, and the scorekeeper, find without any compulsory item
JUDGES = tuple(Judge(f"J{n}", n, f"评委{n}") for n in range(1, 6))
ROSTERS = (("e1", "e2", "e3", "e4"), ("b1", "b2", "b3"))  # of the first track and the second
CLASSES = {"1": "综合", "2": "专窗", "3": "综合", "4": "专窗"}  # by the last digit of the id
KNOWN = Entrant("", "", "东区", years="5", team=5, leader="负责人甲")
NOW = "2026-11-20T09:00:00+00:00"


class SmallDay:
    """What the day under *rules* told: whatever was refused stands in `refused`, and the day goes on."""

    def __init__(self, rules):
        self.rules, self.log = rules, Log()
        self.refused, self.waiting = [], []
        self.told = defaultdict(list)  # audience → its views, as JSON
        self.set_up()
        for track in rules.tracks:
            for round in track.rounds:
                if round.is_evaluated:
                    self.evaluate(track.id, round)
                elif round.kind is Kind.JUDGED:
                    for entrant in self.roster[track.id]:
                        self.perform(round, PerformanceId(track.id, round.id, entrant))
                    self.reveal()
            self.end(track.id)
        self.look("console/main")

    @property
    def state(self):
        return self.log.state

    def do(self, command, by=DIRECTOR):
        """Whether it was allowed."""
        try:
            events = decide(self.state, asked(self.state, command), by, LATER)
        except Refused as refused:
            self.refused.append(refused.detail)
            return False
        for event in events:
            self.log.add(event, by.label)
        return True

    def look(self, *topics):
        for topic in topics:
            told = msgspec.json.encode(view(self.state, topic)).decode()
            self.told[topic.partition("/")[0]].append(told)

    def set_up(self):
        tracks = self.rules.tracks
        self.roster = {track.id: ids for track, ids in zip(tracks, ROSTERS, strict=False)}
        entrants = {
            track: tuple(replace(KNOWN, id=id, name=f"{id}单位", window_class=CLASSES[id[-1]]) for id in ids)
            for track, ids in self.roster.items()
        }
        self.roster.update({track.id: () for track in tracks if track.id not in self.roster})
        self.do(c.CreateCompetition(self.rules, entrants))
        self.do(c.SetPerson(Person("J5", "评委5", unit="e4单位")))
        self.do(c.AdmitScreen(1, "device", "主屏"))
        self.do(c.SetHalls((NamedHall("main", "", 2),)))
        for track in tracks:
            for round in track.rounds:
                ids = self.roster[track.id]
                if round.is_performed:
                    for panel in round.panels or ("",):
                        self.do(c.SeatPanel(track.id, round.id, in_groups(round), panel))
                        if round.window_judges:
                            ids_of = [judge.id for judge in JUDGES]
                            windows = (ids_of[: round.window_judges], ids_of[-round.window_judges :])
                            self.do(c.AssignWindows(track.id, round.id, tuple(map(tuple, windows)), panel))
                    self.do(c.EnterOrder(track.id, round.id, ids, "见证人"))
                    if round.panels:
                        self.do(c.CallEntrant(PerformanceId(track.id, round.id, ids[0])))
                        panels = {id: round.panels[id == "e2"] for id in ids}
                        self.do(c.EnterAssignment(track.id, round.id, panels, "见证人"))
                elif is_imported(round):
                    scores = {id: QUIZ[id] for id in ids}
                    self.do(c.ImportComponents(track.id, round.id, scores, "成绩.xlsx"))

    def perform(self, round, id):
        window = (2 if id.entrant == "e4" else 1) if self.state.walks(id) else 0
        if not self.do(c.CallEntrant(id, window)):
            return
        self.do(c.OpenMarking(id))
        self.look("judge/J1", "screen/1", "emcee/main")
        here = {judge.id for judge in self.state.panel(id)}
        for judge, given in zip(JUDGES, MARKS[id.entrant], strict=True):
            if judge.id not in here or judge.id in self.state.performance(id).sheets:  # recused by the call
                continue
            if given is None:
                self.do(c.ExcuseJudge(id, judge.id, SheetPhase.ABSENT, "请假"))
            else:
                self.submit(round, id, judge, given)
        if round.cases:
            self.do(c.DrawCase(id, "种子"))
        self.time(round, id)
        if id.entrant in OFF:
            self.do(c.EnterDeduction(id, OFF[id.entrant], "缺项"))
        for item in round.compulsory:
            if item.by is DecidedBy.SCOREKEEPER:
                self.do(c.DecideItem(id, item.id, id.entrant != LACKING))
        self.look("console/main")
        if round.spread is not None:
            self.do(c.ReviewSpread(id, "各有侧重"))
        if not self.do(c.CloseMarking(id)):
            self.do(c.StepBack(id, "不能出分"))
            self.do(c.StepBack(id, "不能出分"))
            return
        if round.head_confirms:
            self.do(c.ConfirmScore(id))
        self.waiting.append(id)
        self.reveal()

    def evaluate(self, track, round):
        """By the rule where there is one; else the judges fill in as they would on a panel."""
        key, listed = (track, round.id), None
        groups = [group.id for group in round.groups] or [""]
        if not {group.who for group in round.groups} & {Who.SELF, Who.PEER} and round.who is Who.LISTED:
            listed = tuple(
                Evaluator(judge.id, tuple(Owed(id, groups[n % len(groups)]) for id in self.roster[track]))
                for n, judge in enumerate(JUDGES)
            )
        self.do(c.ListEvaluators(*key, listed, {judge.id: judge.name for judge in JUDGES}))
        self.do(c.OpenEvaluation(*key))
        if key not in self.state.evaluations:
            return
        for number, found in enumerate(self.state.evaluations[key].evaluators):
            by = Actor((Appointment(Duty.EVALUATOR),), person=found.id)
            self.look(f"evaluating/{by.label}")
            self.do(c.SubmitEvaluation(*key, self.page(round, number, found)), by)
        self.look("evaluations")
        self.do(c.CloseEvaluation(*key))

    def page(self, round, number, found):
        """Each sheet as given, or as near as the rules allow; who would be absent fills in nothing."""
        page = {}
        for owed in found.owed:
            given = MARKS[owed.entrant][number]
            if given is not None:
                texts = (*given, *("1" for _ in round.criteria))
                page[owed.entrant] = {
                    criterion.id: graded(criterion, allowed(criterion, text))
                    for criterion, text in zip(round.criteria, texts, strict=False)
                }
        if round.most:
            chosen = list(page)[: round.most]
            page = {owed.entrant: {"vote": str(int(owed.entrant in chosen))} for owed in found.owed}
        return page

    def time(self, round, id):
        """By the clock where there is a limit; else the overtime is stated where it costs something."""
        if round.time is None:
            if round.overtime:
                self.do(c.ConfirmTime(id, OVER_S.get(id.entrant, 0)))
            return
        ids = [segment.id for segment in round.time.segments]
        self.do(c.StartClock(id))
        for segment in ids[1:]:
            self.do(c.NextSegment(id, segment))
        self.do(c.StopClock(id))
        for segment in ids[:-1]:
            self.do(c.CorrectClock(id, FIRST_S, "秒表", segment))
        self.do(c.CorrectClock(id, USED_S.get(id.entrant, 200), "秒表", ids[-1] if ids else ""))
        self.do(c.ConfirmTime(id))

    def submit(self, round, id, judge, given):
        """As given, or else the nearest below that the rules allow."""
        texts = (*given, *("1" for _ in round.criteria))
        by = acting(Duty.JUDGE, judge.id)
        marks = {criterion.id: text for criterion, text in zip(round.criteria, texts, strict=False)}
        items = {item.id: id.entrant != LACKING or judge.seat == 1 for item in round.asked_of_judges()}
        if not self.do(c.SubmitSheet(id, 1, marks, items=items), by):
            marks = {criterion.id: allowed(criterion, marks[criterion.id]) for criterion in round.criteria}
            assert self.do(c.SubmitSheet(id, 1, marks, items=items), by)

    def reveal(self):
        """All that may be revealed now, in order."""
        while self.waiting and self.do(c.RevealScore(self.waiting[0])):
            self.waiting.pop(0)
            self.look("screen/1", "emcee/main")

    def end(self, track):
        self.do(publish(track))
        while tied := ties(self.state, track):
            self.do(c.LockTrack(track))
            self.do(c.DecideTie(track, tied[0].entrants[::-1], "评委组长决定"))
            self.do(publish(track))
        self.look("screen/1", "emcee/main")
        self.do(c.LockTrack(track))

    @property
    def panels(self):
        return self.state.panels

    @property
    def announced(self):
        performances = self.state.performances.items()
        return {id: found.announced for id, found in performances if found.announced}

    @property
    def scores(self):
        return {id: found.score for id, found in self.announced.items()}

    def scores_of(self, track):
        return {id.entrant: score for id, score in self.scores.items() if id.track == track}

    def composites_of(self, track):
        return {row.entrant: row.composite for row in self.standings.get(track, ())}

    @property
    def standings(self):
        return dict(self.state.locked)

    @property
    def awards(self):
        """By pool its awards and what explains them, or why it is open."""
        found = {each.pool: each for each in proposals(self.state)}
        return {pool: each.open or (each.awards, each.notes) for pool, each in found.items()}

    @cached_property
    def sheets(self):
        now = moment(self.log.entries)
        return [
            sheet
            for name, form in FORMS.items()
            for id in owners(self.state, form)
            for sheet in sheets(now, name, id)
        ]

    @cached_property
    def paper(self):
        """What stands on it, and its check codes as they would be if the logs were the same."""
        now = replace(moment(self.log.entries), tail="0" * 64)
        proven = [proof.code(now, sheet) for sheet in self.sheets if FORMS[sheet.form].is_proven]
        return self.sheets, proven

    @cached_property
    def print(self):
        """All pages, in HTML."""
        return document(moment(self.log.entries), self.sheets, SETTING)

    def part(self, name):
        """What the day told of one kind, to be compared."""
        return self.told[name] if name in AUDIENCES else getattr(self, name)

    def said(self, audience):
        """All the audience was told, as one text."""
        return self.print if audience == "paper" else "\n".join(self.told[audience])


OF_PERFORMANCES = ("judge", "screen", "emcee", "console")
AUDIENCES = (*OF_PERFORMANCES, "evaluating", "evaluations")
SETTING = Setting(datetime.fromisoformat(NOW), is_alone=True)


def in_groups(round):
    """By turns in the first group and in the last; in none where there are none."""
    if not round.groups:
        return JUDGES
    groups = round.groups[0].id, round.groups[-1].id
    return tuple(replace(judge, group=groups[n % 2]) for n, judge in enumerate(JUDGES))


def graded(criterion: Criterion, text: str) -> str:
    """The nearest grade, where there are any."""
    marks = sorted((abs(grade.mark - Decimal(text)), str(grade.mark)) for grade in criterion.grades)
    return marks[0][1] if marks else text


def allowed(criterion: Criterion, text: str) -> str:
    value = min(max(Decimal(text), criterion.min), criterion.max)
    return str(criterion.min + (value - criterion.min) // criterion.step * criterion.step)
