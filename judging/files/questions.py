"""What the source of the rules leaves open, in words: the question, the setting, what is proposed."""

from collections.abc import Collection, Iterator

from msgspec import Struct

from judging.core.scoring.pool import Pool
from judging.core.scoring.question import Asked, Question, asked
from judging.core.scoring.rulebook import Round, Rulebook, Track
from judging.core.scoring.settings import settings_of
from judging.core.sentence import Sentence, sentence

from .changes import in_words
from .explain import TELLERS, USUAL_JUDGES, about_ties, indented
from .explain_pools import about_levels, allocation
from .telling import OutlineLine

TOLD_WHOLE = ("criteria", "time", "overtime", "compulsory", "cases", "groups", "points", "measure")


class QuestionInWords(Struct, frozen=True):
    key: str
    ask: str
    where: tuple[Sentence, ...]  # “受理中心组 · 现场汇报展示 · 去分”; without what `value` says
    value: Sentence


def in_question(rulebook: Rulebook) -> tuple[QuestionInWords, ...]:
    """All that the rules ask, in their order, with what they say at present."""
    return tuple(_in_words(rulebook, question) for question in rulebook.proposals)


def _in_words(rulebook: Rulebook, question: Question) -> QuestionInWords:
    found = asked(rulebook, question.key)
    rows = tuple(sentence("{name}", name=_name(row)) for row in found.rows)
    value, label = _value(rulebook, found) or sentence("不设"), found.line.setting.label
    where = rows if str(value).startswith(str(label)) else (*rows, label)
    return QuestionInWords(question.key, question.ask, where, value)


def _name(row: Struct) -> str:
    return str(getattr(row, "name", "") or getattr(row, "id", ""))


def _value(rulebook: Rulebook, found: Asked) -> Sentence | None:
    """As the explanation says it, where it takes more than the value."""
    match found.holder:
        case Round() as round if found.line.key in TOLD_WHOLE:
            told = tuple(TELLERS[found.line.key](round, USUAL_JUDGES))
            return sentence("{told:；}", told=told) if told else None
        case Track() as track if found.line.key == "ties":
            return about_ties(track)
        case Pool() as pool if found.line.key == "levels" and pool.levels:
            return about_levels(pool)
        case Pool() as pool if found.line.key == "quota":
            return allocation({track.id: track.name for track in rulebook.tracks}, rulebook, pool)
        case _ if found.line.rows and not found.line.setting.pairs and found.value:
            return sentence("{told:；}", told=tuple(map(_row, found.value)))
        case _:
            return in_words(found.line, found.value)


def _row(row: Struct) -> Sentence:
    """All it says but its id."""
    told = (in_words(line, getattr(row, line.name)) for line in settings_of(type(row)) if line.key != "id")
    return sentence("{told}", told=tuple(words for words in told if words))


def explain_questions(rulebook: Rulebook, settled: Collection[str] = ()) -> Iterator[str]:
    """The outline of the questions as lines of text."""
    return indented(outline_of_questions(rulebook, settled))


def outline_of_questions(rulebook: Rulebook, settled: Collection[str] = ()) -> Iterator[OutlineLine]:
    """Each question, and below it the settings it is about; those of the keys in *settled* are 已定."""
    asks: dict[str, list[QuestionInWords]] = {}
    for each in in_question(rulebook):
        asks.setdefault(each.ask, []).append(each)
    if asks:
        yield OutlineLine(0, sentence("【方案没有规定、由主办方确定的 {count} 项】", count=len(asks)))
    for ask, found in asks.items():
        yield OutlineLine(1, sentence("{name}", name=ask))
        yield from (OutlineLine(2, _line(each, each.key in settled)) for each in found)


def _line(each: QuestionInWords, is_settled: bool) -> Sentence:
    mark = sentence("已定") if is_settled else sentence("建议")
    return sentence("{where: · }：{value}（{mark}）", where=each.where, value=each.value, mark=mark)
