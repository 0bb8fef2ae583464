"""The preset's individual pool, locked and decided by a meeting, as entries of a log."""

from judging.core import events as e
from judging.core.honours.computed import computed
from judging.core.honours.decided import agenda
from judging.core.honours.deciding import computed_digest
from judging.core.honours.decision import Ruling, Verdict

from .test_proposals import POOL, falling, locked

MEMBERS = ("委员一", "委员二", "委员三")


def decided_log(front=60, back=25, vetoed=(), **which):
    """With 85 individuals, as the plan has them; *vetoed* are entrants whom the meeting refused."""
    log = locked(front=falling("98.00", front), back=falling("97.90", back), **which)
    decide(log, vetoed)
    return log


def decide(log, vetoed=()):
    found = agenda(log.state, POOL)
    rulings = tuple(
        Ruling(line, Verdict.VETOED, "材料不实")
        if line.entrant in vetoed
        else Ruling(line, Verdict.CONFIRMED)
        for line in found.undecided
    )
    basis = computed_digest(computed(log.state, POOL))
    number = len(log.state.decisions.get(POOL, ())) + 1
    log.add(e.DecisionRecorded(POOL, number, MEMBERS, rulings, "", found.digest, basis, "organiser"))
