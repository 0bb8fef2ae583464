"""Fewer sheets can count than the rules ask for: what the head judge decides then, signed with a reason."""

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from judging.core import checks
from judging.core.attendance.retaking import GrantRetake, grant_retake
from judging.core.hall.performance import Performance, PerformanceId, Phase, Short, ShortDecision
from judging.core.hall.staging import with_performance
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.panel import groups_of
from judging.core.scoring.rulebook import Group, Round
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent
from judging.core.words import EXCUSES, short_word


class DecideShort(AnyCommand, frozen=True):
    """`replay` grants the retake (补赛) at once, and so needs its witness."""

    performance: PerformanceId
    decision: Short
    reason: str
    witness: str = ""


class WithdrawShortDecision(AnyCommand, frozen=True):
    performance: PerformanceId
    reason: str


class ShortDecided(AnyEvent, frozen=True):
    """`minimum`: so many sheets are enough, where it was decided to score with those there are; else 0.

    Where judges are in groups: in each of those that were short, of which `groups` has how many were there.
    """

    performance: PerformanceId
    decision: Short
    minimum: int
    reason: str
    by: str  # as the log names who decided
    groups: Mapping[str, int] = {}


class Shortfall(Struct, frozen=True):
    """Fewer of a group's sheets can count than have to; of all, where judges are in no groups."""

    group: Group
    count: int  # that count once all are in: of everybody who is not excused
    least: int  # as the rules say, or as the head judge decided


class ShortDecisionWithdrawn(AnyEvent, frozen=True):
    performance: PerformanceId
    reason: str


def decide_short(state: State, command: DecideShort, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)
    found = shortfalls(state, id)
    if not found:
        raise Refused(
            Reason.NOT_NOW,
            "{name}能计分的评分表有 {count} 份，够最少份数，不需要决定",
            name=state.named(id),
            count=sum(countable(state, id).values()),
        )
    reason = checks.text(command.reason, sentence("决定依据"))
    is_shrunk = command.decision is Short.SHRINK
    now = {each.group.id: each.count for each in found if each.group.id}
    groups = {**_decided_groups(state, id), **now}
    count = min([*(each.count for each in found), *groups.values()])
    if is_shrunk and not count:
        raise Refused(
            Reason.NOT_NOW, "没有一份评分表可以计分，不能按现有份数计分；请等待、补赛，或由候补评委补位"
        )
    decided = ShortDecided(
        *(id, command.decision, count if is_shrunk else 0, reason, by.label), groups if is_shrunk else {}
    )
    if command.decision is not Short.REPLAY:
        return (decided,)
    return (decided, *grant_retake(state, GrantRetake(id, reason, command.witness), by, at))


def _decided_groups(state: State, id: PerformanceId) -> Mapping[str, int]:
    """Of which a decision that stands found fewer enough; another one is about those as well."""
    short = state.performance(id).short
    return short.groups if short else {}


def withdraw_short_decision(
    state: State, command: WithdrawShortDecision, by: Actor, at: str
) -> tuple[AnyEvent, ...]:
    """Before the marking is closed; then only by opening it again."""
    id = command.performance
    checks.known(state, id)
    checks.unlocked(state, id.track)
    checks.in_phase(state, id, Phase.CALLED, Phase.MARKING)
    if state.performance(id).short is None:
        return ()
    return (ShortDecisionWithdrawn(id, checks.text(command.reason, sentence("撤回原因"))),)


def shortfalls(state: State, id: PerformanceId) -> tuple[Shortfall, ...]:
    """The groups in which too few sheets can count, in the order of the rules."""
    counts = countable(state, id)
    found = (
        Shortfall(group, counts.get(group.id, 0), _least(state, id, group))
        for group in groups_of(state.round(id.track, id.round))
    )
    return tuple(short for short in found if short.count < short.least)


def countable(state: State, id: PerformanceId) -> Mapping[str, int]:
    """How many sheets count once all are in, by group: of everybody who is not excused."""
    sheets, round = state.performance(id).sheets, state.round(id.track, id.round)
    excused = {judge for judge, sheet in sheets.items() if sheet.phase in EXCUSES}
    return Counter(
        judge.group if round.groups else "" for judge in state.panel(id) if judge.id not in excused
    )


def _least(state: State, id: PerformanceId, group: Group) -> int:
    """A decision is about the groups that were short then, and about as many as were there."""
    decided = state.performance(id).short
    if decided is None or decided.decision is not Short.SHRINK:
        return group.minimum
    enough = decided.groups.get(group.id, group.minimum) if group.id else decided.minimum
    return min(group.minimum, enough)


def is_short(state: State, id: PerformanceId) -> bool:
    return bool(shortfalls(state, id))


def too_few(short: Shortfall) -> Sentence:
    return sentence(
        "{group}能计分的评分表只有 {count} 份，不足 {least} 份",
        group=short.group.name,
        count=short.count,
        least=short.least,
    )


def decided_word(round: Round, decided: ShortDecision | ShortDecided, count: int = 0) -> Sentence:
    """What was decided; where judges are in groups, of which. `count`: so many sheets it came to."""
    each = tuple(
        sentence(
            "{group}{what}", group=group.name, what=short_word(decided.decision, decided.groups[group.id])
        )
        for group in round.groups
        if group.id in decided.groups
    )
    return sentence("{each}", each=each) if each else short_word(decided.decision, count or decided.minimum)


def minimum_word(round: Round, decided: ShortDecision) -> Sentence:
    """How many the rules ask for, where the decision found fewer enough."""
    if not round.groups:
        return sentence("至少 {least} 份", least=round.minimum)
    asked = (group for group in round.groups if group.id in decided.groups)
    each = tuple(sentence("{group}至少 {least} 份", group=group.name, least=group.minimum) for group in asked)
    return sentence("{each}", each=each)


def ways_out(performance: Performance) -> Sentence:
    """What leads on where too few sheets can count."""
    decided = performance.short.decision if performance.short else None
    return NEXT.get(decided, sentence("请评委组长决定：按现有份数计分、等待、补赛，或由候补评委补位"))


# What has to be done after a decision that leaves too few sheets.
NEXT: dict[Short | None, Sentence] = {
    Short.WAIT: sentence("评委组长已决定等待；该评委到场后请恢复其评分，或由评委组长改作决定"),
    Short.RESERVE: sentence("评委组长已决定由候补评委补位；请换上候补评委，或由评委组长改作决定"),
}


def short_decided(state: State, event: ShortDecided, at: str) -> State:
    decided = ShortDecision(event.decision, event.minimum, event.reason, event.by, at, event.groups)
    return _with(state, event.performance, decided)


def short_decision_withdrawn(state: State, event: ShortDecisionWithdrawn, at: str) -> State:
    return _with(state, event.performance, None)


def _with(state: State, id: PerformanceId, decided: ShortDecision | None) -> State:
    return with_performance(state, id, replace(state.performance(id), short=decided))
