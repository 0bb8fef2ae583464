"""Evaluations as the log's entries tell them: whose sheets count once one is closed, by hand or by time."""

from typing import TYPE_CHECKING, Any

from .contest import Part, Round
from .digits import millionths
from .filed import natural
from .given import NOBODY, Performance, Seat

if TYPE_CHECKING:
    from .logged import Logged

Json = dict[str, Any]
Sheet = tuple[str, dict[str, str]]  # group and marks
FEW = 3


class Period:
    """Sheets by (evaluator, entrant), and whether they count by now."""

    def __init__(self) -> None:
        self.until = ""
        self.closed = True  # not opened: there is nothing that could count
        self.sheets: dict[tuple[str, str], Sheet] = {}
        self.told: dict[tuple[str, str], Sheet] = {}  # at the last end

    def close(self, round: Round) -> None:
        """Of a secret part, for one entrant, less than a few sheets more or other than were told are not."""
        self.closed = True
        secret = {part.id or "": min(FEW, part.minimum) for part in round.parts if part.secret}
        news: dict[tuple[str, str], int] = {}
        for who, about in self.sheets.keys() | self.told.keys():
            now, then = self.sheets.get((who, about)), self.told.get((who, about))
            for group in {each[0] for each in (now, then) if each} if now != then else ():
                news[group, about] = news.get((group, about), 0) + 1
        held = {at for at, count in news.items() if at[0] in secret and count < secret[at[0]]}
        self.told = {
            **{key: each for key, each in self.told.items() if (each[0], key[1]) in held},
            **{key: each for key, each in self.sheets.items() if (each[0], key[1]) not in held},
        }


def at(log: "Logged", moment: str) -> None:
    """Closes what was open until *moment*; an entry without a time closes nothing."""
    for where, period in log.evaluations.items():
        if not period.closed and period.until and period.until <= moment:
            period.close(log.contest.track(where[0]).round(where[1]))


def _of(log: "Logged", event: Json) -> Period:
    return log.evaluations.setdefault((event["track"], event["round"]), Period())


def _listed(log: "Logged", event: Json) -> None:
    """Whose sheet nobody asks for any more is gone; slips of paper are on no list."""
    groups = {
        (each["id"], owed["entrant"]): owed.get("group", "")
        for each in event["evaluators"]
        for owed in each["owed"]
    }
    parts = log.contest.track(event["track"]).round(event["round"]).parts
    slips = {part.id or "" for part in parts if part.slip}
    secret = {part.id or "" for part in parts if part.secret}
    period = _of(log, event)
    period.sheets = {
        key: (groups.get(key, group), marks)
        for key, (group, marks) in period.sheets.items()
        if group in slips or (key in groups and (group not in secret or groups[key] == group))
    }


def _opened(log: "Logged", event: Json) -> None:
    period = _of(log, event)
    period.closed, period.until = False, event.get("until", "")


def _closed(log: "Logged", event: Json) -> None:
    _of(log, event).close(log.contest.track(event["track"]).round(event["round"]))


def _submitted(log: "Logged", event: Json) -> None:
    for entrant, marks in event["marks"].items():
        group = event["groups"].get(entrant, "")
        _of(log, event).sheets[event["evaluator"], entrant] = group, marks


def _cast(log: "Logged", event: Json) -> None:
    """A slip of paper, under the name that it is told by."""
    for entrant, marks in event["marks"].items():
        _of(log, event).sheets[event["alias"], entrant] = event["group"], marks


def performance(log: "Logged", track: str, round: Round, entrant: str) -> Performance:
    """Every sheet there is for the entrant. Those of a secret group have numbers instead of names."""
    period = log.evaluations.get((track, round.id))
    if period is None or not period.closed:
        return NOBODY
    sheets: list[tuple[Seat, list[int]]] = []
    for part in round.parts:
        found = [
            (who, [millionths(marks[criterion.id]) for criterion in round.criteria])
            for (who, about), (group, marks) in period.told.items()
            if about == entrant and group == (part.id or "")
        ]
        sheets += [
            ((who, part.id), marks) for who, marks in (_unnamed(part, found) if part.secret else found)
        ]
    sheets.sort(key=lambda each: natural(each[0][0]))
    return Performance([seat for seat, _ in sheets], [marks for _, marks in sheets])


def _unnamed(part: Part, found: list[tuple[str, list[int]]]) -> list[tuple[str, list[int]]]:
    digits = len(str(len(found)))
    given = sorted(marks for _, marks in found)
    return [(f"{part.id or 's'}-{n + 1:0{digits}}", marks) for n, marks in enumerate(given)]


KINDS: dict[str, Any] = {
    "EvaluatorsListed": _listed,
    "EvaluationOpened": _opened,
    "EvaluationReopened": _opened,
    "EvaluationClosed": _closed,
    "EvaluationSubmitted": _submitted,
    "BallotCast": _cast,
}
