"""What rests on a decision: as long as something does, no meeting changes it."""

from judging.core.sentence import Sentence, sentence
from judging.core.state import State

from .computed import award_name


def why_it_stands(state: State, award: str) -> Sentence | None:
    """Why what was decided on this award cannot be changed now; None as long as it can."""
    name = award_name(state, award)
    if award in state.finals:
        return sentence("{award}已定稿，决定不能再改；确需改动的，请先撤销定稿", award=name)
    for ceremony in state.ceremonies.values():
        if ceremony.is_on and any(step.award == award for step in ceremony.steps):
            return sentence("正在颁发{award}，决定不能改：请先结束颁奖", award=name)
    return None
