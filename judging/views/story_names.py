"""How the story calls judges, entrants, rounds and awards, if they still are what they were."""

from typing import Any

from judging.core.honours.computed import award_name
from judging.core.people.appointing import duties_of
from judging.core.people.taking_part import Judge
from judging.core.sentence import Sentence, sentence
from judging.core.setup.prepared import Sitting
from judging.core.state import State


def judge_of(state: State, id: str) -> Sentence:
    try:
        found = state.judge(id)
    except KeyError:
        return sentence("评委 {id}", id=id)
    return _sits(state.sitting(id), found)


def person_of(state: State, id: str) -> Sentence:
    person = state.people.get(id) or state.former.get(id)
    if person is None and id in state.judge_ids():
        return judge_of(state, id)
    if person is None:
        return sentence("人员 {id}", id=id)
    return sentence("{name}（{duties:、}）", name=person.name, duties=duties_of(person))


def seated(judge: Judge) -> Sentence:
    return sentence("{seat}号评委 {name}", seat=judge.seat, name=judge.name)


def _sits(sitting: Sitting | None, judge: Judge) -> Sentence:
    match sitting:
        case Sitting.RESERVE:
            return sentence("候补评委{seat} {name}", seat=judge.seat, name=judge.name)
        case Sitting.TRAINEE:
            return sentence("见习评委{seat} {name}", seat=judge.seat, name=judge.name)
        case Sitting.SEAT | None:
            return seated(judge)


def entrant_name(state: State, track: str, entrant: str) -> str:
    return state.name_of(track, entrant) if entrant in state.entrants.get(track, {}) else entrant


def round_name(state: State, event: Any) -> str:
    try:
        return f"{state.track(event.track).name} {state.round(event.track, event.round).name}"
    except KeyError:
        return f"{event.track} {event.round}"


def award_called(state: State, award: str) -> str:
    try:
        return award_name(state, award)
    except KeyError:
        return award
