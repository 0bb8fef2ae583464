"""Persons: named, given their duties, and removed."""

from collections.abc import Iterator

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.state import PanelKey, State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import DUTIES

from .actor import Actor
from .duty import Appointment, Duty, Scope
from .forbidden import broken
from .issuing import IN_A_HALL, holding
from .person import Person


class SetPerson(AnyCommand, frozen=True):
    """Names a person, or changes what is known of one and which duties it has."""

    person: Person


class RemovePerson(AnyCommand, frozen=True):
    id: str
    reason: str


class PersonSet(AnyEvent, frozen=True):
    person: Person


class PersonRemoved(AnyEvent, frozen=True):
    id: str
    reason: str


MOST_PERSONS = 500
NOT_APPOINTED = (Duty.JUDGE, Duty.SCREEN, Duty.GUEST)  # a judge is who sits on a panel


def set_person(state: State, command: SetPerson, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    person = _clean(command.person)
    if person.id not in state.people and len(state.people) >= MOST_PERSONS:
        raise Refused(Reason.TOO_MANY, "人员最多 {most} 人，请先删去不需要的", most=MOST_PERSONS)
    _one_record_each(state, person)
    for appointment in person.appointments:
        _known(state, appointment)
    apart(state, person.id, person.name, person.appointments)
    return () if state.people.get(person.id) == person else (PersonSet(person),)


def _clean(person: Person) -> Person:
    optional = {"unit": sentence("单位"), "district": sentence("所在区"), "phone": sentence("电话")}
    texts = {
        name: checks.text(value, what, most=60) if (value := getattr(person, name)).strip() else ""
        for name, what in optional.items()
    }
    return replace(
        person,
        id=checks.text(person.id, sentence("人员编号"), most=40),
        name=checks.text(person.name, sentence("姓名"), most=40),
        appointments=tuple(dict.fromkeys(person.appointments)),
        **texts,
    )


def _one_record_each(state: State, person: Person) -> None:
    """Raises Refused where one person would be two, or two one: the same eyes never count twice."""
    if person.id in state.people:
        return
    before = state.former.get(person.id)
    if before and before.name != person.name:
        raise Refused(
            Reason.ALREADY,
            "编号“{id}”是已删去的{name}的，记录里还有此人，请换一个编号",
            id=person.id,
            name=before.name,
        )
    for other in (*state.people.values(), *state.former.values()):
        if other.name == person.name and other.id != person.id:
            raise Refused(
                Reason.ALREADY,
                "{name}已在人员名单或已删去的人员里（编号 {id}）：同一个人请用原来的编号；"
                "同名的另一人请把姓名写得不同",
                name=person.name,
                id=other.id,
            )


def _known(state: State, appointment: Appointment) -> None:
    """Raises Refused unless it is a duty that is given by name, for a part that there is."""
    duty, scope = appointment.duty, appointment.scope
    if duty in NOT_APPOINTED:
        raise Refused(
            Reason.MALFORMED, "“{duty}”不在这里指派：评委请安排席位，大屏请在控制台命名", duty=DUTIES[duty]
        )
    if scope.hall is not None:
        checks.hall_of(state, scope.hall)
    if not _is_part(state, scope):
        raise Refused(Reason.UNKNOWN, "没有这个组别、环节或评委组，请刷新页面后重试")
    if not fits(duty, scope):
        if duty is Duty.ORGANISER:
            raise Refused(Reason.MALFORMED, "组织者管整个赛事，不能只管一个会场或组别")
        if duty is Duty.EVALUATOR:
            raise Refused(Reason.MALFORMED, "测评人给谁填由测评名单定，不按会场或组别指派，请选整个赛事")
        raise Refused(
            Reason.MALFORMED, "{duty}按会场指派，不按组别或评委组，请改选会场或整个赛事", duty=DUTIES[duty]
        )


def fits(duty: Duty, scope: Scope) -> bool:
    """Whether such a part has this duty: what goes on in a hall is one show."""
    if duty in (Duty.ORGANISER, Duty.EVALUATOR):
        return scope.is_whole
    return duty not in IN_A_HALL or scope.track is None


def _is_part(state: State, scope: Scope) -> bool:
    if scope.track is None:
        return scope.round is None and scope.panel is None
    if scope.track not in {track.id for track in state.rulebook.tracks}:
        return False
    if scope.round is None or scope.panel is None:
        return scope.round is None and scope.panel is None
    judged = {(track.id, round.id) for track, round in state.performed_rounds()}
    key = PanelKey(scope.track, scope.round, scope.panel)
    return key[:2] in judged and key in state.panel_keys(scope.track, scope.round)


def apart(state: State, id: str, name: str, appointments: tuple[Appointment, ...]) -> None:
    """Raises Refused where the person would have duties that two people must have."""
    for pair in broken(state, (*appointments, *(seats(state, id)))):
        raise Refused(
            Reason.NOT_ALLOWED,
            "{name}不能同时是{one}和{other}：{why}。请把其中一项交给别人，或缩小范围",
            name=name,
            one=DUTIES[pair.one],
            other=DUTIES[pair.other],
            why=pair.why,
        )


def everybody_apart(after: State) -> None:
    """Raises Refused where a panel, as it sits then, would give somebody duties that two people must have.

    Who has a duty in a hall meets whoever has one on a panel that comes into it.
    """
    for person in after.people.values():
        apart(after, person.id, person.name, person.appointments)


def seats(state: State, id: str) -> Iterator[Appointment]:
    """What somebody does as a judge, panel by panel."""
    for key, panel in state.panels.items():
        if any(judge.id == id for judge in panel.everybody):
            yield Appointment(Duty.JUDGE, Scope(track=key.track, round=key.round, panel=key.panel))


def remove_person(state: State, command: RemovePerson, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.id not in state.people:
        raise Refused(Reason.UNKNOWN, "没有这个人员，可能已删去，请刷新页面")
    return (PersonRemoved(command.id, checks.text(command.reason, sentence("原因"))),)


def person_set(state: State, event: PersonSet, at: str) -> State:
    people = with_key(state.people, event.person.id, event.person)
    return replace(state, people=people, former=without_keys(state.former, event.person.id))


def person_removed(state: State, event: PersonRemoved, at: str) -> State:
    """A judge keeps the card of the seat; whoever has no seat is out. Nobody signs with that PIN again."""
    seated = state.judge_ids()
    gone = [id for id, held in state.passes.items() if held.holder == event.id and event.id not in seated]
    left = replace(
        state,
        people=without_keys(state.people, event.id),
        former=with_key(state.former, event.id, state.people[event.id]),
        pins=without_keys(state.pins, f"person/{event.id}"),
    )
    return holding(left, without_keys(state.passes, *gone))


def duties_of(person: Person) -> tuple[Sentence, ...]:
    """In words, in the order of `Duty`."""
    own = {appointment.duty for appointment in person.appointments}
    return tuple(DUTIES[duty] for duty in Duty if duty in own)
