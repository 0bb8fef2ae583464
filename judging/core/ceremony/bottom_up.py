"""The order of a ceremony: the lowest level first, and within a level the last first."""

from collections.abc import Iterator
from itertools import groupby

from judging.core.honours.decided import award_name, awards_of, decided
from judging.core.honours.honour import Honour
from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .programme import AwardPart, Programme, Step, StepKind, steps_of_level


def ceremony_order(state: State, award: str) -> tuple[Honour, ...]:
    """As they come on stage, for the ceremony and for certificates alike; () until it is decided."""
    return decided(state, award)[::-1]


def steps_of(state: State, programme: Programme) -> tuple[Step, ...]:
    """All pictures of a ceremony whose awards are decided."""
    awards = (step for part in programme.awards for step in _of_award(state, part))
    return (Step(StepKind.OPENING), *awards, Step(StepKind.CLOSING))


def _of_award(state: State, part: AwardPart) -> Iterator[Step]:
    for level, honours in groupby(ceremony_order(state, part.award), lambda honour: honour.level):
        yield from steps_of_level(part.of(level), part.award, tuple(honours))


def undecided(state: State, award: str) -> Sentence | None:
    """Why an award cannot be presented."""
    if award not in awards_of(state):
        return sentence("规则里已没有奖项“{award}”，请修改颁奖程序", award=award)
    if not decided(state, award):
        return sentence(
            "“{award}”还没有有效的获奖决定，请先在“评奖与决定”中作出决定", award=award_name(state, award)
        )
    return None


def overtaken(state: State, steps: tuple[Step, ...], award: str) -> Sentence | None:
    """Why *award* must not be presented any further: it is decided otherwise than when this began."""
    if not award:
        return None
    coming_out = (step for step in steps if step.kind is StepKind.HONOURED and step.award == award)
    if tuple(each for step in coming_out for each in step.honours) == ceremony_order(state, award):
        return None
    return sentence(
        "“{award}”的获奖决定在颁奖开始后有变动，请结束颁奖，重新作出决定后再开始",
        award=award_name(state, award),
    )


def announced_honours(state: State) -> tuple[Honour, ...]:
    """Whose moment on a screen has come, in that order; also afterwards, unless it is decided otherwise.

    Nobody of an award that the rules have no longer.
    """
    told = [each for each in state.announced if each.award in awards_of(state)]
    now = {award: decided(state, award) for award in {each.award for each in told}}
    return tuple(each for each in told if not now[each.award] or each in now[each.award])
