"""Drawing up the programme of a ceremony (颁奖程序) for a hall."""

from collections import Counter

from msgspec.structs import replace

from judging.core import checks
from judging.core.hall.hall import MAIN
from judging.core.honours.decided import award_name, awards_of
from judging.core.mappings import with_key
from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .levels import levels_of
from .programme import MOST_TOGETHER, AwardPart, Ceremony, LevelPart, Programme

MOST_CARD = 40  # characters of a card: what a hall reads at a glance
MOST_PRESENTERS = 100
MOST_HOLD_S = 30


class SetCeremony(AnyCommand, frozen=True):
    programme: Programme
    hall: str = MAIN


class CeremonySet(AnyEvent, frozen=True):
    programme: Programme
    hall: str = MAIN


def set_ceremony(state: State, command: SetCeremony, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    """At any time before it begins; that an award is decided is asked for only then."""
    hall = checks.hall_of(state, command.hall)
    before = state.ceremonies.get(hall.id)
    if before and before.is_on:
        raise Refused(Reason.NOT_NOW, "颁奖正在进行，不能改程序；请先结束颁奖")
    programme = _checked(state, command.programme)
    return () if before and before.programme == programme else (CeremonySet(programme, hall.id),)


def _checked(state: State, given: Programme) -> Programme:
    """As it is logged: texts without blanks around them."""
    if not given.awards:
        raise Refused(Reason.MALFORMED, "颁奖程序里没有奖项，请至少选一个")
    [(twice, count)] = Counter(part.award for part in given.awards).most_common(1)
    if count > 1:
        raise Refused(Reason.MALFORMED, "奖项“{award}”在颁奖程序里有两次，请删去一次", award=twice)
    if not 0 <= given.hold_s <= MOST_HOLD_S:
        raise Refused(Reason.OUT_OF_RANGE, "每一幕至少停留的秒数须为 0～{most}，请改正", most=MOST_HOLD_S)
    return replace(
        given,
        awards=tuple(_award(state, part) for part in given.awards),
        opening=_optional(given.opening, sentence("开场文字")),
        closing=_optional(given.closing, sentence("结束文字")),
    )


def _award(state: State, part: AwardPart) -> AwardPart:
    if part.award not in awards_of(state):
        raise Refused(Reason.UNKNOWN, "没有奖项“{award}”，请刷新页面后重试", award=part.award)
    known, named = levels_of(state, part.award), [each.level for each in part.levels]
    name = award_name(state, part.award)
    for level in named:
        if level not in known:
            raise Refused(
                Reason.UNKNOWN, "“{award}”没有等次“{level}”，请刷新页面后重试", award=name, level=level
            )
        if named.count(level) > 1:
            raise Refused(
                Reason.MALFORMED, "“{award}”的“{level}”写了两次，请删去一次", award=name, level=level
            )
    return replace(part, levels=tuple(map(_level, part.levels)))


def _level(part: LevelPart) -> LevelPart:
    if not 0 <= part.together <= MOST_TOGETHER:
        raise Refused(
            Reason.OUT_OF_RANGE,
            "一起上台的个数须为 1～{most}，或选“全部一起”，请改正",
            most=MOST_TOGETHER,
        )
    if len(part.presenters) > MOST_PRESENTERS:
        raise Refused(Reason.MALFORMED, "颁奖人最多写 {most} 位，请删减", most=MOST_PRESENTERS)
    who = sentence("颁奖人")
    presenters = tuple(checks.text(each, who, most=MOST_CARD) for each in part.presenters)
    return replace(part, presenters=presenters)


def _optional(text: str, what: Sentence) -> str:
    return checks.text(text, what, most=MOST_CARD) if text.strip() else ""


def ceremony_set(state: State, event: CeremonySet, at: str) -> State:
    return replace(state, ceremonies=with_key(state.ceremonies, event.hall, Ceremony(event.programme)))
