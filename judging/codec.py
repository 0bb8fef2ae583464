"""Events, commands and views as JSON, in the log and on the wire alike.

Decimals travel as strings: a JSON number is a float to whoever reads it.
"""

import re
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct

from judging.core.commands import PageCommand
from judging.core.events import Event
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence, template

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


def sentence_of(found: Any) -> Sentence:
    """The sentence that another program of ours encoded, from parsed JSON. Raises KeyError, TypeError."""

    def value(raw: Any) -> Any:
        if isinstance(raw, list):
            return tuple(map(value, raw))
        return sentence_of(raw) if isinstance(raw, dict) else raw

    return Sentence(found["template"], {name: value(raw) for name, raw in found["values"].items()})


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
        raise Refused(Reason.MALFORMED, _complaint(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(Reason.MALFORMED, "请求不是合法的 JSON，请刷新页面后重试") from error


# How msgspec says what is wrong → how we say it. The place follows as "… - at `$.command.marks`".
COMPLAINTS = (
    (re.compile(r"Object missing required field `(.+?)`"), template("缺少字段 {what}")),
    (re.compile(r"Object contains unknown field `(.+?)`"), template("没有名为 {what} 的字段")),
    (re.compile(r"Invalid (?:enum )?value '(.*?)'"), template("不认识 {what}")),
    (re.compile(r"Expected `(.+?)`"), template("应为 {what: 或 }")),
)
TYPES = {
    "str": sentence("文字"),
    "int": sentence("整数"),
    "bool": sentence("是或否"),
    "object": sentence("对象"),
    "array": sentence("列表"),
    "null": sentence("空值"),
}


def _complaint(said: str) -> Sentence:
    what, _, place = said.partition(" - at ")
    found = ((pattern.match(what), words) for pattern, words in COMPLAINTS)
    wrong = next((Sentence(words, {"what": _named(hit[1])}) for hit, words in found if hit), OUT_OF_RANGE)
    path = place.strip("`").removeprefix("$.")
    return sentence("请求格式不对：{place} {wrong}，请刷新页面后重试", place=path or WHOLE, wrong=wrong)


def _named(names: str) -> tuple[str | Sentence, ...]:
    return tuple(TYPES.get(name, name) for name in names.split(" | "))


OUT_OF_RANGE = sentence("数值超出范围")
WHOLE = sentence("整体")
