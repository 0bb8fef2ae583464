"""What `judging tally` prints for people: rankings, what is held, awards, and how each score came about."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from judging.core.scoring.awards import Allocation, allocation
from judging.core.scoring.day import Day, Score, Standing, TraceStep, TrackResult, Turn
from judging.core.scoring.numbers import plain, shortest
from judging.core.scoring.rulebook import Kind, Round, Rulebook, Track
from judging.core.scoring.told import told
from judging.core.scoring.trace import composite_trace, trace
from judging.core.sentence import sentence
from judging.core.words import STATUSES

FEW = sentence("参加的场次太少")  # the status "minimum" of a season
Results = Mapping[str, TrackResult]  # by track


def report(rulebook: Rulebook, results: Results) -> Iterator[str]:
    """The lines of all tables, tracks before pools."""
    yield rulebook.name
    for track in rulebook.tracks:
        yield ""
        yield f"【{track.name}】"
        yield from ranking(track, results[track.id])
        yield from not_ranked(track, results[track.id])
    for pool in rulebook.pools:
        yield ""
        yield f"【{pool.name}】"
        yield from prizes(rulebook, allocation(rulebook, pool, results))


def ranking(track: Track, result: TrackResult) -> Iterator[str]:
    scores = scores_of(result)
    rows = [
        (
            "待定" if standing.place is None else str(standing.place),
            standing.entrant,
            *(announced(scores[standing.entrant][round.id]) for round in track.rounds),
            plain(standing.composite),
            tie_word(track, standing),
        )
        for standing in result.standings
    ]
    names = (f"{round.name}×{shortest(round.weight)}" for round in track.rounds)
    yield from table(("名次", "参赛对象", *names, "综合成绩", "并列"), rows)


def announced(score: Score) -> str:
    """The final score, with what was taken off or what it was before the panels were put at par."""
    notes = []
    if score.deductions:
        notes.append(f"扣 {shortest(score.deductions)}")
    if score.coefficient is not None:
        notes.append(f"原始 {plain(score.announced)}")
    return plain(score.score) + (f"（{'，'.join(notes)}）" if notes else "")


def tie_word(track: Track, standing: Standing) -> str:
    match standing.broken_by:
        case None:
            return ""
        case "share":
            return "名次并列"
        case "unbroken":
            return "未能分出"
        case "manual":
            return "评委组长定"
        case step:
            round = step.partition(":")[2].partition(".")[0]
            return f"由{track.round(round).name}分出（{step}）"


def not_ranked(track: Track, result: TrackResult) -> Iterator[str]:
    names = {round.id: round.name for round in track.rounds}
    if result.held:
        yield "暂不能排名："
        for held in result.held:
            where = f"{names[held.round]}，" if held.round else ""
            yield f"  {held.entrant}：{where}{held.detail}"
    for entrant, status in result.unranked:
        yield f"不排名：{entrant}（{STATUSES.get(status, FEW)}）"


def prizes(rulebook: Rulebook, found: Allocation) -> Iterator[str]:
    if found.open is not None:
        yield f"未定：{found.open}"
    else:
        names = {track.id: track.name for track in rulebook.tracks}
        rows = [(a.level or "获奖", a.title, a.entrant, names[a.track]) for a in found.awards]
        yield from table(("等次", "称号", "参赛对象", "组别"), rows)
    yield from map(str, found.notes)


def traces(rulebook: Rulebook, days: Mapping[str, Day], results: Results) -> Iterator[str]:
    """How every score and composite came about, entrant by entrant."""
    for track in rulebook.tracks:
        for entrant, scores in scores_of(results[track.id]).items():
            yield ""
            yield f"【{track.name}】{entrant} 算分过程"
            for round in track.rounds:
                if round.id in scores:
                    yield f"  {round.name}"
                    for step in trace(round, turn_of(days[track.id], round, entrant), scores[round.id]):
                        yield _line(step)
            if len(scores) == len(track.rounds):
                yield "  综合成绩"
                for step in composite_trace(track, scores):
                    yield _line(step)


def _line(step: TraceStep) -> str:
    line = told(step)
    return f"    {line.heading}：{line.text}"


def turn_of(day: Day, round: Round, entrant: str) -> Turn:
    """What the trace is to tell of: the sheets, and the deductions of imported rounds too."""
    if round.kind is Kind.JUDGED:
        return day.turns[round.id, entrant]
    return Turn(deductions=day.deductions.get((round.id, entrant), ()))


def scores_of(result: TrackResult) -> dict[str, dict[str, Score]]:
    """Entrant → round → score; the ranked in order of their places, then who still waits."""
    scores: dict[str, dict[str, Score]] = {standing.entrant: {} for standing in result.standings}
    for score in result.scores:
        scores.setdefault(score.entrant, {})[score.round] = score
    return scores


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns side by side; one that is empty in every row is left out."""
    filled = [n for n in range(len(header)) if any(row[n] for row in rows)]
    if not rows:
        yield "（无）"
        return
    widths = [max(width(line[n]) for line in (header, *rows)) for n in filled]
    for line in (header, *rows):
        cells = (line[n] + " " * (wide - width(line[n])) for n, wide in zip(filled, widths, strict=True))
        yield "  ".join(cells).rstrip()


def width(text: str) -> int:
    """In columns of a console: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
