"""The entrants of a track, and who comes next when somebody declines."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import MOST_CLASS, Entrant
from judging.core.refused import Reason, Refused
from judging.core.scoring.numbers import parse
from judging.core.sentence import sentence
from judging.core.state import RoundKey, State
from judging.core.tagged import AnyCommand, AnyEvent

from .prepared import Components
from .roster_checks import each_fits, nothing_wrong

T = TypeVar("T")


class SetEntrants(AnyCommand, frozen=True):
    """`reserves`: who comes next in the ranking when somebody declines; None leaves them as they are."""

    track: str
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...] | None = None


class EntrantsSet(AnyEvent, frozen=True):
    """`reserves` (顺延名单) in the order of the ranking, behind the entrants; None: as before."""

    track: str
    entrants: tuple[Entrant, ...]
    reserves: tuple[Entrant, ...] | None = None


def set_entrants(state: State, command: SetEntrants, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """What is only missing is asked for before the first call: a roster may grow step by step."""
    if command.track not in {track.id for track in state.rulebook.tracks}:
        raise Refused(Reason.UNKNOWN, "没有这个组别，请刷新页面后重试")
    if state.begun(command.track):
        raise Refused(Reason.BEGUN, "本组已开始评分，名单不能再改；不再参赛的请标为弃权")
    listed = roster((*command.entrants, *(command.reserves or ())))
    entrants, reserves = listed[: len(command.entrants)], listed[len(command.entrants) :]
    nothing_wrong(state, command.track, entrants)
    each_fits(state, command.track, reserves)
    return (EntrantsSet(command.track, entrants, reserves if command.reserves is not None else None),)


def roster(entrants: Iterable[Entrant]) -> tuple[Entrant, ...]:
    """The entrants as they are logged: no id twice, namesakes told apart by unit or district."""
    roster = tuple(map(_in_order, entrants))
    ids, namesakes = set[str](), dict[str, list[Entrant]]()
    for entrant in roster:
        alike = namesakes.setdefault(entrant.name, [])
        if entrant.id in ids or not all(entrant.is_told_apart(each) for each in alike):
            raise Refused(
                Reason.MALFORMED,
                "参赛对象“{name}”重复，请删去一个；同名的不同人请写明各自的单位",
                name=entrant.name,
            )
        ids.add(entrant.id)
        alike.append(entrant)
    return roster


def _in_order(entrant: Entrant) -> Entrant:
    given = {
        field: checks.text(value, what, most=most)
        for field, (what, most) in OPTIONAL.items()
        if (value := getattr(entrant, field)).strip()
    }
    return Entrant(
        checks.text(entrant.id, sentence("参赛对象编号"), most=40),
        checks.text(entrant.name, sentence("参赛对象名称"), most=60),
        years=_years(entrant),
        team=_team(entrant),
        **given,
    )


# What an entrant may have beside id and name, and the most characters of it.
OPTIONAL = {
    "district": (sentence("所在区"), 20),
    "unit": (sentence("单位"), 60),
    "post": (sentence("岗位"), 40),
    "leader": (sentence("负责人"), 40),
    "number": (sentence("工号"), 40),
    "window_class": (sentence("窗口大类"), MOST_CLASS),
    "photo": (sentence("照片文件名"), 100),
    "reading": (sentence("读音"), 120),
}
MOST_YEARS = 60  # on one post; more is a slip of the pen
MOST_TEAM = 999


def _years(entrant: Entrant) -> str:
    """As written, without blanks around it."""
    written = entrant.years.strip()
    try:
        known = not written or 0 <= parse(written) <= MOST_YEARS
    except ValueError:
        known = False
    if not known:
        raise Refused(
            Reason.MALFORMED,
            "{name}的在岗年限不是 0～{most} 的数字，请用半角数字写年数，如 2.5",
            name=entrant.name,
            most=MOST_YEARS,
        )
    return written


def _team(entrant: Entrant) -> int | None:
    if entrant.team is not None and not 1 <= entrant.team <= MOST_TEAM:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "{name}的团队人数须为 1～{most}，请改正",
            name=entrant.name,
            most=MOST_TEAM,
        )
    return entrant.team


def entrants_set(state: State, event: EntrantsSet, at: str) -> State:
    """Orders, assignments and who evaluates whom fall, since they were made among others.

    Components stay with who stays. An assignment falls with a district, too: it was drawn within each.
    """
    found, before = {entrant.id: entrant for entrant in event.entrants}, state.entrants.get(event.track, {})
    same = found.keys() == before.keys()
    same_districts = same and all(found[id].district == before[id].district for id in found)
    if event.reserves is not None:
        state = replace(state, reserves=with_key(state.reserves, event.track, event.reserves))
    return replace(
        state,
        replacements=tuple(
            each
            for each in state.replacements
            if each.track != event.track or {each.left, each.entrant} <= found.keys()
        ),
        entrants=with_key(state.entrants, event.track, found),
        orders=state.orders if same else _of_others(state.orders, event.track),
        evaluations=state.evaluations if same else _of_others(state.evaluations, event.track),
        assignments=state.assignments if same_districts else _of_others(state.assignments, event.track),
        checkins={
            id: known
            for id, known in state.checkins.items()
            if id.track != event.track or id.entrant in found
        },
        statuses={k: s for k, s in state.statuses.items() if k[0] != event.track or k[1] in found},
        pictures={
            key: known
            for key, known in state.pictures.items()
            if key.track != event.track or key.entrant in found
        },
        components={
            key: _of_these(known, found) if key[0] == event.track else known
            for key, known in state.components.items()
        },
    )


def _of_these(known: Components, found: Mapping[str, Entrant]) -> Components:
    scores = {id: score for id, score in known.scores.items() if id in found}
    return replace(known, scores=scores, classes={i: c for i, c in known.classes.items() if i in found})


def _of_others(mapping: Mapping[RoundKey, T], track: str) -> dict[RoundKey, T]:
    return {key: value for key, value in mapping.items() if key[0] != track}
