"""Who sits on which panel, as the log tells it: seated, and replaced by a reserve in the middle of a day."""

from typing import TYPE_CHECKING

from .answer import Json

if TYPE_CHECKING:
    from .logged import Logged

Where = tuple[str, str, str]


def panel_seated(log: "Logged", event: Json) -> None:
    """Other judges than before have judged nobody: no performance keeps its own."""
    where = event["track"], event["round"], event.get("panel", "")
    judges = sorted(event["judges"], key=lambda judge: judge["seat"])
    if _ids(judges) != _ids(log.panels.get(where, [])):
        log.seated = {at: found for at, found in log.seated.items() if log.key(at) != where}
    log.panels[where] = judges
    log.reserves[where] = list(event.get("reserves", ()))


def assigned(log: "Logged", event: Json) -> None:
    """Who was assigned before and is not named now stays where he was."""
    before = log.assigned.setdefault((event["track"], event["round"]), {})
    for entrant, panel in event["panels"].items():
        if before.get(entrant) != panel:
            log.seated.pop((event["track"], event["round"], entrant), None)
    before.update(event["panels"])


def judge_replaced(log: "Logged", event: Json) -> None:
    """Whoever has sheets, typed ones too, keeps the panel so far; of `entrants` the reserve has the seat."""
    panel = event["track"], event["round"], event.get("panel", "")
    before = log.panels[panel]
    new = next(judge for judge in log.reserves[panel] if judge["id"] == event["judge"])
    left = next(judge for judge in before if judge["id"] == event["left"])
    for where in {*log.sheets, *log.typed, *log.seated, *log.benches, *log.attempts}:
        if log.key(where) == panel:
            _keep(log, where, before, event, new)
    log.panels[panel] = _on_seat(before, left, new)
    log.reserves[panel] = _on_seat(log.reserves[panel], new, left)


def _keep(log: "Logged", where: Where, before: list[Json], event: Json, new: Json) -> None:
    for parts in log.attempts.get(where, {}).values():
        parts.setdefault("seated", before)
    takes = where[2] in event.get("entrants", ())
    if where in log.sheets or log.typed.get(where) or where in log.seated:
        whole = log.seated.get(where, before)
        log.seated[where] = _on_seat(whole, {"id": event["left"]}, new) if takes else whole
    if takes and where in log.benches:
        log.benches[where] = [new["id"] if id == event["left"] else id for id in log.benches[where]]


def _on_seat(judges: list[Json], left: Json, new: Json) -> list[Json]:
    return [{**new, "seat": each["seat"]} if each["id"] == left["id"] else each for each in judges]


def _ids(judges: list[Json]) -> set[str]:
    return {judge["id"] for judge in judges}
