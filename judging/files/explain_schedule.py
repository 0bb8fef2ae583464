"""The phases of a competition, and what each district hands in, in sentences."""

from collections.abc import Iterator

from judging.core.scoring.rulebook import Rulebook
from judging.core.scoring.schedule import IntakeItem, Phase
from judging.core.sentence import Sentence, sentence

from .telling import Beside


def about_schedule(rulebook: Rulebook) -> Iterator[Beside]:
    if rulebook.phases:
        told = tuple(map(about_phase, rulebook.phases))
        yield Beside("phases", sentence("阶段安排：{phases:；}", phases=told))
    if rulebook.intake:
        names = {phase.id: phase.name for phase in rulebook.phases}
        items = tuple(about_item(item, names) for item in rulebook.intake)
        yield Beside("intake", sentence("各区要交的材料：{items:；}", items=items))


def about_phase(phase: Phase) -> Sentence:
    return sentence("{phase} {starts} 至 {ends}", phase=phase.name, starts=phase.starts, ends=phase.ends)


def about_item(item: IntakeItem, names: dict[str, str]) -> Sentence:
    if item.phase is None:
        return sentence("{item}", item=item.name)
    return sentence("{item}（{phase}截止前）", item=item.name, phase=names[item.phase])
