"""Issuing slips: of one kind, so many at once. What is printed on them the log does not know."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.evaluators import BY_SLIP, Who
from judging.core.scoring.rulebook import Kind, Round
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .slip import SlipBatch, SlipCounts, SlipKind

MOST_AT_ONCE = 500  # 21 pages of labels; their codes take ten seconds to draw
MOST_SLIPS = 20_000  # of a competition: five years of a hall with 15 windows, a slip a day for each
HASH = re.compile(r"[0-9a-f]{64}")


class IssueSlips(AnyCommand, frozen=True):
    """Made by the server, which knows what is printed; `slips` are hashes of it."""

    batch: str
    track: str
    round: str
    group: str
    slips: tuple[str, ...]
    entrant: str = ""


class SlipsIssued(AnyEvent, frozen=True):
    """`slips` in an order that says nothing of the numbers."""

    batch: str
    track: str
    round: str
    group: str
    first: int
    slips: tuple[str, ...]
    entrant: str = ""


def issue_slips(state: State, command: IssueSlips, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    kind = SlipKind(command.track, command.round, command.group)
    is_about(state, kind, command.entrant)
    slips = frozenset(command.slips)
    if not 1 <= len(slips) <= MOST_AT_ONCE or len(slips) != len(command.slips):
        raise Refused(Reason.OUT_OF_RANGE, "一次可发 1～{most} 张票，请改张数", most=MOST_AT_ONCE)
    if len(state.slips) + len(slips) > MOST_SLIPS:
        raise Refused(Reason.OUT_OF_RANGE, "一场赛事最多发 {most} 张票，请少发一些", most=MOST_SLIPS)
    if (
        command.batch in state.slip_batches
        or not all(map(HASH.fullmatch, slips))
        or slips & state.slips.keys()
    ):
        raise Refused(Reason.ALREADY, "票的编号重复，请再发一次")
    first = 1 + max((each.last for each in batches(state, kind)), default=0)
    return (SlipsIssued(command.batch, *kind, first, tuple(sorted(slips)), command.entrant),)


def slip_round(state: State, kind: SlipKind) -> tuple[Round, Who]:
    """The round that slips of *kind* are of, and who fills them in. Raises Refused."""
    round = checks.round_of(state, kind.track, kind.round, Kind.JUDGED)
    who = next((each.who for each in round.groups if each.id == kind.group), None)
    if not round.groups and not kind.group:
        who = round.who
    if who is None:
        raise Refused(Reason.UNKNOWN, "“{round}”没有这种票，请刷新页面后重试", round=round.name)
    if not round.is_evaluated or who not in BY_SLIP:
        raise Refused(
            Reason.UNKNOWN,
            '“{round}”不用测评票；要发票，请在规则里把这一环节或它的一组设为 who = "ballot" 或 "visitor"',
            round=round.name,
        )
    return round, who


def is_about(state: State, kind: SlipKind, entrant: str) -> Round:
    """The round, if its slips may be about *entrant*, "" everybody. Raises Refused."""
    round, who = slip_round(state, kind)
    checks.unlocked(state, kind.track)
    if entrant and entrant not in state.entrants.get(kind.track, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    if (who is Who.VISITOR) != bool(entrant):
        raise Refused(
            Reason.MALFORMED,
            "办事群众的票每张只评一个窗口或一个人，请选是谁的；持票人的票评本环节全部，不选",
        )
    return round


def batches(state: State, kind: SlipKind) -> Iterator[SlipBatch]:
    return (each for each in state.slip_batches.values() if each.kind == kind)


def counts(found: Iterator[SlipBatch]) -> SlipCounts:
    """Of all of them together."""
    each = tuple(found)
    return SlipCounts(
        issued=sum(batch.issued for batch in each),
        returned=sum(len(batch.returned) for batch in each),
        void=sum(len(batch.void) for batch in each),
        out=sum(batch.out for batch in each),
    )


def slips_issued(state: State, event: SlipsIssued, at: str) -> State:
    kind = SlipKind(event.track, event.round, event.group)
    batch = SlipBatch(kind, event.first, frozenset(event.slips), event.entrant)
    return replace(
        state,
        slip_batches=with_key(state.slip_batches, event.batch, batch),
        slips={**state.slips, **dict.fromkeys(event.slips, event.batch)},
    )
