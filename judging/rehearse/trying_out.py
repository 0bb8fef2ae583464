"""模拟: the organiser tries what one more honour would come to, and settles a list that the rules leave open.

Equals of two tracks across a line are parted by no rule: the smallest change that the simulator names takes
the line off them, adopted with a reason and a PIN, for all to see.
"""

import asyncio
import secrets
from typing import Any

from judging.codec import sentence_of

from .device import RETRY_S, Device
from .director import Stuck
from .staff import PIN
from .supervised import TRIES

WHY = "并列压线，按模拟给出的最小改动处理"


async def tried_out(organiser: Device, pool: str) -> str:
    """What was adopted, in words; "" where the list was settled as it was, and nothing was."""
    seen = await _what_if(organiser, {"pool": pool})
    if seen["found"]["open"] is None:
        await _what_if(organiser, {"pool": pool, "rules": _one_more(seen["rules"])})
        return ""
    if not seen["remedies"]:
        raise Stuck(f"“{pool}”的名单定不下来，模拟也没有给出办法")
    remedy = seen["remedies"][0]
    looked_at = await _what_if(organiser, {"pool": pool, "rules": remedy["rules"]})
    adopting = {"id": secrets.token_hex(16), "pool": pool, "rules": remedy["rules"], "reason": WHY}
    await organiser.post("/honours/adopt", {**adopting, "digest": looked_at["digest"], "pin": PIN})
    await _in_force(organiser, pool)
    return "；".join(str(sentence_of(change)) for change in looked_at["changes"])


async def _what_if(organiser: Device, asked: dict[str, Any]) -> Any:
    seen = await organiser.post("/honours/what-if", asked)
    if seen["problems"]:
        raise Stuck(f"“{asked['pool']}”不能这样改")
    return seen


def _one_more(rules: dict[str, Any]) -> dict[str, Any]:
    """One more slot at the lowest level; of a track with the most, where each has its own."""
    levels = [dict(level) for level in rules.get("levels", [])]
    if levels:
        levels[-1]["count"] += 1
    quota = dict(rules.get("quota", {}))
    if quota:
        quota[max(quota, key=lambda track: int(quota[track]))] += 1
    changed = {"slots": rules["slots"] + 1, "levels": levels, "quota": quota}
    return {**rules, **{key: value for key, value in changed.items() if value}}


async def _in_force(organiser: Device, pool: str) -> None:
    """Once the supervisor has signed it. Raises Stuck."""
    for _ in range(TRIES):
        if (await organiser.post("/honours/what-if", {"pool": pool}))["found"]["open"] is None:
            return
        await asyncio.sleep(RETRY_S)
    raise Stuck("没有等到监督员会签")
