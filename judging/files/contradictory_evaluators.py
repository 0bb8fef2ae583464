"""What of evaluators who sit on no panel (`sheets = "each"`, contract 2.13) does not go together."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from judging.core.scoring.evaluators import Who
from judging.core.scoring.rulebook import Absent, Criterion, Equalise, Kind, Round
from judging.core.sentence import Sentence, sentence

from .keys import Keys
from .problems import shown

Known = Mapping[str, Any]
AMONG_ENTRANTS = (Who.SELF, Who.PEER, Who.PEER_CLASS)


def refuse_evaluators(keys: Keys, round: Round, known: Known) -> None:
    if not keys.good("kind", "sheets") or round.kind is not Kind.JUDGED:
        return
    if round.is_performed:
        _refuse_without_evaluators(keys, round)
        return
    for key, remedy in _of_panels(round):
        if keys.good(key):
            what = sentence('不能与 sheets = "each" 同用：测评人没有固定席位')
            keys.refuse(key, what, sentence('{remedy}，或写 sheets = "panel"', remedy=remedy))
    _refuse_open_secrets(keys, round)
    _refuse_twice(keys, round)
    if round.most:
        _refuse_choice(keys, round)


def _refuse_without_evaluators(keys: Keys, round: Round) -> None:
    """A panel has seats, and everybody sees who sits on them."""
    said = {"who": round.who is not Who.LISTED, "secret": round.secret, "most": round.most}
    for key, is_said in said.items():
        if is_said and keys.good(key):
            keys.refuse(key, ONLY_EACH, sentence('删去，或写 sheets = "each"'))
    for table, group in zip(keys.inside("groups"), round.groups, strict=True):
        for key, is_said in (("who", group.who is not round.who), ("secret", group.secret)):
            if is_said and table.good(key):
                table.refuse(key, ONLY_EACH, sentence('删去，或给环节写 sheets = "each"'))
    for table, criterion in zip(keys.inside("criteria"), round.criteria, strict=True):
        if criterion.grades and table.good("grades"):
            table.refuse("grades", ONLY_EACH, sentence('删去，或给环节写 sheets = "each"'))


ONLY_EACH = sentence("只有测评票才用得到")


def _of_panels(round: Round) -> Iterator[tuple[str, Sentence]]:
    """What only panels have, with what to write."""
    if round.panels:
        yield "panels", sentence("删去 panels")
    if round.equalise is not Equalise.NONE:
        yield "equalise", sentence('写 equalise = "none"')
    if round.absent is not Absent.SHRINK:
        yield "absent", sentence('写 absent = "shrink"')


def _refuse_open_secrets(keys: Keys, round: Round) -> None:
    """Whose a sheet of 自评 is everybody knows."""
    what = sentence("自评瞒不住：一看参赛对象就知道是谁填的")
    remedy = sentence("写 secret = false，或改 who")
    rules = {group.who for group in round.groups} or {round.who}
    if round.secret and Who.SELF in rules and keys.good("secret", "who", "groups"):
        keys.refuse("secret", what, sentence("写 secret = false，只给别的组写 secret = true"))
    for table, group in zip(keys.inside("groups"), round.groups, strict=True):
        if group.secret and group.who is Who.SELF and table.good("secret", "who"):
            table.refuse("secret", what, remedy)


def _refuse_twice(keys: Keys, round: Round) -> None:
    """Nobody is in two groups for the same entrant: two rules that list the same people cannot both hold."""
    before: set[Who] = set()
    for table, group in zip(keys.inside("groups"), round.groups, strict=True):
        rule = Who.PEER if group.who is Who.PEER_CLASS else group.who
        if rule in AMONG_ENTRANTS and rule in before and table.good("who"):
            table.refuse(
                "who",
                sentence("前面已有一组这样填：同一人会在两组里给同一个参赛对象打分"),
                sentence("合成一组，或改 who"),
            )
        before.add(rule)


def _refuse_choice(keys: Keys, round: Round) -> None:
    """Choosing names is one criterion, given whole or not at all, on a page that has several names."""
    if not keys.good("most", "criteria", "groups"):
        return
    rules = {group.who for group in round.groups} or {round.who}
    if len(round.criteria) != 1:
        keys.refuse(
            "most", sentence("推选只有一个评分项：选，还是不选"), sentence("只留一个评分项，或写 most = 0")
        )
    elif (criterion := round.criteria[0]).grades or not _is_on_step(criterion, criterion.max):
        keys.refuse(
            "most",
            sentence("推选只有最低分和最高分两种"),
            sentence('评分项写 min = "0"、max = "1"、step = "1"，不写档次；或写 most = 0'),
        )
    if alone := [rule for rule in (Who.SELF, Who.VISITOR) if rule in rules]:
        keys.refuse(
            "most",
            sentence("{who} 一人只有一个对象，没有可选的", who=shown(alone[0])),
            sentence("写 most = 0，或改 who"),
        )


def refuse_grades(keys: Keys, criterion: Criterion, known: Known) -> None:
    """Each grade stands for a mark that may be given."""
    if not criterion.grades or not keys.good("min", "max", "step", "grades"):
        return
    marks = [grade.mark for grade in criterion.grades]
    for n, (table, grade) in enumerate(zip(keys.inside("grades"), criterion.grades, strict=True)):
        if table.good("mark") and grade.mark in marks[:n]:
            table.refuse(
                "mark", sentence("{mark} 已是前面一档", mark=str(grade.mark)), sentence("每档写不同的分值")
            )
        is_given = criterion.min <= grade.mark <= criterion.max and _is_on_step(criterion, grade.mark)
        if table.good("mark") and not is_given:
            what = sentence(
                "{mark} 不在 {min}～{max} 之内，或不合每档 {step}",
                mark=str(grade.mark),
                min=str(criterion.min),
                max=str(criterion.max),
                step=str(criterion.step),
            )
            table.refuse("mark", what, sentence("改这一档的分值，或评分项的最低、最高、每档"))


def _is_on_step(criterion: Criterion, mark: Decimal) -> bool:
    return not (mark - criterion.min) % criterion.step
