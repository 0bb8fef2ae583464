"""The ledger (台账) as a log has it: what was found beside the day's performances, and what it takes off."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from .answer import Json
from .digits import millionths
from .given import Key

if TYPE_CHECKING:
    from .logged import Logged


def recorded(log: "Logged", event: Json) -> None:
    for number, line in enumerate(event["lines"], event["first"]):
        where = event["track"], event["round"], line["entrant"]
        log.ledger[number] = where, millionths(line["points"])


def struck(log: "Logged", event: Json) -> None:
    del log.ledger[event["number"]]


def off(log: "Logged", track: str, entrants: Collection[str]) -> dict[Key, list[int]]:
    """Of rounds that nobody marks, as the rules now are."""
    unmarked = {each.id for each in log.contest.track(track).rounds if each.kind != "judged"}
    found: dict[Key, list[int]] = {}
    for (of, round, entrant), points in log.ledger.values():
        if of == track and round in unmarked and entrant in entrants:
            found.setdefault((round, entrant), []).append(points)
    return found
