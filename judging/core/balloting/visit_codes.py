"""Codes that stand at the windows, so that nobody has to hand out slips: put up, and taken down again."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from judging.core import checks
from judging.core.mappings import with_key, without_keys
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .issuing import HASH, is_about
from .slip import SlipKind, VisitCodes

MOST_HOURS = 24 * 31
MOST_AN_HOUR = 1000


class PutUpCodes(AnyCommand, frozen=True):
    """Made by the server. `codes`: entrant → hash of what its code holds; those before are void."""

    id: str
    track: str
    round: str
    group: str
    codes: Mapping[str, str]
    hours: int
    an_hour: int


class TakeDownCodes(AnyCommand, frozen=True):
    id: str
    reason: str


class CodesPutUp(AnyEvent, frozen=True):
    id: str
    track: str
    round: str
    group: str
    codes: Mapping[str, str]
    hours: int
    an_hour: int


class CodesTakenDown(AnyEvent, frozen=True):
    id: str
    track: str
    round: str
    group: str
    reason: str


def put_up_codes(state: State, command: PutUpCodes, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    kind = SlipKind(command.track, command.round, command.group)
    for entrant in command.codes or ("",):
        is_about(state, kind, entrant)
    if not 1 <= command.hours <= MOST_HOURS:
        raise Refused(Reason.OUT_OF_RANGE, "同一部手机再评的间隔须为 1～{most} 小时", most=MOST_HOURS)
    if not 1 <= command.an_hour <= MOST_AN_HOUR:
        raise Refused(Reason.OUT_OF_RANGE, "每个窗口一小时最多收 1～{most} 份", most=MOST_AN_HOUR)
    hashes = set(command.codes.values())
    is_new = command.id not in state.visit_codes and not hashes & state.slips.keys()
    if not is_new or len(hashes) != len(command.codes) or not all(map(HASH.fullmatch, hashes)):
        raise Refused(Reason.ALREADY, "二维码编号重复，请再制一次")
    return (CodesPutUp(command.id, *kind, command.codes, command.hours, command.an_hour),)


def take_down_codes(state: State, command: TakeDownCodes, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    known = state.visit_codes.get(command.id)
    if known is None or not known.codes:
        raise Refused(Reason.UNKNOWN, "这些二维码已经停用，请刷新页面")
    return (CodesTakenDown(command.id, *known.kind, checks.text(command.reason, sentence("停用原因"))),)


def codes_of(state: State, kind: SlipKind) -> tuple[str, VisitCodes] | None:
    """Those that stand now, with their id."""
    return next(((id, each) for id, each in _all_of(state, kind) if each.codes), None)


def _all_of(state: State, kind: SlipKind) -> Iterator[tuple[str, VisitCodes]]:
    """With those that were taken down."""
    return ((id, each) for id, each in state.visit_codes.items() if each.kind == kind)


def codes_put_up(state: State, event: CodesPutUp, at: str) -> State:
    """Who has been heard at a window is remembered there, also by codes that were taken down since."""
    kind = SlipKind(event.track, event.round, event.group)
    made = VisitCodes(kind, {code: of for of, code in event.codes.items()}, event.hours, event.an_hour)
    for id, earlier in tuple(_all_of(state, kind)):
        made = replace(made, visits=earlier.visits, returned=earlier.returned)
        state = _without(state, id)
    return replace(
        state,
        visit_codes=with_key(state.visit_codes, event.id, made),
        slips={**state.slips, **dict.fromkeys(made.codes, event.id)},
    )


def codes_taken_down(state: State, event: CodesTakenDown, at: str) -> State:
    known = state.visit_codes[event.id]
    state = _without(state, event.id)
    return replace(state, visit_codes=with_key(state.visit_codes, event.id, replace(known, codes={})))


def _without(state: State, id: str) -> State:
    return replace(
        state,
        visit_codes=without_keys(state.visit_codes, id),
        slips=without_keys(state.slips, *state.visit_codes[id].codes),
    )
