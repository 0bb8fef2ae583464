"""A sheet on which a mark was read too low: with the right one its entrant and the next above change places.

Found as a head judge finds it, by the preview of a correction; a slip that moves nobody, or more than two, is
none to object to.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from msgspec import Struct

from judging.core.scoring.rulebook import Criterion, Round

from .device import Device, Rejected
from .plan import TrackPlan

TRIES = 6  # misreadings of a pair, from the smallest that could matter
WHY = "录像显示误看一格"


class Misread(Struct, frozen=True):
    """`change` is what a correction proposes; the rest says whom it moves, as its preview tells."""

    performance: dict[str, str]
    name: str
    change: dict[str, Any]
    moves: tuple[Any, ...]  # the two who change places
    awards: tuple[Any, ...]  # for whom another award or level is proposed by it


async def misread(head: Device, director: Device, plan: TrackPlan) -> Misread | None:
    """One that moves an award, too, if there is one. None where no single mark would move just two."""
    rows = (await director.get(f"/preview/ranking?track={plan.track.id}"))["ranking"]["rows"]
    first: Misread | None = None
    parted = (pair for pair in pairwise(rows) if pair[0]["composite"] != pair[1]["composite"])
    for above, row in parted:
        async for found in _between(head, plan, above, row):
            if found.awards:
                return found
            first = first or found
    return first


async def _between(head: Device, plan: TrackPlan, above: Any, row: Any) -> AsyncIterator[Misread]:
    """One at most."""
    name = row["name"]
    ids = {entrant.name: entrant.id for entrant in (*plan.entrants, *plan.reserves)}
    round = plan.rounds[0]
    performance = {"track": plan.track.id, "round": round.id, "entrant": ids[name]}
    query = "&".join(f"{key}={value}" for key, value in performance.items())
    sheets = (await head.get(f"/preview/correction?{query}"))["sheets"]
    gap = (Decimal(above["composite"]) - Decimal(row["composite"])) * 100 / round.weight
    for change in _higher(round, sheets, gap):
        asked = {"performance": performance, "change": change, "reason": WHY}
        try:
            seen = await head.post("/preview/correction", asked)
        except Rejected:
            continue  # it makes equals that nobody has parted
        moved = [move for move in seen["moves"] if move["before"] != move["place"]]
        if len(moved) > 1 and not seen["ties"]:
            if {move["name"] for move in moved} == {above["name"], name}:
                yield Misread(performance, name, change, tuple(moved), tuple(seen["awards"]))
            return


def _higher(round: Round, sheets: Sequence[Any], gap: Decimal) -> Iterator[dict[str, Any]]:
    """The sheet in the middle with one mark that is higher, from about where the score makes up for *gap*."""
    if not sheets:
        return
    sheet = sorted(sheets, key=lambda each: (_total(each["marks"]), each["seat"]))[len(sheets) // 2]
    counting = len(sheets) - (round.trim.high + round.trim.low if len(sheets) >= round.trim.start else 0)
    for criterion in round.criteria:
        first = int(gap * counting / criterion.step) + 1
        raised = (_raised(criterion, sheet["marks"], first + more) for more in range(TRIES))
        if found := [marks for marks in raised if marks]:
            yield from (_change(sheet, marks) for marks in found)
            return


def _change(sheet: Any, marks: dict[str, str]) -> dict[str, Any]:
    return {"change": "marks", "judge": sheet["judge"], "marks": marks, "items": sheet["items"]}


def _raised(criterion: Criterion, marks: Mapping[str, str], steps: int) -> dict[str, str] | None:
    mark = Decimal(marks[criterion.id]) + steps * criterion.step
    return {**marks, criterion.id: format(mark, "f")} if mark <= criterion.max else None


def _total(marks: Mapping[str, str]) -> Decimal:
    return sum(map(Decimal, marks.values()), Decimal(0))
