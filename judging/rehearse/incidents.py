"""What does not go as planned on a rehearsed day, so that its file has all that an export must carry."""

from collections.abc import Collection, Iterator, Sequence
from random import Random
from typing import Any

from msgspec import Struct

from judging.core.attendance.checkin import MOST_CALLS

FEWEST = 6  # entrants, one for each kind of incident that every day has, and two for the tie
RETAKES = 3
SUPERVISOR = "监督员一"

Command = tuple[str, dict[str, Any]]  # kind and fields


class Trouble(Struct, frozen=True):
    """What befalls this judge while this entrant is marked."""

    judge: str
    entrant: str


class Incidents(Struct, frozen=True):
    """Whom each of them meets, by entrant id; none on a day of fewer entrants than `FEWEST`."""

    withdrawn: str = ""  # in writing, after the draw
    declines: str = ""  # after the draw, so that one of the reserves takes the turn: 顺延
    no_show: str = ""
    late: str = ""
    deducted: tuple[str, ...] = ()
    again: tuple[str, ...] = ()  # 补赛: for a fault while called, while marked, and once confirmed
    left_by_judge: str = ""  # a spare judge is absent while this one performs
    alike: tuple[str, ...] = ()  # equal in everything, so that the head judge must decide
    spares: tuple[str, ...] = ()  # of each panel the judge without whom the others may score, if there is one
    battery: Trouble | None = (
        None  # the phone dies: this sheet comes on paper, and a reserve judge takes the seat
    )
    related: Trouble | None = None  # the judge recuses, though the others are too few to score

    def model(self, entrant: str) -> str:
        """The entrant after whom the marks of *entrant* are made up."""
        return self.alike[0] if entrant in self.alike else entrant

    def before(
        self, step: str, performance: dict[str, str], judges: Collection[str], attempt: int = 0
    ) -> Iterator[Command]:
        """What the director does before this *step* of the show, before these *judges*."""
        if attempt:
            return
        entrant = performance["entrant"]
        if step == "call":
            yield from self._before_call(performance)
        seated = [judge for judge in self.spares if judge in judges]
        if step == "open" and entrant == self.left_by_judge and seated:
            away = {"judge": seated[0], "phase": "absent", "reason": "临时离席"}
            yield "ExcuseJudge", {"performance": performance, **away}
        if step == "close" and entrant in self.deducted:
            yield "EnterDeduction", {"performance": performance, "points": "0.5", "reason": "未按时到位"}
        if step == "close" and entrant in self.deducted[:1]:
            yield "EnterDeduction", {"performance": performance, "points": "1", "reason": "缺少自我介绍"}

        for n, failed in enumerate(("open", "close")):
            if step == failed and entrant in self.again[n : n + 1]:
                why = {"reason": "叫号机故障，补赛", "witness": SUPERVISOR}
                yield "GrantRetake", {"performance": performance, **why, "last": step == "close"}

    def after_close(self, performance: dict[str, str], attempt: int) -> Iterator[Command]:
        """What the director does once a score is confirmed."""
        if performance["entrant"] not in self.again[2:]:
            return
        why = {"performance": performance, "witness": SUPERVISOR}
        if attempt == 0:
            yield "GrantRetake", {**why, "reason": "系统故障，补赛"}
        else:
            yield "CountAttempt", {**why, "attempt": 0, "reason": "故障没有影响第一次，以第一次为准"}

    def _before_call(self, performance: dict[str, str]) -> Iterator[Command]:
        """检录: in the waiting room, or called, and called again."""
        entrant = performance["entrant"]
        if entrant not in (self.late, self.no_show):
            yield "CheckIn", {"performance": performance, "step": "waiting"}
            return
        calls = MOST_CALLS if entrant == self.no_show else 1
        for number in range(1, calls + 1):
            yield "CallRoll", {"performance": performance, "number": number}
        if entrant == self.late:
            moved = {"to": None, "reason": "迟到，移到最后", "witness": SUPERVISOR}
            yield "MoveInOrder", {"performance": performance, **moved}
            yield "CheckIn", {"performance": performance, "step": "arrived"}
        else:
            who = {"track": performance["track"], "entrant": entrant}
            yield "SetStatus", {**who, "status": "no_show", "reason": "三次点名未到"}


SMOOTH = Incidents()


def drawn(
    entrants: Sequence[str],
    spares: tuple[str, ...],
    seed: str,
    *,
    may_tie: bool,
    replaceable: Collection[str] = (),
) -> Incidents:
    """By lot among *entrants*; the same for the same seed. Nobody is alike unless they *may_tie*.

    Only for one of the *replaceable* somebody among the reserves is waiting.
    """
    if len(entrants) < FEWEST:
        return Incidents(spares=spares)
    lot = Random(f"{seed} incidents").sample(entrants, len(entrants))
    withdrawn, no_show, left, first, second, *others = lot
    deducted = others[: max(1, len(others) // 6)]
    late, *others = others[len(deducted) :] or ("",)
    declines = next((each for each in others if each in replaceable), "")
    again = [each for each in others if each != declines][:RETAKES]
    return Incidents(
        withdrawn=withdrawn,
        declines=declines,
        no_show=no_show,
        late=late,
        deducted=tuple(deducted),
        again=tuple(again),
        left_by_judge=left,
        alike=(first, second) if may_tie else (),
        spares=spares,
    )


def decided(tie: Any) -> Command:
    """The head judge's word on a tie that the console shows: whoever is listed last comes first."""
    order = [entrant["id"] for entrant in reversed(tie["entrants"])]
    return "DecideTie", {"track": tie["track"], "order": order, "reason": "评委组长主持抽签"}
