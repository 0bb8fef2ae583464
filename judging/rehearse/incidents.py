"""What does not go as planned on a rehearsed day, so that its file has all that an export must carry."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from msgspec import Struct

FEWEST = 6  # entrants, one for each kind of incident and two for the tie

Command = tuple[str, dict[str, Any]]  # kind and fields


class Incidents(Struct, frozen=True):
    """Whom each of them meets, by entrant id; none on a day of fewer entrants than `FEWEST`."""

    withdrawn: str = ""  # in writing, after the draw
    no_show: str = ""
    deducted: tuple[str, ...] = ()
    left_by_judge: str = ""  # `spare` is absent while this one performs
    alike: tuple[str, ...] = ()  # equal in everything, so that the head judge must decide
    spare: str = ""  # the judge without whom the others may score; "" where nobody can be spared

    def model(self, entrant: str) -> str:
        """The entrant after whom the marks of *entrant* are made up."""
        return self.alike[0] if entrant in self.alike else entrant

    def before(self, step: str, performance: dict[str, str]) -> Iterator[Command]:
        """What the director does before this *step* of the show."""
        entrant = performance["entrant"]
        if step == "open" and entrant == self.no_show:
            who = {"track": performance["track"], "entrant": entrant}
            yield "SetStatus", {**who, "status": "no_show", "reason": "三次点名未到"}
        if step == "open" and entrant == self.left_by_judge and self.spare:
            away = {"judge": self.spare, "phase": "absent", "reason": "临时离席"}
            yield "ExcuseJudge", {"performance": performance, **away}
        if step == "close" and entrant in self.deducted:
            yield "EnterDeduction", {"performance": performance, "points": "0.5", "reason": "超时 20 秒"}
        if step == "close" and entrant in self.deducted[:1]:
            yield "EnterDeduction", {"performance": performance, "points": "1", "reason": "缺少自我介绍"}


def drawn(entrants: Sequence[str], spare: str, seed: int) -> Incidents:
    """By lot among *entrants*; the same for the same seed."""
    if len(entrants) < FEWEST:
        return Incidents(spare=spare)
    lot = Random(f"{seed} incidents").sample(entrants, len(entrants))
    withdrawn, no_show, left, first, second, *others = lot
    deducted = others[: max(1, len(others) // 6)]
    return Incidents(withdrawn, no_show, tuple(deducted), left, (first, second), spare)


def decided(tie: Any) -> Command:
    """The head judge's word on a tie that the console shows: whoever is listed last comes first."""
    order = [entrant["id"] for entrant in reversed(tie["entrants"])]
    return "DecideTie", {"track": tie["track"], "order": order, "reason": "评委组长主持抽签"}
