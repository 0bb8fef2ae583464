"""Whom the log means by the label of who acted: “judge/J3”, “person/P2”, “director/B”, “organiser”."""

from judging.core.people.duty import Duty
from judging.core.sentence import Sentence, sentence
from judging.core.state import State
from judging.core.words import DUTIES

from .story_names import judge_of, person_of


def who(state: State, label: str) -> Sentence:
    """ "3号评委 评委三", "场控（A会场）", "组织者"; a label that nothing is known of stands as it is."""
    kind, _, id = label.partition("/")
    if kind == Duty.JUDGE and id:
        return judge_of(state, id)
    if kind == "person":
        return person_of(state, id)
    try:
        duty = DUTIES[Duty(kind)]
    except ValueError:
        return sentence("{label}", label=label)
    if id not in state.halls or len(state.halls) == 1:
        return duty
    return sentence("{duty}（{hall}）", duty=duty, hall=state.halls[id].name)
