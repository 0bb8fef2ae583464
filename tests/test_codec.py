import json

import msgspec
import pytest

from judging import codec
from judging.core import events as e
from judging.core.commands import CloseLogin, EnterDeduction, ReturnSheet, ShowScene, SubmitSheet
from judging.core.hall.air import Scene
from judging.core.hall.performance import PerformanceId
from judging.core.refused import Reason, Refused
from tests import day

ID = "0123456789abcdef"
SHEET = {
    "kind": "SubmitSheet",
    "performance": {"track": "centre", "round": "present", "entrant": "e1"},
    "revision": 1,
    "marks": {"content": "55", "manner": "37.5"},
}


def body(**changes):
    return json.dumps({"id": ID, "command": SHEET | changes}).encode()


def posted(command):
    return f'{{"id":"{ID}","command":{command}}}'


def refusal(text):
    with pytest.raises(Refused) as caught:
        codec.decode_command(text if isinstance(text, bytes) else text.encode())
    assert caught.value.reason is Reason.MALFORMED
    return caught.value.detail


def test_a_command_comes_with_its_id():
    id, command = codec.decode_command(body())

    assert id == ID
    assert command == SubmitSheet(day.on("e1"), 1, {"content": "55", "manner": "37.5"})


def test_every_event_reads_back_equal():
    created = e.CompetitionCreated(day.RULES, {"centre": day.ENTRANTS})
    submitted = e.SheetSubmitted(
        PerformanceId("centre", "present", "e1"), "J1", 1, {"content": "55.50"}, "★亮点"
    )
    revealed = day.revealed(day.marking()).first_hall.story[-1].event

    assert [codec.decode_event(codec.encode_event(event)) for event in (created, submitted, revealed)] == [
        created,
        submitted,
        revealed,
    ]


def test_a_decimal_is_a_text_on_the_wire_with_its_places():
    assert '"max":"60"' in codec.encode_event(e.RulesSet(day.RULES))
    assert codec.decode_command(
        b'{"id":"%b","command":{"kind":"EnterDeduction","performance":{"track":"t","round":"r","entrant":"e"},'
        b'"points":"0.50","reason":"x"}}' % ID.encode()
    )[1] == EnterDeduction(PerformanceId("t", "r", "e"), "0.50", "x")


@pytest.mark.parametrize(
    ("changes", "place", "what"),
    [
        ({"revision": "1"}, "command.revision", "应为 整数"),
        ({"revision": 1.5}, "command.revision", "应为 整数"),
        ({"revision": True}, "command.revision", "应为 整数"),
        ({"marks": {"content": 9.5}}, "command.marks[...]", "应为 文字"),
        ({"marks": None}, "command.marks", "应为 对象"),
        ({"judge": "J2"}, "command", "没有名为 judge 的字段"),
        ({"kind": "Cheat"}, "command.kind", "不认识 Cheat"),
        ({"kind": "CreateCompetition"}, "command.kind", "不认识 CreateCompetition"),
        ({"kind": 7}, "command.kind", "应为 文字"),
        ({"performance": {"track": "centre"}}, "command.performance", "缺少字段 round"),
    ],
)
def test_a_malformed_command_is_refused_with_the_place(changes, place, what):
    detail = refusal(body(**changes))

    assert place in detail
    assert what in detail


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nonsense",
        posted('{"kind":"CloseLogin"}') + " x",
        posted('{"kind":"CloseLogin","at":NaN}'),
        posted('{"kind":"ShowScene","scene":"\\ud800"}'),
        b'{"id":"0123456789abcdef","command":{"kind":"ShowScene","scene":"\xff"}}',
        "[" * 100_000,
        posted("[" * 100_000),
        posted('{"kind":"CloseLogin","x":' + '{"x":' * 100_000),
    ],
)
def test_what_is_not_json_or_far_too_deep_is_refused(text):
    refusal(text)


@pytest.mark.parametrize(
    "id", ["", "1234567", "0" * 65, "ABCDEF0123456789", "0123456789abcdeg", ID + "\n", 7, None]
)
def test_an_id_is_eight_to_64_hex_digits(id):
    assert "id" in refusal(json.dumps({"id": id, "command": {"kind": "CloseLogin"}}))


def test_a_field_beside_id_and_command_is_refused():
    assert "by" in refusal(json.dumps({"id": ID, "command": {"kind": "CloseLogin"}, "by": "organiser"}))


def test_an_unknown_scene_is_refused_and_a_known_one_read():
    assert "不认识 fireworks" in refusal(posted('{"kind":"ShowScene","scene":"fireworks"}'))
    assert codec.decode_command(posted('{"kind":"ShowScene","scene":"black"}').encode())[1] == ShowScene(
        Scene.BLACK
    )


def test_a_command_without_fields_and_one_about_a_judge_are_read():
    ask = {"kind": "ReturnSheet", "performance": SHEET["performance"], "judge": "J2", "reason": "漏评"}

    assert codec.decode_command(posted('{"kind":"CloseLogin"}').encode()) == (ID, CloseLogin())
    assert codec.decode_command(posted(json.dumps(ask)).encode()) == (
        ID,
        ReturnSheet(day.on("e1"), "J2", "漏评"),
    )


def test_an_unknown_event_or_a_broken_one_does_not_decode():
    for text in ('{"kind":"MarkErased"}', '{"kind":"SceneShown"}', "{}", "null", "x"):
        with pytest.raises(msgspec.DecodeError):
            codec.decode_event(text)


def test_a_view_is_sent_with_topic_and_position():
    assert json.loads(codec.encode_view("screen/2", 17, {"score": day.RULES.tracks[0].rounds[0].full})) == {
        "topic": "screen/2",
        "position": 17,
        "view": {"score": "100"},
    }


@pytest.mark.parametrize(
    ("length", "head"),
    [
        (0, "8100"),
        (125, "817d"),
        (126, "817e007e"),
        (65_535, "817effff"),
        (65_536, "817f0000000000010000"),
    ],
)
def test_the_frame_is_one_unmasked_text_frame(length, head):
    text = b"x" * length

    assert codec.message(text).frame == bytes.fromhex(head) + text
