"""Who fills in for whom: made by the rules' rule, or listed by the organiser."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from judging.core import checks
from judging.core.people.actor import Actor
from judging.core.people.appointing import SetPerson, set_person
from judging.core.people.duty import Appointment, Duty
from judging.core.people.person import Person
from judging.core.people.taking_part import names_among
from judging.core.refused import Reason, Refused
from judging.core.scoring.evaluators import BY_SLIP, Who
from judging.core.scoring.rulebook import Round
from judging.core.setup.classing import classes_of
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .evaluation import Evaluation, Evaluator, Owed
from .taking import evaluated, evaluation_of

AMONG_ENTRANTS = (Who.SELF, Who.PEER, Who.PEER_CLASS)


class ListEvaluators(AnyCommand, frozen=True):
    """`evaluators` None: by the rule (自评, 互评); what the organiser listed of other groups stays.

    `names`: of evaluators who are no person of the competition yet.
    """

    track: str
    round: str
    evaluators: tuple[Evaluator, ...] | None = None
    names: Mapping[str, str] = {}


class EvaluatorsListed(AnyEvent, frozen=True):
    """All who fill in for this round; sheets that nobody is asked for any more are gone."""

    track: str
    round: str
    evaluators: tuple[Evaluator, ...]


def list_evaluators(state: State, command: ListEvaluators, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Whoever is listed has the duty of an evaluator from here on, and so a card."""
    round = evaluated(state, command.track, command.round)
    checks.unlocked(state, command.track)
    found = evaluation_of(state, command.track, command.round)
    if found.is_over(at):
        raise Refused(
            Reason.NOT_NOW, "“{round}”的测评已经结束，名单不能再改；确需更改请先重新开放", round=round.name
        )
    if command.evaluators is None:
        evaluators, names = _by_rule(state, command.track, round, found)
    else:
        evaluators, names = command.evaluators, dict(command.names)
    _fit(state, command.track, round, evaluators)
    _keeps_secrets(state, command.track, round, found, evaluators)
    persons = tuple(_appointed(state, evaluators, names, by, at))
    if found.evaluators == evaluators:
        return persons
    return (*persons, EvaluatorsListed(command.track, command.round, evaluators))


def groups_in(round: Round) -> dict[str, Who]:
    """Group → who fills in; a round without groups is one, ""."""
    return {group.id: group.who for group in round.groups} or {"": round.who}


def _by_rule(
    state: State, track: str, round: Round, found: Evaluation
) -> tuple[tuple[Evaluator, ...], dict[str, str]]:
    """Who is listed, and how those are called who are no persons yet."""
    groups = {id: who for id, who in groups_in(round).items() if who in AMONG_ENTRANTS}
    if not groups:
        raise Refused(
            Reason.MALFORMED, "“{round}”的测评人不按自评、互评产生，请上传测评名单", round=round.name
        )
    taking_part = [id for id in state.entrants.get(track, {}) if (track, id) not in state.statuses]
    if not taking_part:
        raise Refused(Reason.INCOMPLETE, "本组还没有参赛对象，请先导入名单")
    classes = classes_of(state, track)
    if Who.PEER_CLASS in groups.values() and (lacking := [id for id in taking_part if id not in classes]):
        raise Refused(
            Reason.INCOMPLETE,
            "{name}没有窗口大类，无法按同类互评；请在参赛名单里补齐",
            name=state.name_of(track, lacking[0]),
        )
    persons, names = persons_of(state, track, taking_part)
    owed: dict[str, list[Owed]] = {}
    for each in found.evaluators:
        if kept := [one for one in each.owed if one.group not in groups]:
            owed[each.id] = kept
    for id in taking_part:
        mine = owed.setdefault(persons[id], [])
        for group, who in groups.items():
            mine += [Owed(e, group) for e in taking_part if _owes(who, id, e, classes)]
    return tuple(Evaluator(id, tuple(sheets)) for id, sheets in owed.items() if sheets), names


def _owes(who: Who, by: str, entrant: str, classes: Mapping[str, str]) -> bool:
    match who:
        case Who.SELF:
            return by == entrant
        case Who.PEER:
            return by != entrant
        case Who.PEER_CLASS:
            return by != entrant and classes[by] == classes[entrant]
        case _:
            return False


