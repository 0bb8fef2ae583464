"""The organiser answers what the source of the rules leaves open: as proposed, or by another value."""

from collections.abc import Mapping

from msgspec.structs import replace

from judging.core.people.actor import Actor
from judging.core.refused import Reason, Refused
from judging.core.scoring.question import asked
from judging.core.scoring.rulebook import Rulebook
from judging.core.state import State
from judging.core.tagged import AnyCommand, AnyEvent

from .prepared import Answer


class SettleQuestions(AnyCommand, frozen=True):
    """As the rules propose; `changed`: as an earlier competition, whose rules these are, had changed it.

    `keys` as the rules write them.
    """

    keys: tuple[str, ...]
    changed: bool = False


class QuestionsSettled(AnyEvent, frozen=True):
    """`changed`: by another value than was proposed; else as proposed."""

    keys: tuple[str, ...]
    who: str
    changed: bool = False


def settle_questions(state: State, command: SettleQuestions, by: Actor, at: str) -> tuple[AnyEvent, ...]:
    open = unanswered(state)
    known = {question.key for question in state.rulebook.proposals}
    if not command.keys or not known.issuperset(command.keys):
        raise Refused(Reason.UNKNOWN, "规则里没有这一项建议，请刷新页面后重试")
    wanted = tuple(key for key in open if key in command.keys)
    if not wanted:
        raise Refused(Reason.ALREADY, "这一项已经确定，无须再操作；要改请到“赛事与规则”里改")
    return (QuestionsSettled(wanted, by.label, command.changed),)


def answered_by(state: State, rules: Rulebook, by: Actor) -> tuple[AnyEvent, ...]:
    """What setting *rules* answers: the questions whose setting gets another value."""
    known = {question.key for question in state.rulebook.proposals}
    keys = tuple(
        question.key
        for question in rules.proposals
        if question.key in known
        and asked(state.rulebook, question.key).value != asked(rules, question.key).value
    )
    return (QuestionsSettled(keys, by.label, changed=True),) if keys else ()


def unanswered(state: State) -> tuple[str, ...]:
    """The keys of what the rules ask and nobody has settled."""
    return tuple(question.key for question in state.rulebook.proposals if question.key not in state.settled)


def questions_settled(state: State, event: QuestionsSettled, at: str) -> State:
    answer = Answer(event.who, at, event.changed)
    return replace(state, settled={**state.settled, **dict.fromkeys(event.keys, answer)})


def still_settled(state: State, rules: Rulebook) -> Mapping[str, Answer]:
    """The answers to what *rules* ask."""
    asked_now = {question.key for question in rules.proposals}
    return {key: answer for key, answer in state.settled.items() if key in asked_now}
