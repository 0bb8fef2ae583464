"""A setting is one line of a record: reader, writer, explanation and form all follow it."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import msgspec
import pytest
from msgspec import Struct

from judging.core.scoring.rulebook import Kind, Round, Rulebook, Track
from judging.core.scoring.settings import Setting, settings_of
from judging.core.sentence import Sentence
from judging.core.words import CHOICES
from judging.files import Problems, rulesfile
from judging.files.drafts import explained
from judging.files.explain import explain
from judging.files.form_fields import FormField, form_fields
from judging.files.keys import Keys, Report
from judging.files.records import read_record
from judging.files.vocabulary import words_of
from judging.files.writing import as_table, note_of

from .examples import RULES

LOGGED = Path(__file__).parent / "logged_rulebook.json"


class Recorded(Round):
    """A round with one setting more, and that is all there is of it."""

    pauses: Annotated[
        int,
        Setting(
            Sentence("中场休息"),
            unit=Sentence("次"),
            least=0,
            most=3,
            of=("judged",),
            tells="中场休息 {value} 次",
        ),
    ] = 0


class RecordedTrack(Track):
    rounds: Annotated[tuple[Recorded, ...], Setting(Sentence("环节"), block=True)]


class RecordedRules(Rulebook):
    tracks: Annotated[tuple[RecordedTrack, ...], Setting(Sentence("组别"), block=True)]


def read(text: str) -> RecordedRules:
    report = Report("")
    rulebook = read_record(Keys(tomllib.loads(text), (), report), RecordedRules)
    report.findings.settle()
    return rulebook


def problem(text: str) -> str:
    with pytest.raises(Problems) as raised:
        read(text)
    [found] = raised.value.problems
    return str(found)


def holds(known: object, logged: object) -> bool:
    """Whether all that was *logged* is *known* as it was; settings may have come since."""
    match logged:
        case dict():
            return all(holds(known[key], value) for key, value in logged.items())
        case list():
            return len(known) == len(logged) and all(map(holds, known, logged))
        case _:
            return known == logged


def records(record: type[Struct]):
    yield record
    for line in settings_of(record):
        if inner := line.record or line.rows:
            yield from records(inner)


def test_the_reader_follows_a_new_setting():
    told = RULES.replace("minimum = 2", "minimum = 2\npauses = 2")

    assert read(RULES).track("centre").round("present").pauses == 0
    assert read(told).track("centre").round("present").pauses == 2
    assert problem(told.replace("pauses = 2", "pauses = 4")).endswith(
        "pauses: “4” 超出范围: 写0 到 3 的整数，例如 pauses = 0"
    )
    assert "最接近的是 pauses" in problem(told.replace("pauses", "pause"))


def test_a_kind_without_the_setting_refuses_it():
    found = problem(RULES.replace('kind = "imported"', 'kind = "imported"\npauses = 1'))

    assert found.startswith('tracks[0].rounds[0].pauses: kind = "imported" 的用不到')


def test_the_writer_follows_a_new_setting():
    rulebook = read(RULES.replace("minimum = 2", "minimum = 2\npauses = 2"))

    text = rulesfile.write(rulebook)

    assert "pauses = 2" in text
    assert "# 中场休息" in text
    assert read(text) == rulebook
    assert as_table(rulebook)["tracks"][0]["rounds"][1]["pauses"] == 2


def test_every_setting_has_a_label_and_every_word_its_chinese():
    for record in records(Rulebook):
        for line in settings_of(record):
            assert str(line.setting.label)
            if line.type in CHOICES:
                assert set(words_of(line)) == set(line.type)


def test_a_note_names_the_words_a_setting_may_take():
    notes = {line.key: note_of(line) for line in settings_of(Round)}

    assert notes["rounding"] == "舍入：half_up 四舍五入 | truncate 截去尾数 | half_even 四舍六入五成双"


def test_rules_that_were_logged_before_decode_to_what_they_were():
    rulebook = msgspec.json.decode(LOGGED.read_bytes(), type=Rulebook)

    calls = rulebook.track("team").round("calls")
    assert calls.kind is Kind.INDICATOR
    assert calls.points.steps == ((None, Decimal(0)), (Decimal(30), Decimal(60)))
    assert rulesfile.read(rulesfile.write(rulebook), "rules.toml") == rulebook
    assert holds(msgspec.json.decode(msgspec.json.encode(rulebook)), msgspec.json.decode(LOGGED.read_bytes()))


def test_the_explanation_follows_a_new_setting():
    silent, told = (read(RULES.replace("minimum = 2", more)) for more in ("", "minimum = 2\npauses = 2"))

    assert "中场休息 2 次" in "\n".join(explain(told))
    assert "中场休息" not in "\n".join(explain(silent))


def test_the_form_follows_a_new_setting():
    [field] = [field for field in form_fields(Recorded) if field.key == "pauses"]

    assert (str(field.label), field.type, str(field.unit)) == ("中场休息", "whole", "次")
    assert (field.of, field.default) == (("judged",), 0)


def test_every_field_of_the_form_has_a_kind_that_the_page_draws():
    drawn = {"choice", "counts", "decimal", "flag", "lines", "rows", "share", "table", "text", "texts"}
    drawn |= {"choices", "whole", "wholes"}

    def kinds(fields: tuple[FormField, ...]) -> set[str]:
        return {field.type for field in fields}.union(*(kinds(field.fields) for field in fields))

    assert kinds(form_fields()) == drawn


def test_a_draft_is_explained_beside_its_settings_however_wrong_another_round_is():
    draft = as_table(rulesfile.read(RULES, "rules.toml"))
    draft["tracks"][1]["rounds"][0]["weight"] = "viel"
    draft["tracks"][0]["rounds"][1]["sheets"] = "each"

    found = explained(draft, {"tracks[0].rounds[1]": 5})

    [words] = found.told["tracks[0].rounds[1].trim"]
    assert str(words).startswith("例：5位评委：去1高1低，取3个平均")
    assert [problem.place for problem in found.problems] == ["tracks[1].rounds[0].weight"]
    assert "tracks[0].rounds[1].overtime" in found.unrunnable


def test_all_of_a_right_draft_is_explained():
    found = explained(as_table(rulesfile.read(RULES, "rules.toml")), {})

    assert found.problems == ()
    assert {"tracks[0].ties", "tracks[0].composite", "pools[0].floors"} <= set(found.told)
