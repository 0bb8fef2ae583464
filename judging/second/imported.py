"""Scores and values that came in workbooks, and the classes they are ranked in, as a log has them."""

from typing import TYPE_CHECKING

from .answer import Json
from .contest import Contest
from .digits import millionths
from .given import Key

if TYPE_CHECKING:
    from .logged import Logged

OfRound = tuple[str, str]  # track, round


def kinds(contest: Contest) -> dict[OfRound, str]:
    """Of each round whose numbers somebody enters."""
    return {
        (track.id, round.id): round.kind
        for track in contest.tracks
        for round in track.rounds
        if round.kind != "judged" and round.measure is None
    }


def rules_set(log: "Logged", was: dict[OfRound, str]) -> None:
    """What was entered for a round that *was* of another kind, or is no more, is gone."""
    now = kinds(log.contest)
    for kept in (log.components, log.classes):
        for key in [key for key in kept if key not in now or now[key] != was.get(key)]:
            del kept[key]


def components_imported(log: "Logged", event: Json) -> None:
    key = event["track"], event["round"]
    log.components[key] = event["scores"]
    log.classes[key] = event.get("classes", {})


def values(log: "Logged", track: str) -> dict[Key, int | str]:
    """In millionths; "none" is no number."""
    return {
        (round, entrant): score if score == "none" else millionths(score)
        for (of, round), scores in log.components.items()
        if of == track
        for entrant, score in scores.items()
    }


def classes(log: "Logged", track: str) -> dict[str, str]:
    """By entrant; what the roster says goes before any workbook."""
    found: dict[str, str] = {}
    for (of, _), given in log.classes.items():
        if of == track:
            found |= given
    return found | {entrant: each for entrant, each in log.listed.get(track, {}).items() if each}
