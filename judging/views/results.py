"""What every guest may look up on the result page: what was published, and what a screen has told in full.

A guest's phone is never ahead of the hall: a score whose reveal is still on the screen is not in here, nor
one that a correction has changed and that nobody has published since.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core.correction.record import Fate
from judging.core.hall.air import Scene
from judging.core.hall.hall import Hall
from judging.core.hall.performance import PerformanceId, Phase
from judging.core.people.taking_part import names_among
from judging.core.publication.equalising import is_equalised
from judging.core.publication.standing import StandingRow, Standings
from judging.core.scoring.rulebook import Track
from judging.core.state import State

from .honours_told import OwnHonour, Told, ToldAward, honours_of, told_awards, told_honours
from .unchanged import JUDGED_BY, Parts, remembered

# A black screen may come between the beats of a reveal.
ON_THE_WAY = (Scene.REVEAL, Scene.SCORES, Scene.BLACK)


class ResultRow(Struct, frozen=True):
    """Of one entrant. `scores` as `ResultTrack.rounds`, "" where nothing has been told."""

    name: str
    district: str
    scores: tuple[str, ...]
    place: int | None = None  # in the published ranking of the track
    composite: str = ""
    within: str = ""  # the window class whose published ranking it is in
    class_place: int | None = None
    unequalised: bool = False  # 现场原始得分, as panels are made comparable later
    corrected: bool = False  # 已更正
    on_screen: bool = False  # its score is being told in the hall
    honours: tuple[OwnHonour, ...] = ()


class ResultTrack(Struct, frozen=True):
    name: str
    rounds: tuple[str, ...]
    rows: tuple[ResultRow, ...]  # those that are ranked first, in their order
    ranked: int = 0  # in the published ranking, of `of` who will be in the end
    of: int = 0


class ResultsView(Struct, frozen=True):
    competition: str
    organiser: str
    rehearsal: bool
    open: bool  # as long as it is not nothing else is told
    tracks: tuple[ResultTrack, ...] = ()  # those of which anything was told
    awards: tuple[ToldAward, ...] = ()  # likewise


def parts(state: State, _: str) -> Parts:
    """All that it reads."""
    revealed = (found for found in state.performances.values() if found.phase is Phase.REVEALED)
    halls = ((str(hall.scene), hall.playback, hall.batch, hall.on_stage) for hall in state.halls.values())
    return (
        *(getattr(state, name) for name in JUDGED_BY),
        *revealed,
        *(part for hall in halls for part in hall),
    )


@remembered(parts)
def results(state: State, _: str) -> ResultsView:
    rules = state.rulebook
    told = ResultsView(rules.name, rules.organiser, state.rehearsal, state.results_open)
    if not state.results_open:
        return told
    honours = told_honours(state)
    tracks = tuple(found for track in rules.tracks if (found := result_track(state, track, honours)).rows)
    return replace(told, tracks=tracks, awards=told_awards(state, honours))


def result_track(state: State, track: Track, honours: Told) -> ResultTrack:
    """Without rows as long as nothing was told of it."""
    entrants, whole = state.entrants.get(track.id, {}), state.standings.get(track.id)
    names, ranked = names_among(entrants.values()), ranked_rows(state, track.id)
    rows = {id: ranked_row(state, track, names[id], found) for id, found in ranked.items()}
    for id in entrants:
        if id not in rows and (row := revealed_row(state, track, id, names[id])):
            rows[id] = row
    for id, own in honours_of(state, track.id, honours).items():
        blank = ResultRow(names[id], entrants[id].district, ("",) * len(track.rounds))
        rows[id] = replace(rows.get(id, blank), honours=own)
    return ResultTrack(
        track.name,
        tuple(round.name for round in track.rounds),
        tuple(rows.values()),
        ranked=len(whole.rows) if whole else 0,
        of=whole.of if whole else 0,
    )


Published = tuple[Standings, StandingRow]


def ranked_rows(state: State, track: str) -> Mapping[str, list[Published]]:
    """Who stands in a published ranking: in that of the track, in that of a window class, or in both."""
    found: dict[str, list[Published]] = {}
    by_class = (shown for (of, _), shown in state.class_standings.items() if of == track)
    for shown in (*filter(None, (state.standings.get(track),)), *by_class):
        for row in shown.rows:
            found.setdefault(row.entrant, []).append((shown, row))
    return found


def ranked_row(state: State, track: Track, name: str, found: list[Published]) -> ResultRow:
    """As it was published, whatever has come after."""
    (newest, row) = max(found, key=lambda each: each[0].at)
    whole = next((each for shown, each in found if not shown.within), None)
    in_class = next(((shown, each) for shown, each in found if shown.within), None)
    return ResultRow(
        name,
        state.entrants[track.id][row.entrant].district,
        tuple(row.scores[round.id] for round in track.rounds),
        place=whole.place if whole else None,
        composite=row.composite,
        within=in_class[0].within if in_class else "",
        class_place=in_class[1].place if in_class else None,
        corrected=any(at < newest.at for at in corrections_of(state, track.id, row.entrant)),
    )


def revealed_row(state: State, track: Track, entrant: str, name: str) -> ResultRow | None:
    """What the hall has seen of somebody who is in no published ranking."""
    if (track.id, entrant) in state.statuses or corrections_of(state, track.id, entrant):
        return None
    ids = [PerformanceId(track.id, round.id, entrant) for round in track.rounds]
    scores = tuple(told_score(state, id) for id in ids)
    on_screen = any(is_being_told(state, id) for id in ids)
    if not any(scores) and not on_screen:
        return None
    told = zip(track.rounds, scores, strict=True)
    return ResultRow(
        name,
        state.entrants[track.id][entrant].district,
        scores,
        unequalised=any(score and is_equalised(round) for round, score in told),
        on_screen=on_screen,
    )


def corrections_of(state: State, track: str, entrant: str) -> tuple[str, ...]:
    """When corrections of scores of this entrant took effect."""
    return tuple(
        each.at
        for each in state.corrections.values()
        if each.fate is Fate.APPLIED
        and (each.performance.track, each.performance.entrant) == (track, entrant)
    )


def told_score(state: State, id: PerformanceId) -> str:
    """ "" of what was not revealed, or is just being told."""
    found = state.performance(id)
    if found.phase is not Phase.REVEALED or found.announced is None or is_being_told(state, id):
        return ""
    return found.announced.score


def is_being_told(state: State, id: PerformanceId) -> bool:
    """Whether a screen may be on its way to the score: no view knows the time, so until the scene is over."""
    revealed = state.performance(id).phase is Phase.REVEALED
    return revealed and any(id in _being_told(hall) for hall in state.halls.values())


def _being_told(hall: Hall) -> Iterator[PerformanceId]:
    if hall.scene not in ON_THE_WAY:
        return
    if hall.playback and hall.playback.performance == hall.on_stage:
        yield hall.playback.performance
    if hall.batch:
        yield from hall.batch.performances