def persons_of(state: State, track: str, entrants: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Entrant → the person who fills in for it, and the names of persons that there are not yet.

    Persons of one name are one person, here as everywhere.
    """
    called = names_among(state.entrants[track].values())
    by_name = {person.name: person.id for person in state.people.values()}
    elsewhere = {id for other, roster in state.entrants.items() if other != track for id in roster}
    taken = state.people.keys() | state.former.keys() | state.judge_ids() | elsewhere
    persons, names = {}, {}
    for entrant in entrants:
        name = called[entrant]
        if name in by_name:
            persons[entrant] = by_name[name]
            continue
        id = entrant if entrant not in taken else f"{track}-{entrant}"
        persons[entrant], names[id] = id, name
    return persons, names


def _fit(state: State, track: str, round: Round, evaluators: Sequence[Evaluator]) -> None:
    """Raises Refused unless each is listed once, for entrants there are, in groups that people fill in."""
    groups, listed = groups_in(round), set[str]()
    for each in evaluators:
        if each.id in listed:
            raise Refused(Reason.MALFORMED, "测评人“{id}”列了两次，请合成一行", id=each.id)
        listed.add(each.id)
        about = set[str]()
        for owed in each.owed:
            if owed.entrant not in state.entrants.get(track, {}):
                raise Refused(Reason.UNKNOWN, "名单中没有参赛对象“{id}”，请核对编号", id=owed.entrant)
            if owed.group not in groups or groups[owed.group] in BY_SLIP:
                raise Refused(
                    Reason.UNKNOWN,
                    "“{round}”没有可列名单的测评组“{group}”，请核对",
                    round=round.name,
                    group=owed.group,
                )
            if owed.entrant in about:
                raise Refused(
                    Reason.MALFORMED,
                    "测评人“{id}”给{name}填两次：同一人给同一个参赛对象只填一份",
                    id=each.id,
                    name=state.name_of(track, owed.entrant),
                )
            about.add(owed.entrant)


def _keeps_secrets(
    state: State, track: str, round: Round, found: Evaluation, evaluators: Sequence[Evaluator]
) -> None:
    """Raises Refused where what changes in the scores would be what somebody gave in secret."""
    groups, by_slip = _groups_of(evaluators), _by_slip(round)
    for (by, entrant), sheet in found.counted.items():
        is_asked = round.is_secret(sheet.group) and sheet.group not in by_slip
        if is_asked and groups.get((by, entrant)) != sheet.group:
            raise Refused(
                Reason.NOT_NOW,
                "“{round}”结束过一次：{by}去掉或换组，前后一比就看得出给了{name}几分。名单只能加人",
                round=round.name,
                by=state.people[by].name if by in state.people else by,
                name=state.name_of(track, entrant),
            )


def _groups_of(evaluators: Iterable[Evaluator]) -> dict[tuple[str, str], str]:
    """Evaluator and entrant → the group this sheet counts in."""
    return {(each.id, owed.entrant): owed.group for each in evaluators for owed in each.owed}


def _by_slip(round: Round) -> set[str]:
    return {id for id, who in groups_in(round).items() if who in BY_SLIP}


def _appointed(
    state: State, evaluators: Sequence[Evaluator], names: Mapping[str, str], by: Actor, at: str
) -> Iterator[AnyEvent]:
    """Persons that are new, or have a new duty."""
    duty, seated = Appointment(Duty.EVALUATOR), state.judge_ids()
    for each in evaluators:
        known = state.people.get(each.id)
        if known is None and each.id in seated:
            known = Person(each.id, state.judge(each.id).name)
        if known is None and each.id not in names:
            raise Refused(
                Reason.UNKNOWN, "人员名单里没有测评人“{id}”，请写明姓名，或先在“人员与职责”中添加", id=each.id
            )
        person = known or Person(each.id, names[each.id])
        wanted = replace(person, appointments=tuple(dict.fromkeys((*person.appointments, duty))))
        for event in set_person(state, SetPerson(wanted), by, at):
            yield event
            state = replace(state, people={**state.people, wanted.id: wanted})


def evaluators_listed(state: State, event: EvaluatorsListed, at: str) -> State:
    """What was given in secret is told in no other group: such a sheet is to be filled in anew."""
    key = event.track, event.round
    found, round = evaluation_of(state, *key), state.round(*key)
    groups, by_slip = _groups_of(event.evaluators), _by_slip(round)
    sheets = {
        at_: replace(sheet, group=groups.get(at_, sheet.group))
        for at_, sheet in found.sheets.items()
        if sheet.group in by_slip
        or (at_ in groups and (groups[at_] == sheet.group or not round.is_secret(sheet.group)))
    }
    changed = replace(found, evaluators=event.evaluators, sheets=sheets)
    return replace(state, evaluations={**state.evaluations, key: changed})
