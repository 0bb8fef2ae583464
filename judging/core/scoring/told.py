"""The words of a calculation's steps: the log keeps their kind and values, so that wording may change."""

from collections.abc import Mapping

from msgspec import Struct

from judging.core.sentence import Sentence, Value, sentence, template
from judging.core.words import ABSENCES, EXCUSES, ROUNDINGS

from .day import FactValue, TracePart, TraceStep
from .panel import REDUCERS

LABELS: Mapping[str, str] = {
    "marks": template("打分"),
    "gone": template("缺评"),
    "shortened": template("评委组长决定"),
    "untrimmed": template("去分"),
    "trimmed": template("去分"),
    "added": template("合计"),
    "averaged": template("平均"),
    "reduced": template("{by}"),
    "rounded": template("取位"),
    "weighted": template("加权"),
    "multiplied": template("系数"),
    "criteria": template("各项合计"),
    "entered": template("成绩"),
    "table": template("折算办法"),
    "measured": template("指标值"),
    "unmeasured": template("指标值"),
    "class": template("类别"),
    "rank": template("名次"),
    "computed": template("折算"),
    "converted": template("折算"),
    "capped": template("封顶"),
    "deducted": template("扣分"),
    "floored": template("保底"),
    "equalised": template("折算"),
    "score": template("得分"),
    "weighed": template("{round}"),
}
TEXTS: Mapping[str, str] = {
    "marks": template("{marks:，}"),
    "gone": template("{gone}，{rule}"),
    "shortened": template("按 {count} 份评分表计分，规则为至少 {least} 份（{reason}）"),
    "untrimmed": template("{count} 位评委，不足 {start} 位，不去分"),
    "trimmed": template("{count} 位评委，{dropped:，}"),
    "added": template("{formula}"),
    "averaged": template("{formula}"),
    "reduced": template("{values} {by}得 {result}"),
    "rounded": template("{value} {rounding}保留 {places} 位得 {result}"),
    "weighted": template("{formula}"),
    "multiplied": template("{formula}"),
    "criteria": template("{formula}"),
    "entered": template("{formula}"),
    "table": template("{table}"),
    "measured": template("{value}"),
    "unmeasured": template("没有可测的（none）"),
    "class": template("{class}"),
    "rank": template("第 {rank} 名"),
    "computed": template("{formula}"),
    "converted": template("{how}，得 {points}"),
    "capped": template("高于满分，按满分 {full} 计"),
    "deducted": template("{raw}−{deductions:−}={result}"),
    "floored": template("低于最低分，按最低分 {floor} 计"),
    "equalised": template("现场原始得分×评委组系数：{formula}"),
    "score": template("{score}"),
    "weighed": template("{formula}"),
}
# What the values of steps are made of, beside the reducers.
PARTS: Mapping[str, str] = {
    "seat": template("{seat}号"),
    "mark": template("{who} {formula}"),
    "marks_of": template("{who} {marks}"),
    "without": template("{who} {state}"),
    "high": template("去掉 {count} 个最高分 {values}"),
    "low": template("去掉 {count} 个最低分 {values}"),
    "value": template("{value}（{who}）"),
    "deduction": template("{points}（{reason}）"),
    "by_rank": template("按名次（{better}）：第一名 {top}，每低一名减 {less}，最低 {bottom}{none}"),
    "by_line": template("在 {zero}（0 分）与 {full}（{most} 分）之间按比例{none}"),
    "by_steps": template("分档（{better}）：{steps:，}{none}"),
    "higher": template("越高越好"),
    "lower": template("越低越好"),
    "or_none": template("；没有可测的（none）得 {points}"),
    "step": template("{reach} {points}"),
    "rest": template("其余"),
    "from_below": template("{start} 及以上"),
    "from_above": template("{start} 及以下"),
    "as_none": template("没有可测的"),
    **{kind: word.template for words in (EXCUSES, ABSENCES, ROUNDINGS) for kind, word in words.items()},
}


class TraceLine(Struct, frozen=True):
    """A step in words. `of` names the group and the criterion it is about, as far as there are any."""

    of: tuple[str, ...]
    label: Sentence
    text: Sentence

    @property
    def heading(self) -> str:
        """In Chinese: "内容·去分"."""
        return "·".join((*self.of, str(self.label)))


def told(step: TraceStep) -> TraceLine:
    """*step* in words; one that was logged in words stays as it is."""
    if not step.kind:
        return TraceLine((), sentence("{text}", text=step.label), sentence("{text}", text=step.text))
    values = {name: _value(value) for name, value in step.values.items()}
    return TraceLine(step.of, Sentence(LABELS[step.kind], values), Sentence(TEXTS[step.kind], values))


def _value(value: FactValue) -> Value:
    return tuple(map(_one, value)) if isinstance(value, tuple) else _one(value)


def _one(value: str | int | TracePart) -> str | int | Sentence:
    return in_words(value) if isinstance(value, TracePart) else value


def in_words(fact: TracePart) -> Sentence:
    words = PARTS[fact.kind] if fact.kind in PARTS else REDUCERS[fact.kind].word
    return Sentence(words, {name: _value(each) for name, each in fact.values.items()})
