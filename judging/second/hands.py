"""Whose hands a paper sheet went through, as the log has it: one typed it, another typed the same."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from .compare import NOTHING, Difference
from .digits import millionths

if TYPE_CHECKING:
    from .logged import Logged

Json = dict[str, Any]


def one_handed(log: "Logged", event: Json) -> Iterator[Difference]:
    """What is wrong with a sheet that came from paper, if this one did."""
    if event.get("source", "phone") != "paper":
        return
    id, entry = event["performance"], log.typed.get(_where(event), {}).get(event["judge"])
    about = id["track"], id["entrant"], id["round"]
    by, confirmed_by = event["entered_by"], event["confirmed_by"]
    if entry is None or (entry["entered_by"], _sheet(entry)) != (by, _sheet(event)):
        yield Difference(*about, "entered", by, entry["entered_by"] if entry else NOTHING)
    elif confirmed_by in ("", by):
        yield Difference(*about, "confirmed", confirmed_by, NOTHING)


# What an entry that was confirmed lets happen; each follows it at once.
MAKES = {
    "EnterDeduction": "DeductionEntered",
    "WithdrawDeduction": "DeductionWithdrawn",
    "DecideItem": "ItemDecided",
    "ImportComponents": "ComponentsImported",
    "RecordLedger": "LedgerRecorded",
    "StrikeLedger": "LedgerStruck",
}


def alone(log: "Logged", event: Json) -> Iterator[Difference]:
    """What is wrong with a figure that the rules want from two people: nobody else confirmed just that."""
    if not log.two_persons or event["kind"] not in MAKES.values():
        return
    id = event.get("performance", event)
    about = id["track"], id.get("entrant", ""), id["round"]
    made = log.confirmed
    if made is None or made["asked"] != {**made["asked"], **_same(made["asked"], event)}:
        yield Difference(*about, "entry", event["kind"], NOTHING)
    elif made["confirmed_by"] in ("", made["entered_by"]):
        yield Difference(*about, "entry", made["confirmed_by"], NOTHING)


def _same(asked: Json, event: Json) -> Json:
    """The fields of *asked* as *event* has them; of another kind none that could be right."""
    if MAKES[asked["kind"]] != event["kind"]:
        return {"kind": event["kind"]}
    place = {"performance": event["performance"]} if "performance" in event else {}
    match event["kind"]:
        case "DeductionEntered":
            points = millionths(event["deduction"]["points"]) == millionths(asked["points"])
            return {**place, "points": asked["points"] if points else event["deduction"]["points"]}
        case "DeductionWithdrawn":
            return place
        case "ItemDecided":
            return {**place, "item": event["item"], "present": event["present"]}
        case "LedgerRecorded":
            is_same = list(map(_line, event["lines"])) == list(map(_line, asked["lines"]))
            lines = asked["lines"] if is_same else event["lines"]
            return {**{name: event[name] for name in ("track", "round")}, "lines": lines}
        case "LedgerStruck":
            return {name: event[name] for name in ("track", "round", "number")}
        case _:
            given = {name: event[name] for name in ("track", "round", "scores")}
            classes = event.get("classes", {})
            return {**given, "classes": classes} if classes or "classes" in asked else given


def _line(line: Json) -> tuple[str, str, int]:
    return line["entrant"], line["day"], millionths(line["points"])


def before(log: "Logged", event: Json) -> None:
    """Asked of every entry before it is taken: whether it has its confirmation, which is of one alone."""
    log.one_handed += alone(log, event)
    log.confirmed = None
    if "rules" in event:
        log.two_persons = event["rules"].get("two_persons", False)


def _made(log: "Logged", event: Json) -> None:
    log.entered[event["entry"]] = event


def _confirmed(log: "Logged", event: Json) -> None:
    entered = log.entered.pop(event["entry"], None)
    log.confirmed = entered and {**entered, "confirmed_by": event["confirmed_by"]}


def _returned(log: "Logged", event: Json) -> None:
    log.entered.pop(event["entry"], None)


def sheet_submitted(log: "Logged", event: Json) -> None:
    log.one_handed += one_handed(log, event)
    _fallen(log, event)


def _entered(log: "Logged", event: Json) -> None:
    log.typed.setdefault(_where(event), {})[event["judge"]] = event


def _fallen(log: "Logged", event: Json) -> None:
    """Withdrawn, returned, or found otherwise by the second person: it is no ground for a sheet any more."""
    log.typed.get(_where(event), {}).pop(event["judge"], None)


def _where(event: Json) -> tuple[str, str, str]:
    id = event["performance"]
    return id["track"], id["round"], id["entrant"]


def _sheet(event: Json) -> Json:
    marks = {id: millionths(mark) for id, mark in event["marks"].items()}
    return {"marks": marks, "items": event.get("items", {})}


KINDS: dict[str, Callable[["Logged", Json], None]] = {
    "EntryMade": _made,
    "EntryConfirmed": _confirmed,
    "EntryReturned": _returned,
    "SheetEntered": _entered,
    "SheetEntryDiffered": _fallen,
    "SheetEntryReturned": _fallen,
    "SheetEntryWithdrawn": _fallen,
}
