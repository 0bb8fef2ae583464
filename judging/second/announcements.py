"""What the hall was told, held against what follows from the log: announced scores and rankings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from . import imported
from .aggregate import totals
from .answer import Json, result, score_row, standing_row, written
from .compare import NOTHING, THERE, Difference, shown
from .contest import Round
from .correction import as_corrected
from .digits import MOST, UNIT, bare, millionths, shortest
from .fields import field
from .given import Given
from .hands import MAKES, alone, one_handed
from .logged import Logged, Where, where_of
from .places import standings
from .timing import unlike_time

# What is compared of an announced score, and of a row of a ranking.
SCORE = ("score", "raw", "deductions", "count")
ROW = ("place", "scores", "composite", "broken_by")


def unlike(log: Logged, event: Json) -> list[Difference]:
    """Where the numbers *event* announces are not those that follow from *log*, which it comes after."""
    of = ANNOUNCING.get(event["kind"])
    return list(of(log, event)) if of else []


def standing_unlike(log: Logged, track: str) -> list[Difference]:
    """The same of every score of the track that is announced and has not been taken back.

    Also of those that do not count, because the entrant performed again.
    """
    found = [(log, where, announced) for where, announced in log.announced.items() if where[0] == track]
    for where, others in log.attempts.items():
        for number, parts in others.items():
            if where[0] == track and "announced" in parts:
                found.append((log.as_attempt(where, number), where, parts["announced"]))
    handed = [each for each in log.one_handed if each.track == track]
    return [*handed, *(difference for each in found for difference in _score(*each))]


def last_ranking_unlike(log: Logged, track: str) -> list[Difference]:
    """The same of the track's locked ranking, as it was corrected last."""
    return list(_rows(log, {"track": track, "rows": log.locked[track]})) if track in log.locked else []


def _score(log: Logged, where: Where, announced: Json) -> Iterator[Difference]:
    track, id, entrant = where
    round = log.contest.track(track).round(id)
    alone = replace(log.given(track, [entrant]), statuses={})  # a score stands, whether it is ranked or not
    found = field(round, alone)[0].get(entrant)
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
        for judge, sheet in zip(log.judges(where), sheets, strict=True)
    ]


def _announced(log: Logged, event: Json) -> Iterator[Difference]:
    return _score(log, where_of(event), event["announced"])


def _counted(log: Logged, event: Json) -> Iterator[Difference]:
    """An attempt can count only if it has a score, and then with that one."""
    where, number = where_of(event), event["attempt"]
    announced = log.attempts.get(where, {}).get(number, {}).get("announced")
    if announced is None:
        track, round, entrant = where
        yield Difference(track, entrant, round, "score", THERE, NOTHING)
        return
    yield from _score(log.as_attempt(where, number), where, announced)


def _rows(log: Logged, event: Json) -> Iterator[Difference]:
    """Row by row, and in the same order."""
    id = event["track"]
    track = log.contest.track(id)
    found = result(track, log.shown(id))
    places = found.standings
    if event.get("within"):
        places = standings(track, _of_class(log, id, event["within"], found.given), found.scores)
    second = [
        standing_row(track, standing)
        | {
            "scores": {
                round.id: written(found.scores[round.id][standing.entrant].score, round.places)
                for round in track.rounds
            }
        }
        for standing in places
    ]
    first = {row["entrant"]: row for row in event["rows"]}
    told, due = [row["entrant"] for row in event["rows"]], [row["entrant"] for row in second]
    if told != due:
        yield Difference(id, "", "", "order", shown(told), shown(due))
    for row in second:
        if row["entrant"] in first:
            yield from _compared((id, "", row["entrant"]), ROW, first[row["entrant"]], row)


def _of_class(log: Logged, track: str, within: str, given: Given) -> Given:
    """As if only those of this window class had come; their scores are those among all."""
    classes = imported.classes(log, track)
    return replace(given, entrants=[each for each in given.entrants if classes.get(each) == within])


def _ranking(log: Logged, event: Json) -> Iterator[Difference]:
    """And how many will be ranked in the end."""
    yield from _rows(log, event)
    given = log.given(event["track"])
    if event.get("within"):
        given = _of_class(log, event["track"], event["within"], given)
    ranked = len(given.ranked)
    if event["of"] != ranked:
        yield Difference(event["track"], "", "", "of", shown(event["of"]), shown(ranked))


def _handed(log: Logged, event: Json) -> Iterator[Difference]:
    """A sheet from paper, which another person has typed just the same."""
    return one_handed(log, event)


def _corrected(log: Logged, event: Json) -> Iterator[Difference]:
    """The score before and after, the new ranking, and who is said to have moved in it."""
    where, outcome = where_of(event), event["outcome"]
    track, round, entrant = where
    if track not in log.locked:
        yield Difference(track, entrant, round, "corrected", THERE, NOTHING)
        return
    was, stands = (_gist(each) for each in (outcome["was"], log.announced[where]))
    if was != stands:
        yield Difference(track, entrant, round, "was", shown(was), shown(stands))
    after = as_corrected(log, event)
    yield from _score(after, where, outcome["now"])
    yield from _rows(after, {"track": track, "rows": outcome["rows"]})
    told, due = _moves_told(outcome["moves"]), _moves(log.locked[track], outcome["rows"])
    if told != due:
        yield Difference(track, "", "", "moves", shown(told), shown(due))


def _gist(announced: Json) -> list[Any]:
    """Its numbers and who gave them; no words."""
    return [announced["score"], announced["raw"], announced["count"], *map(_told, announced["marks"])]


def _moves_told(moves: Sequence[Json]) -> list[Json]:
    keys = ("entrant", "before", "place", "composite_before", "composite")
    return [{key: each[key] for key in keys} for each in moves]


def _moves(before: Sequence[Json], after: Sequence[Json]) -> list[Json]:
    old = {row["entrant"]: row for row in before}
    return [
        {
            "entrant": row["entrant"],
            "before": old[row["entrant"]]["place"],
            "place": row["place"],
            "composite_before": old[row["entrant"]]["composite"],
            "composite": row["composite"],
        }
        for row in after
        if any(old[row["entrant"]][key] != row[key] for key in ("place", "composite"))
    ]


def _time(log: Logged, event: Json) -> Iterator[Difference]:
    """The seconds that a person confirmed, and what they cost."""
    return unlike_time(log.watch(where_of(event)), event)


ANNOUNCING: dict[str, Callable[[Logged, Json], Iterator[Difference]]] = {
    "SheetSubmitted": _handed,
    **dict.fromkeys(MAKES.values(), alone),
    "TimeConfirmed": _time,
    "OvertimeWaived": _time,
    "MarkingClosed": _announced,
    "AttemptCounted": _counted,
    "ScoreRevealed": _announced,
    "StandingsRevealed": _ranking,
    "TrackLocked": _rows,
    "ResultCorrected": _corrected,
}
