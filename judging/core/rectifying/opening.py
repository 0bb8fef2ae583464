"""开整改单: after 陪办, a bad rating or a complaint; with the days by which each step is due."""

from msgspec.structs import replace

from judging.core.appeals.deadlines import in_working_days
from judging.core.appeals.objection import Deadlines
from judging.core.client_data import without_client_data
from judging.core.mappings import with_key
from judging.core.moments import is_moment
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .rectification import Origin, Rectification

MOST_OPENED = 2000  # in one competition
MOST_TEXT = 500
MOST_PLACE = 40


class OpenRectification(AnyCommand, frozen=True):
    """`received_at`: when it reached us, "" for this moment."""

    track: str
    entrant: str
    origin: Origin
    text: str
    place: str = ""
    received_at: str = ""


class RectificationOpened(AnyEvent, frozen=True):
    track: str
    number: int
    entrant: str
    origin: Origin
    text: str
    place: str
    received_at: str
    who: str
    deadlines: Deadlines


def open_rectification(state: State, command: OpenRectification, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    if command.entrant not in state.entrants.get(command.track, {}):
        raise Refused(Reason.UNKNOWN, "本组没有这个参赛对象，请刷新页面后重试")
    if len(state.rectifications) >= MOST_OPENED:
        raise Refused(Reason.TOO_MANY, "已开 {most} 份整改单，请先联系组织者", most=MOST_OPENED)
    received = _received(command.received_at, at)
    rules = state.rulebook.rectify
    days = rules.contact_days, rules.settle_days, rules.complicated_days
    return (
        RectificationOpened(
            command.track,
            len(state.rectifications) + 1,
            command.entrant,
            command.origin,
            without_client_data(command.text, sentence("问题"), most=MOST_TEXT),
            _place(command.place),
            received,
            by.label,
            in_working_days(received, days, state.holidays),
        ),
    )


def _place(given: str) -> str:
    return without_client_data(given, sentence("地点"), most=MOST_PLACE) if given.strip() else ""


def _received(given: str, at: str) -> str:
    if not given:
        return at
    if not is_moment(given):
        raise Refused(Reason.MALFORMED, "收到时间写得不对，请在页面上重新选日期和时间")
    if given > at:
        raise Refused(Reason.MALFORMED, "收到时间还没有到，请核对日期和时间")
    return given


def rectification_opened(state: State, event: RectificationOpened, at: str) -> State:
    found = Rectification(
        event.number,
        event.track,
        event.entrant,
        event.origin,
        event.place,
        event.text,
        event.received_at,
        at,
        event.who,
        event.deadlines,
    )
    return replace(state, rectifications=with_key(state.rectifications, event.number, found))
