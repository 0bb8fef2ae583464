"""The whole workbook: the rules, each track's rounds, composites and places, and the award pools."""

from judging.core.scoring.day import Day
from judging.core.scoring.ranking import track_result
from judging.core.scoring.rulebook import Track
from judging.core.words import STATUSES

from .composite_rules import track_cells
from .composites import TrackPlaces, track_places
from .pages import Book
from .parameters import Parameters
from .prizes import prizes_page
from .rounds import RoundSheet
from .rounds_rules import RoundPlace, round_cells
from .sources import Sources


def built(sources: Sources) -> Book:
    """All worksheets. Raises ValueError where somebody's score is still held."""
    book = Book()
    parameters = Parameters(book, f"{sources.rulebook.name}：规则")
    tracks = [
        track
        for track in sources.rulebook.tracks
        if track.id in sources.days and _ranked(sources.days[track.id])
    ]
    found = {track.id: _track(book, parameters, sources, track) for track in tracks}
    for prizes in sources.prizes:
        of = [found[track.id] for track in tracks if track.pool == prizes.pool.id]
        if of:
            prizes_page(book, sources, parameters, prizes, of)
    return book


def _ranked(day: Day) -> bool:
    """Whether anybody is: of those who all withdrew there is nothing to compute."""
    return any(entrant not in day.statuses for entrant in day.entrants)


def _track(book: Book, parameters: Parameters, sources: Sources, track: Track) -> TrackPlaces:
    day = sources.days[track.id]
    result = track_result(track, day)
    if result.held:
        raise ValueError(f"{track.id}: {result.held[0].detail}")
    cells = {round.id: round_cells(parameters, track, round, day) for round in track.rounds}
    places = [RoundPlace(track, round, day, cells[round.id]) for round in track.rounds]
    rounds = [RoundSheet(book, parameters, sources, place).result() for place in places]
    shares = track_cells(parameters, track, cells)
    placed = track_places(book, sources, shares, rounds, result)
    if result.unranked:
        _unranked(book, sources, track, result.unranked)
    return placed


def _unranked(book: Book, sources: Sources, track: Track, found: tuple[tuple[str, str], ...]) -> None:
    page = book.page(
        f"{track.name}·不参加排名",
        f"{track.name}：不参加排名",
        ("弃权、缺席、取消资格的没有名次，也不算零分。",),
    )
    page.stated("编号", "id", (entrant for entrant, _ in found))
    page.stated("参赛对象", "name", (sources.entrant(track.id, entrant) for entrant, _ in found))
    page.stated("情况", "text", (str(STATUSES[status]) for _, status in found))
