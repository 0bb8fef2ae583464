"""Judges whose sheet is not waited for, and those recused beforehand, whom each call finds anew."""

from typing import TYPE_CHECKING

from .answer import Json

if TYPE_CHECKING:
    from .logged import Logged, Where


def where_of(event: Json) -> "Where":
    id = event["performance"]
    return id["track"], id["round"], id["entrant"]


def judge_excused(log: "Logged", event: Json) -> None:
    where, judge = where_of(event), event["judge"]
    log.sheets.setdefault(where, {})[judge] = event["phase"]
    others = log.bound.get(where, set()) - {judge}
    log.bound[where] = others | {judge} if event.get("ground") else others


def sheet_open(log: "Logged", event: Json) -> None:
    """Returned, or the judge judges after all: either way nothing counts until it is submitted."""
    where, judge = where_of(event), event["judge"]
    log.sheets.get(where, {}).pop(judge, None)
    log.bound[where] = log.bound.get(where, set()) - {judge}


def unbind(log: "Logged", where: "Where") -> None:
    """The call is withdrawn, and with it what it found."""
    for judge in log.bound.pop(where, ()):
        log.sheets[where].pop(judge, None)


def short(log: "Logged", event: Json) -> None:
    """Of what was decided only fewer sheets than the rules ask for move a number."""
    log.enough.pop(where_of(event), None)
    if event.get("decision") == "shrink":
        log.enough[where_of(event)] = event["minimum"]
