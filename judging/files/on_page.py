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
    template("{track} 的名额 {given} 少于占比下限 {share}% 要求的 {least}"): lambda v: sentence(
        "名额 {given} 少于占比下限 {share}% 要求的 {least}",
        given=v["given"],
        share=v["share"],
        least=v["least"],
    ),
    template("upto_s 要大于 over_s"): lambda v: sentence("止点要大于起点"),
    template("第一档写 over_s = 0"): lambda v: sentence("第一档的起点写 0"),
    template("最后一档不写 upto_s"): lambda v: sentence("最后一档的止点空着"),
    template("前一档写 upto_s = {over_s}，或改这一档的 over_s"): lambda v: sentence(
        "前一档的止点写 {over_s}，或改这一档的起点", over_s=v["over_s"]
    ),
    template("写 limit_s = …，或删去 warn_s"): lambda v: sentence("填上本段时限，或删去本段提醒"),
    template("至少一段写 counts = true，或删去 segments"): lambda v: sentence(
        "至少一段计入时限，或删去各分段"
    ),
    template("写 over_s = {upto_s}"): lambda v: sentence("起点写 {upto_s}", upto_s=v["upto_s"]),
    template("至少一个 weight 写大于 0 的数"): lambda v: sentence("至少一个权重写大于 0 的数"),
    template('写 panels = ["A", "B"]，或 equalise = "none"'): lambda v: sentence(
        "写两个以上评委组，或选“不折算”"
    ),
    template('不能与 floor = "none" 同用：折算系数要求分数不为负'): lambda v: sentence(
        "要求分数不为负，最低得分却不设"
    ),
    template('写 floor = "0"，或 equalise = "none"'): lambda v: sentence("请设最低得分，或选“不折算”"),
    template("删去 panels"): lambda v: sentence("评委组空着"),
    template('写 equalise = "none"'): lambda v: sentence("选“不折算”"),
    template('写 absent = "shrink"'): lambda v: sentence("选“不计入”"),
    template('不能与 sheets = "each" 同用：测评人没有固定席位'): lambda v: sentence(
        "测评人没有固定席位，用不到"
    ),
    template('删去，或写 sheets = "each"'): lambda v: sentence("改回默认，或把“评分表”改成测评人的"),
    template('删去，或给环节写 sheets = "each"'): lambda v: sentence("改回默认，或把“评分表”改成测评人的"),
    template("写 secret = false，或改 who"): lambda v: sentence("去掉“保密”，或改“测评人”"),
    template("写 secret = false，只给别的组写 secret = true"): lambda v: sentence(
        "去掉环节的“保密”，只在别的组选“保密”"
    ),
    template("合成一组，或改 who"): lambda v: sentence("合成一组，或改“测评人”"),
    template("写 most = 0，或改 who"): lambda v: sentence("“最多选几个”写 0，或改“测评人”"),
    template("只留一个评分项，或写 most = 0"): lambda v: sentence("只留一个评分项，或“最多选几个”写 0"),
    template('评分项写 min = "0"、max = "1"、step = "1"，不写档次；或写 most = 0'): lambda v: sentence(
        "评分项最低 0、最高 1、每档 1，不写档次；或“最多选几个”写 0"
    ),
    template('{remedy}，或写 sheets = "panel"'): lambda v: sentence(
        "{remedy}，或把评分表改为在席评委每人一份", remedy=in_a_form(_sentence(v["remedy"]))
    ),
    template("至少写一个 [[tracks.rounds]]"): lambda v: sentence("至少增加一个环节"),
    template('先在组别里写 pool = "…"'): lambda v: sentence("先在组别里选所属奖项"),
    template("quota 里写 {track} = {least} 或更多，或降低 share"): lambda v: sentence(
        "给它 {least} 个名额或更多，或降低占比", least=v["least"]
    ),
    template("各占比下限合计要 {least} 个名额，多于 slots = {slots}"): lambda v: sentence(
        "各占比下限合计要 {least} 个名额，多于奖项名额 {slots}", least=v["least"], slots=v["slots"]
    ),
    template("降低 share，或增加 slots"): lambda v: sentence("降低占比，或增加名额"),
    template("让 count 合计等于 {slots}"): lambda v: sentence("让个数合计等于 {slots}", slots=v["slots"]),
    template("删去第一档的 from"): lambda v: sentence("第一档的起点空着"),
    template("除第一档外，每档都写 from"): lambda v: sentence("除第一档外，每档都写起点"),
    template("bottom 不大于 top"): lambda v: sentence("最低得分不大于第一名得分"),
    template("只用字母、数字、_ 和 -，例如 centre"): lambda v: sentence("只用字母、数字、下划线和短横"),
    template("编号只用字母、数字、_ 和 -，例如 {example}"): lambda v: sentence(
        "只用字母、数字、下划线和短横"
    ),
    template('加上引号：{key} = "{value}"'): lambda v: sentence("重新填写这个数"),
    template('写成 share = "80%"'): lambda v: sentence("写成百分数，大于 0，不大于 100"),
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
    if isinstance(words, str):  # an example of a file's writing
        return sentence("填上这里的各项")
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
