"""Made-up pictures of a ceremony: cards, one to eight at once, the longest names, a list of several pages."""

from collections.abc import Sequence
from typing import Any

from judging.core.ceremony.programme import StepKind
from judging.core.hall.air import Scene
from judging.views.ceremony_pictures import CeremonyPicture, Honoured
from judging.views.screen import ScreenView
from tests.browser.scenes import FORTY, LONGEST, centres, epoch_ms, people, view

PHOTO = "0" * 64


def honoured(names: Sequence[str], *, unit: str = LONGEST, photo: str = "") -> tuple[Honoured, ...]:
    """One alone has a title, too."""
    title = "最美瀛洲店小二" if len(names) == 1 else ""
    return tuple(Honoured(name, "浦东新区", unit, title, photo, "") for name in names)


def ceremony(kind: StepKind, rows: tuple[Honoured, ...] = (), **more: Any) -> ScreenView:
    shown = CeremonyPicture(kind, "个人奖", "三等奖", rows=rows, since=epoch_ms(), **more)
    return view(Scene.CEREMONY, ceremony=shown)


def gallery() -> dict[str, ScreenView]:
    told, by = StepKind.HONOURED, {"presenter": "领导一"}
    found = {
        "ceremony-opening": ceremony(StepKind.OPENING),
        "ceremony-level": ceremony(StepKind.LEVEL),
        "ceremony-forty": ceremony(told, honoured([FORTY], unit=""), **by),
        "ceremony-roll": ceremony(StepKind.ROLL, honoured(centres(20), unit="")),
    }
    for count in (1, 3, 4):
        found[f"ceremony-photo-{count}"] = ceremony(told, honoured(people(count), photo=PHOTO), **by)
    for count in (2, 6, 8):
        found[f"ceremony-{count}"] = ceremony(told, honoured(people(count)), **by)
        named = [LONGEST, *centres(count - 1)]
        found[f"ceremony-centres-{count}"] = ceremony(told, honoured(named, unit="", photo=PHOTO), **by)
    return found
