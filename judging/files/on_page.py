"""What is wrong with a draft of the rules, told to somebody who fills in a form and has never seen its file.

The place stays the key path, by which the page finds the field; the page has its own words for it.
"""

import re
from collections.abc import Callable, Mapping

from msgspec.structs import replace

from judging.core.sentence import Sentence, Value, sentence, template

from .problems import Problem, Words

QUOTED = re.compile(r"“[^”]*”")  # what the person wrote
OF_THE_FILE = re.compile(r"[A-Za-z_]{2,}|[=\[\]{}]")  # keys, ids and the writing of TOML

# How the file's reader says it → how it is said to whoever has a field before the eyes.
IN_A_FORM: dict[str, Callable[[Mapping[str, Value]], Sentence]] = {
    template("缺少这个键"): lambda v: sentence("没有填"),
    template('写成 {key} = "…"'): lambda v: sentence("填上文字"),
    template("写{span}，例如 {key} = {value}"): lambda v: sentence(
        "写{span}，例如 {value}", span=v["span"], value=v["value"]
    ),
    template('写成 {key} = "40" 或 "0.5"：半角数字，小数点前后各至多 6 位'): lambda v: sentence(
        "写半角数字，例如 40 或 0.5，小数点前后各至多 6 位"
    ),
    template("写大于 {count} 的整数，例如 from = {start}"): lambda v: sentence(
        "写大于 {count} 的整数，例如 {start}", count=v["count"], start=v["start"]
    ),
    template("max 要大于 min"): lambda v: sentence("最高分要大于最低分"),
    template("至少写一个 [[tracks.rounds.criteria]]"): lambda v: sentence("至少增加一个评分项"),
    template("写 {words} 之一"): lambda v: sentence("从列表里选一个"),
    template("最接近的是 {nearest}；{remedy}"): lambda v: in_a_form(_sentence(v["remedy"])),
    template("各组名额合计 {total}，不等于 slots = {slots}"): lambda v: sentence(
        "各组名额合计 {total}，不等于奖项名额 {slots}", total=v["total"], slots=v["slots"]
    ),
    template("各等次合计 {total}，不等于 slots = {slots}"): lambda v: sentence(
        "各等次合计 {total}，不等于奖项名额 {slots}", total=v["total"], slots=v["slots"]
    ),
}


def on_page(problem: Problem) -> Problem:
    """*problem* without a key, an id or a piece of TOML in its words."""
    what, remedy = in_a_form(problem.what), in_a_form(problem.remedy)
    return replace(
        problem,
        what=what if is_plain(what) else sentence("与别的设置不合"),
        remedy=remedy if is_plain(remedy) else sentence("放弃修改后重新填写；仍不行时在规则文件里改"),
    )


def in_a_form(words: Words) -> Sentence:
    if isinstance(words, str):
        return sentence("{words}", words=words)
    told = IN_A_FORM.get(words.template)
    if told:
        return told(words.values)
    nested = {name: in_a_form(v) if isinstance(v, Sentence) else v for name, v in words.values.items()}
    return replace(words, values=nested)


def is_plain(words: Sentence) -> bool:
    return not OF_THE_FILE.search(QUOTED.sub("", str(words)))


def _sentence(value: Value) -> Sentence:
    assert isinstance(value, Sentence)
    return value
