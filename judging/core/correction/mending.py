"""Misprints put right at any time: other words for the same thing. No id, mark, number or order changes."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.people.taking_part import Judge
from judging.core.refused import Reason, Refused
from judging.core.scoring.rulebook import Round, Rulebook, Track
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import TEXTS

from .record import Mended, Text
from .renaming import renamed

MOST = {Text.ENTRANT: 60, Text.DISTRICT: 20, Text.JUDGE: 40}  # characters, as where they are set
OF_RULES = (Text.COMPETITION, Text.ORGANISER, Text.TRACK, Text.ROUND, Text.CRITERION)
OF_TRACK = (Text.TRACK, Text.ROUND, Text.CRITERION, Text.ENTRANT, Text.DISTRICT)
OF_ROUND = (Text.ROUND, Text.CRITERION)
OF_TARGET = (Text.CRITERION, Text.ENTRANT, Text.DISTRICT, Text.JUDGE)


class MendText(AnyCommand, frozen=True):
    """`target`: the id of the criterion, entrant or judge. Ids that say nothing of this text are left out."""

    of: Text
    text: str
    reason: str
    track: str = ""
    round: str = ""
    target: str = ""


class TextMended(AnyEvent, frozen=True):
    of: Text
    track: str
    round: str
    target: str
    old: str
    new: str
    reason: str


def mend_text(state: State, command: MendText, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """Also of what is begun, judged or locked. Nothing where it says so already."""
    event = TextMended(
        command.of,
        command.track if command.of in OF_TRACK else "",
        command.round if command.of in OF_ROUND else "",
        command.target if command.of in OF_TARGET else "",
        _present(state, command),
        checks.text(command.text, sentence("更正后的文字"), most=MOST.get(command.of, checks.MAX_TEXT)),
        checks.text(command.reason, sentence("更正原因")),
    )
    if event.new == event.old:
        return ()
    _district_stands(state, event)
    _told_apart(state, event)
    return (event,)


def _present(state: State, command: MendText) -> str:
    """The text as it is. Raises Refused where there is nothing of these ids."""
    try:
        return texts(state, command.of, command.track, command.round)[command.target]
    except KeyError:
        raise Refused(
            Reason.UNKNOWN, "没有要更正的{what}，请刷新页面后重试", what=TEXTS[command.of]
        ) from None


def texts(state: State, of: Text, track: str, round: str) -> dict[str, str]:
    """The text and those it has to be told apart from, by id. Raises KeyError."""
    rules = state.rulebook
    match of:
        case Text.COMPETITION:
            return {"": rules.name}
        case Text.ORGANISER:
            return {"": rules.organiser}
        case Text.TRACK:
            return {each.id: each.name for each in rules.tracks} | {"": rules.track(track).name}
        case Text.ROUND:
            found = rules.track(track)
            return {each.id: each.name for each in found.rounds} | {"": found.round(round).name}
        case Text.CRITERION:
            return {each.id: each.name for each in rules.track(track).round(round).criteria}
        case Text.ENTRANT:
            return {each.id: each.name for each in _roster(state, track)}
        case Text.DISTRICT:
            return {each.id: each.district for each in _roster(state, track)}
        case Text.JUDGE:
            return {judge.id: judge.name for panel in state.panels.values() for judge in panel.everybody}


def _roster(state: State, track: str) -> Iterator[Any]:
    yield from state.entrants.get(track, {}).values()
    yield from state.reserves.get(track, ())


def _district_stands(state: State, event: TextMended) -> None:
    """A locked result, and lots that were drawn, may rest on who is from where."""
    if event.of is not Text.DISTRICT:
        return
    track = state.track(event.track)
    if track.id in state.locked:
        raise Refused(
            Reason.LOCKED,
            "{track}已核分锁定，所在区关系到名额和分组，不能再改；如确有错误，请在“公示与异议”页登记异议",
            track=track.name,
        )
    if any(made.seed for (of, _), made in state.assignments.items() if of == track.id):
        raise Refused(
            Reason.BEGUN,
            "{track}已按所在区抽签分组，抽签结果要靠它核对，不能再改；开赛之前可改名单后重新抽签",
            track=track.name,
        )


def _told_apart(state: State, event: TextMended) -> None:
    """Two of one kind have not one name. Of judges and organisers several may."""
    if event.of in (Text.JUDGE, Text.ORGANISER):
        return
    if event.of in (Text.ENTRANT, Text.DISTRICT):
        _entrants_told_apart(state, event)
        return
    others = texts(state, event.of, event.track, event.round)
    own = {event.target or {Text.TRACK: event.track, Text.ROUND: event.round}.get(event.of, ""), ""}
    if event.new in (text for id, text in others.items() if id not in own):
        raise Refused(Reason.MALFORMED, "已有名为“{name}”的，请写得不同", name=event.new)


def _entrants_told_apart(state: State, event: TextMended) -> None:
    """One name may be that of two whom unit or district tell apart."""
    changed = {"name" if event.of is Text.ENTRANT else "district": event.new}
    listed = tuple(_roster(state, event.track))
    for found in (replace(each, **changed) for each in listed if each.id == event.target):
        if not all(each.is_told_apart(found) for each in listed if each.id != found.id):
            raise Refused(Reason.MALFORMED, "已有名为“{name}”的，请写得不同", name=found.name)


def text_mended(state: State, event: TextMended, at: str) -> State:
    """What was announced is shown with the new words from here on; the log keeps it as it was said."""
    known = Mended(event.of, event.track, event.round, event.target, event.old, event.new, event.reason, at)
    state = replace(state, mended=(*state.mended, known))
    if event.of in OF_RULES:
        as_set = state.rules_as_set or state.rules
        state = replace(state, rules=_in_rules(state.rulebook, event), rules_as_set=as_set)
    elif event.of is Text.JUDGE:
        state = _judge_renamed(state, event)
    else:
        state = _entrant_renamed(state, event)
    return renamed(state, event.of, event.track, event.round, event.target, event.old, event.new)


def _in_rules(rules: Rulebook, event: TextMended) -> Rulebook:
    new = event.new

    def in_round(round: Round) -> Round:
        if event.of is Text.ROUND:
            return replace(round, name=new)
        return replace(round, criteria=with_named(round.criteria, event.target, _called(new)))

    def in_track(track: Track) -> Track:
        if event.of is Text.TRACK:
            return replace(track, name=new)
        return replace(track, rounds=with_named(track.rounds, event.round, in_round))

    match event.of:
        case Text.COMPETITION:
            return replace(rules, name=new)
        case Text.ORGANISER:
            return replace(rules, organiser=new)
        case _:
            return replace(rules, tracks=with_named(rules.tracks, event.track, in_track))


def _called(name: str) -> Callable[[Any], Any]:
    return lambda each: replace(each, name=name)


def with_named(all: tuple[Any, ...], id: str, change: Callable[[Any], Any]) -> tuple[Any, ...]:
    """All of them, the one with this id changed."""
    return tuple(change(each) if each.id == id else each for each in all)


def _judge_renamed(state: State, event: TextMended) -> State:
    """On all panels: an id stands for one person."""

    def called(judges: tuple[Judge, ...]) -> tuple[Judge, ...]:
        return with_named(judges, event.target, _called(event.new))

    panels = {
        key: replace(
            panel,
            judges=called(panel.judges),
            reserves=called(panel.reserves),
            trainees=called(panel.trainees),
            changes=tuple(
                replace(each, left=called((each.left,))[0], by=called((each.by,))[0])
                for each in panel.changes
            ),
        )
        for key, panel in state.panels.items()
    }
    person = state.people.get(event.target)
    people = with_key(state.people, person.id, replace(person, name=event.new)) if person else state.people
    return replace(state, panels=panels, people=people)


def _entrant_renamed(state: State, event: TextMended) -> State:
    """Among the reserves, too. Order and assignment stay: they were drawn, and among the same entrants."""
    field = "district" if event.of is Text.DISTRICT else "name"

    def mended(each: Struct) -> Struct:
        return replace(each, **{field: event.new})

    track, entrants, reserves = event.track, state.entrants, state.reserves
    if event.target in entrants.get(track, {}):
        roster = {id: mended(each) if id == event.target else each for id, each in entrants[track].items()}
        state = replace(state, entrants={**entrants, track: roster})
    if track in reserves:
        waiting = with_named(reserves[track], event.target, mended)
        state = replace(state, reserves={**reserves, track: waiting})
    return state
