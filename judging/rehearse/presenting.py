"""颁奖: the robot at the clicker, which goes back once, as a director does who was too quick."""

from collections.abc import Sequence
from contextlib import aclosing
from typing import Any

from msgspec import Struct

from judging.core.ceremony.programme import ALL_AT_ONCE, StepKind
from judging.core.scoring.pool import Pool

from .device import Device

BACK_AFTER = 3  # pictures with somebody on them
TOGETHER = 6
PRESENTERS = ("领导一", "领导二")


class Presented(Struct, frozen=True):
    """One picture of the ceremony: who came out on it, in the order they stand on it."""

    award: str
    level: str
    names: tuple[str, ...]
    position: int  # in the log


async def presented(director: Device, hall: str, pools: Sequence[Pool]) -> tuple[Presented, ...]:
    """The whole ceremony in *hall*: each picture on which somebody came out, in order."""
    await director.command("SetCeremony", programme=_programme(pools), hall=hall)
    begun = await director.command("BeginCeremony", hall=hall)
    found, acted = list[Presented](), begun["position"]
    has_been_back = False
    async with aclosing(director.watch(f"ceremony/{hall}")) as messages:
        async for message in messages:
            view = message.view
            if message.position < acted or not view["is_on"]:
                continue
            now = _presented(view["now"], message.position)
            if now and now not in found and now.names not in [each.names for each in found]:
                found.append(now)
            back = len(found) == BACK_AFTER and not has_been_back
            has_been_back = has_been_back or back
            acted = (await _press(director, view, "back" if back else "forward"))["position"]
            if view["now"]["kind"] == StepKind.CLOSING:
                return tuple(found)
    raise AssertionError("a watched view has no end")


def _presented(picture: Any, position: int) -> Presented | None:
    if picture["kind"] != StepKind.HONOURED:
        return None
    names = tuple(row["name"] for row in picture["rows"])
    return Presented(picture["award"], picture["level"], names, position)


async def _press(director: Device, view: Any, id: str) -> Any:
    """The button of this name; after the last picture the one that ends the ceremony."""
    wanted = "end" if view["now"]["kind"] == StepKind.CLOSING else id
    button = next(each for each in view["buttons"] if each["id"] == wanted)
    return await director.command(button["kind"], **button["data"])


def _programme(pools: Sequence[Pool]) -> dict[str, Any]:
    """The highest level one at a time, others in groups. A rehearsal waits for nobody: no picture is held."""
    return {"awards": [_award(pool) for pool in pools], "hold_s": 0}


def _award(pool: Pool) -> dict[str, Any]:
    names = [level.name for level in pool.levels]
    levels = [
        {"level": name, "together": 1 if n == 0 else TOGETHER, "presenters": PRESENTERS}
        for n, name in enumerate(names)
    ]
    return {"award": pool.id, "levels": levels or [{"level": "", "together": ALL_AT_ONCE}]}
