"""Which entries still wait for the verifier: those of a performance under way, and of imported rounds."""

from collections.abc import Iterator

from judging.core.hall.performance import PerformanceId, Phase
from judging.core.scoring.rulebook import Kind
from judging.core.state import State

from .waiting_entry import WaitingEntry

BEFORE_IT_IS_CONFIRMED = (Phase.CALLED, Phase.MARKING)


def waiting(state: State) -> Iterator[WaitingEntry]:
    """Oldest first; not what belongs to an attempt that was set aside, or to a round that is no more."""
    for entry in state.entries.values():
        id = getattr(entry.asked, "performance", None)
        if _is_unjudged(state, entry) if id is None else _is_open(state, entry, id):
            yield entry


def _is_open(state: State, entry: WaitingEntry, id: PerformanceId) -> bool:
    performance = state.performances.get(id)
    if performance is None or performance.attempt != entry.attempt:
        return False
    return performance.phase in BEFORE_IT_IS_CONFIRMED


def _is_unjudged(state: State, entry: WaitingEntry) -> bool:
    try:
        return state.round(entry.asked.track, entry.asked.round).kind is not Kind.JUDGED
    except KeyError:
        return False


def waiting_about(state: State, id: PerformanceId) -> tuple[WaitingEntry, ...]:
    """Deductions and items of this performance that one person has entered."""
    return tuple(each for each in waiting(state) if getattr(each.asked, "performance", None) == id)


def waiting_imports(state: State, track: str) -> tuple[str, ...]:
    """The rounds of the track whose scores one person has imported, or recorded in the ledger."""
    rounds = (each.asked.round for each in waiting(state) if getattr(each.asked, "track", None) == track)
    return tuple(dict.fromkeys(rounds))
