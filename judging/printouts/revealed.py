"""Whether all that stands on a sheet has been shown to everybody."""

from judging.core.hall.performance import PerformanceId, Phase
from judging.core.state import State

from .sheet import Sheet


def never(state: State, sheet: Sheet) -> bool:
    """Nothing of an award is told before it is decided, nothing of the log to whoever has its paper."""
    return False


def between_judge_and_organiser(state: State, sheet: Sheet) -> bool:
    """Nobody else reads why somebody is recused from whom before the day."""
    return False


def always(state: State, sheet: Sheet) -> bool:
    return True


def scores_revealed(state: State, sheet: Sheet) -> bool:
    """That of the sheet's entrant, or those of all its lines that are not out."""
    place = sheet.place
    entrants = [place.subject] if place.subject else [line.subject for line in sheet.table.lines]
    return all(
        state.performance(PerformanceId(place.track, place.round, entrant)).phase is Phase.REVEALED
        for entrant in entrants
        if (place.track, entrant) not in state.statuses
    )


def standings_revealed(state: State, sheet: Sheet) -> bool:
    """Places and composites are public only as the ranking that was shown has them: of all, or of a class."""
    published = state.published(sheet.place.track, sheet.place.subject)
    if published is None:
        return False
    known = {(row.entrant, str(row.place), row.composite) for row in published.rows}
    columns = [column.key for column in sheet.table.columns]
    place, composite = columns.index("place"), columns.index("composite")
    return all(
        (line.subject, line.cells[place].text, line.cells[composite].text) in known
        for line in sheet.table.lines
        if line.cells[composite].text
    )


def ranking_revealed(state: State, sheet: Sheet) -> bool:
    """Whether everybody on the sheet stands in the track's ranking that was shown."""
    published = state.standings.get(sheet.place.track)
    shown = {row.entrant for row in published.rows} if published else set()
    column = [each.key for each in sheet.table.columns].index("score")
    return all(line.subject in shown for line in sheet.table.lines if line.cells[column].text)
