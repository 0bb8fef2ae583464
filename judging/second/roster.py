"""Who takes part, as the entries of a log tell it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .answer import Json

if TYPE_CHECKING:
    from .logged import Logged


def districts_of(entrants: Sequence[Json]) -> dict[str, str]:
    return {each["id"]: each.get("district", "") for each in entrants}


def listed_of(entrants: Sequence[Json]) -> dict[str, str]:
    """Their window classes."""
    return {each["id"]: each.get("window_class", "") for each in entrants}


def entrants_set(log: "Logged", event: Json) -> None:
    """Scores and statuses stay with who stays."""
    track = event["track"]
    stay = [each["id"] for each in event["entrants"]]
    districts = districts_of(event["entrants"])
    if log.districts.get(track, {}) != districts:
        log.assigned = {key: found for key, found in log.assigned.items() if key[0] != track}
    log.entrants[track], log.districts[track] = stay, districts
    log.listed[track] = listed_of(event["entrants"])
    log.statuses = {key: s for key, s in log.statuses.items() if key[0] != track or key[1] in stay}
    for by_round in (log.components, log.classes):
        for key, texts in by_round.items():
            if key[0] == track:
                by_round[key] = {entrant: text for entrant, text in texts.items() if entrant in stay}


def walked_on(log: "Logged", event: Json) -> None:
    track, id = event["track"], event["entrant"]["id"]
    _joined(log, track, event["entrant"])
    for round in log.contest.track(track).rounds:
        if event.get("panel") in round.panels and (track, round.id) in log.assigned:
            log.assigned[track, round.id][id] = event["panel"]


def replaced(log: "Logged", event: Json) -> None:
    """Before the same panels."""
    _joined(log, event["track"], event["by"])
    for (track, _), panels in log.assigned.items():
        if track == event["track"] and event["entrant"] in panels:
            panels[event["by"]["id"]] = panels[event["entrant"]]


def _joined(log: "Logged", track: str, entrant: Json) -> None:
    log.entrants.setdefault(track, []).append(entrant["id"])
    log.districts.setdefault(track, {})[entrant["id"]] = entrant.get("district", "")
    log.listed.setdefault(track, {})[entrant["id"]] = entrant.get("window_class", "")
