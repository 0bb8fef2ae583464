"""What the hall was told, held against what follows from the log: announced scores and rankings."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

from .aggregate import totals
from .answer import Json, result, score_row, standing_row, written
from .compare import Difference, shown
from .contest import Round
from .digits import MOST, UNIT, bare, millionths, shortest
from .fields import field
from .logged import Logged, Where, where_of

# What is compared of an announced score, and of a row of a ranking.
SCORE = ("score", "raw", "deductions", "count")
ROW = ("place", "scores", "composite", "broken_by")


def unlike(log: Logged, event: Json) -> list[Difference]:
    """Where the numbers *event* announces are not those that follow from *log*, which it comes after."""
    of = ANNOUNCING.get(event["kind"])
    return list(of(log, event)) if of else []


def standing_unlike(log: Logged, track: str) -> list[Difference]:
    """The same of every score of the track that is announced and has not been taken back."""
    return [
        difference
        for where, announced in log.announced.items()
        if where[0] == track
        for difference in _score(log, where, announced)
    ]


def _score(log: Logged, where: Where, announced: Json) -> Iterator[Difference]:
    track, id, entrant = where
    round = log.contest.track(track).round(id)
    found = field(round, log.given(track, [entrant]))[0].get(entrant)
    if found is None:
        yield Difference(track, entrant, id, "score", shown(announced["score"]), shown(None))
        return
    row = score_row(round, entrant, found)
    sheets = log.performance(where, round).sheets
    off = sum(millionths(each["points"]) for each in announced["deductions"])
    first = {**announced, "deductions": shortest(off)}
    yield from _compared(where, SCORE, first, {**row, "score": row["announced"]})
    told, due = map(_told, announced["marks"]), _seats(log, where, round, sheets, row["dropped"])
    for one, other in zip_longest(told, due):
        if one != other:
            yield Difference(track, entrant, id, "marks", shown(one), shown(other))


def _compared(where: Where, keys: Sequence[str], first: Json, second: Json) -> Iterator[Difference]:
    track, round, entrant = where
    for key in keys:
        if first[key] != second[key]:
            yield Difference(track, entrant, round, key, shown(first[key]), shown(second[key]))


def _told(mark: Json) -> str:
    """A seat's mark as it was announced, in one line such as "3 王芳 J3 in 92.5 high"."""
    total = "" if mark["total"] is None else bare(mark["total"])
    parts = (str(mark["seat"]), mark["name"], mark["judge"], mark["state"], total, mark["dropped"])
    return " ".join(filter(None, parts))


def _seats(log: Logged, where: Where, round: Round, sheets: Sequence[Any], dropped: Json) -> list[str]:
    """What should have been announced of each seat, in the same lines."""
    extremes = {judge: side for side in ("high", "low") for judge in dropped.get(side, ())}
    places = MOST if round.total_unit == UNIT else 2 * MOST
    return [
        _told(
            {
                "seat": judge["seat"],
                "name": judge["name"],
                "judge": judge["id"],
                "state": sheet if isinstance(sheet, str) else "in",
                "total": None if isinstance(sheet, str) else written(totals(round, [sheet])[0], places),
                "dropped": extremes.get(judge["id"], ""),
            }
        )
        for judge, sheet in zip(log.panels[where[:2]], sheets, strict=True)
    ]


def _announced(log: Logged, event: Json) -> Iterator[Difference]:
    return _score(log, where_of(event), event["announced"])


def _rows(log: Logged, event: Json) -> Iterator[Difference]:
    """Row by row, and in the same order."""
    id = event["track"]
    track = log.contest.track(id)
    found = result(track, log.given(id, log.all_revealed(id)))
    second = [
        standing_row(track, standing)
        | {
            "scores": {
                round.id: written(found.scores[round.id][standing.entrant].score, round.places)
                for round in track.rounds
            }
        }
        for standing in found.standings
    ]
    first = {row["entrant"]: row for row in event["rows"]}
    told, due = [row["entrant"] for row in event["rows"]], [row["entrant"] for row in second]
    if told != due:
        yield Difference(id, "", "", "order", shown(told), shown(due))
    for row in second:
        if row["entrant"] in first:
            yield from _compared((id, "", row["entrant"]), ROW, first[row["entrant"]], row)


def _ranking(log: Logged, event: Json) -> Iterator[Difference]:
    """And how many will be ranked in the end."""
    yield from _rows(log, event)
    ranked = len(log.given(event["track"]).ranked)
    if event["of"] != ranked:
        yield Difference(event["track"], "", "", "of", shown(event["of"]), shown(ranked))


ANNOUNCING: dict[str, Callable[[Logged, Json], Iterator[Difference]]] = {
    "MarkingClosed": _announced,
    "ScoreRevealed": _announced,
    "StandingsRevealed": _ranking,
    "TrackLocked": _rows,
}
