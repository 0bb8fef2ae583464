"""Who does what, in words: persons with their duties and scopes, what can be given, what excludes what."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from judging.core.people.appointing import NOT_APPOINTED, apart, fits, seats
from judging.core.people.bundles import offered, places
from judging.core.people.duty import WHOLE, Appointment, Duty, Scope
from judging.core.people.forbidden import FORBIDDEN
from judging.core.people.person import Person
from judging.core.people.taking_part import Judge
from judging.core.refused import Refused
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import DUTIES

DOES: dict[Duty, Sentence] = {
    Duty.ORGANISER: sentence("设置赛事、人员和证件，也能用控制台；不能改分"),
    Duty.DIRECTOR: sentence("用控制台点名、开评、截止、亮分，管大屏"),
    Duty.SCOREKEEPER: sentence("录入纸质评分表、扣分、必备项和单项成绩，关闭评分"),
    Duty.VERIFIER: sentence("核对录入，确认或退回；自己不能改"),
    Duty.HEAD_JUDGE: sentence("退回评分表、决定缺席和同分、确认得分"),
    Duty.TIMEKEEPER: sentence("开始、暂停、停止计时，确认用时"),
    Duty.SUPERVISOR: sentence("看全部过程，提出问题，会签；什么也不能改"),
    Duty.EMCEE: sentence("看主持人词稿和出场顺序"),
    Duty.PRINTER: sentence("打印表格"),
    Duty.EVALUATOR: sentence("填测评票：给谁填由测评名单定"),
}
GIVEN = tuple(duty for duty in Duty if duty not in NOT_APPOINTED)


class AppointmentRow(Struct, frozen=True):
    duty: Duty
    scope: Scope
    word: Sentence  # of the duty
    where: Sentence  # the scope


class PersonRow(Struct, frozen=True):
    id: str
    name: str
    unit: str
    district: str
    phone: str
    appointments: tuple[AppointmentRow, ...]
    seats: tuple[Sentence, ...]  # where this is a judge, whose name is the seat's
    known: bool  # by more than the seat


class ScopeOption(Struct, frozen=True):
    scope: Scope
    where: Sentence
    why: Sentence | None  # it cannot be given to this person


class DutyOption(Struct, frozen=True):
    duty: Duty
    word: Sentence
    does: Sentence
    scopes: tuple[ScopeOption, ...]


class ForbiddenPairs(Struct, frozen=True):
    """Duties that exclude each other, for one reason."""

    why: Sentence
    pairs: tuple[tuple[Sentence, Sentence], ...]


class BundlePlace(Struct, frozen=True):
    appointments: tuple[AppointmentRow, ...]
    names: tuple[str, ...]  # who does all of this already


class BundleRow(Struct, frozen=True):
    id: str
    name: Sentence
    why: Sentence
    places: tuple[BundlePlace, ...]


def where(state: State, scope: Scope) -> Sentence:
    """What a duty is for, in words. Of a hall or track that is no more nothing is left to say."""
    parts = tuple(_parts(state, scope))
    if not parts:
        return sentence("整个赛事") if scope.is_whole else sentence("已不存在的范围")
    return parts[0] if len(parts) == 1 else sentence("{parts: · }", parts=parts)


def _parts(state: State, scope: Scope) -> Iterator[Sentence]:
    if hall := state.halls.get(scope.hall or ""):
        yield sentence("会场 {hall}", hall=hall.name)
    track = next((each for each in state.rulebook.tracks if each.id == scope.track), None)
    if track is None:
        return
    round = next((each for each in track.rounds if each.id == scope.round), None)
    if round is None:
        yield sentence("组别 {track}", track=track.name)
    elif scope.panel:
        yield sentence(
            "{track} {round} {panel} 评委组", track=track.name, round=round.name, panel=scope.panel
        )
    else:
        yield sentence("{track} {round} 评委组", track=track.name, round=round.name)


def scopes(state: State) -> Iterator[Scope]:
    """What a duty can be for here: parts are named only where there are several."""
    yield WHOLE
    if len(state.halls) > 1:
        yield from (Scope(hall=hall) for hall in state.halls)
    if len(state.rulebook.tracks) > 1:
        yield from (Scope(track=track.id) for track in state.rulebook.tracks)
    panels = [
        key for track, round in state.performed_rounds() for key in state.panel_keys(track.id, round.id)
    ]
    if len(panels) > 1:
        yield from (Scope(track=key.track, round=key.round, panel=key.panel) for key in panels)


def options(state: State, id: str, name: str, has: tuple[Appointment, ...]) -> tuple[DutyOption, ...]:
    """Every duty that is given by name, and for which parts this person can have it beside what it *has*."""
    return tuple(
        DutyOption(
            duty,
            DUTIES[duty],
            DOES[duty],
            tuple(
                ScopeOption(
                    scope, where(state, scope), _why_not(state, id, name, (*has, Appointment(duty, scope)))
                )
                for scope in scopes(state)
                if fits(duty, scope)
            ),
        )
        for duty in GIVEN
    )


def _why_not(state: State, id: str, name: str, wanted: tuple[Appointment, ...]) -> Sentence | None:
    try:
        apart(state, id, name, wanted)
    except Refused as refused:
        return refused.sentence
    return None


def in_words(state: State, appointments: Iterable[Appointment]) -> tuple[AppointmentRow, ...]:
    ordered = sorted(appointments, key=lambda each: list(Duty).index(each.duty))
    return tuple(
        AppointmentRow(each.duty, each.scope, DUTIES[each.duty], where(state, each.scope)) for each in ordered
    )


def people(state: State) -> tuple[PersonRow, ...]:
    """Who was named, in that order; then the judges of whom no more is known than the seat."""
    judges = {judge.id: judge for panel in state.panels.values() for judge in panel.everybody}
    named = tuple(_person(state, each, judges.get(each.id)) for each in state.people.values())
    others = (judge for id, judge in judges.items() if id not in state.people)
    return (*named, *(_person(state, Person(each.id, each.name), each, known=False) for each in others))


def _person(state: State, person: Person, judge: Judge | None, *, known: bool = True) -> PersonRow:
    return PersonRow(
        person.id,
        judge.name if judge else person.name,
        person.unit,
        person.district,
        person.phone,
        in_words(state, person.appointments),
        tuple(where(state, each.scope) for each in seats(state, person.id)),
        known,
    )


def pairs() -> tuple[ForbiddenPairs, ...]:
    return tuple(
        ForbiddenPairs(why, tuple((DUTIES[pair.one], DUTIES[pair.other]) for pair in found))
        for why, found in groupby(FORBIDDEN, key=lambda pair: pair.why)
    )


def bundles(state: State) -> tuple[BundleRow, ...]:
    return tuple(
        BundleRow(
            bundle.id,
            bundle.name,
            bundle.why,
            tuple(
                BundlePlace(
                    in_words(state, place),
                    tuple(each.name for each in state.people.values() if {*place} <= {*each.appointments}),
                )
                for place in places(state, bundle)
            ),
        )
        for bundle in offered(state)
    )
