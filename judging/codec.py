"""Events, commands and views as JSON, in the log and on the wire alike.

Decimals travel as strings: a JSON number is a float to whoever reads it.
"""

import re
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from judging.core.commands import PageCommand
from judging.core.events import Event
from judging.core.refused import Reason, Refused

T = TypeVar("T")


class Posted(Struct, frozen=True, forbid_unknown_fields=True):
    """The body of POST /commands: a command and the id by which a repeat of it is known."""

    id: Annotated[str, Meta(pattern=r"\A[0-9a-f]{8,64}\Z")]
    command: PageCommand


class Message(Struct, frozen=True):
    """A view on its way to its viewers: as JSON, and as the one websocket frame that is written to all."""

    text: bytes
    frame: bytes


_JSON = msgspec.json.Encoder()
_EVENT = msgspec.json.Decoder(Event)


def encode(value: object) -> bytes:
    """Any record as compact JSON; its decimals become strings."""
    return _JSON.encode(value)


def encode_event(event: Event) -> str:
    return _JSON.encode(event).decode()


def decode_event(text: str | bytes) -> Event:
    """Raises msgspec.DecodeError for an unknown kind, a missing field or a wrong type."""
    event: Event = _EVENT.decode(text)
    return event


def encode_view(topic: str, position: int, view: object) -> bytes:
    """What the watchers of *topic* receive when the log has reached *position*."""
    return _JSON.encode({"topic": topic, "position": position, "view": view})


def message(text: bytes) -> Message:
    """*text* with its frame: final, text, not masked (RFC 6455, section 5.2)."""
    length = len(text)
    if length < 126:
        head = bytes((0x81, length))
    elif length < 1 << 16:
        head = b"\x81\x7e" + length.to_bytes(2, "big")
    else:
        head = b"\x81\x7f" + length.to_bytes(8, "big")
    return Message(text, head + text)


def decode_command(body: bytes) -> tuple[str, PageCommand]:
    """The id and the command that a page posted. Raises Refused(MALFORMED) naming the place."""
    posted = decode(body, Posted)
    return posted.id, posted.command


def decode(body: bytes, shape: type[T]) -> T:
    """The JSON that a page posted as a *shape*: nothing is guessed, converted or ignored.

    Raises Refused(MALFORMED) naming the place.
    """
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        raise Refused(Reason.MALFORMED, _in_chinese(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(Reason.MALFORMED, "请求不是合法的 JSON，请刷新页面后重试") from error


# How msgspec says what is wrong → how we say it. The place follows as "… - at `$.command.marks`".
COMPLAINTS = (
    (re.compile(r"Object missing required field `(.+?)`"), "缺少字段 {}"),
    (re.compile(r"Object contains unknown field `(.+?)`"), "没有名为 {} 的字段"),
    (re.compile(r"Invalid (?:enum )?value '(.*?)'"), "不认识 {}"),
    (re.compile(r"Expected `(.+?)`"), "应为 {}"),
)
TYPES = {"str": "文字", "int": "整数", "bool": "是或否", "object": "对象", "array": "列表", "null": "空值"}


def _in_chinese(complaint: str) -> str:
    what, _, place = complaint.partition(" - at ")
    found = ((pattern.match(what), text) for pattern, text in COMPLAINTS)
    said = next((text.format(_type(hit[1])) for hit, text in found if hit), "数值超出范围")
    return f"请求格式不对：{place.strip('`').removeprefix('$.') or '整体'} {said}，请刷新页面后重试"


def _type(name: str) -> str:
    return " 或 ".join(TYPES.get(part, part) for part in name.split(" | "))
