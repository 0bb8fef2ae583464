"""In sentences, what belongs to a performance beside the marks: compulsory items, cases, seconds."""

from collections import Counter
from collections.abc import Iterator

from judging.core.scoring.item import Compulsory, DecidedBy, Lack
from judging.core.scoring.numbers import shortest
from judging.core.scoring.rulebook import Round
from judging.core.sentence import Sentence, sentence


def about_compulsory(round: Round, judges: int) -> Iterator[Sentence]:
    return map(about_item, round.compulsory)


def about_item(item: Compulsory) -> Sentence:
    if item.by is DecidedBy.JUDGES:
        return sentence(
            "必备项：{item}，计分的评委过半认定缺才算缺（各半算有），缺了{consequence}",
            item=item.name,
            consequence=about_lack(item),
        )
    return sentence(
        "必备项：{item}，由记分员认定，缺了{consequence}", item=item.name, consequence=about_lack(item)
    )


def about_cases(round: Round, judges: int) -> Iterator[Sentence]:
    if round.cases:
        types = tuple(f"{type} {count}" for type, count in Counter(case.type for case in round.cases).items())
        yield sentence(
            "题目单 {count} 题（{types}）：可抽签，抽到的不再抽", count=len(round.cases), types=types
        )


def about_lack(item: Compulsory) -> Sentence:
    if item.points is None:
        return sentence("不得分")
    points = shortest(item.points)
    if item.lack is Lack.CAP:
        return sentence("最高得 {points} 分", points=points)
    return sentence("扣 {points} 分", points=points)


def about_measure(round: Round, judges: int) -> Iterator[Sentence]:
    if round.measure is None:
        return
    of, type, segment = round.measure.round, round.measure.type, round.measure.segment
    seconds = sentence("分段 {segment} 的用时", segment=segment) if segment else sentence("计入时限的用时")
    yield sentence("指标值是环节 {round} 确认的秒数：{seconds}", round=of, seconds=seconds)
    if type:
        yield sentence("只测类型为 {type} 的题目，别的题目为没有可测的", type=type)
