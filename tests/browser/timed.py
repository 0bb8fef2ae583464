"""Made-up clocks for the walls: at `NOW`, of eight minutes with warnings at two and at half a minute."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from judging.core.hall.air import Scene
from judging.core.scoring.time_limits import Segment
from judging.core.sentence import sentence
from judging.core.timing.clock import ClockState
from judging.views.clocks import ClockFace, Dial, PublicClock
from judging.views.screen import ScreenView
from tests.browser.scenes import LONGEST, epoch_ms, people, stage, view

LIMIT_S, WARN_S = 480, (120, 30)
INTRODUCTION, QUESTIONS = Segment("intro", "自我介绍", 60, (10,)), Segment("qa", "问答", 120, counts=False)
CLIENT = sentence("真实办件")


def dial(used_s: float, *, runs: bool = True, limit_s: int | None = LIMIT_S) -> Dial:
    return Dial(
        used_ms=round(used_s * 1000),
        since=epoch_ms() if runs else None,
        limit_ms=None if limit_s is None else limit_s * 1000,
        warn_ms=tuple(each * 1000 for each in WARN_S) if limit_s == LIMIT_S else (),
    )


def running(used_s: float) -> ClockFace:
    return ClockFace(ClockState.RUNNING, dial(used_s))


def paused(used_s: float) -> ClockFace:
    return ClockFace(ClockState.PAUSED, dial(used_s, runs=False), pause=CLIENT)


def introducing(used_s: float) -> ClockFace:
    segments = (INTRODUCTION, QUESTIONS)
    part = replace(dial(used_s, limit_s=60), warn_ms=(10_000,))
    return replace(running(used_s), segment="intro", part=part, segments=segments)


def on_stage(face: ClockFace, entrant: str = LONGEST, **more: Any) -> ScreenView:
    clock = PublicClock(0, "受理中心组", entrant, "杨浦区", face)
    return view(Scene.CLOCK, stage=stage(entrant), clocks=(clock,), **more)


def at_windows(names: Sequence[str], **more: Any) -> ScreenView:
    """Far on, paused, over, and at all that is between."""
    faces = (
        running(85),
        paused(200.4),
        running(380),
        running(492),
        ClockFace(ClockState.READY, dial(0, runs=False)),
    )
    clocks = tuple(
        PublicClock(n, "一线", name, "浦东新区", faces[n % len(faces)]) for n, name in enumerate(names, 1)
    )
    return view(Scene.CLOCK, clocks=clocks, **more)


def gallery() -> dict[str, ScreenView]:
    found = {
        "clock-calm": on_stage(running(85)),
        "clock-warn": on_stage(running(400), "选手01"),
        "clock-over": on_stage(running(492)),
        "clock-paused": on_stage(paused(200.4), "选手01"),
        "clock-ready": on_stage(ClockFace(ClockState.READY, dial(0, runs=False))),
        "clock-segment": on_stage(introducing(15)),
        "clock-stopped": on_stage(ClockFace(ClockState.STOPPED, dial(500, runs=False)), "选手01"),
    }
    for count in (1, 2, 3, 4, 6, 8, 12):
        found[f"clock-windows-{count}"] = at_windows([*people(count - 1), "欧阳春晓"])
    found["clock-windows-longest"] = at_windows([LONGEST] * 6)
    return found
