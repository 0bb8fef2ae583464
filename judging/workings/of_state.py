"""A competition's workbook: of the tracks that are locked, whose numbers nothing changes but a correction."""

from judging.core.honours.decided import decided
from judging.core.honours.pools import pool_of
from judging.core.honours.proposal import proposals
from judging.core.publication.ranked import day
from judging.core.state import State

from .sources import Prizes, Sources
from .to_xlsx import xlsx
from .workbook import built


def sources(state: State) -> Sources:
    """What has been locked, and the pools as they are in force."""
    names = {judge.id: judge.name for panel in state.panels.values() for judge in panel.everybody}
    names |= {judge.id: judge.name for each in state.performances.values() for judge in each.seated}
    prizes = tuple(
        Prizes(pool_of(state, found.pool), found.awards, found.open, decided(state, found.pool))
        for found in proposals(state)
    )
    days = {track.id: day(state, track.id) for track in state.rulebook.tracks if track.id in state.locked}
    return Sources(state.rulebook, days, prizes, state.name_of, lambda id: names.get(id, id))


def title(state: State) -> str:
    """Of the file."""
    return f"{state.rulebook.name}核算底稿"


def workings(state: State) -> bytes | None:
    """The .xlsx file; None as long as no track is locked."""
    return xlsx(built(sources(state)), rehearsal=state.rehearsal) if state.locked else None
