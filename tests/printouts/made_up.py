"""A made-up day: the preset's 24 centres before a panel of seven, as entries of a log."""

from decimal import Decimal
from itertools import cycle

from judging import presets
from judging.core import events as e
from judging.core.apply import apply
from judging.core.hall.performance import PerformanceId, SheetPhase
from judging.core.marking.turns import announced
from judging.core.people.taking_part import Entrant, Judge
from judging.core.scoring.day import Deduction
from judging.core.setup.draw import shuffled
from judging.core.state import State
from judging.printouts.forms import FORMS
from judging.store import draft
from judging.store.chain import START, as_read, linked, verified
from judging.store.sqlite import SqliteLog

TRACK, ROUND, SEED = "centre", "present", "20261120"
# Nobody is assigned, drawn, replaced, praised, in training or of a class; no track is locked or of persons,
# nobody objects, and nothing is timed or measured; of paper sheets there are 168.
NOT_MADE_UP = (
    *("assignment", "panel", "timing", "trainees", "paper", "correction", "replaced", "ledger"),
    *("objection", "answer"),
    *("classes", "points", "highlights", "showcase", "person-application"),
)
OF_TRACKS = [name for name, form in FORMS.items() if form.is_of_track and name not in NOT_MADE_UP]
OF_LOCK = [name for name in OF_TRACKS if FORMS[name].tells_lock]
NUMERALS = "一二三四五六七八九十甲乙丙丁戊"
FULL = {"work": 30, "service": 30, "reputation": 20, "system": 10, "environment": 10}
AT = "2026-11-20T06:{:02}:{:02}.123Z"

# What seven judges take off 100, in halves: extremes at different seats, and the same score now and then.
LOST = (16, 10, 13, 18, 5, 22, 7), (20, 28, 23, 35, 9, 25, 31), (29, 29, 11, 37, 24, 20, 32)


class Log:
    """Entries as a competition's file would hold them, and the state they add up to."""

    def __init__(self):
        self.state, self.entries, self.drafts, self._tail = State(), [], [], START
        self.lost = cycle(LOST)

    def add(self, event, by="director", at=""):
        number = len(self.entries)
        at = at or AT.format(number // 60 % 60, number % 60)
        made = [draft(event, at, by, f"{number:032x}")]
        [entry] = verified(self._tail, as_read(linked(self._tail, made)))
        self._tail = (entry.position, entry.hash)
        self.drafts += made
        self.entries.append(entry)
        self.state = apply(self.state, entry.event, entry.at, entry.by)

    def close(self, id):
        self.add(e.MarkingClosed(id, announced(self.state, id)))

    def reveal(self, id):
        self.add(e.ScoreRevealed(id, self.state.performance(id).announced))

    async def save(self, path):
        """As a competition's file."""
        log = await SqliteLog.open(path)
        await log.append(self.drafts, log.tail)
        await log.close()


def performance(entrant):
    return PerformanceId(TRACK, ROUND, entrant)


def set_up(*, rehearsal=False, judges=7, entrants=(), rules=None):
    """A competition with panel, components and running order; nobody was called yet."""
    preset = presets.load("shequ-2024")
    entrants = entrants or tuple(Entrant(found.id, found.name, found.district) for found in preset.entrants)
    log = Log()
    log.add(e.CompetitionCreated(rules or preset.rulebook, {TRACK: entrants}, rehearsal), "organiser")
    panel = tuple(Judge(f"J{n}", n, f"评委{NUMERALS[n - 1]}") for n in range(1, judges + 1))
    log.add(e.PanelSeated(TRACK, ROUND, panel), "organiser")
    components = {found.id: f"{95 - number * 7 % 24}.{number % 10}0" for number, found in enumerate(entrants)}
    log.add(e.ComponentsImported(TRACK, "daily", components, "日常服务能级.xlsx"), "organiser")
    log.add(e.OrderDrawn(TRACK, ROUND, shuffled(components, SEED), SEED), "organiser")
    return log


def marks(lost, full=FULL):
    """100 less *lost* halves, taken off the criteria in turn."""
    off = {id: len(range(n, lost, len(full))) for n, id in enumerate(full)}
    return {id: f"{most - off[id] / 2:g}" for id, most in full.items()}


def full_marks(log):
    """What the rules of *log* let a judge give at most, by criterion."""
    return {found.id: int(found.max) for found in log.state.round(TRACK, ROUND).criteria}


def mark(log, entrant, lost=None):
    id = performance(entrant)
    log.add(e.EntrantCalled(id))
    log.add(e.MarkingOpened(id))
    for judge, own in zip(log.state.panel(id), cycle(lost or next(log.lost))):
        log.add(e.SheetSubmitted(id, judge.id, 1, marks(own, full_marks(log))), f"judge/{judge.id}")
    return id


def play(log, entrants=None):
    """Marks, confirms and reveals *entrants*, or all in running order."""
    for entrant in entrants or log.state.orders[TRACK, ROUND].entrants:
        id = mark(log, entrant)
        log.close(id)
        log.reveal(id)


def full_day(*, rehearsal=False, rules=None):
    """All 24, with what can go wrong: a returned sheet, a recusal, a deduction, one who withdrew."""
    log = set_up(rehearsal=rehearsal, rules=rules)
    first, second, third, *others = log.state.orders[TRACK, ROUND].entrants
    id = mark(log, first)
    log.add(e.SheetReturned(id, "J3", "漏看评分说明"))
    log.add(e.SheetSubmitted(id, "J3", 2, marks(21, full_marks(log))), "judge/J3")
    log.close(id)
    log.reveal(id)
    id = mark(log, second)
    log.add(e.JudgeExcused(id, "J2", SheetPhase.RECUSED, "曾在该单位任职"))
    log.add(e.DeductionEntered(id, Deduction(Decimal("0.5"), "超时 20 秒")))
    log.close(id)
    log.reveal(id)
    log.add(e.StatusSet(TRACK, third, "withdrawn", "来函说明"))
    play(log, others)
    return log
