"""A made-up day: the preset's 24 centres before a panel of seven, as entries of a log."""

from decimal import Decimal
from itertools import cycle

from judging import presets
from judging.core import events as e
from judging.core import live
from judging.core.apply import apply
from judging.core.draw import shuffled
from judging.core.people import Entrant, Judge
from judging.core.performance import PerformanceId, SheetPhase
from judging.core.results import Deduction
from judging.core.state import State
from judging.store import draft
from judging.store.chain import START, linked, verified
from judging.store.sqlite import SqliteLog

TRACK, ROUND, SEED = "centre", "present", "20261120"
NUMERALS = "一二三四五六七八九十甲乙丙丁戊"
FULL = {"standard": 30, "online": 30, "management": 20, "highlight": 20}
AT = "2026-11-20T06:{:02}:{:02}.123Z"

# What seven judges take off 100, in halves: extremes at different seats, and the same score now and then.
LOST = (16, 10, 13, 18, 5, 22, 7), (20, 28, 23, 35, 9, 25, 31), (29, 29, 11, 37, 24, 20, 32)


class Log:
    """Entries as a competition's file would hold them, and the state they add up to."""

    def __init__(self):
        self.state, self.entries, self.drafts, self._tail = State(), [], [], START
        self.lost = cycle(LOST)

    def add(self, event, by="director"):
        number = len(self.entries)
        made = [draft(event, AT.format(number // 60 % 60, number % 60), by, f"{number:032x}")]
        rows = [(row[0], *(text.encode() for text in row[1:])) for row in linked(self._tail, made)]
        [entry] = verified(self._tail, rows)
        self._tail = (entry.position, entry.hash)
        self.drafts += made
        self.entries.append(entry)
        self.state = apply(self.state, entry.event, entry.at, entry.by)

    def close(self, id):
        self.add(e.MarkingClosed(id, live.announced(self.state, id)))

    def reveal(self, id):
        self.add(e.ScoreRevealed(id, self.state.performance(id).announced))

    async def save(self, path):
        """As a competition's file."""
        log = await SqliteLog.open(path)
        await log.append(self.drafts)
        await log.close()


def performance(entrant):
    return PerformanceId(TRACK, ROUND, entrant)


def set_up(*, rehearsal=False, judges=7, entrants=()):
    """A competition with panel, components and running order; nobody was called yet."""
    preset = presets.load("shequ-2024")
    entrants = entrants or tuple(Entrant(found.id, found.name, found.district) for found in preset.entrants)
    log = Log()
    log.add(e.CompetitionCreated(preset.rulebook, {TRACK: entrants}, rehearsal), "organiser")
    panel = tuple(Judge(f"J{n}", n, f"评委{NUMERALS[n - 1]}") for n in range(1, judges + 1))
    log.add(e.PanelSeated(TRACK, ROUND, panel), "organiser")
    components = {found.id: f"{95 - number * 7 % 24}.{number % 10}0" for number, found in enumerate(entrants)}
    log.add(e.ComponentsImported(TRACK, "daily", components, "日常服务能级.xlsx"), "organiser")
    log.add(e.OrderDrawn(TRACK, ROUND, shuffled(components, SEED), SEED), "organiser")
    return log


def marks(lost):
    """100 less *lost* halves, taken off the four criteria in turn."""
    off = {id: len(range(n, lost, 4)) for n, id in enumerate(FULL)}
    return {id: f"{full - off[id] / 2:g}" for id, full in FULL.items()}


def mark(log, entrant, lost=None):
    id = performance(entrant)
    log.add(e.EntrantCalled(id))
    log.add(e.MarkingOpened(id))
    for judge, own in zip(log.state.panel(id), cycle(lost or next(log.lost))):
        log.add(e.SheetSubmitted(id, judge.id, 1, marks(own)), f"judge/{judge.id}")
    return id


def play(log, entrants=None):
    """Marks, confirms and reveals *entrants*, or all in running order."""
    for entrant in entrants or log.state.orders[TRACK, ROUND].entrants:
        id = mark(log, entrant)
        log.close(id)
        log.reveal(id)


def full_day(*, rehearsal=False):
    """All 24, with what can go wrong: a returned sheet, a recusal, a deduction, one who withdrew."""
    log = set_up(rehearsal=rehearsal)
    first, second, third, *others = log.state.orders[TRACK, ROUND].entrants
    id = mark(log, first)
    log.add(e.SheetReturned(id, "J3", "漏看评分说明"))
    log.add(e.SheetSubmitted(id, "J3", 2, marks(21)), "judge/J3")
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
