"""What was put right after the lock, as the entries of a log tell it; and names with a misprint."""

from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING

from .answer import Json
from .digits import millionths

if TYPE_CHECKING:
    from .logged import Logged, Where


def result_corrected(log: "Logged", event: Json) -> None:
    """One sheet or one deduction is another; equals may have an order that nobody had to decide before."""
    id = event["performance"]
    where = id["track"], id["round"], id["entrant"]
    changed(log, where, event["change"])
    orders = log.orders.setdefault(id["track"], {})
    orders.update({entrant: n for n, entrant in enumerate(event["order"], 1)})
    log.announced[where] = event["outcome"]["now"]
    log.locked[id["track"]] = event["outcome"]["rows"]


def changed(log: "Logged", where: "Where", change: Json) -> None:
    kind = change["change"]
    if kind == "marks":
        items = change.get("items", {})
        log.sheets[where][change["judge"]] = {"marks": change["marks"], "items": items}
    elif kind == "deduct":
        log.deductions.setdefault(where, []).append(change["points"])
    elif kind == "undeduct":
        points = [millionths(each) for each in log.deductions[where]]
        del log.deductions[where][points.index(millionths(change["deduction"]["points"]))]
    else:
        raise ValueError(f"no such change: {kind}")


def as_corrected(log: "Logged", event: Json) -> "Logged":
    """What *log* comes to once *event* is in it; *log* itself stays as it is."""
    after = copy(log)
    after.sheets = {where: dict(known) for where, known in log.sheets.items()}
    after.deductions = {where: list(known) for where, known in log.deductions.items()}
    after.orders = {track: dict(known) for track, known in log.orders.items()}
    after.announced, after.locked = dict(log.announced), dict(log.locked)
    result_corrected(after, event)
    return after


def text_mended(log: "Logged", event: Json) -> None:
    """Only of a judge a name is compared, and of an entrant the district."""
    if event["of"] == "district":
        log.districts.get(event["track"], {})[event["target"]] = event["new"]
    if event["of"] != "judge":
        return
    id, new = event["target"], event["new"]
    for seats in (log.panels, log.reserves, log.seated):
        for where, judges in seats.items():
            seats[where] = _called(judges, id, new)
    log.announced = {where: _named(told, id, new) for where, told in log.announced.items()}
    for others in log.attempts.values():
        for parts in others.values():
            if "announced" in parts:
                parts["announced"] = _named(parts["announced"], id, new)
            if "seated" in parts:
                parts["seated"] = _called(parts["seated"], id, new)


def _called(judges: list[Json], id: str, name: str) -> list[Json]:
    return [{**judge, "name": name} if judge["id"] == id else judge for judge in judges]


def _named(told: Json, judge: str, name: str) -> Json:
    marks = [{**mark, "name": name} if mark["judge"] == judge else mark for mark in told["marks"]]
    return {**told, "marks": marks}


def _locked(log: "Logged", event: Json) -> None:
    log.locked[event["track"]] = event["rows"]


KINDS: dict[str, Callable[["Logged", Json], None]] = {
    "TrackLocked": _locked,
    "ResultCorrected": result_corrected,
    "TextMended": text_mended,
}
