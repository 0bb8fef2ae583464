"""获奖名单 as everybody may know it: honours whose moment on a screen has come, or that are made public."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from judging.core.appeals.award_phase import has_changed, phase_of
from judging.core.appeals.publicity import AwardPhase
from judging.core.ceremony.bottom_up import announced_honours
from judging.core.honours.decided import award_name, awards_of, decided, honour_name
from judging.core.honours.honour import Honour
from judging.core.state import State

Told = Mapping[str, tuple[Honour, ...]]  # award → the highest first; none of which nothing is told


class OwnHonour(Struct, frozen=True):
    """One entrant's; `level` and `title` "" without."""

    award: str
    level: str
    title: str


class ToldHonour(Struct, frozen=True):
    name: str
    district: str
    level: str
    title: str


class ToldAward(Struct, frozen=True):
    """`phase`: PUBLISHED and FINAL once its list is out, else as far as it has been presented."""

    name: str
    honours: tuple[ToldHonour, ...]
    phase: AwardPhase = AwardPhase.DECIDED
    last_day: str = ""  # of the 公示, as “2024-10-08”


def told_honours(state: State) -> Told:
    presented = announced_honours(state)[::-1]  # a ceremony ends with the highest
    found = {
        award: decided(state, award)
        if out_as(state, award)
        else tuple(each for each in presented if each.award == award)
        for award in awards_of(state)
    }
    return {award: honours for award, honours in found.items() if honours}


def out_as(state: State, award: str) -> AwardPhase | None:
    """公示中 or 定稿; None where the list is not out, or another one stands by now."""
    if (award not in state.publicities and award not in state.finals) or has_changed(state, award):
        return None
    return phase_of(state, award)


def told_awards(state: State, honours: Told) -> tuple[ToldAward, ...]:
    return tuple(_award(state, award, found) for award, found in honours.items())


def _award(state: State, award: str, honours: tuple[Honour, ...]) -> ToldAward:
    out, told = out_as(state, award), tuple(_told(state, each) for each in honours)
    if out is None:
        return ToldAward(award_name(state, award), told)
    days = state.publicities[award].days if out is AwardPhase.PUBLISHED else ()
    return ToldAward(award_name(state, award), told, out, days[-1].date if days else "")


def _told(state: State, honour: Honour) -> ToldHonour:
    entrant = state.entrants.get(honour.track, {}).get(honour.entrant)
    district = entrant.district if entrant else ""
    return ToldHonour(honour_name(state, honour), district, honour.level, honour.title)


def honours_of(state: State, track: str, honours: Told) -> Mapping[str, tuple[OwnHonour, ...]]:
    """By entrant of *track*."""
    found: dict[str, tuple[OwnHonour, ...]] = {}
    for honour in _in_track(track, honours):
        own = OwnHonour(award_name(state, honour.award), honour.level, honour.title)
        found[honour.entrant] = (*found.get(honour.entrant, ()), own)
    return found


def _in_track(track: str, honours: Told) -> Iterator[Honour]:
    return (each for found in honours.values() for each in found if each.track == track)
