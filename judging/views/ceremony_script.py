"""What the emcee says at each picture of a ceremony, and whom the next will name: Chinese on every page."""

from msgspec import Struct

from judging.core.ceremony.programme import StepKind
from judging.core.moments import milliseconds
from judging.core.state import State

from .ceremony_pictures import CeremonyPicture, picture_of_step


class CeremonyPrompt(Struct, frozen=True):
    """`before` and `after` are said before and after the names of `now`."""

    now: CeremonyPicture
    before: str
    after: tuple[str, ...]
    next: CeremonyPicture | None  # for the emcee alone: no screen knows of it


def ceremony_prompt(state: State, hall: str) -> CeremonyPrompt | None:
    found = state.ceremonies.get(hall)
    if found is None or not found.is_on:
        return None
    now = picture_of_step(state, found, found.shown, milliseconds(found.stepped_at))
    following = picture_of_step(state, found, found.next) if found.next else None
    return CeremonyPrompt(now, _before(now), tuple(_after(now)), following)


def _before(picture: CeremonyPicture) -> str:
    level = picture.level or picture.award
    match picture.kind:
        case StepKind.OPENING:
            return f"{picture.card or '颁奖仪式'}，现在开始。"
        case StepKind.LEVEL:
            return f"下面颁发{picture.award}{picture.level}。"
        case StepKind.HONOURED:
            return f"荣获{level}的是："
        case StepKind.ROLL:
            return f"让我们再次祝贺全体{level}获得者！"
        case StepKind.CLOSING:
            return "颁奖到此结束，谢谢大家。"


def _after(picture: CeremonyPicture) -> list[str]:
    if picture.kind is not StepKind.HONOURED:
        return []
    titles = dict.fromkeys(row.title for row in picture.rows if row.title)
    given = [f"授予“{title}”称号。" for title in titles]
    return [*given, f"有请{picture.presenter}颁奖。"] if picture.presenter else given
