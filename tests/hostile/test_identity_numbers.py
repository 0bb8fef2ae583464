"""The number of an identity card is taken nowhere, and never repeated."""

from hashlib import sha256

import pytest

from judging.core.identity_number import holds_identity_number
from judging.core.refused import Reason
from judging.files import Problems, rulesfile
from judging.files.writing import as_table
from tests.core.changes import RULES
from tests.day import refusal
from tests.made_up_numbers import identity_number, spoilt, with_x

from .signed_texts import Case
from .test_free_text import each

NUMBER = identity_number()
WRITTEN = {
    "plain": NUMBER,
    "in a sentence": f"本人{NUMBER}已到",
    "after latin letters": f"ID{NUMBER}",
    "in blocks": f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
    "with hyphens": f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}",
    "full-width": "".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER),
    "with an X": with_x(),
    "with a small x": with_x().lower(),
    "with a full-width x": with_x()[:-1] + "ｘ",
    "after another number": f"12 {NUMBER}",
}
HARMLESS = {
    "another check digit": spoilt(NUMBER),
    "seventeen digits": NUMBER[:17],
    "nineteen digits": f"1{NUMBER}",
    "a digest": sha256(b"roster").hexdigest(),
    "a digest around it": f"ab{NUMBER}" + "cdef" * 11,
    "days": "2024-10-15 2024-10-16",
    "a telephone": "021-12345678",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_a_number_is_known_however_it_is_written(text: str):
    assert holds_identity_number(text)


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_is_no_such_number_is_let_through(text: str):
    assert not holds_identity_number(text)


@each
def test_no_text_of_any_command_takes_one(case: Case):
    refused = refusal(case.state(), case.make(f"见 {NUMBER[:17]} {NUMBER[17:]}"), case.by)

    assert refused.reason is Reason.MALFORMED
    assert f"{case.name}里有身份证号" in refused.detail
    assert NUMBER[:17] not in str(refused.detail)


def test_a_rules_file_takes_none_not_even_in_a_comment():
    text = rulesfile.write(RULES) + f"# 联系人 {NUMBER}\n"

    with pytest.raises(Problems) as raised:
        rulesfile.read(text, "rules.toml")

    [problem] = raised.value.problems
    assert "这里有身份证号" in str(problem)
    assert f":{text.count(chr(10))}:" in problem.place
    assert NUMBER not in str(problem)


def test_rules_from_a_page_take_none():
    table = as_table(RULES)
    table["tracks"][0]["name"] = NUMBER

    with pytest.raises(Problems) as raised:
        rulesfile.build(table)

    assert "tracks[0].name" in raised.value.problems[0].place
    assert NUMBER not in str(raised.value)
